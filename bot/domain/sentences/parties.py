"""With whom the contact was: mentions narrowed by each other, joined, and ranked."""

from dataclasses import dataclass, replace

from bot.domain.sentences.pieces import Mention, Piece, Strength, after, before, head
from bot.domain.sentences.roster import Match, Named
from bot.domain.sentences.small_words import Small
from bot.domain.sentences.understood import Party, Question, UnknownPerson, WhichPartner, WhichPerson
from bot.domain.words import Purpose

_OFFERED = 8
_READ = 12
"""A sentence that names more than these is a list."""
_SUBJECT, _OBJECT, _PLACE, _ASIDE, _TOPIC = range(5)


@dataclass(frozen=True, slots=True)
class Counterpart:
    """A party of the sentence: who it may be, at which piece it stands, and how near it is to what was done."""

    options: tuple[Named, ...]
    at: int
    rank: int
    mention: Mention
    joined: bool = False
    doubtful: bool = False

    @property
    def party(self) -> Party | None:
        """Who it is, when that is settled."""
        if len(self.options) != 1:
            return None
        return Party(self.options[0].partner_id, self.options[0].person_id)

    @property
    def partner_id(self) -> int | None:
        """The partner, when all who may be meant are of one."""
        partners = {one.partner_id for one in self.options}
        return partners.pop() if len(partners) == 1 else None


@dataclass(frozen=True, slots=True)
class Parties:
    """Who was dealt with, first of all, and who else; and what has to be asked about them."""

    main: Counterpart | None
    more: tuple[Party, ...] = ()
    questions: tuple[Question, ...] = ()
    crowded: bool = False


def parties_of(pieces: tuple[Piece, ...], purpose: Purpose | None = None) -> Parties:
    """The parties of a sentence."""
    mentioned = _narrowed([(at, piece.mention) for at, piece in enumerate(pieces) if piece.mention][:_READ], pieces)
    strangers = tuple(UnknownPerson(one.mention.unknown) for one in mentioned if one.mention.unknown)
    known = [one for one in mentioned if one.options]
    plain = [one for one in known if one.mention.strength is not Strength.WEAK]
    parties = _joined(plain or known)
    if not parties:
        return Parties(None, questions=(*strangers, WhichPartner()))
    parties.sort(key=lambda one: (one.rank, one.at))
    main, others = parties[0], parties[1:]
    more = tuple(one.party for one in others if one.party and one.rank <= _OBJECT)
    crowded = bool(more) and purpose is not Purpose.INTRODUCTION
    questions = _questions(main)
    if not questions and main.rank >= _ASIDE and not main.mention.is_person and purpose is not Purpose.PROMOTION:
        # "Laporan program Teman Sehat" names a partner, and perhaps not the one to whom it went.
        questions = (WhichPartner(tuple(one.partner_id for one in main.options)),)
    return Parties(main, more, (*questions, *strangers), crowded)


def _narrowed(mentions: list[tuple[int, Mention]], pieces: tuple[Piece, ...]) -> list[Counterpart]:
    nearby = {word.folded for piece in pieces if piece.plain or piece.small or piece.cue for word in piece.words}
    best = {at: _best(mention.candidates) for at, mention in mentions}
    found = []
    for at, mention in mentions:
        partners = {
            one.partner_id for place, other in mentions if other.is_person != mention.is_person for one in best[place]
        }
        options = _of_this_role(_of_partners(best[at], partners), nearby)
        doubtful = mention.doubtful and not _confirmed(options, partners)
        found.append(Counterpart(options, at, _rank(pieces, at), mention, doubtful=doubtful))
    return found


def _best(candidates: tuple[Named, ...]) -> tuple[Named, ...]:
    """The candidates between whom the words themselves do not choose."""
    if not candidates:
        return ()
    living = tuple(one for one in candidates if not one.faded) or candidates
    best = min(one.match for one in living)
    level = tuple(one for one in living if one.match == best)
    if level[0].person_id is None:
        whole = tuple(one for one in level if one.share == 1)
        most = max(one.own for one in level)
        return whole or tuple(one for one in level if one.own == most)
    return level


def _of_partners(options: tuple[Named, ...], partners: set[int]) -> tuple[Named, ...]:
    """Those whom the other mentions bear out, where there is a choice."""
    if len(options) < 2:
        return options
    return tuple(one for one in options if one.partner_id in partners) or options


def _of_this_role(options: tuple[Named, ...], nearby: set[str]) -> tuple[Named, ...]:
    if len(options) < 2:
        return options
    return tuple(one for one in options if one.beside & nearby) or options


def _confirmed(options: tuple[Named, ...], partners: set[int]) -> bool:
    """Whether a misspelt name is borne out: another mention names the same partner."""
    return len(options) == 1 and options[0].partner_id in partners and options[0].match is not Match.BEGINNING


def _rank(pieces: tuple[Piece, ...], at: int) -> int:
    near, behind = before(pieces, at), after(pieces, at)
    if at and pieces[at - 1].mention is not None and pieces[at].gap.strip() == "," and not _acts(behind):
        # "Ngopi sama Bu Ratna, Pak Yohanes dan dr. Dewi".
        return _rank_of_the_one_before(pieces, at)
    if near is None or near.small in (Small.THEN, Small.NOT, Small.NOT_YET):
        return _SUBJECT if behind is not None and (behind.cue or behind.small) else _OBJECT
    if near.small in (Small.ABOUT, Small.OUR) or near.has("discusses"):
        return _TOPIC
    if near.small is Small.AT or near.has("place"):
        return _PLACE
    if near.small is Small.AND:
        return _rank_of_the_one_before(pieces, at)
    leads = head(pieces, at)
    if near.cue is not None and not near.has("incoming") and _is_noun(pieces, near):
        return _ASIDE
    if near.plain and leads is not None and leads.cue is not None and not leads.has("verb"):
        return _ASIDE
    return _OBJECT


def _acts(piece: Piece | None) -> bool:
    return piece is not None and piece.cue is not None


def _is_noun(pieces: tuple[Piece, ...], cue: Piece) -> bool:
    """Whether a cue is but the name of a thing, as in "data kunjungan klinik"."""
    earlier = before(pieces, pieces.index(cue))
    return not cue.has("verb") or (earlier is not None and earlier.plain and earlier.words[0].folded.isalpha())


def _rank_of_the_one_before(pieces: tuple[Piece, ...], at: int) -> int:
    earlier = [place for place in range(at) if pieces[place].mention]
    return _rank(pieces, earlier[-1]) if earlier else _OBJECT


def _joined(mentioned: list[Counterpart]) -> list[Counterpart]:
    """People with the partner that is named beside them; each partner once, its people each for themselves."""
    people = [one for one in mentioned if one.mention.is_person]
    joined = list(people)
    for partner in (one for one in mentioned if not one.mention.is_person):
        own = [place for place, one in enumerate(joined) if _same(one, partner)]
        if not own:
            joined.append(partner)
            continue
        for place in own:
            better = min(joined[place].rank, partner.rank)
            joined[place] = replace(joined[place], rank=better, joined=True)
    return _once(joined)


def _same(one: Counterpart, partner: Counterpart) -> bool:
    return one.partner_id is not None and one.partner_id == partner.partner_id


def _once(parties: list[Counterpart]) -> list[Counterpart]:
    kept: dict[tuple[Named, ...], Counterpart] = {}
    for one in parties:
        kept.setdefault(one.options, one)
    return list(kept.values())


def _questions(main: Counterpart) -> tuple[Question, ...]:
    if main.mention.is_person:
        if len(main.options) > 1 or main.doubtful:
            return (WhichPerson(tuple(Party(one.partner_id, one.person_id) for one in main.options[:_OFFERED])),)
        return ()
    if len(main.options) > 1 or main.doubtful or main.mention.strength is Strength.WEAK:
        return (WhichPartner(tuple(one.partner_id for one in main.options[:_OFFERED])),)
    return ()
