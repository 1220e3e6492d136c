"""Baselines: about when the last contact was, asked after an import, five a day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.domain.notices import Notice
from bot.domain.partners import Partner
from bot.domain.planning.composing import brief_is_due
from bot.domain.ports import Actor, Organisation, Storage, UnitOfWork
from bot.domain.rhythms import moved_due
from bot.domain.staff import Staff
from bot.domain.words import NoticeKind, PartnerState, Rhythm, Role, Tier
from bot.usecases.acting import done_before, finish, need
from bot.usecases.known import living_partner
from bot.usecases.planning.plan_reminders import replan
from bot.usecases.rhythms import refresh_rhythms, work_calendar

A_DAY = 5
"""So many partners are asked about in a day."""
ASKED_FOR = timedelta(days=30)
"""So long after a partner came in its baseline is asked of its own accord."""


class LastContact(StrEnum):
    """The answers under the question."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    LONGER = "longer"
    UNKNOWN = "unknown"


AGO: Mapping[LastContact, timedelta] = {
    LastContact.WEEK: timedelta(days=4),
    LastContact.MONTH: timedelta(days=30),
    LastContact.QUARTER: timedelta(days=90),
    LastContact.LONGER: timedelta(days=180),
}
"""About how long ago each answer means; the last contact itself nobody remembers to the day."""


@dataclass(frozen=True, slots=True)
class Baseline:
    """Where a partner's rhythms start now; None: it is not known, and the spread over the first rhythm holds.

    ``check_in_on`` is the working day of its next check-in; None where there is none.
    """

    partner_id: int
    partner_name: str
    baseline_on: date | None
    check_in_on: date | None = None
    change_set_id: int | None = None


@dataclass(frozen=True, slots=True)
class BaselineQuestions:
    """The partners to ask about today, key partners first, and how many more wait for another day."""

    partners: Sequence[Partner]
    later: int


@dataclass(frozen=True, slots=True)
class SetBaseline:
    """Keeps the answer; the partner's rhythms start from it. It is no interaction."""

    storage: Storage
    organisation: Organisation

    async def __call__(self, by: Actor, partner_id: int, answer: LastContact) -> Baseline:
        """Sets it, or sets it anew."""
        need(by, Role.STAFF)
        today = self.organisation.today(by.now)
        async with self.storage.write() as uow:
            if before := await done_before(uow, by, "set_baseline", Baseline):
                return before
            partner = await living_partner(uow, partner_id)
            on = None if answer is LastContact.UNKNOWN else today - AGO[answer]
            await uow.partners.change(partner.id, baseline_on=on, baseline_asked_on=today)
            await refresh_rhythms(uow, [partner.id])
            await replan(uow, [partner.id], self.organisation, today)
            outcome = Baseline(partner.id, partner.name, on, await self._check_in(uow, partner.id))
            return await finish(uow, by, "set_baseline", outcome, partner.id)

    async def _check_in(self, uow: UnitOfWork, partner_id: int) -> date | None:
        found = await uow.rhythms.list_by(partner_id=partner_id, rhythm=Rhythm.CHECK_IN)
        due = [one.due_on for one in found if one.due_on is not None]
        return moved_due(due[0], work_calendar(self.organisation)) if due else None


@dataclass(frozen=True, slots=True)
class ListBaselines:
    """Which partners a colleague is asked about: those they brought in, or answer for, without any contact known."""

    storage: Storage
    organisation: Organisation

    async def __call__(self, by: Actor) -> BaselineQuestions:
        """At most five a day, those answered today included."""
        need(by, Role.STAFF)
        async with self.storage.read() as uow:
            return await baseline_questions(uow, by.staff.id, self.organisation.today(by.now))


async def baseline_questions(uow: UnitOfWork, staff_id: int, today: date) -> BaselineQuestions:
    """The questions of a day for a colleague."""
    mine = {one.id: one for one in await uow.partners.list_by(added_by=staff_id, state=PartnerState.ACTIVE)}
    mine |= {one.id: one for one in await uow.partners.list_by(owner_id=staff_id, state=PartnerState.ACTIVE)}
    answered = sum(one.baseline_asked_on == today for one in mine.values())
    silent = [one for one in mine.values() if one.baseline_on is None and one.baseline_asked_on is None]
    known = {one.partner_id for one in await uow.figures.contact_days(today, [one.id for one in silent])}
    asked = [one for one in silent if one.id not in known]
    asked.sort(key=lambda one: (one.owner_id != staff_id, list(Tier).index(one.tier), one.id))
    room = max(0, A_DAY - answered)
    return BaselineQuestions(asked[:room], max(0, len(asked) - room))


@dataclass(frozen=True, slots=True)
class OweBaselines:
    """Owes colleagues the day's questions at the hour of their brief, on working days, for a month after an import.

    Who brought the partner in is asked: in an import that is who holds the list. Where they are no colleague any more,
    or away, the owner is. Both find the questions in ``ListBaselines``.
    """

    storage: Storage
    organisation: Organisation
    _told: dict[int, date] = field(default_factory=dict, repr=False, compare=False)

    async def __call__(self, now: datetime) -> int:
        """How many notices are new; each colleague gets one a day at most, however often it runs."""
        today = self.organisation.today(now)
        if not work_calendar(self.organisation).is_working(today):
            return 0
        async with self.storage.read() as uow:
            here = {one.id: one for one in await uow.staff.list_active() if one.present}
            due = {id for id, one in here.items() if self._is_due(one, now)}
            if not due:
                return 0
            silent = await uow.partners.list_in(await uow.figures.list_unheard(today - ASKED_FOR, today))
        asked = sorted({id for one in silent if (id := _whom(one, here)) in due})
        new = await self._owe(asked, today) if asked else 0
        # Only now: where the write failed, the next run asks them.
        self._told.update(dict.fromkeys(due, today))
        return new

    async def _owe(self, asked: Sequence[int], today: date) -> int:
        async with self.storage.write() as uow:
            owed = [await uow.notices.owe(_notice(id, today)) for id in asked]
            await uow.commit()
        return sum(one is not None for one in owed)

    def _is_due(self, staff: Staff, now: datetime) -> bool:
        local = now.astimezone(ZoneInfo(staff.zone) if staff.zone else self.organisation.zone)
        told = self._told.get(staff.id) == self.organisation.today(now)
        return not told and brief_is_due(staff.brief_at, local.time())


def _whom(partner: Partner, here: Mapping[int, Staff]) -> int:
    """Who is asked, of those who are here; 0 where neither is."""
    return next((id for id in (partner.added_by, partner.owner_id) if id is not None and id in here), 0)


def _notice(staff_id: int, today: date) -> Notice:
    return Notice(NoticeKind.BASELINES, f"baselines:{staff_id}:{today.isoformat()}", staff_id=staff_id, due_on=today)
