"""What happened to a reminder that its row does not show any more: moved, passed on, sent back, withdrawn, and why."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class StepKind(StrEnum):
    """What happened."""

    MOVED = "moved"
    HANDED_ON = "handed_on"
    QUEUED = "queued"
    REVIVED = "revived"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


class Because(StrEnum):
    """Why somebody is reminded, or a reminder was withdrawn or sent back."""

    OWNER = "owner"
    OWNER_WAITS = "owner_waits"
    NO_OWNER = "no_owner"
    OWNER_AWAY = "owner_away"
    OWNER_LEFT = "owner_left"
    OWNER_UNREACHED = "owner_unreached"
    ARCHIVED = "archived"
    MERGED = "merged"
    PERSON_LEFT = "person_left"
    PERSON_DIED = "person_died"
    NOT_AGREED = "not_agreed"
    COUNTED_ANEW = "counted_anew"
    SETTLED = "settled"
    GONE = "gone"
    QUIET = "quiet"
    TOO_MANY = "too_many"
    NEW_QUEUE = "new_queue"
    AHEAD = "ahead"


@dataclass(frozen=True, slots=True)
class ReminderStep:
    """One thing that planning did with a reminder on a day.

    ``staff_id`` is who has it after it, ``was_id`` who had it; ``due_on`` the day it was due on before.
    """

    reminder_id: int
    on: date
    did: StepKind
    why: Because | None = None
    staff_id: int | None = None
    was_id: int | None = None
    due_on: date | None = None
    id: int = 0
