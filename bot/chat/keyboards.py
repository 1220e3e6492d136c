"""Keyboards: rows of buttons under a message."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from telegram import CopyTextButton, InlineKeyboardButton, InlineKeyboardMarkup

from bot.chat.buttons import encode
from bot.chat.html import shortened

LABEL_UNITS = 60
"""A longer label is cut by the apps themselves, in the middle of a word."""

HALF_UNITS = 20
"""What a phone shows on half its width; Telegram cuts a longer label, it does not break it."""


@dataclass(frozen=True, slots=True)
class Key:
    """A label and the button that a press of it carries."""

    label: str
    press: Any


@dataclass(frozen=True, slots=True)
class Link:
    """A label that opens an address."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Copy:
    """A label that copies a text of at most 256 characters."""

    label: str
    text: str


AnyKey = Key | Link | Copy
K = TypeVar("K", Key, Link, Copy)


def keyboard(rows: Iterable[Sequence[AnyKey]]) -> InlineKeyboardMarkup | None:
    """The keyboard of these rows; None where there is no key at all."""
    made = [[_made(key) for key in row] for row in rows if row]
    return InlineKeyboardMarkup(made) if made else None


def in_rows(keys: Sequence[K], width: int) -> list[list[K]]:
    """The keys in rows of at most *width*."""
    return [list(keys)[start : start + width] for start in range(0, len(keys), width)]


def in_even_rows(keys: Sequence[K], width: int = 5) -> list[list[K]]:
    """The keys in as few rows as *width* allows, each about as long: nothing stands alone below a full row."""
    rows = -(-len(keys) // width)
    return in_rows(keys, -(-len(keys) // rows)) if rows else []


def in_fitting_rows(keys: Sequence[K]) -> list[list[K]]:
    """Two in a row where both can be read there on a phone; a longer label has a row of its own."""
    rows: list[list[K]] = []
    for key in keys:
        with_others = rows and len(rows[-1]) == 1 and len(rows[-1][0].label) <= HALF_UNITS
        if with_others and len(key.label) <= HALF_UNITS:
            rows[-1].append(key)
        else:
            rows.append([key])
    return rows


def _made(key: AnyKey) -> InlineKeyboardButton:
    label = shortened(key.label, LABEL_UNITS)
    if isinstance(key, Key):
        return InlineKeyboardButton(label, callback_data=encode(key.press))
    if isinstance(key, Link):
        return InlineKeyboardButton(label, url=key.url)
    return InlineKeyboardButton(label, copy_text=CopyTextButton(key.text))
