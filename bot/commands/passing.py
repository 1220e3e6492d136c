"""Letting the sandbox's time pass: morning by morning, with the jobs that fall due on the way."""

from collections.abc import Callable
from datetime import datetime, time, timedelta

from bot.app import App
from jobs import deliver_notices, escalate, plan_reminders, send_briefs, send_summaries, tidy

MORNING = time(7, 30)
STOPS = (MORNING, time(9, 30))
"""Local hours at which the jobs run on the way: the usual hour of the brief, and the latest that can be chosen."""


async def pass_time(app: App, start: datetime, end: datetime, set_clock: Callable[[datetime], None]) -> None:
    """Moves from *start* to *end* (both aware), stopping each day for what its morning brings."""
    for instant in [*stops_between(start, end, app), end]:
        set_clock(instant)
        await plan_reminders.run(app, instant)
        await escalate.run(app, instant)
        await send_briefs.run(app, instant)
        await send_summaries.run(app, instant)
        await tidy.run(app, instant)
        await deliver_notices.run(app, instant)


def stops_between(start: datetime, end: datetime, app: App) -> list[datetime]:
    """The stops after *start* and before *end*, in UTC order."""
    zone = app.organisation.zone
    day = start.astimezone(zone).date()
    found = []
    while day <= end.astimezone(zone).date():
        found += [datetime.combine(day, hour, zone) for hour in STOPS]
        day += timedelta(days=1)
    return [instant for instant in found if start < instant < end]
