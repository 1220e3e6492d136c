"""The watchman: a half that runs nowhere is told by the other, which delivers it; a blocked loop is noticed."""

import asyncio
import threading
import time
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest
from pydantic import SecretStr

from bot.app import App
from bot.commands.watching import Watchdog, Watchman
from bot.domain.health import HALVES
from bot.domain.staff import Staff
from bot.domain.words import Role, StaffState
from bot.sandbox.server import BotApiServer
from bot.sandbox.world import World
from bot.settings import Settings

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)


@pytest.fixture
async def app(database_url: str, world: World, api_server: BotApiServer) -> AsyncIterator[App]:
    settings = Settings(
        _env_file=None,
        database_url=SecretStr(database_url),
        bot_token=SecretStr(world.bot.token),
        telegram_api=api_server.url,
    )
    app = App.of(settings)
    yield app
    await app.close()


async def test_bot_half_tells_that_no_jobs_run_and_delivers_it(app: App, world: World) -> None:
    agus = world.add_user("Agus")
    world.start_bot(agus)
    async with app.storage.write() as uow:
        await uow.staff.add(Staff("Agus", Role.ADMIN, StaffState.ACTIVE, telegram_id=agus.id, language="en"))
        await uow.commit()
    for name in HALVES["jobs"]:
        await app.health.ended(name, NOW)
    async with app.storage.connect(writes=True) as connection:
        await connection.exec_driver_sql("update job_health set ended_at = '2026-01-05 01:00:00.000000'")
        await connection.commit()
    watchman = Watchman(app, await app.connect())
    await watchman.look()
    await watchman.look()
    (told,) = world.bot_messages(agus)
    assert "rawat run --only jobs" in told.text


async def test_loop_that_does_not_move_is_noticed() -> None:
    bitten = threading.Event()
    watchdog = asyncio.create_task(Watchdog(looks=3, every=0.05, bite=bitten.set).run())
    await asyncio.sleep(0)
    over = time.monotonic() + 20
    while not bitten.is_set() and time.monotonic() < over:
        pass
    watchdog.cancel()
    assert bitten.is_set()
