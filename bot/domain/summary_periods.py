"""The period of a summary as somebody types it: ``1-15 Nov``, ``Oktober``, ``1 Okt sampai 15 November 2025``."""

import re
from calendar import monthrange
from datetime import date

from bot.domain.dates import parse_day
from bot.domain.day_results import DayFound
from bot.domain.day_words import MONTHS
from bot.domain.errors import BadValue
from bot.domain.figures import Period, week_before, week_of
from bot.domain.workdays import ONE_DAY

QUARTER = 13
"""Weeks."""
LONGEST_DAYS = 366
_TO = re.compile(r"\s*(?:[-–—]|\bs\.?\s?/?d\.?(?!\w)|\bsampai\b|\bhingga\b|\bto\b|\buntil\b)\s*", re.IGNORECASE)
_MONTH = re.compile(r"(?:bulan\s+)?([a-z]+)\.?(?:\s+(\d{4}))?")
_NAMED = {
    "week": ("pekan ini", "minggu ini", "this week"),
    "week before": ("pekan lalu", "minggu lalu", "last week"),
    "month": ("bulan ini", "this month"),
    "month before": ("bulan lalu", "last month"),
}


def weeks_back(today: date, weeks: int) -> Period:
    """So many whole weeks before this one; 0 is this week so far."""
    monday = week_of(today).start
    if weeks == 0:
        return Period(monday, today)
    return Period(date.fromordinal(monday.toordinal() - 7 * weeks), monday - ONE_DAY)


def period_named(text: str, today: date) -> Period:
    """The days that a text names, the latest that have begun; ``BadValue`` says why it names none."""
    said = " ".join(text.lower().split())
    found = _by_name(said, today) or _by_month(said, today) or _by_days(said, today)
    if found is None:
        raise BadValue("period", "no_period")
    if found.start > today:
        raise BadValue("period", "period_ahead")
    if (found.end - found.start).days >= LONGEST_DAYS:
        raise BadValue("period", "period_too_long")
    return found


def _by_name(said: str, today: date) -> Period | None:
    name = next((name for name, words in _NAMED.items() if said in words), None)
    if name == "week":
        return weeks_back(today, 0)
    if name == "week before":
        return week_before(today)
    first = today.replace(day=1)
    if name == "month":
        return Period(first, today)
    return _month((first - ONE_DAY).year, (first - ONE_DAY).month) if name else None


def _by_month(said: str, today: date) -> Period | None:
    match = _MONTH.fullmatch(said)
    month = MONTHS.get(match[1]) if match else None
    if match is None or month is None:
        return None
    year = int(match[2]) if match[2] else today.year - (month > today.month)
    return _month(year, month) if year else None


def _by_days(said: str, today: date) -> Period | None:
    whole = _day(said, today)
    if whole is not None:
        return Period(whole.on, whole.on)
    for cut in _TO.finditer(said):
        first, last = said[: cut.start()], said[cut.end() :]
        end = _day(last, today)
        start = None if end is None else _first(first, last, end, today)
        if start is not None and end is not None and start <= end.on:
            return Period(start, end.on)
    return None


def _first(said: str, last: str, end: DayFound, today: date) -> date | None:
    """The first day, whose month and year are those of the last where it does not say them."""
    if said.isdigit():
        days = monthrange(end.on.year, end.on.month)[1]
        return end.on.replace(day=int(said)) if 1 <= int(said) <= days else None
    found = _day(said, today)
    if found is None:
        return None
    if not found.yearless or (found.on <= end.on and end.yearless):
        return found.on
    # "20 Des - 5 Jan 2026": the first lies before the last, in its year or in the one before.
    year = end.on.year - ((found.on.month, found.on.day) > (end.on.month, end.on.day))
    return found.on.replace(year=year, day=min(found.on.day, monthrange(year, found.on.month)[1]))


def _day(said: str, today: date) -> DayFound | None:
    found = parse_day(said, today, "past")
    return found if isinstance(found, DayFound) and found.precision == "day" else None


def _month(year: int, month: int) -> Period:
    return Period(date(year, month, 1), date(year, month, monthrange(year, month)[1]))
