"""Key partners week by week, as tiles: full for care, half for work, hatched for requests, hollow for silence."""

from dataclasses import dataclass

from bot.domain.summary_picture import PartnerWeeks, SummaryPicture, WeekState
from bot.domain.words import CareLevel
from bot.i18n import words
from bot.i18n.formats import Formats
from bot.i18n.translator import Translator
from bot.reports.canvas import INNER, LINE, MARGIN, NORMAL, SMALL, Canvas
from bot.reports.paper import ASKS, CARE, FAINT, THEIRS, WIDTH, WORK, in_lines, wide
from bot.reports.week_labels import week_labels, week_states

NAMES = 3.35
"""Inches for the mark and the name."""
COLUMN = (INNER - NAMES) / 8
TILE_WIDE, TILE_HIGH = 0.255, 0.19
ROW = 0.27
ROWS_HIGH = 6.6
"""Inches that the rows take at most: the whole is then as high as a phone is, and legible on it."""
NAME_LINES = 4
MARKS = {CareLevel.NEGLECTED: ("^", ASKS, 7.0), CareLevel.ATTENTION: ("D", "#E69F00", 5.0)}


@dataclass(frozen=True, slots=True)
class _Row:
    partner: PartnerWeeks
    lines: list[str]
    size: float

    @property
    def height(self) -> float:
        return max(ROW, len(self.lines) * LINE * self.size / NORMAL + 0.1)


def draw_heat_map(canvas: Canvas, t: Translator, f: Formats, picture: SummaryPicture, y: float) -> float:
    """The key partners, those that need attention first, as many as stay legible; gives how far down it came."""
    y += 0.18
    canvas.text(MARGIN, y, t("Key partners by week"), NORMAL, bold=True)
    if not picture.partners:
        told = in_lines(
            t("There is no key partner yet; a tier can be set on each partner's card."), INNER, SMALL, most=3
        )
        for place, line in enumerate(told):
            canvas.text(MARGIN, y + 0.25 + LINE * place, line, SMALL)
        return y + 0.25 + LINE * len(told)
    for place, (day, month) in enumerate(week_labels(f, [one.period for one in picture.weeks])):
        canvas.text(_middle(place), y - 0.02, day, SMALL, align="center", color=FAINT)
        canvas.text(_middle(place), y - 0.17, month, SMALL, align="center", color=FAINT)
    y += 0.14
    rows = _fitting(picture.partners)
    for row in rows:
        canvas.line(MARGIN, y, INNER)
        _draw_row(canvas, row, y)
        y += row.height
    canvas.line(MARGIN, y, INNER)
    y = _draw_rest(canvas, t, f, picture.partners[len(rows) :], y)
    return _draw_legend(canvas, t, y + 0.2)


def _fitting(partners: tuple[PartnerWeeks, ...]) -> list[_Row]:
    rows: list[_Row] = []
    left = ROWS_HIGH
    for one in partners:
        row = _row(one)
        left -= row.height
        if left < 0:
            break
        rows.append(row)
    return rows


def _row(one: PartnerWeeks) -> _Row:
    """Names are broken to lines, and smaller where they are long; nothing of them is left out."""
    width = NAMES - 0.3
    lines = in_lines(one.name, width, NORMAL, most=NAME_LINES)
    if len(lines) <= 2:
        return _Row(one, lines, NORMAL)
    return _Row(one, in_lines(one.name, width, SMALL, most=NAME_LINES), SMALL)


def _draw_row(canvas: Canvas, row: _Row, y: float) -> None:
    middle = y + row.height / 2
    mark = MARKS.get(row.partner.level)
    if mark is not None:
        canvas.dot(MARGIN + 0.07, middle, *mark)
    line_high = LINE * row.size / NORMAL
    first = middle - line_high * (len(row.lines) - 1) / 2
    for place, line in enumerate(row.lines):
        canvas.text(MARGIN + 0.2, first + line_high * place, line, row.size)
    for place, state in enumerate(row.partner.states):
        _draw_tile(canvas, state, _middle(place) - TILE_WIDE / 2, middle - TILE_HIGH / 2)


def _draw_tile(canvas: Canvas, state: WeekState, x: float, y: float) -> None:
    if state is WeekState.CARE:
        canvas.box(x, y, TILE_WIDE, TILE_HIGH, CARE)
    elif state is WeekState.ASKED:
        canvas.asked(x, y, TILE_WIDE, TILE_HIGH)
    elif state is WeekState.WORK:
        canvas.box(x, y + TILE_HIGH / 2, TILE_WIDE, TILE_HIGH / 2, WORK)
    else:
        canvas.frame(x, y, TILE_WIDE, TILE_HIGH)
    if state is WeekState.THEIRS:
        canvas.dot(x + TILE_WIDE / 2, y + TILE_HIGH / 2, "o", THEIRS, 5.5)


def _draw_rest(canvas: Canvas, t: Translator, f: Formats, rest: tuple[PartnerWeeks, ...], y: float) -> float:
    """How many are not shown, and how they fare."""
    if not rest:
        return y
    levels = [one.level for one in rest]
    facts = [
        f"{words.care_level(t, level, inline=True)} {f.number(levels.count(level))}"
        for level in (CareLevel.NEGLECTED, CareLevel.ATTENTION, CareLevel.WELL)
        if level in levels
    ]
    told = t.n(
        "And {n} more key partner ({facts}). All of them are in the workbook.",
        "And {n} more key partners ({facts}). All of them are in the workbook.",
        len(rest),
        facts=", ".join(facts),
    )
    for line in in_lines(told, INNER, SMALL, most=3):
        y += LINE + 0.02
        canvas.text(MARGIN, y, line, SMALL)
    return y + 0.08


def _draw_legend(canvas: Canvas, t: Translator, y: float) -> float:
    x = MARGIN
    levels = {level: words.care_level(t, level, inline=True) for level in MARKS}
    labels: list[tuple[WeekState | CareLevel, str]] = [*week_states(t).items(), *levels.items()]
    for key, label in labels:
        step = TILE_WIDE + 0.08 + wide(label, SMALL)
        if x + step > WIDTH - MARGIN:
            x, y = MARGIN, y + 0.25
        if isinstance(key, WeekState):
            _draw_tile(canvas, key, x, y - TILE_HIGH / 2)
        else:
            canvas.dot(x + TILE_WIDE / 2, y, *MARKS[key])
        canvas.text(x + TILE_WIDE + 0.07, y, label, SMALL)
        x += step + 0.2
    return y + 0.1


def _middle(place: int) -> float:
    return MARGIN + NAMES + COLUMN * (place + 0.5)
