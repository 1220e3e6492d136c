"""Days as staff type them, in Indonesian and English: found in a sentence, or read from a field.

No library reads Indonesian dates well, so the grammar is ours. A scan finds the words that can begin a phrase, and at
each the few rules that begin with that word are tried: some ten microseconds a sentence, and never more than a fixed
amount of work for a word. The rules stand in the modules ``day_…``; whoever uses a day that was read echoes it.

Conventions: numbers are day first, or ISO. "Semalam" and "tadi malam" are yesterday; hours and minutes ago are today,
whatever the clock. "Jumat lalu" is the last Friday before today, "Jumat depan" the first after it; "malam Minggu" is
Saturday. A month ago is the same day of last month.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from bot.domain.day_numerals import CALENDAR_DAYS, DAYS_OF_SOME_MONTH
from bot.domain.day_phrases import PHRASES
from bot.domain.day_results import Context, DayAmbiguous, DayFound, DayReading, FarYear, ImpossibleDay, YearOnly
from bot.domain.day_rules import NUMBER, Frame, Rule, first_reading
from bot.domain.day_weekdays import WEEKDAY_PHRASES
from bot.domain.occasion_days import OccasionReading, parse_occasion_day

__all__ = [
    "Context",
    "DayAmbiguous",
    "DayFound",
    "DayReading",
    "FarYear",
    "ImpossibleDay",
    "OccasionReading",
    "YearOnly",
    "find_day",
    "find_days",
    "parse_day",
    "parse_occasion_day",
]

_WORD = re.compile(r"[^\W_]+")
_LINKS = "-/.,:+#"
"""Before a number these say that it goes on with another: a telephone number, a range, an amount."""
_DIGITS = frozenset("0123456789")
_AROUND = " \t\r\n.,;:!?()[]\"'"
_LEADING = re.compile(r"(?:pada|sejak|since|from|mulai|per|on|at|ya|jadi|kira-kira|sekitar|tepatnya)\s+")
_TRAILING = re.compile(r"\s+(?:ya|yah|aja|saja|deh|dong|sih|kok|please|pls|mungkin|kayaknya|maybe|wib|h)$")
_LONGEST_FIELD = 60


def _by_beginning() -> dict[str, tuple[Rule, ...]]:
    rules: dict[str, list[Rule]] = {}
    for each in (*CALENDAR_DAYS, *DAYS_OF_SOME_MONTH, *PHRASES, *WEEKDAY_PHRASES):
        for beginning in each.beginnings:
            # "Jum'at" is two words to the scan.
            rules.setdefault(re.split(r"['’`]", beginning)[0], []).append(each)
    return {beginning: tuple(dict.fromkeys(found)) for beginning, found in rules.items()}


_RULES = _by_beginning()


def find_day(text: str, today: date, context: Context = "any") -> DayReading | None:
    """The day that a sentence names, with its span in *text*; None where it names none.

    *context* settles what a phrase leaves open, and which of several days is meant: the first that lies on its side of
    today, else the first. A phrase that must be asked about, or that names an impossible day, is given back as such.
    """
    first: DayReading | None = None
    for reading in _readings(text, today, context):
        if not isinstance(reading, DayFound) or _fits(reading.on, today, context):
            return reading
        first = first or reading
    return first


def find_days(text: str, today: date, context: Context = "any") -> list[DayReading]:
    """All the days that a sentence names, in order, none overlapping."""
    return list(_readings(text, today, context))


def parse_day(text: str, today: date, context: Context = "any") -> DayReading | None:
    """The day that a field holds and nothing else; None where it holds something else, or more.

    A day without a year gets one by *context*.
    """
    if len(text.strip()) > _LONGEST_FIELD:
        return None
    lowered = _lower(text)
    start = len(lowered) - len(lowered.lstrip(_AROUND))
    end = len(lowered.rstrip(_AROUND))
    frame = Frame(today, context, start, whole=True)
    for first, last in _readable(lowered, start, end):
        word = _WORD.match(lowered, first)
        if word is not None:
            reading = first_reading(_rules_for(word[0]), lowered[:last], replace(frame, start=first))
            if reading is not None:
                return reading
    return None


def _readable(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The field as it stands; then without a preposition before it, and a particle after it."""
    yield start, end
    lead, trail = _LEADING.match(text, start), _TRAILING.search(text, start, end)
    if lead is not None or trail is not None:
        yield start if lead is None else lead.end(), end if trail is None else trail.start()


def _fits(on: date, today: date, context: Context) -> bool:
    return context == "any" or (on <= today if context == "past" else on >= today)


def _rules_for(word: str) -> tuple[Rule, ...]:
    found = _RULES.get(word)
    if found is None and word[0] in _DIGITS:
        return _RULES[NUMBER]
    return found or ()


def _readings(text: str, today: date, context: Context) -> Iterator[DayReading]:
    lowered = _lower(text)
    before, past = "", 0
    for word in _WORD.finditer(lowered):
        start, token = word.start(), word[0]
        if start >= past:
            rules = _rules_for(token)
            if rules and not _goes_on(lowered, start, token, before):
                reading = first_reading(rules, lowered, Frame(today, context, start, before))
                if reading is not None:
                    past = reading.end
                    yield reading
        before = token


def _goes_on(text: str, start: int, token: str, before: str) -> bool:
    """Whether a number belongs to what stands before it, or a word is doubled ("kemarin-kemarin": the other day)."""
    link = text[start - 1 : start]
    if not link or link not in _LINKS:
        return False
    if token[0] not in _DIGITS:
        return link == "-" and token == before
    return link in "+#" or text[start - 2 : start - 1] in _DIGITS


def _lower(text: str) -> str:
    """Lower case, letter by letter where that would change the length and so the spans."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)
