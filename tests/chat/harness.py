"""The bot under test: the real library, the rooms and the database, over HTTP to the sandbox's server.

No loop runs in the background: ``settle`` hands the updates that wait to the dispatch, one after the other, until
nothing more comes. What jobs and notices do is not part of it.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import telegram
from pydantic import SecretStr
from sqlalchemy import Dialect

from bot.app import App
from bot.chat.dispatch import Dispatch
from bot.chat.house import House
from bot.chat.incoming import WANTED
from bot.chat.menu import offer
from bot.chat.request import TelegramRequest
from bot.chat.rooms import make_router
from bot.chat.router import Room, Router
from bot.domain.clock import FixedClock
from bot.domain.partners import Partner
from bot.domain.people import Person as PersonThere
from bot.domain.staff import Staff
from bot.domain.words import Role, StaffState
from bot.sandbox.accounts import User
from bot.sandbox.chats import Message
from bot.sandbox.queries import Query
from bot.sandbox.server import BotApiServer
from bot.sandbox.world import World
from bot.settings import Settings

MONDAY = datetime(2026, 11, 23, 8, 0, tzinfo=ZoneInfo("Asia/Jakarta"))
"""When a test begins, unless it moves the clock."""
NAMED = (Partner, PersonThere)
UNCHANGED = (
    "Bad Request: message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)
"""What pressing twice comes to: the bot does not know what a message shows, and the server does."""
_WRITTEN: dict[str, tuple[Dialect, Any]] = {}
"""By kind of database: the statements as text, which else each test's engine would write anew, and who wrote them."""
LISTENED_TO = list(WANTED)


@dataclass
class BotUnderTest:
    """A bot, its database and its world. ``strict`` False lets a test end with refused calls or unanswered presses."""

    world: World
    app: App
    clock: FixedClock
    library: telegram.Bot
    router: Router
    strict: bool = True
    heard: telegram.Update | None = None
    after: int | None = None

    @property
    def house(self) -> House:
        """Ports and facts, as the rooms are given them."""
        return self.app.house_of(self.world.bot.username)

    @property
    def dispatch(self) -> Dispatch:
        """What answers an update."""
        return Dispatch(self.house, self.router, self.library)

    async def settle(self) -> None:
        """Answers the updates that wait, and those that come of them, until nothing waits."""
        while waiting := await self._waiting():
            for update in waiting:
                self.heard = update
                await self.dispatch(update, False)

    async def redo(self) -> None:
        """Does the update answered last a second time, as after a kill. Its press may be answered by then."""
        assert self.heard is not None
        before = len(self.world.refused)
        await self.dispatch(self.heard, True)
        again = [self.world.refused.pop() for _ in range(len(self.world.refused) - before)]
        self.world.refused.extend(call for call in reversed(again) if call.method != "answerCallbackQuery")

    async def skip(self) -> None:
        """Forgets the updates that wait, unanswered."""
        while await self._waiting():
            pass

    async def put(self, *rows: Any) -> list[Any]:
        """Keeps rows of any nouns; gives them back with their ids. New names are told to the search."""
        async with self.app.storage.write() as uow:
            books = {book.entity: book for book in vars(uow).values() if hasattr(book, "entity")}
            kept = [await books[type(row)].add(row) for row in rows]
            touched = {row.id if isinstance(row, Partner) else row.partner_id for row in kept if type(row) in NAMED}
            await uow.search.touch(touched)
            await uow.commit()
        return kept

    async def all(self, kind: type[Any]) -> list[Any]:
        """All rows of a noun, by id."""
        async with self.app.storage.read() as uow:
            (book,) = (one for one in vars(uow).values() if getattr(one, "entity", None) is kind)
            return list(await book.list_by())

    async def colleague(
        self, name: str = "Rina", role: Role = Role.STAFF, *, language: str = "en", **fields: Any
    ) -> "Person":
        """A colleague who joined long ago, with their chat."""
        user = self.world.add_user(name, language_code=language)
        self.world.start_bot(user)
        await self.skip()
        staff = Staff(name, role, StaffState.ACTIVE, user.id, language=language, **fields)
        (kept,) = await self.put(staff)
        return Person(self, user, kept.id)

    def stranger(self, name: str = "Eko", *, language: str | None = "id") -> "Person":
        """Somebody whom the bot does not know, and who has not pressed Start."""
        return Person(self, self.world.add_user(name, language_code=language), 0)

    async def _waiting(self) -> tuple[telegram.Update, ...]:
        if self.world.bot.queue.next_id == self.after:
            return ()
        waiting = await self.library.get_updates(offset=self.after, timeout=0, allowed_updates=LISTENED_TO)
        self.after = waiting[-1].update_id + 1 if waiting else self.after
        return waiting


@dataclass
class Person:
    """Somebody in the world; each deed is answered before it returns."""

    bot: BotUnderTest
    user: User
    staff_id: int

    async def start(self, payload: str = "") -> Message:
        """Presses Start, or opens a link with a payload; gives the newest answer."""
        self.bot.world.start_bot(self.user, payload)
        return await self._answered()

    async def say(self, text: str) -> Message:
        """Types something; gives the newest answer."""
        self.bot.world.say(self.user, text)
        return await self._answered()

    async def send(self, name: str, content: bytes, caption: str = "") -> Message:
        """Sends a file; gives the newest answer."""
        self.bot.world.send_file(self.user, name, content, caption)
        return await self._answered()

    async def tap(self, label: str) -> Query:
        """Presses the newest button with this label; gives the press and what it was answered."""
        pressed = self.bot.world.tap(self.user, label)
        await self.bot.settle()
        return pressed

    async def press(self, message: Message, wire: str) -> Query:
        """Presses a button of a message, even one that is no longer shown."""
        pressed = self.bot.world.press(self.user, message.id, data=wire, stale=True)
        await self.bot.settle()
        return pressed

    @property
    def last(self) -> Message:
        """The bot's newest message in this person's chat."""
        newest = self.bot.world.last(self.user)
        assert newest is not None, self.bot.world.transcript()
        return newest

    @property
    def text(self) -> str:
        """What the newest message says, without its markup."""
        return self.last.text

    @property
    def heard(self) -> list[str]:
        """All that the bot ever said in this chat, as it stands now."""
        return [message.text for message in self.bot.world.bot_messages(self.user)]

    async def staff(self) -> Staff:
        """The colleague as the database has them."""
        async with self.bot.app.storage.read() as uow:
            found = await uow.staff.find_by_telegram(self.user.id)
        assert found is not None
        return found

    async def _answered(self) -> Message:
        await self.bot.settle()
        return self.last


@asynccontextmanager
async def bot_under_test(
    world: World, server: BotApiServer, database_url: str, rooms: list[Room] | None = None, **settings: Any
) -> AsyncIterator[BotUnderTest]:
    """The bot over a migrated database. At the end no call may have been refused and no press be unanswered."""
    clock = FixedClock(MONDAY)
    token = SecretStr(world.bot.token)
    made = Settings(_env_file=None, database_url=SecretStr(database_url), bot_token=token, **settings)
    app = replace(App.of(made), clock=clock)
    engine = app.engine.sync_engine
    if engine.dialect.name in _WRITTEN:
        engine.dialect, written = _WRITTEN[engine.dialect.name]
        engine.update_execution_options(compiled_cache=written)
    else:
        engine.update_execution_options(compiled_cache={})
    router = make_router() if rooms is None else Router(rooms)
    offer(router.commands)
    root = server.url
    async with telegram.Bot(
        world.bot.token,
        base_url=f"{root}/bot",
        base_file_url=f"{root}/file/bot",
        request=TelegramRequest(),
        get_updates_request=TelegramRequest(),
    ) as library:
        under_test = BotUnderTest(world, app, clock, library, router)
        try:
            yield under_test
            if under_test.strict:
                assert not [call for call in world.refused if call.description != UNCHANGED], world.transcript()
                assert not world.unanswered_queries(), world.transcript()
        finally:
            await app.close()
            if getattr(engine.dialect, "server_version_info", None):
                _WRITTEN[engine.dialect.name] = engine.dialect, engine.get_execution_options()["compiled_cache"]
