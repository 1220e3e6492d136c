"""The organisation's own texts, and those of the bank that it switched off, in the database."""

from sqlalchemy import String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain.templates import SilencedText, Template
from bot.domain.words import Tone
from bot.storage.columns import Base, Id
from bot.storage.rows import TableRows


class TemplateRow(Base):
    """A text of the organisation's own."""

    __tablename__ = "templates"
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    topic: Mapped[str] = mapped_column(String(40), index=True)
    language: Mapped[str] = mapped_column(String(16))
    text: Mapped[str]
    tone: Mapped[Tone | None]
    active: Mapped[bool]


class SilencedTextRow(Base):
    """A text of the bank that is not used."""

    __tablename__ = "silenced_texts"
    __table_args__ = (UniqueConstraint("key", "language"),)
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    key: Mapped[str] = mapped_column(String(80))
    language: Mapped[str] = mapped_column(String(16))


class TemplateRows(TableRows[Template]):
    """The book of own texts."""

    entity = Template
    row = TemplateRow


class SilencedTextRows(TableRows[SilencedText]):
    """The book of texts that are switched off."""

    entity = SilencedText
    row = SilencedTextRow
