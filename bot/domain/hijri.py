"""The Hijri calendar: Umm al-Qura by ``hijridate``, and the tabular calendar outside of its range (1343 to 1500).

Umm al-Qura runs up to a day, rarely two, before Indonesia's, where the sighting decides: what comes from here is
tentative. Tabular: thirty years hold eleven leap years, in the order 2, 5, 7, 10, 13, 16, 18, 21, 24, 26, 29 (the
civil variant, epoch 16 July 622 of the Julian calendar; Reingold and Dershowitz, "Calendrical Calculations").
"""

from datetime import date

FIRST_YEAR, LAST_YEAR = 1343, 1500
MONTHS = 12
_EPOCH = 227015
"""1 Muharram 1 as an ordinal of ``date``."""


def month_start(year: int, month: int) -> date:
    """The Gregorian day of the first of a Hijri month; ``OverflowError`` or ``ValueError`` past year 9999."""
    if FIRST_YEAR <= year <= LAST_YEAR:
        from hijridate import Hijri

        gregorian = Hijri(year, month, 1).to_gregorian()
        return date(gregorian.year, gregorian.month, gregorian.day)
    days = 29 * (month - 1) + month // 2 + 354 * (year - 1) + (3 + 11 * year) // 30
    return date.fromordinal(_EPOCH + days)


def month_length(year: int, month: int) -> int:
    """29 or 30 days."""
    following = month_start(year, month + 1) if month < MONTHS else month_start(year + 1, 1)
    return (following - month_start(year, month)).days


def year_of(day: date) -> int:
    """The Hijri year in which a Gregorian day lies."""
    guess = max(1, (day.toordinal() - _EPOCH) * 30 // 10631 + 1)
    if month_start(guess, 1) > day:
        return guess - 1
    return guess + 1 if month_start(guess + 1, 1) <= day else guess
