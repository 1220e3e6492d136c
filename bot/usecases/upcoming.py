"""What the next thirty days bring: days that matter, promises, agreements, planned check-ins."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from bot.domain.ahead import FEW, AheadRows, Coming
from bot.domain.coming import ComingDay, coming_days, feasts_between
from bot.domain.feasts import FeastDay, KnownFeasts
from bot.domain.ports import Actor, Organisation, Storage, UnitOfWork
from bot.domain.words import Role
from bot.usecases.acting import need
from bot.usecases.feasts import read_feasts

AHEAD_DAYS = 30
SHIFTS = timedelta(days=31)
"""How far somebody may keep a feast from its day, so that it comes into the span or leaves it."""


@dataclass(frozen=True, slots=True)
class Agenda:
    """What comes, in order of days; ``rest`` is how much more there is."""

    items: Sequence[Coming]
    rest: int = 0


@dataclass(frozen=True, slots=True)
class ShowUpcoming:
    """What comes from today on, in order of days: asked of what surfaces by then, however many partners there are."""

    storage: Storage
    organisation: Organisation

    async def __call__(self, by: Actor, *, mine: bool = True, most: int | None = None) -> Agenda:
        """Of the colleague's own partners, or of all; at most so many."""
        need(by, Role.STAFF)
        today = self.organisation.today(by.now)
        until = today + timedelta(days=AHEAD_DAYS)
        async with self.storage.read() as uow:
            known = await read_feasts(uow)
            feasts = feasts_between(known, today - SHIFTS, until + SHIFTS)
            rows = await uow.ahead.list_ahead(today, until, feasts, by.staff.id if mine else None)
            found = sorted([*_days(rows, today, until, known), *_owed(rows)], key=lambda one: (one.on, one.key))
            shown = found[:most]
            items = await _named(uow, shown)
        items.sort(key=lambda one: (one.on, one.partner.name.casefold() if one.partner else ""))
        return Agenda(items, len(found) - len(shown))


def _days(rows: AheadRows, today: date, until: date, known: KnownFeasts) -> Iterable[Coming]:
    """The rows hold only what may be used."""
    for day in coming_days(rows.occasions, (), (), today, until, known, asked=True):
        yield Coming(day.on, day=day)
    for day in coming_days((), rows.kept, (), today, until, known, asked=True):
        yield Coming(day.on, day=day)
    for (feast, shift), count in rows.keeping.items():
        if count >= FEW:
            moved = timedelta(days=shift)
            for kept in known.days(feast, today - moved, until - moved):
                yield Coming(kept.on + moved, day=_together(kept, moved), keep=count)


def _together(day: FeastDay, moved: timedelta) -> ComingDay:
    key = f"feast-{day.feast.key}-{day.cycle}" + (f"-{moved.days:+d}" if moved else "")
    return ComingDay(day.on + moved, 0, feast=day.feast.key, tentative=day.tentative, key=key)


def _owed(rows: AheadRows) -> Iterable[Coming]:
    yield from (Coming(one.due_on, promise=one) for one in rows.promises)
    yield from (Coming(one.to_on, agreement=one) for one in rows.agreements)
    yield from (Coming(one.due_on, plan=one) for one in rows.plans)


async def _named(uow: UnitOfWork, found: Sequence[Coming]) -> list[Coming]:
    """With their partners and people, which are read for these alone."""
    about = [(one, one.day or one.promise or one.agreement or one.plan) for one in found]
    partners = await _by_id(uow.partners, (row.partner_id for _, row in about if row is not None))
    people = await _by_id(uow.people, (one.day.person_id or 0 for one in found if one.day is not None))
    return [
        replace(
            one,
            partner=partners.get(row.partner_id if row is not None else 0),
            person=people.get((one.day.person_id or 0) if one.day is not None else 0),
        )
        for one, row in about
    ]


async def _by_id(book: Any, ids: Iterable[int]) -> Mapping[int, Any]:
    return {one.id: one for one in await book.list_in({id for id in ids if id})}
