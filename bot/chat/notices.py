"""How notices become messages: each room says how its kinds read."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from telegram import InlineKeyboardMarkup

from bot.chat.house import House
from bot.domain.notices import Notice
from bot.domain.staff import Staff
from bot.domain.words import NoticeKind
from bot.i18n.formats import Formats
from bot.i18n.translator import Translator


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A message to send: HTML of at most 4,096 characters, its keys, and a file with its name, or a picture."""

    text: str
    keyboard: InlineKeyboardMarkup | None = None
    document: tuple[str, bytes] | None = None
    photo: bytes | None = None


Renderer = Callable[[House, Notice, Staff | None, Translator, Formats], Awaitable[Outgoing | None]]
"""Gives the message in the reader's language, or None when what it was to tell does not hold any more."""

_RENDERERS: dict[NoticeKind, Renderer] = {}


def renders(kind: NoticeKind) -> Callable[[Renderer], Renderer]:
    """Makes a function the renderer of a kind of notice."""

    def made(renderer: Renderer) -> Renderer:
        if kind in _RENDERERS:
            raise ValueError(f"{kind} has a renderer already")
        _RENDERERS[kind] = renderer
        return renderer

    return made


def renderer_of(kind: NoticeKind) -> Renderer:
    """The renderer of a kind; ``KeyError`` where no room has one."""
    return _RENDERERS[kind]


def rendered_kinds() -> frozenset[NoticeKind]:
    """The kinds that some room renders."""
    return frozenset(_RENDERERS)
