"""On which days the feasts fall: from the lists of ``holidays`` where it has them, by rule where not (design 2.3)."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain import hijri, hijri_indonesia
from bot.domain.calendars import BALINESE_CYCLE
from bot.domain.public_holidays import listed_holidays

GALUNGAN_ANCHOR = date(2026, 6, 17)
"""Buda Kliwon Dungulan; cycle 0. Kuningan, Saniscara Kliwon Kuningan, is ten days later."""

SAKA_OFFSET = 78
"""Nyepi begins the Saka year that is 78 less than the Gregorian one."""


@dataclass(frozen=True, slots=True)
class RuledDay:
    """The first day of one occurrence; ``estimated`` where the list itself says that it may move."""

    on: date
    cycle: str
    estimated: bool = False


Rule = Callable[[date, date], Iterable[RuledDay]]


def easter(year: int) -> date:
    """Easter Sunday of the western churches (the anonymous Gregorian computus, Nature, 20 April 1876)."""
    golden = year % 19
    century, of_century = divmod(year, 100)
    leap_centuries, century_rest = divmod(century, 4)
    correction = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap_centuries - correction + 15) % 30
    leap_years, year_rest = divmod(of_century, 4)
    weekday = (32 + 2 * century_rest + 2 * leap_years - epact - year_rest) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def ruled_days(key: str, start: date, end: date) -> list[RuledDay]:
    """The occurrences of a feast from *start* to *end*, both included; ``KeyError`` for a key that is none of ours."""
    return [day for day in _RULES[key](start, end) if start <= day.on <= end]


def _each_year(make: Callable[[int], date]) -> Rule:
    def rule(start: date, end: date) -> Iterator[RuledDay]:
        return (RuledDay(make(year), str(year)) for year in range(start.year, end.year + 1))

    return rule


def _listed(name: str, cycle_of: Callable[[date], int]) -> Rule:
    """By Indonesia's list; silently absent in years for which it has none (Nyepi past 2050)."""

    def rule(start: date, end: date) -> Iterator[RuledDay]:
        for year in range(start.year, end.year + 1):
            for found in listed_holidays("ID", year).get(name, ()):
                yield RuledDay(found.on, str(cycle_of(found.on)), found.estimated)

    return rule


def _gregorian_year(day: date) -> int:
    return day.year


def _hijri_year(day: date) -> int:
    """The Hijri year of an Islamic feast as Indonesia keeps it.

    Indonesia can begin 1 Muharram a day before or after Umm al-Qura; ten days on, both agree about the year, and no
    feast lies in the last ten days of one.
    """
    return hijri.year_of(day + timedelta(days=10))


def _balinese(offset: int) -> Rule:
    def rule(start: date, end: date) -> Iterator[RuledDay]:
        anchor = GALUNGAN_ANCHOR + timedelta(days=offset)
        for cycle in range((start - anchor).days // BALINESE_CYCLE, (end - anchor).days // BALINESE_CYCLE + 1):
            yield RuledDay(anchor + timedelta(days=BALINESE_CYCLE * cycle), str(cycle))

    return rule


_idulfitri = _listed("Eid al-Fitr", _hijri_year)


def _ramadan(start: date, end: date) -> Iterator[RuledDay]:
    """The first day of fasting: 29 or 30 days before Idulfitri, as the crescent can be seen."""
    for feast in _idulfitri(start + timedelta(days=29), end + timedelta(days=30)):
        earliest, latest = feast.on - timedelta(days=30), feast.on - timedelta(days=29)
        seen = hijri_indonesia.month_start(int(feast.cycle), 9)
        yield RuledDay(min(max(seen, earliest), latest), feast.cycle, feast.estimated)


def _deepavali(start: date, end: date) -> Iterator[RuledDay]:
    """By Singapore's list, mended where it missed the lunar month.

    Deepavali precedes the new moon after the Sun enters Tula (17 October), so it never falls later than 14 November.
    The list has later days in some years (15 November 2028): there it is one lunation earlier (17 October).
    """
    for year in range(start.year, end.year + 1):
        for found in listed_holidays("SG", year).get("Diwali", ()):
            missed = found.on > date(year, 11, 14)
            yield RuledDay(found.on - timedelta(days=29 * missed), str(year), found.estimated or missed)


_RULES: dict[str, Rule] = {
    "new_year": _each_year(lambda year: date(year, 1, 1)),
    "imlek": _listed("Lunar New Year", _gregorian_year),
    "isra_miraj": _listed("Isra' and Mi'raj", _hijri_year),
    "nyepi": _listed("Day of Silence", lambda day: day.year - SAKA_OFFSET),
    "ramadan": _ramadan,
    "paskah": _each_year(easter),
    "kenaikan": _each_year(lambda year: easter(year) + timedelta(days=39)),
    "idulfitri": _idulfitri,
    "waisak": _listed("Vesak Day", _gregorian_year),
    "iduladha": _listed("Eid al-Adha", _hijri_year),
    "muharram": _listed("Islamic New Year", _hijri_year),
    "maulid": _listed("Prophet's Birthday", _hijri_year),
    "deepavali": _deepavali,
    "natal": _each_year(lambda year: date(year, 12, 25)),
    "galungan": _balinese(0),
    "kuningan": _balinese(10),
    "independence": _each_year(lambda year: date(year, 8, 17)),
}
