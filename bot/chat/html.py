"""HTML for Telegram: every name is escaped, and nothing is longer than it takes."""

from html import escape

TEXT_UNITS = 4096
"""How long a message may be, in UTF-16 units after its entities are read (Bot API, sendMessage)."""


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
