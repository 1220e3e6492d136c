"""How the contact happened: the channels that a sentence's words speak for, weighed against each other."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from bot.domain.sentences.pieces import Piece, Strength, before, head
from bot.domain.sentences.small_words import Small
from bot.domain.words import Channel, Purpose

_LATER = 0.8
_CLOSE = 0.75
_UNHEARD = 0.3
_HARDLY = 0.85
"""So much says a place that it is asked about."""
_ENOUGH = 0.8
_BRINGING = frozenset(("bawa", "bawain", "bawakan", "antar", "anter", "nganter", "mengantar", "brought", "bring"))
_COMING_BACK = frozenset(("habis", "abis", "baru", "pulang", "balik", "back"))
_AFAR = frozenset(("daring", "online", "virtual", "virtually", "remotely"))
_WHITHER = frozenset(("ke", "di", "at", "to", "in"))
OF_THEIRS = frozenset(("her", "his", "their"))


@dataclass(frozen=True, slots=True)
class How:
    """The channel; its rivals, when the cues do not decide; the piece that gave it."""

    channel: Channel | None = None
    rivals: tuple[Channel, ...] = ()
    at: int | None = None


def how(pieces: tuple[Piece, ...]) -> How:
    """The channel of the contact."""
    weights: dict[Channel, float] = defaultdict(float)
    first: dict[Channel, int] = {}
    for at in range(len(pieces)):
        for channel, weight in _channels(pieces, at):
            weights[channel] += weight * (_LATER if weights and channel not in weights else 1.0)
            first.setdefault(channel, at)
    ranked = sorted(weights.items(), key=lambda pair: -pair[1])
    if not ranked or ranked[0][1] < _ENOUGH:
        return How()
    best, most = ranked[0]
    rivals = tuple(channel for channel, weight in ranked if weight >= _CLOSE * most) if most >= 2 else ()
    if most == _HARDLY:
        rivals = (best, Channel.CHAT, Channel.CALL)
    return How(best, rivals if len(rivals) > 1 else (), first[best])


def _channels(pieces: tuple[Piece, ...], at: int) -> Iterable[tuple[Channel, float]]:
    piece = pieces[at]
    near = before(pieces, at)
    if piece.cue is None:
        yield from _whereabouts(pieces, at)
        return
    if near is not None and near.has("address"):
        return
    via = _says_how(pieces, at)
    if not via and _only_planned(pieces, at):
        return
    if _denied(pieces, at):
        return
    less = _UNHEARD if any(other.has("missed") for other in pieces[at + 1 : at + 5]) else 1.0
    yield from _of_a_place(pieces, at)
    spoken_of = not via and _spoken_of(pieces, at)
    from_afar = at + 1 < len(pieces) and pieces[at + 1].words[0].folded in _AFAR
    for channel, weight in piece.cue.channels.items():
        if channel is Channel.IN_PERSON and from_afar:
            # "Pertemuan virtual".
            continue
        yield channel, less * weight * (0.25 if spoken_of else 1.0) + (2.0 if via else 0.0)


def _denied(pieces: tuple[Piece, ...], at: int) -> bool:
    """Whether it is said not to have been, or not to be possible: "minta maaf ga bisa hadir"."""
    near = before(pieces, at)
    if near is not None and near.words[0].folded in ("bisa", "dapat", "able", "can"):
        near = before(pieces, pieces.index(near))
    return near is not None and near.small is Small.NOT and any(piece.has("verb") for piece in pieces[:at])


def _says_how(pieces: tuple[Piece, ...], at: int) -> bool:
    """Whether a channel is named as such: "lewat WA", "by email", "on our Instagram"."""
    piece, near = pieces[at], before(pieces, at)
    if near is None or piece.cue is None:
        return False
    if near.small is Small.OUR and Channel.SOCIAL in piece.cue.channels:
        leads = before(pieces, pieces.index(near))
        return leads is not None and leads.small in (Small.AT, Small.VIA)
    return near.small is Small.VIA or (near.small is Small.AT and not piece.has("place"))


def _whereabouts(pieces: tuple[Piece, ...], at: int) -> Iterable[tuple[Channel, float]]:
    """What a party's place in the sentence says: people were there, went there, or come from there."""
    piece, near = pieces[at], before(pieces, at)
    if near is None:
        return
    if (
        piece.plain
        and near.small is Small.AT
        and piece.words[0].capital
        and any(one.has("signs") for one in pieces[:at])
    ):
        # "Tanda tangan perjanjian di Malang".
        yield Channel.IN_PERSON, 0.9
    if piece.mention is None or piece.mention.strength is Strength.WEAK:
        return
    if near.small is Small.AT and not _carried(pieces):
        yield Channel.IN_PERSON, 0.9
    elif near.small is Small.FROM and _been_there(pieces, pieces.index(near)):
        yield Channel.IN_PERSON, 1.2
    elif near.words[0].folded == "ke" and _begins(pieces, pieces.index(near)):
        # "Ke Rumah Pelangi, bahas MoU": somebody went there.
        yield Channel.IN_PERSON, 1.2


def _of_a_place(pieces: tuple[Piece, ...], at: int) -> Iterable[tuple[Channel, float]]:
    piece, near = pieces[at], before(pieces, at)
    if near is None or not piece.has("place") or _carried(pieces):
        return
    if not any(other.has("rules") for other in pieces[:at]):
        if near.words[0].folded in _WHITHER:
            yield Channel.IN_PERSON, 0.9
    elif near.small is Small.AT and _theirs(pieces, at):
        yield Channel.IN_PERSON, _HARDLY


def _theirs(pieces: tuple[Piece, ...], at: int) -> bool:
    """Whether a place is said to be somebody's, as in "di kantornya" or "at her office"."""
    if any(_invites(piece) for piece in pieces[:at]):
        return False
    return pieces[at].words[-1].folded.endswith("nya") or pieces[at - 1].words[-1].folded in OF_THEIRS


def _spoken_of(pieces: tuple[Piece, ...], at: int) -> bool:
    """Whether a channel's name belongs to what was asked for, thanked for or talked about, rather than to how."""
    piece, near = pieces[at], before(pieces, at)
    if near is None or near.small is Small.THEN:
        return False
    if piece.cue and Channel.GIFT in piece.cue.channels:
        ruling = next((place for place in range(at) if pieces[place].has("rules")), None)
        return ruling is not None and not any(other.has("gives") for other in pieces[:ruling])
    if at > 0 and pieces[at - 1].small in (Small.THE, Small.OUR) and any(other.has("verb") for other in pieces[:at]):
        return True
    if at == len(pieces) - 1 and not (piece.cue and Channel.IN_PERSON in piece.cue.channels):
        return False
    leads = head(pieces, at)
    if leads is not None and leads.small in (Small.FROM, Small.ABOUT):
        return True
    if piece.cue and Channel.IN_PERSON in piece.cue.channels and _in_what_is_carried(pieces, at):
        return True
    talked_of = any(other.small is Small.ABOUT or other.has("discusses") for other in pieces[:at])
    return talked_of or any(other.has("rules") or other.has("wonders") for other in pieces[:at])


def _been_there(pieces: tuple[Piece, ...], at: int) -> bool:
    """Whether "from" tells where one has been, as in "abis dari Rumah Pelangi" or "pulang dari sana"."""
    return at > 0 and pieces[at - 1].words[0].folded in _COMING_BACK


def _begins(pieces: tuple[Piece, ...], at: int) -> bool:
    near = before(pieces, at)
    return near is None or near.small in (Small.THEN, Small.US)


def _in_what_is_carried(pieces: tuple[Piece, ...], at: int) -> bool:
    """Whether something is sent in the same clause, so that a visit is but what it is about."""
    for place in range(at, 0, -1):
        if pieces[place].gap.strip() or pieces[place].small in (Small.THEN, Small.AND):
            return False
        if pieces[place - 1].has("gives") and pieces[place - 1].words[0].folded not in _BRINGING:
            return True
    return False


def _carried(pieces: tuple[Piece, ...]) -> bool:
    return any(piece.has("gives") or piece.has("shares") for piece in pieces)


def _only_planned(pieces: tuple[Piece, ...], at: int) -> bool:
    """Whether a meeting (or a call) is only asked for, offered or planned, as in "ngajak ketemu"."""
    near = before(pieces, at)
    if near is None or not pieces[at].has("verb"):
        return False
    if near.small is Small.US:
        near = before(pieces, at - 1)
    if (
        near is not None
        and near.small in (Small.TO, Small.THE)
        and near.words[0].folded in ("to", "for", "untuk", "utk", "buat", "bwt", "bt")
    ):
        near = before(pieces, pieces.index(near))
        if near is not None and near.mention is not None:
            # "Minta waktu Pak Dodi untuk audiensi".
            asked = before(pieces, pieces.index(near))
            near = asked if asked is not None and asked.has("plans") else near
    return near is not None and (near.has("plans") or near.has("asks") or near.has("promises") or _invites(near))


def _invites(piece: Piece) -> bool:
    return piece.cue is not None and Purpose.INVITATION in piece.cue.purposes
