"""The roster comes in: a file is read into staging and shown, then taken over in one short transaction."""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.domain.errors import Outdated
from bot.domain.ports import Actor, Organisation, Storage, UnitOfWork
from bot.domain.roster.entries import Roster
from bot.domain.roster.files import RosterFile
from bot.domain.roster.plans import PartnerPlan
from bot.domain.roster.previews import Preview
from bot.domain.roster.table import RosterReader, UnreadableTable
from bot.domain.words import Role, StaffState
from bot.usecases.acting import done_before, finish, need
from bot.usecases.handing_over import tell_owner, tell_pending
from bot.usecases.planning.plan_reminders import replan
from bot.usecases.roster_applying import Preparing, Ready, write_ready
from bot.usecases.roster_staging import (
    ForgetFile,
    Progress,
    ReadStaged,
    StageFile,
    Step,
    Tell,
    facts_of,
    place_of,
    read_back,
    shown_of,
    staged,
)

TRIES = 3
STOPPED_AT_ONCE = 300
"""Of so many partners, reminders about who is gone are withdrawn with the import."""
"""So often an import is made ready anew because a colleague came or went meanwhile."""


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

    async def __call__(
        self, by: Actor, name: str, content: bytes, sheet: str | None = None, tell: Tell | None = None
    ) -> Preview:
        """For managers. ``UnreadableTable`` says why the file gives no roster."""
        file_id = await StageFile(self.storage)(by, name, content)
        try:
            return await ReadStaged(self.storage, self.organisation, self.read)(by, file_id, sheet, tell=tell)
        except UnreadableTable:
            await ForgetFile(self.storage)(by, file_id)
            raise


@dataclass(frozen=True, slots=True)
class ShowPreview:
    """What was shown of a file in staging."""

    storage: Storage

    async def __call__(self, by: Actor, file_id: int) -> Preview:
        """For managers; ``NotFound`` where the file is forgotten."""
        need(by, Role.MANAGER)
        async with self.storage.read() as uow:
            file = await uow.roster_files.get(file_id)
        return await asyncio.to_thread(shown_of, file)


@dataclass(frozen=True, slots=True)
class ImportRoster:
    """Takes a file in staging over: made ready beforehand, it is written in one short transaction.

    What was changed since the preview is refused; the rest comes in.
    """

    storage: Storage
    organisation: Organisation

    async def __call__(self, by: Actor, file_id: int, agreed: Agreed, tell: Tell | None = None) -> Imported:
        """Once: ``Outdated`` where it was taken over already. *agreed* holds where the file itself does not say."""
        need(by, Role.MANAGER)
        async with self.storage.read() as uow:
            if before := await done_before(uow, by, "import_roster", Imported):
                return before
        file = await staged(self.storage, file_id)
        roster = await read_back(file.rows)
        for _ in range(TRIES):
            ready = await Preparing(self.storage, self.organisation)(by, roster, agreed.value, place_of(file), tell)
            if tell is not None:
                await tell(Progress(Step.WRITING))
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
        content = file.content if refusals else None
        await uow.roster_files.change(file.id, rows="", content=content, facts=facts_of(refusals, file))
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
        # Nothing is sent to who died or left; of very many, planning sees to it within minutes.
        if gone := sorted(ready.bereft)[:STOPPED_AT_ONCE]:
            await replan(uow, gone, self.organisation, self.organisation.today(by.now))
        return await finish(uow, by, "import_roster", outcome)


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
    if not by.staff.id:
        # In the chat the links are offered under the answer.
        await tell_pending(uow, by, waiting)


def _owner_ids(partners: Iterable[PartnerPlan]) -> set[int]:
    named = {one.owner.id for one in partners if one.owner is not None}
    return {id for id in named if id}
