"""The lexicon: words and phrases that say how a contact happened, what for, and who acted."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from bot.domain.sentences import cues_english, cues_indonesian
from bot.domain.sentences.stems import Form, Voice, forms_of
from bot.domain.words import Channel, EventKind, Purpose

_MOST_REMEMBERED = 4096
_CHANNELS = {channel.value: channel for channel in Channel}
_PURPOSES = {purpose.value: purpose for purpose in Purpose}


@dataclass(frozen=True, slots=True)
class Cue:
    """What one word or phrase says.

    Flags: ``verb`` somebody acts; ``mutual`` who acts says nothing about who wanted it; ``rules`` its purpose
    outweighs what follows (``governs``: the purpose alone); ``state`` befalls the subject; ``incoming`` it came
    to us; ``gives`` carries what is named next; ``asks``, ``wonders``, ``discusses``, ``signs``, ``shares``,
    ``visit``, ``plans``, ``promises`` sorts of verbs; ``topic`` and ``news`` what work and news are about;
    ``feast`` an occasion; ``place``; ``address`` no channel but a number; ``unclear`` says too little to be sure;
    ``greeting`` says nothing; ``noun`` no verb; ``missed`` that nobody answered what was said before.
    """

    channels: Mapping[Channel, float] = field(default_factory=dict)
    purposes: Mapping[Purpose, float] = field(default_factory=dict)
    flags: frozenset[str] = frozenset()
    event: EventKind | None = None

    def has(self, flag: str) -> bool:
        """Whether it is marked so."""
        return flag in self.flags


@dataclass(frozen=True, slots=True)
class Cued:
    """A cue found in a text: how many words it took, and in which voice."""

    cue: Cue
    length: int
    voice: Voice = Voice.ACTIVE


class Lexicon:
    """Cues by their words; phrases by their first word."""

    def __init__(self, lines: Iterable[tuple[str, str]]) -> None:
        self._single: dict[str, Cue] = {}
        self._phrases: dict[str, dict[tuple[str, ...], Cue]] = {}
        self._parts: set[str] = set()
        self._remembered: dict[str, Cued | None] = {}
        for texts, meaning in lines:
            cue = _cue(meaning)
            for text in texts.split(","):
                self._take(tuple(text.split()), cue)

    def _take(self, words: tuple[str, ...], cue: Cue) -> None:
        if len(words) == 1:
            self._single.setdefault(words[0], cue)
        elif words:
            self._phrases.setdefault(words[0], {}).setdefault(words, cue)
            self._parts.update(words)

    def with_words(self, own: Mapping[str, str]) -> "Lexicon":
        """This lexicon and an organisation's own words, each with a channel's or a purpose's name; those come first."""
        made = Lexicon((text.lower(), f"{value}=3 verb") for text, value in own.items())
        for text, cue in self._single.items():
            made._single.setdefault(text, cue)
        for first, phrases in self._phrases.items():
            made._phrases[first] = {**phrases, **made._phrases.get(first, {})}
        made._parts |= self._parts
        return made

    def knows(self, word: str) -> bool:
        """Whether a word, in any of its forms, is a cue."""
        return self._one(word) is not None

    def resembles(self, word: str) -> bool:
        """Whether a word is a cue or stands in a phrase, and so is no misspelt name."""
        return word in self._parts or self.knows(word)

    def at(self, words: Sequence[str]) -> Cued | None:
        """The longest cue with which these words begin."""
        return self._phrase(words) or (self._one(words[0]) if words else None)

    def _one(self, word: str) -> Cued | None:
        if word not in self._remembered:
            if len(self._remembered) >= _MOST_REMEMBERED:
                self._remembered.clear()
            self._remembered[word] = self._looked_up(word)
        return self._remembered[word]

    def _looked_up(self, word: str) -> Cued | None:
        for form in forms_of(word):
            cue = self._single.get(form.stem)
            if cue is not None:
                return Cued(cue, 1, form.voice)
        return None

    def _phrase(self, words: Sequence[str]) -> Cued | None:
        best: Cued | None = None
        for form in forms_of(words[0]) if words else ():
            for phrase, cue in self._phrases.get(form.stem, {}).items():
                longer = best is None or len(phrase) > best.length
                if longer and len(phrase) <= len(words) and _fits(phrase, words):
                    best = Cued(cue, len(phrase), form.voice)
        return best


def _fits(phrase: tuple[str, ...], words: Sequence[str]) -> bool:
    pairs = zip(phrase[1:], words[1 : len(phrase)], strict=True)
    return all(part == word or any(form.stem == part for form in _light(word)) for part, word in pairs)


def _light(word: str) -> Iterable[Form]:
    """A phrase's later words bend little: clitics alone."""
    return (Form(word.removesuffix(clitic)) for clitic in ("nya", "in", "kan") if word.endswith(clitic))


def _cue(meaning: str) -> Cue:
    channels: dict[Channel, float] = {}
    purposes: dict[Purpose, float] = {}
    flags: set[str] = set()
    event: EventKind | None = None
    for part in meaning.split():
        name, _, value = part.partition("=")
        if name == "event":
            event = EventKind(value)
        elif not value:
            flags.add(name)
        elif name in _CHANNELS:
            channels[_CHANNELS[name]] = float(value)
        else:
            purposes[_PURPOSES[name]] = float(value)
    return Cue(channels, purposes, frozenset(flags), event)


LEXICON = Lexicon((*cues_indonesian.CUES, *cues_english.CUES))
"""Both languages at once: people mix them."""


@lru_cache(maxsize=8)
def lexicon_with(own: tuple[tuple[str, str], ...]) -> Lexicon:
    """The lexicon and an organisation's own words, each with the name of a channel or purpose."""
    return LEXICON.with_words(dict(own)) if own else LEXICON
