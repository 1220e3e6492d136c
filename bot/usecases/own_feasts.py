"""Feasts of the organisation's own, beside the design's."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.domain.calendars import DaySpec
from bot.domain.errors import BadValue, Outdated
from bot.domain.feasts import LONGEST_NAME, Feast, FeastDay, feast_named, next_occurrence, own_feast, with_own
from bot.domain.occasions import OwnFeast
from bot.domain.ports import Actor, Organisation, Storage, UnitOfWork
from bot.domain.roster.cells import cleaned
from bot.domain.words import Role
from bot.usecases.acting import done_before, finish, need
from bot.usecases.feasts import look_anew
from bot.usecases.planning.plan_reminders import replan
from bot.usecases.planning.told import NOTHING, Replanned, replanned

LONGEST_GREETING = 30
"""Days before and after the first day on which one may greet."""
MOST = 40
"""Feasts of its own that an organisation may have: more would fill every choice of feasts."""
_SIGNS = ":;,|/+&\n"
"""Signs that part names in a list, or fields in a subject."""


@dataclass(frozen=True, slots=True)
class OwnFeastView:
    """A feast of one's own, its next day, and how many keep it."""

    own: OwnFeast
    following: FeastDay | None
    kept_by: int


@dataclass(frozen=True, slots=True)
class OwnFeastKept:
    """One that was added, changed or taken away, and what became of the reminders."""

    feast_id: int
    name: str
    change_set_id: int | None = None
    told: Replanned = NOTHING


@dataclass(frozen=True, slots=True)
class ListOwnFeasts:
    """All of them, by name."""

    storage: Storage
    organisation: Organisation

    async def __call__(self, by: Actor) -> Sequence[OwnFeastView]:
        """For managers."""
        need(by, Role.MANAGER)
        today = self.organisation.today(by.now)
        async with self.storage.read() as uow:
            found = sorted(await uow.own_feasts.list_by(), key=lambda one: one.name.casefold())
            kept = {one.name: await uow.kept_feasts.count_by(feast=one.name) for one in found}
        return [OwnFeastView(one, next_occurrence(own_feast(one), today), kept[one.name]) for one in found]


@dataclass(frozen=True, slots=True)
class AddOwnFeast:
    """Adds a feast; its name is the key under which people keep it."""

    storage: Storage
    organisation: Organisation

    async def __call__(self, by: Actor, draft: OwnFeast) -> OwnFeastKept:
        """``BadValue`` for a name that is known already or holds a sign that parts lists, or greeting days too far."""
        need(by, Role.MANAGER)
        async with self.storage.write() as uow:
            if before := await done_before(uow, by, "add_own_feast", OwnFeastKept):
                return before
            own = await uow.own_feasts.list_by()
            if len(own) >= MOST:
                raise BadValue("name", "too_many", (("most", MOST),))
            name = checked_name(draft.name, own)
            check_greeting(draft.greet_from, draft.greet_until)
            added = await uow.own_feasts.add(replace(draft, name=name, id=0))
            return await finish(uow, by, "add_own_feast", OwnFeastKept(added.id, added.name))


@dataclass(frozen=True, slots=True)
class ChangeOwnFeast:
    """Changes its day or its greeting days; reminders that are open move with it."""

    storage: Storage
    organisation: Organisation

    async def __call__(
        self, by: Actor, seen: OwnFeast, *, spec: DaySpec | None = None, greeting: tuple[int, int] | None = None
    ) -> OwnFeastKept:
        """*seen* is the feast as the colleague saw it; ``Outdated`` where it was changed or taken away since."""
        need(by, Role.MANAGER)
        async with self.storage.write() as uow:
            if before := await done_before(uow, by, "change_own_feast", OwnFeastKept):
                return before
            fields: dict[str, object] = {}
            if spec is not None:
                fields |= {"day": spec.day, "month": spec.month, "year": spec.year, "calendar": spec.calendar}
            if greeting is not None:
                check_greeting(*greeting)
                fields |= {"greet_from": greeting[0], "greet_until": greeting[1]}
            expected = {name: getattr(seen, name) for name in ("name", *fields)}
            if not await uow.own_feasts.change_when(seen.id, expected, **fields):
                raise Outdated("own_feasts", seen.id)
            if spec is not None:
                await _forget_confirmed(uow, seen.name)
            told = await _move(uow, by, seen.name, self.organisation)
            return await finish(uow, by, "change_own_feast", OwnFeastKept(seen.id, seen.name, told=told))


@dataclass(frozen=True, slots=True)
class RemoveOwnFeast:
    """Takes it away: nobody keeps it any more, and what waits because of it is withdrawn."""

    storage: Storage
    organisation: Organisation

    async def __call__(self, by: Actor, feast_id: int) -> OwnFeastKept:
        """``NotFound`` where it is gone already."""
        need(by, Role.MANAGER)
        async with self.storage.write() as uow:
            if before := await done_before(uow, by, "remove_own_feast", OwnFeastKept):
                return before
            own = await uow.own_feasts.get(feast_id)
            for kept in await uow.kept_feasts.list_by(feast=own.name):
                await uow.kept_feasts.remove(kept.id)
            await uow.own_feasts.remove(own.id)
            await _forget_confirmed(uow, own.name)
            told = await _move(uow, by, own.name, self.organisation)
            return await finish(uow, by, "remove_own_feast", OwnFeastKept(own.id, own.name, told=told))


def checked_name(text: str, own: Sequence[OwnFeast]) -> str:
    """A name that can be taken; ``BadValue`` says why another cannot."""
    name = cleaned(text)
    if not any(mark.isalpha() for mark in name):
        raise BadValue("name", "empty")
    if len(name) > LONGEST_NAME:
        raise BadValue("name", "too_long", (("most", LONGEST_NAME), ("length", len(name))))
    if any(sign in name for sign in _SIGNS):
        raise BadValue("name", "parting_sign")
    known: Feast | None = feast_named(name, with_own(own))
    if known is not None:
        raise BadValue("name", "known_feast", (("feast", name),))
    return name


def check_greeting(first: int, last: int) -> None:
    """Refuses greeting days that come in the wrong order, or are too far from the day."""
    if first > last or first < -LONGEST_GREETING or last > LONGEST_GREETING:
        raise BadValue("greeting", "greeting_days", (("most", LONGEST_GREETING),))


async def _forget_confirmed(uow: UnitOfWork, feast: str) -> None:
    """What was confirmed of another day, or of another feast of the name, says nothing about this one."""
    for one in await uow.confirmed_feasts.list_by(feast=feast):
        await uow.confirmed_feasts.remove(one.id)


async def _move(uow: UnitOfWork, by: Actor, feast: str, organisation: Organisation) -> Replanned:
    return replanned(await replan(uow, await look_anew(uow, feast), organisation, organisation.today(by.now)))
