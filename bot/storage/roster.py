"""Files of partners that wait to be imported."""

from bot.domain.roster.files import RosterFile
from bot.storage.machinery import RosterFileRow
from bot.storage.rows import TableRows


class RosterFileRows(TableRows[RosterFile]):
    """The book of files; what is only read stays out of change sets."""

    entity = RosterFile
    row = RosterFileRow
    records = False
