"""A whole storage in memory, behind our own ports.

``FakeStorage`` keeps what was committed; a unit of work that is not committed leaves nothing. Writing units of work
wait for each other, as on SQLite. Give it to a use case in place of the real one:

    storage = FakeStorage()
    await storage.put(Staff(...), Partner(...))    # by their class; ids are given in order
    storage.all(Reminder)                          # what is committed
"""

import asyncio
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar, cast

from bot.domain.agreements import Agreement
from bot.domain.changes import Change, ChangeSet
from bot.domain.forms import Form
from bot.domain.given_texts import GivenText
from bot.domain.interactions import Interaction
from bot.domain.introductions import Introduction
from bot.domain.mailing import MailFile, Mailing, MailRecipient, RefusedAddress
from bot.domain.notices import Notice
from bot.domain.occasions import ConfirmedFeast, Event, KeptFeast, Occasion, OwnFeast
from bot.domain.offers import SpecialOffer
from bot.domain.own_words import OwnWord
from bot.domain.partners import Partner
from bot.domain.people import Person
from bot.domain.planning.horizon import Horizon
from bot.domain.ports import Act, UnitOfWork
from bot.domain.promises import Promise
from bot.domain.reminder_steps import ReminderStep
from bot.domain.reminders import Announcement, Reminder
from bot.domain.rhythms import PartnerRhythm
from bot.domain.roster.files import RosterFile
from bot.domain.rounds import FeastRound
from bot.domain.staff import Absence, Invitation, Staff
from bot.domain.team_groups import TeamGroup
from bot.domain.templates import SilencedText, Template
from bot.domain.words import Direction, PartnerState, PromiseState, Purpose
from tests.fake_ahead import FakeAhead
from tests.fake_books import (
    FakeAnnouncements,
    FakeChangeSets,
    FakeInteractions,
    FakeKeptFeasts,
    FakeMailFiles,
    FakeMailings,
    FakeNotices,
    FakeOccasions,
    FakePartners,
    FakeReminders,
    FakeReminderSteps,
    FakeRosterFiles,
    FakeSearch,
    FakeStaff,
)
from tests.fake_figures import FakeFigures
from tests.fake_rows import FakeRows, FakeTable

E = TypeVar("E")

NOUNS: dict[str, type[Any]] = {
    "staff": Staff,
    "invitations": Invitation,
    "absences": Absence,
    "partners": Partner,
    "people": Person,
    "occasions": Occasion,
    "kept_feasts": KeptFeast,
    "confirmed_feasts": ConfirmedFeast,
    "team_groups": TeamGroup,
    "own_words": OwnWord,
    "templates": Template,
    "silenced_texts": SilencedText,
    "own_feasts": OwnFeast,
    "events": Event,
    "interactions": Interaction,
    "rhythms": PartnerRhythm,
    "agreements": Agreement,
    "promises": Promise,
    "offers": SpecialOffer,
    "introductions": Introduction,
    "reminders": Reminder,
    "reminder_steps": ReminderStep,
    "announcements": Announcement,
    "given_texts": GivenText,
    "feast_rounds": FeastRound,
    "notices": Notice,
    "forms": Form,
    "roster_files": RosterFile,
    "mailings": Mailing,
    "mail_recipients": MailRecipient,
    "mail_files": MailFile,
    "refused_addresses": RefusedAddress,
}
BOOKS: dict[str, type[FakeRows[Any]]] = {
    "staff": FakeStaff,
    "partners": FakePartners,
    "interactions": FakeInteractions,
    "occasions": FakeOccasions,
    "kept_feasts": FakeKeptFeasts,
    "reminders": FakeReminders,
    "reminder_steps": FakeReminderSteps,
    "announcements": FakeAnnouncements,
    "notices": FakeNotices,
    "roster_files": FakeRosterFiles,
    "mailings": FakeMailings,
    "mail_files": FakeMailFiles,
}
UNRECORDED = {
    *("notices", "forms", "roster_files", "feast_rounds", "reminder_steps"),
    *("mailings", "mail_files", "refused_addresses"),
}
DERIVED = {
    "occasions": {"surfaces_on"},
    "kept_feasts": {"surfaces_on"},
    "rhythms": {"counts_from", "due_on"},
}


class FakeUnitOfWork:
    """One transaction in memory."""

    def __init__(self, storage: "FakeStorage") -> None:
        self.storage = storage
        self.changes: list[Change] = []
        self.books: dict[str, FakeRows[Any]] = {
            noun: BOOKS.get(noun, FakeRows)(table, self.changes) for noun, table in storage.tables.items()
        }
        self.change_sets = FakeChangeSets(storage.change_sets)
        self.search = storage.search
        self.due = FakeDue(self.books)
        self.ahead = FakeAhead(self.books)
        self.figures = FakeFigures(self.books)

    def __getattr__(self, noun: str) -> FakeRows[Any]:
        try:
            return self.books[noun]
        except KeyError:
            raise AttributeError(noun) from None

    async def commit(self, act: Act | None = None) -> int | None:
        """Ends the transaction."""
        id = None if act is None else self.change_sets.write(act, tuple(self.changes))
        for book in self.books.values():
            book.keep()
        self.change_sets.keep()
        self.changes.clear()
        return id

    @contextmanager
    def aside(self) -> Iterator[None]:
        """What changes inside is not written down."""
        before = len(self.changes)
        yield
        del self.changes[before:]

    async def apply_undo(self, change: Change) -> bool:
        """Takes one row's change back if it still is so."""
        return self.books[change.noun].undo(change)


class FakeStorage:
    """Opens units of work in memory."""

    def __init__(self) -> None:
        self.tables: dict[str, FakeTable[Any]] = {
            noun: FakeTable(noun, entity, derived=DERIVED.get(noun, ()), records=noun not in UNRECORDED)
            for noun, entity in NOUNS.items()
        }
        self.change_sets: list[ChangeSet] = []
        self.search = FakeSearch()
        self.turn = asyncio.Lock()

    @asynccontextmanager
    async def read(self) -> AsyncIterator[UnitOfWork]:
        """For looking."""
        yield cast("UnitOfWork", FakeUnitOfWork(self))

    @asynccontextmanager
    async def write(self) -> AsyncIterator[UnitOfWork]:
        """For changing; one at a time."""
        async with self.turn:
            yield cast("UnitOfWork", FakeUnitOfWork(self))

    def passes(self, _error: Exception) -> bool:
        """Memory is never away."""
        return False

    async def put(self, *rows: Any) -> list[Any]:
        """Keeps rows, each in the book of its class; gives them back with their ids."""
        kept = []
        async with self.write() as uow:
            for row in rows:
                noun = next(noun for noun, entity in NOUNS.items() if type(row) is entity)
                kept.append(await getattr(uow, noun).add(row))
            await uow.commit()
        return kept

    def all(self, entity: type[E]) -> list[E]:
        """All committed rows of a class, by id."""
        noun = next(noun for noun, known in NOUNS.items() if known is entity)
        return [row for _, row in sorted(self.tables[noun].rows.items())]


class FakeDue:
    """What is due, over all nouns."""

    def __init__(self, books: dict[str, FakeRows[Any]]) -> None:
        self.books = books

    async def list_due(self, horizon: Horizon) -> list[int]:
        """Ids of the partners to look at."""
        active = {row.id for row in self._rows("partners") if row.state is PartnerState.ACTIVE}
        found = {row.partner_id for row in self._rows("reminders") if row.state.living}
        return sorted(found | {row.partner_id for row in self._within(horizon)} & active)

    async def look_next(self, occasions: Mapping[int, date | None], kept_feasts: Mapping[int, date | None]) -> None:
        """Sets ``surfaces_on`` of many rows."""
        for noun, days in (("occasions", occasions), ("kept_feasts", kept_feasts)):
            for id, day in days.items():
                self.books[noun].rows[id] = replace(self.books[noun].rows[id], surfaces_on=day)

    def _rows(self, noun: str) -> list[Any]:
        return list(self.books[noun].rows.values())

    def _within(self, horizon: Horizon) -> list[Any]:
        surfacing = [*self._rows("occasions"), *self._rows("kept_feasts")]
        return [
            *(row for row in self._rows("rhythms") if row.due_on is not None and row.due_on <= horizon.today),
            *(row for row in surfacing if row.surfaces_on is None or row.surfaces_on <= horizon.today),
            *(row for row in self._rows("promises") if _open_promise(row) and row.due_on <= horizon.promises_until),
            *(row for row in self._rows("agreements") if not row.closed_on and row.to_on <= horizon.agreements_until),
            *(row for row in self._rows("offers") if horizon.today <= row.ends_on <= horizon.offers_until),
            *(row for row in self._rows("introductions") if _open_introduction(row, horizon)),
            *(row for row in self._rows("events") if row.on >= horizon.events_since),
            *(row for row in self._rows("interactions") if _open_ask(row, horizon)),
        ]


def _open_promise(row: Promise) -> bool:
    return row.state is PromiseState.OPEN


def _open_introduction(row: Introduction, horizon: Horizon) -> bool:
    return row.closed_on is None and horizon.introductions_since <= row.on <= horizon.introductions_until


def _open_ask(row: Interaction, horizon: Horizon) -> bool:
    ours = row.purpose is Purpose.ASK and row.direction is Direction.OURS and not row.mass
    return ours and row.ask_answer is None and horizon.asks_since <= row.on <= horizon.asks_until
