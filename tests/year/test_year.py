"""A year lived day by day: real rows, real jobs, random people. Each fault comes with its seed and its story."""

import gc
import shutil
import statistics
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.storage.engine import make_engine
from bot.storage.unit_of_work import SqlStorage
from tests.year.acts import live, team_lives
from tests.year.life import FIRST_DAY, TICKS, Life, at
from tests.year.oracle import Oracle
from tests.year.work import Work, memory_mib

YEAR = 376
"""Days from the Monday before one Natal to the end of the next year."""
FLAT_MIB = 30.0
"""What the process may have grown by between the second month and the twelfth; the oracle's own memory is in it."""
FLAT_WORK = 1.5
"""So many times the work of an early month a late one may make."""


@dataclass
class Month:
    """What the days of a month came to."""

    statements: list[int] = field(default_factory=list)
    steps: list[int] = field(default_factory=list)
    memory: float = 0.0


@dataclass
class Lived:
    """A life, its oracle, and its months."""

    life: Life
    oracle: Oracle
    months: dict[int, Month] = field(default_factory=dict)

    async def days(self, count: int, work: Work | None = None) -> "Lived":
        """Lives so many days, or until the first fault."""
        await self.life.settle_in()
        fresh = False
        for number in range(count):
            day = FIRST_DAY + timedelta(days=number)
            fresh = await self._day(day, fresh, work or Work())
            if self.oracle.faults:
                break
            if day.day == 28:
                gc.collect()
                self._month(day).memory = memory_mib()
        return self

    async def _day(self, day: date, fresh: bool, work: Work) -> bool:
        """One day: jobs at their hours, outages among them, and people in the afternoon. Whether it was a calm one."""
        life, oracle, dice = self.life, self.oracle, self.life.dice(-2, day)
        silent = {hour for hour in TICKS if dice.random() < 0.02} | (set(TICKS) if dice.random() < 0.02 else set())
        began = (work.statements, work.steps)
        for hour in TICKS[:4]:
            if hour not in silent:
                await life.tick(day, hour)
                self._month(day).statements.append(work.statements - began[0])
                self._month(day).steps.append(work.steps - began[1])
                await oracle.letters()
                began = (work.statements, work.steps)
        life.clock.instant = at(day, 15, 30)
        calm = not silent and not life.post.failing
        if not silent & set(TICKS[1:4]):
            await oracle.after_jobs(quiet_night=fresh and calm)
        life.clock.instant = at(day, 16)
        await live(life, day)
        await team_lives(life, day)
        await oracle.at_any_time()
        if TICKS[4] not in silent:
            await life.tick(day, TICKS[4])
            await oracle.letters()
        await oracle.at_any_time()
        return calm

    def _month(self, day: date) -> Month:
        return self.months.setdefault((day - FIRST_DAY).days // 31 + 1, Month())

    def numbers(self) -> frozenset[int]:
        """The partners that the first faults are about."""
        return frozenset(self.life.number_of(one.partner_id) for one in self.oracle.faults[:3]) - {-1}

    def story(self) -> str:
        """The faults, and the diary of the partners that they are about."""
        life, faults = self.life, self.oracle.faults
        alone = "" if life.only is None else f", of which only {sorted(life.only)}"
        told = [f"seed {life.seed}, {life.size} partners{alone}, {life.colleagues} colleagues"]
        told += [f"{one.on} partner {one.partner_id}: {one.what}" for one in faults[:12]]
        diary = [f"  {on} [{number}] {what}" for number, on, what in life.diary if number in self.numbers() | {-1}]
        return "\n".join([*told, *diary[-120:]])


async def through(url: str, seed: int, size: int, days: int, only: frozenset[int] | None = None) -> Lived:
    """A life over an empty database."""
    engine = make_engine(url)
    try:
        work = Work().watch(engine) if engine.dialect.name == "sqlite" else Work()
        life = Life(SqlStorage(engine), seed, size, only=only)
        return await Lived(life, Oracle(life)).days(days, work)
    finally:
        await engine.dispose()


@pytest.fixture
def again(sqlite_template: Path, tmp_path: Path) -> Callable[[], str]:
    """Another empty database."""
    return lambda: f"sqlite+aiosqlite:///{shutil.copyfile(sqlite_template, tmp_path / 'again.db')}"


async def check(lived: Lived, days: int, again: Callable[[], str]) -> None:
    """No fault; or the shortest story: without the partners that have nothing to do with it, if it holds without."""
    if not lived.oracle.faults:
        return
    life = lived.life
    smaller = await through(again(), life.seed, life.size, days, lived.numbers()) if lived.numbers() else lived
    pytest.fail((smaller if smaller.oracle.faults else lived).story(), pytrace=False)


@pytest.mark.parametrize("seed", [1, 2])
async def test_some_weeks_of_few_partners(sqlite_url: str, seed: int, again: Callable[[], str]) -> None:
    lived = await through(sqlite_url, seed, size=14, days=24)
    await check(lived, 24, again)
    counted = lived.oracle.counted
    assert min(counted["seen"], counted["prepared"], counted["weeks"], counted["greeting days"]) > 0, counted


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(10, 13))
async def test_months_of_a_few_partners(sqlite_url: str, seed: int, again: Callable[[], str]) -> None:
    await check(await through(sqlite_url, seed, size=20, days=120), 120, again)


@pytest.mark.soak
@pytest.mark.postgres
async def test_some_weeks_on_a_server(postgres_url: str, again: Callable[[], str]) -> None:
    await check(await through(postgres_url, 3, size=30, days=45), 45, again)


@pytest.mark.soak
async def test_a_year(sqlite_url: str, again: Callable[[], str], capsys: pytest.CaptureFixture[str]) -> None:
    lived = await through(sqlite_url, 2027, size=200, days=YEAR)
    rows = [
        (number, statistics.mean(one.statements), statistics.mean(one.steps), one.memory)
        for number, one in sorted(lived.months.items())
    ]
    with capsys.disabled():
        print("\nmonth, statements and thousands of steps a run of the jobs, MiB")
        print("\n".join(f"{number:5} {said:8.0f} {steps:8.0f} {held:8.0f}" for number, said, steps, held in rows))
        print(dict(lived.oracle.counted), f"{lived.life.keys} acts")
    await check(lived, YEAR, again)
    assert lived.months[12].memory - lived.months[2].memory < FLAT_MIB
    # Once every rhythm has come round for the first time, as much waits in one month as in another.
    early, late = ([row for row in rows if row[0] in months] for months in ((3, 4, 5), (10, 11, 12)))
    for place in (1, 2):
        assert sum(row[place] for row in late) < FLAT_WORK * sum(row[place] for row in early)
