"""What a text that logs nothing is about, so that it can be led to where the answer is."""

import unicodedata
from enum import StrEnum

from bot.domain.search.wordlists import listed
from bot.domain.sentences.tokens import words_in


class Topic(StrEnum):
    """What somebody asks about, or wants done."""

    HOW_TO = "how_to"
    REMIND = "remind"
    UNDO = "undo"
    MAY_ASK = "may_ask"
    MENDING = "mending"
    DAYS = "days"
    REACHING = "reaching"
    PROMISES = "promises"
    OWNER = "owner"
    FORGOTTEN = "forgotten"
    LAST_CONTACT = "last_contact"
    SUMMARY = "summary"
    ADDING = "adding"
    TAKING_OUT = "taking_out"
    TODAY = "today"
    PARTNERS = "partners"


_PHRASES: tuple[tuple[Topic, tuple[str, ...]], ...] = (
    (Topic.HOW_TO, ("gimana cara", "bagaimana cara", "gmn cara", "how do i", "how can i", "how to", "bisa apa")),
    (Topic.REMIND, ("jangan lupa", "jgn lupa", "dont forget")),
    (Topic.MAY_ASK, ("minta lagi", "boleh minta", "bisa minta", "enak minta", "may we ask", "can we ask", "good time")),
    (Topic.DAYS, ("ulang tahun", "hari jadi", "hari penting", "hari besar", "tanggal lahir", "when was born")),
    (Topic.OWNER, ("penanggung jawab", "looks after", "look after", "yang pegang", "yg pegang", "in charge")),
    (Topic.FORGOTTEN, ("perlu dihubungi", "belum dihubungi", "belum pernah dihubungi", "lama tidak dihubungi")),
    (Topic.TODAY, ("hari ini", "harus dihubungi", "to do", "what now")),
)
_WORDS: tuple[tuple[Topic, frozenset[str]], ...] = (
    (Topic.HOW_TO, listed("cara help bantuan")),
    (Topic.REMIND, listed("ingatkan ingetin remind")),
    (Topic.UNDO, listed("hapus batal batalkan undo delete hapusin urungkan")),
    (Topic.MENDING, listed("salah keliru harus seharus ralat koreksi ganti gantiin ubah perbarui edit")),
    (
        Topic.DAYS,
        listed(
            """ultah birthday birthdays bday milad hut lahir agenda acara libur holiday holidays lebaran natal
            idulfitri idul imlek nyepi galungan waisak diwali eid easter christmas anniversary"""
        ),
    ),
    (
        Topic.REACHING,
        listed(
            """nomor nomer no hp hape handphone ponsel alamat kontak email surel hpnya
            number phone address contact telepon telp wa"""
        ),
    ),
    (Topic.PROMISES, listed("janji promise promises promised owe utang hutang")),
    (Topic.OWNER, listed("pj pic pemegang pendamping backup owner owns handle urus ngurus")),
    (Topic.SUMMARY, listed("ringkasan rekap rekapan summary laporan statistik grafik")),
    (Topic.ADDING, listed("tambah tambahkan nambah add")),
    (Topic.TAKING_OUT, listed("export ekspor unduh download excel import impor")),
    (Topic.TODAY, listed("tugas pengingat reminder reminders jadwal")),
    (Topic.PARTNERS, listed("mitra partner partners")),
)
_REACHED = listed(
    """terakhir kapan last lately riwayat history sudah udah sdh belum blm pernah kali ago long since hubungi dihubungi
    dihubungin hubungin dikontak dikabari ketemu ditemui ditelepon telepon kontak contacted met called spoken talked
    anyone kabar news"""
)
_NEGLECTED = listed(
    """belum blm lama jarang lupa terlupa terlupakan tidak perlu forgotten neglected hasnt havent not need long"""
)
_TOUCHED = listed("dihubungi hubungi dihubungin dikontak dikabari disapa ditelepon contacted contact kontak called met")
_FORGOTTEN = listed("terlupakan terlupa terabaikan forgotten neglected")


def in_another_alphabet(text: str) -> bool:
    """Whether a text has letters, and none of them is a Latin one."""
    letters = [letter for letter in text if letter.isalpha()]
    return bool(letters) and not any("LATIN" in unicodedata.name(letter, "") for letter in letters)


def asked_about(text: str, *, named: bool) -> Topic | None:
    """What a question or an order is about, as its words say; *named* tells whether it names somebody who is known."""
    words = [_bare(word.folded) for word in words_in(text)]
    said, all_words = f" {' '.join(words)} ", frozenset(words)
    told = next((topic for topic, phrases in _PHRASES[:3] if any(f" {one} " in said for one in phrases)), None)
    if told is not None:
        return told
    if not named and (all_words & _FORGOTTEN or (all_words & _NEGLECTED and all_words & _TOUCHED)):
        return Topic.FORGOTTEN
    if named and all_words & _REACHED and not all_words & _ASKED_FOR:
        return Topic.LAST_CONTACT
    for topic, phrases in _PHRASES[3:]:
        if any(f" {one} " in said for one in phrases) and not (named and topic is Topic.TODAY):
            return topic
    return next((topic for topic, known in _WORDS if all_words & known), None)


def _bare(word: str) -> str:
    return word.removesuffix("nya") if len(word) > 5 else word


_ASKED_FOR = frozenset().union(
    *(known for topic, known in _WORDS if topic in (Topic.REMIND, Topic.DAYS, Topic.PROMISES, Topic.OWNER)),
    listed("ulang nomor nomer hp alamat number address"),
)
"""What outweighs "kapan" and "sudah"."""
