"""Messages that the bot owes somebody."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from bot.domain.words import NoticeKind, NoticeState


@dataclass(frozen=True, slots=True)
class Notice:
    """Facts, not sentences: the Messenger renders them at sending. ``key`` is unique: the same notice is owed once.

    ``not_before``, ``claimed_until`` are machine time (UTC); ``due_on`` is the business day it belongs to.
    """

    kind: NoticeKind
    key: str
    staff_id: int | None = None
    chat_id: int | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)
    due_on: date | None = None
    state: NoticeState = NoticeState.WAITING
    attempts: int = 0
    not_before: datetime | None = None
    claimed_until: datetime | None = None
    claim_token: str | None = None
    sent_at: datetime | None = None
    message_id: int | None = None
    failure: str | None = None
    id: int = 0
