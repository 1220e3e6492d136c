"""A partner's card: everything that one wants to see before calling there."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain.agreements import Agreement
from bot.domain.balance import Balance, ask_streak, balance_of, contact_days
from bot.domain.care import CareView, Missed
from bot.domain.coming import ComingDay, coming_days
from bot.domain.interactions import Interaction
from bot.domain.partners import Partner
from bot.domain.people import Person
from bot.domain.ports import Actor, Organisation, Storage, UnitOfWork
from bot.domain.promises import Promise
from bot.domain.reminders import Reminder
from bot.domain.rhythms import PartnerRhythm, moved_due
from bot.domain.words import (
    Direction,
    PersonState,
    PromiseState,
    Purpose,
    ReminderKind,
    ReminderState,
    Rhythm,
    Role,
    Stance,
)
from bot.usecases.acting import need
from bot.usecases.care import CareDay, CareRows, care_rows
from bot.usecases.known import LOOKED_AT, history, merged_partner
from bot.usecases.rhythms import work_calendar
from bot.usecases.settling import LIVING

AHEAD_DAYS = 90
"""How far ahead a card shows the days that matter."""


@dataclass(frozen=True, slots=True)
class PartnerCard:
    """A partner at a glance.

    ``people`` are those still there, the main person first; ``days`` come within ninety days; ``newest`` is the
    newest contact of any sort; ``reminders`` are the living ones; ``rhythms`` the three, with their unmoved due days;
    ``check_in_on`` is the working day of the next check-in. ``staff_names`` names every colleague on the card by id.
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
            partner = await merged_partner(uow, partner_id)
            return await read_card(uow, partner, self.organisation, self.organisation.today(by.now))


async def read_card(uow: UnitOfWork, partner: Partner, organisation: Organisation, today: date) -> PartnerCard:
    """A partner's card on a day."""
    id = partner.id
    people = await uow.people.list_by(partner_id=id, state=PersonState.ACTIVE)
    past = await history(uow, id)
    rhythms = await uow.rhythms.list_by(partner_id=id)
    reminders = await uow.reminders.list_by(partner_id=id, state=(*LIVING, ReminderState.EXPIRED))
    promises = await uow.promises.list_by(partner_id=id, state=PromiseState.OPEN)
    agreements = await uow.agreements.list_by(partner_id=id, closed_on=None)
    calendar = work_calendar(organisation)
    check_in = _check_in(partner, rhythms)
    known = CareRows(
        days=contact_days(id, past),
        rhythm=check_in,
        asks=ask_streak(past),
        promises=promises,
        agreements=agreements,
        complaints=[one for one in past if _is_complaint(one)],
        missed=list(_missed(reminders, past, people)),
    )
    if len(past) == LOOKED_AT:
        known = (await care_rows(uow, [partner], today))[id]
    newest = next((one for one in past if not one.mass), None)
    return PartnerCard(
        partner=partner,
        people=people,
        days=await _coming(uow, partner, people, today),
        newest=newest,
        balance=balance_of(past),
        care=CareDay(today, calendar).view(partner, known),
        promises=sorted(promises, key=lambda one: one.due_on),
        agreements=sorted(agreements, key=lambda one: one.to_on),
        reminders=[one for one in reminders if one.state.living],
        rhythms=rhythms,
        check_in_on=None if check_in.due_on is None else moved_due(check_in.due_on, calendar),
        staff_names=await _names(uow, partner, newest),
    )


async def _coming(uow: UnitOfWork, partner: Partner, people: Sequence[Person], today: date) -> list[ComingDay]:
    occasions = await uow.occasions.list_by(partner_id=partner.id)
    kept = await uow.kept_feasts.list_by(partner_id=partner.id)
    confirmed = {(one.feast, one.cycle): one.on for one in await uow.confirmed_feasts.list_by()} if kept else {}
    return coming_days(occasions, kept, people, today, today + timedelta(days=AHEAD_DAYS), confirmed)


async def _names(uow: UnitOfWork, partner: Partner, newest: Interaction | None) -> dict[int, str]:
    ids = {partner.owner_id, partner.backup_id, newest.staff_id if newest else None}
    wanted = [id for id in ids if id is not None]
    return {one.id: one.name for one in await uow.staff.list_in(wanted)} if wanted else {}


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
