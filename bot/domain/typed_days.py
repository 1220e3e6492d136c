"""A day as somebody types it, by its date or by the name of a feast."""

import re
from collections.abc import Mapping
from datetime import date

from bot.domain.calendars import DaySpec
from bot.domain.dates import parse_day
from bot.domain.day_results import DayFound, FarYear, ImpossibleDay
from bot.domain.feast_rules import GALUNGAN_ANCHOR
from bot.domain.feasts import FEASTS, Feast, feast_named
from bot.domain.occasion_days import OccasionReading, parse_occasion_day
from bot.domain.roster.lists import kind_of_day_named
from bot.domain.words import Calendar, OccasionKind

_KUNINGAN = date.fromordinal(GALUNGAN_ANCHOR.toordinal() + 10)
_IN_CALENDAR: Mapping[str, DaySpec] = {
    "new_year": DaySpec(Calendar.GREGORIAN, 1, 1),
    "isra_miraj": DaySpec(Calendar.HIJRI, 27, 7),
    "ramadan": DaySpec(Calendar.HIJRI, 1, 9),
    "idulfitri": DaySpec(Calendar.HIJRI, 1, 10),
    "iduladha": DaySpec(Calendar.HIJRI, 10, 12),
    "muharram": DaySpec(Calendar.HIJRI, 1, 1),
    "maulid": DaySpec(Calendar.HIJRI, 12, 3),
    "natal": DaySpec(Calendar.GREGORIAN, 25, 12),
    "independence": DaySpec(Calendar.GREGORIAN, 17, 8),
    "galungan": DaySpec(Calendar.BALINESE, GALUNGAN_ANCHOR.day, GALUNGAN_ANCHOR.month, GALUNGAN_ANCHOR.year),
    "kuningan": DaySpec(Calendar.BALINESE, _KUNINGAN.day, _KUNINGAN.month, _KUNINGAN.year),
}


_WHOSE = 4
"""Words at most that say whose day it is."""
_TEMPLE_DAY = re.compile(r"\s*(?:otonan|oton|odalan|piodalan)\s*:?\s+", re.IGNORECASE)


def read_typed_day(text: str, today: date, known: Mapping[str, Feast] = FEASTS) -> OccasionReading | Feast | None:
    """The day that a text says, or the feast that it names; None where it is neither.

    "Odalan Galungan" is the day itself, every 210 days.
    """
    reading = parse_occasion_day(text, today)
    if reading is not None:
        return reading
    feast = feast_named(text, known)
    if feast is None and (temple := _TEMPLE_DAY.match(text)) is not None:
        named = feast_named(text[temple.end() :])
        day = None if named is None else day_of_feast(named)
        return day if day is not None and day.calendar is Calendar.BALINESE else None
    return feast


def read_day_of_whom(text: str, today: date, known: Mapping[str, Feast] = FEASTS) -> OccasionReading | Feast | None:
    """The day behind a few words that say whose it is: "yayasan 12 Maret 2001", what "HUT" leaves of a line."""
    spoken = text.split()
    for first in range(1, min(len(spoken), _WHOSE + 1)):
        if not spoken[first - 1].isalpha():
            return None
        reading = read_typed_day(" ".join(spoken[first:]), today, known)
        if reading is not None:
            return reading
    return None


def read_single_day(text: str, today: date) -> OccasionReading | None:
    """A day that comes once, with its year: "besok", "5 mei", "5/5/27" look ahead; None where it is none."""
    reading = parse_day(text, today, "future")
    if isinstance(reading, DayFound) and reading.precision == "day":
        return DaySpec(Calendar.GREGORIAN, reading.on.day, reading.on.month, reading.on.year)
    return reading if isinstance(reading, ImpossibleDay | FarYear) else None


def day_of_feast(feast: Feast) -> DaySpec | None:
    """The day of a calendar on which a feast always falls; None where it moves by a rule of its own (Nyepi, Easter)."""
    return feast.spec if feast.spec is not None else _IN_CALENDAR.get(feast.key)


def parted_kind(text: str) -> tuple[OccasionKind | None, str]:
    """The kind of day with which a text begins, and the rest: "ultah 14 Agustus 1978", "Hari jadi: 3/3/1998"."""
    spoken = text.split()
    for length in range(min(len(spoken), 4), 0, -1):
        kind = kind_of_day_named(" ".join(spoken[:length]).rstrip(":,"))
        if kind is not None:
            return kind, " ".join(spoken[length:])
    return None, text
