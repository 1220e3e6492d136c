"""How long the summary's picture and workbook take over a large roster, and how long others wait meanwhile."""

import asyncio
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from pathlib import Path
from time import perf_counter
from zoneinfo import ZoneInfo

from bot.domain.interactions import Interaction
from bot.domain.ports import Actor, Organisation
from bot.domain.words import Channel, Direction, Purpose, Role
from bot.i18n.formats import formats_for
from bot.i18n.translator import translator_for
from bot.reports.drawing import drawn
from bot.reports.summary_pictures import summary_picture
from bot.reports.summary_workbook import SummaryWorkbook
from bot.storage.engine import make_engine
from bot.storage.names import StoredNames
from bot.storage.schema import upgrade
from bot.storage.unit_of_work import SqlStorage
from bot.usecases.summary_books import WriteSummaryBook
from bot.usecases.summary_pictures import ShowSummaryPicture
from tests.bench.town import build

ORGANISATION = Organisation(ZoneInfo("Asia/Jakarta"), name="Yayasan Contoh")
TODAY = date(2026, 11, 23)
COLLEAGUES, TWO_YEARS = 40, 730


@dataclass
class Files:
    """Seconds by the clock: the facts of the picture, drawing it, the workbook; and the slowest search meanwhile."""

    facts: float = 0.0
    drawing: float = 0.0
    workbook: float = 0.0
    waited: dict[str, float] = field(default_factory=dict)


async def making_files(folder: Path, partners: int, contacts: int) -> Files:
    """Makes each file once, as after a start, while somebody searches."""
    url = f"sqlite+aiosqlite:///{folder / 'summary.db'}"
    await upgrade(url)
    engine = make_engine(url)
    storage = SqlStorage(engine)
    town = await build(storage, partners, COLLEAGUES, TODAY, 0)
    await _add_contacts(storage, town.partner_ids, contacts - 3 * partners)
    async with storage.read() as uow:
        manager = (await uow.staff.list_active(Role.MANAGER))[0]
    by = Actor(manager, datetime.combine(TODAY, time(5), UTC))
    t, f = translator_for("id"), formats_for("id", "Asia/Jakarta")
    names, found = StoredNames(storage), Files()
    await names.find("pelita 77")
    async with _others(names, found, "picture"):
        began = perf_counter()
        shown = await ShowSummaryPicture(storage, ORGANISATION)(by)
        found.facts = perf_counter() - began
    async with _others(names, found, "drawing"):
        began = perf_counter()
        await drawn(summary_picture, t, f, shown)
        found.drawing = perf_counter() - began
    async with _others(names, found, "workbook"):
        began = perf_counter()
        await WriteSummaryBook(storage, ORGANISATION)(by, SummaryWorkbook(folder / "summary.xlsx", t, f))
        found.workbook = perf_counter() - began
    await engine.dispose()
    return found


async def _add_contacts(storage: SqlStorage, partner_ids: list[int], count: int) -> None:
    dice = random.Random(count)
    purposes = (Purpose.CHECK_IN, Purpose.UPDATE, Purpose.COORDINATION, Purpose.THANKS, Purpose.ASK)
    made = (
        Interaction(
            dice.choice(partner_ids),
            TODAY - timedelta(days=dice.randrange(TWO_YEARS)),
            dice.choice(purposes),
            Direction.THEIRS if dice.random() < 0.2 else Direction.OURS,
            channel=dice.choice(list(Channel)),
            note="Spoke about the coming months and what they plan.",
        )
        for _ in range(count)
    )
    async with storage.write() as uow:
        with uow.aside():
            while part := list(islice(made, 5000)):
                await uow.interactions.add_all(part)
        await uow.commit()


@asynccontextmanager
async def _others(names: StoredNames, found: Files, what: str) -> AsyncIterator[None]:
    """Somebody who searches all the while: their slowest answer is kept."""
    found.waited[what] = 0.0

    async def search() -> None:
        while True:
            began = perf_counter()
            try:
                await names.find("pelita 77")
            finally:
                found.waited[what] = max(found.waited[what], perf_counter() - began)
            await asyncio.sleep(0.02)

    searching = asyncio.create_task(search())
    try:
        yield
    finally:
        searching.cancel()
        await asyncio.gather(searching, return_exceptions=True)
