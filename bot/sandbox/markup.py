"""Telegram's HTML (Bot API, "HTML style"): from a marked text to a plain one and its entities.

In two points stricter than Telegram, which forgives what the documentation forbids: a bare `&` or `>`, and a named
entity other than `&lt;` `&gt;` `&amp;` `&quot;`, are refused. Each is a text that somebody forgot to escape.
"""

import re
from dataclasses import dataclass, field
from typing import Any

from bot.sandbox.entities import utf16_len

Json = dict[str, Any]

_PLAIN_TAGS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "a": "text_link",
    "tg-emoji": "custom_emoji",
}
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_SPECIAL = re.compile(r"[<>&]")
_REFERENCE = re.compile(r"&(?:#(?P<decimal>\d{1,7})|#[xX](?P<hex>[0-9a-fA-F]{1,6})|(?P<name>[A-Za-z]+));")
_START = re.compile(
    r"<(?P<name>[^\s<>/]*)(?P<attributes>(?:\s+[^\s<>=]+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s<>\"']+))?)*)\s*>"
)
_END = re.compile(r"</(?P<name>[^\s<>]*)\s*>")
_ATTRIBUTE = re.compile(
    r"(?P<name>[^\s<>=]+)(?:\s*=\s*(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|(?P<bare>[^\s<>\"']+)))?"
)
_LINK = re.compile(r"(?:https?|tg|tel|mailto|ton):\S+", re.IGNORECASE)


class MarkupError(Exception):
    """A text that cannot be parsed; says why, in Telegram's words."""


@dataclass(slots=True)
class _Open:
    tag: str
    offset: int
    attributes: dict[str, str]


@dataclass(slots=True)
class _Parser:
    source: str
    parts: list[str] = field(default_factory=list)
    length: int = 0
    open: list[_Open] = field(default_factory=list)
    entities: list[Json] = field(default_factory=list)

    def parse(self) -> tuple[str, list[Json]]:
        place = 0
        while special := _SPECIAL.search(self.source, place):
            self._say(self.source[place : special.start()])
            place = self._special(special.group(), special.start())
        self._say(self.source[place:])
        if self.open:
            raise MarkupError(f'Can\'t find end tag corresponding to start tag "{self.open[-1].tag}"')
        return "".join(self.parts), self.entities

    def _special(self, character: str, place: int) -> int:
        """Takes what begins at `place`; gives where it ends."""
        if character == "&":
            return self._reference(place)
        if character == ">":
            raise self._error('Unescaped character ">"', place)
        return self._end(place) if self.source.startswith("</", place) else self._start(place)

    def _reference(self, place: int) -> int:
        match = _REFERENCE.match(self.source, place)
        if not match:
            raise self._error('Unescaped character "&"', place)
        self._say(self._decoded(match, place))
        return match.end()

    def _decoded(self, match: re.Match[str], place: int) -> str:
        if match["name"]:
            if match["name"] not in _NAMED:
                raise self._error(f'Unsupported HTML entity "{match.group()}"', place)
            return _NAMED[match["name"]]
        code = int(match["decimal"]) if match["decimal"] else int(match["hex"], 16)
        if code == 0 or code > 0x10FFFF or 0xD800 <= code <= 0xDFFF:
            raise self._error(f'Unsupported HTML entity "{match.group()}"', place)
        return chr(code)

    def _start(self, place: int) -> int:
        match = _START.match(self.source, place)
        if not match:
            name = re.match(r"<([A-Za-z-]*)", self.source[place:])
            if name and name[1] in _PLAIN_TAGS:
                raise self._error(f'Unclosed start tag "{name[1]}"', place)
            raise self._error(f'Unsupported start tag "{name[1] if name else ""}"', place)
        tag = match["name"].lower()
        if tag not in _PLAIN_TAGS:
            raise self._error(f'Unsupported start tag "{tag}"', place)
        attributes = self._attributes(match)
        if tag == "span" and attributes.get("class") != "tg-spoiler":
            raise self._error('Tag "span" must have class "tg-spoiler"', place)
        if tag == "blockquote" and any(opened.tag == "blockquote" for opened in self.open):
            raise self._error("Nested blockquotes are not allowed", place)
        self.open.append(_Open(tag, self.length, attributes))
        return match.end()

    def _attributes(self, match: re.Match[str]) -> dict[str, str]:
        start = match.start("attributes")
        found: dict[str, str] = {}
        for attribute in _ATTRIBUTE.finditer(match["attributes"]):
            value = attribute["double"] or attribute["single"] or attribute["bare"] or ""
            place = start + attribute.start()
            found[attribute["name"].lower()] = _REFERENCE.sub(lambda r, at=place: self._decoded(r, at), value)
        return found

    def _end(self, place: int) -> int:
        match = _END.match(self.source, place)
        if not match:
            raise self._error("Unclosed end tag", place)
        if not self.open:
            raise self._error("Unexpected end tag", place)
        opened = self.open.pop()
        name = match["name"].lower()
        if name not in ("", opened.tag):
            raise self._error("Unmatched end tag", place, f', expected "</{opened.tag}>", found "</{name}>"')
        self._close(opened)
        return match.end()

    def _close(self, opened: _Open) -> None:
        length = self.length - opened.offset
        entity: Json = {"type": _PLAIN_TAGS[opened.tag], "offset": opened.offset, "length": length}
        if length == 0 or not self._complete(entity, opened):
            return
        # An outer tag comes before what it holds, and after what went before it.
        at = next((i for i, e in enumerate(self.entities) if e["offset"] >= opened.offset), len(self.entities))
        self.entities.insert(at, entity)

    def _complete(self, entity: Json, opened: _Open) -> bool:
        """Adds what the attributes say; False where nothing remains to be marked."""
        if opened.tag == "a":
            url = opened.attributes.get("href", "")
            entity["url"] = url
            return bool(_LINK.fullmatch(url))
        if opened.tag == "tg-emoji":
            entity["custom_emoji_id"] = opened.attributes.get("emoji-id", "")
            return bool(entity["custom_emoji_id"].isdecimal())
        if opened.tag == "blockquote" and "expandable" in opened.attributes:
            entity["type"] = "expandable_blockquote"
        if opened.tag == "code":
            return not self._names_language(opened)
        if opened.tag == "pre" and "language" in opened.attributes:
            entity["language"] = opened.attributes["language"]
        return True

    def _names_language(self, code: _Open) -> bool:
        """`<pre><code class="language-x">` is one block of code with a language, not two entities."""
        language = code.attributes.get("class", "").removeprefix("language-")
        if not language or not self.open or self.open[-1].tag != "pre" or self.open[-1].offset != code.offset:
            return False
        self.open[-1].attributes["language"] = language
        return True

    def _say(self, text: str) -> None:
        if text:
            self.parts.append(text)
            self.length += utf16_len(text)

    def _error(self, what: str, place: int, rest: str = "") -> MarkupError:
        offset = len(self.source[:place].encode())
        return MarkupError(f"{what} at byte offset {offset}{rest}")


def parse_html(source: str) -> tuple[str, list[Json]]:
    """The plain text of an HTML one, and its entities (offsets and lengths in UTF-16 code units).

    Raises MarkupError, which names the byte offset in UTF-8 where Telegram does.
    """
    if _SPECIAL.search(source) is None:
        return source, []
    return _Parser(source).parse()
