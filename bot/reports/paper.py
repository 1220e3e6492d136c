"""The paper that pictures are drawn on: colours, letters, and how wide a name is. Matplotlib is loaded with the first.

Pictures are opaque and white, so that they read the same in Telegram's light and dark themes. Colours are told apart by
those who see red and green alike (Okabe and Ito), and every colour has a shape or a hatch besides.
"""

import io
import re
import textwrap
import unicodedata
import warnings
from functools import cache, lru_cache
from typing import Any

CARE, ASKS, WORK, THEIRS = "#0072B2", "#D55E00", "#B5BCC4", "#009E73"
INK, FAINT, GRID, PAPER = "#23272B", "#5F6871", "#E3E6E9", "#FFFFFF"
HATCH = "///"
WIDTH, DOTS = 6.4, 160
"""Inches, and dots to the inch: 1024 pixels wide. Ten points are then some 8.5 on a phone."""

_BLANKS = re.compile(r"\s+")
_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
"""Kinds of characters that nobody misses: controls, and what is not assigned."""
_TURNS = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
"""Turns of direction, by which a name would be read backwards."""
_UNFIT = re.compile("Emoji|Last Resort")
"""Fonts of coloured bitmaps, which cannot be drawn with, and of boxes."""
_SIGNS = {"So", "Sk", "Mn", "Me"}
"""Kinds that a name can lose where no font has them: pictures, their tones, and marks upon them."""


def sheet_of(height: float) -> Any:
    """An empty picture, so many inches high."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(WIDTH, height), dpi=DOTS, facecolor=PAPER)
    FigureCanvasAgg(figure)
    return figure


def as_png(figure: Any) -> bytes:
    """The picture as a file."""
    written = io.BytesIO()
    with warnings.catch_warnings():
        # Letters that no font here has are drawn as boxes.
        warnings.filterwarnings("ignore", message="Glyph")
        figure.savefig(written, format="png", facecolor=PAPER)
    return written.getvalue()


def letters(size: float, *, bold: bool = False, color: str = INK, text: str = "") -> dict[str, Any]:
    """How a text is drawn: as it stands, for a name between dollars is no mathematics."""
    others = _families_for(text)
    weight = "bold" if bold and not others else "normal"
    families = ["DejaVu Sans", *others]
    return {"fontsize": size, "fontweight": weight, "color": color, "fontfamily": families, "parse_math": False}


def plain(text: str) -> str:
    """A text in one line, without what no font can show: pictures go, and letters stay."""
    shown = "".join(sign for sign in _BLANKS.sub(" ", text) if _is_shown(sign))
    return _BLANKS.sub(" ", shown).strip() or text.strip()


def wide(text: str, size: float, *, bold: bool = False) -> float:
    """How wide a text is, in inches."""
    from matplotlib.font_manager import FontProperties, findfont, get_font

    font = get_font(findfont(FontProperties(family="DejaVu Sans", weight="bold" if bold else "normal")))
    font.set_size(size, 72)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        font.set_text(text, 0.0)
    return float(font.get_width_height()[0]) / 64 / 72


def in_lines(text: str, width: float, size: float, *, most: int, bold: bool = False) -> list[str]:
    """A text broken at its blanks to lines of at most so many inches; beyond the most lines it ends in an ellipsis."""
    lines: list[str] = []
    for word in plain(text).split(" "):
        if lines and wide(f"{lines[-1]} {word}", size, bold=bold) <= width:
            lines[-1] += f" {word}"
            continue
        lines += _pieces(word, width, size, bold=bold)
    if len(lines) > most:
        lines = [*lines[: most - 1], _ended(lines[most - 1], width, size, bold=bold)]
    return lines


def _pieces(word: str, width: float, size: float, *, bold: bool) -> list[str]:
    """A word that is wider than a line, in pieces that are not."""
    whole = wide(word, size, bold=bold)
    if whole <= width:
        return [word]
    return textwrap.wrap(word, max(1, int(len(word) * width / whole)))


def _ended(line: str, width: float, size: float, *, bold: bool) -> str:
    while line and wide(line + "…", size, bold=bold) > width:
        line = line[:-1]
    return line.rstrip() + "…"


@lru_cache(maxsize=4096)
def _is_shown(sign: str) -> bool:
    kind = unicodedata.category(sign)
    if unicodedata.bidirectional(sign) in _TURNS:
        return False
    if _has(_own_font(), sign):
        return True
    return kind not in _UNSEEN and (kind not in _SIGNS or _font_with(sign) is not None)


def _families_for(text: str) -> list[str]:
    """Further fonts of this machine that have what ours has not."""
    missing = {sign for sign in text if ord(sign) > 0x2FF and not sign.isspace() and not _has(_own_font(), sign)}
    return sorted({family for sign in missing if (family := _font_with(sign)) is not None})


@cache
def _own_font() -> Any:
    from matplotlib.font_manager import FontProperties, findfont
    from matplotlib.ft2font import FT2Font

    return FT2Font(findfont(FontProperties(family="DejaVu Sans")))


@lru_cache(maxsize=4096)
def _font_with(sign: str) -> str | None:
    return next((family for family, font in _other_fonts() if _has(font, sign)), None)


@cache
def _other_fonts() -> tuple[tuple[str, Any], ...]:
    """Upright fonts of this machine, one a family; those that hold coloured bitmaps cannot be drawn with."""
    from matplotlib.font_manager import fontManager
    from matplotlib.ft2font import FT2Font

    found: dict[str, Any] = {}
    for entry in fontManager.ttflist:
        if entry.style == "normal" and entry.name not in found and not _UNFIT.search(entry.name):
            try:
                font = FT2Font(entry.fname)
            except (OSError, RuntimeError):
                continue
            if font.scalable:
                found[entry.name] = font
    return tuple(found.items())


def _has(font: Any, sign: str) -> bool:
    return bool(font.get_char_index(ord(sign)))
