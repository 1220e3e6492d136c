"""How a rule of the grammar of days is written down: words that can begin it, a pattern, and what a match means."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from bot.domain.day_results import Context, DayFound, DayReading, FarYear, ImpossibleDay, Precision
from bot.domain.day_sums import is_far, month_length

Match = re.Match[str]
NUMBER = "0"
"""Stands among the beginnings for any word that begins with a digit."""


@dataclass(frozen=True, slots=True)
class Frame:
    """Where a phrase is tried, and beside which day.

    ``before`` is the word in front of it. ``whole`` says that the text is a field, nothing but a day; ``occasion`` that
    it is a day that comes again, so that two digits mean a year that is not ahead, and none means any year.
    """

    today: date
    context: Context
    start: int = 0
    before: str = ""
    whole: bool = False
    occasion: bool = False

    def found(self, match: Match, on: date | None, precision: Precision = "day") -> DayReading | None:
        """The day that the match names; none where dates end."""
        if on is None:
            return None
        if is_far(on.year, self.today):
            return FarYear(on.year, self.start, match.end())
        return DayFound(on, self.start, match.end(), precision)

    def made(self, match: Match, day: int, month: int, year: int) -> DayReading:
        """The day of these numbers, or why there is none."""
        if not 1 <= month <= 12 or not 1 <= day <= month_length(month):
            return ImpossibleDay(day, month, None, self.start, match.end())
        if is_far(year, self.today):
            return FarYear(year, self.start, match.end())
        if day > month_length(month, year):
            return ImpossibleDay(day, month, year, self.start, match.end())
        return DayFound(date(year, month, day), self.start, match.end())


Read = Callable[[Match, Frame], DayReading | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern, tried where one of its beginnings stands. Where it reads nothing, the rule does not apply."""

    beginnings: tuple[str, ...]
    pattern: re.Pattern[str]
    read: Read


def rule(beginnings: Iterable[str], pattern: str, read: Read) -> Rule:
    """A rule whose phrase ends where a word does."""
    return Rule(tuple(beginnings), re.compile(rf"(?:{pattern})(?!\w)"), read)


def first_reading(rules: Iterable[Rule], text: str, frame: Frame, at: int | None = None) -> DayReading | None:
    """What the first rule that applies reads at the frame's start (or further on, at *at*)."""
    position = frame.start if at is None else at
    for candidate in rules:
        match = candidate.pattern.match(text, position)
        if match is not None:
            reading = candidate.read(match, frame)
            if reading is not None and (not frame.whole or reading.end == len(text)):
                return reading
    return None
