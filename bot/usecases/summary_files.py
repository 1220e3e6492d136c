"""The summary goes out as a file: noted once for each press, since names of partners leave with it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.domain.figures import Period
from bot.domain.ports import Actor, Storage
from bot.domain.words import Role
from bot.usecases.acting import done_before, finish, need

_ACT = "hand_out_summary"


class SummaryFile(StrEnum):
    """What the summary can be taken out as."""

    PICTURE = "picture"
    TEAM = "team"
    WORKBOOK = "xlsx"


@dataclass(frozen=True, slots=True)
class HandedOut:
    """What went out, of which days."""

    file: SummaryFile
    start: date
    end: date


@dataclass(frozen=True, slots=True)
class HandOutSummary:
    """Puts on record that a manager takes the summary out; ``NotAllowed`` for who is none."""

    storage: Storage

    async def __call__(self, by: Actor, file: SummaryFile, period: Period) -> HandedOut:
        """An act without changes: there is nothing to take back."""
        need(by, Role.MANAGER)
        async with self.storage.write() as uow:
            if before := await done_before(uow, by, _ACT, HandedOut):
                return before
            return await finish(uow, by, _ACT, HandedOut(file, period.start, period.end))

    async def done(self, by: Actor) -> bool:
        """Whether it was done under this key before."""
        need(by, Role.MANAGER)
        async with self.storage.read() as uow:
            return await done_before(uow, by, _ACT, HandedOut) is not None
