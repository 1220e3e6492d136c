"""Sheets of a workbook, written a row at a time: 200,000 rows pass through in seconds, and none is kept in memory.

The library writes everything of the workbook but its rows: it takes eight times as long for one, and would read a text
in tags of its own as markup. Rows go into the file that it keeps for them, as ECMA-376 part 1, 18.3.1 has them.
"""

import re
import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

Cell = str | int | date | None

MOST_ROWS = 1_048_575
"""Rows of a sheet under its headings (Excel, specifications and limits)."""
MOST_LINES = 12
"""Lines of a long text that its row shows at once."""
LINE_HEIGHT = 15
"""Points. Not every program reckons a row's height from its texts, so it is told."""
MOST_CHARACTERS = 32_767
"""Characters of a cell, from the same page."""

_FILTER = 4
"""Characters of a heading's width that its filter's button takes."""
_FIRST_DAY = date(1899, 12, 30)
_FIRST_SOUND_DAY = date(1900, 3, 1)
"""Before it, spreadsheets disagree: Excel believes that 1900 was a leap year."""
_SPECIAL = re.compile(r"[&<>\x00-\x1f\ud800-\udfff\ufffe\uffff]|_x[0-9A-Fa-f]{4}_|^\s|\s$")
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_CODE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
"""What Excel would read as the code of a character."""


class Sort(Enum):
    """What stands in a column: short texts, long ones, days, numbers."""

    TEXT = 20
    NAME = 32
    LONG = 50
    DAY = 12
    NUMBER = 9

    @property
    def width(self) -> int:
        """The width in characters."""
        return int(self.value)


_LONG_WIDTH = Sort.LONG.width


@dataclass(frozen=True, slots=True)
class Heading:
    """The first cell of a column."""

    text: str
    sort: Sort = Sort.TEXT

    @property
    def width(self) -> int:
        """The column's width in characters; over numbers, which are narrow, a heading is broken between its words."""
        words = self.text.split() if self.sort is Sort.NUMBER else [self.text]
        return max(self.sort.width, *(len(word) + _FILTER for word in words))

    @property
    def lines(self) -> int:
        """Lines that it takes."""
        return len(textwrap.wrap(self.text, self.width - _FILTER))


class Sheet:
    """One table of a workbook: headings that stay, filters, rows; goes on in a further sheet where one is full."""

    def __init__(self, workbook: "Workbook", styles: "Styles", name: str, headings: Sequence[Heading]) -> None:
        self._workbook, self._styles, self._name, self._headings = workbook, styles, name, headings
        self._places = [_place(_letters(place), styles.of(heading.sort)) for place, heading in enumerate(headings)]
        self._long = [place for place, heading in enumerate(headings) if heading.sort is Sort.LONG]
        self._colours: list[tuple[int, str, Format]] = []
        self._sheets = 0
        self._begin()

    def colour(self, place: int, text: str, format: "Format") -> None:
        """Shows a cell of this column so wherever it is this very text, also after somebody changed it."""
        self._colours.append((place, text, format))

    def put(self, rows: Iterable[Sequence[Cell]]) -> None:
        """Adds rows; a cell of each column in each, None for nothing."""
        written: list[str] = []
        for row in rows:
            if self._row > MOST_ROWS:
                self._write(written)
                written = []
                self.finish()
                self._begin()
            self._row += 1
            written.append(self._written(row))
        self._write(written)

    def finish(self) -> None:
        """Says how far it goes, and puts filters over it."""
        last = max(1, self._row - 1)
        self._sheet.dim_rowmin, self._sheet.dim_rowmax = 0, last
        self._sheet.dim_colmin, self._sheet.dim_colmax = 0, len(self._headings) - 1
        self._sheet.autofilter(0, 0, last, len(self._headings) - 1)
        for place, text, format in self._colours:
            equal = {"type": "cell", "criteria": "==", "value": f'"{text}"', "format": format}
            self._sheet.conditional_format(1, place, last, place, equal)

    def _begin(self) -> None:
        self._sheets += 1
        name = self._name if self._sheets == 1 else f"{self._name} {self._sheets}"
        self._sheet: Worksheet = self._workbook.add_worksheet(name)
        self._sheet.freeze_panes(1, 0)
        # Printed, a page is as wide as the table.
        self._sheet.set_landscape()
        self._sheet.fit_to_pages(1, 0)
        self._sheet.repeat_rows(0)
        for place, heading in enumerate(self._headings):
            self._sheet.set_column(place, place, heading.width)
        self._row = 1
        lines = max(heading.lines for heading in self._headings)
        cells = [
            f'<c r="{_letters(place)}1" s="{self._styles.heading}" t="inlineStr">{_text(heading.text)}'
            for place, heading in enumerate(self._headings)
        ]
        high = f' ht="{LINE_HEIGHT * lines}" customHeight="1"' if lines > 1 else ""
        self._write([f'<row r="1"{high}>{"".join(cells)}</row>'])

    def _written(self, row: Sequence[Cell]) -> str:
        """A row. It is the innermost loop of two million cells: plain, and without a call for what comes again."""
        number = str(self._row)
        cells = [f'<row r="{number}">']
        for place in self._long:
            text = row[place]
            if type(text) is str and (len(text) > _LONG_WIDTH or "\n" in text):
                cells[0] = self._high_row(row)
        for (begins, text_goes_on, number_goes_on, style), cell in zip(self._places, row, strict=True):
            if cell is None or cell == "":
                continue
            kind = type(cell)
            if kind is str:
                cells.append(begins + number + text_goes_on + _text(cell))
            elif kind is int:
                cells.append(f"{begins}{number}{number_goes_on}{cell}</v></c>")
            else:
                cells.append(_day(begins + number, style, cell))
        cells.append("</row>")
        return "".join(cells)

    def _high_row(self, row: Sequence[Cell]) -> str:
        lines = min(MOST_LINES, max(_lines(row[place]) for place in self._long))
        return f'<row r="{self._row}" ht="{LINE_HEIGHT * lines}" customHeight="1">'

    def _write(self, rows: Sequence[str]) -> None:
        self._sheet._opt_reopen()
        self._sheet.row_data_fh.write("".join(rows))


@dataclass(frozen=True, slots=True)
class Style:
    """How a column's texts and numbers look, and how its days."""

    texts: int
    days: int


class Styles:
    """The looks of cells; ``day_format`` is how the reader's language writes a day."""

    def __init__(self, workbook: "Workbook", day_format: str) -> None:
        top = {"valign": "top"}
        self.heading = _index(
            workbook.add_format({"bold": True, "bg_color": "#E8EEF4", "bottom": 1, "text_wrap": True, **top})
        )
        plain, wrapped = _index(workbook.add_format(top)), _index(workbook.add_format({"text_wrap": True, **top}))
        days = _index(workbook.add_format({"num_format": day_format, "align": "left", **top}))
        numbers = _index(workbook.add_format({"align": "left", **top}))
        self._styles = {Sort.LONG: Style(wrapped, days), Sort.NUMBER: Style(numbers, days)}
        self._plain = Style(plain, days)

    def of(self, sort: Sort) -> Style:
        """The look of a column."""
        return self._styles.get(sort, self._plain)


def _index(format: "Format") -> int:
    return int(format._get_xf_index())


def _place(letters: str, style: "Style") -> tuple[str, str, str, "Style"]:
    """How a cell of a column begins, and how it goes on behind its number: before a text, before a number."""
    return f'<c r="{letters}', f'" s="{style.texts}" t="inlineStr">', f'" s="{style.texts}"><v>', style


def _lines(text: Cell) -> int:
    """Lines that a text takes in a long column."""
    return sum(1 + len(line) // _LONG_WIDTH for line in text.split("\n")) if isinstance(text, str) else 1


def _day(begins: str, style: "Style", day: Cell) -> str:
    if isinstance(day, date) and day >= _FIRST_SOUND_DAY:
        return f'{begins}" s="{style.days}"><v>{(day - _FIRST_DAY).days}</v></c>'
    return f'{begins}" s="{style.texts}" t="inlineStr">{_text(str(day))}'


def plain_text(text: str) -> str:
    """A text that the library may write itself: no longer than a cell takes, and without controls."""
    return _CONTROLS.sub(" ", text[:MOST_CHARACTERS])


@lru_cache(maxsize=1 << 15)
def _text(text: str) -> str:
    """A text, which stays one whatever it begins with, and the end of its cell."""
    if len(text) > MOST_CHARACTERS:
        text = text[: MOST_CHARACTERS - 1] + "…"
    if not _SPECIAL.search(text):
        return f"<is><t>{text}</t></is></c>"
    text = _CODE.sub("_x005F_", _CONTROLS.sub(" ", text))
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f'<is><t xml:space="preserve">{text}</t></is></c>'


def _letters(place: int) -> str:
    """A, B, … Z, AA, … for 0, 1, …"""
    return (_letters(place // 26 - 1) if place >= 26 else "") + chr(ord("A") + place % 26)
