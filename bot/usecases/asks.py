"""May we ask now? And the check-in that is planned instead."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain.answers import PLANNED
from bot.domain.balance import AskAdvice, Verdict, may_ask
from bot.domain.errors import BadValue
from bot.domain.paging import page_near, pages_of
from bot.domain.ports import Actor, Organisation, Storage, UnitOfWork
from bot.domain.reminders import Reminder
from bot.domain.rhythms import PartnerRhythm, rhythm_days
from bot.domain.words import (
    MOURNING,
    CareLevel,
    PartnerState,
    PersonState,
    ReminderKind,
    ReminderState,
    Rhythm,
    Role,
    Tier,
)
from bot.usecases.acting import done_before, finish, need
from bot.usecases.cards import PartnerCard, read_card
from bot.usecases.known import living_partner, person_at
from bot.usecases.rhythms import work_calendar
from bot.usecases.settling import LIVING

ASKED_ON_A_PAGE = 10
_VERDICTS = (Verdict.GOOD_MOMENT, Verdict.CHECK_IN_FIRST, Verdict.NOT_NOW)
_TIERS = tuple(Tier)


@dataclass(frozen=True, slots=True)
class AskNow:
    """The answer, with its reasons, and the card that they stand on."""

    card: PartnerCard
    advice: AskAdvice


@dataclass(frozen=True, slots=True)
class ShowAskNow:
    """May we ask this partner for something now?"""

    storage: Storage
    organisation: Organisation

    async def __call__(self, by: Actor, partner_id: int) -> AskNow:
        """Not now, better after a check-in, or a good moment."""
        need(by, Role.STAFF)
        today = self.organisation.today(by.now)
        async with self.storage.read() as uow:
            return await _ask_now(uow, partner_id, self.organisation, today)


@dataclass(frozen=True, slots=True)
class AskNowList:
    """One's partners by whether they may be asked now, a good moment first; and how many there are of each answer."""

    partners: Sequence[AskNow]
    page: int
    pages: int
    counts: Mapping[Verdict, int]


@dataclass(frozen=True, slots=True)
class ListAskNow:
    """Whom of one's partners may we ask now?"""

    storage: Storage
    organisation: Organisation

    async def __call__(self, by: Actor, page: int = 0) -> AskNowList:
        """A page of them; of one answer the keys first, then by name. A page that is not there gives the nearest."""
        need(by, Role.STAFF)
        today = self.organisation.today(by.now)
        async with self.storage.read() as uow:
            own = await uow.partners.list_by(owner_id=by.staff.id, state=PartnerState.ACTIVE)
            found = [await _ask_now(uow, one.id, self.organisation, today) for one in own]
        found.sort(key=_order)
        page = page_near(page, len(found), ASKED_ON_A_PAGE)
        shown = found[page * ASKED_ON_A_PAGE :][:ASKED_ON_A_PAGE]
        counts = Counter(one.advice.verdict for one in found)
        return AskNowList(shown, page, pages_of(len(found), ASKED_ON_A_PAGE), counts)


def _order(one: AskNow) -> tuple[int, int, str]:
    partner = one.card.partner
    return _VERDICTS.index(one.advice.verdict), _TIERS.index(partner.tier), partner.name.casefold()


async def _ask_now(uow: UnitOfWork, partner_id: int, organisation: Organisation, today: date) -> AskNow:
    card = await read_card(uow, partner_id, organisation, today)
    advice = may_ask(
        card.balance,
        today,
        check_in_days(card),
        overdue_promises=[one.due_on for one in card.promises if one.due_on < today],
        bereaved_on=await _bereaved_on(uow, partner_id=card.partner.id),
        neglected=card.care.level is CareLevel.NEGLECTED,
    )
    return AskNow(card, advice)


@dataclass(frozen=True, slots=True)
class CheckInPlanned:
    """A check-in on a day that a colleague chose."""

    reminder_id: int
    partner_id: int
    partner_name: str
    on: date
    change_set_id: int | None = None


@dataclass(frozen=True, slots=True)
class PlanCheckIn:
    """Plans a check-in for a day: the gentle sentence's offer, and "besok ketemu Pak Made".

    A living check-in moves to that day, since at most one may live. ``BadValue`` for a day that is not ahead, or with
    somebody who has died.
    """

    storage: Storage
    organisation: Organisation

    async def __call__(
        self, by: Actor, partner_id: int, on: date | None = None, person_id: int | None = None
    ) -> CheckInPlanned:
        """On that day; without one, on the first working day of next week."""
        need(by, Role.STAFF)
        today = self.organisation.today(by.now)
        monday = today + timedelta(days=7 - today.weekday())
        day = on or work_calendar(self.organisation).next_working(monday)
        if day <= today:
            raise BadValue("day", "not_ahead", (("day", day),))
        async with self.storage.write() as uow:
            if before := await done_before(uow, by, "plan_check_in", CheckInPlanned):
                return before
            partner = await living_partner(uow, partner_id)
            person = await person_at(uow, partner, person_id)
            if person is not None and person.state is PersonState.DIED:
                raise BadValue("person", "has_died", (("person", person.addressed),))
            planned = Reminder(
                partner_id=partner.id,
                kind=ReminderKind.CHECK_IN,
                subject="",
                cycle=f"{PLANNED}{day.isoformat()}",
                due_on=day,
                person_id=person.id if person else None,
                staff_id=by.staff.id,
                planned_on=today,
            )
            reminder = await _put_in_place(uow, planned)
            outcome = CheckInPlanned(reminder.id, partner.id, partner.name, day)
            return await finish(uow, by, "plan_check_in", outcome, partner.id)


def check_in_days(card: PartnerCard) -> int:
    """The length of a partner's check-in rhythm in days; 0: never."""
    found: Sequence[PartnerRhythm] = [one for one in card.rhythms if one.rhythm is Rhythm.CHECK_IN]
    return rhythm_days(card.partner, found[0] if found else PartnerRhythm(card.partner.id, Rhythm.CHECK_IN))


async def _put_in_place(uow: UnitOfWork, planned: Reminder) -> Reminder:
    """The planned check-in in place of whatever check-in lives; one planned for that day before comes back."""
    known = await uow.reminders.find_by_identity(planned.identity)
    for other in await uow.reminders.list_by(partner_id=planned.partner_id, kind=planned.kind, state=LIVING):
        if known is None or other.id != known.id:
            await uow.reminders.change(other.id, state=ReminderState.WITHDRAWN)
    if known is None:
        return await uow.reminders.add(planned)
    return await uow.reminders.change(
        known.id,
        state=ReminderState.PLANNED,
        due_on=planned.due_on,
        person_id=planned.person_id,
        opened_on=None,
        snoozed_until=None,
        answered_at=None,
        answered_by=None,
        interaction_id=None,
    )


async def _bereaved_on(uow: UnitOfWork, partner_id: int) -> date | None:
    events = await uow.events.list_by(partner_id=partner_id, kind=MOURNING)
    return max((one.on for one in events), default=None)
