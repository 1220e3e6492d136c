"""The row that names the columns, found among what people write above it."""

from collections.abc import Sequence
from dataclasses import replace

from bot.domain.roster.columns import column_named
from bot.domain.roster.table import Table, TableFault, TableLine, UnreadableTable

_MOST_ABOVE = 20
"""Rows of titles and of nothing above the names."""


def table_of(lines: Sequence[TableLine], sheet: str | None = None) -> Table:
    """The rows below the one that names the most columns, or below the first if none names any.

    On a sheet, rows end with their last cell, and are as wide as the names here.
    """
    rows = [line for line in lines if not line.blank]
    if not rows:
        raise UnreadableTable(TableFault.EMPTY)
    place = max(range(min(len(rows), _MOST_ABOVE)), key=lambda place: (_known(rows[place]), -place))
    header = rows[place]
    below = rows[place + 1 :]
    if sheet is not None:
        width = len(header.cells)
        below = [replace(row, cells=row.cells + ("",) * (width - len(row.cells))) for row in below]
    return Table(header, tuple(below), sheet=sheet)


def _known(row: TableLine) -> int:
    """How many columns it names; one among many other words is a chance."""
    known = sum(column_named(cell) is not None for cell in row.cells)
    return known if known > 1 or sum(bool(cell.strip()) for cell in row.cells) <= 2 else 0
