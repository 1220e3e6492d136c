"""Eight weeks of care, as the summary's picture and its workbook show them: facts, reckoned once (design 2.9)."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from bot.domain.care import CareView
from bot.domain.figures import WEEK, Period, Share, week_of
from bot.domain.partners import Partner
from bot.domain.words import CareLevel, Direction, Purpose, Stance, Tier
from bot.domain.workdays import ONE_DAY

WEEKS = 8
GOALS: Mapping[Tier, float] = {Tier.KEY: 0.95, Tier.CORE: 0.85, Tier.LIGHT: 0.7}
"""The share of a tier's partners that should have their check-in in time: the more care is owed, the higher."""


class WeekState(StrEnum):
    """What a partner's week was, the kindest that holds: ``THEIRS`` is a week in which they alone wrote to us."""

    CARE = "care"
    WORK = "work"
    ASKED = "asked"
    THEIRS = "theirs"
    SILENT = "silent"


@dataclass(frozen=True, slots=True)
class Counted:
    """So many contacts of one sort on one day, mass mailings left out; with one partner, or with all of them."""

    on: date
    purpose: Purpose
    direction: Direction
    count: int = 1
    partner_id: int = 0

    @property
    def state(self) -> WeekState:
        """What a week is in which there was nothing else."""
        return WeekState.THEIRS if self.direction is Direction.THEIRS else _STATES[self.purpose.stance]


_STATES = {Stance.CARE: WeekState.CARE, Stance.WORK: WeekState.WORK, Stance.ASK: WeekState.ASKED}


@dataclass(frozen=True, slots=True)
class WeekOfContacts:
    """How many contacts of each sort a week had; the newest can end with the period, before its Sunday."""

    period: Period
    care: int = 0
    work: int = 0
    asks: int = 0
    theirs: int = 0


@dataclass(frozen=True, slots=True)
class PartnerWeeks:
    """One key partner, week by week, the oldest first; ``days`` since the newest contact that is not our ask."""

    partner_id: int
    name: str
    level: CareLevel
    states: tuple[WeekState, ...]
    days: int | None = None


@dataclass(frozen=True, slots=True)
class ColleagueLoad:
    """One colleague's reminders: done, those of them with a note, open at the end, and waiting their turn."""

    name: str
    done: int = 0
    noted: int = 0
    open: int = 0
    waiting: int = 0


@dataclass(frozen=True, slots=True)
class SummaryPicture:
    """What the picture of a period shows: the weeks up to its end, and how things stood then.

    ``partners`` are all key partners, those that need attention first; ``team`` goes by name, never by figures.
    """

    period: Period
    weeks: tuple[WeekOfContacts, ...]
    coverage: Mapping[Tier, Share] = field(default_factory=dict)
    partners: tuple[PartnerWeeks, ...] = ()
    team: tuple[ColleagueLoad, ...] = ()
    organisation: str | None = None

    @property
    def empty(self) -> bool:
        """Whether nothing was noted in all these weeks."""
        return not any(one.care + one.work + one.asks + one.theirs for one in self.weeks)

    @property
    def span(self) -> Period:
        """All days that it shows."""
        return Period(self.weeks[0].period.start, self.weeks[-1].period.end)


def weeks_to(end: date, weeks: int = WEEKS) -> tuple[Period, ...]:
    """The last weeks up to a day, the oldest first; the newest ends with that day."""
    newest = week_of(end)
    whole = [Period(newest.start - WEEK * back, newest.end - WEEK * back) for back in range(weeks - 1, 0, -1)]
    return (*whole, Period(newest.start, end))


def weeks_of_contacts(counted: Iterable[Counted], weeks: Sequence[Period]) -> tuple[WeekOfContacts, ...]:
    """What each week had; days outside of them are left out."""
    found = {one.start: Counter[WeekState]() for one in weeks}
    for one in counted:
        week = found.get(_monday(one.on))
        if week is not None and one.on <= weeks[-1].end:
            week[one.state] += one.count
    return tuple(
        WeekOfContacts(
            week,
            care=found[week.start][WeekState.CARE],
            work=found[week.start][WeekState.WORK],
            asks=found[week.start][WeekState.ASKED],
            theirs=found[week.start][WeekState.THEIRS],
        )
        for week in weeks
    )


def partners_by_week(
    partners: Iterable[Partner], views: Mapping[int, CareView], counted: Iterable[Counted], weeks: Sequence[Period]
) -> tuple[PartnerWeeks, ...]:
    """These partners week by week: neglected ones first, then who waits longest, then by name."""
    found: dict[tuple[int, date], set[WeekState]] = {}
    for one in counted:
        if one.on <= weeks[-1].end:
            found.setdefault((one.partner_id, _monday(one.on)), set()).add(one.state)
    rows = [
        PartnerWeeks(
            one.id,
            one.name,
            views[one.id].level,
            tuple(_kindest(found.get((one.id, week.start), ())) for week in weeks),
            views[one.id].days,
        )
        for one in partners
    ]
    return tuple(sorted(rows, key=_need))


def _monday(day: date) -> date:
    return day - ONE_DAY * day.weekday()


def _kindest(states: Iterable[WeekState]) -> WeekState:
    there = set(states)
    return next((one for one in WeekState if one in there), WeekState.SILENT)


_LEVELS = (CareLevel.NEGLECTED, CareLevel.ATTENTION, CareLevel.WELL)


def _need(one: PartnerWeeks) -> tuple[int, float, str, int]:
    waited = float("inf") if one.days is None else float(one.days)
    return _LEVELS.index(one.level), -waited, one.name.casefold(), one.partner_id
