"""Days as programs write them into tables: with a time behind, in figures whose order nobody names, with no year."""

import re
from collections.abc import Iterable
from enum import StrEnum
from functools import lru_cache

_TIME = re.compile(
    r"T[0-9]{4}(?:[0-9]{2})?(?:Z|[+-][0-9]{2}:?[0-9]{2})?$|[T\s]+[0-9]{1,2}[:.][0-9]{2}(?:[:.][0-9]{2}(?:\.[0-9]+)?)?\s*(?:[AaPp]\.?[Mm]\.?)?\s*(?:Z|[+-][0-9]{2}:?[0-9]{2})?$"
)
_NUMERIC = re.compile(r"(?P<first>[0-9]{1,2})(?P<link>[/-])(?P<second>[0-9]{1,2})(?:[/-](?P<year>[0-9]{4}|[0-9]{2}))?")
_DOTTED = re.compile(r"[0-9]{1,2}\.[0-9]{1,2}\.(?:[0-9]{4}|[0-9]{2})?")
_YEARLESS = re.compile(r"--?(?P<month>[0-9]{2})-?(?P<day>[0-9]{2})")
_NO_YEAR = re.compile(r"(?:1604|000[01])-?(?P<month>[0-9]{2})-?(?P<day>[0-9]{2})")
_OMITTED = re.compile(r"(?P<day>[0-9]{1,2}[/.-][0-9]{1,2})[/.-](?:1604|000[01])")
_NOTHING = re.compile(r"0{1,4}[/.-]0{1,2}[/.-]0{1,4}|(?:0?1[/.-]0?1[/.-]4501|4501-01-01)|-{1,4}")
"""What stands for no day at all: Outlook writes 0/0/00, and its own calendar ends in 4501."""
_BEFORE = re.compile(r"[^\W\d_][^\d,]{0,40},\s*(?=[^,]*[0-9])")
"""What stands before a day and a comma: its weekday, or the place of a birth, as Indonesian papers have them."""
_LONGEST = 60
"""Characters of a day; what is longer is none."""
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class DayOrder(StrEnum):
    """Which of two figures is the day."""

    DAY_FIRST = "day_first"
    MONTH_FIRST = "month_first"
    UNKNOWN = "unknown"


def order_of(texts: Iterable[str]) -> DayOrder:
    """The order in which a column writes its days, by those of them that can be read in one way alone.

    One that has the day first settles it; what contradicts it there is a slip of the hand.
    """
    found = DayOrder.UNKNOWN
    for text in texts:
        if _DOTTED.fullmatch(text.strip()):
            return DayOrder.DAY_FIRST
        pair = _pair(text)
        if pair is None:
            continue
        if pair[0] > 12 >= pair[1]:
            return DayOrder.DAY_FIRST
        if pair[1] > 12 >= pair[0]:
            found = DayOrder.MONTH_FIRST
    return found


def is_ambiguous(text: str) -> bool:
    """Whether a day is two different days, read this way and that."""
    pair = _pair(text)
    return pair is not None and pair[0] != pair[1] and max(pair) <= 12 and min(pair) > 0


@lru_cache(4096)
def plain_day(text: str, order: DayOrder = DayOrder.DAY_FIRST) -> str:
    """The day as somebody would type it, day first; empty where it stands for none.

    The year 1604 stands for an unknown one (Apple's address book counts from there), as do 0000 and 0001.
    """
    if len(text) > _LONGEST:
        return text
    day = _TIME.sub("", text.strip()).strip()
    before = _BEFORE.match(day)
    day = day if before is None else day[before.end() :]
    if _NOTHING.fullmatch(day):
        return ""
    yearless = _YEARLESS.fullmatch(day) or _NO_YEAR.fullmatch(day)
    if yearless is not None:
        return f"{int(yearless['day'])}/{int(yearless['month'])}"
    if order is DayOrder.MONTH_FIRST and (numeric := _NUMERIC.fullmatch(day)) is not None:
        year = f"/{numeric['year']}" if numeric["year"] else ""
        day = f"{numeric['second']}/{numeric['first']}{year}"
    omitted = _OMITTED.fullmatch(day)
    return omitted["day"] if omitted is not None else day


def worded_day(text: str, order: DayOrder) -> str:
    """A day in figures with its month as a word, so that nobody reads it the other way; any other as it stands."""
    day = plain_day(text, order)
    numeric = _NUMERIC.fullmatch(day)
    if numeric is None or not 1 <= int(numeric["second"]) <= 12:
        return day
    month = _MONTHS[int(numeric["second"]) - 1]
    return " ".join(part for part in (numeric["first"], month, numeric["year"]) if part)


def _pair(text: str) -> tuple[int, int] | None:
    numeric = _NUMERIC.fullmatch(_TIME.sub("", text.strip()).strip()) if len(text) <= _LONGEST else None
    return None if numeric is None else (int(numeric["first"]), int(numeric["second"]))
