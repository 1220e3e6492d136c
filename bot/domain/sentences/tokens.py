"""A typed text as words that know where they stand."""

import re
from dataclasses import dataclass

from bot.domain.search.folding import fold

MOST_WORDS = 150
"""Further on nobody logs a contact any more; reading stops."""

_WORD = re.compile(r"[^\W_]+(?:['’‘`][^\W_]+)*")
_APOSTROPHES = str.maketrans("", "", "'’‘`")
_POSSESSIVE = re.compile(r"['’‘`]s$", re.IGNORECASE)
_CONTRACTED = re.compile(r"(?<=[^\W\d_])['’‘`](?:re|ve|ll|m|d)$", re.IGNORECASE)
_DOUBLED = re.compile(r"^([^\W\d_]{3,})2$")


@dataclass(frozen=True, slots=True)
class Word:
    """One word: as typed, folded, and the signs between it and the word before."""

    typed: str
    folded: str
    start: int
    end: int
    gap: str
    possessive: bool = False

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.typed[:1].isupper()


def words_in(text: str) -> tuple[Word, ...]:
    """The first words of a text. A possessive s is taken off, a verb's remains ("we're") and a doubling 2 ("tanya2")
    too.
    """
    words: list[Word] = []
    last = 0
    for match in _WORD.finditer(text):
        if len(words) == MOST_WORDS:
            break
        typed = match.group()
        bare = _POSSESSIVE.sub("", typed)
        folded = fold(_CONTRACTED.sub("", bare)).translate(_APOSTROPHES)
        folded = _DOUBLED.sub(r"\1", folded)
        gap = text[last : match.start()]
        words.append(Word(typed, folded, match.start(), match.end(), gap, possessive=bare != typed))
        last = match.end()
    return tuple(words)
