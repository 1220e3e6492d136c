"""What the grammar asks the roster: who may be meant by some words."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Protocol


class Match(IntEnum):
    """How words match a name; the lower the better."""

    EXACT = 0
    INITIALS = 1
    BEGINNING = 2
    SLIP = 3


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody (or a partner) who may be meant.

    ``own`` counts the matched words that say which one it is rather than what it is, ``of_own`` all such words of the
    name; ``first`` says that a person's first name (or call name) is matched.
    """

    partner_id: int
    person_id: int | None
    name: str
    match: Match
    own: int = 1
    of_own: int = 1
    salutation: str | None = None
    first: bool = False
    faded: bool = False
    beside: frozenset[str] = frozenset()

    @property
    def share(self) -> float:
        """The share of the name's own words that is matched."""
        return self.own / self.of_own if self.of_own else 0.0


class Roster(Protocol):
    """The names that the grammar may meet. All answers come the best match first."""

    def people_named(self, words: Sequence[str], *, slips: bool = False, beginnings: bool = False) -> Sequence[Named]:
        """People whose names have all of these folded words; with slips of the finger, or by beginnings, if asked."""
        ...

    def partners_named(self, words: Sequence[str], *, slips: bool = False) -> Sequence[Named]:
        """Partners whose names (after the first word their city, too) have all of these folded words."""
        ...

    def partner_name(self, partner_id: int) -> str | None:
        """What a partner is called."""
        ...

    def person_name(self, partner_id: int, person_id: int) -> str | None:
        """What a person is called, without salutation."""
        ...
