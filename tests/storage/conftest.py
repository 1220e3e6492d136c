"""A storage over a database of the test's own."""

from collections.abc import AsyncIterator

import pytest

from bot.storage.engine import make_engine
from bot.storage.unit_of_work import SqlStorage


@pytest.fixture
async def storage(database_url: str) -> AsyncIterator[SqlStorage]:
    """Units of work, on each engine."""
    engine = make_engine(database_url)
    yield SqlStorage(engine)
    await engine.dispose()


@pytest.fixture
async def embedded(sqlite_url: str) -> AsyncIterator[SqlStorage]:
    """Units of work on SQLite alone: where engines cannot differ."""
    engine = make_engine(sqlite_url)
    yield SqlStorage(engine)
    await engine.dispose()
