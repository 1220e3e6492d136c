"""A roster's plan carried out: everything is made ready beforehand, so that the transaction only writes."""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any

from bot.domain.changes import Place
from bot.domain.interactions import Interaction
from bot.domain.ports import Actor, Organisation, Storage, UnitOfWork
from bot.domain.roster.building import NOUNS, Builder, Built, Settled, needs_rhythms, rows_needed
from bot.domain.roster.comparing import compare
from bot.domain.roster.entries import Refusal, RefusalKind, Roster
from bot.domain.roster.plans import PartnerPlan, RosterPlan
from bot.domain.roster.reading import Reached, name_key
from bot.usecases.consent import UNDECIDED_FOR
from bot.usecases.rhythms import refresh_rhythms
from bot.usecases.roster_known import PART, Since, changed_since, read_known
from bot.usecases.roster_staging import Step, Tell, watched

Packed = Sequence[tuple[Any, ...]]


@dataclass
class Ready:
    """What is to be written, in parts of some partners each; ``packed`` is each part's rows, by noun.

    ``refusals`` are rows whose partner was changed since the preview.
    """

    place: Place
    plans: list[Sequence[PartnerPlan]]
    parts: list[Built]
    packed: list[dict[str, Packed]]
    colleagues: Built
    packed_colleagues: Packed
    refusals: list[Refusal] = field(default_factory=list)
    kept_undecided_until: date | None = None

    @property
    def staff_ids(self) -> list[int]:
        """The colleagues who become pending."""
        return [one.id for one in self.colleagues.added["staff"]]

    @property
    def bereft(self) -> set[int]:
        """The partners of whose people the file says that they died, left, or are there again."""
        changes = [one for part in self.parts for one in part.changes]
        return {id for id, change in changes if change.noun == "people" and "state" in (change.after or {})}

    @property
    def partners(self) -> Iterable[PartnerPlan]:
        """All that are still to be taken over."""
        return (plan for part in self.plans for plan in part)


@dataclass(frozen=True, slots=True)
class Preparing:
    """Makes an import ready: looks, compares and builds, with no transaction open for writing."""

    storage: Storage
    organisation: Organisation

    async def __call__(self, by: Actor, roster: Roster, agreed: str, seen: Place, tell: Tell | None = None) -> Ready:
        """*seen* is where the acts stood when the preview was shown."""
        async with self.storage.read() as uow:
            place = await uow.change_sets.place()
            known = await read_known(uow, roster)
            since = await changed_since(uow, await uow.change_sets.list_since(seen))
            plan = await asyncio.to_thread(compare, roster, known)
            plan, refusals = _unchanged(plan, since)
            contacts = await _contacts(uow, plan)
        today = self.organisation.today(by.now)
        settled = Settled(today, agreed, self.organisation.language, UNDECIDED_FOR, by.staff.id or None)
        async with self.storage.write() as uow:
            ids = {noun: iter(await uow.bulk.draw_ids(noun, count)) for noun, count in rows_needed(plan).items()}
            await uow.commit()
            pack = uow.bulk.packed
        builder = Builder(settled, known, ids, contacts)
        plans = [plan.partners[start : start + PART] for start in range(0, len(plan.partners), PART)]
        colleagues = builder.colleagues(plan.pending)
        builder.expect(plan.partners)
        build = partial(_built, builder, plans, len(plan.partners))
        parts = await watched(build, Step.PREPARING, tell)
        packed = [await asyncio.to_thread(pack_part, pack, part) for part in parts]
        rows = pack("staff", colleagues.added["staff"])
        until = builder.kept_undecided_until
        return Ready(place, list(plans), parts, packed, colleagues, rows, refusals, until)


async def write_ready(uow: UnitOfWork, ready: Ready) -> bool:
    """Writes what was made ready; whether it could: where a colleague came or went meanwhile it is to be made anew.

    Partners that somebody changed meanwhile are left out and refused.
    """
    await uow.bulk.lock_imports()
    known = {plan.partner.id for plan in ready.partners if plan.partner is not None and plan.does_something}
    await uow.bulk.hold("partners", known)
    since = await changed_since(uow, await uow.change_sets.list_since(ready.place))
    if since.staff:
        return False
    _leave_out(uow, ready, since)
    await uow.bulk.add("staff", [ready.packed_colleagues])
    for noun in NOUNS[1:]:
        await uow.bulk.add(noun, [packed[noun] for packed in ready.packed])
    for part in ready.parts:
        await uow.bulk.change([one for _, one in part.changes], [one[1:] for one in part.derived])
        for noun in {one.noun for _, one in part.removed}:
            gone = [one for _, one in part.removed if one.noun == noun]
            await uow.bulk.remove(noun, [one.id for one in gone], gone)
    await refresh_rhythms(uow, known & since.contacted)
    await uow.search.touch({id for part in ready.parts for id in part.touched})
    return True


def pack_part(pack: Callable[[str, Iterable[object]], Packed], part: Built) -> dict[str, Packed]:
    """A part's rows, made ready by noun."""
    return {noun: pack(noun, part.added[noun]) for noun in NOUNS}


def _built(builder: Builder, plans: Iterable[Sequence[PartnerPlan]], rows: int, reached: Reached) -> list[Built]:
    reached.of = rows
    parts: list[Built] = []
    for part in plans:
        parts.append(builder.build(part))
        reached.done += len(part)
    return parts


async def _contacts(uow: UnitOfWork, plan: RosterPlan) -> dict[int, list[Interaction]]:
    """The newest contacts of the partners whose rhythms are to be reckoned anew."""
    wanted = sorted(one.partner.id for one in plan.partners if one.partner is not None and needs_rhythms(one))
    found: dict[int, list[Interaction]] = {}
    for start in range(0, len(wanted), PART):
        for contact in await uow.interactions.newest_by_purpose(wanted[start : start + PART]):
            found.setdefault(contact.partner_id, []).append(contact)
        await asyncio.sleep(0)
    return found


def _unchanged(plan: RosterPlan, since: Since) -> tuple[RosterPlan, list[Refusal]]:
    """The plan without what was changed since, and the rows that are refused for it."""
    if not since.partner_ids and not since.keys:
        return plan, []
    kept = tuple(one for one in plan.partners if not _met(one, since))
    return RosterPlan(kept, plan.pending, plan.faults), _refusals(one for one in plan.partners if _met(one, since))


def _met(plan: PartnerPlan, since: Since) -> bool:
    if not plan.does_something:
        return False
    if plan.partner is not None:
        return plan.partner.id in since.partner_ids
    return name_key(plan.entry.name) in since.keys


def _refusals(plans: Iterable[PartnerPlan]) -> list[Refusal]:
    return [Refusal(line, RefusalKind.CHANGED_SINCE, text=one.entry.name) for one in plans for line in one.lines]


def _leave_out(uow: UnitOfWork, ready: Ready, since: Since) -> None:
    """Takes out what was changed while it was made ready: of the parts concerned, the rows are packed again."""
    if not since.partner_ids and not since.keys:
        return
    for place, plans in enumerate(ready.plans):
        met = [one for one in plans if _met(one, since)]
        if not met:
            continue
        ready.refusals += _refusals(met)
        ready.plans[place] = [one for one in plans if not _met(one, since)]
        names = {one.entry.name for one in met if one.partner is None}
        gone = {one.partner.id for one in met if one.partner is not None}
        part = ready.parts[place]
        gone |= {row.id for row in part.added["partners"] if row.name in names}
        ready.parts[place] = part.without(gone)
        ready.packed[place] = pack_part(uow.bulk.packed, ready.parts[place])
