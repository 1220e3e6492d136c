"""A span of days to come, over all nouns: the rows behind it, and what they bring."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from bot.domain.agreements import Agreement
from bot.domain.coming import ComingDay
from bot.domain.occasions import KeptFeast, Occasion
from bot.domain.partners import Partner
from bot.domain.people import Person
from bot.domain.promises import Promise
from bot.domain.reminders import Reminder

FEW = 3
"""So many who keep one feast on one day are one line, and are counted instead of read."""


@dataclass(frozen=True, slots=True)
class AheadRows:
    """What may come at active partners, of days only those that may be used.

    ``occasions`` are those whose next occurrence can lie in the span; ``keeping`` counts who keeps a feast, by its key
    and shift; ``kept`` are the rows of those kept by fewer than ``FEW``. ``promises`` are open, ``agreements`` not
    closed, ``plans`` the living check-ins that were planned by hand.
    """

    occasions: Sequence[Occasion] = ()
    keeping: Mapping[tuple[str, int], int] = field(default_factory=dict)
    kept: Sequence[KeptFeast] = ()
    promises: Sequence[Promise] = ()
    agreements: Sequence[Agreement] = ()
    plans: Sequence[Reminder] = ()


class AheadBook(Protocol):
    """What is to come, over all nouns."""

    async def list_ahead(self, start: date, until: date, feasts: Collection[str], owner_id: int | None) -> AheadRows:
        """What may come from *start* to *until* at active partners (of an owner, or all), of these feasts."""
        ...


@dataclass(frozen=True, slots=True)
class Coming:
    """One thing to come: a day that matters, a promise, the end of an agreement, or a planned check-in, at a partner.

    A feast that several keep on one day is one, without a partner: ``keep`` counts them.
    """

    on: date
    partner: Partner | None = None
    day: ComingDay | None = None
    person: Person | None = None
    promise: Promise | None = None
    agreement: Agreement | None = None
    plan: Reminder | None = None
    keep: int = 1

    @property
    def key(self) -> str:
        """What names it, the same however often it is looked up."""
        for noun, row in (("promise", self.promise), ("agreement", self.agreement), ("plan", self.plan)):
            if row is not None:
                return f"{noun}-{row.id}"
        return self.day.key if self.day is not None else self.on.isoformat()
