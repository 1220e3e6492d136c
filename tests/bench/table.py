"""The table of a bench: what was measured, beside the numbers to reach."""

import os
import platform
import statistics
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Line:
    """One figure: what it is, what it came to, what is the least and the aim, and what belongs to it."""

    what: str
    came_to: str
    least: str = ""
    aim: str = ""
    more: str = ""


def spread(values: list[float], places: int = 2) -> str:
    """The median, with the least and the greatest."""
    low, middle, high = (f"{value:.{places}f}" for value in (min(values), statistics.median(values), max(values)))
    return f"{middle} ({low}–{high})"


def machine() -> str:
    """What the bench ran on."""
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    return (
        f"{platform.system()} {platform.release()} {platform.machine()}, {_processor()}, {os.cpu_count()} cores, "
        f"Python {platform.python_version()}, load {load}"
    )


def table(lines: Iterable[Line]) -> str:
    """The lines as columns."""
    rows = [
        ("what", "came to", "least", "aim", ""),
        *((one.what, one.came_to, one.least, one.aim, one.more) for one in lines),
    ]
    widths = [max(len(row[place]) for row in rows) for place in range(4)]
    return "\n".join(
        "  ".join([*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[4]]).rstrip()
        for row in rows
    )


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.processor()
    return next(
        (line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "unknown processor"
    )
