"""Forms in the chat: rows, so that a kill in the middle forgets nothing."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot.domain.words import FormKind


@dataclass(frozen=True, slots=True)
class Form:
    """One form of a colleague in a chat. ``version`` rises with each change; a press names the version it saw.

    ``fields`` holds what was filled in so far, as plain JSON; ``awaits`` names the field that the next text answers.
    ``update_id`` is the update that changed it last, so that doing that update again changes nothing.
    """

    staff_id: int
    chat_id: int
    kind: FormKind
    step: str
    fields: Mapping[str, Any] = field(default_factory=dict)
    awaits: str | None = None
    version: int = 1
    message_id: int | None = None
    update_id: int | None = None
    set_aside: bool = False
    closed: bool = False
    expires_at: datetime | None = None
    id: int = 0
