"""The world that the sandbox's server serves: Telegram, as far as one bot and its people see it, in memory.

A person's deeds come from `speaking` and `groups`; here is what a person sees, and what a test asks.
"""

import asyncio
from collections import deque
from collections.abc import Callable
from typing import Any, TypeVar

from bot.sandbox.accounts import Bot
from bot.sandbox.chats import Chat, Message
from bot.sandbox.ground import Impossible
from bot.sandbox.groups import Groups
from bot.sandbox.ledger import Call
from bot.sandbox.queries import Query
from bot.sandbox.speaking import Where, Who

Json = dict[str, Any]
T = TypeVar("T")

__all__ = ["Impossible", "World"]


class World(Groups):
    """Telegram in memory."""

    def messages(self, where: Chat | Who, *, bot: Bot | None = None) -> list[Message]:
        """The messages of a chat as a person sees them now, oldest first; deleted ones are gone."""
        return list(self.chat(where, bot).messages.values())

    def bot_messages(self, where: Chat | Who, *, bot: Bot | None = None) -> list[Message]:
        """The messages in a chat that a bot sent."""
        return [message for message in self.messages(where, bot=bot) if message.by_bot]

    def last(self, where: Chat | Who, *, bot: Bot | None = None) -> Message | None:
        """The newest message of a bot in a chat."""
        return next((m for m in reversed(self.messages(where, bot=bot)) if m.by_bot), None)

    def typing(self, where: Chat | Who, *, bot: Bot | None = None) -> str | None:
        """What the bot is just doing there ("typing"), for the five seconds that Telegram shows it."""
        action = self.chat(where, bot).action
        return action[0] if action and self.monotonic() < action[1] else None

    def tap(self, who: Who, label: str, *, chat: Where = None) -> Query:
        """Presses the newest inline button with this label (or one that contains it)."""
        place = self.chat(self.user(who) if chat is None else chat)
        for message in reversed(place.messages.values()):
            button = message.find_button(label)
            if button and "callback_data" in button:
                return self.press(who, message.id, place.id, button["callback_data"])
        raise Impossible(f"no button {label!r} in chat {place.id}\n{self.transcript(place)}")

    def commands_for(self, who: Who, *, chat: Where = None, bot: Bot | None = None) -> list[Json]:
        """The menu of commands that this person sees there (Bot API, "Determining list of commands")."""
        user, bot = self.user(who), bot or self.bot
        place = self.chat(user if chat is None else chat, bot)
        for scope in _scopes(place, user.id):
            for language in (user.language_code or "", ""):
                if (scope, language) in bot.commands:
                    return bot.commands[scope, language]
        return []

    def unanswered_queries(self) -> list[Query]:
        """Presses that no answerCallbackQuery has answered."""
        return [query for query in self.queries.values() if not query.answered]

    def answers_after(self, revision: int, who: Who) -> list[Query]:
        """Presses of this person that were answered after that revision: the toasts and alerts to show."""
        user = self.user(who)
        return [q for q in self.queries.values() if q.answered and q.revision > revision and q.user is user]

    def expire_queries(self) -> None:
        """Makes every press so old that no answer to it is taken any more."""
        for query in self.queries.values():
            query.expired = True

    @property
    def calls(self) -> deque[Call]:
        """The newest calls of all bots, oldest first."""
        return self.ledger.calls

    @property
    def refused(self) -> deque[Call]:
        """The newest calls that were refused, other than by an injected fault."""
        return self.ledger.refused

    async def until(self, holds: Callable[[], T | None], timeout: float = 5.0) -> T:
        """Waits until `holds()` is true and gives its value.

        Raises TimeoutError, with what was said, after `timeout` seconds.
        """
        try:
            async with asyncio.timeout(timeout):
                while not (value := holds()):
                    # What it asks for may lie outside of the world: look again now and then.
                    await self.feed.changed(self.revision, 0.05)
                return value
        except TimeoutError:
            raise TimeoutError(f"not within {timeout} s\n{self.transcript()}") from None

    async def reply(self, where: Chat | Who, after: Message | int, timeout: float = 5.0) -> Message:
        """The first message that a bot sends to this chat after the given message."""
        number = after if isinstance(after, int) else after.id

        def newer() -> Message | None:
            return next((m for m in self.bot_messages(where) if m.id > number), None)

        return await self.until(newer, timeout)

    def transcript(self, where: Chat | None = None, newest: int = 12) -> str:
        """The newest messages as plain lines, and what was refused: for the message of a failed test."""
        chats = [where] if where else [*self.private.values(), *self.groups.values()]
        lines = [_line(chat, message) for chat in chats for message in list(chat.messages.values())[-newest:]]
        refused = [f"refused: {call.method}: {call.description}" for call in self.refused]
        return "\n".join([*lines, *refused]) or "(nothing was said)"


def _line(chat: Chat, message: Message) -> str:
    who = "bot" if message.by_bot else message.body["from"]["first_name"]
    labels = f" {message.labels}" if message.labels else ""
    return f"[{chat.id}] {who}: {message.text}{labels}"


def _scopes(chat: Chat, user_id: int) -> list[tuple[Any, ...]]:
    """The scopes to look into, the narrowest first."""
    if chat.is_private:
        return [("chat", chat.id), ("all_private_chats",), ("default",)]
    narrow: list[tuple[Any, ...]] = [("chat_member", chat.id, user_id)]
    if chat.standings.get(user_id) in ("administrator", "creator"):
        narrow += [("chat_administrators", chat.id), ("chat", chat.id), ("all_chat_administrators",)]
    else:
        narrow += [("chat", chat.id)]
    return [*narrow, ("all_group_chats",), ("default",)]
