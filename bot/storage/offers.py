"""Special offers in the database."""

from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain.offers import SpecialOffer
from bot.storage.columns import Base, Id
from bot.storage.rows import TableRows


class OfferRow(Base):
    """Something that we offered a partner's people, and until when."""

    __tablename__ = "offers"
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    partner_id: Mapped[int] = mapped_column(ForeignKey("partners.id"), index=True)
    text: Mapped[str]
    ends_on: Mapped[date] = mapped_column(index=True)
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    interaction_id: Mapped[int | None] = mapped_column(ForeignKey("interactions.id", ondelete="SET NULL"))
    made_on: Mapped[date | None]


class OfferRows(TableRows[SpecialOffer]):
    """The book of special offers."""

    entity = SpecialOffer
    row = OfferRow
