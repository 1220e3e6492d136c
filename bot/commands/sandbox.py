"""``rawat sandbox``: the same bot with the same handlers, over HTTP to a Bot API server of its own, in the browser."""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import delete, insert

from bot.app import App
from bot.chat.logs import set_up_logs
from bot.commands.database import SANDBOX_MARK, make_ready, mark, read_mark
from bot.commands.passing import pass_time
from bot.commands.running import Running, until_stopped
from bot.commands.sample import FIRST, MANAGER, SECOND
from bot.commands.sample_loading import load_sample
from bot.domain.errors import OperatorError
from bot.sandbox.page import Persona, chat_page
from bot.sandbox.server import BotApiServer
from bot.sandbox.world import World
from bot.storage.columns import Base
from bot.storage.engine import system_now
from bot.storage.machinery import MarkRow

TOKEN = "8080808080:SandboxSandboxSandboxSandboxSandbox"  # noqa: S105 - it opens nothing but the sandbox
CLOCK = "clock_ahead_seconds"
STRANGER = "Joko Susanto"
PEOPLE = (
    (700_000_001, MANAGER, "admin", "id"),
    (700_000_002, FIRST, "staff", "id"),
    (700_000_003, SECOND, "staff", "en"),
    (700_000_004, STRANGER, "stranger", "id"),
)


class AheadClock:
    """The business clock of the sandbox: the system's, moved ahead."""

    def __init__(self) -> None:
        self.ahead = timedelta()

    def now(self) -> datetime:
        """The business instant, in UTC."""
        return system_now() + self.ahead

    def set(self, instant: datetime) -> None:
        """Moves it so that it is *instant* now."""
        self.ahead = instant - system_now()


class Sandbox:
    """The sandbox at work; it is the page's clock, too."""

    def __init__(self, app: App, clock: AheadClock) -> None:
        self.app = app
        self.clock = clock
        # Ids grow with the system's time: a database kept over a restart takes no new update for an old one.
        self.world = World(int(system_now().timestamp()), now=self._seconds)
        self.world.add_bot(TOKEN, username="rawat_sandbox_bot", name="Rawat").inline_feedback = True
        personas = [Persona(id, name, role, language) for id, name, role, language in PEOPLE]
        for id, name, _, language in PEOPLE:
            first, _, last = name.partition(" ")
            self.world.add_user(first, last, language_code=language, user_id=id)
        self.server = BotApiServer(self.world, pages=[chat_page(personas, self)])
        self.running: Running | None = None
        self._moving = asyncio.Lock()

    @property
    def zone(self) -> ZoneInfo:
        """The organisation's zone."""
        return self.app.organisation.zone

    def now(self) -> datetime:
        """The business time."""
        return self.clock.now()

    async def move_to(self, instant: datetime) -> None:
        """Lets the time pass, morning by morning, with the jobs that fall due on the way."""
        async with self._moving:
            if self.running is None or self.running.timetable is None:
                return
            await pass_time(self.running.timetable, self.clock.now(), instant, self.clock.set)
            await mark(self.app, CLOCK, str(int(self.clock.ahead.total_seconds())))

    async def start_anew(self) -> None:
        """Empties the database and loads the sample again."""
        async with self._moving:
            await self._stop()
            async with self.app.storage.connect(writes=True) as connection:
                for table in reversed(Base.metadata.sorted_tables):
                    await connection.execute(delete(table))
                # In one commit with the emptying: without its mark, the next start would take it for a real one.
                await connection.execute(insert(MarkRow).values(name=SANDBOX_MARK, value="yes"))
                await connection.commit()
            self.app.forget()
            self.clock.ahead = timedelta()
            self.world.bot.queue.confirm_before(self.world.bot.queue.next_id)
            await self._begin(fresh=True)

    async def open(self, port: int) -> None:
        """Serves the page and starts the bot."""
        try:
            await self.server.start(port=port)
        except OSError:
            raise OperatorError(
                f"Port {port} is taken by another program; set RAWAT_SANDBOX_PORT to a free one, or 0 for any."
            ) from None
        kept = await read_mark(self.app, CLOCK)
        self.clock.ahead = timedelta(seconds=int(kept or 0))
        async with self.app.storage.read() as uow:
            fresh = not await uow.staff.count_by()
        await self._begin(fresh=fresh)

    async def close(self) -> None:
        """Stops everything."""
        await self._stop()
        await self.server.stop()

    async def _begin(self, *, fresh: bool) -> None:
        if fresh:
            await load_sample(self.app, [person for person in PEOPLE if person[2] != "stranger"])
        for id, _, role, _ in PEOPLE:
            if role != "stranger":
                self.world.start_bot(id)
        line = await self.app.connect(TOKEN, self.server.url)
        self.running = Running(self.app, line)
        await self.running.start()

    async def _stop(self) -> None:
        if self.running is not None:
            running, self.running = self.running, None
            await running.stop()

    def _seconds(self) -> int:
        return int(self.clock.now().timestamp())


async def sandbox(app: App, say: Callable[[str], None]) -> None:
    """Opens the sandbox and waits until it is stopped."""
    set_up_logs()
    clock = AheadClock()
    app.clock = clock
    await make_ready(app, sandbox=True)
    opened = Sandbox(app, clock)
    await opened.open(app.settings.sandbox_port)
    say(f"The sandbox is open at {opened.server.url}/ (no place for real data). Ctrl-C closes it.")
    try:
        if opened.running is not None:
            await until_stopped(opened.running)
    finally:
        await opened.close()
