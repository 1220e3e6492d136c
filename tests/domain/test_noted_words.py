"""What a note tells that can be said to the one it is about."""

import pytest

from bot.domain.noted_words import award_in, help_in, relation_in, request_in, role_in, told_in


@pytest.mark.parametrize(
    ("note", "told"),
    [
        ("sedang cari dokter pengganti", "sedang cari dokter pengganti"),
        ("tadi ngopi sama Bu Ratna bahas program remaja", "program remaja"),
        ("telepon, ngobrol soal gedung baru, orangnya ramah", "gedung baru"),
        ("Katanya mau buka cabang di Bogor. Perlu dibantu", "mau buka cabang di Bogor"),
        ("called, talked about the new clinic.", "the new clinic"),
        ("kabarnya baik", None),
        ("bahas kita", None),
        ("soal " + "panjang sekali " * 10, None),
        ("", None),
        (None, None),
    ],
)
def test_what_was_talked_about(note: str | None, told: str | None) -> None:
    assert told_in(note) == told


def test_what_we_asked_for() -> None:
    assert request_in("minta tolong pinjam ruang rapat, hari Kamis") == "pinjam ruang rapat"
    assert request_in("asked for the meeting room") == "the meeting room"
    assert request_in("telepon saja") is None
    assert help_in("pinjam ruang rapat") == "ruang rapat"
    assert help_in(None) is None


def test_a_role_and_an_award() -> None:
    assert role_in("jadi direktur RS Harapan Ibu") == "direktur RS Harapan Ibu"
    assert role_in("Kepala Dinas") == "Kepala Dinas"
    assert role_in("belum jelas apa yang baru di sana") is None
    assert role_in("naik jabatan") is None
    assert role_in("pindah ke Surabaya") is None
    assert award_in("dapat Penghargaan Kalpataru, di istana") == "Penghargaan Kalpataru"


@pytest.mark.parametrize(
    ("note", "language", "said"),
    [
        ("ayahnya meninggal semalam", "id", "ayahanda"),
        ("ayahnya meninggal semalam", "en", "father"),
        ("Her mother died on Sunday", "id", "ibunda"),
        ("ibu mertua wafat", "id", "mertua"),
        ("ayah dan ibunya meninggal", "id", None),
        ("Pak Budi wafat", "id", None),
        ("Ibu Dewi sedang berduka", "id", None),
        ("Ibu sedang berduka", "id", None),
        ("kehilangan ibu", "id", "ibunda"),
        ("Ibu meninggal Senin", "id", "ibunda"),
        ("Bapak Made kehilangan istrinya", "id", "istri"),
        ("Pak Anak Agung berduka", "id", None),
        ("suami Bu Ratna meninggal", "id", "suami"),
        ("anak buahnya meninggal", "id", None),
        ("Ibunya Dewi wafat", "id", "ibunda"),
        (None, "id", None),
    ],
)
def test_who_died_as_it_is_said_to_the_mourner(note: str | None, language: str, said: str | None) -> None:
    assert relation_in(note, language) == said
