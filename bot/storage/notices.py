"""Notices in the database."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, and_, or_, update
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain.notices import Notice
from bot.domain.words import NoticeKind, NoticeState
from bot.storage.columns import Base, Id
from bot.storage.rows import TableRows


class NoticeRow(Base):
    """A message that the bot owes somebody."""

    __tablename__ = "notices"
    __table_args__ = (Index(None, "state", "not_before"), Index(None, "staff_id", "kind"))
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    kind: Mapped[NoticeKind]
    key: Mapped[str] = mapped_column(String(200), unique=True)
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    chat_id: Mapped[int | None]
    facts: Mapped[dict[str, Any]]
    due_on: Mapped[date | None]
    state: Mapped[NoticeState]
    attempts: Mapped[int]
    not_before: Mapped[datetime | None]
    claimed_until: Mapped[datetime | None]
    claim_token: Mapped[str | None] = mapped_column(String(40))
    sent_at: Mapped[datetime | None]
    message_id: Mapped[int | None]
    failure: Mapped[str | None]


class NoticeRows(TableRows[Notice]):
    """The book of notices. They are the machinery's, and stay out of change sets."""

    entity = Notice
    row = NoticeRow
    records = False

    async def owe(self, notice: Notice) -> Notice | None:
        """Keeps a notice unless its key is known; None then."""
        kept = await self.add_unknown([notice], ("key",))
        return kept[0] if kept else None

    async def forget_facts(self, sent_before: datetime, *, but: NoticeKind) -> int:
        """Empties facts of what was sent earlier, by its business day where it has one."""
        row = NoticeRow
        early = or_(row.due_on < sent_before.date(), and_(row.due_on.is_(None), row.sent_at < sent_before))
        old = (row.state == NoticeState.SENT, early, row.kind != but)
        full = row.facts.cast(Text()) != "{}"
        emptied = await self.connection.execute(update(row).where(*old, full).values(facts={}))
        return int(emptied.rowcount)
