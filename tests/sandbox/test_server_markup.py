"""Telegram's HTML, and lengths in UTF-16."""

import html
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox.entities import detect_entities, utf16_len
from bot.sandbox.markup import MarkupError, parse_html

TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=60)


@given(TEXTS)
def test_an_escaped_text_comes_through_unchanged(text: str) -> None:
    assert parse_html(html.escape(text)) == (text, [])


@given(TEXTS, TEXTS.filter(bool), TEXTS)
def test_an_entity_covers_what_its_tag_holds_in_utf16(before: str, inside: str, after: str) -> None:
    text, (entity,) = parse_html(f"{html.escape(before)}<b>{html.escape(inside)}</b>{html.escape(after)}")
    units = text.encode("utf-16-le")
    start, end = 2 * entity["offset"], 2 * (entity["offset"] + entity["length"])
    assert units[start:end].decode("utf-16-le") == inside


@given(TEXTS)
def test_lengths_are_those_of_utf16(text: str) -> None:
    assert utf16_len(text) == len(text.encode("utf-16-le")) // 2


@pytest.mark.parametrize(
    ("source", "kinds"),
    [
        ("<b>a</b><strong>a</strong>", ["bold", "bold"]),
        ("<i>a</i><em>a</em>", ["italic", "italic"]),
        ("<u>a</u><ins>a</ins>", ["underline", "underline"]),
        ("<s>a</s><strike>a</strike><del>a</del>", ["strikethrough"] * 3),
        ("<tg-spoiler>a</tg-spoiler><span class='tg-spoiler'>a</span>", ["spoiler", "spoiler"]),
        ("<blockquote>a</blockquote><blockquote expandable>a</blockquote>", ["blockquote", "expandable_blockquote"]),
        ("<code>a</code><pre>a</pre>", ["code", "pre"]),
        ("<b>a<i>b</i></b><u>c</u>", ["bold", "italic", "underline"]),
        ("<B>a</B >", ["bold"]),
        ("<b></b>", []),
        ('<a href="javascript:alert(1)">a</a>', []),
    ],
)
def test_every_tag_gives_its_entity(source: str, kinds: list[str]) -> None:
    assert [entity["type"] for entity in parse_html(source)[1]] == kinds


def test_attributes_are_kept() -> None:
    text, entities = parse_html(
        '<a href="https://a.id/?x=1&amp;y=2">tautan</a>'
        '<pre><code class="language-python">x</code></pre>'
        '<tg-emoji emoji-id="5368324170671202286">👍</tg-emoji>'
    )
    assert text == "tautanx👍"
    assert entities == [
        {"type": "text_link", "offset": 0, "length": 6, "url": "https://a.id/?x=1&y=2"},
        {"type": "pre", "offset": 6, "length": 1, "language": "python"},
        {"type": "custom_emoji", "offset": 7, "length": 2, "custom_emoji_id": "5368324170671202286"},
    ]


def test_numeric_references_are_characters() -> None:
    assert parse_html("&#128512;&#x1F600;&quot;")[0] == '😀😀"'


@pytest.mark.parametrize(
    ("source", "error"),
    [
        ("<b>Surya", 'Can\'t find end tag corresponding to start tag "b"'),
        ("ñ <x>a</x>", 'Unsupported start tag "x" at byte offset 3'),
        ("PT < CV", 'Unsupported start tag "" at byte offset 3'),
        ("a</b>", "Unexpected end tag at byte offset 1"),
        ("<b><i>a</b></i>", 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'),
        ("<b", 'Unclosed start tag "b" at byte offset 0'),
        ("<b>a</b", "Unclosed end tag at byte offset 4"),
        ("<span>a</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("Q&A", 'Unescaped character "&" at byte offset 1'),
        ("a > b", 'Unescaped character ">" at byte offset 2'),
        ("a&nbsp;b", 'Unsupported HTML entity "&nbsp;" at byte offset 1'),
        ("&#0;", 'Unsupported HTML entity "&#0;" at byte offset 0'),
        ("<blockquote><blockquote>a</blockquote></blockquote>", "Nested blockquotes are not allowed at byte offset 12"),
    ],
)
def test_what_is_not_telegrams_html_is_refused(source: str, error: str) -> None:
    with pytest.raises(MarkupError) as caught:
        parse_html(source)
    assert str(caught.value) == error


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("/start abc", [("bot_command", "/start")]),
        ("😀 /find@rawat_bot x", [("bot_command", "/find@rawat_bot")]),
        ("dan/atau 1/2 a//b", []),
        ("tanya @saridewi, ya", [("mention", "@saridewi")]),
        ("https://a.id/b?c=1. Lalu surya.co.id", [("url", "https://a.id/b?c=1"), ("url", "surya.co.id")]),
        ("surel: budi@surya.co.id", [("email", "budi@surya.co.id")]),
        ("#mitra #1", [("hashtag", "#mitra")]),
    ],
)
def test_addresses_are_found_in_a_text(text: str, found: list[tuple[str, str]]) -> None:
    assert [(e["type"], _covered(text, e)) for e in detect_entities(text)] == found


def test_no_address_is_found_in_code() -> None:
    text, entities = parse_html("<code>/find</code> /log")
    assert [_covered(text, e) for e in detect_entities(text, entities)] == ["/find", "/log"]
    assert [e["type"] for e in detect_entities(text, entities)] == ["code", "bot_command"]


def _covered(text: str, entity: dict[str, Any]) -> str:
    units = text.encode("utf-16-le")
    return units[2 * entity["offset"] : 2 * (entity["offset"] + entity["length"])].decode("utf-16-le")
