"""Introductions in the database."""

from datetime import date

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain.introductions import Introduction
from bot.domain.words import IntroductionOutcome
from bot.storage.columns import Base, Id
from bot.storage.rows import TableRows


class IntroductionRow(Base):
    """Two partners that we brought together."""

    __tablename__ = "introductions"
    __table_args__ = (Index(None, "closed_on", "on"),)
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    partner_id: Mapped[int] = mapped_column(ForeignKey("partners.id"), index=True)
    other_id: Mapped[int] = mapped_column(ForeignKey("partners.id"), index=True)
    on: Mapped[date]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="SET NULL"), index=True)
    other_person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="SET NULL"), index=True)
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    interaction_id: Mapped[int | None] = mapped_column(ForeignKey("interactions.id", ondelete="SET NULL"))
    other_interaction_id: Mapped[int | None] = mapped_column(ForeignKey("interactions.id", ondelete="SET NULL"))
    outcome: Mapped[IntroductionOutcome | None]
    closed_on: Mapped[date | None]


class IntroductionRows(TableRows[Introduction]):
    """The book of introductions."""

    entity = Introduction
    row = IntroductionRow
