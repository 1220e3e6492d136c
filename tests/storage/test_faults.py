"""Faults of the moment are told from those that would come again."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError

from bot.domain.ports import Act
from bot.storage.engine import make_engine
from bot.storage.unit_of_work import SqlStorage
from tests.storage.test_unit_of_work import NOW


class FromDriver(Exception):
    """A driver's error with its SQLSTATE."""

    def __init__(self, sqlstate: str) -> None:
        self.sqlstate = sqlstate


@pytest.mark.parametrize(
    ("fault", "passes"),
    [
        (OperationalError("BEGIN", {}, Exception("database is locked")), True),
        (IntegrityError("INSERT", {}, Exception("UNIQUE constraint failed")), True),
        (DBAPIError("UPDATE", {}, FromDriver("40P01")), True),
        (DBAPIError("UPDATE", {}, FromDriver("40001")), True),
        (DBAPIError("SELECT", {}, Exception(), connection_invalidated=True), True),
        (FromDriver("57P03"), True),
        (ConnectionRefusedError(), True),
        (DBAPIError("SELECT", {}, FromDriver("42601")), False),
        (DBAPIError("SELECT", {}, Exception()), False),
        (ValueError(), False),
    ],
)
async def test_what_the_moment_brings_passes(embedded: SqlStorage, fault: Exception, passes: bool) -> None:
    assert embedded.passes(fault) is passes


async def test_lost_race_passes_and_a_wrong_statement_does_not(storage: SqlStorage) -> None:
    async with storage.write() as uow:
        await uow.commit(Act("log_contact", NOW, key="u7:log_contact"))
    with pytest.raises(IntegrityError) as lost:
        async with storage.write() as uow:
            await uow.commit(Act("log_contact", NOW, key="u7:log_contact"))
    assert storage.passes(lost.value)
    async with storage.connect(writes=False) as connection:
        with pytest.raises(DBAPIError) as wrong:
            await connection.execute(text("select nothing from nowhere"))
    assert storage.passes(wrong.value) is (storage.engine.dialect.name == "sqlite")


async def test_database_that_is_away_comes_back() -> None:
    engine = make_engine("postgresql+asyncpg://rawat@127.0.0.1:1/rawat")
    storage = SqlStorage(engine)
    with pytest.raises(ConnectionError) as away:
        async with storage.read():
            pass
    assert storage.passes(away.value)
    await engine.dispose()
