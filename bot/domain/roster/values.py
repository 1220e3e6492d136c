"""The cells of a table brought to their columns, before anybody reads what they mean."""

from collections.abc import Iterator

from bot.domain.roster import cells
from bot.domain.roster.columns import DAYS, LISTS, SEVERAL, Column, column_named, is_kept_in_note
from bot.domain.roster.headers import Header
from bot.domain.roster.table import Origin, Table, TableLine
from bot.domain.roster.written_days import DayOrder, is_ambiguous, order_of, plain_day

_NOTES = frozenset({Column.NOTE, Column.PERSON_NOTE, Column.OFFERS, Column.NEEDS})
_OF_LINES = SEVERAL | LISTS
"""Columns whose line breaks mean something."""


class Values:
    """Reads rows of a table under its header. Days in figures are turned day first, as their column shows.

    ``month_first`` are the headings of those that had the month first.
    """

    def __init__(self, header: Header, table: Table) -> None:
        self._columns = [
            (place, column, name, self._order(table, place, column))
            for place, (column, name) in enumerate(zip(header.columns, header.names, strict=True))
            if column is not None
        ]
        self._strict = table.origin is Origin.OUTLOOK
        self.month_first = tuple(name for _, _, name, order in self._columns if order is DayOrder.MONTH_FIRST)

    def of(self, line: TableLine) -> dict[Column, str]:
        """What stands in each column; several columns of the same are joined, line by line."""
        found: dict[Column, str] = {}
        for place, column, name, order in self._columns:
            text = cells.cleaned(line.cells[place], lines=column in _OF_LINES)
            if column in DAYS and text:
                text = "" if self._is_ambiguous(text, order) else plain_day(text, order)
            before = found.get(column, "")
            if text and column in _NOTES and (before or column_named(name) is not column or is_kept_in_note(name)):
                text = f"{name}: {text}"
            found[column] = f"{before}\n{text}" if before and text else before or text
        return found if found.get(Column.PERSON) else _reached_itself(found)

    def ambiguous(self, line: TableLine) -> Iterator[tuple[Column, str]]:
        """The days that may be two, where nothing in the file says which is meant."""
        for place, column, _, order in self._columns:
            if self._strict and column in DAYS and self._is_ambiguous(line.cells[place], order):
                yield column, line.cells[place].strip()

    def _is_ambiguous(self, text: str, order: DayOrder) -> bool:
        """Whoever types a day here writes it day first; Outlook writes it as the computer was set."""
        return self._strict and order is DayOrder.UNKNOWN and is_ambiguous(text)

    @staticmethod
    def _order(table: Table, place: int, column: Column) -> DayOrder:
        if column not in DAYS:
            return DayOrder.DAY_FIRST
        return order_of(line.cells[place] for line in table.lines if place < len(line.cells))


def _reached_itself(found: dict[Column, str]) -> dict[Column, str]:
    """A row that names nobody: how its person is reached is how its partner is."""
    for theirs, its in ((Column.PERSON_PHONE, Column.PHONE), (Column.PERSON_EMAIL, Column.EMAIL)):
        if found.get(theirs):
            both = [text for text in (found.get(its), found[theirs]) if text]
            found |= {its: "\n".join(both), theirs: ""}
    return found
