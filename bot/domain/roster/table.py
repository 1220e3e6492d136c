"""A table out of a file, and the port that reads one."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol

from bot.domain.errors import RawatError

MOST_BYTES = 20 * 1024 * 1024
"""No larger file can be fetched (Bot API, getFile)."""


class TableFault(StrEnum):
    """Why a file gives no table."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    WORKBOOK = "workbook"
    CONTACTS = "contacts"
    NOT_TEXT = "not_text"
    NO_TABLE = "no_table"
    NO_PARTNER_COLUMN = "no_partner_column"
    NO_ROWS = "no_rows"


@dataclass(eq=False)
class UnreadableTable(RawatError):
    """The file gives no roster; ``facts`` go into the sentence."""

    why: TableFault
    facts: tuple[tuple[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class TableLine:
    """The cells of one row; ``number`` is the line of the file on which it begins, from 1.

    ``unclosed`` says that a quotation mark was opened and never closed, so that the cells cannot be told apart.
    """

    number: int
    cells: tuple[str, ...]
    unclosed: bool = False

    @property
    def blank(self) -> bool:
        """Whether there is nothing in it."""
        return not self.unclosed and not any(cell.strip() for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Table:
    """The first row, which names the columns, and the others."""

    header: TableLine
    lines: tuple[TableLine, ...]


class RosterReader(Protocol):
    """Reads files of partners."""

    def __call__(self, name: str, content: bytes) -> Table:
        """The table in the file; ``UnreadableTable`` where there is none."""
        ...
