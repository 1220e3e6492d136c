"""Whether the work goes on, and who hears of it when it does not. Machine time: outages are the machine's."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.domain.delivery import HealthBook, JobHealth
from bot.domain.health import OUTAGE, WATCHING, Trouble, troubles
from bot.domain.notices import Notice
from bot.domain.ports import Organisation, Storage, UnitOfWork
from bot.domain.staff import Staff
from bot.domain.words import NoticeKind, NoticeState, ReminderState
from bot.usecases.failures import owe_failure, present_admins

LONGEST_TOLD = 60
"""Days of an outage over which missed greetings are counted."""


@dataclass(frozen=True, slots=True)
class WatchJobs:
    """Tells the admins of work that fails or fell silent, once until it comes through again, and of outages.

    Any number of processes may watch, whichever half of the work they do: so one half is missed by the other.
    """

    storage: Storage
    health: HealthBook

    async def __call__(self) -> list[Trouble]:
        """All troubles; those that are new are told."""
        now = await self.health.machine_now()
        found = troubles(await self.health.list_all(), now)
        for trouble in found:
            if all(part.told_at is None for part in trouble.parts):
                await self._tell(trouble, now)
            for part in trouble.parts:
                if part.told_at is None:
                    await self.health.told(part.name)
        return found

    async def tell_outage(self) -> bool:
        """Notes that somebody watches; whether nobody did for long before it, of which the admins are told then.

        When a run begins, before anything else of it, and now and then: a process can stand still as well.
        """
        now = await self.health.machine_now()
        jobs = await self.health.list_all()
        await self.health.ended(WATCHING, now)
        since = _nothing_since(jobs, now)
        if since is None:
            return False
        async with self.storage.write() as uow:
            late = await uow.notices.count_by(state=NoticeState.WAITING)
            facts = {"since": since.isoformat(), "until": now.isoformat(), "late": late}
            for admin in await present_admins(uow):
                key = f"outage:{since.isoformat()}:{admin.id}"
                await uow.notices.owe(Notice(NoticeKind.OUTAGE, key, staff_id=admin.id, facts=facts))
            await uow.commit()
        return True

    async def _tell(self, trouble: Trouble, now: datetime) -> None:
        async with self.storage.write() as uow:
            subject = f"{trouble.name}:{trouble.since.isoformat()}"
            await owe_failure(uow, "job", subject, now, name=trouble.name, since=trouble.since.isoformat())
            await uow.commit()


def _nothing_since(jobs: Sequence[JobHealth], now: datetime) -> datetime | None:
    """The last sign of life before an outage that ends now; None where there was none."""
    ends = {job.name: job.ended_at for job in jobs if job.ended_at is not None}
    last = ends.get(WATCHING) or max(ends.values(), default=now)
    if now - last < OUTAGE:
        return None
    # What woke up with this process may have come to an end already.
    return max((end for end in ends.values() if now - end >= OUTAGE / 2), default=last)


@dataclass(frozen=True, slots=True)
class LateByOutage:
    """What an outage made late, or let pass."""

    briefs: int
    missed: int


async def late_by_outage(uow: UnitOfWork, organisation: Organisation, since: datetime, until: datetime) -> LateByOutage:
    """Briefs whose hour went by and that come after it, and greetings whose last day went by unanswered."""
    first, last = since.astimezone(organisation.zone).date(), until.astimezone(organisation.zone).date()
    staff = {one.id: one for one in await uow.staff.list_active()}
    briefs = [
        one
        for one in await uow.notices.list_by(kind=NoticeKind.BRIEF, due_on=last)
        if (one.sent_at is None or one.sent_at >= until)
        and (reader := staff.get(one.staff_id or 0)) is not None
        and since < _hour(reader, last, organisation) < until
    ]
    days = [first + timedelta(days=more) for more in range(min((last - first).days, LONGEST_TOLD))]
    missed = await uow.reminders.count_by(state=ReminderState.EXPIRED, last_on=days) if days else 0
    return LateByOutage(len(briefs), missed)


def _hour(staff: Staff, on: date, organisation: Organisation) -> datetime:
    zone = ZoneInfo(staff.zone) if staff.zone else organisation.zone
    return datetime.combine(on, staff.brief_at, zone)
