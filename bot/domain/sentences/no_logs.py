"""Texts that log nothing: kindness, questions, orders, bare names."""

from bot.domain.sentences.pieces import Piece
from bot.domain.sentences.small_words import ASKING_VERBS, COURTESIES, ORDERS, QUESTION_WORDS, Small
from bot.domain.sentences.tokens import Word
from bot.domain.sentences.understood import NotLog
from bot.domain.words import Purpose

_FEW = 7
_DO_NOT = frozenset(("jangan", "jgn", "jangn"))
_PLEASE = frozenset(("tolong", "mohon", "please", "minta", "tlg"))
_TOLD_THE_BOT = ORDERS | {"update", "perbarui", "catat", "simpan", "cek"}
_COAXING = frozenset(("dong", "donk", "please", "pls", "plis", "plz"))
_FACTS = frozenset(("nomor", "nomer", "no", "alamat", "hp", "jabatan", "umur", "usia", "kontaknya"))
_LEFT_OPEN = frozenset(("kapan", "kpn", "berapa", "brp", "siapa", "dimana", "dmn"))
_WONDERING = frozenset(("tanya", "nanya", "nny", "tny", "bertanya", "question"))
_MENDING = frozenset(("salah", "keliru", "harusnya", "seharusnya", "ralat", "koreksi", "typo"))
_CAME_TO = frozenset(("jadi", "jd", "sempat", "sempet", "smpt", "bisa", "keburu", "kesampaian", "able", "manage"))


def why_no_log(words: tuple[Word, ...], pieces: tuple[Piece, ...], text: str) -> NotLog | None:
    """Why a text is no log; None when it may be one."""
    if not words:
        return NotLog.NOTHING
    named = any(piece.mention is not None for piece in pieces)
    contact = any(_tells_of_a_contact(piece) for piece in pieces)
    if not named and (all(word.folded in COURTESIES for word in words) or _merely_kind(words, pieces)):
        return NotLog.GREETING
    if words[0].folded in _DO_NOT or [word.folded for word in words[:2]] == ["dont", "forget"]:
        return NotLog.ORDER
    if _looks_up(words, pieces) or _asks(words, pieces, text, contact=named and contact):
        return NotLog.QUESTION
    if _orders(words, pieces, named=named):
        return NotLog.ORDER
    if not named and _about_nobody(words, pieces):
        return NotLog.NOTHING
    not_yet = any(piece.small is Small.NOT_YET for piece in pieces) and contact and not _something_said(pieces)
    if not_yet or _fell_through(pieces):
        return NotLog.NOT_YET
    return _too_little(words, pieces, named=named, contact=contact)


def _orders(words: tuple[Word, ...], pieces: tuple[Piece, ...], *, named: bool) -> bool:
    """Whether something is wanted of the bot."""
    first = words[0].folded
    if first in ("ingatkan", "ingetin", "remind"):
        return True
    if first in ORDERS and not _by_a_channel(pieces[1:]):
        return True
    if first in _PLEASE and (not named or (len(words) > 1 and words[1].folded in _TOLD_THE_BOT)):
        return True
    if _asks_to_call(words, pieces):
        return True
    return not named and any(word.folded in _COAXING for word in words) and not _by_a_channel(pieces)


def _asks_to_call(words: tuple[Word, ...], pieces: tuple[Piece, ...]) -> bool:
    """Whether a colleague is to do it: "nanti tolong telepon Bu Ratna ya"."""
    start = 1 if words[0].folded in ("nanti", "ntar", "besok") else 0
    if len(pieces) < start + 2 or pieces[start].words[0].folded not in ("tolong", "tlg", "please"):
        return False
    return _by_a_channel(pieces[start + 1 : start + 2])


def _about_nobody(words: tuple[Word, ...], pieces: tuple[Piece, ...]) -> bool:
    """Whether a text that names nobody tells of ourselves, of what is still to come, or of a slip."""
    if any(word.folded == "internal" or word.folded in _MENDING for word in words):
        return True
    return any(piece.small is Small.LATER or _is_later_day(piece) for piece in pieces)


def _merely_kind(words: tuple[Word, ...], pieces: tuple[Piece, ...]) -> bool:
    """Whether a few words to nobody but say thanks or wish a happy feast."""
    if len(words) > _FEW or any(piece.cue and piece.cue.channels for piece in pieces):
        return False
    first = pieces[0]
    kind = first.cue is not None and bool({Purpose.THANKS, Purpose.CONGRATULATION} & first.cue.purposes.keys())
    if not kind and words[0].folded not in COURTESIES:
        return False
    return all(piece.cue is None or not piece.has("verb") or piece.has("rules") for piece in pieces)


def _looks_up(words: tuple[Word, ...], pieces: tuple[Piece, ...]) -> bool:
    """Whether a fact is looked for, as in "nomor HP Bu Lanny", "alamat Darul Hikmah dmn", "Bu Lanny ultahnya kapan"."""
    if any(_done(piece) and not _sort_of_address(piece) for piece in pieces[1:]):
        return False
    wondered = any(word.folded in QUESTION_WORDS for word in (words[0], *words[-3:]))
    if wondered and (not _done(pieces[0]) or _sort_of_address(pieces[0])):
        return True
    return words[0].folded in _FACTS and any(piece.mention is not None for piece in pieces[1:])


def _sort_of_address(piece: Piece) -> bool:
    return piece.words[0].folded in ("email", "wa", "telepon", "telp", "phone", "kontak", "contact")


def _by_a_channel(pieces: tuple[Piece, ...]) -> bool:
    return any(piece.cue and piece.cue.channels for piece in pieces)


def _is_later_day(piece: Piece) -> bool:
    return piece.day is not None and piece.words[0].folded in ("nanti", "ntar", "nti")


def _fell_through(pieces: tuple[Piece, ...]) -> bool:
    """Whether a meeting or a call is all that is told, and did not take place: "nggak jadi ketemu Pak Hendra"."""
    for at, piece in enumerate(pieces[:-1]):
        if _tells_of_a_contact(piece):
            return False
        if piece.small is Small.NOT:
            rest = pieces[at + 1 :]
            cancelled = piece.words[0].folded in ("batal", "gagal") or rest[0].words[0].folded in _CAME_TO
            return cancelled and sum(_tells_of_a_contact(one) for one in rest) == 1
    return False


def _too_little(words: tuple[Word, ...], pieces: tuple[Piece, ...], *, named: bool, contact: bool) -> NotLog | None:
    if contact:
        return None
    if any(piece.cue and piece.cue.event for piece in pieces) and named:
        return NotLog.EVENT
    if named and any(word.folded in _MENDING for word in words):
        return NotLog.ORDER
    cues = [piece for piece in pieces if piece.cue]
    if named and cues and all(piece.has("state") for piece in cues):
        return NotLog.EVENT
    if not named:
        greeting = words[0].folded in COURTESIES and len(words) <= 6
        return NotLog.GREETING if greeting else NotLog.NOTHING
    if any(piece.cue for piece in pieces) or any(piece.day for piece in pieces):
        return None
    return NotLog.NAME if sum(piece.plain for piece in pieces) <= 1 else None


def _asks(words: tuple[Word, ...], pieces: tuple[Piece, ...], text: str, *, contact: bool) -> bool:
    if words[0].folded in QUESTION_WORDS:
        return True
    if not any(piece.mention for piece in pieces) and any(word.folded in _WONDERING for word in words[:2]):
        return True
    if not any(piece.mention for piece in pieces) and any(word.folded in QUESTION_WORDS for word in words[-3:]):
        # "Besok ada rapat jam berapa": nobody is named, and something is asked.
        return True
    if not any(piece.mention or piece.has("wonders") or piece.has("asks") for piece in pieces) and any(
        word.folded in QUESTION_WORDS for word in words[:4]
    ):
        return True
    if any(word.folded in _LEFT_OPEN for word in words[-2:]) and not any(piece.has("wonders") for piece in pieces):
        # "Terakhir ngobrol sama Bu Ratna kapan ya".
        return True
    if not text.rstrip(" \t\r\n\"')!.").endswith("?"):
        return False
    if words[0].folded in ASKING_VERBS or words[0].folded in COURTESIES:
        return True
    if not any(_done(piece) for piece in pieces) and any(word.folded in QUESTION_WORDS for word in words):
        return True
    doubts = {"belum", "blm", "ga", "gak", "nggak", "kah", "ya", "yet"}
    return not contact or words[-1].folded in doubts or any(word.folded in QUESTION_WORDS for word in words[:2])


def _done(piece: Piece) -> bool:
    """Whether it is something that one does."""
    return piece.cue is not None and (bool(piece.cue.channels) or piece.has("verb"))


def _tells_of_a_contact(piece: Piece) -> bool:
    cue = piece.cue
    if cue is None or cue.has("greeting") or cue.has("address"):
        return False
    if cue.event is not None and not cue.has("verb"):
        return False
    return bool(cue.channels) or cue.has("verb") or cue.has("rules") or bool(cue.purposes)


def _something_said(pieces: tuple[Piece, ...]) -> bool:
    """Whether another verb stands before the denial: "telepon Bu Ratna, laporannya belum jadi" is a contact."""
    for piece in pieces:
        if piece.small is Small.NOT_YET:
            return False
        if _tells_of_a_contact(piece):
            return True
    return False
