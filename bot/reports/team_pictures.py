"""The team's load as a picture: everybody by name, what was done beside what waits. It ranks nobody."""

from bot.domain.summary_picture import ColleagueLoad, SummaryPicture
from bot.i18n.formats import Formats
from bot.i18n.translator import Translator
from bot.reports.canvas import BOTTOM, INNER, LINE, MARGIN, NORMAL, SMALL, Canvas
from bot.reports.paper import CARE, FAINT, INK, PAPER, WIDTH, WORK, in_lines, wide
from bot.reports.summary_pictures import draw_heading

NAMES = 1.95
FIGURE = 0.46
BARS = INNER - NAMES - 4 * FIGURE
BAR_HIGH = 0.19
ROW = 0.3
ROWS_HIGH = 9.0
NAME_LINES = 3
DONE, OPEN = "#56B4E9", "#E69F00"
KEY_WIDE = 0.2


def team_picture(t: Translator, f: Formats, picture: SummaryPicture) -> bytes:
    """The picture as a PNG."""
    canvas = Canvas()
    y = draw_heading(canvas, f, t("The team's reminders"), picture)
    for place in range(4):
        _draw_part(canvas, place, _figure(place) - KEY_WIDE / 2, y - BAR_HIGH / 2, KEY_WIDE)
    y += 0.16
    most = max((_parts_sum(one) for one in picture.team), default=0) or 1
    shown = 0
    bottom = y + ROWS_HIGH
    for one in picture.team:
        lines = in_lines(one.name, NAMES - 0.1, NORMAL, most=NAME_LINES)
        height = max(ROW, len(lines) * LINE + 0.1)
        if y + height > bottom:
            break
        canvas.line(MARGIN, y, INNER)
        _draw_colleague(canvas, f, one, lines, y + height / 2, BARS / most)
        y += height
        shown += 1
    canvas.line(MARGIN, y, INNER)
    rest = len(picture.team) - shown
    if rest:
        told = t.n(
            "And {n} more colleague. All of them are in the workbook.",
            "And {n} more colleagues. All of them are in the workbook.",
            rest,
        )
        y += LINE + 0.02
        canvas.text(MARGIN, y, told, SMALL)
    return canvas.png(_draw_legend(canvas, t, y + 0.24) + BOTTOM)


def _draw_colleague(
    canvas: Canvas, f: Formats, one: ColleagueLoad, lines: list[str], middle: float, unit: float
) -> None:
    first = middle - LINE * (len(lines) - 1) / 2
    for place, line in enumerate(lines):
        canvas.text(MARGIN, first + LINE * place, line, NORMAL)
    x = MARGIN + NAMES
    for place, figure in enumerate((one.noted, one.done - one.noted, one.open, one.waiting)):
        if figure:
            _draw_part(canvas, place, x, middle - BAR_HIGH / 2, figure * unit)
        x += figure * unit
        color = INK if figure else FAINT
        canvas.text(_figure(place), middle, f.number(figure), SMALL, align="center", color=color)


def _draw_part(canvas: Canvas, place: int, x: float, y: float, width: float) -> None:
    """Done with a note, done, open, waiting: each has its colour and its shape."""
    if place == 2:
        canvas.box(x, y, width, BAR_HIGH, OPEN, hatch="\\\\\\", edgecolor=PAPER)
    elif place == 3:
        canvas.box(x, y + BAR_HIGH / 2, width, BAR_HIGH / 2, WORK)
    else:
        canvas.box(x, y, width, BAR_HIGH, (CARE, DONE)[place])


def _draw_legend(canvas: Canvas, t: Translator, y: float) -> float:
    x = MARGIN
    labels = (
        t.c("legend", "done with a note"),
        t.c("legend", "done without one"),
        t.c("legend", "open"),
        t.c("legend", "waiting their turn"),
    )
    for place, label in enumerate(labels):
        step = KEY_WIDE + 0.08 + wide(label, SMALL)
        if x + step > WIDTH - MARGIN:
            x, y = MARGIN, y + 0.25
        _draw_part(canvas, place, x, y - BAR_HIGH / 2, KEY_WIDE)
        canvas.text(x + KEY_WIDE + 0.07, y, label, SMALL)
        x += step + 0.2
    return y + 0.1


def _parts_sum(one: ColleagueLoad) -> int:
    return one.done + one.open + one.waiting


def _figure(place: int) -> float:
    return MARGIN + NAMES + BARS + FIGURE * (place + 0.55)
