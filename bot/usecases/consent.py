"""Birthdays and feasts of people, by what they agreed to."""

from datetime import date, timedelta

from bot.domain.people import Person
from bot.domain.ports import UnitOfWork
from bot.domain.words import Consent

UNDECIDED_FOR = timedelta(days=30)
"""So long birthdays and feasts are kept, unused, until somebody says whether the person agreed."""


async def record_consent(uow: UnitOfWork, person: Person, consent: Consent, today: date) -> None:
    """Writes the answer down; of somebody who refused, nothing is kept, what was kept before included."""
    # Putting the answer off again does not put off the day on which the days are forgotten.
    until = person.undecided_until or today + UNDECIDED_FOR if consent is Consent.UNDECIDED else None
    await uow.people.change(person.id, consent=consent, undecided_until=until)
    if consent is Consent.REFUSED:
        await forget_days(uow, person.id)
        # Nor does undoing what was done before bring it back; undoing the answer does.
        await uow.change_sets.forget_days({person.id}, {person.partner_id})


async def forget_days(uow: UnitOfWork, person_id: int) -> None:
    """Forgets somebody's days and feasts: what was not agreed is not kept."""
    for occasion in await uow.occasions.list_by(person_id=person_id):
        await uow.occasions.remove(occasion.id)
    for kept in await uow.kept_feasts.list_by(person_id=person_id):
        await uow.kept_feasts.remove(kept.id)


async def use_days(uow: UnitOfWork, person_id: int) -> None:
    """Asks planning to look at days that were kept unused until now."""
    occasions = await uow.occasions.list_by(person_id=person_id)
    kept = await uow.kept_feasts.list_by(person_id=person_id)
    await uow.due.look_next(dict.fromkeys(row.id for row in occasions), dict.fromkeys(row.id for row in kept))
