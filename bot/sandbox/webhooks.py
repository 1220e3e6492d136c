"""Brings updates to the webhooks that bots have set: one after the other, until each was taken."""

import asyncio
import contextlib
from typing import Any

import aiohttp

from bot.sandbox.accounts import Bot
from bot.sandbox.ground import Ground
from bot.sandbox.updates import Webhook

Json = dict[str, Any]

_FIRST_PAUSE = 0.05
_LONGEST_PAUSE = 2.0
_PATIENCE = aiohttp.ClientTimeout(total=30)


class WebhookSender:
    """Delivers to every bot with a webhook, in order, again until the answer is 2xx."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self._tasks: dict[int, asyncio.Task[None]] = {}

    def follow(self, bot: Bot) -> None:
        """Begins to deliver to the webhook that the bot has now, or ends where it has none."""
        task = self._tasks.pop(bot.id, None)
        if task:
            task.cancel()
        if bot.webhook:
            self._tasks[bot.id] = asyncio.create_task(self._deliver(bot, bot.webhook))

    async def stop(self) -> None:
        """Ends all delivery."""
        tasks = list(self._tasks.values())
        self._tasks.clear()
        for task in tasks:
            task.cancel()
        for task in tasks:
            with contextlib.suppress(asyncio.CancelledError):
                await task

    async def _deliver(self, bot: Bot, hook: Webhook) -> None:
        headers = {"X-Telegram-Bot-Api-Secret-Token": hook.secret_token} if hook.secret_token else {}
        pause = _FIRST_PAUSE
        async with aiohttp.ClientSession(timeout=_PATIENCE, headers=headers) as session:
            while True:
                await bot.queue.wait(None)
                for update in bot.queue.first(1):
                    trouble = await _post(session, hook.url, update)
                    if trouble is None:
                        bot.queue.confirm_before(update["update_id"] + 1)
                        pause = _FIRST_PAUSE
                        continue
                    hook.last_error, hook.last_error_at = trouble, self._ground.now()
                    await asyncio.sleep(pause)
                    pause = min(2 * pause, _LONGEST_PAUSE)


async def _post(session: aiohttp.ClientSession, url: str, update: Json) -> str | None:
    """Sends one update; None if it was taken, else what went wrong, in Telegram's words."""
    try:
        async with session.post(url, json=update, allow_redirects=False) as answer:
            if 200 <= answer.status < 300:
                return None
            return f"Wrong response from the webhook: {answer.status} {answer.reason}"
    except TimeoutError:
        return "Read timeout expired"
    except aiohttp.ClientError:
        return "Connection refused"
