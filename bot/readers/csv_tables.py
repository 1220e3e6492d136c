"""Tables in CSV files, as Excel, LibreOffice, Google and people by hand write them."""

import csv
import re
from collections.abc import Iterator, Sequence
from io import StringIO
from itertools import islice

from bot.domain.roster.columns import column_named
from bot.domain.roster.guards import unguarded
from bot.domain.roster.table import MOST_COLUMNS, MOST_ROWS, LineFault, TableFault, TableLine, UnreadableTable
from bot.readers.encodings import decoded

DELIMITERS = (",", ";", "\t", "|")
_LEAD = re.compile(r"sep=(.)\s*$", re.IGNORECASE)
"""Excel's own first line, which names the delimiter."""
_MOST_CELLS = 4 * MOST_COLUMNS
"""Of a row; one with more is no row of a table."""
_SAMPLE = 20
"""Lines in which the names of the columns are looked for."""
_MOST_UNCLOSED = 200
"""A file with more of them is no table; each is looked for to the longest cell's end."""


def read_text(content: bytes) -> list[TableLine]:
    """The rows of a CSV file, whatever its delimiter and encoding; ``UnreadableTable`` says why there are none.

    Lines are counted as an editor counts them. A row whose quotation mark is never closed is marked as such, and
    reading goes on with the next line, so that one slip does not swallow the rest.
    """
    lines = list(StringIO(decoded(content), newline=""))
    first = next((place for place, line in enumerate(lines) if line.strip()), None)
    if first is None:
        raise UnreadableTable(TableFault.EMPTY)
    lead = _LEAD.match(lines[first])
    first += lead is not None
    sample = [line for line in lines[first : first + _SAMPLE] if line.strip()]
    delimiter = lead[1] if lead is not None else _delimiter(sample)
    rows = [row for row in _rows(lines, first, delimiter, _width(sample, delimiter)) if not row.blank]
    if not rows or rows[0].fault is not None:
        raise UnreadableTable(TableFault.NO_TABLE)
    if len(rows) > MOST_ROWS:
        raise UnreadableTable(TableFault.TOO_MANY_ROWS, (("most", MOST_ROWS),))
    return rows


def _delimiter(sample: Sequence[str]) -> str:
    """The delimiter that gives a line the most columns one knows; of equals, the one that gives the first the most."""
    return max(DELIMITERS, key=lambda delimiter: (_header(sample, delimiter)[0], _header(sample[:1], delimiter)[1]))


def _header(sample: Sequence[str], delimiter: str) -> tuple[int, int]:
    """How many columns one knows in the line that names the most, and how many cells it has."""
    rows = (_cells(line, delimiter) for line in sample)
    found = [(sum(column_named(cell) is not None for cell in cells), len(cells)) for cells in rows]
    return max(found, key=lambda each: each[0], default=(0, 0))


def _cells(line: str, delimiter: str) -> list[str]:
    if line.count(delimiter) > _MOST_CELLS:
        return []
    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        # A cell longer than any.
        return []


def _width(sample: Sequence[str], delimiter: str) -> int:
    """How many cells a row has, titles above the names aside; 0 where nobody knows any of the names."""
    known, cells = _header(sample, delimiter)
    return cells if known > 1 else 0


def _rows(lines: Sequence[str], first: int, delimiter: str, width: int) -> Iterator[TableLine]:
    place, unclosed = first, 0
    while place < len(lines):
        start = place
        for end, cells in _records(lines, place, delimiter):
            if len(cells) > _MOST_CELLS:
                raise UnreadableTable(TableFault.NO_TABLE)
            if width and end > start + 1 and _swallows(lines[start:end], len(cells), width, delimiter):
                break
            yield TableLine(start + 1, tuple(map(_plain, cells)))
            width = width or len(cells)
            start = end
        if start == len(lines):
            return
        unclosed += 1
        if unclosed > _MOST_UNCLOSED:
            raise UnreadableTable(TableFault.NO_TABLE)
        yield TableLine(start + 1, (), LineFault.UNCLOSED_QUOTE)
        place = start + 1


def _plain(cell: str) -> str:
    """The cell without what keeps spreadsheets from reading it as a formula or a number: ``'`` and ``="…"``."""
    if cell[:2] == '="' and cell[-1:] == '"' and len(cell) > 2:
        return cell[2:-1]
    return unguarded(cell)


def _records(lines: Sequence[str], first: int, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Each record with the line behind it; ends early where a quotation mark is never closed."""
    reader = csv.reader(islice(lines, first, None), delimiter=delimiter)
    start = first
    try:
        for cells in reader:
            end = first + reader.line_num
            if end == len(lines) and _is_unclosed(lines[start:end], delimiter):
                return
            yield end, cells
            start = end
    except csv.Error:
        # A cell longer than any: an unclosed mark swallowed what follows.
        return


def _is_unclosed(record: Sequence[str], delimiter: str) -> bool:
    """Whether a further line would belong to the record's last cell."""
    return next(csv.reader([*record[:-1], record[-1] + "\n", "more"], delimiter=delimiter), []) != next(
        csv.reader(record, delimiter=delimiter), []
    )


def _swallows(record: Sequence[str], found: int, width: int, delimiter: str) -> bool:
    """Whether a quotation mark in the record was closed by one further down, so that rows lie between.

    So it is where the cells are not as many as the header's, or a line within has just as many by itself.
    """
    if found != width:
        return True
    inner = record[1:-1] if record[0].startswith('"') else record[1:]
    return width > 2 and any(len(cells) == width for line in inner for cells in csv.reader([line], delimiter=delimiter))
