"""Forms in the database."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain.forms import Form
from bot.domain.words import FormKind
from bot.storage.columns import Base, Id
from bot.storage.rows import TableRows


class FormRow(Base):
    """One form of a colleague in a chat."""

    __tablename__ = "forms"
    __table_args__ = (Index(None, "staff_id", "chat_id", "closed"), Index(None, "expires_at"))
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    chat_id: Mapped[int]
    kind: Mapped[FormKind]
    step: Mapped[str]
    fields: Mapped[dict[str, Any]]
    awaits: Mapped[str | None]
    version: Mapped[int]
    message_id: Mapped[int | None]
    update_id: Mapped[int | None]
    set_aside: Mapped[bool]
    closed: Mapped[bool]
    expires_at: Mapped[datetime | None]


class FormRows(TableRows[Form]):
    """The book of forms; what is half said stays out of change sets."""

    entity = Form
    row = FormRow
    records = False
