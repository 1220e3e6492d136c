"""Special offers for a partner's people: what it is, and until when it stands."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain.dates import parse_day
from bot.domain.day_results import DayFound
from bot.domain.workdays import ONE_DAY, WorkCalendar

WARNED = timedelta(days=7)
"""So long before its end an offer comes up once more."""
SHORT = timedelta(days=2)
"""Whoever made it so lately needs no word about it yet: then it comes up on the last working day."""
SUBJECT = "offer:"
"""How the subject of the reminder before its end begins."""

_UNTIL = re.compile(
    r"[\s,;(]*(?:\b(?:berlaku|valid|good)\s+)?"
    r"\b(?:sampai(?:\s+dengan)?|sampe|smp|hingga|s[./]?d|until|till|through)\b\.?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class SpecialOffer:
    """One offer that was made to a partner's people; it stands through the day on which it ends."""

    partner_id: int
    text: str
    ends_on: date
    staff_id: int | None = None
    interaction_id: int | None = None
    made_on: date | None = None
    id: int = 0


def running(offers: Iterable[SpecialOffer], today: date) -> list[SpecialOffer]:
    """Those that still stand, the one that ends first at the beginning."""
    return sorted((one for one in offers if one.ends_on >= today), key=lambda one: (one.ends_on, one.id))


def comes_up_on(offer: SpecialOffer, calendar: WorkCalendar) -> date | None:
    """The working day on which its end is told; None where it is too near to be worth a word."""
    wanted = offer.ends_on - WARNED
    if offer.made_on is not None and wanted <= offer.made_on + SHORT:
        wanted = offer.ends_on - ONE_DAY
    day = calendar.previous_working(wanted)
    return day if offer.made_on is None or day > offer.made_on else None


def offer_in(text: str, today: date) -> tuple[str, date | None]:
    """What is offered, and its last day where the line ends with one: "diskon 20% sampai 31 Desember"."""
    for found in _UNTIL.finditer(text):
        tail = text[found.end() :].strip(" .)")
        reading = parse_day(tail, today, "future") if tail else None
        if isinstance(reading, DayFound) and text[: found.start()].strip():
            return text[: found.start()].strip(), reading.on
    return text, None
