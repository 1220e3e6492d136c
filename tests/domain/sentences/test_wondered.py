"""What a question or an order is about, by its words."""

import pytest

from bot.domain.sentences.wondered import Topic, asked_about


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("siapa yang ulang tahun minggu ini?", Topic.DAYS),
        ("who has a birthday this month", Topic.DAYS),
        ("kapan idul fitri 2027", Topic.DAYS),
        ("mitra mana yang belum dihubungi?", Topic.FORGOTTEN),
        ("who hasn't been contacted this month", Topic.FORGOTTEN),
        ("boleh minta ke siapa ya?", Topic.MAY_ASK),
        ("gimana cara hapus mitra", Topic.HOW_TO),
        ("buatin rekap minggu ini dong", Topic.SUMMARY),
        ("hapus log terakhir", Topic.UNDO),
        ("ingatkan saya besok", Topic.REMIND),
        ("hari ini siapa yang harus dihubungi", Topic.TODAY),
        ("list mitra di Surabaya", Topic.PARTNERS),
        ("tambah mitra baru", Topic.ADDING),
        ("apa warna langit", None),
    ],
)
def test_a_question_that_names_nobody(text: str, topic: Topic | None) -> None:
    assert asked_about(text, named=False) is topic


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("kapan terakhir hubungi Klinik Sehat?", Topic.LAST_CONTACT),
        ("sudah telepon Bu Rina belum?", Topic.LAST_CONTACT),
        ("has anyone spoken to Daniel lately?", Topic.LAST_CONTACT),
        ("kapan ulang tahun Bu Ratna?", Topic.DAYS),
        ("Bu Ratna ultahnya kapan", Topic.DAYS),
        ("nomor HP Bu Ratna berapa?", Topic.REACHING),
        ("boleh minta bantuan ke Klinik Sehat?", Topic.MAY_ASK),
        ("siapa penanggung jawab Klinik Sehat", Topic.OWNER),
        ("what did we promise Ingrid", Topic.PROMISES),
        ("data Koh Budi salah", Topic.MENDING),
    ],
)
def test_a_question_about_somebody(text: str, topic: Topic) -> None:
    assert asked_about(text, named=True) is topic
