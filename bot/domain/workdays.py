"""Working days: the organisation's weekdays less public holidays (design 2.2)."""

from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain.errors import RawatError
from bot.domain.public_holidays import days_off

ONE_DAY = timedelta(days=1)


class NoWorkingDays(RawatError):
    """A calendar without a single working weekday would never find a next one."""


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """Which days are worked on.

    ``workdays`` are weekdays as Python counts them (Monday is 0), ``country`` an ISO 3166 code; ``joint_leave`` says
    whether cuti bersama is off. Every question raises ``UnknownCountry`` for a country without a list.
    """

    workdays: frozenset[int]
    country: str
    joint_leave: bool

    def __post_init__(self) -> None:
        if not self.workdays & frozenset(range(7)):
            raise NoWorkingDays

    def is_working(self, day: date) -> bool:
        """Whether people work on this day."""
        return day.weekday() in self.workdays and day not in days_off(self.country, day.year, self.joint_leave)

    def next_working(self, day: date) -> date:
        """The day itself if it is worked on, else the next one that is."""
        while not self.is_working(day):
            day += ONE_DAY
        return day

    def previous_working(self, day: date) -> date:
        """The day itself if it is worked on, else the last one before it."""
        while not self.is_working(day):
            day -= ONE_DAY
        return day

    def add_working(self, day: date, count: int) -> date:
        """The ``count``-th working day after *day*; *day* itself, worked on or not, for none."""
        for _ in range(count):
            day = self.next_working(day + ONE_DAY)
        return day

    def working_between(self, after: date, until: date) -> int:
        """How many working days come after *after*, up to and including *until*; 0 where *until* is no later.

        So ``working_between(day, add_working(day, n)) == n``.
        """
        span = range(1, (until - after).days + 1)
        return sum(self.is_working(after + timedelta(days=count)) for count in span)
