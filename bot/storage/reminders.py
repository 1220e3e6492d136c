"""Reminders and their announcements in the database."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint, and_, func, or_, select
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain.reminders import Announcement, Reminder
from bot.domain.words import RHYTHM_KINDS, ReminderKind, ReminderState, SkipReason, Stage
from bot.storage.columns import Base, Id
from bot.storage.rows import TableRows

LIVING = tuple(state for state in ReminderState if state.living)
SETTLED = (ReminderState.DONE, ReminderState.SKIPPED, ReminderState.EXPIRED)


class ReminderRow(Base):
    """One thing to do for one partner."""

    __tablename__ = "reminders"
    __table_args__ = (
        UniqueConstraint("partner_id", "kind", "subject", "cycle"),
        Index(None, "state", "due_on"),
        Index(None, "staff_id", "state"),
        Index(None, "state", "answered_at"),
    )
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    partner_id: Mapped[int] = mapped_column(ForeignKey("partners.id"))
    kind: Mapped[ReminderKind]
    subject: Mapped[str] = mapped_column(String(80))
    cycle: Mapped[str] = mapped_column(String(80))
    due_on: Mapped[date]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    ahead_on: Mapped[date | None]
    opens_on: Mapped[date | None]
    last_on: Mapped[date | None]
    state: Mapped[ReminderState]
    opened_on: Mapped[date | None]
    snoozed_until: Mapped[date | None]
    answered_at: Mapped[datetime | None]
    answered_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    skip_reason: Mapped[SkipReason | None]
    interaction_id: Mapped[int | None] = mapped_column(ForeignKey("interactions.id", ondelete="SET NULL"), index=True)
    planned_on: Mapped[date | None]


class AnnouncementRow(Base):
    """That a reminder was shown at a stage."""

    __tablename__ = "announcements"
    __table_args__ = (UniqueConstraint("reminder_id", "stage", "mark"),)
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    reminder_id: Mapped[int] = mapped_column(ForeignKey("reminders.id"))
    stage: Mapped[Stage]
    on: Mapped[date]
    mark: Mapped[str] = mapped_column(Text())


class ReminderRows(TableRows[Reminder]):
    """The book of reminders."""

    entity = Reminder
    row = ReminderRow

    async def add_new(self, rows: Iterable[Reminder]) -> list[Reminder]:
        """Keeps those whose identity is new; gives back the ones kept."""
        return await self.add_unknown(list(rows), ("partner_id", "kind", "subject", "cycle"))

    async def list_living(self, *, staff_ids: Iterable[int | None] | None = None) -> list[Reminder]:
        """Planned, open and snoozed ones, of these colleagues (None: of nobody) or of all."""
        row = ReminderRow
        query = self.selected().where(row.state.in_(LIVING))
        if staff_ids is not None:
            wanted = list(staff_ids)
            whose: Any = row.staff_id.in_([id for id in wanted if id is not None])
            query = query.where(or_(whose, row.staff_id.is_(None)) if None in wanted else whose)
        return await self.listed(query.order_by(row.due_on, row.id))

    async def count_openings(self, staff_id: int | None) -> int:
        """How many rhythm reminders were ever opened for this colleague (None: for nobody)."""
        row = ReminderRow
        opened = select(func.count()).where(row.kind.in_(RHYTHM_KINDS), row.opened_on.is_not(None))
        whose = row.staff_id.is_(None) if staff_id is None else row.staff_id == staff_id
        return int((await self.connection.execute(opened.where(whose))).scalar_one())

    async def list_settled(self, start: date, end: date) -> list[Reminder]:
        """Settled ones whose answer, or last day, falls from start to end (by UTC's days, one more on either side)."""
        row = ReminderRow
        answered = row.answered_at.between(*instants(start, end))
        lapsed = and_(row.state == ReminderState.EXPIRED, row.last_on.between(start, end))
        return await self.listed(
            self.selected().where(row.state.in_(SETTLED), or_(answered, lapsed)).order_by(row.due_on, row.id)
        )

    async def list_opened(self, until: date) -> list[Reminder]:
        """Living ones that were opened by then."""
        row = ReminderRow
        query = self.selected().where(row.state.in_(LIVING), row.opened_on <= until)
        return await self.listed(query.order_by(row.due_on, row.id))

    async def find_by_identity(self, identity: tuple[int, ReminderKind, str, str]) -> Reminder | None:
        """The reminder with this identity."""
        partner_id, kind, subject, cycle = identity
        where = self.matching({"partner_id": partner_id, "kind": kind, "subject": subject, "cycle": cycle})
        return await self.first(self.selected().where(*where))


def instants(start: date, end: date) -> tuple[datetime, datetime]:
    """From a day before to a day after: whatever the zone, the days from start to end are within."""
    since = datetime.combine(start - timedelta(days=1), time(), UTC)
    return since, datetime.combine(end + timedelta(days=2), time(), UTC)


class AnnouncementRows(TableRows[Announcement]):
    """The book of announcements."""

    entity = Announcement
    row = AnnouncementRow

    async def add_new(self, rows: Iterable[Announcement]) -> list[Announcement]:
        """Keeps those that are new by (reminder, stage, mark); gives back the ones kept."""
        return await self.add_unknown(list(rows), ("reminder_id", "stage", "mark"))
