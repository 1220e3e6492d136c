"""Feasts' rounds in the database."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain.rounds import FeastRound
from bot.storage.columns import Base, Id
from bot.storage.rows import TableRows


class FeastRoundRow(Base):
    """Where a colleague is in a feast's round."""

    __tablename__ = "feast_rounds"
    __table_args__ = (UniqueConstraint("staff_id", "feast", "cycle"),)
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    feast: Mapped[str] = mapped_column(String(40))
    cycle: Mapped[str] = mapped_column(String(40))
    reminder_id: Mapped[int | None] = mapped_column(ForeignKey("reminders.id", ondelete="SET NULL"), index=True)
    at: Mapped[datetime | None]


class FeastRoundRows(TableRows[FeastRound]):
    """The book of rounds; where somebody stands is nothing that they did."""

    entity = FeastRound
    row = FeastRoundRow
    records = False
