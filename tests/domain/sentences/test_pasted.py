"""Text pasted from WhatsApp is read as messages, whichever app copied it."""

from datetime import date

import pytest

from bot.domain.sentences.pasted import pasted_messages, spoken

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    "line",
    [
        "[23/11 09.15] Bu Ratna: Pagi, boleh minta daftar pelatihan?",
        "[23/11/26 09.15.30] Bu Ratna: Pagi, boleh minta daftar pelatihan?",
        "[09.15, 23/11/2026] Bu Ratna: Pagi, boleh minta daftar pelatihan?",
        "23/11/26 09.15 - Bu Ratna: Pagi, boleh minta daftar pelatihan?",
        "[11/23/26, 9:15:30\u202fAM] ~ Bu Ratna: Pagi, boleh minta daftar pelatihan?",
        "\u200e[23/11, 9:15 am] Bu Ratna: Pagi, boleh minta daftar pelatihan?",
    ],
)
def test_message_is_read_as_any_app_copies_it(line: str) -> None:
    (message,) = pasted_messages(line, TODAY)
    assert (message.on, message.sender) == (TODAY, "Bu Ratna")
    assert message.text == "Pagi, boleh minta daftar pelatihan?"


def test_page_keeps_its_messages_apart_and_their_lines_together() -> None:
    page = (
        "[20/11 09.15] Bu Ratna: Pagi\nada kabar?\n[21/11 10.00] Rina: Ada, Bu\n"
        "[21/11 10.01] Bu Ratna: <Media tidak disertakan>"
    )
    messages = pasted_messages(page, TODAY)
    assert [(one.on.day, one.sender, one.text) for one in messages[:2]] == [
        (20, "Bu Ratna", "Pagi\nada kabar?"),
        (21, "Rina", "Ada, Bu"),
    ]
    assert spoken(messages) == "Pagi\nada kabar? Ada, Bu"


def test_day_without_a_year_is_the_newest_one_past() -> None:
    assert pasted_messages("[24/12 09.15] Bu Ratna: Selamat Natal", TODAY)[0].on == date(2025, 12, 24)


@pytest.mark.parametrize(
    "text", ["", "kemarin telepon Bu Ratna: minta data", "[catatan] Bu Ratna: halo", "[40/13 09.15] Bu Ratna: halo"]
)
def test_other_text_is_no_paste(text: str) -> None:
    assert pasted_messages(text, TODAY) == ()
