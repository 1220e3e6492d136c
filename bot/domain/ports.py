"""What use cases need from the floors beside them, as narrow protocols."""

from collections.abc import Mapping
from contextlib import AbstractAsyncContextManager, AbstractContextManager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from bot.domain.agreements import Agreement
from bot.domain.ahead import AheadBook
from bot.domain.books import (
    AnnouncementBook,
    BulkBook,
    ChangeBook,
    DueBook,
    InteractionBook,
    KeptFeastBook,
    MailFileBook,
    MailingBook,
    MailRecipientBook,
    NoticeBook,
    OccasionBook,
    PartnerBook,
    ReminderBook,
    ReminderStepBook,
    RosterFileBook,
    SearchBook,
    StaffBook,
)
from bot.domain.changes import Change
from bot.domain.figure_book import FigureBook
from bot.domain.forms import Form
from bot.domain.given_texts import GivenText
from bot.domain.introductions import Introduction
from bot.domain.mailing import RefusedAddress
from bot.domain.occasions import ConfirmedFeast, Event, OwnFeast
from bot.domain.offers import SpecialOffer
from bot.domain.own_words import OwnWord
from bot.domain.people import Person
from bot.domain.promises import Promise
from bot.domain.rhythms import PartnerRhythm
from bot.domain.rounds import FeastRound
from bot.domain.rows import Rows
from bot.domain.staff import Absence, Invitation, Staff
from bot.domain.team_groups import TeamGroup
from bot.domain.templates import SilencedText, Template


@dataclass(frozen=True, slots=True)
class Organisation:
    """What the operator set once for all: zone, language, country, working days, our name."""

    zone: ZoneInfo
    language: str = "id"
    country: str = "ID"
    workdays: frozenset[int] = frozenset(range(5))
    joint_leave: bool = False
    name: str | None = None

    def today(self, now: datetime) -> date:
        """The organisation's calendar day at *now*."""
        return now.astimezone(self.zone).date()


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, when (business time), and under which key; ``again`` says that the key may have been used."""

    staff: Staff
    now: datetime
    key: str | None = None
    again: bool = False


@dataclass(frozen=True, slots=True)
class Act:
    """What a unit of work is committed as. ``outcome`` is plain JSON; ``undoable`` acts are offered by ``/undo``."""

    name: str
    at: datetime
    staff_id: int | None = None
    partner_id: int | None = None
    key: str | None = None
    outcome: Mapping[str, Any] = field(default_factory=dict)
    undo_of: int | None = None


class UnitOfWork(Protocol):
    """One transaction and its books."""

    @property
    def staff(self) -> StaffBook: ...
    @property
    def invitations(self) -> Rows[Invitation]: ...
    @property
    def absences(self) -> Rows[Absence]: ...
    @property
    def partners(self) -> PartnerBook: ...
    @property
    def people(self) -> Rows[Person]: ...
    @property
    def occasions(self) -> OccasionBook: ...
    @property
    def kept_feasts(self) -> KeptFeastBook: ...
    @property
    def confirmed_feasts(self) -> Rows[ConfirmedFeast]: ...
    @property
    def team_groups(self) -> Rows[TeamGroup]: ...
    @property
    def own_words(self) -> Rows[OwnWord]: ...
    @property
    def templates(self) -> Rows[Template]: ...
    @property
    def silenced_texts(self) -> Rows[SilencedText]: ...
    @property
    def own_feasts(self) -> Rows[OwnFeast]: ...
    @property
    def events(self) -> Rows[Event]: ...
    @property
    def interactions(self) -> InteractionBook: ...
    @property
    def rhythms(self) -> Rows[PartnerRhythm]: ...
    @property
    def agreements(self) -> Rows[Agreement]: ...
    @property
    def promises(self) -> Rows[Promise]: ...
    @property
    def offers(self) -> Rows[SpecialOffer]: ...
    @property
    def introductions(self) -> Rows[Introduction]: ...
    @property
    def reminders(self) -> ReminderBook: ...
    @property
    def reminder_steps(self) -> ReminderStepBook: ...
    @property
    def announcements(self) -> AnnouncementBook: ...
    @property
    def given_texts(self) -> Rows[GivenText]: ...
    @property
    def feast_rounds(self) -> Rows[FeastRound]: ...
    @property
    def due(self) -> DueBook: ...
    @property
    def ahead(self) -> AheadBook: ...
    @property
    def figures(self) -> FigureBook: ...
    @property
    def notices(self) -> NoticeBook: ...
    @property
    def forms(self) -> Rows[Form]: ...
    @property
    def roster_files(self) -> RosterFileBook: ...
    @property
    def mailings(self) -> MailingBook: ...
    @property
    def mail_recipients(self) -> MailRecipientBook: ...
    @property
    def mail_files(self) -> MailFileBook: ...
    @property
    def refused_addresses(self) -> Rows[RefusedAddress]: ...
    @property
    def change_sets(self) -> ChangeBook: ...
    @property
    def search(self) -> SearchBook: ...
    @property
    def bulk(self) -> BulkBook: ...

    async def commit(self, act: Act | None = None) -> int | None:
        """Ends the transaction; with an act, writes its change set and gives its id."""
        ...

    def aside(self) -> AbstractContextManager[None]:
        """What changes inside enters no change set: planning's own work, which follows from what somebody did."""
        ...

    async def apply_undo(self, change: Change) -> bool:
        """Takes one row's change back if the row still is as the change left it; whether it was."""
        ...


class Storage(Protocol):
    """Opens units of work."""

    def read(self) -> AbstractAsyncContextManager[UnitOfWork]:
        """For looking: sees one state, changes nothing."""
        ...

    def write(self) -> AbstractAsyncContextManager[UnitOfWork]:
        """For changing: takes the writer's turn at once; without ``commit`` nothing is kept."""
        ...

    def passes(self, error: Exception) -> bool:
        """Whether a fault is one of the moment: the act it stopped may come through when it is done again."""
        ...
