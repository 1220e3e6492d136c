"""The loops of a running bot: taking updates, answering them, and the jobs; started and stopped together."""

import asyncio
import gc
import logging
import signal
from collections.abc import Awaitable, Callable
from contextlib import suppress

from bot.app import App, Line
from bot.chat.menu import show_menu, show_menu_to_strangers
from bot.commands.listening import Listening
from bot.commands.watching import Watchdog, Watchman
from bot.domain.words import Role
from jobs.scheduler import Timetable

log = logging.getLogger(__name__)

ACCOUNT_EVERY = 0.5
"""Seconds between two counts of the answers that went out."""
PULSE_EVERY = 30.0
MENUS_AFTER, MENU_EVERY = 1.0, 0.05
COLLECTING = (10_000, 20, 50)
"""Objects made, and collections of the younger generation, after which each of the three generations is looked at."""


class Running:
    """A bot that runs. *bot* and *jobs* say which half, or both."""

    def __init__(self, app: App, line: Line, *, bot: bool = True, jobs: bool = True) -> None:
        self.listening = Listening(app, line, bot=bot)
        self.app = app
        self.line = line
        self.bot = bot
        self.timetable = Timetable(app) if jobs else None
        self.watchman = Watchman(app, line)
        self._tasks: list[asyncio.Task[None]] = []

    async def start(self) -> None:
        """Starts the loops; ``OperatorError`` where something cannot be listened on."""
        await self.listening.start()
        await self.watchman.begin()
        self._begin(self.watchman.run)
        self._begin(Watchdog().run)
        if self.bot:
            self._begin(self.line.poller.run if self.listening.webhook is None else self._hold_the_line)
            self._begin(self.line.processor.run)
            self._begin(self._account)
            self._begin(self._menus)
        if self.timetable is not None:
            self._begin(self.timetable.run)
        _spare_collecting()

    async def failed(self) -> None:
        """Returns when a loop ends, which it never should; raises what ended it."""
        lasting = [task for task in self._tasks if task.get_name() != "_menus"]
        if not lasting:
            await asyncio.Event().wait()
        done, _ = await asyncio.wait(lasting, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            task.result()

    async def stop(self) -> None:
        """Stops the loops; what is under way comes to its end."""
        for task in self._tasks:
            task.cancel()
        await self.listening.stop()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._tasks.clear()
        await self.line.telegram.close()
        self.app.line = None

    def _begin(self, loop: Callable[[], Awaitable[None]]) -> None:
        async def lasting() -> None:
            await loop()

        self._tasks.append(asyncio.create_task(lasting(), name=getattr(loop, "__name__", "")))

    async def _hold_the_line(self) -> None:
        """Behind a webhook nothing has to be asked for: that the loop moves is all there is to note."""
        while True:
            if self.line.poller.pulse is not None:
                await self.line.poller.pulse.well()
            await asyncio.sleep(PULSE_EVERY)

    async def _account(self) -> None:
        while True:
            await asyncio.sleep(ACCOUNT_EVERY)
            try:
                await self.line.pacing.account()
            except Exception as error:  # noqa: BLE001 - a database that is away comes back
                log.warning("answers could not be counted", extra={"error": type(error).__name__})

    async def _menus(self) -> None:
        # Hundreds of calls that nobody waits for: people who do, and a morning's notices, come first.
        await asyncio.sleep(MENUS_AFTER)
        await show_menu_to_strangers(self.line.telegram.talking)
        async with self.app.storage.read() as uow:
            staff = await uow.staff.list_active(Role.STAFF)
        for colleague in staff:
            await show_menu(self.line.telegram.talking, colleague)
            await asyncio.sleep(MENU_EVERY)


def _spare_collecting() -> None:
    """Lets the garbage collector pass over what was loaded at the start, and look less often at the rest.

    A collection of everything stops the loop for a tenth of a second and more, and finds next to nothing.
    """
    gc.freeze()
    gc.set_threshold(*COLLECTING)


async def until_stopped(running: Running) -> None:
    """Waits for Ctrl-C, a polite kill, or a loop's end."""
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        with suppress(NotImplementedError):
            loop.add_signal_handler(name, stopped.set)
    waits = [asyncio.create_task(stopped.wait()), asyncio.create_task(running.failed())]
    done, waiting = await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
    for wait in waiting:
        wait.cancel()
    for wait in done:
        wait.result()
