"""Presses of inline buttons, and what people type after a bot's name: questions that a bot has to answer."""

from dataclasses import dataclass, field
from typing import Any

from bot.sandbox.accounts import User

Json = dict[str, Any]


@dataclass(slots=True, eq=False)
class Query:
    """A press of an inline button, and the answer that the person sees for it.

    `revision` is the world's when it last changed; `expired` says that no answer is taken any more.
    """

    id: str
    bot_id: int
    user: User
    chat_id: int
    message_id: int
    payload: str
    revision: int = 0
    answered: bool = False
    expired: bool = False
    text: str | None = None
    show_alert: bool = False
    url: str | None = None


@dataclass(slots=True, eq=False)
class InlineQuery:
    """What a person types after the bot's name in any chat, and the results shown above it."""

    id: str
    bot_id: int
    user: User
    text: str
    offset: str = ""
    revision: int = 0
    answered: bool = False
    results: list[Json] = field(default_factory=list)
    cache_time: int = 300
    is_personal: bool = False
    next_offset: str = ""
    button: Json | None = None
