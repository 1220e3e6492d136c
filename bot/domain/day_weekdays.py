"""Weekdays: Jumat lalu, Senin depan, Rabu sore, malam Minggu, Senin minggu depan, Senin 23 November, next Friday.

Bare "minggu" is Sunday or a week, and is given back as ambiguous.
"""

import re
from dataclasses import replace
from datetime import date, timedelta

from bot.domain.day_numerals import BESIDE_WEEKDAY
from bot.domain.day_results import DayAmbiguous, DayFound, DayReading
from bot.domain.day_rules import Frame, Match, first_reading, rule
from bot.domain.day_sums import weekday_after, weekday_at, weekday_before, weekday_of_week
from bot.domain.day_words import (
    ALL_WEEKDAYS,
    FUTURE_MARKS,
    GAP,
    HONORIFICS,
    NUMBERS,
    ONE_UNIT,
    PART_OF_DAY,
    PAST_MARKS,
    SUNDAY_OR_WEEK,
    THIS_MARKS,
    WEEKDAYS,
    either,
    listed,
)

_PART = rf"(?:{GAP}(?:{either(PART_OF_DAY)})(?:{GAP}hari)?)"
_MARKS = (
    rf"(?:{GAP}(?:(?P<past>{either(PAST_MARKS)})|(?P<future>{either(FUTURE_MARKS)})|(?P<this>{either(THIS_MARKS)})"
    rf"|(?:minggu|mgg|pekan){GAP}(?P<week>lalu|kemarin|kmrn|ini|depan|dpn)|(?P<english>last|this|next){GAP}week))"
)
_NAME = rf"(?P<weekday>{either(ALL_WEEKDAYS)})"
_THEN_NUMBER = re.compile(r"\.?(?:,\s{0,2}|\s{1,2})\(?(?=[0-9]|tgl|tanggal|the\s[0-9]|[a-z]{3,9}\.?\s[0-9])")
_EVE = ("malam", "malem", "mlm")
_COUNTS_WEEKS = frozenset(
    [*NUMBERS, *ONE_UNIT, *listed("tiap setiap per beberapa berapa se tengah sekali dalam selama")]
)
_NO_SUNDAY = re.compile(rf"{GAP}(?:sekali|terakhir|pertama|kedua|ketiga|keempat|berturut|ke)|\s?-?ke-?\s?[0-9]")


def _weekday(match: Match, frame: Frame) -> DayReading | None:
    groups = match.groupdict()
    name = match["weekday"]
    weekday = ALL_WEEKDAYS[name]
    prefixed = groups.get("prefix") is not None
    eve = groups.get("eve") is not None
    sure = prefixed or eve or groups.get("part") is not None
    if frame.before in HONORIFICS and not prefixed:
        return None
    on = _marked(match, frame, weekday)
    if on is None:
        dated = _with_number(match, frame, weekday)
        if dated is not None:
            return dated
        if name == SUNDAY_OR_WEEK and not sure:
            return _sunday_or_week(match, frame)
        if name not in WEEKDAYS and not sure and not frame.whole:
            return None
        on = weekday_at(weekday, frame.today, frame.context)
    return frame.found(match, on - timedelta(days=eve))


def _marked(match: Match, frame: Frame, weekday: int) -> date | None:
    """The day, where "lalu", "depan", "ini" or a week stands beside it."""
    groups = match.groupdict()
    lead = groups.get("lead")
    week = groups.get("week") or groups.get("english")
    if week is not None:
        offset = {"ini": 0, "this": 0, "depan": 1, "dpn": 1, "next": 1}.get(week, -1)
        return weekday_of_week(weekday, frame.today, offset)
    if groups.get("past") is not None or lead in ("last", "past", "this past"):
        return weekday_before(weekday, frame.today)
    if groups.get("future") is not None or lead in ("next", "coming", "this coming"):
        return weekday_after(weekday, frame.today)
    if groups.get("this") is not None or lead == "this":
        return _of_this_week(weekday, frame)
    return None


def _of_this_week(weekday: int, frame: Frame) -> date:
    """ "Jumat ini": of this week, unless that lies on the wrong side of what the context asks for."""
    on = weekday_of_week(weekday, frame.today, 0)
    if frame.context == "past" and on > frame.today:
        return on - timedelta(days=7)
    if frame.context == "future" and on < frame.today:
        return on + timedelta(days=7)
    return on


def _with_number(match: Match, frame: Frame, weekday: int) -> DayReading | None:
    """ "Senin, 23 November". A weekday that is not that day's is a slip in one of the two: ask."""
    gap = _THEN_NUMBER.match(match.string, match.end())
    reading = None if gap is None else first_reading(BESIDE_WEEKDAY, match.string, frame, gap.end())
    if isinstance(reading, DayFound) and reading.on.weekday() != weekday:
        return DayAmbiguous(
            options=(reading.on, weekday_at(weekday, reading.on, "any")),
            phrase=match.string[frame.start : reading.end],
            start=frame.start,
            end=reading.end,
        )
    return None if reading is None else replace(reading, start=frame.start)


def _sunday_or_week(match: Match, frame: Frame) -> DayReading | None:
    if frame.before in _COUNTS_WEEKS or frame.before.isdigit() or _NO_SUNDAY.match(match.string, match.end()):
        return None
    sunday = weekday_at(6, frame.today, frame.context)
    weeks = {"past": (-7,), "future": (7,), "any": (-7, 7)}[frame.context]
    options = (sunday, *(frame.today + timedelta(days=days) for days in weeks))
    return DayAmbiguous(tuple(dict.fromkeys(options)), match[0], frame.start, match.end())


WEEKDAY_PHRASES = (
    rule(
        _EVE,
        rf"(?P<eve>{either(_EVE)}){GAP}(?P<prefix>hari{GAP})?"
        rf"(?P<weekday>{either([*WEEKDAYS, SUNDAY_OR_WEEK])}){_MARKS}?",
        _weekday,
    ),
    rule(
        ("last", "next", "this", "on", "coming", "past"),
        rf"(?P<prefix>(?P<lead>last|next|this{GAP}past|this{GAP}coming|this|on|coming|past){GAP}){_NAME}(?P<part>{_PART})?",
        _weekday,
    ),
    rule(
        (*ALL_WEEKDAYS, "hari", "hr"),
        rf"(?P<prefix>(?:hari|hr){GAP})?{_NAME}(?P<part>{_PART})?{_MARKS}?{_PART}?",
        _weekday,
    ),
)
