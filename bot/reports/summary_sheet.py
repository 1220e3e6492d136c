"""The first sheet of the summary's workbook: the figures, the eight weeks, and the picture as native charts."""

from datetime import date
from typing import TYPE_CHECKING, Any

from bot.domain.figures import Share
from bot.domain.summary import Summary
from bot.domain.summary_picture import GOALS, SummaryPicture
from bot.domain.words import Tier
from bot.i18n import words
from bot.i18n.formats import Formats
from bot.i18n.translator import Translator
from bot.reports.paper import ASKS, CARE, GRID, PAPER, WORK
from bot.reports.sheets import plain_text
from bot.reports.summary_pictures import span_with_year

if TYPE_CHECKING:
    from xlsxwriter import Workbook

Value = str | int | float | date | None
FIRST_WIDE, OTHERS_WIDE = 34, 14
CHART_COLUMN = 7
_GRID = {"visible": True, "line": {"color": GRID}}
CHART = {"width": 620, "height": 300}


class SummarySheet:
    """Written from top to bottom; ``row`` is the next one."""

    def __init__(self, workbook: "Workbook", t: Translator, f: Formats, day_format: str) -> None:
        self._t, self._f, self._workbook = t, f, workbook
        self._name = t.c("sheet", "Summary")
        self._sheet: Any = workbook.add_worksheet(self._name)
        self._heading = workbook.add_format({"bold": True, "bg_color": "#E8EEF4", "bottom": 1})
        self._right = workbook.add_format({"bold": True, "bg_color": "#E8EEF4", "bottom": 1, "align": "right"})
        self._title = workbook.add_format({"bold": True, "font_size": 16})
        self._bold = workbook.add_format({"bold": True})
        self._day = workbook.add_format({"num_format": day_format, "align": "left"})
        self._number = workbook.add_format({"num_format": "#,##0"})
        self._share = workbook.add_format({"num_format": "0%"})
        self._change = workbook.add_format({"num_format": "+#,##0;-#,##0;0"})
        self._reached = workbook.add_format({"bg_color": "#D6E8F4", "font_color": "#00466E"})
        self._below = workbook.add_format({"bg_color": "#FBE0D0", "font_color": "#8A3C00"})
        self.row = 0

    def write(self, summary: Summary, picture: SummaryPicture) -> None:
        """The whole sheet."""
        t, sheet = self._t, self._sheet
        sheet.set_column(0, 0, FIRST_WIDE)
        sheet.set_column(1, 6, OTHERS_WIDE)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        for text, format in (
            (t("Care for our partners"), self._title),
            (picture.organisation or "", self._bold),
            (span_with_year(self._f, picture.period), None),
        ):
            if text:
                self._line([text], format)
        sheet.freeze_panes(self.row, 0)
        self.row += 1
        self._figures(summary)
        self.row += 1
        self._coverage(picture)
        self.row += 1
        self._weeks(picture)

    def _figures(self, summary: Summary) -> None:
        t, now, before = self._t, summary.figures, summary.before
        self._head([t("Figures"), t("This period"), t("The one before"), t.c("heading", "Change")])
        c, b, r, s = now.contacted, before.contacted, now.reminders, before.reminders
        rows = (
            (t.c("legend", "Care"), c.care, b.care),
            (t.c("legend", "Work"), c.work, b.work),
            (t.c("legend", "Requests"), c.asks, b.asks),
            (t.c("legend", "From them"), c.theirs, b.theirs),
            (t("Partners cared for"), c.partners, b.partners),
            (t("Reminders due"), r.due, s.due),
            (t("Reminders done"), r.done, s.done),
            (t("Done with a note"), r.noted, s.noted),
            (t("Skipped"), r.skipped, s.skipped),
            (t("Still open"), r.open, s.open),
            (t("Missed"), r.missed, s.missed),
        )
        for label, value, earlier in rows:
            self._line([label, value, earlier, value - earlier], None, {3: self._change})
        self._line([t("Key partners in good care"), summary.well.part])
        self._line([t("Key partners in all"), summary.well.whole])

    def _coverage(self, picture: SummaryPicture) -> None:
        t = self._t
        self._head([t("Check-ins in time"), t("In time"), t("Partners"), t("Share"), t("Goal")])
        first = self.row
        shown = [tier for tier in Tier if picture.coverage.get(tier, Share(0, 0)).whole]
        for tier in shown:
            share = picture.coverage[tier]
            cells = [words.tier(t, tier), share.part, share.whole, share.part / share.whole, GOALS[tier]]
            self._line(cells, None, {3: self._share, 4: self._share})
        last = self.row - 1
        if not shown:
            return
        # Beside the figures, so that the colour says nothing that is not there.
        for sign, format in ((">=", self._reached), ("<", self._below)):
            rule = {"type": "cell", "criteria": sign, "value": f"$E{first + 1}", "format": format}
            self._sheet.conditional_format(first, 3, last, 3, rule)
        chart = self._workbook.add_chart({"type": "column"})
        for column, color, pattern in ((3, CARE, None), (4, WORK, None)):
            self._series(chart, column, first, last, color, pattern=pattern)
        chart.set_title({"name": t("Check-ins in time, and the goal"), "name_font": {"size": 12}})
        chart.set_y_axis({"min": 0, "max": 1, "num_format": "0%", "major_gridlines": _GRID})
        chart.set_legend({"position": "bottom"})
        chart.set_size(CHART)
        self._sheet.insert_chart(19, CHART_COLUMN, chart, {"description": t("Check-ins in time, and the goal")})

    def _weeks(self, picture: SummaryPicture) -> None:
        t = self._t
        sorts = (t.c("legend", "Care"), t.c("legend", "Work"), t.c("legend", "Requests"), t.c("legend", "From them"))
        self._head([t("Week from"), t("Until"), *sorts], texts=2)
        first = self.row
        for week in picture.weeks:
            days = [week.period.start, week.period.end]
            self._line([*days, week.care, week.work, week.asks, week.theirs])
        chart = self._workbook.add_chart({"type": "column", "subtype": "stacked"})
        for column, color, pattern in ((2, CARE, None), (3, WORK, None), (4, ASKS, "wide_upward_diagonal")):
            self._series(chart, column, first, self.row - 1, color, pattern=pattern)
        title = t("Eight weeks, up to {day}", day=self._f.short_day(picture.weeks[-1].period.end))
        chart.set_title({"name": title, "name_font": {"size": 12}})
        chart.set_x_axis({"num_format": "d/m", "text_axis": True})
        chart.set_y_axis({"num_format": "#,##0", "major_gridlines": _GRID})
        chart.set_legend({"position": "bottom"})
        chart.set_size(CHART)
        self._sheet.insert_chart(3, CHART_COLUMN, chart, {"description": title})

    def _series(self, chart: Any, column: int, first: int, last: int, color: str, *, pattern: str | None) -> None:
        """One column of a table; its heading names it."""
        look: dict[str, Any] = {"fill": {"color": color}}
        if pattern is not None:
            look = {"pattern": {"pattern": pattern, "fg_color": PAPER, "bg_color": color}}
        chart.add_series(
            {
                "name": [self._name, first - 1, column],
                "categories": [self._name, first, 0, last, 0],
                "values": [self._name, first, column, last, column],
                "gap": 60,
                **look,
            }
        )

    def _head(self, cells: list[str], texts: int = 1) -> None:
        """Headings: the first ones over texts and days, the others over numbers."""
        self._line(cells, None, {place: self._heading if place < texts else self._right for place in range(len(cells))})

    def _line(self, cells: list[Any], format: Any = None, own: dict[int, Any] | None = None) -> None:
        """A row; texts stay texts whatever they begin with."""
        for place, cell in enumerate(cells):
            look = format or (own or {}).get(place)
            if isinstance(cell, str):
                self._sheet.write_string(self.row, place, plain_text(cell), look)
            elif isinstance(cell, date):
                self._sheet.write_datetime(self.row, place, cell, look or self._day)
            elif cell is not None:
                self._sheet.write_number(self.row, place, cell, look or self._number)
        self.row += 1
