"""The roster and its history as a workbook: a sheet a noun."""

from collections.abc import Sequence
from pathlib import Path

from bot.domain.exports import HistoryRow, WholeRoster
from bot.domain.interactions import Interaction
from bot.domain.occasions import Event
from bot.domain.promises import Promise
from bot.domain.reminders import Reminder
from bot.domain.roster.columns import Column
from bot.i18n.formats import Formats
from bot.i18n.translator import Translator
from bot.reports.history_headings import interactions_headings, promises_headings, reminders_headings
from bot.reports.sheets import Heading, Sheet, Sort, Styles
from bot.reports.tables import NAMES
from bot.reports.workbook_rows import DAYS, NUMBERS, PARTNER_COLUMNS, PERSON_COLUMNS, WorkbookRows

_DAY_FORMAT = "dd/mm/yyyy"
_LONG = frozenset(
    {
        *(Column.NOTE, Column.PERSON_NOTE, Column.OFFERS, Column.NEEDS),
        *(Column.PARTNER_DAYS, Column.PERSON_DAYS, Column.AGREEMENTS),
    }
)
_NAMES = frozenset(
    {
        *(Column.PARTNER, Column.PERSON, Column.ROLE),
        *(Column.EMAIL, Column.PERSON_EMAIL, Column.PHONE, Column.PERSON_PHONE),
    }
)


class WorkbookReport:
    """Writes the workbook, the history as it comes."""

    def __init__(self, path: Path, t: Translator, f: Formats) -> None:
        from xlsxwriter import Workbook

        self._t, self._f = t, f
        # Its files of rows lie beside it, where there is room for it and nobody else looks.
        self._workbook = Workbook(str(path), {"constant_memory": True, "tmpdir": str(path.parent)})
        self._styles = Styles(self._workbook, _DAY_FORMAT)
        self._sheets: dict[type[HistoryRow], Sheet] = {}
        self._every: list[Sheet] = []
        self._rows: WorkbookRows | None = None

    def take_roster(self, roster: WholeRoster) -> None:
        """Partners, people and their days."""
        t = self._t
        self._rows = rows = WorkbookRows(t, self._f, roster)
        self._sheet(t.c("sheet", "Partners"), self._headings(PARTNER_COLUMNS)).put(rows.partners())
        self._sheet(t.c("sheet", "People"), self._headings(PERSON_COLUMNS)).put(rows.people())
        days = self._sheet(t.c("sheet", "Occasions"), self._of_days())
        days.put(rows.days())
        self._sheets = {
            Event: days,
            Interaction: self._sheet(t.c("sheet", "Interactions"), interactions_headings(t)),
            Reminder: self._sheet(t.c("sheet", "Reminders"), reminders_headings(t)),
            Promise: self._sheet(t.c("sheet", "Promises"), promises_headings(t)),
        }

    def take_history(self, rows: Sequence[HistoryRow]) -> None:
        """Each into the sheet of its noun."""
        if rows and self._rows is not None:
            self._sheets[type(rows[0])].put(map(self._rows.of, rows))

    def finish(self) -> None:
        """Puts the workbook together."""
        for sheet in self._every:
            sheet.finish()
        self._workbook.close()

    def _sheet(self, name: str, headings: Sequence[Heading]) -> Sheet:
        sheet = Sheet(self._workbook, self._styles, name, headings)
        self._every.append(sheet)
        return sheet

    def _headings(self, columns: Sequence[Column]) -> list[Heading]:
        """The import's own names, as one writes a heading."""
        names = (self._t.c(*NAMES[column]).replace("_", " ") for column in columns)
        return [
            Heading(name[:1].upper() + name[1:], _sort(column)) for column, name in zip(columns, names, strict=True)
        ]

    def _of_days(self) -> list[Heading]:
        t = self._t
        return [
            Heading(t.c("heading", "Partner"), Sort.NAME),
            Heading(t.c("heading", "Person"), Sort.NAME),
            Heading(t.c("heading", "Kind")),
            Heading(t.c("heading", "Name"), Sort.NAME),
            Heading(t.c("heading", "Day")),
            Heading(t.c("heading", "Calendar")),
            Heading(t.c("heading", "Next"), Sort.DAY),
            Heading(t.c("heading", "Note"), Sort.LONG),
        ]


def _sort(column: Column) -> Sort:
    if column in _LONG:
        return Sort.LONG
    if column in _NAMES:
        return Sort.NAME
    # A birthday can be one of another calendar, or without its year.
    whole = column in DAYS - {Column.BIRTHDAY, Column.FOUNDED}
    return Sort.DAY if whole else Sort.NUMBER if column in NUMBERS else Sort.TEXT
