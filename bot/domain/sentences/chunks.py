"""Cuts a sentence into pieces, from left to right, the longest piece first."""

from collections.abc import Sequence

from bot.domain.dates import DayReading
from bot.domain.sentences.cues import Cued, Lexicon
from bot.domain.sentences.mentions import Finder
from bot.domain.sentences.pieces import Mention, Piece, Strength
from bot.domain.sentences.roster import Roster
from bot.domain.sentences.small_words import SMALL_WORDS, Small
from bot.domain.sentences.tokens import Word

_FORMAL = ("me", "di", "ber", "ter")
_LEADING = (Small.TO, Small.WITH, Small.FROM, Small.VIA, Small.AT, Small.ABOUT, Small.AND, Small.THE)


def pieces_of(words: Sequence[Word], days: Sequence[DayReading], roster: Roster, lexicon: Lexicon) -> tuple[Piece, ...]:
    """The pieces of a sentence in which these days were read."""
    spans = dict(_span(words, day) for day in days)
    inside = frozenset(place for start, (length, _) in spans.items() for place in range(start, start + length))
    finder = Finder(words, roster, lexicon, inside)
    pieces: list[Piece] = []
    place = 0
    while place < len(words):
        piece = _piece_at(place, spans.get(place), finder, tuple(pieces[-6:]))
        pieces.append(piece)
        if piece.cue is not None:
            _cut_short(spans, place, place + len(piece.words))
        place += len(piece.words)
    return tuple(pieces)


def _piece_at(place: int, day: tuple[int, DayReading] | None, finder: Finder, earlier: tuple[Piece, ...]) -> Piece:
    words = finder.words
    governed, led = _hangs_on(earlier)
    mention = finder.at(place, governed=governed, led=led)
    cued = finder.lexicon.at([word.folded for word in words[place : place + 6]])
    if day is not None and not _outdoes(mention, day[0]):
        return Piece(tuple(words[place : place + day[0]]), day=day[1])
    if cued is not None and _cue_wins(cued, mention):
        return Piece(tuple(words[place : place + cued.length]), cued=cued)
    if mention is not None:
        return Piece(tuple(words[place : place + mention.length]), mention=mention)
    return Piece((words[place],), small=_small(finder, place))


def _small(finder: Finder, place: int) -> Small | None:
    """What a small word does. "Tak" denies, and before a verb of speech without a prefix says I ("tak ucapin")."""
    word = finder.words[place].folded
    if word == "tak" and place + 1 < len(finder.words):
        verb = finder.words[place + 1].folded
        cued = finder.lexicon.at([verb])
        if cued is not None and cued.cue.has("verb") and not verb.startswith(_FORMAL):
            return Small.US
    return SMALL_WORDS.get(word)


def _cut_short(spans: dict[int, tuple[int, DayReading]], start: int, end: int) -> None:
    """What a phrase leaves of a day is the day all the same: "makan malam kemarin" was not yesterday night."""
    for first in range(start, end):
        if first in spans and first + spans[first][0] > end:
            length, day = spans.pop(first)
            spans[end] = first + length - end, day


def _span(words: Sequence[Word], day: DayReading) -> tuple[int, tuple[int, DayReading]]:
    inside = [place for place, word in enumerate(words) if word.start < day.end and word.end > day.start]
    return (inside[0], (len(inside), day)) if inside else (-1, (0, day))


def _outdoes(mention: Mention | None, day: int) -> bool:
    return mention is not None and (mention.length > day or mention.salutation is not None)


def _cue_wins(cued: Cued, mention: Mention | None) -> bool:
    if mention is None:
        return True
    if mention.length > cued.length or mention.salutation is not None:
        return False
    return cued.length > mention.length or mention.strength is Strength.WEAK or cued.length > 1


def _hangs_on(earlier: tuple[Piece, ...]) -> tuple[bool, bool]:
    """Whether the next word hangs on a verb or a preposition; whether it is a preposition."""
    near = earlier[-1] if earlier else None
    if near is not None and near.small is Small.THE:
        return True, True
    leading = next((piece for piece in reversed(earlier) if not piece.passed_over), None)
    led = leading is not None and leading.small in _LEADING
    return led or (leading is not None and (leading.has("verb") or leading.has("asks"))), led
