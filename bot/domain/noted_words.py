"""What a note tells that can be said to the one it is about: a few words, or nothing where it is not sure.

Notes are written for colleagues. What is taken from them stands in a draft that a colleague reads before it is sent.
"""

import re
from collections.abc import Mapping

MOST = 60
"""Characters: a longer piece of somebody's note is no few words any more."""
_END = r"(?=[.,;!?\n(]|$)"
_TOPIC = re.compile(
    r"\b(?:bahas|membahas|ngobrolin|ngobrol soal|cerita soal|bercerita tentang|soal|tentang|mengenai|perihal"
    rf"|about|discussed)\s+(?!saya|kami|kita|apa|hal|yang|it\b|us\b)(?P<said>[^.,;!?\n(]+?)\s*{_END}",
    re.IGNORECASE,
)
_STATE = re.compile(
    r"^(?:(?:katanya|kabarnya|mereka|beliau|they are|is|are)\s+)?"
    rf"(?P<said>(?:sedang|lagi|baru|akan|mau|looking|planning|preparing)\s[^.,;!?\n(]+?)\s*{_END}",
    re.IGNORECASE,
)
_REQUEST = re.compile(
    r"\b(?:minta tolong|minta bantuan|minta izin|minta|mohon|meminta|pinjam|meminjam|asked for|requested|borrow(?:ed)?)"
    rf"\s+(?:untuk\s+|for\s+)?(?P<said>[^.,;!?\n(]+?)\s*{_END}",
    re.IGNORECASE,
)
_LENDING = re.compile(r"^(?:pinjam|meminjam|borrow(?:ing)?)\s+", re.IGNORECASE)
_ROLE = re.compile(
    rf"\b(?:menjadi|jadi|sebagai|diangkat|dilantik|promosi ke|became|now|as)\s+(?:jadi\s+|sebagai\s+)?"
    rf"(?P<said>[^.,;!?\n(]+?)\s*{_END}",
    re.IGNORECASE,
)
_AWARD = re.compile(
    rf"\b(?:dapat|mendapat|mendapatkan|menerima|meraih|memenangkan|menang|juara|received|won)\s+(?:the\s+)?"
    rf"(?P<said>[^.,;!?\n(]+?)\s*{_END}",
    re.IGNORECASE,
)
_RELATIONS: Mapping[str, Mapping[str, str]] = {
    "ayah|bapak|bapaknya|papa|father|dad": {"id": "ayahanda", "en": "father"},
    "ibu|mama|mother|mum|mom": {"id": "ibunda", "en": "mother"},
    "suami|husband": {"id": "suami", "en": "husband"},
    "istri|wife": {"id": "istri", "en": "wife"},
    "anak|putra|putri|son|daughter|child": {"id": "putra-putri", "en": "child"},
    "kakak": {"id": "kakanda", "en": "sibling"},
    "adik": {"id": "adinda", "en": "sibling"},
    "brother|sister": {"id": "saudara", "en": "sibling"},
    "kakek|grandfather": {"id": "kakek", "en": "grandfather"},
    "nenek|grandmother": {"id": "nenek", "en": "grandmother"},
    "mertua|mertuanya": {"id": "mertua", "en": "parent-in-law"},
}
_NO_KIN = r"(?!\s+(?:agung|buah|perusahaan|usaha|didik|asuh|magang|cabang)(?:nya)?\b)"
"""Anak Agung is a name, and anak buah are somebody's staff."""
_NAMED = r"(?!(?:bapak|ibu|papa|mama|kakak|adik|father|mother|brother|sister)\s+(?-i:[A-Z]))"
"""Kakak Dewi, Brother John: so one addresses them."""
_SPOKEN_TO = frozenset({"bapak", "ibu", "papa", "mama"})
"""So one addresses anybody: whose parent is meant has to be said."""
_OF_SOMEBODY = r"(?:(?:nya|anda)\b|(?=\s+(?:kandung|mertua|tiri|beliau|dari|meninggal|wafat|berpulang|tiada)\b))"
_LOST = r"(?:kehilangan|meninggalnya|wafatnya|berpulangnya|kepergian)\s+"


def _kin(words: str) -> re.Pattern[str]:
    named = words.split("|")
    spoken_to = "|".join(word for word in named if word in _SPOKEN_TO)
    others = "|".join(word for word in named if word not in _SPOKEN_TO)
    pattern = rf"\b{_NAMED}(?:{others})(?:(?:nya|anda)\b|\b{_NO_KIN})"
    if spoken_to:
        pattern += rf"|\b(?:{spoken_to}){_OF_SOMEBODY}|\b{_LOST}{_NAMED}(?:{spoken_to})\b"
    return re.compile(pattern, re.IGNORECASE)


_KIN = {_kin(words): said for words, said in _RELATIONS.items()}
_NO_ROLE = re.compile(
    r"(?:naik|pindah|dapat|mutasi|promosi|rotasi|resmi|sudah|akan|mau|dipindah\w*|dimutasi\w*|diangkat|dilantik"
    r"|got|has|was|is|moved|moves|changed|promoted|promotion)\b",
    re.IGNORECASE,
)
"""A few words that say that something changed, and not what they are now."""


def told_in(note: str | None) -> str | None:
    """What was talked about, or what they are about to do: "program remaja", "sedang cari dokter pengganti"."""
    return _piece(_STATE, note) or _piece(_TOPIC, note)


def request_in(note: str | None) -> str | None:
    """What we asked for: "ruang rapat"."""
    return _piece(_REQUEST, note)


def help_in(request: str | None) -> str | None:
    """What they gave us, where we asked for it: "ruang rapat" of "pinjam ruang rapat"."""
    return _LENDING.sub("", request) if request else None


def role_in(note: str | None) -> str | None:
    """Somebody's new role; a note of three words or fewer is the role itself, unless it says only that it changed."""
    short = _short(note)
    return _piece(_ROLE, note) or (None if short and _NO_ROLE.match(short) else short)


def award_in(note: str | None) -> str | None:
    """What they were given; a note of a few words is the award itself."""
    return _piece(_AWARD, note) or _short(note)


def relation_in(note: str | None, language: str) -> str | None:
    """Who died, as the language says it to the one who mourns; None where the note names nobody, or several."""
    found = {said["id"]: said for pattern, said in _KIN.items() if note and pattern.search(note)}
    if "mertua" in found:
        found = {"mertua": found["mertua"]}
    return next(iter(found.values())).get(language) if len(found) == 1 else None


def _piece(pattern: re.Pattern[str], note: str | None) -> str | None:
    found = pattern.search(note) if note else None
    said = found["said"].strip() if found else ""
    return said if 2 < len(said) <= MOST else None


def _short(note: str | None) -> str | None:
    return note.strip() if note and len(note.split()) <= 3 and len(note) <= MOST else None
