"""What the next thirty days bring: days that matter, promises, agreements, planned check-ins."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain.agreements import Agreement
from bot.domain.answers import is_planned_by_hand
from bot.domain.coming import ComingDay, coming_days
from bot.domain.partners import Partner
from bot.domain.people import Person
from bot.domain.ports import Actor, Organisation, Storage, UnitOfWork
from bot.domain.promises import Promise
from bot.domain.reminders import Reminder
from bot.domain.words import PartnerState, PersonState, PromiseState, ReminderKind, Role
from bot.usecases.acting import need
from bot.usecases.settling import LIVING

AHEAD_DAYS = 30
PART = 500
"""Partners looked at together."""


@dataclass(frozen=True, slots=True)
class Coming:
    """One thing to come at a partner: a day that matters, a promise, the end of an agreement, or a planned check-in."""

    on: date
    partner: Partner
    day: ComingDay | None = None
    person: Person | None = None
    promise: Promise | None = None
    agreement: Agreement | None = None
    plan: Reminder | None = None


@dataclass(frozen=True, slots=True)
class ShowUpcoming:
    """What comes from today on, in order of days."""

    storage: Storage
    organisation: Organisation

    async def __call__(self, by: Actor, *, mine: bool = True) -> Sequence[Coming]:
        """Of the colleague's own partners, or of all."""
        need(by, Role.STAFF)
        today = self.organisation.today(by.now)
        where = {"owner_id": by.staff.id} if mine else {}
        found: list[Coming] = []
        async with self.storage.read() as uow:
            partners = {one.id: one for one in await uow.partners.list_by(state=PartnerState.ACTIVE, **where)}
            confirmed = {(one.feast, one.cycle): one.on for one in await uow.confirmed_feasts.list_by()}
            ids = list(partners)
            for start in range(0, len(ids), PART):
                part = {id: partners[id] for id in ids[start : start + PART]}
                found += await _coming(uow, part, today, confirmed)
        return sorted(found, key=lambda one: (one.on, one.partner.name.casefold()))


async def _coming(
    uow: UnitOfWork, partners: Mapping[int, Partner], today: date, confirmed: Mapping[tuple[str, str], date]
) -> list[Coming]:
    ids, until = list(partners), today + timedelta(days=AHEAD_DAYS)
    people = {one.id: one for one in await uow.people.list_by(partner_id=ids, state=PersonState.ACTIVE)}
    occasions = await uow.occasions.list_by(partner_id=ids)
    kept = await uow.kept_feasts.list_by(partner_id=ids)
    promises = await uow.promises.list_by(partner_id=ids, state=PromiseState.OPEN)
    agreements = await uow.agreements.list_by(partner_id=ids, closed_on=None)
    plans = await uow.reminders.list_by(partner_id=ids, kind=ReminderKind.CHECK_IN, state=LIVING)
    found = [
        Coming(day.on, partners[day.partner_id], day=day, person=people.get(day.person_id or 0))
        for day in coming_days(occasions, kept, people.values(), today, until, confirmed)
    ]
    found += [Coming(one.due_on, partners[one.partner_id], promise=one) for one in promises]
    found += [Coming(one.to_on, partners[one.partner_id], agreement=one) for one in agreements]
    found += [Coming(one.due_on, partners[one.partner_id], plan=one) for one in plans if is_planned_by_hand(one)]
    return [one for one in found if today <= one.on <= until]
