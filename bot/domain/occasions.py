"""Days that matter, feasts kept and confirmed, and what happened to people."""

from dataclasses import dataclass
from datetime import date

from bot.domain.words import Calendar, EventKind, OccasionKind


@dataclass(frozen=True, slots=True)
class Occasion:
    """A day that comes again (or once, when ``single``), in its own calendar.

    ``surfaces_on`` is the first day on which its next occurrence is to be looked at; planning reads it and moves it on.
    None asks planning to look at it anew: so it is for a new row and for one whose day was changed.
    """

    partner_id: int
    kind: OccasionKind
    day: int
    month: int
    person_id: int | None = None
    title: str | None = None
    calendar: Calendar = Calendar.GREGORIAN
    year: int | None = None
    leap_on_march: bool = False
    single: bool = False
    surfaces_on: date | None = None
    id: int = 0


@dataclass(frozen=True, slots=True)
class KeptFeast:
    """A feast that a person (or a partner, when ``person_id`` is None) keeps, ``shift`` days earlier or later.

    ``surfaces_on`` is planning's, as with an occasion.
    """

    partner_id: int
    feast: str
    person_id: int | None = None
    shift: int = 0
    surfaces_on: date | None = None
    id: int = 0


@dataclass(frozen=True, slots=True)
class ConfirmedFeast:
    """The day that a manager confirmed for one occurrence of a feast."""

    feast: str
    cycle: str
    on: date
    by: int | None = None
    id: int = 0


@dataclass(frozen=True, slots=True)
class OwnFeast:
    """A feast that the organisation added to the design's; its name is the key under which people keep it.

    It is greeted from ``greet_from`` to ``greet_until``, days relative to the first one.
    """

    name: str
    day: int
    month: int
    calendar: Calendar = Calendar.GREGORIAN
    year: int | None = None
    greet_from: int = 0
    greet_until: int = 7
    id: int = 0


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to a person."""

    partner_id: int
    person_id: int
    kind: EventKind
    on: date
    note: str | None = None
    by: int | None = None
    id: int = 0
