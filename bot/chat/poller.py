"""Polling: one process asks Telegram for updates, and confirms them only when their rows are committed."""

import asyncio
import json
import logging
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from telegram import Bot
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bot.chat.incoming import WANTED, is_update, new_update
from bot.chat.library import WRONG_TOKEN
from bot.chat.pulse import Pulse
from bot.chat.request import TelegramRequest
from bot.domain.delivery import Lease
from bot.domain.errors import OperatorError
from bot.domain.updates import UpdateInbox

log = logging.getLogger(__name__)

LEASE_NAME = "poller"
LEASE = timedelta(seconds=30)
POLL_SECONDS = 25
LONGEST_PAUSE = 30.0
FIRST_PAUSE = 0.5
STAND_BY = 5.0


@dataclass
class Poller:
    """Polls while it holds the lease, and stands by otherwise. ``kept`` is set whenever there are new rows."""

    bot: Bot
    request: TelegramRequest
    inbox: UpdateInbox
    leases: Lease
    holder: str
    kept: asyncio.Event = field(default_factory=asyncio.Event)
    lease: timedelta = LEASE
    stand_by: float = STAND_BY
    pulse: Pulse | None = None

    async def run(self) -> None:
        """Polls until it is cancelled; ``OperatorError`` where the token does not hold any more."""
        try:
            standing_by = False
            while True:
                if await self._held():
                    standing_by = False
                    await self._poll_while_held()
                elif not standing_by:
                    standing_by = True
                    log.info("another run polls; this one stands by")
                await asyncio.sleep(self.stand_by)
        finally:
            await asyncio.shield(self._give_up())

    async def _held(self) -> bool:
        try:
            return await self.leases.take(LEASE_NAME, self.holder, self.lease)
        except Exception as error:  # noqa: BLE001 - a database that is away comes back
            log.warning("the poller's lease could not be asked for", extra={"error": type(error).__name__})
            return False

    async def _give_up(self) -> None:
        try:
            await self.leases.give_up(LEASE_NAME, self.holder)
        except Exception as error:  # noqa: BLE001 - it runs out by itself
            log.warning("the poller's lease could not be given up", extra={"error": type(error).__name__})

    async def _poll_while_held(self) -> None:
        """Polls until the lease is lost."""
        tasks = {asyncio.create_task(self._keep_lease()), asyncio.create_task(self._poll())}
        try:
            done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                task.result()
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def _keep_lease(self) -> None:
        """Returns when the lease is lost: taken by another, or not renewed while it lasted."""
        loop = asyncio.get_running_loop()
        span = self.lease.total_seconds()
        until = loop.time() + span
        while loop.time() < until:
            await asyncio.sleep(span / 3)
            asked = loop.time()
            if await self._held():
                until = asked + span
        log.warning("the poller's lease was lost; another run polls now")

    async def _poll(self) -> None:
        offset: int | None = None
        pause = 0.0
        await self._leave_webhook()
        while True:
            try:
                offset = await self._step(offset)
                pause = 0.0
                if self.pulse is not None:
                    await self.pulse.well()
            except InvalidToken:
                raise OperatorError(WRONG_TOKEN) from None
            except Exception as error:  # noqa: BLE001 - the network and the database come back
                pause = min(LONGEST_PAUSE, max(FIRST_PAUSE, pause * 2))
                await self._after(error, pause)

    async def _step(self, offset: int | None) -> int | None:
        """One poll: asks, keeps, and gives the offset that confirms what was kept."""
        given = [raw for raw in await self._ask(offset) if is_update(raw)]
        if not given:
            return offset
        await self.inbox.keep([new_update(raw) for raw in given])
        self.kept.set()
        return max(int(raw["update_id"]) for raw in given) + 1

    async def _ask(self, offset: int | None) -> list[Any]:
        asked: dict[str, Any] = {"timeout": POLL_SECONDS, "allowed_updates": json.dumps(WANTED)}
        if offset is not None:
            asked["offset"] = offset
        # The library's own method parses, and logs whole what it cannot; rows want what Telegram said.
        url = f"{self.bot.base_url}/getUpdates?{urlencode(asked)}"
        given = await self.request.post(url, read_timeout=POLL_SECONDS + 10)
        return given if isinstance(given, list) else []

    async def _after(self, error: Exception, pause: float) -> None:
        """Says what is wrong, once at the beginning and then seldom, and waits."""
        if self.pulse is not None:
            await self.pulse.ill(type(error).__name__)
        if isinstance(error, Conflict):
            log.warning(
                "Another program polls with the same bot token. Stop it, or give this bot its own token from BotFather."
            )
            await self._leave_webhook()
        elif isinstance(error, RetryAfter):
            waits = error.retry_after
            pause = waits.total_seconds() if isinstance(waits, timedelta) else float(waits)
        elif pause <= FIRST_PAUSE or pause >= LONGEST_PAUSE:
            log.warning("Telegram could not be asked for updates", extra={"error": type(error).__name__})
        await asyncio.sleep(pause)

    async def _leave_webhook(self) -> None:
        """Polling and a webhook exclude each other; what waits there stays."""
        try:
            await self.bot.delete_webhook()
        except InvalidToken:
            raise OperatorError(WRONG_TOKEN) from None
        except TelegramError as error:
            log.info("a webhook could not be taken away", extra={"error": type(error).__name__})
