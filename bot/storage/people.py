"""People at partners in the database."""

from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain.people import Person
from bot.domain.words import Consent, PersonState
from bot.storage.columns import Base, Id
from bot.storage.rows import TableRows


class PersonRow(Base):
    """Somebody at a partner."""

    __tablename__ = "people"
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    partner_id: Mapped[int] = mapped_column(ForeignKey("partners.id"), index=True)
    name: Mapped[str]
    salutation: Mapped[str | None]
    call_name: Mapped[str | None]
    role: Mapped[str | None]
    phone: Mapped[str | None]
    telegram: Mapped[str | None]
    email: Mapped[str | None]
    language: Mapped[str | None]
    consent: Mapped[Consent]
    undecided_until: Mapped[date | None] = mapped_column(index=True)
    state: Mapped[PersonState]
    left_on: Mapped[date | None]
    note: Mapped[str | None]
    # No foreign key: SQLite adds one by making the table anew, under those that refer to it.
    successor_id: Mapped[int | None]
    news_refused_on: Mapped[date | None]


class PersonRows(TableRows[Person]):
    """The book of people."""

    entity = Person
    row = PersonRow
