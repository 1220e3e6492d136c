"""The pieces into which a sentence falls: parties, cues, days, small words, and the rest."""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.dates import DayReading
from bot.domain.sentences.cues import Cue, Cued
from bot.domain.sentences.roster import Match, Named
from bot.domain.sentences.small_words import Small
from bot.domain.sentences.tokens import Word


class Strength(StrEnum):
    """How plainly words name somebody: their salutation or several words; one word; one that may mean anything."""

    PLAIN = "plain"
    FAIR = "fair"
    WEAK = "weak"


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that name a partner or a person: who may be meant, and how plainly.

    ``unknown`` is the name after a salutation that the roster does not know; then there are no candidates.
    """

    length: int
    candidates: tuple[Named, ...]
    strength: Strength
    salutation: str | None = None
    unknown: str | None = None
    doubtful: bool = False

    @property
    def is_person(self) -> bool:
        """Whether it names a person."""
        return self.unknown is not None or bool(self.candidates and self.candidates[0].person_id is not None)

    @property
    def exact(self) -> bool:
        """Whether the words stand in the name as they were typed."""
        return bool(self.candidates) and self.candidates[0].match in (Match.EXACT, Match.INITIALS)


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words in a row, and what they are. A piece that is nothing else is a plain word."""

    words: tuple[Word, ...]
    mention: Mention | None = None
    cued: Cued | None = None
    small: Small | None = None
    day: DayReading | None = None

    @property
    def cue(self) -> Cue | None:
        """The cue, if it is one."""
        return self.cued.cue if self.cued else None

    @property
    def plain(self) -> bool:
        """Whether it is a word of which the grammar knows nothing."""
        return self.mention is None and self.cued is None and self.small is None and self.day is None

    @property
    def gap(self) -> str:
        """The signs before it."""
        return self.words[0].gap

    @property
    def possessive(self) -> bool:
        """Whether it ends in a possessive s."""
        return self.words[-1].possessive

    def has(self, flag: str) -> bool:
        """Whether it is a cue marked so."""
        return self.cued is not None and self.cued.cue.has(flag)

    @property
    def passed_over(self) -> bool:
        """Whether it says nothing of who does what: fillers, articles, days."""
        return self.day is not None or self.small in (Small.FILLER, Small.THE)


def before(pieces: tuple[Piece, ...], at: int) -> Piece | None:
    """The nearest piece before that is not passed over, unless a full stop parts them."""
    for place in range(at - 1, -1, -1):
        if _parts(pieces[place + 1].gap):
            return None
        if not pieces[place].passed_over:
            return pieces[place]
    return None


def after(pieces: tuple[Piece, ...], at: int) -> Piece | None:
    """The nearest piece behind that is not passed over, unless a full stop parts them."""
    for place in range(at + 1, len(pieces)):
        if _parts(pieces[place].gap):
            return None
        if not pieces[place].passed_over:
            return pieces[place]
    return None


def head(pieces: tuple[Piece, ...], at: int) -> Piece | None:
    """What stands before a party and the plain words that belong to it ("humas RS Bunda", "tim Pelita")."""
    near = before(pieces, at)
    while near is not None and (near.plain or near.words[0].folded == "tim"):
        near = before(pieces, pieces.index(near))
    return near


def _parts(gap: str) -> bool:
    """Whether these signs end a clause; a hyphen within a word ("ke-50") does not."""
    return any(sign in gap for sign in (",", ";", "!", "?", "\n", " -", "- ", "–", "—"))
