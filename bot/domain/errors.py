"""What can go wrong, as facts. One place in ``bot.chat`` turns them into sentences.

Not frozen: the interpreter itself writes to an exception that travels.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any


class RawatError(Exception):
    """The root of all errors that a person is told about."""


@dataclass(eq=False)
class NotFound(RawatError):
    """Nothing has this id, or it was erased."""

    noun: str
    id: int


@dataclass(eq=False)
class NotAllowed(RawatError):
    """The colleague's role does not include this act."""

    needed: str


@dataclass(eq=False)
class NotStaff(RawatError):
    """A stranger, or a colleague who left."""

    telegram_id: int


@dataclass(eq=False)
class AlreadyAnswered(RawatError):
    """Somebody was quicker with this reminder: in which state it is now, by whom and when."""

    reminder_id: int
    state: str = ""
    by: int | None = None
    at: datetime | None = None


@dataclass(eq=False)
class MailedAlready(RawatError):
    """A mail for this reminder is on its way, gone, or uncertain (``state``): whose it is, and since when."""

    reminder_id: int
    state: str
    by: int
    at: datetime


@dataclass(eq=False)
class Outdated(RawatError):
    """The form or button was seen in an older state."""

    noun: str
    id: int


@dataclass(eq=False)
class ChangedMeanwhile(RawatError):
    """A field holds another value than the colleague saw: which, who set it and when, where that is known."""

    field: str
    value: Any = None
    by: int | None = None
    at: datetime | None = None


@dataclass(eq=False)
class BadValue(RawatError):
    """A value that cannot be taken; ``why`` is a key, ``facts`` go into the sentence."""

    field: str
    why: str
    facts: tuple[tuple[str, Any], ...] = ()


@dataclass(eq=False)
class NothingToUndo(RawatError):
    """No change of one's own within a day."""


@dataclass(eq=False)
class InvitationRefused(RawatError):
    """``why``: the link was ``used``, is too old (``expired``), ``unknown``, or of no use to who has ``joined``."""

    why: str


@dataclass(eq=False)
class OperatorError(RawatError):
    """Something that an operator has to mend; ``remedy`` is a whole sentence for standard error."""

    remedy: str

    def __str__(self) -> str:
        """The sentence."""
        return self.remedy
