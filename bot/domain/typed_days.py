"""A day as somebody types it, by its date or by the name of a feast."""

from collections.abc import Mapping
from datetime import date

from bot.domain.calendars import DaySpec
from bot.domain.feast_rules import GALUNGAN_ANCHOR
from bot.domain.feasts import FEASTS, Feast, feast_named
from bot.domain.occasion_days import OccasionReading, parse_occasion_day
from bot.domain.words import Calendar

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


def read_typed_day(text: str, today: date, known: Mapping[str, Feast] = FEASTS) -> OccasionReading | Feast | None:
    """The day that a text says, or the feast that it names; None where it is neither."""
    reading = parse_occasion_day(text, today)
    return feast_named(text, known) if reading is None else reading


def day_of_feast(feast: Feast) -> DaySpec | None:
    """The day of a calendar on which a feast always falls; None where it moves by a rule of its own (Nyepi, Easter)."""
    return feast.spec if feast.spec is not None else _IN_CALENDAR.get(feast.key)
