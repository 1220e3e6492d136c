"""Who did what: for each verb of a sentence whether we acted, or they."""

from dataclasses import dataclass

from bot.domain.sentences.pieces import Piece, after, before, head
from bot.domain.sentences.small_words import OFFICES, Small
from bot.domain.sentences.stems import Voice
from bot.domain.words import Channel, Direction

OURS, THEIRS = Direction.OURS, Direction.THEIRS


_BEGINNINGS, _ENDINGS = ("me", "nge", "ber"), ("ed", "in", "kan")
_DONE = frozenset({"sudah", "sdh", "udah", "udh", "dah", "telah"})


@dataclass(frozen=True, slots=True)
class Act:
    """A verb (or what stands for one) at a piece, and who did it; *told* when the sentence says so."""

    at: int
    piece: Piece
    agent: Direction
    told: bool = False
    doubtful: bool = False


@dataclass(slots=True)
class _Subject:
    """Who acts at this point of the sentence. Without a word about it, we do: colleagues leave themselves out.

    ``acted_on`` says that it is us to whom something is done, as passives tell; ``topic`` that they stand at the head
    of the sentence, so that a passive without a doer is done to them.
    """

    who: Direction = OURS
    told: bool = False
    doubtful: bool = False
    acted_on: bool = False
    topic: bool = False

    def becomes(self, who: Direction, *, doubtful: bool = False) -> None:
        self.who, self.told, self.doubtful, self.acted_on = who, True, doubtful, False
        self.topic = self.topic or who is THEIRS


def acts_of(pieces: tuple[Piece, ...]) -> list[Act]:
    """The acts of a sentence in order."""
    subject = _Subject()
    acts: list[Act] = []
    for at, piece in enumerate(pieces):
        if piece.mention is not None:
            _take_mention(pieces, at, subject)
        elif piece.small in (Small.US, Small.THEM):
            _take_pronoun(pieces, at, subject)
        elif piece.cue is not None:
            acts += _act(pieces, at, subject)
    return acts


def _take_mention(pieces: tuple[Piece, ...], at: int, subject: _Subject) -> None:
    """A party that hangs on nothing and has a verb behind it acts."""
    piece = pieces[at]
    near = head(pieces, at)
    if near is not None and near.has("state") and before(pieces, pieces.index(near)) is None:
        # "Ultah Bu Ratna, sudah dikirimi kue".
        subject.topic = True
    if piece.possessive or not _is_free(pieces, near, subject):
        return
    behind = pieces[at + 1] if at + 1 < len(pieces) else None
    if behind is None:
        return
    if ":" in behind.gap:
        subject.becomes(THEIRS)
    elif any(sign in behind.gap for sign in (",", " -", "- ", "–", "—")) and at == 0:
        # "Bu Ratna, tadi telepon": perhaps she called, perhaps she is but the heading.
        subject.becomes(OURS, doubtful=True)
    elif behind.small is Small.AND and _then_us(pieces, at + 2):
        subject.becomes(OURS, doubtful=True)
    elif not any(sign in behind.gap for sign in ",;.!?"):
        first = before(pieces, at)
        if first is not None and first.plain and _looks_like_a_verb(first.words[-1].folded):
            # "Menyurati Pak Hendra minta data": we did what the grammar has no word for.
            subject.becomes(OURS, doubtful=True)
            return
        subject.becomes(THEIRS, doubtful=_after_an_unknown_word(pieces, at))


def _is_free(pieces: tuple[Piece, ...], near: Piece | None, subject: _Subject) -> bool:
    """Whether a party hangs on nothing, or on somebody who acts."""
    if near is None or near.small in (Small.THEN, Small.NOT, Small.NOT_YET):
        return True
    if near.small is Small.FROM:
        return before(pieces, pieces.index(near)) is None
    return near.small is Small.AND and subject.who is THEIRS and subject.told


def _after_an_unknown_word(pieces: tuple[Piece, ...], at: int) -> bool:
    """Whether a word before the party may be a verb that the grammar does not know, rather than somebody's office."""
    near = before(pieces, at)
    return near is not None and near.plain and near.words[-1].folded not in OFFICES


def _looks_like_a_verb(word: str) -> bool:
    return (len(word) > 5 and word.startswith(_BEGINNINGS)) or (len(word) > 4 and word.endswith(_ENDINGS))


def _then_us(pieces: tuple[Piece, ...], at: int) -> bool:
    return at < len(pieces) and pieces[at].small is Small.US and pieces[at].words[0].folded != "tim"


def _take_pronoun(pieces: tuple[Piece, ...], at: int, subject: _Subject) -> None:
    """A pronoun with a verb behind it acts; behind a verb, a preposition or a noun it does not."""
    near, behind = before(pieces, at), after(pieces, at)
    if behind is None or not _can_act(behind):
        return
    hangs = near is not None and (near.small in (Small.TO, Small.WITH, Small.FROM, Small.AT) or _takes_object(near))
    if near is not None and near.plain:
        hangs = True
    if not hangs:
        subject.becomes(OURS if pieces[at].small is Small.US else THEIRS)


def _can_act(piece: Piece) -> bool:
    return piece.small in (Small.NOT, Small.NOT_YET, Small.WAS) or _is_verb(piece)


def _is_verb(piece: Piece) -> bool:
    return piece.has("verb") or piece.has("incoming") or (piece.cue is not None and bool(piece.cue.channels))


def _takes_object(piece: Piece) -> bool:
    return piece.cue is not None and not piece.has("state") and not piece.has("feast")


def _act(pieces: tuple[Piece, ...], at: int, subject: _Subject) -> list[Act]:
    piece = pieces[at]
    if piece.has("state") and not piece.has("verb"):
        # What befell them is no act of theirs; what follows is ours again.
        if subject.who is THEIRS:
            subject.who, subject.told = OURS, False
        return []
    if piece.has("incoming"):
        return _incoming(pieces, at, subject)
    near = before(pieces, at)
    if near is not None and near.small is Small.VIA:
        # "Lewat email" says how, and nobody e-mails anew.
        return []
    if not _is_verb(piece) and not piece.has("rules"):
        return []
    agent, told = _agent(pieces, at, subject)
    if agent is THEIRS and told and subject.who is OURS and not subject.told:
        # "Telepon dari Pak Hendra minta data": who began goes on.
        passive = subject.acted_on
        subject.becomes(THEIRS)
        subject.acted_on, subject.topic = passive, False
    return [Act(at, piece, agent, told, subject.doubtful)]


def _incoming(pieces: tuple[Piece, ...], at: int, subject: _Subject) -> list[Act]:
    if subject.who is THEIRS and subject.told:
        # They received what we sent.
        return [Act(at, pieces[at], OURS, told=True, doubtful=True)]
    subject.becomes(THEIRS)
    return [Act(at, pieces[at], THEIRS, told=True)]


def _split_passive(pieces: tuple[Piece, ...], at: int) -> bool:
    """Whether "di" before a verb is its prefix, as in "Pak Syamsul sudah di WA"; "ngobrol di WA" says how."""
    near, cue = before(pieces, at), pieces[at].cue
    if near is None or near.words[-1].folded != "di" or cue is None or not pieces[at].has("verb"):
        return False
    first = not any(_is_verb(piece) for piece in pieces[: pieces.index(near)])
    return first and bool({Channel.CHAT, Channel.CALL, Channel.EMAIL} & cue.channels.keys())


def _agent(pieces: tuple[Piece, ...], at: int, subject: _Subject) -> tuple[Direction, bool]:
    piece = pieces[at]
    voice = piece.cued.voice if piece.cued else Voice.ACTIVE
    near, behind = before(pieces, at), after(pieces, at)
    if voice is Voice.BY_US:
        return OURS, True
    was = near is not None and (near.small is Small.WAS or _split_passive(pieces, at))
    if voice is Voice.PASSIVE or was or _by_somebody(pieces, at):
        if piece.has("gives") and behind is not None and behind.small is Small.TO:
            return OURS, True
        agent, told = _agent_of_passive(behind, pieces, subject)
        subject.acted_on = subject.acted_on or agent is THEIRS
        if agent is OURS:
            # "Bu Wahyuni ditelepon untuk konfirmasi": we go on acting.
            subject.who = OURS
        return agent, told
    if _comes_from_them(pieces, at):
        return THEIRS, True
    return subject.who, subject.told


def _by_somebody(pieces: tuple[Piece, ...], at: int) -> bool:
    """Whether a participle is followed by who did it, as in "invited by Daniel"."""
    if at + 2 >= len(pieces) or not pieces[at].words[-1].folded.endswith("ed"):
        return False
    return pieces[at + 1].words[0].folded == "by" and pieces[at + 2].mention is not None


def _agent_of_passive(behind: Piece | None, pieces: tuple[Piece, ...], subject: _Subject) -> tuple[Direction, bool]:
    if behind is not None and behind.small in (Small.FROM, Small.WITH, Small.VIA):
        behind = after(pieces, pieces.index(behind))
    if subject.acted_on or (behind is not None and (behind.mention is not None or behind.small is Small.THEM)):
        return THEIRS, True
    if behind is not None and behind.small is Small.US:
        return OURS, True
    if pieces[0].words[0].folded in _DONE and not any(piece.mention is not None for piece in pieces):
        # "Sudah ditelepon, sehat": said of whoever was to be called.
        return OURS, True
    if not subject.topic and not subject.told and any(piece.mention is not None for piece in pieces):
        # Done by somebody, and to somebody: the sentence does not say to whom.
        subject.doubtful = True
    return (OURS if subject.topic else THEIRS), True


def _comes_from_them(pieces: tuple[Piece, ...], at: int) -> bool:
    """Whether a party stands behind it after "from", as in "telepon dari Pak Hendra"; not what we ask from them."""
    if pieces[at].has("asks") or pieces[at].has("gives"):
        return False
    for place in range(at + 1, min(at + 5, len(pieces) - 1)):
        piece = pieces[place]
        if piece.mention is not None or piece.has("verb") or (piece.has("noun") and pieces[at].has("governs")):
            return False
        if piece.small is Small.FROM:
            target = after(pieces, place)
            return target is not None and (target.mention is not None or target.small is Small.THEM)
    return False
