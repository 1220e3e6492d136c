"""Promises in the database."""

from datetime import date

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain.promises import Promise
from bot.domain.words import PromiseState
from bot.storage.columns import Base, Id
from bot.storage.rows import TableRows


class PromiseRow(Base):
    """Something that we said we would do."""

    __tablename__ = "promises"
    __table_args__ = (Index(None, "state", "due_on"),)
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    partner_id: Mapped[int] = mapped_column(ForeignKey("partners.id"), index=True)
    text: Mapped[str]
    due_on: Mapped[date]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    interaction_id: Mapped[int | None] = mapped_column(ForeignKey("interactions.id", ondelete="SET NULL"))
    state: Mapped[PromiseState]
    made_on: Mapped[date | None]
    settled_on: Mapped[date | None]


class PromiseRows(TableRows[Promise]):
    """The book of promises."""

    entity = Promise
    row = PromiseRow
