"""The weekly summary's figures: counted, for a period (design 2.9)."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from bot.domain.clock import local_day
from bot.domain.interactions import Interaction
from bot.domain.reminders import Reminder
from bot.domain.words import Direction, ReminderState, Stance, Tier
from bot.domain.workdays import ONE_DAY, WorkCalendar

WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Period:
    """Whole days from start to end, both included."""

    start: date
    end: date

    @property
    def before(self) -> "Period":
        """As many days, directly before; for part of a week, the same weekdays of the week before."""
        if self.end - self.start < WEEK - ONE_DAY:
            return Period(self.start - WEEK, self.end - WEEK)
        return Period(self.start - (self.end - self.start) - ONE_DAY, self.start - ONE_DAY)

    @property
    def week_after(self) -> "Period":
        """The seven days that follow."""
        return Period(self.end + ONE_DAY, self.end + WEEK)

    def covers(self, day: date) -> bool:
        """Whether the day is one of its days."""
        return self.start <= day <= self.end


def week_of(day: date) -> Period:
    """The week of a day, Monday to Sunday."""
    monday = day - timedelta(days=day.weekday())
    return Period(monday, monday + WEEK - ONE_DAY)


def week_before(day: date) -> Period:
    """The last whole week before a day."""
    return week_of(day - WEEK)


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    part: int
    whole: int


@dataclass(frozen=True, slots=True)
class Contacted:
    """Contacts in a period, mass mailings left out. ``partners`` were cared for."""

    care: int = 0
    work: int = 0
    asks: int = 0
    theirs: int = 0
    partners: int = 0


@dataclass(frozen=True, slots=True)
class Workload:
    """Reminders that stood open on some day of a period: due = done + skipped + open + missed.

    ``noted`` are those done with a note. Of what is open at the end, ``late`` has seen a working day since it was due;
    ``waiting`` are rhythm reminders that wait their turn, which nobody was asked yet and which are not counted as due.
    """

    due: int = 0
    done: int = 0
    noted: int = 0
    skipped: int = 0
    open: int = 0
    missed: int = 0
    late: int = 0
    waiting: int = 0


@dataclass(frozen=True, slots=True)
class Figures:
    """A period in figures. ``coverage`` is, by tier, the share of partners whose check-in is not broken at its end."""

    contacted: Contacted
    reminders: Workload
    coverage: Mapping[Tier, Share] = field(default_factory=dict)


def contacted_in(contacts: Iterable[Interaction], period: Period) -> Contacted:
    """The contacts whose day is in the period."""
    inside = [one for one in contacts if period.covers(one.on) and not one.mass]
    stances = Counter(one.stance for one in inside)
    return Contacted(
        care=stances[Stance.CARE],
        work=stances[Stance.WORK],
        asks=stances[Stance.ASK],
        theirs=sum(one.direction is Direction.THEIRS for one in inside),
        partners=len({one.partner_id for one in inside if one.stance is Stance.CARE}),
    )


@dataclass(frozen=True, slots=True)
class Reckoning:
    """How reminders are reckoned: in which zone an answer has its day, which days are worked on, and what was noted.

    ``noted`` are the ids of the contacts that carry a note.
    """

    zone: ZoneInfo
    calendar: WorkCalendar
    noted: frozenset[int] = frozenset()

    def workload(self, reminders: Iterable[Reminder], period: Period) -> Workload:
        """The reminders of a period, each once; those that were withdrawn were nobody's."""
        counted: Counter[str] = Counter()
        for one in reminders:
            fate = self._fate(one, period)
            if fate is not None:
                counted[fate] += 1
                counted["noted"] += fate == "done" and one.interaction_id in self.noted
                counted["late"] += fate == "open" and self._is_late(one, period.end)
            counted["waiting"] += _waits(one, period.end)
        due = counted["done"] + counted["skipped"] + counted["open"] + counted["missed"]
        return Workload(due=due, **counted)

    def _fate(self, one: Reminder, period: Period) -> str | None:
        """What became of it by the period's end; None where it was not due in it."""
        if one.state is ReminderState.WITHDRAWN:
            return None
        settled_on = self._settled_on(one)
        if settled_on is not None and settled_on < period.start:
            return None
        if settled_on is not None and settled_on <= period.end:
            return _FATES[one.state]
        return "open" if one.opened_on is not None and one.opened_on <= period.end else None

    def _settled_on(self, one: Reminder) -> date | None:
        if one.state is ReminderState.EXPIRED:
            return one.last_on
        return None if one.state.living or one.answered_at is None else local_day(one.answered_at, self.zone)

    def _is_late(self, one: Reminder, day: date) -> bool:
        return self.calendar.next_working(one.due_on + ONE_DAY) <= day


_FATES = {ReminderState.DONE: "done", ReminderState.SKIPPED: "skipped", ReminderState.EXPIRED: "missed"}


def _waits(one: Reminder, day: date) -> bool:
    return one.of_rhythm and one.state is ReminderState.PLANNED and one.due_on <= day
