"""Delivering what the bot owes: what can become of a send, and the ports it goes through."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from bot.domain.notices import Notice
from bot.domain.staff import Staff
from bot.domain.words import NoticeKind

LEASE = timedelta(seconds=45)
"""How long a claimed notice is held. A send takes at most 15 s, and a claim at most this: nobody sends it beside us."""

FIRST = frozenset(
    {NoticeKind.STRANGER, NoticeKind.JOINED, NoticeKind.SETTLED_BY_OTHER, NoticeKind.COMPLAINT, NoticeKind.EVENT}
)
"""What answers something that just happened goes before what the clock brings."""


class Refusal(StrEnum):
    """Why Telegram will never take a message for somebody."""

    BLOCKED = "blocked"
    GONE = "gone"
    MALFORMED = "malformed"

    @property
    def unreachable(self) -> bool:
        """Whether it is the one who reads that cannot be reached, and not the message that is wrong."""
        return self is not Refusal.MALFORMED


@dataclass(frozen=True, slots=True)
class Sent:
    """Telegram took it."""

    message_id: int


@dataclass(frozen=True, slots=True)
class RefusedForGood:
    """Telegram will never take it."""

    why: Refusal


@dataclass(frozen=True, slots=True)
class TryLater:
    """It may work later: after so many seconds if Telegram told that, because it was too much for it."""

    after: float | None = None


@dataclass(frozen=True, slots=True)
class Moved:
    """The chat has another id now."""

    chat_id: int


@dataclass(frozen=True, slots=True)
class PremiseGone:
    """What it was to tell does not hold any more: nothing was sent."""


Delivery = Sent | RefusedForGood | TryLater | Moved | PremiseGone


class Messenger(Protocol):
    """Renders a notice in the language of the one who reads, after looking whether it still holds, and sends it."""

    async def send(self, notice: Notice, staff: Staff | None, chat_id: int) -> Delivery:
        """Sends it; takes at most 15 s, and no failure of the network leaves it as an exception."""
        ...


class NoticeOutbox(Protocol):
    """The rows of notices that wait. All instants are machine time; what has lost its claim changes nothing."""

    async def claim(self, most: int, token: str, lease: timedelta = LEASE) -> list[Notice]:
        """Claims the most urgent ones that may go now: at most one a chat, of chats whose turn it is."""
        ...

    async def mark_sent(self, id: int, token: str, message_id: int) -> bool:
        """Says that it was sent; whether the claim still held."""
        ...

    async def postpone(self, id: int, token: str, wait: timedelta, failure: str | None = None) -> None:
        """Gives it back, not to be tried before the wait is over."""
        ...

    async def redirect(self, id: int, token: str, chat_id: int) -> None:
        """Gives it back for another chat."""
        ...

    async def drop(self, id: int, token: str, why: str) -> None:
        """Ends it unsent, because it does not hold any more."""
        ...

    async def refuse(self, id: int, token: str, why: str) -> None:
        """Ends it unsent, because it will never be taken."""
        ...


@dataclass(frozen=True, slots=True)
class Turn:
    """Leave to send one message to a chat, now."""

    chat_id: int
    slot: str


@dataclass(frozen=True, slots=True)
class Wait:
    """No turn now; perhaps after so many seconds. ``everybody``: the bot has none to give, not the chat alone."""

    seconds: float
    everybody: bool


class SendSlots(Protocol):
    """Turns to send, over all replicas together, so that Telegram has nothing to refuse."""

    async def take(self, chat_id: int) -> Turn | Wait:
        """A turn for a notice to this chat, if one is free."""
        ...

    async def answer(self, chat_id: int) -> Turn | Wait | None:
        """A turn for an answer to a person, before all notices; None where it needs none."""
        ...

    async def landed(self, turn: Turn, took: float) -> None:
        """Says that a send is over, so many seconds after its turn was asked for: its place is free a second later."""
        ...

    async def account(self, answers: Mapping[int, int]) -> None:
        """Counts answers to people, by chat, that went out without a turn: notices make room for them."""
        ...

    async def slow_down(self, chat_id: int, seconds: float) -> bool:
        """Telegram refused a message in this chat, and asked to wait so long; whether nothing at all goes out now."""
        ...


class Lease(Protocol):
    """Something that one process alone may hold."""

    async def take(self, name: str, holder: str, lasts: timedelta) -> bool:
        """Takes or keeps it; whether it is this holder's now."""
        ...

    async def give_up(self, name: str, holder: str) -> None:
        """Lets it go at once."""
        ...


@dataclass(frozen=True, slots=True)
class JobHealth:
    """When a job last began, ended and failed (machine time), and the business instant that it last ran to."""

    name: str
    began_at: datetime | None = None
    ended_at: datetime | None = None
    failed_at: datetime | None = None
    failure: str | None = None
    ran_to: datetime | None = None
    told_at: datetime | None = None


class HealthBook(Protocol):
    """How the jobs fare."""

    async def began(self, name: str) -> JobHealth:
        """Notes that a job begins; gives how it fared before."""
        ...

    async def ended(self, name: str, ran_to: datetime) -> None:
        """Notes that it came through, and up to which business instant."""
        ...

    async def failed(self, name: str, failure: str) -> JobHealth:
        """Notes that it failed; gives how it fares now."""
        ...

    async def told(self, name: str) -> None:
        """Notes that an admin was told."""
        ...

    async def list_all(self) -> Sequence[JobHealth]:
        """All jobs that ever ran, by name."""
        ...

    async def machine_now(self) -> datetime:
        """The machine's instant, by which all of this is told."""
        ...
