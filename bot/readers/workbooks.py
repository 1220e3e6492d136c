"""Tables in workbooks of Excel 2007 and later, and of the programs that write the same."""

import re
import warnings
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

from bot.domain.roster.guards import unguarded
from bot.domain.roster.table import MOST_COLUMNS, MOST_ROWS, TableFault, TableLine, UnreadableTable
from bot.readers.packages import check_part, is_text, opened_workbook

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

LONGEST_CELL = 32_767
"""Characters; Excel keeps no more in a cell."""

_ERRORS = frozenset({"#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!", "#GETTING_DATA", "#SPILL!"})
_QUOTED = re.compile(r'^"(\+?[0-9]*)"')
_PLAIN = re.compile(r"(\+?)([0#]+)")
_LITERAL = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')
_UNSEEN = re.compile(r'[\\"\s()\-]')


def sheet_names(content: bytes) -> tuple[str, ...]:
    """The sheets of a workbook that one can see, in their order; ``UnreadableTable`` where it is none."""
    with opened_workbook(content) as package:
        return tuple(sheet.title for sheet in _visible(_opened(package)))


def read_sheet(content: bytes, name: str | None = None) -> tuple[str, list[TableLine]]:
    """The rows of the sheet called *name*, or of the first, with its name; without the empty ones behind.

    A formula gives the value that was last worked out, a day is written as ISO writes it, and a number as its format
    shows it where that keeps a leading zero or plus.
    """
    with opened_workbook(content) as package:
        sheets = _visible(_opened(package))
        wanted = [sheet for sheet in sheets if name is None or sheet.title == name]
        if not wanted:
            raise UnreadableTable(TableFault.NO_SHEET, (("sheet", name or ""),))
        return wanted[0].title, list(_lines(wanted[0]))


def _opened(package: ZipFile) -> "Workbook":
    from openpyxl import load_workbook

    # Opening alone reads a sheet that does not say how large it is.
    for name in package.namelist():
        if is_text(name):
            check_part(package, name)
    # It warns of whatever in a workbook it does not keep; nothing here is written back.
    warnings.filterwarnings("ignore", module=r"openpyxl\.")
    assert package.fp is not None
    return load_workbook(package.fp, read_only=True, data_only=True, keep_links=False)


def _visible(workbook: "Workbook") -> list[Any]:
    every = workbook.worksheets
    return [sheet for sheet in every if sheet.sheet_state == "visible"] or list(every)


def _lines(sheet: Any) -> Iterator[TableLine]:
    # Programs on the web write dimensions that are wrong.
    sheet.reset_dimensions()
    rows = 0
    for number, row in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS), 1):
        cells = _cells(row)
        if not cells:
            continue
        rows += 1
        if rows > MOST_ROWS:
            raise UnreadableTable(TableFault.TOO_MANY_ROWS, (("most", MOST_ROWS),))
        yield TableLine(number, cells)


def _cells(row: Sequence[Any]) -> tuple[str, ...]:
    cells = ["" if cell.value is None else _text(cell) for cell in row]
    while cells and not cells[-1].strip():
        cells.pop()
    return tuple(cells)


def _text(cell: Any) -> str:
    value = cell.value
    if isinstance(value, str):
        return "" if value in _ERRORS else unguarded(value[:LONGEST_CELL])
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, datetime):
        return day_as_shown(value, cell.number_format)
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, int) and value >= 0:
        return as_shown(value, cell.number_format)
    return str(value)


def day_as_shown(moment: datetime, pattern: str) -> str:
    """A day as its format shows it: who types "14/8" gets this year's from the program, and sees none.

    Of a month of a year, the program makes its first day.
    """
    parts = set(_LITERAL.sub("", pattern).lower())
    if {"d", "m"} <= parts and not parts & {"y", "e"}:
        return f"--{moment.month:02}-{moment.day:02}"
    if {"m", "y"} <= parts and not parts & {"d", "h", "s"}:
        return f"{moment.month}/{moment.year}"
    return moment.date().isoformat() if moment.time() == time() else moment.isoformat(" ", "minutes")


def as_shown(number: int, pattern: str) -> str:
    """A whole number as its format shows it: ``0000000000`` and ``"+"0`` keep what a phone begins with."""
    quoted = _QUOTED.match(pattern)
    first = quoted[1] if quoted is not None else ""
    rest = pattern[len(quoted[0]) :] if quoted is not None else pattern
    plain = _PLAIN.fullmatch(_UNSEEN.sub("", rest.split(";")[0]))
    if plain is None:
        return str(number)
    return first + plain[1] + str(number).zfill(plain[2].count("0"))
