"""News by e-mail in the database."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, LargeBinary, String, delete, func, select
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain.mailing import MailFile, Mailing, MailRecipient, RefusedAddress
from bot.domain.words import Channel, MailingState, MailState
from bot.storage.columns import Base, Id
from bot.storage.rows import TableRows


class MailingRow(Base):
    """News for many, or one mail of its own."""

    __tablename__ = "mailings"
    __table_args__ = (Index(None, "staff_id", "state"), Index(None, "state"))
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    mark: Mapped[str] = mapped_column(String(40))
    subject: Mapped[str | None]
    body: Mapped[str]
    audience: Mapped[dict[str, Any]]
    state: Mapped[MailingState]
    single: Mapped[bool]
    facts: Mapped[dict[str, Any]]
    chat_id: Mapped[int | None]
    message_id: Mapped[int | None]
    made_at: Mapped[datetime | None]
    begun_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    tested_at: Mapped[datetime | None]
    trouble: Mapped[str | None] = mapped_column(String(20))
    not_before: Mapped[datetime | None]
    tries: Mapped[int]
    runs: Mapped[int]


class MailRecipientRow(Base):
    """One who gets it. No foreign keys to partner and person: it outlives what is merged, taken back or erased."""

    __tablename__ = "mail_recipients"
    __table_args__ = (Index(None, "mailing_id", "state"), Index(None, "state", "channel"))
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    mailing_id: Mapped[int] = mapped_column(ForeignKey("mailings.id"))
    partner_id: Mapped[int | None] = mapped_column(index=True)
    person_id: Mapped[int | None] = mapped_column(index=True)
    channel: Mapped[Channel]
    address: Mapped[str | None]
    test: Mapped[bool]
    state: Mapped[MailState]
    reason: Mapped[str | None]
    interaction_id: Mapped[int | None]
    attempts: Mapped[int]
    not_before: Mapped[datetime | None]
    claimed_until: Mapped[datetime | None]
    claim_token: Mapped[str | None] = mapped_column(String(40))
    ended_at: Mapped[datetime | None]


class MailFileRow(Base):
    """A picture or a document that goes along."""

    __tablename__ = "mail_files"
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    mailing_id: Mapped[int] = mapped_column(ForeignKey("mailings.id"), index=True)
    name: Mapped[str]
    mime: Mapped[str] = mapped_column(String(120))
    size: Mapped[int]
    content: Mapped[bytes] = mapped_column(LargeBinary)


class RefusedAddressRow(Base):
    """An address that there is not."""

    __tablename__ = "refused_addresses"
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    address: Mapped[str] = mapped_column(String(320), unique=True)
    on: Mapped[date]
    reason: Mapped[str]


class MailingRows(TableRows[Mailing]):
    """The book of mailings. They move by themselves, so they stay out of change sets."""

    entity = Mailing
    row = MailingRow
    records = False

    async def forget_drafts_until(self, at: datetime) -> int:
        """Forgets what was begun until then and never sent; gives how many."""
        row = MailingRow
        old = select(row.id).where(row.state == MailingState.DRAFT, row.made_at <= at)
        for hanging in (MailRecipientRow, MailFileRow):
            await self.connection.execute(delete(hanging).where(hanging.mailing_id.in_(old)))
        gone = await self.connection.execute(delete(row).where(row.state == MailingState.DRAFT, row.made_at <= at))
        return int(gone.rowcount)


class MailRecipientRows(TableRows[MailRecipient]):
    """The book of recipients; the machinery's own columns stay out of change sets."""

    entity = MailRecipient
    row = MailRecipientRow
    derived = frozenset({"attempts", "not_before", "claimed_until", "claim_token", "ended_at"})

    async def count_states(self, mailing_id: int) -> dict[tuple[Channel, MailState], int]:
        """How many there are of each channel and state, tests left out."""
        row = MailRecipientRow
        counted = select(row.channel, row.state, func.count()).where(row.mailing_id == mailing_id, row.test.is_(False))
        found = await self.connection.execute(counted.group_by(row.channel, row.state))
        return {(channel, state): int(count) for channel, state, count in found.all()}


class MailFileRows(TableRows[MailFile]):
    """The book of what goes along."""

    entity = MailFile
    row = MailFileRow
    records = False

    async def sizes(self, mailing_id: int) -> list[MailFile]:
        """Those of a mailing without what is in them, by id."""
        row = MailFileRow
        asked = select(row.name, row.mime, row.size, row.id).where(row.mailing_id == mailing_id).order_by(row.id)
        found = (await self.connection.execute(asked)).all()
        return [MailFile(mailing_id, name, mime, size, b"", id) for name, mime, size, id in found]

    async def forget_ended_until(self, at: datetime) -> int:
        """Forgets what went along with mailings that ended until then; gives how many."""
        over = select(MailingRow.id).where(MailingRow.ended_at <= at)
        gone = await self.connection.execute(delete(MailFileRow).where(MailFileRow.mailing_id.in_(over)))
        return int(gone.rowcount)


class RefusedAddressRows(TableRows[RefusedAddress]):
    """The book of addresses that there are not."""

    entity = RefusedAddress
    row = RefusedAddressRow
    records = False
