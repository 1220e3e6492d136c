"""The search's journal of changed names."""

from collections.abc import Iterable

from sqlalchemy import insert, text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.machinery import SearchChangeRow

JOURNAL_LOCK = 7_238_110
"""PostgreSQL's advisory lock for the journal."""


class SearchChanges:
    """Writes down whose names changed."""

    def __init__(self, connection: AsyncConnection) -> None:
        self.connection = connection

    async def touch(self, partner_ids: Iterable[int]) -> None:
        """The names of these partners or their people changed."""
        rows = [{"partner_id": id} for id in sorted(set(partner_ids))]
        if not rows:
            return
        if self.connection.dialect.name == "postgresql":
            # One at a time until the commit, so that a reader who saw an id has seen all lower ones.
            await self.connection.execute(text("select pg_advisory_xact_lock(:lock)"), {"lock": JOURNAL_LOCK})
        await self.connection.execute(insert(SearchChangeRow), rows)
