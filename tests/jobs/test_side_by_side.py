"""Jobs of two replicas at the same time: nothing fails, nothing is doubled, and one day is planned as by one alone."""

import asyncio
import shutil
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from pydantic import SecretStr
from sqlalchemy import update

from bot.app import App
from bot.domain.clock import FixedClock
from bot.domain.words import NoticeKind
from bot.settings import Settings
from bot.storage.staff import StaffRow
from jobs.scheduler import RUNS
from tests.bench.town import build

MONDAY = datetime(2026, 11, 23, 23, 59, tzinfo=ZoneInfo("Asia/Jakarta"))
"""Late on the day, when the town's colleagues have their briefs."""
REPLICAS = 3


@asynccontextmanager
async def replicas(url: str, count: int, now: datetime) -> AsyncIterator[list[App]]:
    apps = [App.of(Settings(_env_file=None, database_url=SecretStr(url)), FixedClock(now)) for _ in range(count)]
    try:
        yield apps
    finally:
        for app in apps:
            await app.close()


async def days_of(url: str, count: int) -> tuple[Counter[Any], Counter[Any]]:
    """Two days of a small town, each job done by all replicas at once: its reminders, and what was owed."""
    async with replicas(url, count, MONDAY) as apps:
        await build(apps[0].storage, 120, 8, MONDAY.date(), 40)
        async with apps[0].storage.connect(writes=True) as connection:
            await connection.execute(update(StaffRow).values(added_on=MONDAY.date() - timedelta(days=90)))
            await connection.commit()
        for days in (0, 1, 45):
            now = MONDAY + timedelta(days=days)
            for name in [name for name in RUNS if name not in ("deliver_notices", "back_up")]:
                await asyncio.gather(*(RUNS[name](app, now) for app in apps))
        async with apps[0].storage.read() as uow:
            lived = await uow.reminders.list_by()
            owed = Counter(one.key for one in await uow.notices.list_by())
            assert await uow.notices.count_by(kind=NoticeKind.BRIEF)
    return Counter((*one.identity, one.state, one.staff_id, one.opened_on) for one in lived), Counter(owed)


async def test_jobs_of_several_replicas_at_once_do_what_one_would(
    database_url: str, sqlite_template: Path, tmp_path: Path
) -> None:
    alone_at = shutil.copyfile(sqlite_template, tmp_path / "alone.db")
    alone, together = await days_of(f"sqlite+aiosqlite:///{alone_at}", 1), await days_of(database_url, REPLICAS)
    assert max(together[0].values()) == max(together[1].values()) == 1
    assert together == alone
