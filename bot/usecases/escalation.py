"""Escalation: the facts that a reminder was left waiting too long; briefs then show it to others."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.planning.escalation import stages_reached
from bot.domain.ports import Organisation, Storage, UnitOfWork
from bot.domain.reminders import Announcement, Reminder
from bot.domain.words import ReminderState
from bot.usecases.rhythms import PART, work_calendar


@dataclass(frozen=True, slots=True)
class Escalated:
    """What was escalated on a day."""

    on: date
    announcements: tuple[Announcement, ...] = ()


@dataclass(frozen=True, slots=True)
class Escalate:
    """Writes down which reminders of key partners were flagged, and told to backup and managers; each once."""

    storage: Storage
    organisation: Organisation

    async def __call__(self, now: datetime, *, dry_run: bool = False) -> Escalated:
        """Escalates the organisation's day; it may run at any time, any number of times."""
        today = self.organisation.today(now)
        async with self.storage.read() as uow:
            new = await self.reached(uow, today)
        if not new or dry_run:
            return Escalated(today, tuple(new))
        async with self.storage.write() as uow:
            kept = await uow.announcements.add_new(new)
            await uow.commit()
        return Escalated(today, tuple(kept))

    async def reached(self, uow: UnitOfWork, today: date) -> list[Announcement]:
        """The stages that were reached and are not written down yet."""
        waiting = await uow.reminders.list_by(state=(ReminderState.OPEN, ReminderState.SNOOZED))
        partners = {one.id: one for one in await uow.partners.list_in(one.partner_id for one in waiting)}
        calendar = work_calendar(self.organisation)
        reached = [
            Announcement(one.id, stage, today)
            for one in waiting
            for stage in stages_reached(one, partners[one.partner_id].tier, calendar, today)
        ]
        known = {(one.reminder_id, one.stage, one.mark) for one in await announcements_of(uow, waiting)}
        return [one for one in reached if (one.reminder_id, one.stage, one.mark) not in known]


async def announcements_of(uow: UnitOfWork, reminders: Iterable[Reminder]) -> list[Announcement]:
    """All that was announced of these reminders."""
    ids = sorted({one.id for one in reminders})
    found: list[Announcement] = []
    for start in range(0, len(ids), PART):
        found += await uow.announcements.list_by(reminder_id=ids[start : start + PART])
    return found
