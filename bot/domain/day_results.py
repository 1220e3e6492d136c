"""What reading a day can give. Spans count characters of the text that was read, so that it can be cut out."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from bot.domain.words import Calendar

Context = Literal["past", "future", "any"]
"""Which way a phrase leans that leaves it open: a contact lies in the past, a promise in the future."""

Precision = Literal["day", "week", "month", "year"]
"""How near the phrase comes to a day: "bulan lalu" names a month, and the day is a guess."""


@dataclass(frozen=True, slots=True)
class DayFound:
    """A day that the calendar has, and where the text names it. ``yearless``: the year was not named but inferred."""

    on: date
    start: int
    end: int
    precision: Precision = "day"
    yearless: bool = False


@dataclass(frozen=True, slots=True)
class DayAmbiguous:
    """A phrase with several meanings ("minggu": Sunday or a week); the caller asks. The likelier comes first."""

    options: tuple[date, ...]
    phrase: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ImpossibleDay:
    """A day that its calendar does not have: 32 August, 31/2, 29 February of a common year, 31 Syawal.

    ``year`` None: in no year. ``month`` None: in no month.
    """

    day: int
    month: int | None
    year: int | None
    start: int = 0
    end: int = 0
    calendar: Calendar = Calendar.GREGORIAN


@dataclass(frozen=True, slots=True)
class FarYear:
    """A year that nobody means (3026)."""

    year: int
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class YearOnly:
    """A year, or a month of a year, without a day: it makes no occasion."""

    year: int
    month: int | None = None


DayReading = DayFound | DayAmbiguous | ImpossibleDay | FarYear
