"""When a day comes again: Gregorian, Hijri or Balinese, with or without a year (design 2.3).

Every occurrence is computed from the source, never from the one before, so an error cannot travel.
"""

import calendar
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType

from bot.domain import hijri, hijri_indonesia
from bot.domain.occasions import Occasion
from bot.domain.words import Calendar

BALINESE_CYCLE = 210
"""Days of the Pawukon year."""

_LONGEST_GAP = 400
"""Days that no two neighbouring occurrences are apart, in any of the three calendars."""


HijriMonths = Mapping[tuple[int, int], date]
"""The first days of Hijri months that were confirmed, by year and month."""
NO_MONTHS: HijriMonths = MappingProxyType({})

_YEARS_APART = timedelta(days=3)
"""By no more does Indonesia's beginning of a Hijri year differ from Umm al-Qura's."""


@dataclass(frozen=True, slots=True)
class DaySpec:
    """A day as its keeper names it.

    ``year`` is that of its own calendar, None where it is not known; no occurrence lies before it. ``single`` happens
    once, in that year. A Balinese day is known by its ``anchor``, one Gregorian date on which it fell; where none is
    given, ``day``, ``month`` and ``year`` are that date.
    """

    calendar: Calendar
    day: int
    month: int
    year: int | None = None
    leap_on_march: bool = False
    single: bool = False
    anchor: date | None = None

    def __post_init__(self) -> None:
        if self.single and self.year is None:
            raise ValueError("a day that comes once has a year")
        if self.calendar is not Calendar.BALINESE:
            if not is_day(self.calendar, self.day, self.month, self.year):
                raise ValueError("the calendar has no such day")
        elif self.anchor is None:
            if self.year is None:
                raise ValueError("a Balinese day counts from a whole date")
            object.__setattr__(self, "anchor", date(self.year, self.month, self.day))


@dataclass(frozen=True, slots=True)
class KeptDay:
    """One occurrence. ``cycle`` names it in its own calendar, whatever Gregorian day it is moved to; ``tentative``
    days rest on the moon."""

    on: date
    cycle: str
    tentative: bool = False


def spec_of(occasion: Occasion) -> DaySpec:
    """The day of an occasion as it is kept in store."""
    return DaySpec(
        calendar=occasion.calendar,
        day=occasion.day,
        month=occasion.month,
        year=occasion.year,
        leap_on_march=occasion.leap_on_march,
        single=occasion.single,
    )


def kept_days(spec: DaySpec, start: date, end: date, months: HijriMonths = NO_MONTHS) -> list[KeptDay]:
    """The occurrences from *start* to *end*, both included, in order; *months* are Hijri ones that are confirmed."""
    if spec.calendar is Calendar.GREGORIAN:
        found = _gregorian(spec, start.year, end.year)
    elif spec.calendar is Calendar.HIJRI:
        # Indonesia may begin the year some days before or after.
        found = _hijri(spec, hijri.year_of(start - _YEARS_APART), hijri.year_of(end + _YEARS_APART), months)
    else:
        found = _balinese(spec, spec.anchor or start, start, end)
    return [kept for kept in found if start <= kept.on <= end]


def occurrences(spec: DaySpec, start: date, end: date) -> list[date]:
    """The days from *start* to *end*, both included, on which it falls."""
    return [kept.on for kept in kept_days(spec, start, end)]


def next_on_or_after(spec: DaySpec, today: date) -> date | None:
    """The first day not before *today* on which it falls; None for a single day that is past."""
    kept = next_kept(spec, today)
    return None if kept is None else kept.on


def next_kept(spec: DaySpec, today: date, months: HijriMonths = NO_MONTHS) -> KeptDay | None:
    """As ``next_on_or_after``, with cycle and tentativeness."""
    for start in (today, _source(spec)):
        if start is not None and start >= today:
            found = kept_days(spec, start, start + timedelta(days=_LONGEST_GAP), months)
            if found:
                return found[0]
    return None


def age_on(spec: DaySpec, on: date, months: HijriMonths = NO_MONTHS) -> int | None:
    """How many rounds of its own calendar are complete: years, or 210-day cycles. None without a year, or before it.

    Somebody born on 29 February completes a year on the day on which it is kept.
    """
    source = _source(spec)
    if source is None or on < source:
        return None
    if spec.calendar is Calendar.BALINESE or spec.year is None:
        return (on - source).days // BALINESE_CYCLE
    year = on.year if spec.calendar is Calendar.GREGORIAN else hijri.year_of(on + _YEARS_APART)
    return year - spec.year - (on < _in_year(spec, year, months))


def is_day(chosen: Calendar, day: int, month: int, year: int | None) -> bool:
    """Whether the calendar has this day; without a year, whether it has it in any.

    A Hijri month may have 30 days in any year: where the sighting decides, no list can refuse one.
    """
    if not 1 <= month <= 12 or day < 1:
        return False
    if chosen is Calendar.HIJRI:
        return day <= 30
    return day <= calendar.monthrange(2000 if year is None else year, month)[1]


def _source(spec: DaySpec) -> date | None:
    if spec.calendar is Calendar.BALINESE:
        return spec.anchor
    return None if spec.year is None else _in_year(spec, spec.year)


def _in_year(spec: DaySpec, year: int, months: HijriMonths = NO_MONTHS) -> date:
    """Its day in a year of its own calendar; a day that this year lacks is kept on the last of its month."""
    if spec.calendar is Calendar.HIJRI:
        start = months.get((year, spec.month)) or hijri_indonesia.month_start(year, spec.month)
        return start + timedelta(days=min(spec.day, hijri_indonesia.month_length(year, spec.month)) - 1)
    length = calendar.monthrange(year, spec.month)[1]
    if spec.day > length and spec.leap_on_march:
        return date(year, 3, 1)
    return date(year, spec.month, min(spec.day, length))


def _years(spec: DaySpec, first: int, last: int) -> range:
    if spec.year is not None:
        first = max(first, spec.year)
        last = min(last, spec.year) if spec.single else last
    return range(first, last + 1)


def _gregorian(spec: DaySpec, first: int, last: int) -> Iterator[KeptDay]:
    return (KeptDay(_in_year(spec, year), str(year)) for year in _years(spec, first, last))


def _hijri(spec: DaySpec, first: int, last: int, months: HijriMonths) -> Iterator[KeptDay]:
    for year in _years(spec, first, last):
        tentative = (year, spec.month) not in months
        yield KeptDay(_in_year(spec, year, months), str(year), tentative)


def _balinese(spec: DaySpec, anchor: date, start: date, end: date) -> Iterator[KeptDay]:
    """Cycles are counted from the anchor, which is 0; a known year forbids those before it."""
    first = -((anchor - start).days // BALINESE_CYCLE)
    last = (end - anchor).days // BALINESE_CYCLE
    if spec.single:
        first, last = max(first, 0), min(last, 0)
    elif spec.year is not None:
        first = max(first, 0)
    for cycle in range(first, last + 1):
        yield KeptDay(anchor + timedelta(days=BALINESE_CYCLE * cycle), str(cycle))
