"""Agreements in the database."""

from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain.agreements import Agreement
from bot.domain.words import AgreementOutcome
from bot.storage.columns import Base, Id
from bot.storage.rows import TableRows


class AgreementRow(Base):
    """From, to, and what became of it."""

    __tablename__ = "agreements"
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    partner_id: Mapped[int] = mapped_column(ForeignKey("partners.id"), index=True)
    to_on: Mapped[date] = mapped_column(index=True)
    from_on: Mapped[date | None]
    title: Mapped[str | None]
    outcome: Mapped[AgreementOutcome]
    closed_on: Mapped[date | None]
    entered_on: Mapped[date | None]


class AgreementRows(TableRows[Agreement]):
    """The book of agreements."""

    entity = Agreement
    row = AgreementRow
