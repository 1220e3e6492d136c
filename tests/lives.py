"""A bot that is killed again and again, and started anew, over a world that lives on."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from multiprocessing.process import BaseProcess
from typing import Any

from bot.sandbox.server import BotApiServer
from bot.sandbox.world import World
from bot.storage.engine import make_engine
from bot.storage.outbox import SqlNoticeOutbox
from bot.storage.slots import A_SECOND
from bot.storage.unit_of_work import SqlStorage
from bot.storage.updates import SqlUpdateInbox
from tests.killing import begin, ended

LONG_AGO = "2000-01-01 00:00:00.000000"
LOOKS = 100
"""So often it is looked before a pause is let pass."""


@dataclass
class Bot:
    """The bot's process: killed at its steps, one life after the other, and started again as an operator would."""

    world: World
    server: BotApiServer
    storage: SqlStorage
    url: str
    steps: list[int]
    may_fail: int = 0
    a_second: int = A_SECOND
    alone: bool = True
    kills: int = 0
    failures: list[int] = field(default_factory=list)
    process: BaseProcess | None = None

    async def live(self) -> None:
        """Runs until it is cancelled."""
        while True:
            step = self.steps.pop(0) if self.steps else 0
            process = self.process = begin(self.url, self.server.url, self.world.bot.token, step, self.a_second)
            try:
                code = await ended(process)
            finally:
                process.kill()
            if code == -signal.SIGKILL:
                self.kills += 1
            elif code == 1 and len(self.failures) < self.may_fail:
                # It was refused at the start, and said so: whoever looks after it starts it again.
                self.failures.append(code)
                self.steps.insert(0, step)
            else:
                self.failures.append(code)
                return
            if self.alone:
                await self._let_time_pass()

    async def freeze(self, seconds: float) -> None:
        """Stops the process where it is, and lets it go on after so long."""
        assert self.process is not None
        assert self.process.pid is not None
        os.kill(self.process.pid, signal.SIGSTOP)
        try:
            await asyncio.sleep(seconds)
        finally:
            os.kill(self.process.pid, signal.SIGCONT)

    async def _let_time_pass(self) -> None:
        """What was claimed or leased when the kill came runs out: a minute, without waiting for it."""
        await self.past(("leases", "until"), ("updates", "claimed_until"), ("notices", "claimed_until"))

    async def past(self, *columns: tuple[str, str]) -> None:
        """Lets what waits for an instant in these columns wait no longer."""
        async with self.storage.connect(writes=True) as connection:
            for table, column in columns:
                statement = f"update {table} set {column} = '{LONG_AGO}' where {column} is not null"
                await connection.exec_driver_sql(statement)
            await connection.commit()


@asynccontextmanager
async def living(
    world: World, server: BotApiServer, url: str, steps: list[int], may_fail: int = 0, **settings: Any
) -> AsyncIterator[Bot]:
    """A bot that lives. *alone*: whatever a kill leaves claimed is free at once; beside others it has to run out."""
    engine = make_engine(url)
    bot = Bot(world, server, SqlStorage(engine), url, steps, may_fail, **settings)
    task = asyncio.create_task(bot.live())
    try:
        yield bot
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        await engine.dispose()
        assert len(bot.failures) <= bot.may_fail, "the bot ended by itself"


async def nothing_waits(bot: Bot, patience: float) -> None:
    """Returns when every update is done and every notice is sent.

    A notice that was unlucky many times pauses for minutes: that is not waited for.
    """
    inbox, outbox, looks = SqlUpdateInbox(bot.storage), SqlNoticeOutbox(bot.storage), 0
    async with asyncio.timeout(patience):
        while await inbox.count_waiting() or await outbox.count_waiting():
            looks += 1
            if looks % LOOKS == 0:
                await bot.past(("notices", "not_before"))
            await asyncio.sleep(0.02)
