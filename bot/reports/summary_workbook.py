"""The summary as a workbook: figures and charts, key partners by week, then a sheet a noun."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from bot.domain.balance import days_since
from bot.domain.care import CareReason
from bot.domain.exports import HistoryRow, WholeRoster
from bot.domain.interactions import Interaction
from bot.domain.occasions import Occasion
from bot.domain.people import Person
from bot.domain.promises import Promise
from bot.domain.reminders import Reminder
from bot.domain.summary import ColleagueLine, Summary
from bot.domain.summary_book import PartnerStanding
from bot.domain.summary_picture import PartnerWeeks, SummaryPicture, WeekState
from bot.domain.words import CareLevel
from bot.i18n import words
from bot.i18n.care_reasons import care_reason
from bot.i18n.formats import Formats
from bot.i18n.translator import Translator
from bot.reports.history_headings import interactions_headings, promises_headings, reminders_headings
from bot.reports.paper import ASKS, CARE, THEIRS, WORK
from bot.reports.sheets import Cell, Heading, Sheet, Sort, Styles
from bot.reports.summary_sheet import SummarySheet
from bot.reports.week_labels import week_states
from bot.reports.workbook_rows import WorkbookRows

_DAY_FORMAT = "dd/mm/yyyy"
_LEVELS = {CareLevel.NEGLECTED: "#F6C7A9", CareLevel.ATTENTION: "#FFE7A8", CareLevel.WELL: "#D6E8F4"}
_STATES = {WeekState.CARE: CARE, WeekState.WORK: WORK, WeekState.ASKED: ASKS, WeekState.THEIRS: THEIRS}
_LEVEL_COLUMN = 1
_WEEKS_FROM = 3


class SummaryWorkbook:
    """Writes the workbook, the rows as they come."""

    def __init__(self, path: Path, t: Translator, f: Formats) -> None:
        from xlsxwriter import Workbook

        self._t, self._f = t, f
        # Its files of rows lie beside it, where there is room for it and nobody else looks.
        self._workbook = Workbook(str(path), {"constant_memory": True, "tmpdir": str(path.parent)})
        self._styles = Styles(self._workbook, _DAY_FORMAT)
        self._every: list[Sheet] = []
        self._levels = {level: self._workbook.add_format({"bg_color": color}) for level, color in _LEVELS.items()}

    def take_summary(self, summary: Summary, picture: SummaryPicture, roster: WholeRoster) -> None:
        """The first sheets, and those that the rows go to."""
        t = self._t
        self._end = picture.period.end
        self._staff = {id: one.name for id, one in roster.staff.items()}
        self._rows = WorkbookRows(t, self._f, roster)
        SummarySheet(self._workbook, t, self._f, _DAY_FORMAT).write(summary, picture)
        self._partners = self._sheet(t.c("sheet", "Partners"), self._of_partners())
        self._colour_levels(self._partners)
        self._history: dict[type[HistoryRow], Sheet] = {
            Reminder: self._sheet(t.c("sheet", "Reminders"), reminders_headings(t)),
            Interaction: self._sheet(t.c("sheet", "Interactions"), interactions_headings(t)),
            Promise: self._sheet(t.c("sheet", "Promises"), promises_headings(t)),
        }
        self._sheet(t.c("sheet", "Team"), self._of_team()).put(map(_of_colleague, summary.team))
        self._by_week(picture)

    def take_standings(self, rows: Sequence[PartnerStanding], people: Sequence[Person]) -> None:
        """A row a partner."""
        named = {one.id: one.addressed for one in people}
        self._partners.put(self._of_partner(one, named) for one in rows)

    def take_history(self, rows: Sequence[HistoryRow], people: Sequence[Person], days: Sequence[Occasion]) -> None:
        """Each into the sheet of its noun."""
        if rows:
            self._rows.know(people, days)
            self._history[type(rows[0])].put(map(self._rows.of, rows))

    def finish(self) -> None:
        """Puts the workbook together."""
        for sheet in self._every:
            sheet.finish()
        self._workbook.close()

    def _sheet(self, name: str, headings: Sequence[Heading]) -> Sheet:
        sheet = Sheet(self._workbook, self._styles, name, headings)
        self._every.append(sheet)
        return sheet

    def _colour_levels(self, sheet: Sheet) -> None:
        for level, look in self._levels.items():
            sheet.colour(_LEVEL_COLUMN, words.care_level(self._t, level), look)

    def _of_partners(self) -> list[Heading]:
        t = self._t
        return [
            Heading(t.c("heading", "Partner"), Sort.NAME),
            Heading(t.c("heading", "Care level")),
            Heading(t.c("heading", "Reasons"), Sort.LONG),
            Heading(t.c("heading", "Tier")),
            Heading(t.c("heading", "Kind")),
            Heading(t.c("heading", "Owner")),
            Heading(t.c("heading", "Backup")),
            Heading(t.c("heading", "Days since any contact"), Sort.NUMBER),
            Heading(t.c("heading", "Since our care"), Sort.NUMBER),
            Heading(t.c("heading", "Since a check-in"), Sort.NUMBER),
            Heading(t.c("heading", "Since an update"), Sort.NUMBER),
            Heading(t.c("heading", "Since a gesture"), Sort.NUMBER),
            Heading(t.c("heading", "Since a request"), Sort.NUMBER),
            Heading(t.c("heading", "Since they wrote"), Sort.NUMBER),
            Heading(t.c("heading", "Since a meeting"), Sort.NUMBER),
            Heading(t.c("heading", "Requests in a row"), Sort.NUMBER),
            Heading(t.c("heading", "Care in eight weeks"), Sort.NUMBER),
            Heading(t.c("heading", "Work in eight weeks"), Sort.NUMBER),
            Heading(t.c("heading", "Requests in eight weeks"), Sort.NUMBER),
        ]

    def _of_partner(self, one: PartnerStanding, people: dict[int, str]) -> list[Cell]:
        t, partner, newest = self._t, one.partner, one.newest
        reasons = [
            care_reason(t, reason, self._day(reason.on), people.get(reason.person_id or 0, partner.name))
            for reason in one.view.reasons
            if reason.why is not CareReason.IN_TIME
        ]
        days = (
            *(one.days.contact_on, one.days.care_on, newest.check_in_on, newest.update_on),
            *(newest.gesture_on, one.days.ask_on, newest.theirs_on, newest.met_on),
        )
        return [
            partner.name,
            words.care_level(t, one.view.level),
            "\n".join(reasons) or None,
            words.tier(t, partner.tier),
            words.kind(t, partner.kind),
            self._staff.get(partner.owner_id or 0),
            self._staff.get(partner.backup_id or 0),
            *(days_since(day, self._end) for day in days),
            one.asks,
            *(one.counted.get(state, 0) for state in (WeekState.CARE, WeekState.WORK, WeekState.ASKED)),
        ]

    def _day(self, day: date | None) -> str:
        return "" if day is None else self._f.day_near(day, self._end)

    def _of_team(self) -> list[Heading]:
        t = self._t
        return [
            Heading(t.c("heading", "Colleague"), Sort.NAME),
            Heading(t.c("heading", "Care"), Sort.NUMBER),
            Heading(t.c("heading", "Reminders due"), Sort.NUMBER),
            Heading(t.c("heading", "Done"), Sort.NUMBER),
            Heading(t.c("heading", "Done with a note"), Sort.NUMBER),
            Heading(t.c("heading", "Still open"), Sort.NUMBER),
            Heading(t.c("heading", "Open late"), Sort.NUMBER),
            Heading(t.c("heading", "Waiting their turn"), Sort.NUMBER),
        ]

    def _by_week(self, picture: SummaryPicture) -> None:
        """Key partners as the picture's tiles have them, all of them."""
        t = self._t
        weeks = [Heading(self._f.span(one.period.start, one.period.end)) for one in picture.weeks]
        sheet = self._sheet(
            t.c("sheet", "Key partners by week"),
            [
                Heading(t.c("heading", "Partner"), Sort.NAME),
                Heading(t.c("heading", "Care level")),
                Heading(t.c("heading", "Days since any contact"), Sort.NUMBER),
                *weeks,
            ],
        )
        self._colour_levels(sheet)
        said = week_states(t)
        for state, color in _STATES.items():
            white = {} if state is WeekState.WORK else {"font_color": "#FFFFFF"}
            look = self._workbook.add_format({"bg_color": color, **white})
            for place in range(len(weeks)):
                sheet.colour(_WEEKS_FROM + place, said[state], look)
        sheet.put(self._of_weeks(picture.partners, said))

    def _of_weeks(self, partners: Iterable[PartnerWeeks], said: dict[WeekState, str]) -> Iterator[list[Cell]]:
        for one in partners:
            level = words.care_level(self._t, one.level)
            yield [one.name, level, one.days, *(said[state] for state in one.states)]


def _of_colleague(one: ColleagueLine) -> list[Cell]:
    return [one.name, one.care, one.due, one.done, one.noted, one.open, one.late, one.waiting]
