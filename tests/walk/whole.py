"""The whole bot as it runs: poller, processor, timetable and messenger, over HTTP to the sandbox's server."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from pydantic import SecretStr

from bot.app import App
from bot.commands.database import make_ready
from bot.commands.passing import pass_time
from bot.commands.running import Running
from bot.domain.clock import FixedClock
from bot.sandbox.accounts import User
from bot.sandbox.chats import Message
from bot.sandbox.server import BotApiServer
from bot.sandbox.world import World
from bot.settings import Settings
from jobs.scheduler import Timetable

JAKARTA = ZoneInfo("Asia/Jakarta")
PATIENCE = 20.0
"""Seconds within which a message comes: a week of messages to one chat is paced, one a second."""
SUNDAY = datetime(2026, 11, 22, 18, 0, tzinfo=JAKARTA)


@dataclass
class Whole:
    """A bot that runs, its world and its clock."""

    app: App
    world: World
    clock: FixedClock
    timetable: Timetable

    def somebody(self, name: str, language: str) -> "Somebody":
        """Somebody with an account who has not pressed Start yet."""
        return Somebody(self.world, self.world.add_user(name, language_code=language))

    async def pass_to(self, instant: datetime) -> None:
        """Lets the time pass up to then, with the jobs that fall due on the way."""
        await pass_time(self.timetable, self.clock.now(), instant, self._set)

    def _set(self, instant: datetime) -> None:
        self.clock.instant = instant


@dataclass
class Somebody:
    """Somebody at a phone; what they do is answered before it returns."""

    world: World
    user: User

    async def start(self, payload: str = "") -> Message:
        """Presses Start, or opens a link."""
        return await self.answer_to(self.world.start_bot(self.user, payload))

    async def say(self, text: str) -> Message:
        """Types something."""
        return await self.answer_to(self.world.say(self.user, text))

    async def send(self, name: str, content: bytes) -> Message:
        """Sends a file."""
        return await self.answer_to(self.world.send_file(self.user, name, content))

    async def tap(self, label: str) -> str:
        """Presses the newest button that is called so, once it is there; gives the toast when the press is answered."""
        await self.world.until(lambda: any(one.find_button(label) for one in self.world.bot_messages(self.user)))
        pressed = self.world.tap(self.user, label)
        await self.world.until(lambda: pressed.answered)
        return pressed.text or ""

    async def hears(self, *words: str) -> Message:
        """The newest message with all of these words, once it is there."""

        def found() -> Message | None:
            fitting = [m for m in self.world.bot_messages(self.user) if all(word in m.text for word in words)]
            return fitting[-1] if fitting else None

        return await self.world.until(found, PATIENCE)

    async def answer_to(self, message: Message) -> Message:
        """What the bot answers."""
        return await self.world.reply(self.user, after=message)

    @property
    def heard(self) -> list[str]:
        """All that the bot ever said."""
        return [message.text for message in self.world.bot_messages(self.user)]


@asynccontextmanager
async def whole_bot(world: World, server: BotApiServer, database_url: str) -> AsyncIterator[Whole]:
    """The bot running since Sunday, 22 November 2026, 18:00, with an empty database."""
    settings = Settings(
        _env_file=None,
        bot_token=SecretStr(world.bot.token),
        database_url=SecretStr(database_url),
        telegram_api=server.url,
        organisation="Yayasan Contoh",
    )
    clock = FixedClock(SUNDAY)
    app = App.of(settings, clock)
    await make_ready(app)
    running = Running(app, await app.connect())
    await running.start()
    assert running.timetable is not None
    try:
        yield Whole(app, world, clock, running.timetable)
    finally:
        await running.stop()
        await app.close()
