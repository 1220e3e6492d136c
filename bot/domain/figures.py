"""The weekly summary's figures: counted, for a period (design 2.9)."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date, timedelta
from typing import Any, Literal
from zoneinfo import ZoneInfo

from bot.domain.clock import local_day
from bot.domain.interactions import Interaction
from bot.domain.reminders import Reminder
from bot.domain.words import Direction, Kind, Purpose, ReminderState, Stance, Tier
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
class Focus:
    """Of which partners figures speak: of one colleague's, one tier, one kind, by what they are today; or of all."""

    owner_id: int | None = None
    tier: Tier | None = None
    kind: Kind | None = None

    def __bool__(self) -> bool:
        return self != EVERYBODY

    @property
    def where(self) -> dict[str, Any]:
        """The columns of a partner that it asks for."""
        named = {"owner_id": self.owner_id, "tier": self.tier, "kind": self.kind}
        return {name: value for name, value in named.items() if value is not None}


EVERYBODY = Focus()


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

    def __add__(self, other: "Workload") -> "Workload":
        return Workload(*(getattr(self, one.name) + getattr(other, one.name) for one in fields(self)))


@dataclass(frozen=True, slots=True)
class Figures:
    """A period in figures. ``coverage`` is, by tier, the share of partners whose check-in is not broken at its end."""

    contacted: Contacted
    reminders: Workload
    coverage: Mapping[Tier, Share] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Tally:
    """So many contacts of one colleague with one purpose; mass mailings are none."""

    staff_id: int | None
    purpose: Purpose
    direction: Direction
    count: int

    @property
    def stance(self) -> Stance | None:
        """Care, work or ask for *ours*; None for *theirs*."""
        return self.purpose.stance if self.direction is Direction.OURS else None


def contacted_of(tallies: Iterable[Tally], partners: int = 0) -> Contacted:
    """What tallies come to; *partners* is how many were cared for."""
    stances: Counter[Stance | None] = Counter()
    for one in tallies:
        stances[one.stance] += one.count
    care, work, asks, theirs = (stances[one] for one in (Stance.CARE, Stance.WORK, Stance.ASK, None))
    return Contacted(care, work, asks, theirs, partners)


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


Fate = Literal["done", "skipped", "open", "missed"]


@dataclass(frozen=True, slots=True)
class Reckoning:
    """How reminders are reckoned: in which zone an answer has its day, which days are worked on, and what was noted.

    ``noted`` are the ids of the contacts that carry a note.
    """

    zone: ZoneInfo
    calendar: WorkCalendar
    noted: frozenset[int] = frozenset()
    late_from: dict[date, date] = field(default_factory=dict, compare=False, repr=False)

    def workload(self, reminders: Iterable[Reminder], period: Period) -> Workload:
        """The reminders of a period, each once; those that were withdrawn were nobody's."""
        return sum(self.workloads(reminders, period).values(), Workload())

    def workloads(self, reminders: Iterable[Reminder], period: Period) -> dict[int | None, Workload]:
        """The same by colleague."""
        counted: dict[int | None, Counter[str]] = defaultdict(Counter)
        for one in reminders:
            fate, counts = self.fate(one, period), counted[one.staff_id]
            if fate is not None:
                counts[fate] += 1
                counts["due"] += 1
                counts["noted"] += fate == "done" and self.is_noted(one)
                counts["late"] += fate == "open" and self.is_late(one, period.end)
            counts["waiting"] += waits(one, period.end)
        return {id: Workload(**counts) for id, counts in counted.items()}

    def fate(self, one: Reminder, period: Period) -> Fate | None:
        """What became of it by the period's end; None where it was not due in it."""
        if one.state is ReminderState.WITHDRAWN:
            return None
        settled_on = self.settled_on(one)
        if settled_on is not None and settled_on < period.start:
            return None
        if settled_on is not None and settled_on <= period.end:
            return _FATES[one.state]
        return "open" if one.opened_on is not None and one.opened_on <= period.end else None

    def is_noted(self, one: Reminder) -> bool:
        """Whether the contact that settled it has a note."""
        return one.interaction_id in self.noted

    def settled_on(self, one: Reminder) -> date | None:
        """The day on which it was answered, or the last on which it could be."""
        if one.state is ReminderState.EXPIRED:
            return one.last_on
        return None if one.state.living or one.answered_at is None else local_day(one.answered_at, self.zone)

    def is_late(self, one: Reminder, day: date) -> bool:
        """Whether a working day has passed since it was due."""
        if one.due_on not in self.late_from:
            self.late_from[one.due_on] = self.calendar.next_working(one.due_on + ONE_DAY)
        return self.late_from[one.due_on] <= day


_FATES: Mapping[ReminderState, Fate] = {
    ReminderState.DONE: "done",
    ReminderState.SKIPPED: "skipped",
    ReminderState.EXPIRED: "missed",
}


def waits(one: Reminder, day: date) -> bool:
    """Whether it is of a rhythm and waits its turn, although its day has come."""
    return one.of_rhythm and one.state is ReminderState.PLANNED and one.due_on <= day
