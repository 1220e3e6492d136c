"""How long a large roster takes to come in, how long its one transaction, and how long others wait meanwhile."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from bot.domain.ports import UnitOfWork
from bot.storage.engine import make_engine
from bot.storage.names import StoredNames
from bot.storage.schema import upgrade
from bot.storage.unit_of_work import SqlStorage
from bot.usecases.roster import Agreed, ImportRoster
from bot.usecases.undo import UndoChange
from tests.large_rosters import roster
from tests.usecases.test_roster import ORGANISATION, Office


@dataclass(frozen=True)
class BroughtIn:
    """Seconds by the clock: preview and import, the transaction, the slowest search meanwhile, and the undo."""

    whole: float
    transaction: float
    waited: float
    undo: float


class _Timed(SqlStorage):
    """Knows how long its longest writing transaction took."""

    longest = 0.0

    @asynccontextmanager
    async def write(self) -> AsyncIterator[UnitOfWork]:
        async with super().write() as uow:
            began = perf_counter()
            yield uow
            self.longest = max(self.longest, perf_counter() - began)


async def _others(storage: SqlStorage, over: Callable[[], bool]) -> float:
    """Somebody who searches all the while: their slowest answer."""
    names, slowest = StoredNames(storage), 0.0
    while not over():
        began = perf_counter()
        await names.find("pelita 77")
        slowest = max(slowest, perf_counter() - began)
        await asyncio.sleep(0.02)
    return slowest


async def bringing_in(folder: Path, rows: int) -> BroughtIn:
    """Brings a roster into an empty SQLite database, and takes it back."""
    url = f"sqlite+aiosqlite:///{folder / 'import.db'}"
    await upgrade(url)
    engine = make_engine(url)
    storage = _Timed(engine)
    office = await Office(storage).open()
    text, over = roster(rows), False
    searching = asyncio.create_task(_others(storage, lambda: over))
    began = perf_counter()
    preview = await office.preview(text)
    storage.longest = 0.0
    imported = await ImportRoster(storage, ORGANISATION)(office.by(), preview.file_id, Agreed.ALL)
    whole, over = perf_counter() - began, True
    waited, transaction = await searching, storage.longest
    began = perf_counter()
    await UndoChange(storage, ORGANISATION)(office.by(), imported.change_set_id or 0)
    undo = perf_counter() - began
    await engine.dispose()
    return BroughtIn(whole, transaction, waited, undo)
