"""The timetable: interval jobs in memory that only tick. What is due, each job asks the database."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.app import App
from jobs import back_up, deliver_notices, escalate, plan_reminders, send_briefs, send_mails, send_summaries, tidy

log = logging.getLogger(__name__)

Run = Callable[..., Awaitable[Any]]

RUNS: dict[str, Run] = {
    "plan_reminders": plan_reminders.run,
    "escalate": escalate.run,
    "send_briefs": send_briefs.run,
    "send_summaries": send_summaries.run,
    "deliver_notices": deliver_notices.run,
    "send_mails": send_mails.run,
    "tidy": tidy.run,
    "back_up": back_up.run,
}
"""All jobs, in the order in which a day goes through them."""

EVERY: dict[str, float] = {
    "plan_reminders": 300,
    "escalate": 300,
    "send_briefs": 20,
    "send_summaries": 60,
    "deliver_notices": 1,
    "send_mails": 2,
    "tidy": 3600,
    "back_up": 3600,
}
"""Seconds between the ticks of each."""

LONGEST_RUN = 1800.0
"""Seconds after which a run of a job counts as hanging, and is ended so that the next one can begin."""
PARTING = 20.0
"""Seconds that jobs under way get to come to their end when the bot stops: a send takes 15 at most."""
NOTED_EVERY = 20.0
"""Seconds between two notes of a job's health while it is well: a tick a second is not worth a write."""


@dataclass
class Timetable:
    """Ticks for the jobs of one process, and writes down how they fare."""

    app: App
    _scheduler: AsyncIOScheduler | None = None
    _noted: dict[str, float] = field(default_factory=dict)
    _turns: dict[str, asyncio.Lock] = field(default_factory=dict)

    async def run(self) -> None:
        """Ticks until it is cancelled."""
        # In UTC, so that it does not look for the machine's zone; no job has a time of day of its own.
        scheduler = self._scheduler = AsyncIOScheduler(timezone="UTC")
        settings: dict[str, Any] = {"coalesce": True, "misfire_grace_time": None, "max_instances": 1}
        for name, seconds in EVERY.items():
            scheduler.add_job(self._due, "interval", args=[name], id=name, seconds=seconds, **settings)
        scheduler.start()
        try:
            await self.through()
            await asyncio.Event().wait()
        finally:
            scheduler.shutdown(wait=False)
            await self._part()

    async def _part(self) -> None:
        """Lets what is under way come to its end: what was sent is to be marked, or it would be sent again."""
        with suppress(TimeoutError):
            async with asyncio.timeout(PARTING):
                for turn in list(self._turns.values()):
                    async with turn:
                        pass

    async def through(self) -> None:
        """All jobs once, in order: at the start, and when the sandbox's clock moves."""
        for name in RUNS:
            await self.tick(name)

    async def tick(self, name: str) -> None:
        """One run of a job, after the one under way: its failure is written down and ends nothing else."""
        async with self._turns.setdefault(name, asyncio.Lock()):
            await self._run(name)

    async def _due(self, name: str) -> None:
        """A tick of the timetable's own, left out while the job is under way."""
        if name not in self._turns or not self._turns[name].locked():
            await self.tick(name)

    async def _run(self, name: str) -> None:
        try:
            noting = self._is_to_note(name)
            if noting:
                await self.app.health.began(name)
            now = self.app.clock.now()
            async with asyncio.timeout(LONGEST_RUN):
                await RUNS[name](self.app, now)
            if noting:
                await self.app.health.ended(name, now)
        except Exception as error:
            log.exception("a job failed", extra={"job": name})
            await self._note_failure(name, error)

    async def _note_failure(self, name: str, error: Exception) -> None:
        self._noted.pop(name, None)
        try:
            await self.app.health.failed(name, type(error).__name__)
        except Exception as again:  # noqa: BLE001 - the database is what fails; the log has it
            log.warning("a failure could not be noted", extra={"job": name, "error": type(again).__name__})

    def _is_to_note(self, name: str) -> bool:
        now = asyncio.get_running_loop().time()
        if now - self._noted.get(name, float("-inf")) < NOTED_EVERY:
            return False
        self._noted[name] = now
        return True


async def run_once(app: App, name: str, now: datetime, **options: Any) -> Any:
    """One run of a job, outside of the timetable; gives what it tells. ``KeyError`` for a name that there is not."""
    return await RUNS[name](app, now, **options)
