"""Names are escaped, and nothing is longer than a message takes."""

import re
from html import unescape

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.chat.html import TEXT_UNITS, bold, esc, shortened, split, units

WORDS = st.text(st.characters(codec="utf-8"), max_size=60)
MARKED = st.lists(
    st.one_of(WORDS.map(esc), WORDS.map(bold), WORDS.map(lambda words: f"<i>{bold(words)} {esc(words)}</i>")),
    max_size=8,
).map("".join)
TAG = re.compile(r"<[^<>]*>")


def plain(text: str) -> str:
    """What a reader sees, without the white space at which a text may be parted."""
    return "".join(unescape(TAG.sub("", text)).split())


def test_length_is_counted_as_telegram_counts() -> None:
    assert [units(text) for text in ("", "a", "é", "…", "👩", "👩‍🌾")] == [0, 1, 1, 1, 2, 5]


@given(WORDS)
def test_escaped_words_hold_no_markup_and_say_the_same(words: str) -> None:
    safe = esc(words)
    assert not TAG.search(safe)
    assert "<" not in safe
    assert unescape(safe) == unescape(words.replace("&", "&amp;"))


@given(st.text(max_size=40), st.integers(1, 50))
def test_shortened_text_fits_and_begins_the_same(text: str, most: int) -> None:
    short = shortened(text, most)
    assert units(short) <= most
    assert short == text or text.startswith(short.removesuffix("…"))


TEXTS = st.lists(MARKED, max_size=5).map("\n".join)


@given(TEXTS, st.integers(40, 200))
@settings(max_examples=60, deadline=None)
def test_parts_fit_and_lose_nothing(text: str, most: int) -> None:
    parts = split(text, most)
    assert all(units(part) <= most for part in parts)
    assert "".join(plain(part) for part in parts) == plain(text)


@given(TEXTS, st.integers(40, 200))
@settings(max_examples=60, deadline=None)
def test_every_part_closes_what_it_opens(text: str, most: int) -> None:
    for part in split(text, most):
        opened: list[str] = []
        for tag in TAG.findall(part):
            if tag.startswith("</"):
                assert opened.pop() == tag[2:-1]
            else:
                opened.append(tag[1:-1])
        assert not opened


@given(st.text("ab \n", min_size=1, max_size=300), st.integers(1, 40))
def test_no_part_is_blank(text: str, most: int) -> None:
    parts = split(text, most)
    assert len(parts) == 1 or all(part.strip() for part in parts)


def test_text_that_fits_is_one_part() -> None:
    text = "a\n" * 2047 + "b"
    assert units(text) == 4095
    assert split(text) == [text]
    assert len(split(text + "\nccc")) == 2


def test_limit_below_the_tags_themselves_still_comes_to_an_end() -> None:
    assert "".join(TAG.sub("", part) for part in split("<b><i>" + "x" * 30 + "</i></b>", 5)) == "x" * 30


def test_long_word_in_a_link_is_parted_inside_of_it() -> None:
    first, second = split('<a href="https://example.org">' + "x" * 100 + "</a>", 120)
    assert first.startswith('<a href="https://example.org">x')
    assert first.endswith("x</a>")
    assert second.startswith('<a href="https://example.org">x')
    assert TEXT_UNITS == 4096
