"""Units of work: one transaction, its books, and the change set it leaves behind."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, AbstractContextManager, asynccontextmanager, nullcontext

from sqlalchemy import Executable, Table, delete, insert, select, text, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.domain.changes import Change
from bot.domain.ports import Act, UnitOfWork
from bot.storage.agreements import AgreementRows
from bot.storage.ahead import Ahead
from bot.storage.bulk import Bulk
from bot.storage.changes import ChangeSets
from bot.storage.columns import Base
from bot.storage.engine import LASTING, WRITES, is_sqlite
from bot.storage.faults import passes
from bot.storage.figures import Figures
from bot.storage.forms import FormRows
from bot.storage.given_texts import GivenTextRows
from bot.storage.interactions import InteractionRows
from bot.storage.introductions import IntroductionRows
from bot.storage.mailings import MailFileRows, MailingRows, MailRecipientRows, RefusedAddressRows
from bot.storage.notices import NoticeRows
from bot.storage.occasions import ConfirmedFeastRows, EventRows, KeptFeastRows, OccasionRows, OwnFeastRows
from bot.storage.offers import OfferRows
from bot.storage.own_words import OwnWordRows
from bot.storage.partners import PartnerRows
from bot.storage.people import PersonRows
from bot.storage.plain import plain, restored
from bot.storage.planning import DuePartners
from bot.storage.promises import PromiseRows
from bot.storage.reminder_steps import ReminderStepRows
from bot.storage.reminders import AnnouncementRows, ReminderRows
from bot.storage.rhythms import RhythmRows
from bot.storage.roster import RosterFileRows
from bot.storage.rounds import FeastRoundRows
from bot.storage.rows import Recorder
from bot.storage.search import SearchChanges
from bot.storage.staff import AbsenceRows, InvitationRows, StaffRows
from bot.storage.team_groups import TeamGroupRows
from bot.storage.templates import SilencedTextRows, TemplateRows


class SqlUnitOfWork:
    """One transaction over one connection."""

    def __init__(self, connection: AsyncConnection) -> None:
        recorder = Recorder()
        self.connection, self.recorder = connection, recorder
        self.staff = StaffRows(connection, recorder)
        self.invitations = InvitationRows(connection, recorder)
        self.absences = AbsenceRows(connection, recorder)
        self.partners = PartnerRows(connection, recorder)
        self.people = PersonRows(connection, recorder)
        self.occasions = OccasionRows(connection, recorder)
        self.kept_feasts = KeptFeastRows(connection, recorder)
        self.confirmed_feasts = ConfirmedFeastRows(connection, recorder)
        self.team_groups = TeamGroupRows(connection, recorder)
        self.own_words = OwnWordRows(connection, recorder)
        self.templates = TemplateRows(connection, recorder)
        self.silenced_texts = SilencedTextRows(connection, recorder)
        self.own_feasts = OwnFeastRows(connection, recorder)
        self.events = EventRows(connection, recorder)
        self.interactions = InteractionRows(connection, recorder)
        self.rhythms = RhythmRows(connection, recorder)
        self.agreements = AgreementRows(connection, recorder)
        self.promises = PromiseRows(connection, recorder)
        self.offers = OfferRows(connection, recorder)
        self.introductions = IntroductionRows(connection, recorder)
        self.reminders = ReminderRows(connection, recorder)
        self.reminder_steps = ReminderStepRows(connection, recorder)
        self.announcements = AnnouncementRows(connection, recorder)
        self.given_texts = GivenTextRows(connection, recorder)
        self.feast_rounds = FeastRoundRows(connection, recorder)
        self.due = DuePartners(connection)
        self.ahead = Ahead(self.occasions, self.kept_feasts, self.promises, self.agreements, self.reminders)
        self.figures = Figures(self.interactions)
        self.notices = NoticeRows(connection, recorder)
        self.forms = FormRows(connection, recorder)
        self.roster_files = RosterFileRows(connection, recorder)
        self.mailings = MailingRows(connection, recorder)
        self.mail_recipients = MailRecipientRows(connection, recorder)
        self.mail_files = MailFileRows(connection, recorder)
        self.refused_addresses = RefusedAddressRows(connection, recorder)
        self.change_sets = ChangeSets(connection)
        self.search = SearchChanges(connection)
        self.bulk = Bulk(connection, recorder)

    async def commit(self, act: Act | None = None) -> int | None:
        """Ends the transaction; with an act, writes its change set and gives its id."""
        written = self.recorder
        id = None if act is None else await self.change_sets.write(act, written.changes, written.added)
        await self.connection.commit()
        await self.bulk.give_room_back()
        written.clear()
        return id

    def aside(self) -> AbstractContextManager[None]:
        """What changes inside enters no change set."""
        return self.recorder.aside()

    async def apply_undo(self, change: Change) -> bool:
        """Takes one row's change back if the row still is as the change left it; whether it was."""
        table = Base.metadata.tables[change.noun]
        names = list(change.after or change.before or {})
        seen = select(*(table.c[name] for name in names)).where(table.c.id == change.id)
        found = (await self.connection.execute(seen.with_for_update())).one_or_none()
        now = None if found is None else plain(dict(found._mapping))
        if now != (None if change.after is None else dict(change.after)):
            return False
        try:
            async with self.connection.begin_nested():
                await self.connection.execute(_taking_back(table, change))
        except IntegrityError:
            # Something that came since hangs on the row, or took its place.
            return False
        self.recorder.changes.append(Change(change.noun, change.id, change.after, change.before))
        return True


def _taking_back(table: Table, change: Change) -> Executable:
    if change.before is None:
        return delete(table).where(table.c.id == change.id)
    values = restored(table, change.before)
    if change.after is None:
        return insert(table).values(**values)
    return update(table).where(table.c.id == change.id).values(**values)


class SqlStorage:
    """Opens units of work on an engine.

    SQLite has one writer: whoever wants to write in this process waits here, in order, instead of in the driver's
    busy loop.
    """

    def __init__(self, engine: AsyncEngine) -> None:
        self.engine = engine
        self._turn = asyncio.Lock() if is_sqlite(engine) else None

    @asynccontextmanager
    async def connect(self, *, writes: bool, lasting: bool = True) -> AsyncIterator[AsyncConnection]:
        """A connection in a transaction that is rolled back unless it is committed inside.

        What is not *lasting* outlives a kill, but not a power cut: claims, marks and turns, which are then done again.
        """
        turn: AbstractAsyncContextManager[object] = nullcontext()
        if writes and self._turn is not None:
            turn = self._turn
        async with turn, self._connected() as connection:
            if writes:
                await connection.execution_options(**{WRITES: True, LASTING: lasting})
            if not writes and self._turn is None:
                # By default each statement there sees what was committed before it; a reader sees one state.
                await connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
            await connection.begin()
            if not lasting and self._turn is None:
                await connection.execute(text("set local synchronous_commit = off"))
            yield connection

    @asynccontextmanager
    async def _connected(self) -> AsyncIterator[AsyncConnection]:
        if self._turn is None:
            async with self.engine.connect() as connection:
                yield connection
            return
        # Only a lock and the disk are waited for on SQLite: without this, who reads on and on would hold all others up.
        await asyncio.sleep(0)
        # The library closes in a task of its own, lest a cancelled one be half closed. Here closing waits for nothing.
        connection = await self.engine.connect()
        try:
            yield connection
        finally:
            await connection.close()

    @asynccontextmanager
    async def read(self) -> AsyncIterator[UnitOfWork]:
        """For looking: sees one state, changes nothing."""
        async with self.connect(writes=False) as connection:
            yield SqlUnitOfWork(connection)

    @asynccontextmanager
    async def write(self) -> AsyncIterator[UnitOfWork]:
        """For changing: takes the writer's turn at once; without ``commit`` nothing is kept."""
        async with self.connect(writes=True) as connection:
            yield SqlUnitOfWork(connection)

    def passes(self, error: Exception) -> bool:
        """Whether a fault is one of the moment: the act it stopped may come through when it is done again."""
        return passes(error)
