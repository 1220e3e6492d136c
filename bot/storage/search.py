"""The search's journal of changed names."""

from collections.abc import Iterable

from sqlalchemy import insert, text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.changes import ranges_of
from bot.storage.machinery import SearchChangeRow

JOURNAL_LOCK = 7_238_110
"""PostgreSQL's advisory lock for the journal."""


class SearchChanges:
    """Writes down whose names changed."""

    def __init__(self, connection: AsyncConnection) -> None:
        self.connection = connection

    async def touch(self, partner_ids: Iterable[int]) -> None:
        """The names of these partners or their people changed."""
        runs = ranges_of(set(partner_ids))
        if not runs:
            return
        rows = [{"partner_id": first, "upto": last} for first, last in runs]
        if self.connection.dialect.name == "postgresql":
            # One at a time until the commit, so that a reader who saw an id has seen all lower ones.
            await self.connection.execute(text("select pg_advisory_xact_lock(:lock)"), {"lock": JOURNAL_LOCK})
        await self.connection.execute(insert(SearchChangeRow), rows)
