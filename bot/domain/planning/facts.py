"""What planning knows of one partner, and of the day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

from bot.domain.agreements import Agreement
from bot.domain.calendars import HijriMonths
from bot.domain.feasts import ALONE, FeastDay, KnownFeasts
from bot.domain.interactions import Interaction
from bot.domain.introductions import Introduction
from bot.domain.occasions import Event, KeptFeast, Occasion
from bot.domain.offers import SpecialOffer
from bot.domain.partners import Partner
from bot.domain.people import Person
from bot.domain.promises import Promise
from bot.domain.reminders import Reminder
from bot.domain.rhythms import PartnerRhythm
from bot.domain.staff import Absence, Staff
from bot.domain.words import MOURNING, PersonState, ReminderKind, StaffState
from bot.domain.workdays import WorkCalendar

QUIET_DAYS = timedelta(days=14)
"""After a bereavement: no gesture, and no update to that person (design 2.3)."""

LOOK_BACK = timedelta(days=400)
LOOK_AHEAD = timedelta(days=430)


@dataclass(frozen=True, slots=True)
class Team:
    """The colleagues and their absences on one day."""

    staff: Mapping[int, Staff]
    away: Mapping[int, Absence]

    def here(self, staff_id: int | None) -> bool:
        """Whether messages reach this colleague and they are not away."""
        found = self.staff.get(staff_id or 0)
        return found is not None and found.present and found.id not in self.away

    def waits(self, staff_id: int | None) -> bool:
        """Whether this is a colleague who has not joined yet, so that their partners wait."""
        found = self.staff.get(staff_id or 0)
        return found is not None and found.state is StaffState.PENDING


def team_of(staff: Sequence[Staff], absences: Sequence[Absence], today: date) -> Team:
    """The team of a day."""
    return Team({one.id: one for one in staff}, {one.staff_id: one for one in absences if one.covers(today)})


@dataclass(frozen=True)
class PlanningDay:
    """One day to be planned: the date, the working days, the feasts, the team."""

    today: date
    calendar: WorkCalendar
    team: Team
    feasts: KnownFeasts = ALONE
    _feast_days: dict[str, list[FeastDay]] = field(default_factory=dict, init=False, repr=False, compare=False)

    @cached_property
    def months(self) -> HijriMonths:
        """The Hijri months that are confirmed."""
        return self.feasts.months

    def feast_days(self, key: str) -> list[FeastDay]:
        """A feast's occurrences from a year back to a year ahead; none where the key is unknown."""
        if key not in self._feast_days:
            self._feast_days[key] = self.feasts.days(key, self.today - LOOK_BACK, self.today + LOOK_AHEAD)
        return self._feast_days[key]


@dataclass(frozen=True, slots=True)
class PartnerFacts:
    """One partner with all that its reminders are made of.

    ``agreements``, ``promises``, ``introductions`` are the open ones, ``offers`` all that were made, ``asks`` our asks
    whose end is open, ``complaints`` theirs that are not settled, ``living`` the reminders somebody may still answer.
    """

    partner: Partner
    people: Sequence[Person] = ()
    rhythms: Sequence[PartnerRhythm] = ()
    occasions: Sequence[Occasion] = ()
    kept_feasts: Sequence[KeptFeast] = ()
    events: Sequence[Event] = ()
    agreements: Sequence[Agreement] = ()
    promises: Sequence[Promise] = ()
    offers: Sequence[SpecialOffer] = ()
    introductions: Sequence[Introduction] = ()
    asks: Sequence[Interaction] = ()
    complaints: Sequence[Interaction] = ()
    living: Sequence[Reminder] = ()

    def person(self, person_id: int | None) -> Person | None:
        """The person, if they are still there."""
        return next((one for one in self.active_people if one.id == person_id), None)

    @property
    def active_people(self) -> list[Person]:
        """Those who are still there, by id: the first is the main person."""
        return [one for one in self.people if one.state is PersonState.ACTIVE]

    def bereaved(self, today: date) -> frozenset[int]:
        """Ids of the people who lost somebody, or were lost, in the last fourteen days."""
        return frozenset(
            event.person_id
            for event in self.events
            if event.kind in MOURNING and event.on <= today <= event.on + QUIET_DAYS
        )

    def holds(self, reminder: Reminder, today: date) -> bool:
        """No gesture after a bereavement or before a complaint is settled; no update where everybody there mourns."""
        bereaved = self.bereaved(today)
        if reminder.kind is ReminderKind.GESTURE:
            return bool(bereaved or self.complaints)
        if reminder.kind is ReminderKind.UPDATE and bereaved:
            return reminder.person_id in bereaved or all(one.id in bereaved for one in self.active_people)
        return False
