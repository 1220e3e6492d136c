"""Doing the updates' rows: many chats at a time, in order within each, each update once.

One loop claims and finishes in one commit: while that runs others come to an end, so that many share the next one.
"""

import asyncio
import logging
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import timedelta

from telegram import Bot, Update
from telegram.error import RetryAfter

from bot.chat.dispatch import Unanswered
from bot.chat.pulse import Pulse
from bot.domain.updates import UNANSWERED, ClaimedUpdate, UpdateInbox

log = logging.getLogger(__name__)

LEASE = timedelta(seconds=30)
AT_ONCE = 96
TICK = 1.0
"""Seconds after which other replicas' and given back updates are looked for."""
GATHER = 0.008
"""Seconds for which finished updates wait for company, so that they share a commit."""
LONGEST_RETRY = 10.0
PARTING = 5.0
"""Seconds that updates under way get to come to their end when the bot stops."""

Handle = Callable[[Update, bool], Awaitable[None]]
Tell = Callable[[ClaimedUpdate], Awaitable[None]]


@dataclass
class Processor:
    """Claims updates and has them handled. ``kept`` is set by whoever keeps new ones; *tell* hears of hopeless ones."""

    inbox: UpdateInbox
    bot: Bot
    handle: Handle
    tell: Tell
    kept: asyncio.Event
    at_once: int = AT_ONCE
    tick: float = TICK
    lease: timedelta = LEASE
    done: int = 0
    pulse: Pulse | None = None
    _token: str = field(default_factory=lambda: secrets.token_hex(8))
    _running: set[asyncio.Task[None]] = field(default_factory=set)
    _finished: list[int] = field(default_factory=list)
    _ended: asyncio.Event = field(default_factory=asyncio.Event)

    async def run(self) -> None:
        """Works until it is cancelled; then lets what is under way come to its end."""
        extending = asyncio.create_task(self._extend())
        try:
            while True:
                free = self.at_once - len(self._running)
                if await self._turn(free) < free or free == 0:
                    await self._pause()
        finally:
            extending.cancel()
            await asyncio.shield(self._part())

    async def _turn(self, free: int) -> int:
        """Finishes, claims and begins; gives how many it began."""
        self.kept.clear()
        self._ended.clear()
        finished, self._finished = self._finished, []
        try:
            claimed = await self.inbox.claim(free, self._token, self.lease, finished)
        except Exception as error:  # noqa: BLE001 - a database that is away comes back
            self._finished[:0] = finished
            log.warning("updates could not be claimed", extra={"error": type(error).__name__})
            await asyncio.sleep(self.tick)
            return 0
        self.done += len(finished)
        if self.pulse is not None:
            await self.pulse.well()
        for one in claimed:
            task = asyncio.create_task(self._do(one))
            self._running.add(task)
            task.add_done_callback(self._over)
        return len(claimed)

    async def _pause(self) -> None:
        """Waits for new rows, for something to come to its end, or for the tick."""
        waits = [asyncio.create_task(self.kept.wait()), asyncio.create_task(self._ended.wait())]
        try:
            await asyncio.wait(waits, timeout=self.tick, return_when=asyncio.FIRST_COMPLETED)
            if not self.kept.is_set() and self._ended.is_set():
                await asyncio.wait(waits[:1], timeout=GATHER)
        finally:
            for wait in waits:
                wait.cancel()

    def _over(self, task: asyncio.Task[None]) -> None:
        self._running.discard(task)
        self._ended.set()

    async def _do(self, claimed: ClaimedUpdate) -> None:
        if claimed.hopeless:
            await self._give_up(claimed, claimed.failure or "begun too often")
            return
        try:
            update = Update.de_json(dict(claimed.payload), self.bot)
        except Exception as error:  # noqa: BLE001 - it will be no other the next time
            await self._give_up(claimed, f"not understood: {type(error).__name__}")
            return
        try:
            await self.handle(update, claimed.again)
        except Unanswered as error:
            await self._later(claimed, UNANSWERED, _wait(claimed, error))
        except Exception as error:
            log.exception("an update came to no end", extra={"update": claimed.update_id})
            await self._later(claimed, type(error).__name__, _wait(claimed, error))
        else:
            self._finished.append(claimed.update_id)

    async def _later(self, claimed: ClaimedUpdate, failure: str, wait: float) -> None:
        try:
            await self.inbox.release(claimed.update_id, self._token, failure, timedelta(seconds=wait))
        except Exception as error:  # noqa: BLE001 - its claim runs out by itself
            log.warning("an update could not be given back", extra={"error": type(error).__name__})

    async def _give_up(self, claimed: ClaimedUpdate, why: str) -> None:
        log.error("an update is set aside", extra={"update": claimed.update_id, "why": why})
        try:
            await self.tell(claimed)
            await self.inbox.set_aside(claimed.update_id, self._token, why)
        except Exception as error:  # noqa: BLE001 - its claim runs out, and it is tried again
            log.warning("an update could not be set aside", extra={"error": type(error).__name__})

    async def _extend(self) -> None:
        while True:
            await asyncio.sleep(self.lease.total_seconds() / 3)
            if not self._running:
                continue
            try:
                await self.inbox.extend(self._token, self.lease)
            except Exception as error:  # noqa: BLE001 - a database that is away comes back
                log.warning("claims could not be extended", extra={"error": type(error).__name__})

    async def _part(self) -> None:
        if self._running:
            _, late = await asyncio.wait(set(self._running), timeout=PARTING)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)
        await self.inbox.claim(0, self._token, self.lease, self._finished)


def _wait(claimed: ClaimedUpdate, error: Exception) -> float:
    """Seconds until it is tried again: as told, or twice as long each time."""
    cause = error.__cause__
    if isinstance(cause, RetryAfter):
        told = cause.retry_after
        return told.total_seconds() if isinstance(told, timedelta) else float(told)
    return min(LONGEST_RETRY, 0.5 * 2.0 ** min(claimed.attempts - 1, 10))
