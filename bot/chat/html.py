"""HTML for Telegram: every name is escaped, and nothing is longer than it takes."""

import re
from html import escape

TEXT_UNITS = 4096
"""How long a message may be, in UTF-16 units after its entities are read (Bot API, sendMessage)."""

_WHOLE = re.compile(r"<[^<>]*>|&\w+;|.", re.DOTALL)
"""A tag, an entity, or a character: what may not be cut."""


def esc(text: str) -> str:
    """Somebody's words or a name, safe inside HTML parse mode."""
    return escape(text, quote=False)


def bold(text: str) -> str:
    """An escaped name, standing out."""
    return f"<b>{esc(text)}</b>"


def units(text: str) -> int:
    """The length of a text as Telegram counts it: in UTF-16 code units."""
    return len(text.encode("utf-16-le")) // 2


def shortened(text: str, most: int) -> str:
    """The text, cut to at most so many UTF-16 units with an ellipsis, never inside a character."""
    if units(text) <= most:
        return text
    kept = text.encode("utf-16-le")[: (most - 1) * 2].decode("utf-16-le", errors="ignore")
    return kept.rstrip() + "…"


def split(text: str, most: int = TEXT_UNITS) -> list[str]:
    """A text in parts that fit a message each, parted at line ends outside of any tag wherever there is one.

    Without one it is parted between two characters; tags that are open there are closed and opened anew.
    """
    if units(text) <= most:
        return [text]
    parts: list[str] = []
    part = _Part()
    for whole in _WHOLE.findall(text):
        after = part.opened_by(whole)
        while part.says and part.length + units(whole + _closing(after)) > most:
            parts.append(part.cut())
        part.take(whole, after)
    return [one for one in (*parts, part.text) if one.strip()] or [text[:1]]


class _Part:
    """What the next part holds so far."""

    def __init__(self) -> None:
        self.text = ""
        self.length = 0
        self.opened: tuple[str, ...] = ()
        self.end = 0
        """Where its last line outside of any tag ends; 0 for nowhere."""

    @property
    def says(self) -> bool:
        """Whether it holds more than tags that were opened anew."""
        return self.text != "".join(self.opened)

    def opened_by(self, whole: str) -> tuple[str, ...]:
        """The tags that are open after this one, or after this character."""
        if len(whole) == 1 or not whole.startswith("<"):
            return self.opened
        return self.opened[:-1] if whole.startswith("</") else (*self.opened, whole)

    def take(self, whole: str, after: tuple[str, ...]) -> None:
        """Goes on."""
        if whole == "\n" and not after:
            self.end = len(self.text)
        self.text += whole
        self.length += units(whole)
        self.opened = after

    def cut(self) -> str:
        """Gives what makes a message, and keeps the rest."""
        if self.end:
            whole, self.text = self.text[: self.end], self.text[self.end + 1 :]
        else:
            whole, self.text = self.text + _closing(self.opened), "".join(self.opened)
        self.end, self.length = 0, units(self.text)
        return whole


def _closing(opened: tuple[str, ...]) -> str:
    return "".join(f"</{re.split(r'[ >]', tag[1:])[0]}>" for tag in reversed(opened))
