"""The lines of contact cards (vCard 2.1, 3.0 and 4.0) as properties, whatever programs make of the three standards.

Sources: versit's vCard 2.1 (1996), RFC 2426 and RFC 6350. They are read leniently, because phones write them so:
letters cut in two by folding, quoted-printable without its character set, pictures without an indent.
"""

import binascii
import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

from bot.readers.encodings import narrowed

_SKIPPED = frozenset({b"PHOTO", b"LOGO", b"SOUND", b"KEY", b"X-ABCROP-RECTANGLE"})
"""What a roster has no place for and what fills most of a file."""
_PROPERTY = re.compile(rb"\s*([A-Za-z0-9_-]+\.)?([A-Za-z0-9_-]+)[ \t]*(?=:|;(?:\S|$))")
_HEAD = re.compile(rb'((?:[^":]|"[^"]*")*):')
_PARAM = re.compile(rb'(?:[^";]|"[^"]*")+')
_BLANKS = (b" ", b"\t")
_MOST_FOLDED = 100_000
"""Lines of one property; what goes on after them is no text that a roster keeps."""
_EDGE = re.compile(rb"\s*(?:BEGIN|END)\s*:\s*VCARD\s*", re.IGNORECASE)
_CONTINUED = (b"NOTE", b"ADR", b"LABEL", b"ORG")
"""Texts in which programs leave line breaks as they are; a line that is no property belongs to them."""
_ENCODINGS = frozenset({"QUOTED-PRINTABLE", "BASE64", "B", "8BIT", "7BIT"})
_SEPARATOR = re.compile(r"(?<!\\);")
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Property:
    """One property of a card: its name in capitals, its types in small letters, and the parts of its value.

    ``params`` is what else is said of the value, by name in capitals; ``group`` is what binds a label to it.
    """

    name: str
    parts: tuple[str, ...]
    types: frozenset[str] = frozenset()
    params: tuple[tuple[str, str], ...] = ()
    group: str = ""

    @property
    def text(self) -> str:
        """The value as one text."""
        return ";".join(self.parts).strip()

    def param(self, name: str) -> str | None:
        """What the parameter of that name says."""
        return next((value for key, value in self.params if key == name), None)

    def kinds_of(self, name: str) -> frozenset[str]:
        """What the parameter of that name says, as a type."""
        value = self.param(name)
        return frozenset() if value is None else frozenset({value.lower()})


def properties(content: bytes) -> Iterator[tuple[int, Property]]:
    """Each property of a file of cards with the line on which it begins, from 1; pictures are left out."""
    for number, raw in _unfolded(content):
        found = _property(raw)
        if found is not None:
            yield number, found


def _unfolded(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Lines with what was folded put together again, in bytes: a fold may lie within a letter."""
    held: list[bytes] = []
    start, skipping, printable, indented = 0, False, False, False
    for number, written in enumerate(_physical(content), 1):
        if not written.strip():
            continue
        # Nothing is folded behind a card's first line: a file whose every line is indented.
        indented = indented or (written[:1] in _BLANKS and _is_edge(written if not held else held[0]))
        line = written.lstrip() if indented else written
        beginning = _PROPERTY.match(line)
        if printable and held[-1].endswith(b"=") and not _is_edge(line):
            held[-1] = held[-1][:-1]
            held.append(line)
        elif line[:1] in _BLANKS and (held or skipping):
            if not skipping and len(held) < _MOST_FOLDED:
                held.append(line[1:])
        elif beginning is None:
            if held and held[0].upper().startswith(_CONTINUED):
                held.append((b"=0A" if printable else b"\\n") + line)
        else:
            if held:
                yield start, b"".join(held)
            skipping = beginning[2].upper() in _SKIPPED
            start, held = number, [] if skipping else [line]
            printable = not skipping and b"QUOTED-PRINTABLE" in line.partition(b":")[0].upper()
    if held:
        yield start, b"".join(held)


def _is_edge(line: bytes) -> bool:
    return _EDGE.fullmatch(line) is not None


def _physical(content: bytes) -> Iterator[bytes]:
    narrow = narrowed(content)
    # One at a time: a file of nothing but line ends has twenty million.
    return (line.removesuffix(b"\n") for line in BytesIO(narrow.replace(b"\r\n", b"\n").replace(b"\r", b"\n")))


def _property(raw: bytes) -> Property | None:
    beginning, head = _PROPERTY.match(raw), _HEAD.match(raw)
    if beginning is None:
        return None
    said, _, value = (head[1], b":", raw[head.end() :]) if head is not None else raw.partition(b":")
    params, types = _params(said[beginning.end() :])
    group = (beginning[1] or b"").decode("ascii").lower()
    return Property(beginning[2].decode("ascii").upper(), _parts(value, params), types, params, group)


def _params(said: bytes) -> tuple[tuple[tuple[str, str], ...], frozenset[str]]:
    if not said:
        return (), frozenset()
    params: list[tuple[str, str]] = []
    types: set[str] = set()
    for each in _PARAM.findall(said):
        name, equals, value = _text(each, None).partition("=")
        key, value = name.strip().upper(), value.strip().strip('"')
        if not equals and key in _ENCODINGS:
            params.append(("ENCODING", key))
        elif not equals or key == "TYPE":
            types.update(one.strip().lower() for one in (value if equals else key).split(","))
        else:
            params.append((key, value))
    return tuple(params), frozenset(types)


def _parts(value: bytes, params: tuple[tuple[str, str], ...]) -> tuple[str, ...]:
    said = dict(params)
    encoding, charset = said.get("ENCODING", "").upper(), said.get("CHARSET")
    if encoding == "QUOTED-PRINTABLE":
        parts = re.split(rb"(?<!\\);", value)
        return tuple(_text(quopri.decodestring(part), charset).replace("\\;", ";") for part in parts)
    if encoding in ("BASE64", "B"):
        try:
            return (_text(binascii.a2b_base64(value), charset),)
        except binascii.Error:
            return ("",)
    text = _text(value, charset)
    if "\\" not in text:
        return tuple(text.split(";"))
    parts_of = _SEPARATOR.split(text.replace("\\\\", "\0"))
    return tuple(_ESCAPE.sub(_meant, part).replace("\0", "\\") for part in parts_of)


def _meant(escape: re.Match[str]) -> str:
    return "\n" if escape[1] in "nN" else escape[1]


def _text(raw: bytes, charset: str | None) -> str:
    """The text in the character set that is named, if that is so; else in UTF-8, else in Windows-1252."""
    for name in (charset, "utf-8"):
        if name is None:
            continue
        try:
            return raw.decode(name).replace("\0", "")
        except (LookupError, UnicodeDecodeError, ValueError):
            continue
    return raw.decode("cp1252", errors="replace").replace("\0", "")
