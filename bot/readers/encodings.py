"""Bytes to text: which encoding a spreadsheet wrote, told from the bytes alone."""

import codecs

from bot.domain.roster.table import TableFault, UnreadableTable

_MARKED = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_SAMPLE = 4096
_CONTROLS = frozenset(range(32)) - {9, 10, 12, 13, 27}
_MOST_CONTROLS = 0.01
"""A text holds hardly any control characters; Windows-1252 takes every byte, so this tells a picture from a table."""


def decoded(content: bytes) -> str:
    """The text of UTF-8 and UTF-16, marked or not, and of Windows-1252; ``UnreadableTable`` where it is no text."""
    text = _decoded(content)
    controls = sum(ord(mark) in _CONTROLS for mark in text[: 4 * _SAMPLE])
    if controls > _MOST_CONTROLS * max(1, min(len(text), 4 * _SAMPLE)):
        raise UnreadableTable(TableFault.NOT_TEXT)
    return text.replace("\0", " ")


def narrowed(content: bytes) -> bytes:
    """The same text in an encoding in which ASCII takes one byte a letter, without a mark before it."""
    if content.startswith(codecs.BOM_UTF8):
        return content[len(codecs.BOM_UTF8) :]
    wide = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or _unmarked_utf16(content[:_SAMPLE])
    return _decoded(content).encode() if wide else content


def _decoded(content: bytes) -> str:
    for mark, encoding in _MARKED:
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, errors="replace")
    wide = _unmarked_utf16(content[:_SAMPLE])
    if wide is not None:
        return content.decode(wide, errors="replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data" and error.start > len(content) - 4:
            # The file was cut off inside its last letter.
            return content[: error.start].decode("utf-8")
    # Files are put together from files: each line is what it is.
    return "".join(map(_line, content.splitlines(keepends=True)))


def _line(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")


def _unmarked_utf16(sample: bytes) -> str | None:
    """Latin text in UTF-16 has a zero in every other byte."""
    if len(sample) < 8:
        return None
    half = len(sample) // 2
    if sample[1::2].count(0) > 0.4 * half and sample[::2].count(0) < 0.05 * half:
        return "utf-16-le"
    if sample[::2].count(0) > 0.4 * half and sample[1::2].count(0) < 0.05 * half:
        return "utf-16-be"
    return None
