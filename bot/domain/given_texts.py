"""Which texts went to whom, so that nobody reads the same words twice in a row."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import blake2s
from typing import Protocol, TypeVar

LATELY = 2
"""So many of the newest texts that somebody got about a topic are not offered again."""


class Keyed(Protocol):
    """A text that is known by a key which stays the same."""

    @property
    def key(self) -> str: ...


T = TypeVar("T", bound=Keyed)


@dataclass(frozen=True, slots=True)
class GivenText:
    """That a text went to a person, or (without one) to a partner as a whole. ``mark`` tells which text it was."""

    topic: str
    mark: str
    given_on: date
    person_id: int | None = None
    partner_id: int | None = None
    id: int = 0


def mark_of(key: str) -> str:
    """A text's key in eight letters, for buttons."""
    return blake2s(key.encode(), digest_size=4).hexdigest()


def marks_lately(given: Sequence[GivenText]) -> tuple[str, ...]:
    """The newest marks of a topic, the newest first."""
    newest = sorted(given, key=lambda one: (one.given_on, one.id), reverse=True)
    return tuple(one.mark for one in newest[:LATELY])


def fresh(texts: Sequence[T], lately: Sequence[str], start: int = 0) -> list[T]:
    """The texts that were not given lately, beginning with the one at *start*, which counts round and round.

    Where every text was given lately, the one that lies furthest back may come again rather than none.
    """
    for barred in (lately, lately[:1], ()):
        left = [one for one in texts if mark_of(one.key) not in barred]
        if left:
            first = start % len(left)
            return [*left[first:], *left[:first]]
    return []
