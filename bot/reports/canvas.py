"""A picture measured in inches from its upper left corner, as one lays out a page."""

from dataclasses import dataclass, field
from typing import Any

from bot.reports.paper import ASKS, GRID, HATCH, PAPER, WIDTH, as_png, letters, sheet_of

MARGIN = 0.3
INNER = WIDTH - 2 * MARGIN
BOTTOM = 0.2
LABELS = 1.3
SMALL, NORMAL, TITLE = 8.5, 10.0, 15.0
"""Points."""
LINE = 0.175
"""Inches from line to line of normal letters."""


@dataclass
class Canvas:
    """What is drawn is remembered until the height is known."""

    _rectangles: list[tuple[tuple[float, float, float, float], dict[str, Any]]] = field(default_factory=list)
    _texts: list[tuple[float, float, str, dict[str, Any]]] = field(default_factory=list)
    _dots: list[tuple[float, float, str, str, float]] = field(default_factory=list)

    def text(self, x: float, y: float, text: str, size: float, **looks: Any) -> None:
        """A text whose middle stands at this height; ``right`` and ``center`` say what stands at *x*."""
        align = {"ha": looks.pop("align", "left"), "va": "center_baseline"}
        self._texts.append((x, y, text, {**letters(size, text=text, **looks), **align}))

    def box(self, x: float, y: float, width: float, height: float, color: str, **looks: Any) -> None:
        """A filled rectangle; y is its upper edge."""
        self._rectangles.append(((x, y, width, height), {"facecolor": color, "linewidth": 0, **looks}))

    def asked(self, x: float, y: float, width: float, height: float) -> None:
        """What stands for requests: hatched, so that it is told from care without colours."""
        self.box(x, y, width, height, ASKS, hatch=HATCH, edgecolor=PAPER)

    def frame(self, x: float, y: float, width: float, height: float) -> None:
        """A hollow rectangle."""
        line = 0.012
        self.box(x + line, y + line, width - 2 * line, height - 2 * line, PAPER, linewidth=0.9, edgecolor="#C9CED3")

    def line(self, x: float, y: float, width: float, color: str = GRID, height: float = 0.008) -> None:
        """A level line."""
        self.box(x, y - height / 2, width, height, color)

    def dot(self, x: float, y: float, sign: str, color: str, size: float) -> None:
        """One of the library's marks, so many points wide."""
        self._dots.append((x, y, sign, color, size))

    def png(self, height: float) -> bytes:
        """The picture, so many inches high."""
        from matplotlib.patches import Rectangle

        figure = sheet_of(height)
        axes: Any = figure.add_axes((0, 0, 1, 1))
        axes.set_xlim(0, WIDTH)
        axes.set_ylim(height, 0)
        axes.set_axis_off()
        for (x, y, wide, high), looks in self._rectangles:
            axes.add_patch(Rectangle((x, y), wide, high, **looks))
        for x, y, sign, color, size in self._dots:
            axes.plot([x], [y], marker=sign, color=color, markersize=size, markeredgewidth=0, linestyle="none")
        for x, y, text, looks in self._texts:
            axes.text(x, y, text, **looks)
        return as_png(figure)
