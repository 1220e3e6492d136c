import pytest

from bot.i18n.greetings import greeting
from bot.i18n.translator import translator_for


@pytest.mark.parametrize(
    ("hour", "indonesian", "english"),
    [
        (0, "Selamat malam", "Good evening"),
        (4, "Selamat pagi", "Good morning"),
        (7, "Selamat pagi", "Good morning"),
        (11, "Selamat siang", "Good morning"),
        (12, "Selamat siang", "Good afternoon"),
        (15, "Selamat sore", "Good afternoon"),
        (18, "Selamat malam", "Good evening"),
        (23, "Selamat malam", "Good evening"),
    ],
)
def test_greeting_follows_the_hour(hour: int, indonesian: str, english: str) -> None:
    assert (greeting(translator_for("id"), hour), greeting(translator_for("en"), hour)) == (indonesian, english)
