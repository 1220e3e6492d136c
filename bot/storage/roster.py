"""Files of partners that wait to be imported."""

from datetime import datetime

from sqlalchemy import delete

from bot.domain.roster.files import RosterFile
from bot.storage.machinery import RosterFileRow
from bot.storage.rows import TableRows


class RosterFileRows(TableRows[RosterFile]):
    """The book of files; what is only read stays out of change sets."""

    entity = RosterFile
    row = RosterFileRow
    records = False

    async def forget_read_until(self, at: datetime) -> int:
        """Forgets files that were read until then, without looking into them; gives how many."""
        gone = await self.connection.execute(delete(RosterFileRow).where(RosterFileRow.read_at <= at))
        return int(gone.rowcount)
