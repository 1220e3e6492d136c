"""Letting the sandbox's time pass: morning by morning, with the jobs that fall due on the way."""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from jobs.scheduler import Timetable

MORNING = time(7, 30)
STOPS = (MORNING, time(9, 30))
"""Local hours at which the jobs run on the way: the usual hour of the brief, and the latest that can be chosen."""


async def pass_time(
    timetable: Timetable, start: datetime, end: datetime, set_clock: Callable[[datetime], None]
) -> None:
    """Moves from *start* to *end* (both aware), stopping each day for what its morning brings."""
    for instant in [*stops_between(start, end, timetable.app.organisation.zone), end]:
        set_clock(instant)
        await timetable.through()


def stops_between(start: datetime, end: datetime, zone: ZoneInfo) -> list[datetime]:
    """The stops after *start* and before *end*, in UTC order."""
    day = start.astimezone(zone).date()
    found = []
    while day <= end.astimezone(zone).date():
        found += [datetime.combine(day, hour, zone) for hour in STOPS]
        day += timedelta(days=1)
    return [instant for instant in found if start < instant < end]
