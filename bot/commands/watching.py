"""The watchman of a process: outages, parts of the work that fell silent, and a loop that is blocked."""

import asyncio
import faulthandler
import logging
import os
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.app import App, Line
from bot.domain.health import DELIVERING, Trouble
from bot.usecases.delivery import LONGEST_RUN
from bot.usecases.health import WatchJobs

log = logging.getLogger(__name__)

WATCH = 60.0
"""Seconds between two looks."""
SETTLES = 5
"""Looks after a start, or an outage, in which silence is not told: the first run of everything may take its time."""
LOOKS, LOOK_EVERY = 30, 10.0
"""So many looks in a row, so many seconds apart, the loop did not move: it is blocked for good."""
BLOCKED = 70
"""The exit status then; whoever looks after services starts it again, and the admins are told of the outage."""


@dataclass
class Watchman:
    """Watches over this process and, by the rows, over all others."""

    app: App
    line: Line
    every: float = WATCH

    @property
    def watch(self) -> WatchJobs:
        """Tells the admins what does not run."""
        return WatchJobs(self.app.storage, self.app.health)

    async def begin(self) -> None:
        """Before anything else of a run: tells of an outage that ends with it."""
        await self._outage()

    async def run(self) -> None:
        """Looks until it is cancelled."""
        settling = SETTLES
        while True:
            await asyncio.sleep(self.every)
            settling = SETTLES if await self._outage() else max(0, settling - 1)
            if not settling:
                await self.look()

    async def look(self) -> None:
        """Tells of what fails or fell silent. Where nobody delivers, it does that too, or nobody would hear."""
        try:
            if any(_delivering(trouble) for trouble in await self.watch()):
                async with asyncio.timeout(LONGEST_RUN + self.every):
                    await self.line.another_delivery(self.app.storage)(self.app.clock.now())
        except Exception:
            log.exception("the jobs could not be watched")

    async def _outage(self) -> bool:
        try:
            return await self.watch.tell_outage()
        except Exception:
            log.exception("it could not be told since when nothing ran")
            return False


def _delivering(trouble: Trouble) -> bool:
    return any(part.name == DELIVERING for part in trouble.parts)


def _bite() -> None:
    log.critical("the loop is blocked; the process ends, and where it stood follows")
    faulthandler.dump_traceback(sys.stderr)
    os._exit(BLOCKED)


@dataclass
class Watchdog:
    """A thread that notices when the loop does not move any more: nothing in the loop could.

    It counts looks, not the clock: a machine that sleeps, or a process that is stopped, does not look either.
    """

    looks: int = LOOKS
    every: float = LOOK_EVERY
    bite: Callable[[], None] = _bite
    _moved: bool = field(default=True, repr=False)
    _over: threading.Event = field(default_factory=threading.Event, repr=False)

    async def run(self) -> None:
        """Moves with the loop until it is cancelled."""
        threading.Thread(target=self._look, name="watchdog", daemon=True).start()
        try:
            while True:
                self._moved = True
                await asyncio.sleep(self.every / 2)
        finally:
            self._over.set()

    def _look(self) -> None:
        still = 0
        while not self._over.wait(self.every):
            still = 0 if self._moved else still + 1
            self._moved = False
            if still >= self.looks:
                self.bite()
                return
