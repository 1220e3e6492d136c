"""How long the summary takes over a large roster, how long others wait meanwhile, and what a year more costs."""

import asyncio
import random
import statistics
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from pathlib import Path
from time import perf_counter
from zoneinfo import ZoneInfo

from bot.domain.figures import Period, week_before
from bot.domain.interactions import Interaction
from bot.domain.partners import Partner
from bot.domain.ports import Actor, Organisation
from bot.domain.reminders import Reminder
from bot.domain.rhythms import recompute_rhythms
from bot.domain.staff import Staff
from bot.domain.words import Direction, Purpose, ReminderKind, ReminderState, Role, Tier
from bot.storage.engine import make_engine
from bot.storage.schema import upgrade
from bot.storage.unit_of_work import SqlStorage
from bot.usecases.summaries import ShowSummary
from tests.bench.planning import postgres_if_any
from tests.bench.table import Line, spread
from tests.bench.town import build

ORGANISATION = Organisation(ZoneInfo("Asia/Jakarta"))
TODAY = date(2026, 11, 23)
NOW = datetime.combine(TODAY, time(5), UTC)
PARTNERS, COLLEAGUES, CONTACTS = 10_000, 40, 200_000
YEAR = 365
ROUNDS = 5


@dataclass(frozen=True)
class Summed:
    """Seconds by the clock for the text of a week and of a quarter, and the longest that the loop stood still."""

    week: float
    quarter: float
    blocked: float


async def history(storage: SqlStorage, contacts: int = CONTACTS, partners: int = PARTNERS) -> None:
    """A town with two years of contacts, and with reminders as they stand after a week."""
    await build(storage, partners, COLLEAGUES, TODAY, 0)
    async with storage.write() as uow:
        with uow.aside():
            known = await uow.partners.list_by()
            for one in known:
                await uow.partners.change(one.id, added_on=TODAY - timedelta(days=3 * YEAR))
        await uow.commit()
    await add_contacts(storage, known, contacts - 3 * partners, 0, 2 * YEAR)
    await _reminders(storage, known)


async def add_contacts(storage: SqlStorage, partners: list[Partner], count: int, newest: int, oldest: int) -> None:
    """Contacts at random, so many days ago."""
    dice = random.Random(count)
    rhythms = newest == 0
    async with storage.write() as uow:
        with uow.aside():
            made = (_contact(dice.choice(partners), dice, newest, oldest) for _ in range(count))
            while part := list(islice(made, 5000)):
                await uow.interactions.add_all(part)
            if rhythms:
                found: dict[int, list[Interaction]] = {one.id: [] for one in partners}
                for one in await uow.interactions.newest_by_purpose():
                    found[one.partner_id].append(one)
                for known in await uow.rhythms.list_by():
                    await uow.rhythms.remove(known.id)
                made_anew = [row for one in partners for row in recompute_rhythms(one, (), found[one.id])]
                await uow.rhythms.add_all(made_anew)
        await uow.commit()


def _contact(partner: Partner, dice: random.Random, newest: int, oldest: int) -> Interaction:
    purpose = dice.choice((Purpose.CHECK_IN, Purpose.UPDATE, Purpose.COORDINATION, Purpose.THANKS, Purpose.ASK))
    direction = Direction.THEIRS if dice.random() < 0.2 else Direction.OURS
    on = TODAY - timedelta(days=dice.randrange(newest, oldest))
    return Interaction(partner.id, on, purpose, direction, staff_id=partner.owner_id, note="Spoke about the plans.")


async def _reminders(storage: SqlStorage, partners: list[Partner]) -> None:
    dice = random.Random(7)
    states = (ReminderState.PLANNED, ReminderState.OPEN, ReminderState.DONE, ReminderState.DONE, ReminderState.SKIPPED)

    def made(partner: Partner, kind: ReminderKind) -> Reminder:
        state = dice.choice(states)
        due_on = TODAY - timedelta(days=dice.randrange(0, 60))
        opened = None if state is ReminderState.PLANNED else due_on
        answered = None if state.living else datetime.combine(due_on + timedelta(days=2), time(3), UTC)
        return Reminder(
            partner.id, kind, "", due_on.isoformat(), due_on, staff_id=partner.owner_id, state=state,
            opened_on=opened, answered_at=answered, answered_by=None if state.living else partner.owner_id,
        )  # fmt: skip

    kinds = (ReminderKind.CHECK_IN, ReminderKind.UPDATE, ReminderKind.GESTURE)
    rows = [made(one, kind) for one in partners for kind in kinds[: 1 if one.tier is Tier.LIGHT else 2]]
    async with storage.write() as uow:
        with uow.aside():
            await uow.reminders.add_all(rows)
        await uow.commit()


async def summing(storage: SqlStorage, manager: Staff) -> Summed:
    """Asks for a week and for a quarter while others go on."""
    quarter = Period(TODAY - timedelta(days=91), TODAY - timedelta(days=1))
    by = Actor(manager, NOW)
    show = ShowSummary(storage, ORGANISATION)
    await show(by, week_before(TODAY))
    longest, over = 0.0, False

    async def watch() -> None:
        nonlocal longest
        while not over:
            began = perf_counter()
            await asyncio.sleep(0.001)
            longest = max(longest, perf_counter() - began)

    watching = asyncio.create_task(watch())
    took = []
    for period in (week_before(TODAY), quarter):
        began = perf_counter()
        await show(by, period)
        took.append(perf_counter() - began)
    over = True
    await watching
    return Summed(took[0], took[1], longest)


async def manager_of(storage: SqlStorage) -> Staff:
    """Somebody who may see it."""
    async with storage.read() as uow:
        return (await uow.staff.list_active(Role.MANAGER))[0]


async def summed_on_both(folder: Path) -> AsyncIterator[Line]:
    """The figures of SQLite and of PostgreSQL, with two years of contacts and with three."""
    async for line in _summed("SQLite", f"sqlite+aiosqlite:///{folder / 'summary.db'}"):
        yield line
    with postgres_if_any() as server:
        if server is None:
            yield Line("the summary on PostgreSQL", "not measured", more="there is no server here")
            return
        async for line in _summed("PostgreSQL", server.database_url(server.create())):
            yield line
        server.drop_all()


async def _summed(database: str, url: str) -> AsyncIterator[Line]:
    await upgrade(url)
    engine = make_engine(url)
    storage = SqlStorage(engine)
    await history(storage)
    manager = await manager_of(storage)
    yield await _line(storage, manager, f"the week's summary, 10,000 partners, 200,000 contacts, s, {database}")
    async with storage.read() as uow:
        partners = await uow.partners.list_by()
    await add_contacts(storage, partners, CONTACTS // 2, 2 * YEAR + 1, 3 * YEAR)
    yield await _line(storage, manager, f"the same with a year more behind it, s, {database}")
    await engine.dispose()


async def _line(storage: SqlStorage, manager: Staff, what: str) -> Line:
    async with storage.connect(writes=True) as connection:
        await connection.exec_driver_sql("analyze")
        await connection.commit()
    took = [await summing(storage, manager) for _ in range(ROUNDS)]
    more = (
        f"a quarter {statistics.median(one.quarter for one in took):.2f}, "
        f"the loop stood still for {statistics.median(one.blocked for one in took):.2f}"
    )
    return Line(what, spread([one.week for one in took]), "1", more=more)
