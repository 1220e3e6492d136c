"""Texts that log nothing: kindness, questions, orders, bare names."""

from bot.domain.sentences.pieces import Piece
from bot.domain.sentences.small_words import ASKING_VERBS, COURTESIES, ORDERS, QUESTION_WORDS, Small
from bot.domain.sentences.tokens import Word
from bot.domain.sentences.understood import NotLog


def why_no_log(words: tuple[Word, ...], pieces: tuple[Piece, ...], text: str) -> NotLog | None:
    """Why a text is no log; None when it may be one."""
    if not words:
        return NotLog.NOTHING
    named = any(piece.mention is not None for piece in pieces)
    contact = any(_tells_of_a_contact(piece) for piece in pieces)
    if not named and all(word.folded in COURTESIES for word in words):
        return NotLog.GREETING
    if _asks(words, pieces, text, contact=named and contact):
        return NotLog.QUESTION
    if words[0].folded in ORDERS and not any(piece.cue and piece.cue.channels for piece in pieces[1:]):
        return NotLog.ORDER
    if not named and words[0].folded in ("tolong", "mohon", "please", "minta"):
        return NotLog.ORDER
    if not named and any(piece.small is Small.LATER for piece in pieces):
        return NotLog.NOTHING
    if words[0].folded in ("ingatkan", "ingetin", "remind"):
        return NotLog.ORDER
    if any(piece.small is Small.NOT_YET for piece in pieces) and contact and not _something_said(pieces):
        return NotLog.NOT_YET
    return _too_little(words, pieces, named=named, contact=contact)


def _too_little(words: tuple[Word, ...], pieces: tuple[Piece, ...], *, named: bool, contact: bool) -> NotLog | None:
    if contact:
        return None
    if any(piece.cue and piece.cue.event for piece in pieces) and named:
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
    if not any(piece.mention for piece in pieces) and any(word.folded in QUESTION_WORDS for word in words[-3:]):
        # "Besok ada rapat jam berapa": nobody is named, and something is asked.
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
