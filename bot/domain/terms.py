"""From when to when, and what for: an agreement as it is typed in one line."""

import re
from dataclasses import dataclass
from datetime import date

from bot.domain.dates import find_days
from bot.domain.day_results import DayFound, DayReading

_PARTED = re.compile(r"\s+[-\N{EN DASH}\N{EM DASH}]\s+|[\N{EN DASH}\N{EM DASH}]|\bs\.?\s?/?\s?d\.?(?=\s)")
_LONG_RANGE = re.compile(r"(?<=[0-9]{4})-(?=[0-9]{1,2}[/. ])")
"""31/12/2026-1/2/2027: a hyphen that is no part of an ISO day."""
_JOINING = re.compile(
    r"^(?:dari|mulai|sejak|from|since|sampai dengan|sampai|hingga|until|till|to|tanggal|tgl)\b|"
    r"\b(?:dari|mulai|sejak|from|since|sampai dengan|sampai|hingga|until|till|to|tanggal|tgl)$",
    re.IGNORECASE,
)
_AROUND = " \t\r\n.,;:|-\N{EN DASH}\N{EM DASH}()"


@dataclass(frozen=True, slots=True)
class Term:
    """What was read: its end, its beginning and its title where they are named; or the reading that is no day."""

    to_on: date | None = None
    from_on: date | None = None
    title: str | None = None
    fault: DayReading | None = None


def read_term(text: str, today: date) -> Term:
    """The last of two days is the end, a day alone too; what stands beside them is the title.

    A beginning without a year takes that of the end, or the year before if it would lie behind it.
    """
    line = _LONG_RANGE.sub(" | ", _PARTED.sub(" | ", text))
    readings = find_days(line, today, "future")[:2]
    fault = next((one for one in readings if not isinstance(one, DayFound) or one.precision != "day"), None)
    if fault is not None or not readings:
        return Term(fault=fault)
    found = [one for one in readings if isinstance(one, DayFound)]
    title = _title(line, found)
    if len(found) == 1:
        return Term(found[0].on, title=title)
    first, last = found
    return Term(last.on, _beginning(first, last.on), title)


def _beginning(first: DayFound, to_on: date) -> date:
    if not first.yearless:
        return first.on
    for year in (to_on.year, to_on.year - 1):
        if (first.on.month, first.on.day) != (2, 29) and first.on.replace(year=year) < to_on:
            return first.on.replace(year=year)
    return first.on


def _title(line: str, found: list[DayFound]) -> str | None:
    parts, past = [], 0
    for one in found:
        parts.append(line[past : one.start])
        past = one.end
    kept = []
    for part in (*parts, line[past:]):
        bare = part.strip(_AROUND)
        while (shorter := _JOINING.sub("", bare).strip(_AROUND)) != bare:
            bare = shorter
        kept.append(bare)
    return " ".join(part for part in kept if part) or None
