"""Typed, versioned buttons: what a press carries, in at most 64 bytes, readable after a restart and on any replica.

A button is a frozen dataclass of integers, short strings, booleans, days and words. Its wire form is
``<version><code>:<field>:<field>``; a code never changes its meaning, and the version rises when its fields do.
"""

from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import date
from enum import Enum
from functools import cache
from typing import Any, TypeVar, Union, cast, dataclass_transform, get_args, get_origin, get_type_hints

VERSION = "1"
MOST_BYTES = 64

B = TypeVar("B")
_KINDS: dict[str, type[Any]] = {}
_CODES: dict[type[Any], str] = {}


class OldButton(Exception):
    """A press of a button that an older version made, or that nobody made."""


class ButtonTooLong(ValueError):
    """A button whose wire form does not fit Telegram's 64 bytes."""


@dataclass_transform(frozen_default=True)
def button(code: str) -> Callable[[type[B]], type[B]]:
    """Makes a class a button with this code, two or three letters, unlike all others."""

    def made(kind: type[B]) -> type[B]:
        if code in _KINDS or not code.isalpha():
            raise ValueError(f"the button code {code!r} is taken, or no word")
        frozen = cast("type[B]", dataclass(frozen=True)(kind))
        _KINDS[code] = frozen
        _CODES[frozen] = code
        return frozen

    return made


def encode(pressed: Any) -> str:
    """The button as ``callback_data``."""
    parts = [_written(getattr(pressed, field.name)) for field in fields(pressed)]
    wire = ":".join([VERSION + _CODES[type(pressed)], *parts])
    if len(wire.encode()) > MOST_BYTES:
        raise ButtonTooLong(_CODES[type(pressed)])
    return wire


def decode(wire: str) -> Any:
    """The button that was pressed; ``OldButton`` for what this version does not know."""
    head, *parts = wire.split(":")
    kind = _KINDS.get(head[1:])
    if kind is None or head[:1] != VERSION:
        raise OldButton
    readers = _readers(cast("Any", kind))
    if len(parts) != len(readers):
        raise OldButton
    try:
        return kind(*(read(part) for read, part in zip(readers, parts, strict=True)))
    except ValueError as error:
        raise OldButton from error


def _written(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, date):
        return value.strftime("%Y%m%d")
    text = str(value)
    if ":" in text:
        raise ValueError("a button's text may hold no colon")
    return text


@cache
def _readers(kind: type[Any]) -> tuple[Callable[[str], Any], ...]:
    hints = get_type_hints(kind)
    return tuple(_reader(hints[field.name]) for field in fields(kind))


def _reader(hint: Any) -> Callable[[str], Any]:
    if get_origin(hint) is not None and type(None) in get_args(hint):
        inner = _reader(Union[tuple(kind for kind in get_args(hint) if kind is not type(None))])  # noqa: UP007
        return lambda part: inner(part) if part else None
    if hint is bool:
        return lambda part: {"1": True, "0": False}[part] if part in ("0", "1") else _refuse()
    if hint is date:
        return lambda part: date(int(part[:4]), int(part[4:6]), int(part[6:8]))
    return cast("Callable[[str], Any]", hint)


def _refuse() -> bool:
    raise ValueError
