"""The timetable: each job once at the start, then by its tick; a failure ends nothing else and is written down."""

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from pydantic import SecretStr

from bot.app import App
from bot.domain.clock import FixedClock
from bot.sandbox.server import BotApiServer
from bot.sandbox.world import World
from bot.settings import Settings
from jobs import scheduler
from jobs.scheduler import EVERY, RUNS, Timetable, run_once

MONDAY = datetime(2026, 11, 23, 8, 0, tzinfo=ZoneInfo("Asia/Jakarta"))


@pytest.fixture
async def app(database_url: str, world: World, api_server: BotApiServer) -> AsyncIterator[App]:
    settings = Settings(
        _env_file=None,
        database_url=SecretStr(database_url),
        bot_token=SecretStr(world.bot.token),
        telegram_api=api_server.url,
    )
    app = App.of(settings, FixedClock(MONDAY))
    yield app
    await app.close()


def test_every_job_has_its_tick() -> None:
    assert set(RUNS) == set(EVERY)


async def test_every_job_runs_over_an_empty_database_and_its_health_says_so(app: App) -> None:
    await Timetable(app).through()
    jobs = await app.health.list_all()
    assert {job.name for job in jobs} == set(RUNS)
    assert all(job.failure is None and job.ran_to == MONDAY for job in jobs)


async def test_failing_job_is_written_down_and_ends_nothing_else(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    async def fails(_app: App, _now: datetime) -> None:
        raise ZeroDivisionError

    monkeypatch.setitem(scheduler.RUNS, "escalate", fails)
    await Timetable(app).through()
    jobs = {job.name: job for job in await app.health.list_all()}
    assert jobs["escalate"].failure == "ZeroDivisionError"
    assert jobs["tidy"].failure is None
    monkeypatch.undo()
    table = Timetable(app)
    await table.tick("escalate")
    assert {job.failure for job in await app.health.list_all()} == {None}


async def test_timetable_ticks_until_it_is_cancelled(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    ticks: list[str] = []
    twice = asyncio.Event()

    async def run(_app: App, _now: datetime, **_options: Any) -> None:
        ticks.append("tick")
        if len(ticks) >= 3:
            twice.set()

    for name in list(RUNS):
        monkeypatch.setitem(scheduler.RUNS, name, run)
        monkeypatch.setitem(scheduler.EVERY, name, 3600)
    monkeypatch.setitem(scheduler.EVERY, "deliver_notices", 0.02)
    task = asyncio.create_task(Timetable(app).run())
    await asyncio.wait_for(twice.wait(), 10)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


async def test_what_is_under_way_comes_to_its_end_when_the_timetable_stops(
    app: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, over = asyncio.Event(), asyncio.Event()

    async def nothing(_app: App, _now: datetime) -> None:
        return

    async def send(_app: App, _now: datetime) -> None:
        try:
            if passed:
                begun.set()
                await asyncio.Event().wait()
        finally:
            for _ in range(20):
                await asyncio.sleep(0)
            if passed:
                over.set()
            passed.append(True)

    passed: list[bool] = []
    for name in list(RUNS):
        monkeypatch.setitem(scheduler.RUNS, name, nothing)
        monkeypatch.setitem(scheduler.EVERY, name, 3600)
    monkeypatch.setitem(scheduler.RUNS, "deliver_notices", send)
    monkeypatch.setitem(scheduler.EVERY, "deliver_notices", 0.02)
    task = asyncio.create_task(Timetable(app).run())
    await asyncio.wait_for(begun.wait(), 10)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert over.is_set()


async def test_dry_run_of_a_job_leaves_nothing_behind(app: App) -> None:
    planned = await run_once(app, "plan_reminders", MONDAY, dry_run=True)
    assert planned.planned.partners == 0
    assert await app.health.list_all() == []
