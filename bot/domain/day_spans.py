"""Spans of days as staff type them: "10-14 Des", "besok sampai Jumat", "until Friday", "3 hari mulai Senin".

The days themselves are read by the grammar in ``dates``. Both ends belong to the span; whoever uses it echoes it.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain.dates import parse_day
from bot.domain.day_results import DayAmbiguous, DayFound, DayReading, FarYear, ImpossibleDay
from bot.domain.day_sums import month_length
from bot.domain.day_words import NUMBERS
from bot.domain.workdays import ONE_DAY

_RANGE = re.compile(
    r"\s*(?:\bsampai\s+dengan\b|\bs\s*[./]\s*d\b\.?|\b(?:sampai|sampe|smp|sd|hingga|until|till|til|through|to|ke)\b|[–—])\s*"
)
_DASH = re.compile(r"\s*-\s*")
_NUMBER = re.compile(r"^\d{1,2}$")
_OPENING = re.compile(
    r"^\s*(?:(?:saya|aku|i|i'm|am|be|will|cuti|berhalangan|libur|izin|ijin|sakit|dinas|away|off|out|on|leave|mulai|dari|"
    r"sejak|from|starting|selama|for|tanggal|tgl|between|antara)\b[\s:,]*)+"
)
_DAYS = r"(?:hari|hr|days?)"
_WEEKS = r"(?:minggu|mgg|pekan|weeks?)"
_LASTING = re.compile(
    rf"(?:(?:\bselama|\bfor|,)\s+)?(?:\b(?P<number>\d{{1,3}}|\w+)\s+(?:(?P<days>{_DAYS})|(?P<weeks>{_WEEKS}))"
    r"|\b(?P<one>sehari|seminggu|sepekan))\b(?:\s+penuh)?"
    r"(?!\s+(?:lagi|lalu|yang|yg|ke\s?depan|depan|ini|mendatang|ago|from\s+now))"
)
_ONE = {"sehari": 1, "seminggu": 7, "sepekan": 7}
_A_WEEK = 7
_LONG_AHEAD = timedelta(days=300)
"""A day without a year that lies further ahead was meant in the year that runs: it is over."""
_UNDER_WAY = timedelta(days=60)
"""So long ago a span may have begun that is under way."""


@dataclass(frozen=True, slots=True)
class Span:
    """Days from one to another, both included."""

    first: date
    last: date


SpanReading = Span | ImpossibleDay | FarYear


def parse_span(text: str, today: date) -> SpanReading | None:
    """The span that a field holds: from a day to a day, so many days, a week, or one day; None where it holds none.

    An end that lies before its beginning is given as it was typed.
    """
    wanted = _OPENING.sub("", text.lower().strip()).strip(" .,;:!?")
    if not wanted:
        return None
    return _lasting(wanted, today) or _ranged(wanted, today) or _single(wanted, today)


def _lasting(text: str, today: date) -> SpanReading | None:
    """ "3 hari", "besok selama seminggu", "3 days from Monday": counted from its first day, which counts."""
    found = _LASTING.search(text)
    if found is None:
        return None
    days = _counted(found)
    rest = _OPENING.sub("", (text[: found.start()] + " " + text[found.end() :]).strip()).strip(" ,")
    if days is None or not days:
        return None
    first = _day(rest, today) if rest else today
    return Span(first, first + timedelta(days=days - 1)) if isinstance(first, date) else None


def _counted(found: re.Match[str]) -> int | None:
    if found["one"] is not None:
        return _ONE[found["one"]]
    number = found["number"]
    count = int(number) if number.isdigit() else NUMBERS.get(number)
    return None if count is None else count * (_A_WEEK if found["weeks"] else 1)


def _ranged(text: str, today: date) -> SpanReading | None:
    for sign in (_RANGE, _DASH):
        for found in sign.finditer(text):
            read = _between(text[: found.start()].strip(), text[found.end() :].strip(), today)
            if read is not None:
                return read
    return None


def _between(left: str, right: str, today: date) -> SpanReading | None:
    left = _OPENING.sub("", left).strip(" ,")
    if _NUMBER.match(left):
        # "10-14 Des": the month stands behind the second day alone.
        left = re.sub(r"\d{1,2}", left, right, count=1)
    elif _NUMBER.match(right):
        right = re.sub(r"\d{1,2}", right, left, count=1)
    first = _day(left, today) if left else today
    last = _day(right, today)
    if first is None or last is None:
        return None
    if not isinstance(first, date) or not isinstance(last, date):
        return first if not isinstance(first, date) else last if not isinstance(last, date) else None
    if last < first:
        # "Senin depan sampai Jumat": the Friday after it. "28 Des - 3 Jan", said within it: it has begun.
        later = parse_day(right, first, "future")
        if isinstance(later, DayFound) and later.on >= first and later.on - first <= timedelta(days=_A_WEEK):
            last = later.on
    begun = parse_day(left, today, "past") if last < first else None
    if isinstance(begun, DayFound) and begun.yearless and today - begun.on <= _UNDER_WAY:
        first = begun.on
    return Span(first, last)


def _day(text: str, today: date) -> date | ImpossibleDay | FarYear | None:
    reading = parse_day(text, today, "future")
    if isinstance(reading, DayAmbiguous):
        # A bare "minggu" beside another day is the Sunday.
        return next((day for day in reading.options if day.weekday() == 6), reading.options[0])
    if isinstance(reading, DayFound):
        return _in_this_year(reading, text, today)
    return reading


def _in_this_year(found: DayFound, text: str, today: date) -> date:
    """A day without a year that only comes again in a year was the last one."""
    if found.yearless and found.on - today > _LONG_AHEAD:
        past = parse_day(text, today, "past")
        return past.on if isinstance(past, DayFound) else found.on
    return found.on


def _single(text: str, today: date) -> SpanReading | None:
    reading: DayReading | None = parse_day(text, today, "future")
    if isinstance(reading, DayFound) and reading.precision == "week":
        monday = reading.on - timedelta(days=reading.on.weekday())
        return Span(max(monday, today), monday + 6 * ONE_DAY)
    if isinstance(reading, DayFound) and reading.precision == "month":
        first = reading.on.replace(day=1)
        return Span(max(first, today), first.replace(day=month_length(first.month, first.year)))
    day = _day(text, today)
    return Span(day, day) if isinstance(day, date) else day
