"""Lengths as Telegram counts them, and what it finds in a text by itself: commands, mentions, addresses.

Telegram counts offsets and lengths in UTF-16 code units (Bot API, MessageEntity).
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any

Json = dict[str, Any]

_FOUND = re.compile(
    r"(?P<url>https?://[^\s<>\"]+[^\s<>\".,;:!?)\]'])"
    r"|(?P<email>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)"
    r"|(?P<domain>(?<![\w@./])(?:[\w-]+\.)+(?:com|org|net|id|io|me|dev)(?:/[^\s<>\"]*[^\s<>\".,;:!?)\]'])?(?![\w@.]))"
    r"|(?P<bot_command>(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/<>@]))"
    r"|(?P<mention>(?<![\w@])@[A-Za-z0-9_]{4,32}(?!\w))"
    r"|(?P<hashtag>(?<![\w#&])#\w*[^\W\d]\w*)"
)
# The one character that each kind of address needs: without any of them there is nothing to look for.
_HINTS = frozenset("/@.#")
# Telegram looks for addresses nowhere inside these.
_OPAQUE = frozenset({"code", "pre", "text_link", "text_mention", "custom_emoji"})


def utf16_len(text: str) -> int:
    """The length of a text in UTF-16 code units."""
    if text.isascii():
        return len(text)
    return len(text) + sum(1 for character in text if character > "\uffff")


def detect_entities(text: str, given: Iterable[Json] = ()) -> list[Json]:
    """All entities of a text: those `given` by its markup, and the addresses that Telegram finds beside them.

    Sorted by offset, the longer first, as the Bot API returns them.
    """
    entities = list(given)
    if _HINTS.isdisjoint(text):
        return entities
    opaque = [(e["offset"], e["offset"] + e["length"]) for e in entities if e["type"] in _OPAQUE]
    found = [e for e in _addresses(text) if not _overlaps(e, opaque)]
    if not found:
        return entities
    return sorted([*entities, *found], key=lambda e: (e["offset"], -e["length"]))


def _addresses(text: str) -> Iterator[Json]:
    for match in _FOUND.finditer(text):
        kind = "url" if match.lastgroup == "domain" else match.lastgroup
        yield {"type": kind, "offset": utf16_len(text[: match.start()]), "length": utf16_len(match.group())}


def _overlaps(entity: Json, ranges: list[tuple[int, int]]) -> bool:
    start, end = entity["offset"], entity["offset"] + entity["length"]
    return any(start < other_end and other_start < end for other_start, other_end in ranges)
