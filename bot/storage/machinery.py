"""Tables of the machinery: leases, send slots, the jobs' health, marks and the search's version."""

from datetime import datetime
from typing import Any

from sqlalchemy import LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage.columns import Base, Id


class LeaseRow(Base):
    """Who holds something that only one may hold, and until when (machine time)."""

    __tablename__ = "leases"
    name: Mapped[str] = mapped_column(String(60), primary_key=True)
    holder: Mapped[str | None] = mapped_column(String(60))
    until: Mapped[datetime | None]


class SendSlotRow(Base):
    """When the next send of a scope (the bot, a chat) may start (machine time)."""

    __tablename__ = "send_slots"
    scope: Mapped[str] = mapped_column(String(60), primary_key=True)
    next_at: Mapped[datetime]


class JobHealthRow(Base):
    """When a job last began, ended and failed (machine time), and up to which business instant it ran."""

    __tablename__ = "job_health"
    name: Mapped[str] = mapped_column(String(60), primary_key=True)
    began_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    failed_at: Mapped[datetime | None]
    failure: Mapped[str | None]
    ran_to: Mapped[datetime | None]
    told_at: Mapped[datetime | None]


class MarkRow(Base):
    """A word about the database itself: whose it is, where the sandbox's clock stands."""

    __tablename__ = "marks"
    name: Mapped[str] = mapped_column(String(60), primary_key=True)
    value: Mapped[str]


class SearchChangeRow(Base):
    """That the names of a partner or its people changed; the highest id is the search's version.

    ``upto`` makes it a run of partners, for those that came in together.
    """

    __tablename__ = "search_changes"
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    partner_id: Mapped[int]
    upto: Mapped[int | None]


class RosterFileRow(Base):
    """A file of partners read into staging, until it is imported or forgotten."""

    __tablename__ = "roster_files"
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    staff_id: Mapped[int | None]
    name: Mapped[str]
    rows: Mapped[str]
    read_at: Mapped[datetime]
    imported_at: Mapped[datetime | None]
    content: Mapped[bytes | None] = mapped_column(LargeBinary)
    facts: Mapped[dict[str, Any] | None]
