"""What a running bot listens on: the webhook, if it has one, and health and metrics, if they are asked for."""

from collections.abc import Mapping
from urllib.parse import urlsplit

from telegram.error import InvalidToken, TelegramError

from bot.app import App, Line
from bot.chat.incoming import WANTED, TakeUpdate
from bot.chat.library import WRONG_TOKEN
from bot.domain.errors import OperatorError
from bot.settings import host_and_port
from bot.storage.outbox import SqlNoticeOutbox
from bot.web.listener import Listener
from bot.web.webhook import webhook_route


class Listening:
    """The listeners of a run; *bot* says whether it takes updates at all."""

    def __init__(self, app: App, line: Line, *, bot: bool = True) -> None:
        self.app = app
        self.line = line
        self.webhook = app.settings.webhook_url if bot else None
        self.listeners: list[Listener] = []

    async def start(self) -> None:
        """Listens, and only then tells Telegram of the webhook. ``OperatorError`` with the remedy where it cannot."""
        settings = self.app.settings
        if self.webhook:
            await self._start_webhook(self.webhook)
        if settings.metrics_listen:
            from bot.web.health import health_route, metrics_route

            routes = [health_route(self.app.health), metrics_route(self._figures)]
            await self._listen(Listener(routes), settings.metrics_listen)

    async def stop(self) -> None:
        """Stops listening. The webhook stays set: Telegram keeps what comes until the bot is back."""
        for listener in self.listeners:
            await listener.stop()
        self.listeners.clear()

    async def _start_webhook(self, url: str) -> None:
        settings = self.app.settings
        if settings.webhook_secret is None:
            raise OperatorError("RAWAT_WEBHOOK_URL needs RAWAT_WEBHOOK_SECRET; set a long one that nobody can guess.")
        secret = settings.webhook_secret.get_secret_value()
        take = TakeUpdate(self.line.inbox, self.line.processor.kept)
        await self._listen(Listener([webhook_route(urlsplit(url).path, secret, take)]), settings.listen)
        try:
            await self.line.telegram.talking.set_webhook(url, secret_token=secret, allowed_updates=WANTED)
        except InvalidToken:
            raise OperatorError(WRONG_TOKEN) from None
        except TelegramError as error:
            raise OperatorError(
                f"Telegram refuses the webhook: {error.message}. Check RAWAT_WEBHOOK_URL and RAWAT_WEBHOOK_SECRET."
            ) from None

    async def _listen(self, listener: Listener, address: str) -> None:
        await listener.start(*host_and_port(address))
        self.listeners.append(listener)

    async def _figures(self) -> Mapping[str, float]:
        jobs = await self.app.health.list_all()
        return {
            "updates_done_total": self.line.processor.done,
            "updates_waiting": await self.line.inbox.count_waiting(),
            "notices_waiting": await SqlNoticeOutbox(self.app.storage).count_waiting(),
            **{f"notices_total:{end}": count for end, count in self.line.deliver.total.items()},
            **{f"job_ended_seconds:{job.name}": job.ended_at.timestamp() for job in jobs if job.ended_at},
            **{f"job_failing:{job.name}": float(job.failed_at is not None) for job in jobs},
        }
