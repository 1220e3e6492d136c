"""What of other words is about one person, for erasing what is kept of them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bot.domain.people import Person
from bot.domain.search.folding import words_of

SHORTEST = 3
"""Letters of a word that may be taken for a name by itself."""
GONE = "…"
"""What stands where a name stood."""

_WORD = re.compile(r"[^\W_]+(?:['’‘`\u00b4\u02bc][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Mentions:
    """Tells where texts name a person: by the full name, or by a part of it that nobody else there has.

    A part that the partner's name or another person shares tells nothing by itself: "Dewi", where two are called so.
    """

    full: tuple[tuple[str, ...], ...]
    alone: frozenset[str]

    def __call__(self, text: str | None) -> bool:
        """Whether the text names the person."""
        return bool(text) and bool(self._places([_folded(one) for one in _WORD.findall(text or "")]))

    def without(self, text: str) -> str:
        """The text with an ellipsis for each of the names."""
        found = list(_WORD.finditer(text))
        named = self._places([_folded(one[0]) for one in found])
        kept, end = [], 0
        for place, one in enumerate(found):
            if place not in named:
                continue
            if place - 1 not in named or text[end : one.start()].strip():
                kept.append(text[end : one.start()] + GONE)
            end = one.end()
        return "".join(kept) + text[end:]

    def _places(self, words: list[str]) -> set[int]:
        places = {place for place, word in enumerate(words) if word in self.alone}
        for name in self.full:
            starts = [at for at in range(len(words)) if tuple(words[at : at + len(name)]) == name]
            places.update(at + step for at in starts for step in range(len(name)))
        return places


def mentions_of(person: Person, others: Iterable[Person], partners: Iterable[str]) -> Mentions:
    """How texts at these *partners* would name the person, *others* being the other people there."""
    # Titles behind a comma (S.E., Ph.D.) are seldom written with the name.
    called = [tuple(words_of(name.split(",")[0])) for name in (person.name, person.call_name) if name]
    shared = {word for name in partners for word in words_of(name)}
    for other in others:
        shared.update(words_of(f"{other.name} {other.call_name or ''}"))
    own = {word for words in called for word in words if len(word) >= SHORTEST and not word.isdigit()}
    return Mentions(tuple(words for words in called if len(words) > 1), frozenset(own - shared))


def _folded(word: str) -> str:
    return "".join(words_of(word))
