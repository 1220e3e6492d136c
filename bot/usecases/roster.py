"""The roster comes in: a file is read into staging and shown, then taken over in one short transaction."""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import partial
from typing import Any

from pydantic import TypeAdapter

from bot.domain.changes import Place
from bot.domain.errors import NotFound, Outdated
from bot.domain.feasts import with_own
from bot.domain.ports import Actor, Organisation, Storage, UnitOfWork
from bot.domain.roster.comparing import compare
from bot.domain.roster.entries import Refusal, Roster
from bot.domain.roster.files import RosterFile
from bot.domain.roster.plans import PartnerPlan
from bot.domain.roster.previews import Preview, preview_of
from bot.domain.roster.reading import read_roster
from bot.domain.roster.table import RosterReader
from bot.domain.words import Role, StaffState
from bot.usecases.acting import done_before, finish, need
from bot.usecases.handing_over import tell_owner, tell_pending
from bot.usecases.roster_applying import Preparing, Ready, write_ready
from bot.usecases.roster_known import PART, read_known
from bot.usecases.telling import mark_of_act

TRIES = 3
"""So often an import is made ready anew because a colleague came or went meanwhile."""

_ROSTER: TypeAdapter[Roster] = TypeAdapter(Roster)
_PREVIEW: TypeAdapter[Preview] = TypeAdapter(Preview)
_PLACE: TypeAdapter[Place] = TypeAdapter(Place)
_REFUSALS: TypeAdapter[tuple[Refusal, ...]] = TypeAdapter(tuple[Refusal, ...])


class Agreed(StrEnum):
    """Whether the people in a file agreed that their birthdays and feasts are remembered."""

    ALL = "all"
    NONE = "none"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class PendingOwner:
    """A colleague who has yet to join and has partners waiting."""

    staff_id: int
    name: str


@dataclass(frozen=True, slots=True)
class Imported:
    """What was taken over. ``changed_since`` names partners that were refused, since somebody changed them."""

    name: str
    new_partners: int
    new_people: int
    changed: int
    pending: tuple[PendingOwner, ...] = ()
    refused: int = 0
    kept_undecided_until: date | None = None
    change_set_id: int | None = None
    changed_since: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PreviewRoster:
    """Reads a file into staging and says what importing it would do. Nothing else changes."""

    storage: Storage
    organisation: Organisation
    read: RosterReader

    async def __call__(self, by: Actor, name: str, content: bytes) -> Preview:
        """For managers. ``UnreadableTable`` says why the file gives no roster."""
        need(by, Role.MANAGER)
        today = self.organisation.today(by.now)
        async with self.storage.read() as uow:
            feasts = with_own(await uow.own_feasts.list_by())
        reading = partial(read_roster, today=today, country=self.organisation.country, feasts=feasts)
        # In a thread, so that others are answered meanwhile.
        roster = await asyncio.to_thread(lambda: reading(self.read(name, content)))
        rows = await asyncio.to_thread(written, roster)
        async with self.storage.read() as uow:
            place = await uow.change_sets.place()
            known = await read_known(uow, roster)
        plan = await asyncio.to_thread(compare, roster, known)
        file = RosterFile(name, rows, by.now, by.staff.id or None, content=content)
        shown = preview_of(file, roster, plan)
        facts = {"place": _PLACE.dump_python(place, mode="json"), "preview": _PREVIEW.dump_python(shown, mode="json")}
        async with self.storage.write() as uow:
            file = await uow.roster_files.add(replace(file, facts=facts))
            await uow.commit()
        return replace(shown, file_id=file.id)


@dataclass(frozen=True, slots=True)
class ShowPreview:
    """What was shown of a file in staging."""

    storage: Storage

    async def __call__(self, by: Actor, file_id: int) -> Preview:
        """For managers; ``NotFound`` where the file is forgotten."""
        need(by, Role.MANAGER)
        async with self.storage.read() as uow:
            file = await uow.roster_files.get(file_id)
        shown = (file.facts or {}).get("preview")
        if shown is None:
            return Preview(file.id, file.name, imported_at=file.imported_at)
        return replace(_PREVIEW.validate_python(shown), file_id=file.id, imported_at=file.imported_at)


@dataclass(frozen=True, slots=True)
class ImportRoster:
    """Takes a file in staging over: made ready beforehand, it is written in one short transaction.

    What was changed since the preview is refused; the rest comes in.
    """

    storage: Storage
    organisation: Organisation

    async def __call__(self, by: Actor, file_id: int, agreed: Agreed) -> Imported:
        """Once: ``Outdated`` where it was taken over already. *agreed* holds where the file itself does not say."""
        need(by, Role.MANAGER)
        async with self.storage.read() as uow:
            if before := await done_before(uow, by, "import_roster", Imported):
                return before
            file = await uow.roster_files.find(file_id)
        if file is None:
            raise NotFound("roster_files", file_id)
        if file.imported_at is not None:
            raise Outdated("roster_files", file_id)
        roster = await read_back(file.rows)
        seen = _PLACE.validate_python((file.facts or {}).get("place", {}))
        for _ in range(TRIES):
            ready = await Preparing(self.storage, self.organisation)(by, roster, agreed.value, seen)
            async with self.storage.write() as uow:
                if before := await done_before(uow, by, "import_roster", Imported):
                    return before
                if not await uow.roster_files.change_when(file_id, {"imported_at": None}, imported_at=by.now):
                    raise Outdated("roster_files", file_id)
                if await write_ready(uow, ready):
                    return await self._finish(uow, by, file, roster, ready)
        raise Outdated("roster_files", file_id)

    async def _finish(self, uow: UnitOfWork, by: Actor, file: RosterFile, roster: Roster, ready: Ready) -> Imported:
        refusals = (*roster.refusals, *ready.refusals)
        # What people did not agree to must not stay behind in staging either; rows to be mended are given back first.
        facts = {"refusals": _REFUSALS.dump_python(refusals, mode="json")}
        content = file.content if refusals else None
        await uow.roster_files.change(file.id, rows="", content=content, facts=facts)
        taken = list(ready.partners)
        outcome = Imported(
            name=file.name,
            new_partners=sum(one.partner is None for one in taken),
            new_people=sum(one.new_people for one in taken),
            changed=sum(bool(one.details) for one in taken),
            pending=await _pending_owners(uow, taken, ready.staff_ids),
            refused=len(refusals),
            kept_undecided_until=ready.kept_undecided_until,
            changed_since=tuple(dict.fromkeys(one.text for one in ready.refusals)),
        )
        await _tell(uow, by, taken, outcome.pending)
        return await finish(uow, by, "import_roster", outcome)


def written(roster: Roster) -> str:
    """A roster as lines of JSON, a part of its partners each: what is said beside them stands in the first."""
    head = _ROSTER.dump_json(replace(roster, partners=()))
    parts = [
        _ROSTER.dump_json(Roster(roster.partners[start : start + PART]))
        for start in range(0, len(roster.partners), PART)
    ]
    return b"\n".join([head, *parts]).decode()


async def read_back(rows: str) -> Roster:
    """A roster from its lines; others are answered in between."""
    lines = rows.split("\n")
    head = _ROSTER.validate_json(lines[0])
    partners: list[Any] = []
    for line in lines[1:]:
        partners += _ROSTER.validate_json(line).partners
        await asyncio.sleep(0)
    return replace(head, partners=tuple(partners))


async def _pending_owners(
    uow: UnitOfWork, plans: Sequence[PartnerPlan], added: Sequence[int]
) -> tuple[PendingOwner, ...]:
    """Owners named in the roster who have yet to join: those who became pending now, and those who were."""
    ids = {*added, *_owner_ids(plans)}
    waiting = [one for one in await uow.staff.list_in(ids) if one.state is StaffState.PENDING]
    return tuple(PendingOwner(one.id, one.name) for one in waiting)


async def _tell(uow: UnitOfWork, by: Actor, plans: Sequence[PartnerPlan], pending: Sequence[PendingOwner]) -> None:
    """Colleagues hear of known partners that are theirs now; without a manager at hand, managers of pending owners."""
    taken: dict[int, list[int]] = {}
    for one in plans:
        if one.partner is not None and one.owner is not None and one.owner.id:
            taken.setdefault(one.owner.id, []).append(one.partner.id)
    owners = {one.id: one for one in await uow.staff.list_in(taken)}
    for id, partner_ids in taken.items():
        await tell_owner(uow, by, owners[id], partner_ids)
    waiting = await uow.staff.list_in(one.staff_id for one in pending)
    await tell_pending(uow, by, waiting, mark_of_act(by.key, by.now))


def _owner_ids(partners: Iterable[PartnerPlan]) -> set[int]:
    named = {one.owner.id for one in partners if one.owner is not None}
    return {id for id in named if id}
