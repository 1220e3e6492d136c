"""Leases in the database: what one process alone may hold, and others take over when it is silent."""

from datetime import timedelta

from sqlalchemy import delete, or_, select
from sqlalchemy.dialects.postgresql import insert as pg_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from bot.storage.engine import machine_now
from bot.storage.machine_time import later
from bot.storage.machinery import LeaseRow
from bot.storage.unit_of_work import SqlStorage


class SqlLeases:
    """Rows of leases; machine time."""

    def __init__(self, storage: SqlStorage) -> None:
        self.storage = storage

    async def take(self, name: str, holder: str, lasts: timedelta) -> bool:
        """Takes or keeps it, if it is free, over, or this holder's already; whether it is now."""
        async with self.storage.connect(writes=True, lasting=False) as connection:
            made = pg_insert if connection.dialect.name == "postgresql" else sqlite_insert
            until = later(connection, lasts)
            row = LeaseRow
            statement = (
                made(row)
                .values(name=name, holder=holder, until=until)
                .on_conflict_do_update(
                    index_elements=["name"],
                    set_={"holder": holder, "until": until},
                    where=or_(row.holder == holder, row.until.is_(None), row.until <= machine_now(connection)),
                )
                .returning(row.holder)
            )
            taken = (await connection.execute(statement)).first() is not None
            await connection.commit()
        return taken

    async def give_up(self, name: str, holder: str) -> None:
        """Lets it go at once, if it is this holder's."""
        async with self.storage.connect(writes=True, lasting=False) as connection:
            await connection.execute(delete(LeaseRow).where(LeaseRow.name == name, LeaseRow.holder == holder))
            await connection.commit()

    async def free(self, name: str) -> None:
        """Takes it from whoever holds it: for the one who knows that they are gone."""
        async with self.storage.connect(writes=True, lasting=False) as connection:
            await connection.execute(delete(LeaseRow).where(LeaseRow.name == name))
            await connection.commit()

    async def is_held(self, name: str) -> bool:
        """Whether anybody holds it now."""
        async with self.storage.connect(writes=False) as connection:
            held = select(LeaseRow.name).where(LeaseRow.name == name, LeaseRow.until > machine_now(connection))
            return (await connection.execute(held)).first() is not None
