"""The weekly summary as one picture for a phone: eight weeks, coverage with its goals, key partners week by week."""

from collections.abc import Sequence

from bot.domain.figures import Period, Share
from bot.domain.summary_picture import GOALS, SummaryPicture, WeekOfContacts
from bot.domain.words import Tier
from bot.i18n import words
from bot.i18n.formats import Formats
from bot.i18n.translator import Translator
from bot.reports.canvas import BOTTOM, INNER, LABELS, LINE, MARGIN, NORMAL, SMALL, TITLE, Canvas
from bot.reports.heat_maps import draw_heat_map
from bot.reports.paper import CARE, FAINT, GRID, INK, WIDTH, WORK, in_lines
from bot.reports.week_labels import week_labels

COLUMNS = WIDTH - 2 * MARGIN - LABELS
BARS_HIGH, BARS_LOW = 1.5, 0.5
BAR = 0.62
"""Of a column's width."""
TRACK = 2.35
HEADING_LINES = 3


def summary_picture(t: Translator, f: Formats, picture: SummaryPicture) -> bytes:
    """The picture as a PNG."""
    canvas = Canvas()
    y = draw_heading(canvas, f, t("Care for our partners"), picture)
    y = _draw_weeks(canvas, t, f, picture, y)
    y = _draw_coverage(canvas, t, f, picture, y)
    y = draw_heat_map(canvas, t, f, picture, y)
    return canvas.png(y + BOTTOM)


def draw_heading(canvas: Canvas, f: Formats, title: str, picture: SummaryPicture) -> float:
    """Whose it is, what it is, and of which days; gives how far down that came."""
    y = 0.32
    for line in in_lines(picture.organisation or "", INNER, NORMAL, most=HEADING_LINES, bold=True):
        canvas.text(MARGIN, y, line, NORMAL, bold=True, color=FAINT)
        y += LINE
    y += 0.1
    canvas.text(MARGIN, y, title, TITLE, bold=True)
    canvas.text(MARGIN, y + 0.26, span_with_year(f, picture.period), NORMAL, color=FAINT)
    return y + 0.56


def span_with_year(f: Formats, period: Period) -> str:
    """16–22 November 2026."""
    span = f.span(period.start, period.end)
    return f"{span} {period.end.year}" if period.start.year == period.end.year else span


def _draw_weeks(canvas: Canvas, t: Translator, f: Formats, picture: SummaryPicture, y: float) -> float:
    weeks = picture.weeks
    canvas.text(MARGIN, y, t("Eight weeks, up to {day}", day=f.short_day(weeks[-1].period.end)), NORMAL, bold=True)
    y += 0.24
    up = max(1, *(one.care + one.work for one in weeks))
    down = max(one.asks for one in weeks)
    high = BARS_LOW if picture.empty else BARS_HIGH
    unit = high / (up + down)
    zero = y + up * unit
    column = COLUMNS / len(weeks)
    for place, week in enumerate(weeks):
        x = MARGIN + LABELS + column * (place + (1 - BAR) / 2)
        _draw_week(canvas, week, x, zero, column * BAR, unit)
    canvas.line(MARGIN + LABELS, zero, COLUMNS, INK, 0.012)
    if picture.empty:
        canvas.text(MARGIN + LABELS, y + high / 2, t("No contact was noted in these weeks yet."), NORMAL)
    return _draw_table(canvas, t, f, weeks, y + high + 0.2)


def _draw_week(canvas: Canvas, week: WeekOfContacts, x: float, zero: float, width: float, unit: float) -> None:
    """Care above the line, work above that, requests below."""
    canvas.box(x, zero - week.care * unit, width, week.care * unit, CARE)
    canvas.box(x, zero - (week.care + week.work) * unit, width, week.work * unit, WORK)
    if week.asks:
        canvas.asked(x, zero, width, week.asks * unit)


def _draw_table(canvas: Canvas, t: Translator, f: Formats, weeks: Sequence[WeekOfContacts], y: float) -> float:
    """The weeks' days, and the figures of each sort: the legend of the bars as well."""
    column = COLUMNS / len(weeks)
    middles = [MARGIN + LABELS + column * (place + 0.5) for place in range(len(weeks))]
    for x, (day, month) in zip(middles, week_labels(f, [one.period for one in weeks]), strict=True):
        canvas.text(x, y, day, SMALL, align="center", color=FAINT)
        canvas.text(x, y + 0.15, month, SMALL, align="center", color=FAINT)
    y += 0.4
    rows = [
        (t.c("legend", "Care"), [one.care for one in weeks]),
        (t.c("legend", "Work"), [one.work for one in weeks]),
        (t.c("legend", "Requests"), [one.asks for one in weeks]),
    ]
    for place, (label, figures) in enumerate(rows):
        canvas.line(MARGIN, y - 0.115, INNER)
        _draw_key(canvas, place, y)
        canvas.text(MARGIN + 0.22, y, label, SMALL)
        for x, figure in zip(middles, figures, strict=True):
            canvas.text(x, y, f.number(figure), SMALL, align="center", color=INK if figure else FAINT)
        y += 0.23
    return y + 0.16


def _draw_key(canvas: Canvas, place: int, y: float) -> None:
    x, top, side = MARGIN, y - 0.065, 0.13
    if place == 2:
        canvas.asked(x, top, side, side)
    else:
        canvas.box(x, top, side, side, (CARE, WORK)[place])


def _draw_coverage(canvas: Canvas, t: Translator, f: Formats, picture: SummaryPicture, y: float) -> float:
    shares = [(tier, share) for tier in Tier if (share := picture.coverage.get(tier, Share(0, 0))).whole]
    if not shares:
        return y
    canvas.text(MARGIN, y, t("Check-ins in time, and the goal"), NORMAL, bold=True)
    y += 0.27
    for tier, share in shares:
        part, goal = share.part / share.whole, GOALS[tier]
        x = MARGIN + LABELS
        canvas.text(MARGIN, y, words.tier(t, tier), SMALL)
        canvas.box(x, y - 0.075, TRACK, 0.15, GRID)
        canvas.box(x, y - 0.075, TRACK * part, 0.15, CARE)
        canvas.box(x + TRACK * goal - 0.012, y - 0.125, 0.024, 0.25, INK)
        reached = " ✓" if part >= goal else ""
        counted = f"{f.number(share.part)}/{f.number(share.whole)}"
        told = t("{counted} · goal {share}", counted=counted, share=f.percent(goal))
        canvas.text(x + TRACK + 0.12, y, f.percent(part), SMALL, bold=True)
        canvas.text(x + TRACK + 0.57, y, told + reached, SMALL, color=FAINT)
        y += 0.27
    return y + 0.06
