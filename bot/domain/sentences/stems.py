"""The plain forms of which a typed word may be made, Indonesian as it is spoken, and English.

Indonesian verbs carry prefixes that melt into the stem (*menelepon*, *nelpon*, *ngundang*, *nyapa*), suffixes
(*ucapin*, *kirimkan*, *kabari*) and clitics (*kabarnya*, *kutelepon*). What is no real form does no harm: only forms
that the lexicon knows are taken.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Voice(StrEnum):
    """Who acts, as the form of the verb says."""

    ACTIVE = "active"
    PASSIVE = "passive"
    BY_US = "by_us"
    NOUN = "noun"


@dataclass(frozen=True, slots=True)
class Form:
    """A plain form, and the voice that its affixes gave it."""

    stem: str
    voice: Voice = Voice.ACTIVE


_CLITICS = ("nya", "lah", "kah", "pun", "ku", "mu")
_SUFFIXES = ("", "kan", "in", "an", "i")
_MELTED: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("meng", ("", "k")),
    ("meny", ("s",)),
    ("mem", ("", "p")),
    ("men", ("", "t")),
    ("me", ("",)),
    ("nge", ("", "k")),
    ("ng", ("", "k")),
    ("ny", ("s", "c")),
    ("n", ("t",)),
    ("m", ("p",)),
    ("ber", ("",)),
    ("be", ("",)),
    ("pe", ("",)),
)


def forms_of(word: str) -> Iterator[Form]:
    """The word itself first, then its plain forms, the likelier ones before the others."""
    yield Form(word)
    if len(word) < 4:
        return
    yield from _english(word)
    bare = [word, *(word.removesuffix(clitic) for clitic in _CLITICS if word.endswith(clitic))]
    for suffix in _SUFFIXES:
        for base in bare:
            if base.endswith(suffix) and len(base) - len(suffix) >= 3:
                yield from _without_prefix(base.removesuffix(suffix), whole=not suffix and base == word)


def _without_prefix(word: str, *, whole: bool) -> Iterator[Form]:
    if not whole:
        yield Form(word)
    if word.startswith("di") and len(word) >= 5:
        for stem in _melted(word[2:]):
            yield Form(stem, Voice.PASSIVE)
    if word.startswith("ku") and len(word) >= 6:
        yield Form(word[2:], Voice.BY_US)
    for stem in _melted(word):
        yield Form(stem)


def _melted(word: str) -> Iterator[str]:
    yield word
    for prefix, firsts in _MELTED:
        rest = word.removeprefix(prefix)
        if rest != word and len(rest) >= 2:
            yield from (first + rest for first in firsts)


def _english(word: str) -> Iterator[Form]:
    for ending in ("ed", "ing", "es", "s", "d"):
        if not word.endswith(ending) or len(word) - len(ending) < 2:
            continue
        stem = word.removesuffix(ending)
        yield Form(stem)
        if ending in ("ed", "ing"):
            yield Form(stem + "e")
            if len(stem) > 3 and stem[-1] == stem[-2]:
                yield Form(stem[:-1])
        if ending in ("ed", "es") and stem.endswith("i"):
            yield Form(stem[:-1] + "y")
