"""The roster comes in: a file is read into staging and shown, then taken over in one transaction."""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from pydantic import TypeAdapter

from bot.domain.errors import NotFound, Outdated
from bot.domain.partners import Partner
from bot.domain.ports import Actor, Organisation, Storage, UnitOfWork
from bot.domain.roster.columns import Column
from bot.domain.roster.comparing import Known, PartnerPlan, RosterPlan, compare
from bot.domain.roster.entries import Fault, Refusal, Roster
from bot.domain.roster.files import RosterFile
from bot.domain.roster.reading import name_key, read_roster
from bot.domain.roster.table import RosterReader
from bot.domain.words import PartnerState, Role, StaffState
from bot.usecases.acting import done_before, finish, need
from bot.usecases.known import merged_partner
from bot.usecases.roster_applying import Applying

PART = 500
"""Partners looked up together; databases bound the number of values of a question."""

_ROSTER: TypeAdapter[Roster] = TypeAdapter(Roster)
_NOTHING = _ROSTER.dump_json(Roster(())).decode()


class Agreed(StrEnum):
    """Whether the people in a file agreed that their birthdays and feasts are remembered."""

    ALL = "all"
    NONE = "none"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class ChangedPartner:
    """A known partner that the roster changes, and in which columns."""

    name: str
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """What importing a file would do, before anything is done.

    ``pending`` are owners who have yet to join, ``undecided`` counts people with a birthday or feasts of whom nobody
    said whether they agreed. ``imported_at`` tells that the file was taken over already.
    """

    file_id: int
    name: str
    new_partners: int
    new_people: int
    same_partners: int
    changed: tuple[ChangedPartner, ...]
    pending: tuple[str, ...]
    refusals: tuple[Refusal, ...]
    faults: tuple[Fault, ...]
    unknown_columns: tuple[str, ...]
    undecided: int
    imported_at: datetime | None = None

    @property
    def worth_importing(self) -> bool:
        """Whether importing it would change anything."""
        return bool(self.new_partners or self.new_people or self.changed or self.undecided)


@dataclass(frozen=True, slots=True)
class PendingOwner:
    """A colleague who has yet to join and has partners waiting."""

    staff_id: int
    name: str


@dataclass(frozen=True, slots=True)
class Imported:
    """What was taken over."""

    name: str
    new_partners: int
    new_people: int
    changed: int
    pending: tuple[PendingOwner, ...] = ()
    refused: int = 0
    kept_undecided_until: date | None = None
    change_set_id: int | None = None


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
        roster = await _aside(self.read, name, content, today, self.organisation.country)
        rows = _ROSTER.dump_json(roster).decode()
        async with self.storage.read() as uow:
            known = await _known(uow, roster)
        plan = await asyncio.to_thread(compare, roster, known)
        async with self.storage.write() as uow:
            file = await uow.roster_files.add(RosterFile(name, rows, by.now, by.staff.id or None))
            await uow.commit()
        return _preview(file, roster, plan)


@dataclass(frozen=True, slots=True)
class ShowPreview:
    """What importing a file in staging would do now."""

    storage: Storage

    async def __call__(self, by: Actor, file_id: int) -> Preview:
        """For managers; ``NotFound`` where the file is forgotten."""
        need(by, Role.MANAGER)
        async with self.storage.read() as uow:
            file = await uow.roster_files.get(file_id)
            roster = _ROSTER.validate_json(file.rows)
            return _preview(file, roster, compare(roster, await _known(uow, roster)))


@dataclass(frozen=True, slots=True)
class ImportRoster:
    """Takes a file in staging over, as the database stands now, in one transaction."""

    storage: Storage
    organisation: Organisation

    async def __call__(self, by: Actor, file_id: int, agreed: Agreed) -> Imported:
        """Once: ``Outdated`` where it was taken over already. *agreed* holds where the file itself does not say."""
        need(by, Role.MANAGER)
        async with self.storage.write() as uow:
            if before := await done_before(uow, by, "import_roster", Imported):
                return before
            file = await uow.roster_files.find(file_id)
            if file is None:
                raise NotFound("roster_files", file_id)
            # What people did not agree to must not stay behind in staging either.
            taken = {"imported_at": by.now, "rows": _NOTHING}
            if not await uow.roster_files.change_when(file_id, {"imported_at": None}, **taken):
                raise Outdated("roster_files", file_id)
            roster = _ROSTER.validate_json(file.rows)
            plan = compare(roster, await _known(uow, roster))
            applying = Applying(uow, by, self.organisation, agreed.value)
            await applying.apply(plan)
            outcome = Imported(
                name=file.name,
                new_partners=sum(one.partner is None for one in plan.partners),
                new_people=sum(one.new_people for one in plan.partners),
                changed=sum(bool(one.changes) for one in plan.partners),
                pending=await _pending_owners(uow, plan, applying.added_staff),
                refused=len(roster.refusals),
                kept_undecided_until=applying.kept_undecided_until,
            )
            return await finish(uow, by, "import_roster", outcome)


async def _aside(read: RosterReader, name: str, content: bytes, today: date, country: str) -> Roster:
    """Reads in a thread, so that others are answered meanwhile."""
    return await asyncio.to_thread(lambda: read_roster(read(name, content), today, country))


async def _known(uow: UnitOfWork, roster: Roster) -> Known:
    """What is known of the partners that the roster names."""
    wanted = {name_key(entry.name) for entry in roster.partners}
    by_key: dict[str, Partner] = {}
    for partner in await uow.partners.list_by():
        key = name_key(partner.name)
        if key in wanted and not (key in by_key and partner.state is PartnerState.MERGED):
            by_key[key] = await merged_partner(uow, partner.id) if partner.state is PartnerState.MERGED else partner
    ids = sorted({partner.id for partner in by_key.values()})
    known = Known(partners=by_key, staff=await uow.staff.list_by())
    parts = [ids[start : start + PART] for start in range(0, len(ids), PART)]
    return Known(
        partners=by_key,
        people=[row for part in parts for row in await uow.people.list_by(partner_id=part)],
        occasions=[row for part in parts for row in await uow.occasions.list_by(partner_id=part)],
        kept_feasts=[row for part in parts for row in await uow.kept_feasts.list_by(partner_id=part)],
        agreements=[row for part in parts for row in await uow.agreements.list_by(partner_id=part)],
        staff=known.staff,
    )


def _preview(file: RosterFile, roster: Roster, plan: RosterPlan) -> Preview:
    known = [one for one in plan.partners if one.partner is not None]
    changed = [ChangedPartner(one.entry.name, one.changes) for one in known if one.changes]
    return Preview(
        file_id=file.id,
        name=file.name,
        new_partners=len(plan.partners) - len(known),
        new_people=sum(one.new_people for one in plan.partners),
        same_partners=sum(not one.changes and not one.new_people for one in known),
        changed=tuple(changed),
        pending=tuple(one.name for one in plan.pending),
        refusals=tuple(sorted(roster.refusals, key=lambda one: one.line)),
        faults=tuple(sorted((*roster.faults, *plan.faults), key=lambda one: one.line)),
        unknown_columns=roster.unknown_columns,
        undecided=sum(person.asks_consent for person in plan.people),
        imported_at=file.imported_at,
    )


async def _pending_owners(uow: UnitOfWork, plan: RosterPlan, added: Sequence[int]) -> tuple[PendingOwner, ...]:
    """Owners named in the roster who have yet to join: those who became pending now, and those who were."""
    ids = {*added, *_owner_ids(plan.partners)}
    waiting = [one for one in await uow.staff.list_in(ids) if one.state is StaffState.PENDING]
    return tuple(PendingOwner(one.id, one.name) for one in waiting)


def _owner_ids(partners: Iterable[PartnerPlan]) -> set[int]:
    named = {one.owner.id for one in partners if one.owner is not None}
    return {id for id in named if id}
