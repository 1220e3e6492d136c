"""A year lived day by day: real rows, real jobs, random people. Each fault comes with its seed and its story."""

from datetime import timedelta

import pytest

from bot.storage.engine import make_engine
from bot.storage.unit_of_work import SqlStorage
from tests.year.acts import live, team_lives
from tests.year.life import FIRST_DAY, TICKS, Life, at
from tests.year.oracle import Oracle


async def lived(life: Life, days: int, oracle: Oracle) -> None:
    """Lives so many days, or until the first fault."""
    await life.settle_in()
    fresh = False
    for count in range(days):
        day = FIRST_DAY + timedelta(days=count)
        dice = life.dice(-2, day)
        silent = {hour for hour in TICKS if dice.random() < 0.02} | (set(TICKS) if dice.random() < 0.02 else set())
        for hour in TICKS[:4]:
            if hour not in silent:
                await life.tick(day, hour)
                await oracle.letters()
        life.clock.instant = at(day, 15, 30)
        calm = not silent and not life.post.failing
        if not silent & set(TICKS[1:4]):
            await oracle.after_jobs(quiet_night=fresh and calm)
        fresh = calm
        life.clock.instant = at(day, 16)
        await live(life, day)
        await team_lives(life, day)
        await oracle.at_any_time()
        if TICKS[4] not in silent:
            await life.tick(day, TICKS[4])
            await oracle.letters()
        await oracle.at_any_time()
        if oracle.faults:
            return


def story(life: Life, oracle: Oracle) -> str:
    """The faults, and the diary of the partners that they are about."""
    told = [f"seed {life.seed}, {life.size} partners, {life.colleagues} colleagues"]
    told += [f"{one.on} partner {one.partner_id}: {one.what}" for one in oracle.faults[:12]]
    numbers = {life.number_of(one.partner_id) for one in oracle.faults[:3]} | {-1}
    told += [f"  {on} [{number}] {what}" for number, on, what in life.diary if number in numbers][-120:]
    return "\n".join(told)


@pytest.mark.parametrize("seed", [1, 2])
async def test_some_weeks_of_few_partners(sqlite_url: str, seed: int) -> None:
    engine = make_engine(sqlite_url)
    life = Life(SqlStorage(engine), seed, size=14)
    oracle = Oracle(life)
    await lived(life, 24, oracle)
    await engine.dispose()
    assert not oracle.faults, story(life, oracle)
    assert oracle.counted["seen"] > 20, oracle.counted
