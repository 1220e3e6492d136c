"""The real bot in a process of its own, which a SIGKILL ends at a step that is named beforehand.

A step is what stands before or after a commit or a call to Telegram. They are counted from outside: the product has no
hooks. Step 0 never comes. Processes are forked from one that has imported everything, so that one is there at once.
"""

import asyncio
import multiprocessing
import os
import signal
from collections.abc import Callable
from dataclasses import replace
from multiprocessing.process import BaseProcess
from typing import Any

from pydantic import SecretStr
from sqlalchemy.engine.interfaces import DBAPIConnection

from bot.app import App
from bot.chat.request import TelegramRequest
from bot.commands.running import Running, until_stopped
from bot.settings import Settings
from bot.storage import slots
from jobs import scheduler
from tests.needs import forget_own_settings


class Steps:
    """Counts steps, and kills the process at one of them."""

    def __init__(self, last: int) -> None:
        self.count = 0
        self.last = last

    def step(self) -> None:
        """One more."""
        self.count += 1
        if self.count == self.last:
            os.kill(os.getpid(), signal.SIGKILL)


def count_commits(app: App, steps: Steps) -> None:
    """Each commit is two steps: what is before it, and what is after."""
    dialect = app.engine.sync_engine.dialect
    commit: Callable[[Any], None] = dialect.do_commit

    def counted(connection: DBAPIConnection) -> None:
        steps.step()
        commit(connection)
        steps.step()

    dialect.do_commit = counted  # type: ignore[method-assign, assignment]


def count_calls(steps: Steps) -> None:
    """Each call but the polls is two steps: before it goes out, and when its answer is there."""
    call = TelegramRequest._call

    async def counted(self: TelegramRequest, url: str, *rest: Any) -> tuple[int, bytes]:
        if "/getUpdates" in url:
            return await call(self, url, *rest)
        steps.step()
        answer = await call(self, url, *rest)
        steps.step()
        return answer

    TelegramRequest._call = counted  # type: ignore[method-assign, assignment]


async def main(database: str, api: str, token: str, step: int, a_second: int = slots.A_SECOND) -> None:
    """Runs the bot, and of the jobs the delivery, which the others only feed; at most so many messages a second."""
    slots._BOT[:] = [f"bot:{number:03}" for number in range(a_second)]
    settings = Settings(_env_file=None, database_url=SecretStr(database), bot_token=SecretStr(token), telegram_api=api)
    app = App.of(settings)
    for name in set(scheduler.RUNS) - {"deliver_notices"}:
        del scheduler.RUNS[name], scheduler.EVERY[name]
    scheduler.EVERY["deliver_notices"] = 0.2
    line = await app.connect()
    line.deliver = replace(line.deliver, spacing=1 / (a_second + 1))
    running = Running(app, line)
    steps = Steps(step)
    count_commits(app, steps)
    count_calls(steps)
    try:
        await running.start()
        await until_stopped(running)
    finally:
        await running.stop()
        await app.close()


def begin(database: str, api: str, token: str, step: int, a_second: int = slots.A_SECOND) -> BaseProcess:
    """Starts the bot in a process of its own."""
    forks = multiprocessing.get_context("forkserver")
    forks.set_forkserver_preload(["tests.killing"])
    process = forks.Process(target=run, args=(database, api, token, step, a_second), daemon=True)
    process.start()
    return process


def run(database: str, api: str, token: str, step: int, a_second: int) -> None:
    """What the process does."""
    forget_own_settings()
    asyncio.run(main(database, api, token, step, a_second))


async def ended(process: BaseProcess) -> int:
    """Waits for a process without holding the loop up; gives its exit code, negative for a signal."""
    loop, over = asyncio.get_running_loop(), asyncio.Event()
    loop.add_reader(process.sentinel, over.set)
    try:
        await over.wait()
    finally:
        loop.remove_reader(process.sentinel)
    process.join()
    assert process.exitcode is not None
    return process.exitcode
