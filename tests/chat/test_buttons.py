"""Every button there is survives its way through Telegram, and whatever else comes back is an old one."""

import types
from dataclasses import dataclass, fields, replace
from datetime import date
from enum import Enum
from typing import Any, Union, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat import buttons
from bot.chat.buttons import MOST_BYTES, ButtonTooLong, OldButton, button, decode, encode
from bot.chat.keyboards import LABEL_UNITS, Copy, Key, Link, in_even_rows, in_fitting_rows, in_rows, keyboard
from bot.chat.rooms import make_router
from bot.chat.undo import TakeBack

ROUTER = make_router()
KINDS = tuple(kind for kind in buttons._KINDS.values() if kind.__module__.startswith("bot."))
LARGE = 2**31
MOST_STEPS = 9999
"""Steps of one form within its day."""
PAIR = f"{LARGE}-{LARGE}"
"""The longest value that a button carries as text: a partner and a person."""
LONGEST = {
    "direction": ("field", "name", "zone", "language"),
    "abcdef": ("seen", "city"),
    "abcdef01": ("mark", "to"),
    "o": ("part", "side"),
}
"""Texts as long as the longest of their sort: fields of a noun, marks of values and texts, words of a button itself."""


def values(name: str, hint: Any) -> st.SearchStrategy[Any]:
    if get_origin(hint) in (Union, types.UnionType):
        (inner,) = (kind for kind in get_args(hint) if kind is not type(None))
        return st.none() | values(name, inner).filter(lambda value: value != "")
    if hint is bool:
        return st.booleans()
    if hint is int:
        return st.integers(0, MOST_STEPS if name in ("version", "page", "number") else LARGE)
    if hint is date:
        return st.dates(date(1900, 1, 1), date(2200, 1, 1))
    if isinstance(hint, type) and issubclass(hint, Enum):
        return st.sampled_from(hint)
    assert hint is str, f"{name}: a button holds no {hint}"
    longest = len(_longest(name))
    return st.text("abcdefghijklmnopqrstuvwxyz_-0123456789", max_size=longest) | st.just("x" * longest)


def pressed(kind: type[Any]) -> st.SearchStrategy[Any]:
    hints = get_type_hints(kind)
    parts = st.tuples(*(values(field.name, hints[field.name]) for field in fields(kind)))
    return parts.map(lambda made: _shortened(kind, kind(*made)))


@given(st.sampled_from(KINDS).flatmap(pressed))
def test_button_comes_back_as_it_was_sent(sent: Any) -> None:
    wire = encode(sent)
    assert len(wire.encode()) <= MOST_BYTES
    assert decode(wire) == sent


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_largest_button_fits(kind: type[Any]) -> None:
    hints = get_type_hints(kind)
    largest = [_largest(field.name, hints[field.name]) for field in fields(kind)]
    assert len(encode(_shortened(kind, kind(*largest))).encode()) <= MOST_BYTES


def _longest(name: str) -> str:
    return next((text for text, names in LONGEST.items() if name in names), PAIR)


def _shortened(kind: type[Any], pressed: Any) -> Any:
    """A button beside whose value the mark of the one before stands holds a word or an id there, and no pair."""
    names = {field.name for field in fields(kind)}
    return replace(pressed, value=pressed.value[: len("joint_venture")]) if {"seen", "value"} <= names else pressed


def _largest(name: str, hint: Any) -> Any:
    kinds = [kind for kind in get_args(hint) if kind is not type(None)] if get_origin(hint) else [hint]
    if kinds[0] is str:
        return _longest(name)
    if kinds[0] in (bool, int):
        return MOST_STEPS if name in ("version", "page", "number") else LARGE
    return date(2026, 11, 23) if kinds[0] is date else max(kinds[0], key=lambda word: len(str(word.value)))


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_button_is_taken_by_a_room(kind: type[Any]) -> None:
    assert kind in ROUTER.buttons


def changed(wire: str, at: int, piece: str, length: int) -> str:
    return wire[:at] + piece + wire[at + length :]


GARBLED = st.builds(
    changed,
    st.sampled_from(KINDS).flatmap(pressed).map(encode),
    st.integers(0, 20),
    st.text(max_size=8),
    st.integers(0, 8),
)


@given(st.text(max_size=70) | GARBLED)
def test_garbage_is_an_old_button_and_nothing_worse(wire: str) -> None:
    try:
        made = decode(wire)
    except OldButton:
        return
    assert type(made) in buttons._KINDS.values()


@pytest.mark.parametrize(
    "wire", ["", ":", "1", "1ud", "1ud:", "1ud:x", "1ud:1:2", "0ud:1", "2ud:1", "ud:1", "1zzz:1", "1tx:1:2", "1kv:1:2"]
)
def test_button_of_another_version_is_old(wire: str) -> None:
    with pytest.raises(OldButton):
        decode(wire)


def test_wire_form_stays_readable_for_good() -> None:
    assert encode(TakeBack(12)) == "1ud:12"
    assert decode("1ud:12") == TakeBack(12)


def test_code_is_used_once() -> None:
    with pytest.raises(ValueError, match="ud"):
        button("ud")(dataclass(type("Other", (), {})))
    with pytest.raises(ValueError, match="x1"):
        button("x1")(dataclass(type("Other", (), {})))


def test_button_that_does_not_fit_is_found_when_it_is_made() -> None:
    kind = next(kind for kind in KINDS if kind.__name__ == "SetContact")
    with pytest.raises(ButtonTooLong):
        encode(kind(LARGE, 1, "note", "x" * 60))
    with pytest.raises(ValueError, match="colon"):
        encode(kind(1, 1, "note", "a:b"))


def test_keyboard_has_rows_of_keys_links_and_copies() -> None:
    made = keyboard(
        [[Key("Sudah" * 30, TakeBack(1))], [], [Link("Buka", "https://example.org"), Copy("Salin", "teks")]]
    )
    assert made is not None
    (done,), (link, copied) = made.inline_keyboard
    assert len(done.text) == LABEL_UNITS
    assert done.callback_data == "1ud:1"
    assert link.url == "https://example.org"
    assert copied.copy_text is not None
    assert keyboard([[], []]) is None
    assert [len(row) for row in in_rows([Link(str(n), "") for n in range(7)], 3)] == [3, 3, 1]


def test_no_number_stands_alone_and_no_long_label_beside_another() -> None:
    assert [[len(row) for row in in_even_rows([Link(str(one), "") for one in range(n)])] for n in (0, 5, 6, 9)] == [
        [],
        [5],
        [3, 3],
        [5, 4],
    ]
    labels = ["Permintaan · 2", "Masih terbuka · 15", "Mitra kunci terlambat disapa · 2", "Terlewat · 2", "Segera · 4"]
    rows = in_fitting_rows([Link(label, "") for label in labels])
    assert [[one.label for one in row] for row in rows] == [labels[:2], [labels[2]], labels[3:]]
