"""What the contact was for: the purposes that a sentence's words speak for, weighed against each other."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from bot.domain.sentences.agents import Act
from bot.domain.sentences.manners import OF_THEIRS, How
from bot.domain.sentences.pieces import Piece, before
from bot.domain.sentences.small_words import QUESTION_WORDS, Small
from bot.domain.words import Channel, Direction, Purpose

_RULED = 0.35
_SHARED = 0.4
_TALKED_ABOUT = 1.0
_PLAINLY_CARE = 2.0
_PERSONAL = frozenset((Purpose.CHECK_IN, Purpose.CONDOLENCE, Purpose.COMPLAINT, Purpose.COORDINATION))
_ASKED_ABOUT = QUESTION_WORDS - frozenset(
    ("gimana", "gmn", "bagaimana", "bgmn", "how", "kenapa", "mengapa", "knp", "why", "what")
)
"""With these one asks for a fact; with the others, often how somebody is."""
_NEARLY = 0.5
_CLOSE = 0.75


@dataclass(frozen=True, slots=True)
class WhatFor:
    """The purpose; whether it was only assumed; its rivals, when the cues do not decide; the piece that gave it."""

    purpose: Purpose
    assumed: bool = False
    rivals: tuple[Purpose, ...] = ()
    at: int | None = None
    weight: float = 0.0


def what_for(pieces: tuple[Piece, ...], channel: Channel | None) -> WhatFor:
    """The purpose of the contact; a contact of which no more is said asked how they are."""
    weights: dict[Purpose, float] = defaultdict(float)
    first: dict[Purpose, tuple[float, int]] = {}
    ruled = wondering = telling = shared = False
    for at, piece in enumerate(pieces):
        if piece.small is Small.ABOUT:
            weights[Purpose.COORDINATION] += _TALKED_ABOUT * (_RULED if ruled or telling or shared else 1.0)
        if wondering and piece.words[0].folded in _ASKED_ABOUT and piece.cue is None:
            # "Nanya kapan bukber": what follows is but what was asked about.
            weights[Purpose.COORDINATION] += 1.0
            ruled = True
        if piece.has("shares") and channel is not Channel.SOCIAL and _with_somebody(pieces, at):
            # "Shared their strategy with us".
            weights[Purpose.UPDATE] += 1.6
        if piece.cue is None:
            continue
        if _names_the_news(pieces, at):
            continue
        talked_of = not telling and _talked_of(pieces, at)
        for purpose, weight in _purposes(
            piece, channel, ruled=ruled or talked_of or (telling and piece.has("topic")), wondering=wondering
        ):
            # Meetings and visits say a little of how they are, and two of them say no more.
            weights[purpose] = max(weights[purpose], weight) if weight < 1 else weights[purpose] + weight
            if weight > first.get(purpose, (0.0, 0))[0]:
                first[purpose] = weight, at
        wondering = wondering or piece.has("wonders")
        shared = shared or (piece.has("shares") and channel is Channel.SOCIAL)
        telling = telling or (piece.has("verb") and Purpose.UPDATE in piece.cue.purposes)
        ruled = ruled or piece.has("governs") or (piece.has("rules") and bool(piece.cue.purposes))
    _consider_gifts(pieces, channel, weights)
    ranked = sorted(weights.items(), key=lambda pair: -pair[1])
    if not ranked or ranked[0][1] < 1.0:
        assumed = Purpose.THANKS if channel is Channel.GIFT else Purpose.CHECK_IN
        return WhatFor(assumed, assumed=True)
    best, most = ranked[0]
    rivals = tuple(purpose for purpose, weight in ranked if weight >= _nearness(best, purpose) * most)
    given = first[best][1] if best in first else None
    return WhatFor(best, rivals=rivals if len(rivals) > 1 else (), at=given, weight=most)


def _nearness(best: Purpose, rival: Purpose) -> float:
    """From which share of the best one's weight another purpose is asked about.

    Over coffee one talks about work, and has a coffee all the same.
    """
    sociable = best is Purpose.CHECK_IN and rival is Purpose.COORDINATION
    return _CLOSE if sociable else _NEARLY


def _names_the_news(pieces: tuple[Piece, ...], at: int) -> bool:
    """Whether a verb but says which news it is, as in "hasil survei" or "foto kunjungan"."""
    if not at or pieces[at].gap.strip() or pieces[at].has("rules") or not pieces[at].has("verb"):
        return False
    return pieces[at - 1].has("news") and not pieces[at - 1].has("verb")


def _with_somebody(pieces: tuple[Piece, ...], at: int) -> bool:
    """Whether what is shared here goes to somebody, rather than to the world."""
    for place in range(at + 1, len(pieces) - 1):
        if pieces[place].small in (Small.TO, Small.WITH):
            target = pieces[place + 1]
            return target.small is Small.US or target.mention is not None
    return False


def _talked_of(pieces: tuple[Piece, ...], at: int) -> bool:
    """Whether news, or an offer, is but what was talked about, as in "bahas laporan", "klarifikasi soal beasiswa"."""
    near, cue = before(pieces, at), pieces[at].cue
    if near is None or cue is None or not (pieces[at].has("news") or not pieces[at].has("verb")):
        return False
    if cue.purposes.keys() & _PERSONAL:
        return False
    # Their own report is no news of ours either: "gave her a hand with her report".
    theirs = pieces[at - 1].words[-1].folded in OF_THEIRS and near.small is Small.WITH
    return theirs or near.small is Small.ABOUT or near.has("discusses")


def _purposes(
    piece: Piece, channel: Channel | None, *, ruled: bool, wondering: bool
) -> Iterable[tuple[Purpose, float]]:
    """What a cue says of the purpose, less what stands before it takes away."""
    if wondering and piece.has("news"):
        # "Nanya hasil rujukan" asks for news and brings none.
        yield Purpose.COORDINATION, 0.3
        return
    less = _SHARED if piece.has("shares") and channel is not Channel.SOCIAL else 1.0
    for purpose, weight in piece.cue.purposes.items() if piece.cue else ():
        overruled = ruled and not (piece.has("rules") and weight >= 4)
        yield purpose, weight * less * (_RULED if overruled else 1.0)


def _consider_gifts(pieces: tuple[Piece, ...], channel: Channel | None, weights: dict[Purpose, float]) -> None:
    """A gift at a feast is a congratulation."""
    if channel is Channel.GIFT and any(piece.has("feast") for piece in pieces):
        weights[Purpose.CONGRATULATION] = weights.get(Purpose.CONGRATULATION, 0.0) + 2.0


def unsaid(pieces: tuple[Piece, ...], by: WhatFor, direction: Direction) -> tuple[Purpose, ...]:
    """The purposes that the sentence leaves open beside the one taken; empty when it is plain."""
    if by.rivals:
        return by.rivals
    ours = direction is Direction.OURS
    work_or_ask = (by.purpose, Purpose.ASK if by.purpose is not Purpose.ASK else Purpose.COORDINATION)
    if by.assumed:
        plain = not _says_more(pieces) and (ours or any(piece.has("visit") for piece in pieces))
        return () if plain else (by.purpose, Purpose.COORDINATION)
    if ours and by.purpose is Purpose.ASK and by.weight < 4.5 and any(piece.has("topic") for piece in pieces):
        return work_or_ask
    if ours and by.purpose is Purpose.INTRODUCTION and sum(piece.mention is not None for piece in pieces) < 2:
        # "Memperkenalkan program baru kepada Bu Ratna" introduces no one.
        return (Purpose.INTRODUCTION, Purpose.UPDATE)
    plainly_care = by.purpose is Purpose.CHECK_IN and by.weight >= _PLAINLY_CARE
    if any(piece.has("unclear") or (piece.has("promises") and not plainly_care) for piece in pieces):
        return work_or_ask
    if by.purpose is Purpose.CHECK_IN and any(piece.has("feast") for piece in pieces):
        return (Purpose.CHECK_IN, Purpose.CONGRATULATION)
    if _wonders_only(pieces, by) or (ours and by.purpose is Purpose.COORDINATION and _wants_something(pieces)):
        return work_or_ask
    if by.purpose is Purpose.CHECK_IN and by.weight < _PLAINLY_CARE and _says_more(pieces):
        return (by.purpose, Purpose.COORDINATION)
    if by.weight < 1.5:
        return (by.purpose, Purpose.COORDINATION if by.purpose is not Purpose.COORDINATION else Purpose.CHECK_IN)
    return ()


def uncertain(pieces: tuple[Piece, ...], by: WhatFor, manner: How) -> tuple[Channel, ...]:
    """The channels to choose from, where the cues do not decide, or where people met in words that are not known."""
    if manner.rivals:
        return manner.rivals
    if manner.channel is None and by.purpose is Purpose.CHECK_IN and _says_more(pieces):
        return (Channel.IN_PERSON, Channel.CALL, Channel.CHAT)
    return ()


def _wonders_only(pieces: tuple[Piece, ...], by: WhatFor) -> bool:
    if by.purpose is not Purpose.COORDINATION or not any(piece.has("wonders") for piece in pieces):
        return False
    return not any(piece.has("topic") or piece.has("discusses") for piece in pieces)


def _wants_something(pieces: tuple[Piece, ...]) -> bool:
    """Whether what is worked on is a wish of ours, as in "follow up proposal"."""
    return any(piece.cue is not None and Purpose.ASK in piece.cue.purposes for piece in pieces)


def _says_more(pieces: tuple[Piece, ...]) -> bool:
    """Whether words are left that the grammar does not know, other than the place of a meeting."""
    for at, piece in enumerate(pieces):
        if piece.has("gives"):
            return True
        if piece.plain:
            near = before(pieces, at)
            if near is None or (near.small not in (Small.AT, Small.OUR) and near.words[0].folded != "ke"):
                return True
    return False


def deciding_act(acts: list[Act], by: WhatFor, manner: How) -> Act | None:
    """The act whose agent wanted the contact: the one of the purpose, else of the channel, else the first."""
    for at in (by.at, manner.at):
        for act in acts:
            if act.at == at and at is not None:
                return act
    return acts[0] if acts else None
