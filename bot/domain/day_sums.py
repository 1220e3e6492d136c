"""The arithmetic behind phrases for days: which year, which Friday, a month ago."""

import calendar
from datetime import date, timedelta

from bot.domain.day_results import Context
from bot.domain.day_words import DAY, FORTNIGHT, HOUR, MONTH, WEEK, YEAR

EARLIEST_YEAR = 1800
YEARS_AHEAD = 50
"""A year past this many from now is a slip of the finger, not a plan."""

_DAYS = {HOUR: 0, DAY: 1, WEEK: 7, FORTNIGHT: 14}
_MONTHS = {MONTH: 1, YEAR: 12}


def is_far(year: int, today: date) -> bool:
    """Whether nobody means this year."""
    return not EARLIEST_YEAR <= year <= today.year + YEARS_AHEAD


def month_length(month: int, year: int | None = None) -> int:
    """The most days that the month has, in that year or in any."""
    return calendar.monthrange(2000 if year is None else year, month)[1]


def moved(day: date, count: int, unit: str) -> date | None:
    """*count* units later (earlier if negative), on the last day of a month too short; None where dates end."""
    try:
        if unit in _DAYS:
            return day + timedelta(days=count * _DAYS[unit])
        year, month0 = divmod(day.year * 12 + day.month - 1 + count * _MONTHS[unit], 12)
        return date(year, month0 + 1, min(day.day, month_length(month0 + 1, year)))
    except (OverflowError, ValueError):
        return None


def full_year(text: str, today: date, *, past: bool) -> int:
    """The year that two digits (or four) mean: at most twenty years ahead, or not ahead at all."""
    year = int(text)
    if len(text) > 2:
        return year
    newest = today.year if past else today.year + 20
    return newest - (newest - year) % 100


def likely_year(day: int, month: int, today: date, context: Context) -> int:
    """The year of a day that was named without: the newest past, the next, or the nearest one.

    Reckoned by position in the year, so that 29 February of a common year is seen and refused, not moved elsewhere.
    """
    here = (today.month, today.day)
    if context == "past":
        return today.year - (here < (month, day))
    if context == "future":
        return today.year + (here > (month, day))
    months_off = (month - today.month) * 30 + day - today.day
    return today.year + (months_off < -182) - (months_off > 182)


def weekday_at(weekday: int, today: date, context: Context) -> date:
    """A weekday as named alone: today counts for what is past, not for what is to come; else the nearest."""
    back = (today.weekday() - weekday) % 7
    if context == "past":
        return today - timedelta(days=back)
    if context == "future":
        return today + timedelta(days=7 - back)
    return today - timedelta(days=back if back <= 3 else back - 7)


def weekday_before(weekday: int, today: date) -> date:
    """The last such weekday before today."""
    return today - timedelta(days=(today.weekday() - weekday - 1) % 7 + 1)


def weekday_after(weekday: int, today: date) -> date:
    """The first such weekday after today."""
    return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)


def weekday_of_week(weekday: int, today: date, weeks: int) -> date:
    """The weekday of this week (Monday to Sunday), or of one so many weeks off."""
    return today + timedelta(days=weekday - today.weekday() + 7 * weeks)


def day_of_month(day: int, today: date, context: Context) -> date:
    """The day of a month (1 to 31) that was named without one, in the nearest month that has it."""
    # Nobody who says "the 31st" means a month without one.
    step = 1 if context == "future" else -1
    candidates = [found for offset in range(0, 4 * step, step) if (found := _in_month(day, today, offset))]
    if context == "past":
        return next(found for found in candidates if found <= today)
    if context == "future":
        return next(found for found in candidates if found >= today)
    ahead = [found for offset in range(1, 3) if (found := _in_month(day, today, offset))]
    return min(candidates + ahead, key=lambda found: (abs((found - today).days), found))


def _in_month(day: int, today: date, offset: int) -> date | None:
    first = moved(today.replace(day=1), offset, MONTH)
    return first.replace(day=day) if first is not None and day <= month_length(first.month, first.year) else None
