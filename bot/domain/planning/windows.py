"""From which day to which an occasion is looked at, opened and done (design 2.3)."""

from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain.feasts import DEFAULT_GREETING, FeastDay, Greeting
from bot.domain.words import Tier
from bot.domain.workdays import WorkCalendar

AHEAD_DAYS = {Tier.KEY: 7, Tier.CORE: 1, Tier.LIGHT: 1}
"""Days ahead on which an occasion is shown to be prepared."""


@dataclass(frozen=True, slots=True)
class Window:
    """The days of one occurrence. ``ahead_on`` is None where there is nothing left to prepare before it opens."""

    cycle: str
    on: date
    ahead_on: date | None
    opens_on: date
    last_on: date

    @property
    def surfaces_on(self) -> date:
        """The first day on which it has to be known."""
        return self.ahead_on or self.opens_on


def window_of(
    on: date, cycle: str, tier: Tier, calendar: WorkCalendar, greeting: Greeting = DEFAULT_GREETING
) -> Window:
    """The window of an occurrence that falls *on* a day."""
    opens_on = on + timedelta(days=greeting[0][0])
    ahead_on = calendar.previous_working(on - timedelta(days=AHEAD_DAYS[tier]))
    return Window(
        cycle=cycle,
        on=on,
        ahead_on=ahead_on if ahead_on < opens_on else None,
        opens_on=opens_on,
        last_on=on + timedelta(days=greeting[-1][1]),
    )


def feast_window(day: FeastDay, shift: int, tier: Tier, calendar: WorkCalendar) -> Window:
    """The window of a feast for somebody who keeps it *shift* days later (or earlier, when negative)."""
    return window_of(day.on + timedelta(days=shift), day.cycle, tier, calendar, day.feast.greeting)
