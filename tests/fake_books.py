"""The nouns' own books in memory: the questions that are theirs."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from bot.domain.changes import Change, ChangeSet
from bot.domain.errors import NotFound
from bot.domain.interactions import Interaction
from bot.domain.mailing import MailFile, Mailing
from bot.domain.notices import Notice
from bot.domain.occasions import KeptFeast, Occasion
from bot.domain.partners import Partner
from bot.domain.ports import Act
from bot.domain.reminder_steps import ReminderStep
from bot.domain.reminders import Announcement, Reminder
from bot.domain.roster.files import RosterFile
from bot.domain.staff import Staff
from bot.domain.words import Calendar, MailingState, NoticeKind, NoticeState, ReminderState, Role, StaffState
from tests.fake_rows import FakeRows

SETTLED = (ReminderState.DONE, ReminderState.SKIPPED, ReminderState.EXPIRED)


class FakeStaff(FakeRows[Staff]):
    """Colleagues."""

    async def find_by_telegram(self, telegram_id: int) -> Staff | None:
        """The colleague with this account."""
        found = await self.list_by(telegram_id=telegram_id)
        return found[0] if found else None

    async def list_active(self, role: Role = Role.STAFF) -> list[Staff]:
        """Active colleagues with at least this role."""
        return [row for row in await self.list_by(state=StaffState.ACTIVE) if row.role.includes(role)]


class FakePartners(FakeRows[Partner]):
    """Partners."""

    async def list_named(self, *, offset: int, limit: int, **where: Any) -> list[Partner]:
        """A page of those that match, by name."""
        found = sorted(await self.list_by(**where), key=lambda row: (row.name.lower(), row.id))
        return found[offset : offset + limit]

    async def list_ids_named(self, **where: Any) -> list[int]:
        """The ids of those that match, by name."""
        return [row.id for row in await self.list_named(offset=0, limit=len(self.rows), **where)]

    async def count_each(self, field: str, **where: Any) -> dict[Any, int]:
        """How many of those that match hold each value of a field."""
        return dict(Counter(getattr(row, field) for row in await self.list_by(**where)))


class FakeReminderSteps(FakeRows[ReminderStep]):
    """Steps of reminders."""

    async def forget_before(self, day: date) -> int:
        """Forgets older ones."""
        old = [id for id, row in self.rows.items() if row.on < day]
        for id in old:
            del self.rows[id]
        return len(old)


class FakeReminders(FakeRows[Reminder]):
    """Reminders."""

    unique = ("partner_id", "kind", "subject", "cycle")

    async def add_new(self, rows: Iterable[Reminder]) -> list[Reminder]:
        """Keeps those whose identity is new."""
        return await self.add_unknown(rows, self.unique)

    async def list_living(self, *, staff_ids: Iterable[int | None] | None = None) -> list[Reminder]:
        """Planned, open and snoozed ones."""
        wanted = None if staff_ids is None else set(staff_ids)
        living = [row for row in self.rows.values() if row.state.living and (wanted is None or row.staff_id in wanted)]
        return sorted(living, key=lambda row: (row.due_on, row.id))

    async def count_openings(self, staff_id: int | None) -> int:
        """How many rhythm reminders were ever opened for this colleague."""
        return sum(row.of_rhythm and row.opened_on is not None for row in await self.list_by(staff_id=staff_id))

    async def list_settled(self, start: date, end: date) -> list[Reminder]:
        """Settled ones by their answer, or last day."""
        since = datetime.combine(start - timedelta(days=1), time(), UTC)
        until = datetime.combine(end + timedelta(days=2), time(), UTC)

        def within(row: Reminder) -> bool:
            if row.answered_at is not None and since <= row.answered_at <= until:
                return True
            return row.state is ReminderState.EXPIRED and row.last_on is not None and start <= row.last_on <= end

        found = [row for row in await self.list_by(state=SETTLED) if within(row)]
        return sorted(found, key=lambda row: (row.due_on, row.id))

    async def list_opened(self, until: date) -> list[Reminder]:
        """Living ones that were opened."""
        return [row for row in await self.list_living() if row.opened_on is not None and row.opened_on <= until]

    async def find_by_identity(self, identity: tuple[int, Any, str, str]) -> Reminder | None:
        """The reminder with this identity."""
        found = await self.list_by(**dict(zip(self.unique, identity, strict=True)))
        return found[0] if found else None


class FakeAnnouncements(FakeRows[Announcement]):
    """What was announced."""

    unique = ("reminder_id", "stage", "mark")

    async def add_new(self, rows: Iterable[Announcement]) -> list[Announcement]:
        """Keeps those that are new."""
        return await self.add_unknown(rows, self.unique)


class FakeOccasions(FakeRows[Occasion]):
    """Days that matter."""

    async def look_anew(self, month: int) -> list[int]:
        """Asks planning to look at the days of a Hijri month."""
        found = await self.list_by(calendar=Calendar.HIJRI, month=month)
        for row in found:
            self.rows[row.id] = replace(row, surfaces_on=None)
        return sorted({row.partner_id for row in found})


class FakeKeptFeasts(FakeRows[KeptFeast]):
    """Feasts that people keep."""

    async def look_anew(self, feast: str) -> None:
        """Asks planning to look at them again."""
        for row in await self.list_by(feast=feast):
            self.rows[row.id] = replace(row, surfaces_on=None)


class FakeInteractions(FakeRows[Interaction]):
    """Interactions."""

    async def list_of(
        self, partner_id: int, *, since: date | None = None, limit: int | None = None
    ) -> list[Interaction]:
        """A partner's, the newest first."""
        found = [row for row in await self.list_by(partner_id=partner_id) if since is None or row.on >= since]
        return sorted(found, key=lambda row: (row.on, row.id), reverse=True)[:limit]

    async def list_between(self, start: date, end: date) -> list[Interaction]:
        """All from start to end, by day."""
        found = [row for row in self.rows.values() if start <= row.on <= end]
        return sorted(found, key=lambda row: (row.on, row.id))

    async def newest_by_purpose(
        self, partner_ids: Iterable[int] | None = None, until: date | None = None
    ) -> list[Interaction]:
        """The newest days."""
        wanted = None if partner_ids is None else set(partner_ids)
        newest: dict[tuple[Any, ...], Interaction] = {}
        for row in self.rows.values():
            if until is not None and row.on > until:
                continue
            key = (row.partner_id, row.purpose, row.direction, row.mass)
            if (wanted is None or row.partner_id in wanted) and (key not in newest or newest[key].on < row.on):
                newest[key] = Interaction(row.partner_id, row.on, row.purpose, row.direction, mass=row.mass)
        return list(newest.values())


class FakeNotices(FakeRows[Notice]):
    """Notices."""

    unique = ("key",)

    async def owe(self, notice: Notice) -> Notice | None:
        """Keeps a notice unless its key is known."""
        kept = await self.add_unknown([notice], self.unique)
        return kept[0] if kept else None

    async def forget_facts(self, sent_before: datetime, *, but: NoticeKind) -> int:
        """Empties facts of what was sent earlier."""
        sent = [row for row in await self.list_by(state=NoticeState.SENT) if row.kind is not but and row.facts]
        old = [row for row in sent if _sent_on(row) < sent_before.date()]
        return len(await self.change_many([row.id for row in old], {}, facts={}))


def _sent_on(row: Notice) -> date:
    return row.due_on or (row.sent_at.date() if row.sent_at is not None else date.max)


class FakeChangeSets:
    """Acts."""

    def __init__(self, kept: list[ChangeSet]) -> None:
        self.kept = kept
        self.rows = list(kept)

    def keep(self) -> None:
        """Commits."""
        self.kept[:] = self.rows

    def write(self, act: Act, changes: tuple[Any, ...]) -> int:
        """Writes an act with its changes."""
        if act.key is not None and any(row.key == act.key for row in self.rows):
            raise ValueError(f"the act {act.key} was done already")
        id = len(self.rows) + 1
        self.rows.append(
            ChangeSet(
                act=act.name,
                at=act.at,
                key=act.key,
                staff_id=act.staff_id,
                partner_id=act.partner_id,
                changes=changes,
                outcome=dict(act.outcome),
                undo_of=act.undo_of,
                id=id,
            )
        )
        return id

    async def find_by_key(self, key: str) -> ChangeSet | None:
        """The act done under this key."""
        return next((row for row in self.rows if row.key == key), None)

    async def get(self, id: int) -> ChangeSet:
        """One act."""
        if not 0 < id <= len(self.rows):
            raise NotFound("change_sets", id)
        return self.rows[id - 1]

    async def list_of(self, staff_id: int, since: datetime, limit: int = 20) -> list[ChangeSet]:
        """A colleague's acts, the newest first."""
        own = [row for row in self.rows if row.staff_id == staff_id and row.at >= since]
        return [row for row in reversed(own) if row.undone_at is None and row.undo_of is None][:limit]

    async def list_about(self, partner_id: int, limit: int = 50) -> list[ChangeSet]:
        """The newest acts about a partner, the newest first."""
        return [row for row in reversed(self.rows) if row.partner_id == partner_id][:limit]

    async def outcomes_of(self, act: str) -> list[Mapping[str, Any]]:
        """What came of all acts of this name that were not taken back, the newest first."""
        return [row.outcome for row in reversed(self.rows) if row.act == act and row.undone_at is None]

    async def mark_undone(self, id: int, at: datetime) -> None:
        """Says that an act was taken back."""
        self.rows[id - 1] = replace(await self.get(id), undone_at=at)

    async def forget_days(self, person_ids: Collection[int], partner_ids: Collection[int]) -> int:
        """Blanks these people's days."""

        def about(one: Change) -> bool:
            known = (one.before or one.after or {}).get("person_id") in person_ids
            return one.noun in ("occasions", "kept_feasts") and known

        return self._blank(lambda row, one: about(one) and row.partner_id in {None, *partner_ids})

    async def forget_person(
        self, person_id: int, partner_ids: Collection[int], rows: Collection[tuple[str, int]]
    ) -> int:
        """Blanks what acts hold of a person."""

        def about(one: Change) -> bool:
            whose = (one.before or one.after or {}).get("person_id")
            return (one.noun, one.id) in {("people", person_id), *rows} or whose == person_id

        return self._blank(lambda row, one: about(one) and row.partner_id in {None, *partner_ids})

    async def forget_values(self, before: datetime, nouns: Collection[str], limit: int) -> int:
        """Blanks older acts."""
        self._blank(lambda row, one: row.at < before and one.noun in nouns)
        return 0

    def _blank(self, blanks: Callable[[ChangeSet, Change], bool]) -> int:
        before = list(self.rows)
        for at, row in enumerate(before):
            kept = tuple(one.without_values() if blanks(row, one) else one for one in row.changes)
            self.rows[at] = replace(row, changes=kept)
        return sum(one != other for one, other in zip(before, self.rows, strict=True))


class FakeRosterFiles(FakeRows[RosterFile]):
    """Files in staging."""

    async def forget_read_until(self, at: datetime) -> int:
        """Forgets files that were read until then."""
        old = [id for id, file in self.rows.items() if file.read_at <= at]
        for id in old:
            del self.rows[id]
        return len(old)


class FakeMailings(FakeRows[Mailing]):
    """News by e-mail."""

    async def forget_drafts_until(self, at: datetime) -> int:
        """Forgets what was begun until then and never sent."""
        drafts = [one for one in self.rows.values() if one.state is MailingState.DRAFT]
        old = [one.id for one in drafts if one.made_at is not None and one.made_at <= at]
        for id in old:
            del self.rows[id]
        return len(old)


class FakeMailFiles(FakeRows[MailFile]):
    """What goes along; nothing in memory is old enough to be forgotten."""

    async def forget_ended_until(self, _at: datetime) -> int:
        """Forgets nothing."""
        return 0


class FakeSearch:
    """Remembers what changed."""

    def __init__(self) -> None:
        self.touched: set[int] = set()

    async def touch(self, partner_ids: Iterable[int]) -> None:
        """The names changed."""
        self.touched |= set(partner_ids)
