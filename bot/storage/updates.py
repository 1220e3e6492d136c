"""Incoming updates in the database: committed before the next poll, so that a kill loses nothing that anybody typed."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage.columns import Base


class UpdateRow(Base):
    """One update from Telegram. ``payload`` is forgotten once it is done: it holds people's words."""

    __tablename__ = "updates"
    __table_args__ = (Index(None, "done_at", "chat_id", "update_id"),)
    update_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    chat_id: Mapped[int]
    payload: Mapped[dict[str, Any]]
    received_at: Mapped[datetime]
    claimed_until: Mapped[datetime | None]
    claim_token: Mapped[str | None] = mapped_column(String(40))
    attempts: Mapped[int]
    done_at: Mapped[datetime | None]
    failure: Mapped[str | None]
