"""From a sentence as staff type it to the contact that it tells of."""

from datetime import date

from bot.domain.dates import find_days
from bot.domain.sentences.agents import Act, acts_of
from bot.domain.sentences.chunks import pieces_of
from bot.domain.sentences.cues import LEXICON, Lexicon
from bot.domain.sentences.manners import how
from bot.domain.sentences.meanings import deciding_act, uncertain, unsaid, what_for
from bot.domain.sentences.no_logs import why_no_log
from bot.domain.sentences.parties import Parties, parties_of
from bot.domain.sentences.pieces import Piece, after, before
from bot.domain.sentences.roster import Roster
from bot.domain.sentences.small_words import OFFICES, Small
from bot.domain.sentences.tokens import words_in
from bot.domain.sentences.understood import (
    DidItHappen,
    NotLog,
    Question,
    Understood,
    WhichChannel,
    WhichDirection,
    WhichPurpose,
)
from bot.domain.sentences.when import When, day_of
from bot.domain.words import Direction, EventKind, Purpose

_VERBS = ("me", "nge", "ng", "ny", "ber")
"""So verbs begin that have an agent."""
_AHEAD = frozenset(("mau", "ingin", "want", "nanti", "ntar", "nti"))
_READ = 2_000
"""Characters that are read; what comes after them stays in the note."""


def understand(text: str, today: date, roster: Roster, *, lexicon: Lexicon = LEXICON) -> Understood:
    """What a sentence tells: with whom, when, how, what for, and who wanted it; and what has to be asked.

    Reads Indonesian and English, mixed and shortened. Never raises, whatever the text; the time it takes grows with the
    text's length, of which the first two thousand characters are read.
    """
    read = text[:_READ]
    words = words_in(read)
    days = find_days(read, today, "past")
    pieces = pieces_of(words, days, roster, lexicon)
    if sum(piece.day is not None for piece in pieces) < len(days):
        # "Pak Hari Minggu": a name took words that looked like a day; what is left is read again without it.
        pieces = pieces_of(words, find_days(_without_names(read, pieces), today, "past"), roster, lexicon)
    reason = why_no_log(words, pieces, read)
    if reason is not None:
        return _no_log(text, reason, pieces)
    return _logged(text, pieces, day_of(pieces, read, today))


def _without_names(text: str, pieces: tuple[Piece, ...]) -> str:
    for piece in pieces:
        if piece.mention is not None:
            start, end = piece.words[0].start, piece.words[-1].end
            text = text[:start] + "_" * (end - start) + text[end:]
    return text


def _logged(text: str, pieces: tuple[Piece, ...], when: When) -> Understood:
    manner = how(pieces)
    by = what_for(pieces, manner.channel)
    parties = parties_of(pieces, by.purpose)
    acts = acts_of(pieces)
    deciding = deciding_act(acts, by, manner)
    direction = deciding.agent if deciding else _unless_they_begin(pieces)
    open_purposes = unsaid(pieces, by, direction)
    denied = any(piece.small in (Small.NOT, Small.NOT_YET) for piece in pieces)
    questions: list[Question] = [*parties.questions, *when.questions]
    if not open_purposes and _says_the_unknown(pieces):
        open_purposes = (by.purpose, *(one for one in (Purpose.COORDINATION, Purpose.ASK) if one is not by.purpose))
    if open_purposes:
        questions.append(WhichPurpose(open_purposes))
    if channels := uncertain(pieces, by, manner):
        questions.append(WhichChannel(channels))
    if deciding is not None and _direction_open(deciding, acts):
        questions.append(WhichDirection())
    if when.ahead or _still_to_come(pieces, direction) or (denied and _denial_matters(pieces)):
        questions.append(DidItHappen())
    main = parties.main
    person = main.party.person_id if main and main.party else None
    return Understood(
        note=text,
        is_log=True,
        partner_id=main.partner_id if main else None,
        person_id=person,
        on=when.on,
        channel=manner.channel,
        purpose=by.purpose,
        direction=direction,
        sure=not questions and not parties.crowded,
        questions=tuple(questions),
        more=parties.more,
        planned=when.ahead,
        event=_event(pieces),
        promises=any(piece.has("promises") and not piece.has("mutual") for piece in pieces),
    )


def _says_the_unknown(pieces: tuple[Piece, ...]) -> bool:
    """Whether somebody does what the grammar has no word for, as in "Pak Hendra menyetujui permintaan data"."""
    if _begins_with_the_unknown(pieces) or any(_does_the_unknown(pieces, at) for at in range(len(pieces))):
        return True
    for at, piece in enumerate(pieces[:-1]):
        if piece.mention is not None and before(pieces, at) is None and not piece.possessive:
            behind = after(pieces, at)
            return behind is not None and behind.plain
    return False


def _unless_they_begin(pieces: tuple[Piece, ...]) -> Direction:
    """Ours, unless somebody at the head of the sentence does what the grammar has no word for."""
    for at, piece in enumerate(pieces[:-1]):
        if piece.mention is not None:
            behind = after(pieces, at)
            acts = behind is not None and behind.plain and behind.words[0].folded.startswith(_VERBS)
            return Direction.THEIRS if acts and before(pieces, at) is None else Direction.OURS
    return Direction.OURS


def _does_the_unknown(pieces: tuple[Piece, ...], at: int) -> bool:
    """Whether a word looks like a verb, by its prefix, and what it says is not known, as in "mempersoalkan biaya"."""
    word = pieces[at].words[0].folded
    if not pieces[at].plain or len(word) < 7 or not word.startswith(("men", "mem", "meng", "meny", "nge")):
        return False
    # What was talked about, asked for or offered is told further on, and says nothing of what the contact was for.
    return not any(piece.small is Small.ABOUT or piece.has("rules") or piece.has("discusses") for piece in pieces[:at])


def _begins_with_the_unknown(pieces: tuple[Piece, ...]) -> bool:
    """Whether a word that is not known stands where we say what we did, as in "menyurati Pak Hendra soal data"."""
    first = next((at for at, piece in enumerate(pieces) if not piece.passed_over), None)
    if first is None or not pieces[first].plain or pieces[first].words[0].folded in OFFICES:
        return False
    behind = after(pieces, first)
    return behind is not None and (behind.mention is not None or behind.small in (Small.TO, Small.WITH))


def _no_log(text: str, reason: NotLog, pieces: tuple[Piece, ...]) -> Understood:
    parties = parties_of(pieces) if any(piece.mention for piece in pieces) else Parties(None)
    main = parties.main
    return Understood(
        note=text,
        is_log=False,
        not_log=reason,
        partner_id=main.partner_id if main else None,
        person_id=main.party.person_id if main and main.party else None,
        questions=parties.questions,
        event=_event(pieces),
    )


def _direction_open(deciding: Act, acts: list[Act]) -> bool:
    """Whether another act of the sentence says otherwise than the one that decides."""
    if deciding.doubtful:
        return True
    for act in acts:
        if act.agent is not deciding.agent and act.piece.has("verb") and not act.piece.has("mutual"):
            return True
        if act.piece.has("rules"):
            # What follows is asked for, thanked for or complained of.
            break
    return False


def _denial_matters(pieces: tuple[Piece, ...]) -> bool:
    return any(
        piece.small in (Small.NOT, Small.NOT_YET)
        and any(later.cue and later.cue.channels for later in pieces[at : at + 4])
        for at, piece in enumerate(pieces)
    )


def _still_to_come(pieces: tuple[Piece, ...], direction: Direction) -> bool:
    """Whether it is said before the first verb that we shall do it, as in "nanti telepon Bu Ratna"."""
    for piece in pieces:
        if piece.small is Small.LATER or piece.words[0].folded in _AHEAD:
            return direction is Direction.OURS
        if piece.has("verb"):
            return False
    return False


def _event(pieces: tuple[Piece, ...]) -> EventKind | None:
    return next((piece.cue.event for piece in pieces if piece.cue and piece.cue.event), None)
