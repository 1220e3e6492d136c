"""Contacts with partners, as logged."""

from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.words import AskAnswer, Channel, Direction, Purpose, Stance


@dataclass(frozen=True, slots=True)
class Interaction:
    """One contact. ``on`` is its day in the organisation's zone; a ``mass`` mailing counts for the update rhythm alone.

    ``settled_on`` says when a complaint of theirs was settled.
    """

    partner_id: int
    on: date
    purpose: Purpose
    direction: Direction = Direction.OURS
    staff_id: int | None = None
    person_id: int | None = None
    channel: Channel | None = None
    note: str | None = None
    mass: bool = False
    ask_answer: AskAnswer | None = None
    settled_on: date | None = None
    logged_at: datetime | None = None
    id: int = 0

    @property
    def stance(self) -> Stance | None:
        """Care, work or ask for *ours*; None for *theirs* and for mass mailings (design 2.1)."""
        return self.purpose.stance if self.direction is Direction.OURS and not self.mass else None

    @property
    def is_our_ask(self) -> bool:
        """Whether we wanted something."""
        return self.stance is Stance.ASK


@dataclass(frozen=True, slots=True)
class ContactDays:
    """The newest days of one partner's contacts, mass mailings left out.

    ``contact_on`` is the newest contact that is not our ask, ``care_on`` our newest care, ``ask_on`` our newest ask.
    """

    partner_id: int
    contact_on: date | None = None
    care_on: date | None = None
    ask_on: date | None = None


@dataclass(frozen=True, slots=True)
class Acquaintance:
    """That a colleague had contact with somebody at a partner; None where it did not say who, or who is gone since."""

    partner_id: int
    staff_id: int | None
    person_id: int | None
