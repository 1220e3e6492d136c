"""The row that names the columns, found among what people write above it."""

from collections.abc import Sequence
from dataclasses import replace

from bot.domain.roster.columns import column_named
from bot.domain.roster.table import Table, TableFault, TableLine, UnreadableTable

_MOST_ABOVE = 20
"""Rows of titles and of nothing above the names."""
_LETTERS = 26


def table_of(lines: Sequence[TableLine], sheet: str | None = None) -> Table:
    """The rows below the one that names the most columns, or below the first if none names any.

    Every column in which something stands has a name of its own: its letter where nobody named it, and a number behind
    where two are called the same. On a sheet, rows end with their last cell, and are as wide as the widest here.
    """
    rows = [line for line in lines if not line.blank]
    if not rows:
        raise UnreadableTable(TableFault.EMPTY)
    place = max(range(min(len(rows), _MOST_ABOVE)), key=lambda place: (_known(rows[place]), -place))
    place += _goes_on(rows[place : place + 2])
    header, below = rows[place], rows[place + 1 :]
    upper = rows[place - 1] if place and rows[place - 1].number + 1 == header.number else None
    cells = header.cells if upper is None else _with_upper(header, upper)
    if sheet is not None:
        width = max((len(row.cells) for row in [header, *below]), default=0)
        cells = cells + ("",) * (width - len(cells))
        below = [replace(row, cells=row.cells + ("",) * (width - len(row.cells))) for row in below]
    named = replace(header, cells=_named(cells, below))
    return Table(named, tuple(below), sheet=sheet)


def _known(row: TableLine) -> int:
    """How many columns it names; one among many other words is a chance."""
    known = sum(column_named(cell) is not None for cell in row.cells)
    return known if known > 1 or sum(bool(cell.strip()) for cell in row.cells) <= 2 else 0


def _goes_on(rows: Sequence[TableLine]) -> bool:
    """Whether the names go on in a second row, most of which are names too."""
    if len(rows) < 2 or rows[0].number + 1 != rows[1].number:
        return False
    filled = sum(bool(cell.strip()) for cell in rows[1].cells)
    return _known(rows[1]) > 1 and 2 * _known(rows[1]) >= filled


def _with_upper(header: TableLine, upper: TableLine) -> tuple[str, ...]:
    """Names with those of the row above: a merged cell stands over several names ("Narahubung" over "Nama" and "HP")
    or beside them, over two rows.
    """
    found, group = [], ""
    for place, name in enumerate(header.cells):
        above = upper.cells[place] if place < len(upper.cells) else ""
        group = above.strip() or group
        together = f"{name.strip()} {group}"
        if not name.strip() and column_named(above) is not None:
            found.append(above)
        elif group and name.strip() and column_named(together) is not None:
            found.append(together)
        else:
            found.append(name)
    return tuple(found)


def _named(cells: Sequence[str], below: Sequence[TableLine]) -> tuple[str, ...]:
    names: list[str] = []
    for place, cell in enumerate(cells):
        name = cell.strip()
        if not name and any(place < len(row.cells) and row.cells[place].strip() for row in below):
            name = _letter(place)
        if name and name in names:
            name = next(new for number in range(2, len(cells) + 2) if (new := f"{name} {number}") not in names)
        names.append(name)
    return tuple(names)


def _letter(place: int) -> str:
    """The name of a column of a sheet: A to Z, AA and so on."""
    before, last = divmod(place, _LETTERS)
    return (_letter(before - 1) if before else "") + chr(ord("A") + last)
