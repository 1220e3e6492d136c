"""``rawat run``: alone on a SQLite file, and taking over at once from a run that was killed."""

import asyncio
import logging
from collections.abc import AsyncIterator, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.app import App
from bot.chat.poller import LEASE_NAME
from bot.commands.run import run
from bot.domain.errors import OperatorError
from bot.domain.staff import Staff
from bot.domain.words import Role, StaffState
from bot.sandbox.server import BotApiServer
from bot.sandbox.world import World
from bot.settings import Settings
from bot.storage.alone import Alone


@pytest.fixture
async def app(sqlite_url: str, world: World, api_server: BotApiServer) -> AsyncIterator[App]:
    token = SecretStr(world.bot.token)
    settings = Settings(
        _env_file=None, database_url=SecretStr(sqlite_url), bot_token=token, telegram_api=api_server.url
    )
    app = App.of(settings)
    yield app
    await app.close()


@pytest.fixture(autouse=True)
def own_logs() -> Iterator[None]:
    """A run sets the logs up for its process; the tests' process keeps its own."""
    root = logging.getLogger()
    before, level = list(root.handlers), root.level
    yield
    root.handlers[:] = before
    root.setLevel(level)


@pytest.mark.parametrize("only", [None, "bot"])
async def test_second_run_on_a_file_is_refused_with_a_sentence(app: App, only: str | None) -> None:
    database = app.database_file
    assert isinstance(database, Path)
    first = Alone(database, "bot")
    first.hold()
    try:
        with pytest.raises(OperatorError, match="already runs"):
            await run(app, only)
    finally:
        first.let_go()


async def test_run_takes_over_at_once_from_one_that_was_killed(app: App, world: World) -> None:
    rina = world.add_user("Rina")
    world.start_bot(rina)
    async with app.storage.write() as uow:
        await uow.staff.add(Staff("Rina", Role.STAFF, StaffState.ACTIVE, telegram_id=rina.id))
        await uow.commit()
    assert await app.leases.take(LEASE_NAME, "killed", timedelta(minutes=5))
    asked = world.say(rina, "/help")
    running = asyncio.create_task(run(app, None))
    try:
        await world.reply(rina, asked, 20)
    finally:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
    assert not await app.leases.is_held(LEASE_NAME)
