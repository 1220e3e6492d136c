"""A day's planning over many partners against few with the same number due: turn about, on days that follow."""

import contextlib
import dataclasses
import random
import statistics
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from bot.domain.clock import SystemClock
from bot.domain.interactions import Interaction
from bot.domain.occasions import Occasion
from bot.domain.partners import Partner
from bot.domain.people import Person
from bot.domain.ports import Organisation, UnitOfWork
from bot.domain.rhythms import recompute_rhythms
from bot.domain.staff import Staff
from bot.domain.words import Consent, OccasionKind, Purpose, Role, StaffState, Tier
from bot.settings import Settings
from bot.storage.engine import make_engine
from bot.storage.schema import upgrade
from bot.storage.unit_of_work import SqlStorage
from bot.usecases.planning.plan_reminders import PlanReminders
from tests.bench.table import Line, spread
from tests.postgres import postgres_server

COLLEAGUES = 60
TURNS = 7
"""Days that are planned one after the other; the first one warms up, and is not counted."""
AT_ONCE = 20_000
"""Partners built in one go."""


@dataclasses.dataclass(frozen=True)
class Compared:
    """Seconds of a day's planning for few and for many partners, day by day, and how long building took."""

    few: list[float]
    many: list[float]
    built: float

    def line(self, engine: str, partners: int) -> Line:
        """The figure: the median of the ratios."""
        ratios = [many / few for few, many in zip(self.few, self.many, strict=True)]
        middles = " and ".join(f"{statistics.median(found):.2f}" for found in (self.few, self.many))
        more = f"{middles} s; {partners:,} built in {self.built:.0f} s"
        return Line(f"planning, {partners:,} against {partners // 10:,}, {engine}", spread(ratios), "1.5", "1.1", more)


async def compare(few_url: str, many_url: str, partners: int, due: int) -> Compared:
    """Plans the same days over *partners* and over a tenth of them, *due* occasions surfacing on each of the days."""
    organisation = Settings(_env_file=None).as_organisation
    now = SystemClock().now()
    took: tuple[list[float], list[float]] = ([], [])
    async with (
        _filled(few_url, partners // 10, organisation.today(now), due) as (few, _),
        _filled(many_url, partners, organisation.today(now), due) as (many, built),
    ):
        for turn in range(TURNS):
            for storage, found in zip((few, many), took, strict=True):
                found.append(await _seconds(storage, organisation, now + timedelta(days=turn), due))
    return Compared(took[0][1:], took[1][1:], built)


async def compared_on_both(folder: Path, partners: int, due: int) -> AsyncIterator[Line]:
    """The figures of SQLite and of PostgreSQL."""
    urls = [f"sqlite+aiosqlite:///{folder / f'planning-{count}.db'}" for count in (partners // 10, partners)]
    yield (await compare(urls[0], urls[1], partners, due)).line("SQLite", partners)
    with postgres_if_any() as server:
        if server is None:
            yield Line("planning on PostgreSQL", "not measured", more="there is no server here")
            return
        urls = [server.database_url(server.create()) for _ in range(2)]
        yield (await compare(urls[0], urls[1], partners, due)).line("PostgreSQL", partners)
        server.drop_all()


@contextlib.contextmanager
def postgres_if_any() -> Iterator[Any]:
    """A PostgreSQL server; None where this machine has none."""
    with contextlib.ExitStack() as stack:
        try:
            server = stack.enter_context(postgres_server())
        except BaseException as nobody:
            # What the fixture says where there is none is no exception of the usual sort.
            if type(nobody).__name__ not in ("Skipped", "Failed"):
                raise
            server = None
        yield server


async def _seconds(storage: SqlStorage, organisation: Organisation, now: datetime, due: int) -> float:
    began = time.perf_counter()
    planned = await PlanReminders(storage, organisation)(now)
    took = time.perf_counter() - began
    if len(planned.changes) < due:
        raise RuntimeError(f"{len(planned.changes)} reminders came of {due} days")
    return took


@contextlib.asynccontextmanager
async def _filled(url: str, partners: int, today: date, due: int) -> AsyncIterator[tuple[SqlStorage, float]]:
    await upgrade(url)
    engine = make_engine(url)
    began = time.perf_counter()
    try:
        yield await _fill(SqlStorage(engine), partners, today, due), time.perf_counter() - began
    finally:
        await engine.dispose()


async def _fill(storage: SqlStorage, partners: int, today: date, due: int) -> SqlStorage:
    dice = random.Random(partners)
    colleagues = [
        Staff(f"Rekan {place}", Role.STAFF, StaffState.ACTIVE, 900_000 + place, added_on=today)
        for place in range(COLLEAGUES)
    ]
    async with storage.write() as uow:
        with uow.aside():
            owners = [one.id for one in await uow.staff.add_all(colleagues)]
        await uow.commit()
    for start in range(0, partners, AT_ONCE):
        async with storage.write() as uow:
            with uow.aside():
                await _add(uow, range(start, min(start + AT_ONCE, partners)), owners, today, due, dice)
            await uow.commit()
    async with storage.connect(writes=True) as connection:
        # A server's own statistics come within the minute.
        await connection.exec_driver_sql("analyze")
        await connection.commit()
    return storage


async def _add(
    uow: UnitOfWork, numbers: Sequence[int], owners: Sequence[int], today: date, due: int, dice: random.Random
) -> None:
    """Partners with two people, three occasions and a contact each; the first ones' birthdays are those that are due.

    They were added so lately that no rhythm is due.
    """
    tiers = (Tier.KEY, Tier.CORE, Tier.CORE, Tier.LIGHT)
    added = today - timedelta(days=7)
    partners = [
        Partner(f"Mitra {number}", dice.choice(tiers), owner_id=dice.choice(owners), added_on=added, id=id)
        for number, id in zip(numbers, await uow.bulk.draw_ids("partners", len(numbers)), strict=True)
    ]
    people_ids = await uow.bulk.draw_ids("people", 2 * len(partners))
    people = [
        Person(partners[place // 2].id, f"Orang {id}", consent=Consent.AGREED, id=id)
        for place, id in enumerate(people_ids)
    ]
    days = [
        _day(today, due, 3 * numbers[place] + turn, people[2 * place + turn % 2], dice)
        for place in range(len(partners))
        for turn in range(3)
    ]
    contacts = [
        Interaction(one.id, today - timedelta(days=3), Purpose.CHECK_IN, staff_id=one.owner_id) for one in partners
    ]
    rhythms = [row for one, met in zip(partners, contacts, strict=True) for row in recompute_rhythms(one, (), [met])]
    await uow.bulk.add("partners", [uow.bulk.packed("partners", partners)])
    await uow.bulk.add("people", [uow.bulk.packed("people", people)])
    hanging: tuple[tuple[str, list[Any]], ...] = (
        ("occasions", days),
        ("interactions", contacts),
        ("rhythms", rhythms),
    )
    for noun, rows in hanging:
        ids = await uow.bulk.draw_ids(noun, len(rows))
        kept = [dataclasses.replace(row, id=id) for row, id in zip(rows, ids, strict=True)]
        await uow.bulk.add(noun, [uow.bulk.packed(noun, kept)])


def _day(today: date, due: int, place: int, person: Person, dice: random.Random) -> Occasion:
    """One that is due on one of the planned days, or one that surfaces weeks after them."""
    if place < due * TURNS:
        on = today + timedelta(days=place // due)
        return Occasion(person.partner_id, OccasionKind.BIRTHDAY, on.day, on.month, person.id, surfaces_on=on)
    on = today + timedelta(days=dice.randrange(60, 300))
    month_day = (min(on.day, 28), on.month)
    return Occasion(
        person.partner_id, OccasionKind.BIRTHDAY, *month_day, person.id, surfaces_on=on - timedelta(days=30)
    )
