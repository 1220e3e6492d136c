"""A table out of a file, and the port that reads one."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol

from bot.domain.errors import RawatError

MOST_BYTES = 20 * 1024 * 1024
"""No larger file can be fetched (Bot API, getFile)."""
MOST_ROWS = 100_000
"""Rows of a table; more are no roster of partners that somebody cares for."""
MOST_COLUMNS = 256
"""Columns of a table; what stands farther right is not looked at."""


class TableFault(StrEnum):
    """Why a file gives no table.

    ``OTHER_WORKBOOK`` is a spreadsheet in a format that is not read (its name is in the fact ``format``), ``CUT_OFF``
    one that is damaged or not whole, ``TOO_LARGE_UNPACKED`` one that grows beyond measure when it is opened.
    """

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    TOO_MANY_ROWS = "too_many_rows"
    TOO_LARGE_UNPACKED = "too_large_unpacked"
    ENCRYPTED = "encrypted"
    OTHER_WORKBOOK = "other_workbook"
    CUT_OFF = "cut_off"
    NO_SHEET = "no_sheet"
    NOT_TEXT = "not_text"
    NO_TABLE = "no_table"
    NO_PARTNER_COLUMN = "no_partner_column"
    NO_ROWS = "no_rows"


@dataclass(eq=False)
class UnreadableTable(RawatError):
    """The file gives no roster; ``facts`` go into the sentence."""

    why: TableFault
    facts: tuple[tuple[str, Any], ...] = ()


class Origin(StrEnum):
    """What wrote a table, as far as it shows."""

    TABLE = "table"
    CARDS = "cards"
    GOOGLE = "google"
    OUTLOOK = "outlook"


class LineFault(StrEnum):
    """Why the cells of a row cannot be relied on."""

    UNCLOSED_QUOTE = "unclosed_quote"
    BROKEN_CARD = "broken_card"


@dataclass(frozen=True, slots=True)
class TableLine:
    """The cells of one row; ``number`` is the line of the file on which it begins (of a sheet: the row), from 1.

    ``counted`` is how many cells it had and should have had, where that shows in ``cells`` no more.
    """

    number: int
    cells: tuple[str, ...]
    fault: LineFault | None = None
    counted: tuple[int, int] | None = None

    @property
    def blank(self) -> bool:
        """Whether there is nothing in it."""
        return self.fault is None and not any(cell.strip() for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Table:
    """The row that names the columns, and those below it; the sheet it stands on, if the file has sheets."""

    header: TableLine
    lines: tuple[TableLine, ...]
    origin: Origin = Origin.TABLE
    sheet: str | None = None


class RosterReader(Protocol):
    """Reads files of partners."""

    def __call__(self, name: str, content: bytes, sheet: str | None = None) -> Table:
        """The table in the file, on its first sheet or the one that is named; ``UnreadableTable`` if there is none."""
        ...
