"""Rhythms in the database."""

from datetime import date

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain.rhythms import PartnerRhythm
from bot.domain.words import Rhythm
from bot.storage.columns import Base, Id
from bot.storage.rows import TableRows


class RhythmRow(Base):
    """Where one rhythm of one partner stands."""

    __tablename__ = "rhythms"
    __table_args__ = (UniqueConstraint("partner_id", "rhythm"),)
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    partner_id: Mapped[int] = mapped_column(ForeignKey("partners.id"))
    rhythm: Mapped[Rhythm]
    own_days: Mapped[int | None]
    counts_from: Mapped[date | None]
    skipped_on: Mapped[date | None]
    due_on: Mapped[date | None] = mapped_column(index=True)


class RhythmRows(TableRows[PartnerRhythm]):
    """The book of rhythms."""

    entity = PartnerRhythm
    row = RhythmRow
    derived = frozenset({"counts_from", "due_on"})
