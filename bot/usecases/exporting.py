"""The roster goes out: read in parts, written aside, so that others are answered meanwhile."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from bot.domain.exports import ExportFormat, HistoryRow, Report, WholeRoster
from bot.domain.feasts import known_feasts
from bot.domain.ports import Actor, Organisation, Storage, UnitOfWork
from bot.domain.rows import Rows
from bot.domain.words import PartnerState, Rhythm, Role
from bot.usecases.acting import done_before, finish, need

E = TypeVar("E")

PART = 500
"""Rows read together; on SQLite everybody else waits as long."""


@dataclass(frozen=True, slots=True)
class InRoster:
    """How much there is to take out."""

    partners: int
    archived: int
    people: int
    interactions: int


@dataclass(frozen=True, slots=True)
class Exported:
    """What went out."""

    format: ExportFormat
    partners: int
    people: int
    interactions: int = 0


@dataclass(frozen=True, slots=True)
class CountRoster:
    """How much an export would hold, for managers."""

    storage: Storage

    async def __call__(self, by: Actor) -> InRoster:
        """``NotAllowed`` for who is no manager."""
        need(by, Role.MANAGER)
        async with self.storage.read() as uow:
            return InRoster(
                partners=await uow.partners.count_by(state=PartnerState.ACTIVE),
                archived=await uow.partners.count_by(state=PartnerState.ARCHIVED),
                people=await uow.people.count_by(),
                interactions=await uow.interactions.count_by(),
            )


@dataclass(frozen=True, slots=True)
class ExportRoster:
    """Takes the whole roster out, for managers, and writes down who did."""

    storage: Storage
    organisation: Organisation

    async def __call__(self, by: Actor, format: ExportFormat, report: Report) -> Exported:
        """Hands everything to *report*, which is then finished. Reads one state of the database."""
        need(by, Role.MANAGER)
        async with self.storage.read() as uow:
            roster = await self._whole(uow, by)
            await asyncio.to_thread(report.take_roster, roster)
            contacts = await self._history(uow, report) if format.has_history else 0
        await asyncio.to_thread(report.finish)
        people = sum(len(one) for one in roster.people.values())
        outcome = Exported(format, len(roster.partners), people, contacts)
        async with self.storage.write() as uow:
            # An act without changes: nothing to take back, but personal data went out, and that is on record.
            if before := await done_before(uow, by, "export_roster", Exported):
                return before
            return await finish(uow, by, "export_roster", outcome)

    async def done(self, by: Actor) -> bool:
        """Whether this act was done before; ``NotAllowed`` for who is no manager."""
        need(by, Role.MANAGER)
        async with self.storage.read() as uow:
            return await done_before(uow, by, "export_roster", Exported) is not None

    async def _whole(self, uow: UnitOfWork, by: Actor) -> WholeRoster:
        partners = [one for one in await _all(uow.partners) if one.state is not PartnerState.MERGED]
        rhythms: defaultdict[int, dict[Rhythm, int]] = defaultdict(dict)
        async for part in _parts(uow.rhythms):
            for row in part:
                if row.own_days is not None:
                    rhythms[row.partner_id][row.rhythm] = row.own_days
        return WholeRoster(
            today=self.organisation.today(by.now),
            staff={one.id: one for one in await uow.staff.list_by()},
            partners=sorted(partners, key=lambda one: (one.name.casefold(), one.id)),
            people=await _grouped(uow.people),
            occasions=await _grouped(uow.occasions),
            kept_feasts=await _grouped(uow.kept_feasts),
            agreements=await _grouped(uow.agreements),
            rhythms=rhythms,
            feasts=known_feasts(await uow.own_feasts.list_by(), await uow.confirmed_feasts.list_by()),
        )

    async def _history(self, uow: UnitOfWork, report: Report) -> int:
        """What happened with partners, noun by noun; gives how many contacts that were."""
        books: tuple[Rows[Any], ...] = (uow.events, uow.interactions, uow.reminders, uow.promises)
        contacts = 0
        for book in books:
            async for part in _parts(book):
                rows: Sequence[HistoryRow] = part
                contacts += len(rows) if book is uow.interactions else 0
                await asyncio.to_thread(report.take_history, rows)
        return contacts


async def _parts(book: Rows[E]) -> AsyncIterator[list[E]]:
    """All rows of a book, by id, a part at a time; between two parts others go on."""
    last = 0
    while part := await book.list_after(last, PART):
        yield part
        last = _id(part[-1])
        await asyncio.sleep(0)


async def _all(book: Rows[E]) -> list[E]:
    return [row async for part in _parts(book) for row in part]


async def _grouped(book: Rows[E]) -> dict[int, list[E]]:
    """All rows of a book by their partner."""
    grouped: defaultdict[int, list[E]] = defaultdict(list)
    async for part in _parts(book):
        for row in part:
            grouped[_partner_id(row)].append(row)
    return grouped


def _id(row: Any) -> int:
    return int(row.id)


def _partner_id(row: Any) -> int:
    return int(row.partner_id)
