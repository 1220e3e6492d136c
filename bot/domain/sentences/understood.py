"""What is understood of a sentence, and what has to be asked."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.domain.words import Channel, Direction, EventKind, Purpose


class NotLog(StrEnum):
    """Why a text is no log: kindness, a question, an order to the bot, a bare name, a mere event, or nothing at all."""

    GREETING = "greeting"
    QUESTION = "question"
    ORDER = "order"
    NAME = "name"
    EVENT = "event"
    NOT_YET = "not_yet"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Party:
    """A partner, and the person there who was meant."""

    partner_id: int
    person_id: int | None = None


@dataclass(frozen=True, slots=True)
class WhichPartner:
    """Several partners, or none that is known, may be meant."""

    candidates: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class WhichPerson:
    """Several people share the name, or a slip of the finger makes it unsure."""

    candidates: tuple[Party, ...]


@dataclass(frozen=True, slots=True)
class UnknownPerson:
    """Somebody whom the roster does not know, as typed."""

    name: str


@dataclass(frozen=True, slots=True)
class WhichDay:
    """A word that means several days ("minggu": Sunday, or last week)."""

    options: tuple[date, ...]
    phrase: str


@dataclass(frozen=True, slots=True)
class NoSuchDay:
    """A day that no calendar has, as typed."""

    phrase: str


@dataclass(frozen=True, slots=True)
class WhichPurpose:
    """What the contact was for; the likelier first."""

    options: tuple[Purpose, ...]


@dataclass(frozen=True, slots=True)
class WhichChannel:
    """How it happened; the likelier first."""

    options: tuple[Channel, ...]


@dataclass(frozen=True, slots=True)
class WhichDirection:
    """Who wanted the contact."""


@dataclass(frozen=True, slots=True)
class DidItHappen:
    """A denial, or a day ahead: perhaps no contact took place (yet)."""


Question = (
    WhichPartner
    | WhichPerson
    | UnknownPerson
    | WhichDay
    | NoSuchDay
    | WhichPurpose
    | WhichChannel
    | WhichDirection
    | DidItHappen
)


@dataclass(frozen=True, slots=True)
class Understood:
    """One contact as a sentence tells it; ``note`` is the sentence as typed.

    ``sure`` holds only when nothing is doubtful; then ``questions`` is empty. ``more`` are further partners or people
    of the same contact. ``planned`` says that its day lies ahead; ``event`` what befell somebody, ``promises`` that we
    said we would do something. When ``is_log`` is false, ``not_log`` says why, and what else was understood stays for
    whoever leads on.
    """

    note: str
    is_log: bool
    not_log: NotLog | None = None
    partner_id: int | None = None
    person_id: int | None = None
    on: date | None = None
    channel: Channel | None = None
    purpose: Purpose | None = None
    direction: Direction | None = None
    sure: bool = False
    questions: tuple[Question, ...] = ()
    more: tuple[Party, ...] = ()
    planned: bool = False
    event: EventKind | None = None
    promises: bool = False
