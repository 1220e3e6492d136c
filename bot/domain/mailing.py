"""News by e-mail, and single mails: what is sent to whom, what became of each, and the ports they go through."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any, Protocol

from bot.domain.words import Channel, Kind, MailingState, MailState, Tier

MOST_BYTES = 10 << 20
"""Bytes of all attachments of a mailing together."""
MOST_BODY = 8000
"""Characters of the text of a mailing."""
MOST_SUBJECT = 120
LEASE = timedelta(seconds=120)
"""How long a claimed mail is held: offering it takes at most ``OFFERED_IN``, handing it over ``HANDED_IN``."""
OFFERED_IN = 40.0
HANDED_IN = 60.0


class Whose(StrEnum):
    """Whose partners a mailing goes to."""

    MINE = "mine"
    ALL = "all"


class LeftOut(StrEnum):
    """Why somebody gets no news. The values are what is stored."""

    OPTED_OUT = "opted_out"
    DIED = "died"
    LEFT = "left"
    ARCHIVED = "archived"
    MOURNING = "mourning"
    NO_ADDRESS = "no_address"
    GONE = "gone"
    TAKEN_BACK = "taken_back"
    PASSED_OVER = "passed_over"
    GIVEN_UP = "given_up"
    ANSWERED = "answered"
    SAME_ADDRESS = "same_address"


class Trouble(StrEnum):
    """What keeps a mail server from taking any mail."""

    AWAY = "away"
    LOGIN = "login"
    SENDER = "sender"
    CONTENT = "content"
    CERTIFICATE = "certificate"
    UNSET = "unset"

    @property
    def passing(self) -> bool:
        """Whether it may pass by itself."""
        return self is Trouble.AWAY


@dataclass(frozen=True, slots=True)
class Audience:
    """For whom news is: partners by whose they are, tier, kind, and whether an update is due; None leaves a part open.

    ``ids`` are those left out by hand; where it is ``picked`` by hand, those alone who get it.
    """

    whose: Whose = Whose.MINE
    tier: Tier | None = None
    kind: Kind | None = None
    due: bool = False
    picked: bool = False
    ids: frozenset[int] = frozenset()

    def as_fields(self) -> dict[str, Any]:
        """As plain JSON."""
        return {
            "whose": self.whose.value,
            "tier": self.tier,
            "kind": self.kind,
            "due": self.due,
            "picked": self.picked,
            "ids": sorted(self.ids),
        }

    @classmethod
    def of(cls, fields: Mapping[str, Any]) -> "Audience":
        """From plain JSON; nothing gives one's own partners."""
        if not fields:
            return cls()
        tier, kind = fields["tier"], fields["kind"]
        return cls(
            Whose(fields["whose"]),
            Tier(tier) if tier else None,
            Kind(kind) if kind else None,
            bool(fields["due"]),
            bool(fields["picked"]),
            frozenset(fields["ids"]),
        )


@dataclass(frozen=True, slots=True)
class Mailing:
    """One piece of news for many, or, *single*, one mail to one person that a reminder asked for.

    ``mark`` is part of each mail's Message-ID. ``not_before`` is machine time. ``runs`` counts how often sending was
    begun or taken up; ``tries`` how often in a row the server was away. ``facts`` are the reminder and the purpose of a
    single mail, which update changed a draft last, and which act began the sending.
    """

    staff_id: int
    mark: str
    subject: str | None = None
    body: str = ""
    audience: Mapping[str, Any] = field(default_factory=dict)
    state: MailingState = MailingState.DRAFT
    single: bool = False
    facts: Mapping[str, Any] = field(default_factory=dict)
    chat_id: int | None = None
    message_id: int | None = None
    made_at: datetime | None = None
    begun_at: datetime | None = None
    ended_at: datetime | None = None
    tested_at: datetime | None = None
    trouble: str | None = None
    not_before: datetime | None = None
    tries: int = 0
    runs: int = 0
    id: int = 0

    @property
    def called(self) -> str:
        """The subject, or the first line of the text."""
        return self.subject or first_line(self.body)


@dataclass(frozen=True, slots=True)
class MailRecipient:
    """One who gets it, and what became of it. ``test`` goes to the colleague themselves.

    ``attempts``, ``not_before``, ``claimed_until`` and ``claim_token`` are the machinery's; ``reason`` is the server's
    word, or a ``LeftOut``.
    """

    mailing_id: int
    partner_id: int | None
    person_id: int | None = None
    channel: Channel = Channel.EMAIL
    address: str | None = None
    test: bool = False
    state: MailState = MailState.PLANNED
    reason: str | None = None
    interaction_id: int | None = None
    attempts: int = 0
    not_before: datetime | None = None
    claimed_until: datetime | None = None
    claim_token: str | None = None
    ended_at: datetime | None = None
    id: int = 0


@dataclass(frozen=True, slots=True)
class MailFile:
    """A picture or a document that goes along."""

    mailing_id: int
    name: str
    mime: str
    size: int
    content: bytes = field(repr=False)
    id: int = 0

    @property
    def is_picture(self) -> bool:
        """Whether it is shown inside the mail."""
        return self.mime in ("image/jpeg", "image/png", "image/gif")


@dataclass(frozen=True, slots=True)
class RefusedAddress:
    """An address that a server said there is not; mails go there no more until it takes one."""

    address: str
    on: date
    reason: str
    id: int = 0


@dataclass(frozen=True, slots=True)
class Addressee:
    """Who is spoken to, as kept; a partner without a person is spoken to as a whole."""

    partner: str
    name: str | None = None
    salutation: str | None = None
    call_name: str | None = None
    language: str = "id"


@dataclass(frozen=True, slots=True)
class Letter:
    """One mail to one recipient, as facts. *news* is framed by greeting, closing and the way to opt out."""

    to: str
    addressee: Addressee
    subject: str
    body: str
    sender: str
    reply_to: str
    mark: str
    at: datetime
    organisation: str | None = None
    news: bool = True
    test: bool = False
    files: tuple[MailFile, ...] = ()


@dataclass(frozen=True, slots=True)
class Accepted:
    """The server takes the recipient, or the whole mail."""


@dataclass(frozen=True, slots=True)
class Declined:
    """The server does not take it; for good unless it may be tried *again*.

    *address*: there is no such address. *content*: it is the mail that is not taken, whoever it is for.
    """

    reason: str
    again: bool = False
    address: bool = False
    content: bool = False


@dataclass(frozen=True, slots=True)
class Lost:
    """Nobody knows whether the server took it."""

    reason: str


@dataclass(frozen=True, slots=True)
class Unavailable:
    """The server takes no mail of ours at all now."""

    trouble: Trouble
    reason: str


class MailLine(Protocol):
    """An open line to the mail server, for one mail after the other."""

    async def offer(self, letter: Letter) -> Accepted | Declined | Unavailable:
        """Asks whether the server takes a mail to this recipient; nothing of the mail is handed over."""
        ...

    async def hand_over(self) -> Accepted | Declined | Lost:
        """Hands over the mail that was just accepted."""
        ...

    async def close(self) -> None:
        """Lets it go."""
        ...


class Mailer(Protocol):
    """The way to the mail server."""

    async def connect(self) -> MailLine | Unavailable:
        """Opens a line."""
        ...


class MailOutbox(Protocol):
    """The rows of mails that wait; all instants are machine time, and what has lost its claim changes nothing."""

    async def has_work(self) -> bool:
        """Whether any mailing is under way, or any test mail waits."""
        ...

    async def note_uncertain(self) -> list[int]:
        """What was being handed over when its claim ran out is uncertain now; gives the mailings."""
        ...

    async def claim(self, token: str) -> MailRecipient | None:
        """The next mail that may go: tests first, then single ones, then the oldest."""
        ...

    async def mark_handing(self, id: int, token: str) -> bool:
        """Says that its data is about to be handed over, for good and all; whether the claim still held."""
        ...

    async def postpone(self, id: int, token: str, wait: timedelta, reason: str) -> None:
        """Gives it back, not to be tried before the wait is over."""
        ...

    async def release(self, id: int, token: str) -> None:
        """Gives it back untried."""
        ...

    async def pause(self, mailing_id: int, wait: timedelta) -> None:
        """Lets no mail of a mailing go before the wait is over."""
        ...


def first_line(text: str) -> str:
    """The first line that says something, as a subject would say it."""
    line = next((line.strip() for line in text.splitlines() if line.strip()), "")
    return line if len(line) <= MOST_SUBJECT else line[: MOST_SUBJECT - 1].rstrip() + "…"
