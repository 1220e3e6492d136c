"""Reminders: one thing to do for one partner, and what was announced of it."""

from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.words import RHYTHM_KINDS, ReminderKind, ReminderState, SkipReason, Stage


@dataclass(frozen=True, slots=True)
class Reminder:
    """One thing to do. Identity: partner, kind, subject, cycle (design 2.4).

    ``subject`` says what it is about: ``""`` for a rhythm, ``occasion:7``, ``feast:natal:person:3``, ``event:5``,
    ``agreement:2``, ``promise:9``, ``ask:11``. ``ahead_on`` is the day of *prepare*, ``due_on`` its own day (moved off
    days off), ``opens_on`` its first greeting day, ``last_on`` its last (None: no end).
    """

    partner_id: int
    kind: ReminderKind
    subject: str
    cycle: str
    due_on: date
    person_id: int | None = None
    staff_id: int | None = None
    ahead_on: date | None = None
    opens_on: date | None = None
    last_on: date | None = None
    state: ReminderState = ReminderState.PLANNED
    opened_on: date | None = None
    snoozed_until: date | None = None
    answered_at: datetime | None = None
    answered_by: int | None = None
    skip_reason: SkipReason | None = None
    interaction_id: int | None = None
    planned_on: date | None = None
    id: int = 0

    @property
    def of_rhythm(self) -> bool:
        """Whether it comes from a rhythm, and so waits its turn."""
        return self.kind in RHYTHM_KINDS

    @property
    def identity(self) -> tuple[int, ReminderKind, str, str]:
        """What makes it the same reminder."""
        return self.partner_id, self.kind, self.subject, self.cycle


@dataclass(frozen=True, slots=True)
class Announcement:
    """That a reminder was shown at a stage; unique by (reminder, stage, ``mark``).

    ``mark`` tells apart the steps of one stage: an agreement's 90, 60 and 30 days.
    """

    reminder_id: int
    stage: Stage
    on: date
    mark: str = ""
    id: int = 0
