"""The organisation's own words in the database."""

from sqlalchemy import String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain.own_words import OwnWord
from bot.storage.columns import Base, Id
from bot.storage.rows import TableRows


class OwnWordRow(Base):
    """A word, and what it says of a contact."""

    __tablename__ = "own_words"
    __table_args__ = (UniqueConstraint("text"),)
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    text: Mapped[str] = mapped_column(String(40))
    meaning: Mapped[str] = mapped_column(String(32))


class OwnWordRows(TableRows[OwnWord]):
    """The book of own words."""

    entity = OwnWord
    row = OwnWordRow
