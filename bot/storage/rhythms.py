"""Rhythms in the database."""

from datetime import date

from sqlalchemy import ForeignKey, String, UniqueConstraint, and_, cast, exists
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain.rhythms import PartnerRhythm
from bot.domain.words import PartnerState, Rhythm
from bot.storage.columns import Base, Id
from bot.storage.partners import PartnerRow
from bot.storage.reminders import LIVING, ReminderRow
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

    async def list_due(self, until: date) -> list[PartnerRhythm]:
        """Those of active partners with ``due_on`` up to *until* and no living reminder, by due day."""
        row = RhythmRow
        kind = cast(ReminderRow.kind, String)
        same = and_(ReminderRow.partner_id == row.partner_id, kind == cast(row.rhythm, String))
        return await self.listed(
            self.selected()
            .join(PartnerRow, PartnerRow.id == row.partner_id)
            .where(
                row.due_on <= until,
                PartnerRow.state == PartnerState.ACTIVE,
                ~exists().where(same, ReminderRow.state.in_(LIVING)),
            )
            .order_by(row.due_on, row.id)
        )
