"""Finding partners and people: the port of the search."""

from dataclasses import dataclass
from typing import Protocol

from bot.domain.partners import Partner
from bot.domain.people import Person
from bot.domain.search import NameIndex


@dataclass(frozen=True, slots=True)
class Found:
    """A partner, or a person there, as they are now; ``clear`` when nothing else comes near."""

    partner: Partner
    person: Person | None
    score: float
    clear: bool = False


class Names(Protocol):
    """The search. Each question looks first whether any name changed since the last one."""

    async def find(self, text: str, limit: int = 8) -> list[Found]:
        """What fits best first, read again from the database, so that merged and erased names never show."""
        ...

    async def index(self) -> NameIndex:
        """The index as of now, for the grammar of sentences. It is shared: read it, never change it."""
        ...
