"""Cuts a sentence into pieces, from left to right, the longest piece first."""

from collections.abc import Sequence

from bot.domain.dates import DayReading
from bot.domain.sentences.cues import Cued, Lexicon
from bot.domain.sentences.mentions import Finder
from bot.domain.sentences.pieces import Mention, Piece, Strength
from bot.domain.sentences.roster import Roster
from bot.domain.sentences.small_words import SMALL_WORDS, Small
from bot.domain.sentences.tokens import Word

_LEADING = (Small.TO, Small.WITH, Small.FROM, Small.VIA, Small.AT, Small.ABOUT, Small.AND, Small.THE)


def pieces_of(words: Sequence[Word], days: Sequence[DayReading], roster: Roster, lexicon: Lexicon) -> tuple[Piece, ...]:
    """The pieces of a sentence in which these days were read."""
    spans = dict(_span(words, day) for day in days)
    inside = frozenset(place for start, (length, _) in spans.items() for place in range(start, start + length))
    finder = Finder(words, roster, lexicon, inside)
    folded = [word.folded for word in words]
    pieces: list[Piece] = []
    place = 0
    while place < len(words):
        piece = _piece_at(place, words, folded, spans.get(place), finder, lexicon, tuple(pieces[-6:]))
        pieces.append(piece)
        place += len(piece.words)
    return tuple(pieces)


def _piece_at(
    place: int,
    words: Sequence[Word],
    folded: Sequence[str],
    day: tuple[int, DayReading] | None,
    finder: Finder,
    lexicon: Lexicon,
    earlier: tuple[Piece, ...],
) -> Piece:
    mention = finder.at(place, governed=_governed(earlier))
    cued = lexicon.at(folded[place : place + 6])
    if day is not None and not _outdoes(mention, day[0]):
        return Piece(tuple(words[place : place + day[0]]), day=day[1])
    if cued is not None and _cue_wins(cued, mention):
        return Piece(tuple(words[place : place + cued.length]), cued=cued)
    if mention is not None:
        return Piece(tuple(words[place : place + mention.length]), mention=mention)
    return Piece((words[place],), small=SMALL_WORDS.get(folded[place]))


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


def _governed(earlier: tuple[Piece, ...]) -> bool:
    """Whether the next word hangs on a verb or a preposition."""
    near = earlier[-1] if earlier else None
    if near is not None and near.small is Small.THE:
        return True
    leading = next((piece for piece in reversed(earlier) if not piece.passed_over), None)
    return leading is not None and (leading.small in _LEADING or leading.has("verb") or leading.has("asks"))
