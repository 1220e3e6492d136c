"""The Hijri months as Indonesia begins them.

Where the public holidays tell the beginning of a month (1 Muharram, 12 Rabiulawal, 27 Rajab, 1 Syawal, 10 Zulhijah),
it is theirs. The others begin on the first evening on which the crescent can be seen in the west of the country by the
criterion of the Ministry of Religious Affairs since 2022 (3 degrees high, 6.4 degrees from the sun), which the moon
reaches some eight hours after it was new; and a month has 29 or 30 days. So 1 Syawal is Idulfitri, and 17
Ramadan is sixteen days after the first day of fasting.
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from types import MappingProxyType

from bot.domain import hijri
from bot.domain.moon import new_moon_before
from bot.domain.public_holidays import listed_holidays

COUNTRY = "ID"
_TELLING = {
    "Islamic New Year": (1, 1),
    "Prophet's Birthday": (3, 12),
    "Isra' and Mi'raj": (7, 27),
    "Eid al-Fitr": (10, 1),
    "Eid al-Adha": (12, 10),
}
_SHORT, _LONG = timedelta(days=29), timedelta(days=30)
FIRST_TOLD = 1444
"""From this year (30 July 2022) on; before, some holidays were moved from their day, and so tell no month."""
FIRST_SEEN = 1440
"""From this year (September 2018) on months begin by the moon; before, by Umm al-Qura."""
_SEEN_AFTER = timedelta(hours=8)
_SUNSET = time(11, 45, tzinfo=UTC)
"""In Sabang, in the far west, within half an hour."""
_TEN_DAYS = timedelta(days=10)
"""Ten days on, both calendars agree about the year of each of these feasts."""


@lru_cache(maxsize=1024)
def month_start(year: int, month: int) -> date:
    """The Gregorian day of the first of a Hijri month in Indonesia; an estimate where no sighting was yet."""
    told = _told(year)
    if month in told:
        return told[month]
    start = _seen(hijri.month_start(year, month)) if year >= FIRST_SEEN else hijri.month_start(year, month)
    before = _told(year - 1).get(12) if month == 1 else told.get(month - 1)
    after = _told(year + 1).get(1) if month == hijri.MONTHS else told.get(month + 1)
    if before is not None:
        start = min(max(start, before + _SHORT), before + _LONG)
    if after is not None:
        start = min(max(start, after - _LONG), after - _SHORT)
    return start


def month_length(year: int, month: int) -> int:
    """Its days, 29 or 30 as a rule."""
    following = month_start(year, month + 1) if month < hijri.MONTHS else month_start(year + 1, 1)
    return (following - month_start(year, month)).days


def _seen(near: date) -> date:
    """The day after the first evening on which the crescent can be seen, *near* the one that a list gives."""
    new = new_moon_before(datetime.combine(near + timedelta(days=2), _SUNSET))
    evening = datetime.combine(new.date(), _SUNSET)
    while evening < new + _SEEN_AFTER:
        evening += timedelta(days=1)
    return evening.date() + timedelta(days=1)


@lru_cache(maxsize=256)
def _told(year: int) -> Mapping[int, date]:
    """The beginnings of months that the lists of holidays tell, by month."""
    if year < FIRST_TOLD:
        return MappingProxyType({})
    first, last = hijri.month_start(year, 1), hijri.month_start(year + 1, 1)
    found: dict[int, date] = {}
    for gregorian in range(first.year, last.year + 1):
        listed = listed_holidays(COUNTRY, gregorian)
        for name, (month, day) in _TELLING.items():
            for holiday in listed.get(name, ()):
                if hijri.year_of(holiday.on + _TEN_DAYS) == year:
                    found[month] = holiday.on - timedelta(days=day - 1)
    return MappingProxyType(found)
