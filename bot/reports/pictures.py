"""Pictures, drawn with matplotlib, which is loaded with the first one."""

import io
import textwrap
import warnings
from collections.abc import Sequence
from typing import Any

from bot.domain.partner_year import MonthOfContacts
from bot.i18n.formats import Formats
from bot.i18n.translator import Translator
from bot.reports.paper import ASKS, CARE, HATCH, INK, PAPER, THEIRS, WORK

WIDTH, HEIGHT, DOTS = 7.2, 4.2, 150
"""Inches, and dots to the inch: 1080 pixels wide, as a phone shows it."""

TITLE_LETTERS = 48


def year_picture(t: Translator, f: Formats, partner: str, months: Sequence[MonthOfContacts]) -> bytes:
    """A partner's twelve months as a PNG: care and work above the line, asks below, dots for what came from them."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    figure = Figure(figsize=(WIDTH, HEIGHT), dpi=DOTS, facecolor=PAPER, layout="constrained")
    FigureCanvasAgg(figure)
    axes: Any = figure.add_subplot()
    places = range(len(months))
    care, work = [one.care for one in months], [one.work for one in months]
    axes.bar(places, care, color=CARE, width=0.72, label=t("our care"))
    axes.bar(places, work, bottom=care, color=WORK, width=0.72, label=t("our work"))
    asks = [-one.asks for one in months]
    axes.bar(places, asks, color=ASKS, width=0.72, hatch=HATCH, edgecolor=PAPER, linewidth=0, label=t("our requests"))
    dots = [(place, one) for place, one in enumerate(months) if one.theirs]
    if dots:
        heights = [one.care + one.work + 0.35 for _, one in dots]
        axes.scatter([place for place, _ in dots], heights, color=THEIRS, s=42, zorder=3, label=t("from them"))
    axes.axhline(0, color=INK, linewidth=1.2)
    highest = max(3, *(one.care + one.work + 1 for one in months))
    axes.set_ylim(-max(2, *(one.asks + 0.6 for one in months)), highest)
    axes.yaxis.set_major_locator(MaxNLocator(integer=True, nbins=6))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f.number(abs(round(value)))))
    axes.set_xticks(list(places), [_month(f, one, place) for place, one in enumerate(months)], fontsize=10)
    axes.tick_params(colors=INK, length=0, labelsize=10)
    axes.grid(axis="y", color="#E3E6E9", linewidth=0.8)
    axes.set_axisbelow(True)
    for side in axes.spines.values():
        side.set_visible(False)
    title = textwrap.fill(partner, TITLE_LETTERS, max_lines=2, placeholder=" …")
    axes.set_title(_plain(title), loc="left", fontsize=14, fontweight="bold", color=INK, pad=12)
    figure.legend(loc="outside lower center", ncols=4, frameon=False, fontsize=10, labelcolor=INK)
    written = io.BytesIO()
    with warnings.catch_warnings():
        # Signs that the font has not are drawn as boxes.
        warnings.filterwarnings("ignore", message="Glyph")
        figure.savefig(written, format="png")
    return written.getvalue()


def _month(f: Formats, month: MonthOfContacts, place: int) -> str:
    """The month's first letters; the year under the first one, and under January."""
    short = f.month_name(month.first_on)[:3]
    return f"{short}\n{month.first_on.year}" if place == 0 or month.first_on.month == 1 else short


def _plain(text: str) -> str:
    """A name as it stands: the library takes text between dollars for mathematics."""
    return text.replace("$", r"\$")
