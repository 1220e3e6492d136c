"""How the jobs fare, as rows."""

from datetime import datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert as pg_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.delivery import JobHealth
from bot.storage.engine import machine_now
from bot.storage.machinery import JobHealthRow
from bot.storage.unit_of_work import SqlStorage


class SqlHealth:
    """Rows of the jobs' health."""

    def __init__(self, storage: SqlStorage) -> None:
        self.storage = storage

    async def began(self, name: str) -> JobHealth:
        """Notes that a job begins; gives how it fared before."""
        async with self.storage.connect(writes=True, lasting=False) as connection:
            before = await _find(connection, name) or JobHealth(name)
            await _note(connection, name, began_at=machine_now(connection))
            await connection.commit()
        return before

    async def ended(self, name: str, ran_to: datetime) -> None:
        """Notes that it came through, and up to which business instant."""
        async with self.storage.connect(writes=True, lasting=False) as connection:
            now = machine_now(connection)
            await _note(connection, name, ended_at=now, ran_to=ran_to, failed_at=None, failure=None, told_at=None)
            await connection.commit()

    async def failed(self, name: str, failure: str) -> JobHealth:
        """Notes that it failed; gives how it fares now. ``failed_at`` is the first failure in this row."""
        async with self.storage.connect(writes=True, lasting=False) as connection:
            before = await _find(connection, name)
            first = before.failed_at if before and before.failed_at else machine_now(connection)
            await _note(connection, name, failed_at=first, failure=failure)
            now = await _find(connection, name)
            await connection.commit()
        return now or JobHealth(name)

    async def told(self, name: str) -> None:
        """Notes that an admin was told."""
        async with self.storage.connect(writes=True, lasting=False) as connection:
            row = JobHealthRow
            told = update(row).where(row.name == name).values(told_at=machine_now(connection))
            await connection.execute(told)
            await connection.commit()

    async def list_all(self) -> list[JobHealth]:
        """All jobs that ever ran, by name."""
        async with self.storage.connect(writes=False) as connection:
            found = await connection.execute(_SELECTED.order_by(JobHealthRow.name))
            return [JobHealth(*one) for one in found.all()]

    async def machine_now(self) -> datetime:
        """The machine's instant, by which all of this is told."""
        async with self.storage.connect(writes=False) as connection:
            found: datetime = (await connection.execute(select(machine_now(connection)))).scalar_one()
            return found


_SELECTED = select(
    JobHealthRow.name,
    JobHealthRow.began_at,
    JobHealthRow.ended_at,
    JobHealthRow.failed_at,
    JobHealthRow.failure,
    JobHealthRow.ran_to,
    JobHealthRow.told_at,
)


async def _find(connection: AsyncConnection, name: str) -> JobHealth | None:
    found = (await connection.execute(_SELECTED.where(JobHealthRow.name == name))).first()
    return None if found is None else JobHealth(*found)


async def _note(connection: AsyncConnection, name: str, **values: Any) -> None:
    made = pg_insert if connection.dialect.name == "postgresql" else sqlite_insert
    statement = made(JobHealthRow).values(name=name, **values)
    await connection.execute(statement.on_conflict_do_update(index_elements=["name"], set_=values))
