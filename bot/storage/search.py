"""The search's journal of changed names."""

from collections.abc import Iterable

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.machinery import SearchChangeRow


class SearchChanges:
    """Writes down whose names changed."""

    def __init__(self, connection: AsyncConnection) -> None:
        self.connection = connection

    async def touch(self, partner_ids: Iterable[int]) -> None:
        """The names of these partners or their people changed."""
        rows = [{"partner_id": id} for id in sorted(set(partner_ids))]
        if rows:
            await self.connection.execute(insert(SearchChangeRow), rows)
