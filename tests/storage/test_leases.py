"""Leases and the jobs' health, as rows."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest

from bot.storage.engine import make_engine
from bot.storage.health import SqlHealth
from bot.storage.leases import SqlLeases
from bot.storage.unit_of_work import SqlStorage

MINUTE = timedelta(minutes=1)
OVER = timedelta(seconds=-1)


@pytest.fixture
async def storage(database_url: str) -> AsyncIterator[SqlStorage]:
    engine = make_engine(database_url)
    yield SqlStorage(engine)
    await engine.dispose()


async def test_lease_is_one_holders_until_it_runs_out(storage: SqlStorage) -> None:
    leases = SqlLeases(storage)
    assert await leases.take("poller", "a", MINUTE)
    assert not await leases.take("poller", "b", MINUTE)
    assert await leases.take("poller", "a", OVER)
    assert await leases.take("poller", "b", MINUTE)
    assert not await leases.take("poller", "a", MINUTE)


async def test_lease_given_up_is_free_at_once(storage: SqlStorage) -> None:
    leases = SqlLeases(storage)
    await leases.take("poller", "a", MINUTE)
    await leases.give_up("poller", "b")
    assert not await leases.take("poller", "b", MINUTE)
    await leases.give_up("poller", "a")
    assert await leases.take("poller", "b", MINUTE)


async def test_lease_is_held_until_it_is_given_up_or_runs_out(storage: SqlStorage) -> None:
    leases = SqlLeases(storage)
    assert not await leases.is_held("poller")
    await leases.take("poller", "a", MINUTE)
    assert await leases.is_held("poller")
    await leases.give_up("poller", "a")
    assert not await leases.is_held("poller")
    await leases.take("poller", "a", OVER)
    assert not await leases.is_held("poller")


async def test_jobs_health_tells_since_when_it_fails_until_it_comes_through(storage: SqlStorage) -> None:
    health = SqlHealth(storage)
    assert (await health.began("plan_reminders")).began_at is None
    first = await health.failed("plan_reminders", "OSError")
    again = await health.failed("plan_reminders", "OSError")
    assert first.failed_at == again.failed_at is not None
    await health.told("plan_reminders")
    assert (await health.list_all())[0].told_at is not None
    ran_to = datetime(2026, 11, 23, 1, tzinfo=UTC)
    await health.ended("plan_reminders", ran_to)
    (now,) = await health.list_all()
    assert (now.failed_at, now.failure, now.told_at, now.ran_to) == (None, None, None, ran_to)
    assert now.ended_at is not None
