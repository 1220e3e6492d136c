"""Updates as Telegram gives them, raw, before anything reads them."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.domain.updates import NewUpdate, UpdateInbox

WANTED = (
    "message",
    "edited_message",
    "callback_query",
    "my_chat_member",
    "inline_query",
    "chosen_inline_result",
)
"""The kinds that the bot asks for."""


def new_update(raw: Mapping[str, Any]) -> NewUpdate:
    """An update to keep. Its chat decides about order: a press belongs to the chat of its message."""
    return NewUpdate(int(raw["update_id"]), _chat_of(raw), raw)


def is_update(raw: Any) -> bool:
    """Whether this is an update at all."""
    return isinstance(raw, dict) and isinstance(raw.get("update_id"), int)


def _chat_of(raw: Mapping[str, Any]) -> int:
    for part in raw.values():
        if not isinstance(part, dict):
            continue
        message = part.get("message")
        for holder in (part, message if isinstance(message, dict) else {}):
            chat = holder.get("chat")
            if isinstance(chat, dict) and isinstance(chat.get("id"), int):
                return int(chat["id"])
        sender = part.get("from")
        if isinstance(sender, dict) and isinstance(sender.get("id"), int):
            return int(sender["id"])
    return 0


@dataclass(frozen=True)
class TakeUpdate:
    """Keeps updates that Telegram delivers by webhook, and wakes whoever does them."""

    inbox: UpdateInbox
    kept: asyncio.Event

    async def __call__(self, body: Any) -> bool:
        """Whether it was an update; when this returns, its row is committed."""
        if not is_update(body):
            return False
        await self.inbox.keep([new_update(body)])
        self.kept.set()
        return True
