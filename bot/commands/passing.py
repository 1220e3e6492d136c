"""Letting the sandbox's time pass: morning by morning, with the jobs that fall due on the way."""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.domain.words import NoticeState
from jobs.scheduler import Timetable

MORNING = time(7, 30)
STOPS = (MORNING, time(9, 30))
"""Local hours at which the jobs run on the way: the usual hour of the brief, and the latest that can be chosen."""
MOST_IN_A_ROW = 12
"""Messages to one chat at one stop; a fault that lasts must not hold the clock."""


async def pass_time(
    timetable: Timetable, start: datetime, end: datetime, set_clock: Callable[[datetime], None]
) -> None:
    """Moves from *start* to *end* (both aware), stopping each day for what its morning brings."""
    for instant in [*stops_between(start, end, timetable.app.organisation.zone), end]:
        set_clock(instant)
        await timetable.through()
        await _deliver_the_rest(timetable)


async def _deliver_the_rest(timetable: Timetable) -> None:
    """Sends what is left to chats that had a message just now: by this clock the next one comes hours later.

    What cannot be sent stays for the timetable.
    """
    line = timetable.app.line
    for _ in range(MOST_IN_A_ROW):
        async with timetable.app.storage.read() as uow:
            left = await uow.notices.count_by(state=NoticeState.WAITING)
        if not left or line is None:
            return
        await line.slots.free_chats()
        await timetable.tick("deliver_notices")


def stops_between(start: datetime, end: datetime, zone: ZoneInfo) -> list[datetime]:
    """The stops after *start* and before *end*, in UTC order."""
    day = start.astimezone(zone).date()
    found = []
    while day <= end.astimezone(zone).date():
        found += [datetime.combine(day, hour, zone) for hour in STOPS]
        day += timedelta(days=1)
    return [instant for instant in found if start < instant < end]
