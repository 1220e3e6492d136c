"""Days that come again, as people type them: 14 Agustus 1978, 14/8, 29 Feb, 17 Ramadan, otonan 12/3/1980."""

import re
from datetime import date

from bot.domain.calendars import DaySpec, is_day
from bot.domain.day_numerals import CALENDAR_DAYS
from bot.domain.day_results import DayFound, DayReading, FarYear, ImpossibleDay, YearOnly
from bot.domain.day_rules import Frame, first_reading
from bot.domain.day_sums import is_far
from bot.domain.day_words import HIJRI_MONTHS, MONTHS, either
from bot.domain.words import Calendar

OccasionReading = DaySpec | YearOnly | ImpossibleDay | FarYear

_LONGEST = 60
_HIJRI_YEARS = range(1200, 1601)
_YEAR = re.compile(r"(?:(?:tahun|thn|year)\s)?(?P<year>[0-9]{4})")
_MONTH_YEAR = re.compile(
    rf"(?:(?P<name>{either(MONTHS)})\.?[\s,/-]{{1,2}}|(?P<number>[0-9]{{1,2}})[/-])(?P<year>[0-9]{{4}})"
)
_HIJRI = re.compile(
    r"(?P<day>[0-9]{1,3})\s{0,2}(?P<month>[a-z][a-z '’`ʿʾ-]{3,24}?)"
    r"(?:\s{1,2}(?P<year>[0-9]{3,4}))?(?:(?:\s|(?<=[0-9]))(?:h|ah|hijriah))?"
)
_BALINESE = re.compile(r"(?:otonan|oton|odalan|piodalan)\s?:?\s?(?P<birth>.{3,40})")


def parse_occasion_day(text: str, today: date) -> OccasionReading | None:
    """The day of an occasion; None where the text is none, or more than one.

    Without a year it is a day whose year is not known; two digits mean a year that is not ahead of *today*. A year
    alone, or a month of one, is ``YearOnly``. "Otonan" and a date give a day of the Balinese 210. Feasts are not read
    here (``feasts.feast_named``), and that a birthday lies in the future is for the caller to say.
    """
    field = text.strip(" \t\r\n.,;").lower()
    if not field or len(field) > _LONGEST:
        return None
    balinese = _BALINESE.fullmatch(field)
    if balinese is not None:
        return _balinese(balinese["birth"], today)
    return _part_of_date(field, today) or _gregorian(field, today) or _hijri(field)


def _part_of_date(field: str, today: date) -> OccasionReading | None:
    match = _YEAR.fullmatch(field) or _MONTH_YEAR.fullmatch(field)
    if match is None:
        return None
    year = int(match["year"])
    groups = match.groupdict()
    month = MONTHS[name] if (name := groups.get("name")) else int(groups.get("number") or 0)
    if month > 12:
        return None
    return FarYear(year) if is_far(year, today) else YearOnly(year, month or None)


def _read(field: str, today: date) -> DayReading | None:
    return first_reading(CALENDAR_DAYS, field, Frame(today, "any", whole=True, occasion=True))


def _gregorian(field: str, today: date) -> OccasionReading | None:
    reading = _read(field, today)
    if not isinstance(reading, DayFound):
        return reading if isinstance(reading, ImpossibleDay | FarYear) else None
    on = reading.on
    return DaySpec(Calendar.GREGORIAN, on.day, on.month, None if reading.yearless else on.year)


def _balinese(field: str, today: date) -> OccasionReading | None:
    """The 210 days are counted from a whole date alone."""
    birth = _gregorian(field, today)
    if isinstance(birth, DaySpec):
        return None if birth.year is None else DaySpec(Calendar.BALINESE, birth.day, birth.month, birth.year)
    return birth


def _hijri(field: str) -> OccasionReading | None:
    match = _HIJRI.fullmatch(field)
    month = None if match is None else HIJRI_MONTHS.get(re.sub(r"[^a-z]", "", match["month"]))
    if match is None or month is None:
        return None
    day, year = int(match["day"]), int(match["year"]) if match["year"] else None
    if year is not None and year not in _HIJRI_YEARS:
        return FarYear(year)
    if not is_day(Calendar.HIJRI, day, month, year):
        return ImpossibleDay(day, month, year, calendar=Calendar.HIJRI)
    return DaySpec(Calendar.HIJRI, day, month, year)
