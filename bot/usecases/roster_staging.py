"""A file of partners read into staging: what it says, held against what is known, and shown."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, TypeVar

from pydantic import TypeAdapter

from bot.domain.changes import Place
from bot.domain.errors import NotFound, Outdated
from bot.domain.ports import Actor, Organisation, Storage, UnitOfWork
from bot.domain.roster.columns import Column
from bot.domain.roster.comparing import compare
from bot.domain.roster.entries import Refusal, Roster
from bot.domain.roster.files import RosterFile
from bot.domain.roster.headers import Chosen, Heading, free_columns, unknown_headings
from bot.domain.roster.plans import RosterPlan
from bot.domain.roster.previews import Preview, Resemblance, preview_of
from bot.domain.roster.reading import Reached, name_key, read_roster
from bot.domain.roster.resembling import resembling
from bot.domain.roster.table import RosterReader, Table, TableFault, UnreadableTable
from bot.domain.words import PartnerState, Role
from bot.usecases.acting import need
from bot.usecases.feasts import read_feasts
from bot.usecases.roster_known import PART, read_known

LOOK = 0.5
"""Seconds between two looks at how far a long work is."""

_ROSTER: TypeAdapter[Roster] = TypeAdapter(Roster)
_PREVIEW: TypeAdapter[Preview] = TypeAdapter(Preview)
_PLACE: TypeAdapter[Place] = TypeAdapter(Place)
_REFUSALS: TypeAdapter[tuple[Refusal, ...]] = TypeAdapter(tuple[Refusal, ...])
_COLUMNS: TypeAdapter[dict[str, Column | None]] = TypeAdapter(dict[str, Column | None])

T = TypeVar("T")


class Step(StrEnum):
    """What takes its time."""

    READING = "reading"
    COMPARING = "comparing"
    PREPARING = "preparing"
    WRITING = "writing"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a step is, in rows; ``of`` 0 where that is not known."""

    step: Step
    done: int = 0
    of: int = 0


Tell = Callable[[Progress], Awaitable[None]]


@dataclass(eq=False)
class NoPartnerColumn(UnreadableTable):
    """No column is known to hold the partners; one of the headings can be chosen for it."""

    headings: tuple[Heading, ...] = ()


@dataclass(frozen=True, slots=True)
class RefusedRows:
    """The rows of a file that were refused, as they stood there, each with the reason."""

    header: tuple[str, ...] = ()
    rows: tuple[tuple[tuple[str, ...], Refusal], ...] = ()


@dataclass(frozen=True, slots=True)
class StageFile:
    """Keeps a file as it came, until it is imported, or a day."""

    storage: Storage

    async def __call__(self, by: Actor, name: str, content: bytes) -> int:
        """For managers; gives the file's id."""
        need(by, Role.MANAGER)
        async with self.storage.write() as uow:
            file = await uow.roster_files.add(RosterFile(name, "", by.now, by.staff.id or None, content=content))
            await uow.commit()
        return file.id


@dataclass(frozen=True, slots=True)
class ForgetFile:
    """Forgets a staged file that is not wanted after all."""

    storage: Storage

    async def __call__(self, by: Actor, file_id: int) -> None:
        """For managers; nothing happens to one that was taken over."""
        need(by, Role.MANAGER)
        async with self.storage.write() as uow:
            file = await uow.roster_files.find(file_id)
            if file is not None and file.imported_at is None:
                await uow.roster_files.remove(file_id)
                await uow.commit()


@dataclass(frozen=True, slots=True)
class ReadStaged:
    """Reads a staged file and says what importing it would do. Nothing else changes; it can be read again otherwise."""

    storage: Storage
    organisation: Organisation
    read: RosterReader

    async def __call__(
        self, by: Actor, file_id: int, sheet: str | None = None, columns: Chosen | None = None, tell: Tell | None = None
    ) -> Preview:
        """*columns* are those chosen for headings. ``UnreadableTable`` says why the file gives no roster."""
        need(by, Role.MANAGER)
        file = await staged(self.storage, file_id)
        chosen = dict(columns or {})
        async with self.storage.read() as uow:
            feasts = (await read_feasts(uow)).by_key
        content, today = file.content or b"", self.organisation.today(by.now)

        def understood(reached: Reached) -> tuple[Table, Roster]:
            table = self.read(file.name, content, sheet)
            try:
                return table, read_roster(table, today, self.organisation.country, chosen, feasts, reached)
            except UnreadableTable as error:
                if error.why is not TableFault.NO_PARTNER_COLUMN:
                    raise
                headings = unknown_headings(table, chosen)
                raise NoPartnerColumn(error.why, error.facts, headings) from None

        table, roster = await watched(understood, Step.READING, tell)
        rows = await asyncio.to_thread(written, roster)
        if tell is not None:
            await tell(Progress(Step.COMPARING))
        async with self.storage.read() as uow:
            place = await uow.change_sets.place()
            known = await read_known(uow, roster)
            plan = await asyncio.to_thread(compare, roster, known)
            alike = await _resembling(uow, plan)

        def summed() -> tuple[Preview, str]:
            preview = replace(
                preview_of(file, roster, plan, alike),
                headings=unknown_headings(table, chosen),
                free_columns=free_columns(table, chosen),
                month_first=roster.month_first,
            )
            return preview, _PREVIEW.dump_json(preview).decode()

        shown, preview = await asyncio.to_thread(summed)
        facts = {
            "sheet": sheet,
            "columns": _COLUMNS.dump_python(chosen, mode="json"),
            "place": _PLACE.dump_python(place, mode="json"),
            # As a text: it may be of megabytes, and facts are read and written while others wait.
            "preview": preview,
        }
        async with self.storage.write() as uow:
            if not await uow.roster_files.change_when(file_id, {"imported_at": None}, rows=rows, facts=facts):
                raise Outdated("roster_files", file_id)
            await uow.commit()
        return shown


@dataclass(frozen=True, slots=True)
class GiveRefused:
    """The refused rows of a file, to be mended and sent again."""

    storage: Storage
    read: RosterReader

    async def __call__(self, by: Actor, file_id: int) -> RefusedRows:
        """For managers; none where nothing was refused."""
        need(by, Role.MANAGER)
        async with self.storage.read() as uow:
            file = await uow.roster_files.find(file_id)
        if file is None:
            raise NotFound("roster_files", file_id)
        refusals = await asyncio.to_thread(refusals_of, file)
        if not refusals or file.content is None:
            return RefusedRows()
        content, sheet = file.content, (file.facts or {}).get("sheet")
        table = await asyncio.to_thread(self.read, file.name, content, sheet)
        lines = {line.number: line.cells for line in table.lines}
        rows = tuple((lines[one.line], one) for one in refusals if one.line in lines)
        return RefusedRows(table.header.cells, rows)


async def staged(storage: Storage, file_id: int) -> RosterFile:
    """A file that waits to be imported; ``NotFound`` where it is forgotten, ``Outdated`` where it was taken over."""
    async with storage.read() as uow:
        file = await uow.roster_files.find(file_id)
    if file is None:
        raise NotFound("roster_files", file_id)
    # A file that an older version staged is not understood: it is to be sent again.
    if file.imported_at is not None or file.content is None:
        raise Outdated("roster_files", file_id)
    return file


async def watched(work: Callable[[Reached], T], step: Step, tell: Tell | None) -> T:
    """Does long work in a thread, so that others are answered meanwhile, and tells how far it is."""
    reached = Reached()
    task = asyncio.create_task(asyncio.to_thread(work, reached))
    while not task.done():
        await asyncio.wait({task}, timeout=LOOK)
        if tell is not None and not task.done():
            await tell(Progress(step, reached.done, reached.of))
    return task.result()


def refusals_of(file: RosterFile) -> tuple[Refusal, ...]:
    """The rows of a file that were refused: when it was read, or when it was taken over."""
    facts = file.facts or {}
    kept = facts.get("refusals")
    return _previewed(file).refusals if kept is None else _REFUSALS.validate_python(kept)


def shown_of(file: RosterFile) -> Preview:
    """The preview of a file as it was shown; of one that was taken over, only that."""
    return replace(_previewed(file), file_id=file.id, imported_at=file.imported_at)


def _previewed(file: RosterFile) -> Preview:
    shown = (file.facts or {}).get("preview")
    # An older version kept it otherwise; the file is to be sent again then.
    return _PREVIEW.validate_json(shown) if isinstance(shown, str) else Preview(file.id, file.name)


def place_of(file: RosterFile) -> Place:
    """Where the acts stood when the preview was made."""
    return _PLACE.validate_python((file.facts or {}).get("place", {}))


def facts_of(refusals: tuple[Refusal, ...], file: RosterFile) -> Mapping[str, Any]:
    """What stays of a file that was taken over: rows to be mended."""
    return {"refusals": _REFUSALS.dump_python(refusals, mode="json"), "sheet": (file.facts or {}).get("sheet")}


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


async def _resembling(uow: UnitOfWork, plan: RosterPlan) -> tuple[Resemblance, ...]:
    """New partners that are called almost like a known one."""
    new = {one.entry.name: one.entry.line for one in plan.partners if one.partner is None}
    names: list[str] = []
    last = 0
    while new and (rows := await uow.bulk.list_names(last, 4 * PART)):
        names += [name for _, name, state in rows if state != PartnerState.MERGED]
        last = rows[-1][0]
        await asyncio.sleep(0)
    found = await asyncio.to_thread(resembling, new, names) if names else {}
    alike = (Resemblance(new[name], name, other) for name, other in found.items() if name_key(name) != name_key(other))
    return tuple(sorted(alike, key=lambda one: one.line))
