"""Days as the design's text gives them, for the year that is lived: written down, not asked of the program."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from functools import cache

import holidays

from bot.domain.occasions import ConfirmedFeast, KeptFeast, Occasion
from bot.domain.words import OccasionKind, Tier

DAY = timedelta(days=1)

FEAST_DAYS: Mapping[str, tuple[date, ...]] = {
    "new_year": (date(2027, 1, 1), date(2028, 1, 1)),
    "natal": (date(2026, 12, 25), date(2027, 12, 25)),
    "imlek": (date(2027, 2, 6), date(2028, 1, 26)),
    "isra_miraj": (date(2027, 1, 5), date(2027, 12, 26)),
    "ramadan": (date(2027, 2, 8), date(2028, 1, 28)),
    "nyepi": (date(2027, 3, 8),),
    "idulfitri": (date(2027, 3, 10), date(2028, 2, 27)),
    "waisak": (date(2027, 5, 20),),
    "iduladha": (date(2027, 5, 17),),
    "galungan": (date(2027, 1, 13), date(2027, 8, 11)),
}
"""First days, as lists published before the year give them; what moves is confirmed."""

GREETING: Mapping[str, tuple[tuple[int, int], ...]] = {
    "new_year": ((-1, 14),),
    "imlek": ((-1, 14),),
    "nyepi": ((-2, -1), (1, 3)),
    "idulfitri": ((-1, 29),),
    "galungan": ((-1, 9),),
    "natal": ((-1, 12),),
}
"""Greeting days of design 2.3; of every other feast, 0 to 7."""


@cache
def _off(year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("ID", years=year, language="en_US"))


def works(day: date) -> bool:
    """Monday to Friday, less public holidays."""
    return day.weekday() < 5 and day not in _off(day.year)


def workday_from(day: date) -> date:
    """The day, or the next one that is worked on."""
    while not works(day):
        day += DAY
    return day


def workday_to(day: date) -> date:
    """The day, or the last one before it that is worked on."""
    while not works(day):
        day -= DAY
    return day


def workdays_after(day: date, count: int) -> date:
    """So many working days later."""
    for _ in range(count):
        day = workday_from(day + DAY)
    return day


def span(feast: str | None) -> tuple[tuple[int, int], ...]:
    """The greeting days of a feast; of any other day, 0 to 7."""
    return GREETING.get(feast or "", ((0, 7),))


def days_of_feast(kept: KeptFeast, confirmed: Iterable[ConfirmedFeast]) -> list[date]:
    """The first days of a kept feast, confirmed ones in place of listed ones, each as this partner keeps it."""
    moved = [one.on for one in confirmed if one.feast == kept.feast]
    days: list[date] = []
    for listed in FEAST_DAYS.get(kept.feast, ()):
        near = next((one for one in moved if abs((one - listed).days) < 20), listed)
        days.append(near + kept.shift * DAY)
    return days


def days_of_occasion(one: Occasion) -> list[date]:
    """The days of a Gregorian occasion in the years that are lived."""
    return [_in_year(one, year) for year in (2026, 2027, 2028) if one.year is None or year > one.year or _first(one)]


def _first(one: Occasion) -> bool:
    return one.kind is OccasionKind.OWN


def _in_year(one: Occasion, year: int) -> date:
    if (one.month, one.day) == (2, 29) and year % 4:
        return date(year, 3, 1) if one.leap_on_march else date(year, 2, 28)
    return date(year, one.month, one.day)


def ahead_of(day: date, tier: Tier) -> date:
    """When it is shown to be prepared: seven days before for key partners, else one; the working day before."""
    return workday_to(day - (7 if tier is Tier.KEY else 1) * DAY)
