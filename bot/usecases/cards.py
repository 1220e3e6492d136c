"""A partner's card: everything that one wants to see before calling there."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from bot.domain.agreements import Agreement
from bot.domain.balance import Balance, ask_streak, balance_of, contact_days
from bot.domain.cards import CardRows
from bot.domain.care import CareView, Missed
from bot.domain.coming import ComingDay, coming_days
from bot.domain.interactions import Interaction
from bot.domain.introductions import Introduction
from bot.domain.occasions import Event
from bot.domain.offers import SpecialOffer, running
from bot.domain.partners import Partner
from bot.domain.people import Person
from bot.domain.ports import Actor, Organisation, Storage, UnitOfWork
from bot.domain.promises import Promise
from bot.domain.reminders import Reminder
from bot.domain.rhythms import PartnerRhythm, moved_due
from bot.domain.staff import Absence
from bot.domain.words import (
    Direction,
    Purpose,
    ReminderKind,
    ReminderState,
    Rhythm,
    Role,
    Stance,
)
from bot.usecases.acting import need
from bot.usecases.care import CareDay, CareRows, care_rows
from bot.usecases.known import card_rows, has_whole_history, history, merged_partner
from bot.usecases.rhythms import work_calendar

EVENTS_FOR = timedelta(days=30)
"""So long a card tells what befell somebody: whoever calls there should know."""
AHEAD_DAYS = 90
"""How far ahead a card shows the days that matter."""


@dataclass(frozen=True, slots=True)
class PartnerCard:
    """A partner at a glance.

    ``people`` are those still there, the main person first; ``days`` come within ninety days; ``newest`` is the
    newest contact of any sort; ``reminders`` are the living ones; ``rhythms`` the three, with their unmoved due days;
    ``check_in_on`` is the working day of the next check-in. ``staff_names`` names every colleague on the card by id;
    ``events`` befell people there in the last thirty days; ``absence`` is the owner's, today.
    ``offers`` are those that still stand, ``introductions`` the newest first; ``names`` those of partners met by id.
    """

    partner: Partner
    people: Sequence[Person]
    days: Sequence[ComingDay]
    newest: Interaction | None
    balance: Balance
    care: CareView
    promises: Sequence[Promise]
    agreements: Sequence[Agreement]
    reminders: Sequence[Reminder]
    rhythms: Sequence[PartnerRhythm]
    check_in_on: date | None
    staff_names: Mapping[int, str]
    events: Sequence[Event] = ()
    absence: Absence | None = None
    offers: Sequence[SpecialOffer] = ()
    introductions: Sequence[Introduction] = ()
    names: Mapping[int, str] = field(default_factory=dict)

    def person(self, person_id: int | None) -> Person | None:
        """Somebody who is still there."""
        return next((one for one in self.people if one.id == person_id), None)

    def staff_name(self, staff_id: int | None) -> str | None:
        """A colleague on the card."""
        return self.staff_names.get(staff_id or 0)


@dataclass(frozen=True, slots=True)
class ShowCard:
    """The card of a partner; a merged one shows the partner it became."""

    storage: Storage
    organisation: Organisation

    async def __call__(self, by: Actor, partner_id: int) -> PartnerCard:
        """Reads it in one go; ``NotFound`` where there is no such partner."""
        need(by, Role.STAFF)
        async with self.storage.read() as uow:
            return await read_card(uow, partner_id, self.organisation, self.organisation.today(by.now))


async def read_card(uow: UnitOfWork, partner_id: int, organisation: Organisation, today: date) -> PartnerCard:
    """A partner's card on a day; that of the partner it became, where it was merged."""
    rows = await _rows(uow, partner_id)
    partner, past = rows.partner, await history(uow, rows)
    calendar = work_calendar(organisation)
    check_in = _check_in(partner, rows.rhythms)
    known = CareRows(
        days=contact_days(partner.id, past),
        rhythm=check_in,
        asks=ask_streak(past),
        promises=rows.promises,
        agreements=[one for one in rows.agreements if one.closed_on is None],
        complaints=[one for one in past if _is_complaint(one)],
        missed=list(_missed(rows.reminders, past, rows.people)),
    )
    if not has_whole_history(rows):
        known = (await care_rows(uow, [partner], today))[partner.id]
    ahead = today + timedelta(days=AHEAD_DAYS)
    return PartnerCard(
        partner=partner,
        people=rows.people,
        days=coming_days(rows.occasions, rows.kept_feasts, rows.people, today, ahead, rows.feasts),
        newest=next((one for one in past if not one.mass), None),
        balance=balance_of(past),
        care=CareDay(today, calendar).view(partner, known),
        promises=sorted(rows.promises, key=lambda one: one.due_on),
        agreements=sorted(rows.agreements, key=lambda one: (one.closed_on is not None, one.to_on)),
        reminders=[one for one in rows.reminders if one.state.living],
        rhythms=rows.rhythms,
        check_in_on=None if check_in.due_on is None else moved_due(check_in.due_on, calendar),
        staff_names=rows.staff_names,
        events=[one for one in rows.events if one.on > today - EVENTS_FOR],
        absence=next((one for one in rows.absences if one.covers(today)), None),
        offers=running(rows.offers, today),
        introductions=sorted(rows.introductions, key=lambda one: (one.on, one.id), reverse=True),
        names=await _met(uow, rows),
    )


async def _rows(uow: UnitOfWork, partner_id: int) -> CardRows:
    rows = await card_rows(uow, partner_id)
    if rows.partner.merged_into is None:
        return rows
    return await card_rows(uow, (await merged_partner(uow, partner_id)).id)


async def _met(uow: UnitOfWork, rows: CardRows) -> dict[int, str]:
    """The names of the partners that it was introduced to."""
    ids = {one.other_than(rows.partner.id) for one in rows.introductions}
    return {one.id: one.name for one in await uow.partners.list_in(ids)} if ids else {}


def _check_in(partner: Partner, rhythms: Iterable[PartnerRhythm]) -> PartnerRhythm:
    found = (one for one in rhythms if one.rhythm is Rhythm.CHECK_IN)
    return next(found, PartnerRhythm(partner.id, Rhythm.CHECK_IN))


def _is_complaint(contact: Interaction) -> bool:
    theirs = contact.direction is Direction.THEIRS and contact.purpose is Purpose.COMPLAINT
    return theirs and contact.settled_on is None


def _missed(reminders: Iterable[Reminder], past: Sequence[Interaction], people: Sequence[Person]) -> Iterable[Missed]:
    """Congratulations missed to people who are still there, without care for them since."""
    there = {None, *(one.id for one in people)}
    for one in reminders:
        if one.kind is not ReminderKind.CONGRATULATION or one.state is not ReminderState.EXPIRED:
            continue
        last_on = one.last_on or one.due_on
        cared = (care for care in past if care.stance is Stance.CARE and care.on > last_on)
        if one.person_id in there and not any(one.person_id in (None, care.person_id) for care in cared):
            yield Missed(one.partner_id, one.person_id, one.due_on)
