"""Birthdays and feasts of people, by what they agreed to."""

from datetime import timedelta

from bot.domain.ports import UnitOfWork
from bot.domain.words import OccasionKind

UNDECIDED_FOR = timedelta(days=30)
"""So long birthdays and feasts are kept, unused, until somebody says whether the person agreed."""


async def forget_days(uow: UnitOfWork, person_id: int) -> None:
    """Forgets somebody's birthday and feasts: what was not agreed is not kept."""
    for occasion in await uow.occasions.list_by(person_id=person_id, kind=OccasionKind.BIRTHDAY):
        await uow.occasions.remove(occasion.id)
    for kept in await uow.kept_feasts.list_by(person_id=person_id):
        await uow.kept_feasts.remove(kept.id)


async def use_days(uow: UnitOfWork, person_id: int) -> None:
    """Asks planning to look at days that were kept unused until now."""
    occasions = await uow.occasions.list_by(person_id=person_id)
    kept = await uow.kept_feasts.list_by(person_id=person_id)
    await uow.due.look_next(dict.fromkeys(row.id for row in occasions), dict.fromkeys(row.id for row in kept))
