"""The books of a unit of work: what can be asked of the rows of each noun beside the ordinary."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Protocol

from bot.domain.changes import Change, ChangeSet, Place, Ranges
from bot.domain.interactions import Interaction
from bot.domain.mailing import MailFile, Mailing, MailRecipient
from bot.domain.notices import Notice
from bot.domain.occasions import KeptFeast, Occasion
from bot.domain.partners import Partner
from bot.domain.planning.horizon import Horizon
from bot.domain.reminder_steps import ReminderStep
from bot.domain.reminders import Announcement, Reminder
from bot.domain.roster.files import RosterFile
from bot.domain.rows import Rows
from bot.domain.staff import Staff
from bot.domain.words import Channel, MailState, NoticeKind, Role


class StaffBook(Rows[Staff], Protocol):
    """Colleagues."""

    async def find_by_telegram(self, telegram_id: int) -> Staff | None:
        """The colleague with this account."""
        ...

    async def list_active(self, role: Role = Role.STAFF) -> list[Staff]:
        """Active colleagues with at least this role, by id."""
        ...


class PartnerBook(Rows[Partner], Protocol):
    """Partners."""

    async def list_named(self, *, offset: int, limit: int, **where: Any) -> list[Partner]:
        """A page of those that ``list_by`` would give, by name."""
        ...

    async def list_ids_named(self, **where: Any) -> list[int]:
        """The ids of those that ``list_by`` would give, by name."""
        ...

    async def count_each(self, field: str, **where: Any) -> dict[Any, int]:
        """How many of those that ``list_by`` would give hold each value of a column."""
        ...


class ReminderBook(Rows[Reminder], Protocol):
    """Reminders."""

    async def add_new(self, rows: Iterable[Reminder]) -> list[Reminder]:
        """Keeps those whose identity is new; gives back the ones kept. Doing it twice keeps them once."""
        ...

    async def list_living(self, *, staff_ids: Iterable[int | None] | None = None) -> list[Reminder]:
        """Planned, open and snoozed ones, of these colleagues or of all."""
        ...

    async def count_openings(self, staff_id: int | None) -> int:
        """How many rhythm reminders were ever opened for this colleague (None: for nobody)."""
        ...

    async def list_settled(self, start: date, end: date) -> list[Reminder]:
        """Done, skipped, expired ones whose answer (or last day) falls from start to end, both included."""
        ...

    async def list_opened(self, until: date) -> list[Reminder]:
        """Living ones that were opened by then."""
        ...

    async def find_by_identity(self, identity: tuple[int, Any, str, str]) -> Reminder | None:
        """The reminder with this identity."""
        ...


class ReminderStepBook(Rows[ReminderStep], Protocol):
    """What planning did with reminders."""

    async def forget_before(self, day: date) -> int:
        """Forgets older steps; gives how many."""
        ...


class AnnouncementBook(Rows[Announcement], Protocol):
    """What was announced."""

    async def add_new(self, rows: Iterable[Announcement]) -> list[Announcement]:
        """Keeps those that are new by (reminder, stage, mark); gives back the ones kept."""
        ...


class OccasionBook(Rows[Occasion], Protocol):
    """Days that matter."""

    async def look_anew(self, month: int) -> list[int]:
        """Asks planning to look at all days of a Hijri month, which was confirmed; gives their partners' ids."""
        ...


class KeptFeastBook(Rows[KeptFeast], Protocol):
    """Feasts that people keep."""

    async def look_anew(self, feast: str) -> None:
        """Asks planning to look at everybody who keeps this feast: its day was confirmed or moved."""
        ...


class RosterFileBook(Rows[RosterFile], Protocol):
    """Files in staging."""

    async def forget_read_until(self, at: datetime) -> int:
        """Forgets files that were read until then, without looking into them; gives how many."""
        ...


class MailingBook(Rows[Mailing], Protocol):
    """News by e-mail."""

    async def forget_drafts_until(self, at: datetime) -> int:
        """Forgets what was begun until then and never sent; gives how many."""
        ...


class MailRecipientBook(Rows[MailRecipient], Protocol):
    """Those who get it."""

    async def count_states(self, mailing_id: int) -> dict[tuple[Channel, MailState], int]:
        """How many there are of each channel and state, tests left out."""
        ...


class MailFileBook(Rows[MailFile], Protocol):
    """What goes along."""

    async def sizes(self, mailing_id: int) -> list[MailFile]:
        """Those of a mailing without what is in them, by id."""
        ...

    async def forget_ended_until(self, at: datetime) -> int:
        """Forgets what went along with mailings that ended until then; gives how many."""
        ...


class DueBook(Protocol):
    """What is due, over all nouns."""

    async def list_due(self, horizon: Horizon) -> list[int]:
        """Ids of partners with a living reminder, and of active ones with something inside the horizon, in order."""
        ...

    async def look_next(self, occasions: Mapping[int, date | None], kept_feasts: Mapping[int, date | None]) -> None:
        """Sets ``surfaces_on`` of many rows at once, by their ids."""
        ...


class InteractionBook(Rows[Interaction], Protocol):
    """Interactions."""

    async def list_of(
        self, partner_id: int, *, since: date | None = None, limit: int | None = None
    ) -> list[Interaction]:
        """A partner's, the newest first."""
        ...

    async def list_between(self, start: date, end: date) -> list[Interaction]:
        """All from start to end, both included, by day."""
        ...

    async def newest_by_purpose(
        self, partner_ids: Iterable[int] | None = None, until: date | None = None
    ) -> list[Interaction]:
        """For each partner, purpose, direction and mass: the newest one (facts for care levels; notes left out)."""
        ...


class NoticeBook(Rows[Notice], Protocol):
    """Notices."""

    async def owe(self, notice: Notice) -> Notice | None:
        """Keeps a notice unless its key is known; None then."""
        ...

    async def forget_facts(self, sent_before: datetime, *, but: NoticeKind) -> int:
        """Empties the facts of what was sent earlier, of all kinds but one; gives how many that were.

        What belongs to a business day is as old as that day; the rest, as the machine sent it.
        """
        ...


class ChangeBook(Protocol):
    """Change sets."""

    async def find_by_key(self, key: str) -> ChangeSet | None:
        """The act done under this key."""
        ...

    async def get(self, id: int) -> ChangeSet:
        """One act."""
        ...

    async def list_of(self, staff_id: int, since: datetime, limit: int = 20) -> list[ChangeSet]:
        """A colleague's acts since then that are not undone and are no undoing, the newest first."""
        ...

    async def list_about(self, partner_id: int, limit: int = 50) -> list[ChangeSet]:
        """The newest acts about a partner, whoever did them, the newest first."""
        ...

    async def place(self) -> Place:
        """Where the acts stand now."""
        ...

    async def list_since(self, place: Place) -> list[ChangeSet]:
        """The acts that were committed since then, in order."""
        ...

    async def outcomes_of(self, act: str) -> list[Mapping[str, Any]]:
        """What came of all acts of this name that were not taken back, as far as it is remembered, the newest first."""
        ...

    async def mark_undone(self, id: int, at: datetime) -> None:
        """Says that an act was taken back."""
        ...

    async def forget_days(self, person_ids: Collection[int], partner_ids: Collection[int]) -> int:
        """Blanks the days of these people at these partners, in whatever act they came or went; gives how many acts."""
        ...

    async def forget_person(
        self, person_id: int, partner_ids: Collection[int], rows: Collection[tuple[str, int]]
    ) -> int:
        """Blanks what acts at these partners, and imports, hold of a person and of these *rows*; gives how many acts.

        Of an act that was about little else nothing is left but that it was done.
        """
        ...

    async def forget_values(self, before: datetime, nouns: Collection[str], limit: int) -> int:
        """Blanks the changes of these nouns, and what was answered, in at most *limit* older acts; gives how many."""
        ...


class SearchBook(Protocol):
    """Tells the search what changed."""

    async def touch(self, partner_ids: Iterable[int]) -> None:
        """The names of these partners or their people changed."""
        ...


class BulkBook(Protocol):
    """Very many rows of any noun in few statements. Rows added are written down by their ids alone."""

    async def draw_ids(self, noun: str, count: int) -> list[int]:
        """Ids that nobody had or will get. Drawn ones are gone once this is committed, used or not."""
        ...

    def packed(self, noun: str, rows: Iterable[Any]) -> Sequence[tuple[Any, ...]]:
        """Rows with their ids, made ready for ``add``: this is the work that is done before the transaction."""
        ...

    async def add(self, noun: str, parts: Sequence[Sequence[tuple[Any, ...]]]) -> None:
        """Keeps rows that were made ready, part by part."""
        ...

    async def change(self, changes: Sequence[Change], derived: Iterable[tuple[str, int, Mapping[str, Any]]]) -> None:
        """Writes changes of rows that are there, and *derived* fields (noun, id, fields), not written down."""
        ...

    async def remove(self, noun: str, ids: Iterable[int], removed: Sequence[Change] = ()) -> None:
        """Forgets rows; *removed* is what is written down of it."""
        ...

    def note_removed(self, noun: str, ids: Iterable[int]) -> None:
        """Writes down that very many rows went, by their ids alone."""
        ...

    async def remove_by(self, noun: str, name: str, ids: Iterable[int]) -> None:
        """Forgets the rows that hang on these by the column *name*, without a trace: what planning made."""
        ...

    async def remove_of(self, noun: str, added: Ranges, partners: Ranges) -> int:
        """Forgets rows within *added* that belong to these partners; gives how many."""
        ...

    async def remove_planned_of(self, partners: Ranges) -> None:
        """Forgets what planning made of these partners, without a trace."""
        ...

    async def hold(self, noun: str, ids: Iterable[int]) -> None:
        """Keeps others from changing these rows until the end."""
        ...

    async def values_of(self, noun: str, names: Sequence[str], ids: Iterable[int]) -> dict[int, dict[str, Any]]:
        """Fields of many rows as plain values, by id; rows that are gone are missing."""
        ...

    async def hanging_on(self, noun: str, added: Ranges, own: Mapping[str, Ranges], but: Iterable[str]) -> set[int]:
        """Ids within *added* on which rows hang that are not *own*; those of the nouns in *but* do not count."""
        ...

    async def lock_imports(self) -> None:
        """One import at a time."""
        ...

    async def restore(self, noun: str, values: Mapping[int, Mapping[str, Any]]) -> None:
        """Sets fields of many rows, by id, from plain values, without writing it down."""
        ...

    async def list_names(self, after: int, limit: int) -> list[tuple[int, str, str]]:
        """Id, name and state of the next partners by id: enough to find them by name."""
        ...

    async def ids_within(self, noun: str, added: Ranges, partner_ids: Iterable[int] | None = None) -> list[int]:
        """Ids of the rows within ranges that are still there; of these partners alone, where they are named."""
        ...
