"""How far planning looks on one day, so that it asks for what is due and for nothing else."""

from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain.agreements import FIRST_STEP
from bot.domain.introductions import ASKED_AFTER, FORGOTTEN_AFTER
from bot.domain.offers import WARNED
from bot.domain.workdays import ONE_DAY, WorkCalendar

ASK_FOLLOWED_AFTER = timedelta(days=7)
"""An ask is followed up seven days later (design 2.7)."""

ASK_FORGOTTEN_AFTER = timedelta(days=60)
"""An ask that comes into the books later than this is history: nobody is asked what came of it."""

EVENT_FRESH = timedelta(days=90)
"""What happened longer ago than this makes no reminder any more."""


@dataclass(frozen=True, slots=True)
class Horizon:
    """The days between which something makes a partner worth a look *today*, both ends included."""

    today: date
    promises_until: date
    agreements_until: date
    asks_since: date
    asks_until: date
    events_since: date
    offers_until: date
    introductions_since: date
    introductions_until: date


def horizon_of(today: date, calendar: WorkCalendar) -> Horizon:
    """The horizon of a day. Promises show on the working day before theirs: on Friday, Monday's do."""
    return Horizon(
        today=today,
        promises_until=calendar.next_working(today + ONE_DAY),
        agreements_until=today + FIRST_STEP,
        asks_since=today - ASK_FORGOTTEN_AFTER,
        asks_until=today - ASK_FOLLOWED_AFTER,
        events_since=today - EVENT_FRESH,
        # What comes up on a working day before its own is looked at a little earlier.
        offers_until=today + 2 * WARNED,
        introductions_since=today - FORGOTTEN_AFTER,
        introductions_until=today - ASKED_AFTER,
    )
