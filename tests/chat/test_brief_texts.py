"""The brief in words: exactly as it is meant, and without a hole for whatever there is to say."""

import re
from dataclasses import replace
from typing import Any

import pytest

from bot.chat.brief_lines import line, plain_line
from bot.chat.brief_texts import brief_keys, brief_text, list_text
from bot.chat.html import TEXT_UNITS, units
from bot.domain.words import EventKind, OccasionKind, ReminderKind, Stage
from tests.chat.brief_facts import TODAY, brief, item, reader

LANGUAGES = ["id", "en"]
RATNA = item(
    ReminderKind.CONGRATULATION,
    partner="Yayasan Pelita Nusantara",
    person="Bu Ratna Wulandari",
    occasion=OccasionKind.BIRTHDAY,
)
CLINIC = item(ReminderKind.CHECK_IN, reminder_id=2, days_since=34)
OFFICE = item(ReminderKind.RENEWAL, 7, reminder_id=3, partner="Dinas Kesehatan Kota Cimahi")
DEWI = replace(RATNA, person="dr. Dewi Anggraini", partner="Klinik Sehat Bersama", reminder_id=4, reminder_ids=(4,))
AHEAD = replace(DEWI, due_on=TODAY.replace(day=30), stage=Stage.PREPARE)


def test_an_indonesian_brief_reads_as_it_is_meant() -> None:
    t, f = reader("id")
    text = brief_text(t, f, brief(RATNA, CLINIC, OFFICE, AHEAD, older=4), "Rina", 7)
    assert text == (
        "<b>Selamat pagi, Rina. Ada tiga hal untuk Senin, 23 November.</b>\n"
        "\n"
        "1. 🎂 <b>Bu Ratna Wulandari</b> (Yayasan Pelita Nusantara) berulang tahun hari ini\n"
        "2. 👋 <b>Klinik Sehat Bersama</b>: interaksi terakhir 34 hari lalu\n"
        "3. 📄 Perjanjian dengan <b>Dinas Kesehatan Kota Cimahi</b> berakhir 30 November\n"
        "\n"
        "Segera: dr. Dewi Anggraini (Klinik Sehat Bersama) berulang tahun Senin, 30 November.\n"
        "Empat pengingat lama masih menunggu."
    )


def test_an_english_brief_reads_as_it_is_meant() -> None:
    t, f = reader("en")
    liem = replace(RATNA, person="Ibu Liem Mei Hwa", partner="PT Surya Medika Utama")
    radio = item(ReminderKind.UPDATE, partner="Radio Suara Kota", days_since=124)
    assert brief_text(t, f, brief(liem, radio), "Agus", 7) == (
        "<b>Good morning, Agus. Two things for Monday, 23 November.</b>\n"
        "\n"
        "1. 🎂 It is <b>Ibu Liem Mei Hwa</b>’s birthday today (PT Surya Medika Utama)\n"
        "2. 📰 <b>Radio Suara Kota</b>: no news from us for four months"
    )


def test_one_thing_is_one_thing_and_the_greeting_follows_the_hour() -> None:
    t, f = reader("en")
    assert "Good evening, Rina. One thing for Monday" in brief_text(t, f, brief(CLINIC, older=1), "Rina", 19)
    assert "One older reminder is still waiting." in brief_text(t, f, brief(CLINIC, older=1), "Rina", 19)


def test_numbers_come_in_even_rows_then_what_to_prepare_and_what_is_older() -> None:
    t, _ = reader("id")
    items = [replace(CLINIC, reminder_id=n, reminder_ids=(n,)) for n in range(1, 7)]
    keys = brief_keys(t, brief(*items, AHEAD, older=2))
    assert keys is not None
    labels = [[key.text for key in row] for row in keys.inline_keyboard]
    assert labels == [["1", "2", "3"], ["4", "5", "6"], ["Siapkan ucapan"], ["Pengingat lama"]]


def test_more_than_eight_things_are_counted_and_open_as_a_list() -> None:
    t, f = reader("en")
    items = [replace(CLINIC, reminder_id=n, reminder_ids=(n,)) for n in range(1, 12)]
    text = brief_text(t, f, brief(*items), "Rina", 7)
    keys = brief_keys(t, brief(*items))
    assert "11 things for" in text
    assert text.endswith("… and 3 more")
    assert keys is not None
    assert [key.text for key in keys.inline_keyboard[-1]] == ["Older reminders"]


def test_more_to_prepare_than_fits_is_counted() -> None:
    t, f = reader("id")
    text = brief_text(t, f, brief(*[AHEAD] * 5), "Rina", 7)
    assert "Tidak ada hal baru untuk Senin, 23 November." in text
    assert text.count("Segera:") == 3
    assert text.endswith("Masih ada 2 ucapan lain yang bisa disiapkan.")


def test_a_name_of_markup_and_emoji_and_a_very_long_one_do_no_harm() -> None:
    t, f = reader("id")
    long = "Yayasan 🌿" * 60
    items = [replace(RATNA, person="<b>&\"' 👩🏽‍⚕️", partner=long)] * 8
    text = brief_text(t, f, brief(*items, older=1), "Rina & <i>", 7)
    assert "&lt;b&gt;&amp;" in text
    assert "Rina &amp; &lt;i&gt;" in text
    assert units(text) <= TEXT_UNITS


def test_what_is_late_and_whose_it_is_stand_behind_the_line() -> None:
    late = item(ReminderKind.PROMISE, -3, text="kirim daftar", stage=Stage.MANAGERS, owner="Rina")
    t, f = reader("id")
    assert line(t, f, late, TODAY).endswith("paling lambat Jumat, 20 November · dipegang Rina · terlambat 3 hari")
    t, f = reader("en")
    assert line(t, f, late, TODAY).endswith("by Friday, 20 November · with Rina · 3 days late")


def test_a_rhythm_is_late_when_it_was_flagged_not_while_it_waited_its_turn() -> None:
    t, f = reader("en")
    over = item(ReminderKind.CHECK_IN, -4, days_since=34)
    assert line(t, f, over, TODAY) == "👋 <b>Klinik Sehat Bersama</b>: last contact 34 days ago"
    assert line(t, f, replace(over, stage=Stage.FLAGGED), TODAY).endswith("4 days late")


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("id", "🎂 <b>Bu Ratna Wulandari</b> (Yayasan Pelita Nusantara) berulang tahun kemarin · ucapan menyusul"),
        ("en", "🎂 It was <b>Bu Ratna Wulandari</b>’s birthday yesterday (Yayasan Pelita Nusantara) · belated"),
    ],
)
def test_a_birthday_that_passed_is_belated(language: str, said: str) -> None:
    t, f = reader(language)
    assert line(t, f, replace(RATNA, due_on=TODAY.replace(day=22), days_over=1), TODAY) == said


def test_a_feast_is_one_line_and_its_greeting_days_are_not_belated() -> None:
    t, f = reader("id")
    feast = item(ReminderKind.CONGRATULATION, -1, feast="idulfitri", reminder_ids=tuple(range(43)))
    assert line(t, f, feast, TODAY) == "🎊 <b>Idulfitri</b>: 43 orang"
    ahead = replace(feast, due_on=TODAY.replace(day=30), stage=Stage.PREPARE, tentative=True)
    assert plain_line(t, f, ahead, TODAY) == "Idulfitri Senin, 30 November: 43 orang (tanggalnya masih perkiraan)"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ReminderKind)
@pytest.mark.parametrize("due_in", [-40, 0, 7])
def test_every_kind_on_every_day_is_a_whole_line(language: str, kind: ReminderKind, due_in: int) -> None:
    t, f = reader(language)
    subjects: list[dict[str, Any]] = [
        {},
        *({"occasion": occasion, "age": age} for occasion in OccasionKind for age in (None, 40)),
        *({"event": event, "text": text} for event in EventKind for text in (None, "kabar <baik>")),
        *({"feast": feast, "reminder_ids": ids} for feast in ("natal", "own feast") for ids in ((1,), (1, 2))),
        {"occasion": OccasionKind.OWN, "title": "Hari Guru & Murid"},
        {"text": "kirim daftar"},
    ]
    for person in (None, "Bu Ratna"):
        for days_since in (None, 59):
            for facts in subjects:
                one = item(kind, due_in, person=person, days_since=days_since, **facts)
                _assert_whole(line(t, f, one, TODAY))
                _assert_whole(plain_line(t, f, one, TODAY))


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_to_do_is_said_kindly(language: str) -> None:
    t, f = reader(language)
    kind = {"id": "Tidak ada yang menunggu. Selamat beraktivitas!", "en": "Nothing is waiting for you. Enjoy the day!"}
    assert list_text(t, f, [], brief(), 0) == kind[language]


def _assert_whole(text: str) -> None:
    assert not re.search(r"None|\{|\}|  | ,|\(\)|: *$|<b></b>", text), text
    assert text.count("<b>") == text.count("</b>")
    assert re.sub(r"</?b>", "", text).strip()
