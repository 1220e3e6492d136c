"""The feasts that there are, read where their days are needed; and whose reminders a moved day moves."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from bot.domain.changes import Change
from bot.domain.feasts import TELLS_MONTH, KnownFeasts, known_feasts
from bot.domain.planning.days_of_people import feast_of
from bot.domain.ports import UnitOfWork
from bot.domain.words import ReminderKind, ReminderState

MOVED_AT_ONCE = 2000
"""Partners whose reminders move with a feast while somebody waits; planning moves the rest within minutes."""
_LIVING = tuple(state for state in ReminderState if state.living)
_FEAST_IN = {"confirmed_feasts": "feast", "own_feasts": "name"}
"""Nouns that say when a feast is, and the field that names it."""


async def read_feasts(uow: UnitOfWork) -> KnownFeasts:
    """The design's feasts and the organisation's own, with the days that managers confirmed."""
    return known_feasts(await uow.own_feasts.list_by(), await uow.confirmed_feasts.list_by())


async def look_anew(uow: UnitOfWork, feast: str) -> list[int]:
    """Asks planning to look at all who keep a feast, and at the days of the month that it tells, since its day moved.

    Gives the ids of the partners whose reminders move at once.
    """
    await uow.kept_feasts.look_anew(feast)
    living = await uow.reminders.list_by(kind=ReminderKind.CONGRATULATION, state=_LIVING)
    reminded = {one.partner_id for one in living if feast_of(one.subject) == feast}
    if feast in TELLS_MONTH:
        reminded |= set(await uow.occasions.look_anew(TELLS_MONTH[feast][0])) & {one.partner_id for one in living}
    return sorted(reminded)[:MOVED_AT_ONCE]


async def look_anew_after(uow: UnitOfWork, changes: Iterable[Change]) -> list[int]:
    """Where a feast's day was changed back, asks planning to look at all who keep it; gives those reminded now."""
    days = [change for change in changes if change.noun in _FEAST_IN]
    if not days:
        return []
    feasts = {
        str(values[name])
        for change in days
        for values in (change.before, change.after)
        if values and (name := _FEAST_IN[change.noun]) in values
    }
    moved = [change.id for change in days if change.noun == "confirmed_feasts"]
    feasts |= {one.feast for one in await uow.confirmed_feasts.list_in(moved)}
    own = [change.id for change in days if change.noun == "own_feasts"]
    feasts |= {one.name for one in await uow.own_feasts.list_in(own)}
    reminded: set[int] = set()
    for feast in sorted(feasts):
        reminded |= set(await look_anew(uow, feast))
    return sorted(reminded)


def parts(ids: Sequence[int], size: int) -> Iterator[list[int]]:
    """Ids in parts of at most *size*."""
    rest = iter(ids)
    while part := list(islice(rest, size)):
        yield part
