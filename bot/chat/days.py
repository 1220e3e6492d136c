"""Days as they are typed into a field: taken, or refused with what is wrong."""

from datetime import date

from bot.domain.day_results import DayFound, DayReading, FarYear, ImpossibleDay
from bot.domain.errors import BadValue


def need_day(field: str, reading: DayReading | None) -> date:
    """The day that was read; ``BadValue`` says which day the calendar has not, or that there is none."""
    if isinstance(reading, DayFound):
        return reading.on
    if isinstance(reading, ImpossibleDay):
        facts = (("day", reading.day), ("month", reading.month), ("year", reading.year))
        raise BadValue(field, "impossible_day", facts)
    if isinstance(reading, FarYear):
        raise BadValue(field, "year_out_of_range", (("year", reading.year),))
    raise BadValue(field, "no_day")
