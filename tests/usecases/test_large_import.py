"""Twenty thousand rows come in in one transaction, while others are answered, and go again. The bench says how fast."""

import asyncio
from collections.abc import AsyncIterator, Callable

import pytest

from bot.storage.engine import make_engine
from bot.storage.names import StoredNames
from bot.storage.unit_of_work import SqlStorage
from bot.usecases.roster import Agreed, ImportRoster
from bot.usecases.roster_staging import Progress, Step
from bot.usecases.undo import UndoChange
from tests.large_rosters import ROWS, roster
from tests.usecases.test_roster import ORGANISATION, Office

ANSWERED = 10
"""So many searches at least are answered in the meantime: far fewer than there are, and more than a blocked loop's."""

pytestmark = pytest.mark.soak


@pytest.fixture
async def large(database_url: str) -> AsyncIterator[tuple[Office, SqlStorage]]:
    engine = make_engine(database_url)
    storage = SqlStorage(engine)
    yield await Office(storage).open(), storage
    await engine.dispose()


async def others(storage: SqlStorage, over: Callable[[], bool]) -> int:
    """Somebody who searches all the while: how often they were answered."""
    names, answered = StoredNames(storage), 0
    while not over():
        await names.find("pelita 77")
        answered += 1
        await asyncio.sleep(0.02)
    return answered


async def test_twenty_thousand_rows_come_in_and_go_again(large: tuple[Office, SqlStorage]) -> None:
    office, storage = large
    await office.bring_in("mitra\nMitra Lama\n")
    text, told = roster(), set[Step]()

    async def tell(progress: Progress) -> None:
        told.add(progress.step)

    over = False
    searching = asyncio.create_task(others(storage, lambda: over))
    preview = await office.preview(text)
    imported = await ImportRoster(storage, ORGANISATION)(office.by(), preview.file_id, Agreed.ALL, tell)
    over = True
    assert await searching >= ANSWERED
    assert (imported.new_partners, imported.new_people, imported.refused) == (ROWS, ROWS, 0)
    assert {Step.PREPARING, Step.WRITING} <= told

    again = await office.preview(text)
    assert (again.worth_importing, again.same_partners) == (False, ROWS)

    undone = await UndoChange(storage, ORGANISATION)(office.by(), imported.change_set_id or 0)
    assert undone.left == ()
    assert [one.name for one in await office.all("partners")] == ["Mitra Lama"]
    assert [await office.all(noun) for noun in ("people", "occasions", "kept_feasts", "agreements")] == [[]] * 4
