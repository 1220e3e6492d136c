"""The roster as a list: chosen by who has it, tier, kind, city and care level, page by page."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from bot.domain.paging import page_near, pages_of
from bot.domain.partners import Partner
from bot.domain.ports import Actor, Organisation, Storage, UnitOfWork
from bot.domain.words import CareLevel, Kind, PartnerState, Role, Tier
from bot.usecases.acting import need
from bot.usecases.care import care_views
from bot.usecases.partner_fields import mark_of
from bot.usecases.rhythms import PART, work_calendar

PAGE = 8


class Scope(StrEnum):
    """Whose partners a list shows."""

    MINE = "mine"
    ALL = "all"
    UNOWNED = "unowned"
    ARCHIVED = "archived"


class Part(StrEnum):
    """By what a list can be narrowed."""

    SCOPE = "s"
    TIER = "t"
    KIND = "k"
    CITY = "c"
    LEVEL = "l"


@dataclass(frozen=True, slots=True)
class Selection:
    """Which partners a list shows; None leaves a part open. ``city`` is the mark of a city (``city_mark``)."""

    scope: Scope = Scope.MINE
    tier: Tier | None = None
    kind: Kind | None = None
    level: CareLevel | None = None
    city: str | None = None


@dataclass(frozen=True, slots=True)
class PartnerLine:
    """A partner in a list, with its care level."""

    partner: Partner
    level: CareLevel


@dataclass(frozen=True, slots=True)
class PartnerPage:
    """A page of a list; pages count from 0. ``city`` names the city that was chosen."""

    selection: Selection
    lines: Sequence[PartnerLine]
    page: int
    total: int
    city: str | None = None

    @property
    def pages(self) -> int:
        """How many pages there are, one at least."""
        return pages_of(self.total, PAGE)


@dataclass(frozen=True, slots=True)
class Narrowed:
    """One choice by which a list can be narrowed: what it leads to, its value (a city as most write it), how many."""

    selection: Selection
    value: Any
    many: int


@dataclass(frozen=True, slots=True)
class ListPartners:
    """A page of the roster, by name."""

    storage: Storage
    organisation: Organisation

    async def __call__(self, by: Actor, selection: Selection, page: int = 0) -> PartnerPage:
        """A page that is not there gives the nearest one. Only what the page shows is read, but for care levels."""
        need(by, Role.STAFF)
        today, calendar = self.organisation.today(by.now), work_calendar(self.organisation)
        async with self.storage.read() as uow:
            where, city = await _where(uow, by, selection)
            if selection.level is None:
                total = await uow.partners.count_by(**where)
                page = page_near(page, total, PAGE)
                partners = await uow.partners.list_named(offset=page * PAGE, limit=PAGE, **where)
            else:
                ids = await _at_level(uow, self.organisation, by, selection.level, where)
                total = len(ids)
                page = page_near(page, total, PAGE)
                shown = ids[page * PAGE :][:PAGE]
                found = {one.id: one for one in await uow.partners.list_in(shown)}
                partners = [found[id] for id in shown]
            views = await care_views(uow, partners, today, calendar) if partners else {}
        lines = [PartnerLine(one, views[one.id].level) for one in partners]
        return PartnerPage(selection, lines, page, total, city)


@dataclass(frozen=True, slots=True)
class CountPartners:
    """How a list can be narrowed by one part, the others staying, and how many partners each choice leaves."""

    storage: Storage
    organisation: Organisation

    async def __call__(self, by: Actor, selection: Selection, part: Part) -> list[Narrowed]:
        """Choices that leave somebody, in the order of the glossary; cities by name; all the scopes."""
        need(by, Role.STAFF)
        async with self.storage.read() as uow:
            if part is Part.SCOPE:
                scopes = [replace(selection, scope=one) for one in Scope]
                return [Narrowed(one, one.scope, await self._count(uow, by, one)) for one in scopes]
            if part is Part.LEVEL:
                where, _ = await _where(uow, by, selection)
                counted = Counter((await _levels(uow, self.organisation, by, where)).values())
                return [Narrowed(replace(selection, level=one), one, counted[one]) for one in CareLevel if counted[one]]
            return await self._by_column(uow, by, selection, part)

    async def _by_column(self, uow: UnitOfWork, by: Actor, selection: Selection, part: Part) -> list[Narrowed]:
        name = _COLUMNS[part]
        where, _ = await _where(uow, by, _with(selection, name, None))
        counted: Mapping[Any, int] = await uow.partners.count_each(name, **where)
        if selection.level is not None:
            ids = await _at_level(uow, self.organisation, by, selection.level, where)
            parts = [ids[start : start + PART] for start in range(0, len(ids), PART)]
            counted = sum([Counter(await uow.partners.count_each(name, id=part)) for part in parts], Counter())
        if part is not Part.CITY:
            kinds: Iterable[Any] = Tier if part is Part.TIER else Kind
            return [Narrowed(_with(selection, name, one), one, counted[one]) for one in kinds if counted.get(one)]
        found = [(names, sum(counted[one] for one in names)) for names in _cities(counted)]
        return [Narrowed(replace(selection, city=city_mark(names[0])), names[0], many) for names, many in found]

    async def _count(self, uow: UnitOfWork, by: Actor, selection: Selection) -> int:
        where, _ = await _where(uow, by, selection)
        if selection.level is None:
            return await uow.partners.count_by(**where)
        return len(await _at_level(uow, self.organisation, by, selection.level, where))


def city_mark(city: str) -> str:
    """A short mark of a city, however it is written: in large letters, with more blanks."""
    return mark_of(_folded(city))


_COLUMNS = {Part.TIER: "tier", Part.KIND: "kind", Part.CITY: "city"}


async def _where(uow: UnitOfWork, by: Actor, selection: Selection) -> tuple[dict[str, Any], str | None]:
    """The columns that match, and the name of the city."""
    archived = selection.scope is Scope.ARCHIVED
    where: dict[str, Any] = {"state": PartnerState.ARCHIVED if archived else PartnerState.ACTIVE}
    if selection.scope is Scope.MINE:
        where["owner_id"] = by.staff.id
    elif selection.scope is Scope.UNOWNED:
        where["owner_id"] = None
    if selection.tier is not None:
        where["tier"] = selection.tier
    if selection.kind is not None:
        where["kind"] = selection.kind
    if selection.city is None:
        return where, None
    counted = await uow.partners.count_each("city", **where)
    names = next((names for names in _cities(counted) if city_mark(names[0]) == selection.city), [""])
    return where | {"city": names}, names[0]


def _cities(counted: Mapping[Any, int]) -> list[list[str]]:
    """Cities by name, each as it is written: the most usual way first, or else “Kota Bandung” before others."""
    written: dict[str, list[str]] = defaultdict(list)
    for name in sorted((one for one in counted if one), key=lambda one: (-counted[one], not one.istitle(), one)):
        written[_folded(name)].append(name)
    return [written[key] for key in sorted(written)]


async def _at_level(
    uow: UnitOfWork, organisation: Organisation, by: Actor, level: CareLevel, where: dict[str, Any]
) -> list[int]:
    """Ids of the partners at a care level, by name."""
    return [id for id, one in (await _levels(uow, organisation, by, where)).items() if one is level]


async def _levels(
    uow: UnitOfWork, organisation: Organisation, by: Actor, where: dict[str, Any]
) -> dict[int, CareLevel]:
    """The care levels of those that match, by name. Reckoned are those alone that may not be in good care."""
    today, calendar = organisation.today(by.now), work_calendar(organisation)
    levels = dict.fromkeys(await uow.partners.list_ids_named(**where), CareLevel.WELL)
    doubtful = sorted(levels)
    if len(doubtful) > PART:
        doubtful = sorted(levels.keys() & set(await uow.figures.list_doubtful(today)))
    # In parts, so that others are answered in between.
    for start in range(0, len(doubtful), PART):
        partners = await uow.partners.list_in(doubtful[start : start + PART])
        views = await care_views(uow, partners, today, calendar)
        levels |= {id: view.level for id, view in views.items()}
    return levels


def _with(selection: Selection, name: str, value: Any) -> Selection:
    fields: dict[str, Any] = {name: value}
    return replace(selection, **fields)


def _folded(city: str) -> str:
    return " ".join(city.casefold().split())
