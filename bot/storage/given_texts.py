"""Texts that went to somebody, in the database."""

from datetime import date

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain.given_texts import GivenText
from bot.storage.columns import Base, Id
from bot.storage.rows import TableRows


class GivenTextRow(Base):
    """That a text went to a person, or to a partner as a whole."""

    __tablename__ = "given_texts"
    __table_args__ = (Index(None, "person_id", "topic"), Index(None, "partner_id", "topic"))
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    topic: Mapped[str] = mapped_column(String(80))
    mark: Mapped[str] = mapped_column(String(16))
    given_on: Mapped[date]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    partner_id: Mapped[int | None] = mapped_column(ForeignKey("partners.id"))


class GivenTextRows(TableRows[GivenText]):
    """The book of texts that were sent."""

    entity = GivenText
    row = GivenTextRow
