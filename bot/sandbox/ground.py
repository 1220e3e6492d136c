"""What the sandbox's world consists of: accounts, chats, messages, queries, and the counters of ids."""

import time
from collections.abc import Callable, Iterator
from typing import Any

from bot.sandbox.accounts import Bot, User
from bot.sandbox.chats import Chat, Message
from bot.sandbox.faults import Faults
from bot.sandbox.feed import Feed
from bot.sandbox.files import FileStore
from bot.sandbox.ledger import Ledger
from bot.sandbox.limits import Limits
from bot.sandbox.queries import InlineQuery, Query
from bot.sandbox.updates import UpdateQueue

Json = dict[str, Any]

DEFAULT_EPOCH = 1_790_000_000
# As long as BotFather's, and opens nothing anywhere else.
DEFAULT_BOT = "4200000001:sandbox-of-rawat-opens-nothing-else"
_FIRST_USER_ID = 700_000_001
_FIRST_GROUP_ID = -1_002_000_000_001


class Impossible(Exception):
    """A person cannot do this in Telegram either."""


class Ground:
    """The state, and how it changes. Nothing in here knows of HTTP.

    `epoch` is in seconds since 1970 and must be later at each start over the same bot's database: first update and
    message ids are derived from it, so that nothing new carries an id of an earlier run. `now` gives the date of
    messages in seconds since 1970 (without it the world begins at `epoch` and runs on with the machine clock);
    `monotonic` is the machine clock of limits.
    """

    def __init__(
        self,
        epoch: int = DEFAULT_EPOCH,
        *,
        first_update_id: int | None = None,
        first_message_id: int | None = None,
        now: Callable[[], int] | None = None,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        began = monotonic()
        self.epoch = epoch
        self.now: Callable[[], int] = now or (lambda: epoch + int(monotonic() - began))
        self.monotonic = monotonic
        self.bots: dict[str, Bot] = {}
        self.users: dict[int, User] = {}
        self.groups: dict[int, Chat] = {}
        self.private: dict[tuple[int, int], Chat] = {}
        self.queries: dict[str, Query] = {}
        self.inline_queries: dict[str, InlineQuery] = {}
        self.feed = Feed()
        self.files = FileStore(f"{epoch:x}")
        self.ledger = Ledger()
        self.faults = Faults()
        self.limits = Limits(monotonic)
        self._first_update_id = max(1, epoch - 1_000_000_000) if first_update_id is None else first_update_id
        self._next_message_id = max(1, epoch - 1_600_000_000) if first_message_id is None else first_message_id
        self._next_query = 0
        # Called when a bot sets or removes its webhook: whoever serves the world delivers.
        self.on_webhook: Callable[[Bot], None] = lambda _bot: None

    @property
    def revision(self) -> int:
        """Grows with every change that somebody could see."""
        return self.feed.revision

    @property
    def bot(self) -> Bot:
        """The first bot: the one meant wherever none is named."""
        if not self.bots:
            raise Impossible("the world has no bot yet: add_bot first")
        return next(iter(self.bots.values()))

    def add_bot(
        self,
        token: str = DEFAULT_BOT,
        username: str = "rawat_bot",
        name: str = "Rawat",
    ) -> Bot:
        """Makes a bot as BotFather does."""
        bot = Bot(token, name, username, UpdateQueue(self._first_update_id))
        self.bots[token] = bot
        return bot

    def add_user(
        self,
        first_name: str,
        last_name: str | None = None,
        *,
        username: str | None = None,
        language_code: str | None = "id",
        user_id: int | None = None,
    ) -> User:
        """Makes a person's account. Ids are positive; without one, the next free one."""
        free = max(self.users, default=_FIRST_USER_ID - 1) + 1
        user = User(free if user_id is None else user_id, first_name, last_name, username, language_code)
        self.users[user.id] = user
        return user

    def user(self, who: User | int) -> User:
        return who if isinstance(who, User) else self.users[who]

    def private_chat(self, who: User | int, bot: Bot | None = None) -> Chat:
        """The chat between this person and the bot; it exists before anybody wrote into it."""
        user, bot = self.user(who), bot or self.bot
        key = (bot.id, user.id)
        if key not in self.private:
            self.private[key] = Chat(user.id, "private", user)
        return self.private[key]

    def find_chat(self, chat_id: int, bot: Bot | None = None) -> Chat | None:
        """The group of this id, or the bot's private chat with the person of this id."""
        if chat_id < 0:
            return self.groups.get(chat_id)
        return self.private_chat(chat_id, bot) if chat_id in self.users else None

    def chat(self, which: Chat | User | int, bot: Bot | None = None) -> Chat:
        """The chat meant: a chat, its id, or a person (their private chat). Raises KeyError where there is none."""
        if isinstance(which, Chat):
            return which
        chat = self.find_chat(which.id if isinstance(which, User) else which, bot)
        if chat is None:
            raise KeyError(which)
        return chat

    def bots_in(self, chat: Chat) -> Iterator[Bot]:
        """The bots that are in this chat now."""
        return (bot for bot in self.bots.values() if chat.has(bot.id))

    def new_group_id(self) -> int:
        return min(self.groups, default=_FIRST_GROUP_ID + 1) - 1

    def new_query_id(self) -> str:
        """An id for a query, as long as Telegram's, and of this run alone."""
        self._next_query += 1
        return str((self.epoch << 30) + self._next_query)

    def put_message(
        self, chat: Chat, sender: Json, content: Json, *, by_bot: bool, reply_to: Message | None = None
    ) -> Message:
        """Adds a message to a chat: `sender` is the Bot API's `User`, `content` the fields of its kind."""
        body: Json = {
            "message_id": self._next_message_id,
            "from": sender,
            "chat": chat.as_json(),
            "date": self.now(),
            **content,
        }
        self._next_message_id += 1
        if reply_to is not None:
            body["reply_to_message"] = {k: v for k, v in reply_to.body.items() if k != "reply_to_message"}
        message = Message(body, by_bot)
        chat.messages[message.id] = message
        self.touch(chat, message)
        return message

    def touch(self, chat: Chat, message: Message | None = None) -> None:
        """Notes that a chat (and one of its messages) changed."""
        chat.revision = self.feed.bump()
        if message is not None:
            message.revision = chat.revision

    def remove_message(self, chat: Chat, message_id: int) -> bool:
        """Takes a message away; False if it was not there."""
        if chat.messages.pop(message_id, None) is None:
            return False
        if message_id in chat.pinned:
            chat.pinned.remove(message_id)
        self.touch(chat)
        return True
