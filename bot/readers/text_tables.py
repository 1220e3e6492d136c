"""Files of texts of the organisation's own: one a row, under the columns occasion, language, tone, text, active."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import StringIO

from bot.domain.errors import BadValue
from bot.domain.roster.guards import unguarded
from bot.domain.roster.table import UnreadableTable
from bot.domain.templates import LANGUAGES, Template, checked_text
from bot.i18n.place_names import canonical
from bot.i18n.topics import tone_named, topic_named
from bot.readers.encodings import decoded

MOST_BYTES = 1 << 20
COLUMNS = {
    "occasion": "topic", "peristiwa": "topic", "language": "language", "bahasa": "language", "tone": "tone",
    "nada": "tone", "text": "text", "teks": "text", "active": "active", "aktif": "active",
}  # fmt: skip
"""The names of the columns in both languages."""
_NEEDED = {"topic", "language", "text"}
_LANGUAGES = {"id": "id", "indonesia": "id", "bahasa indonesia": "id", "indonesian": "id", "en": "en",
              "english": "en", "inggris": "en", "bahasa inggris": "en"}  # fmt: skip
_ACTIVE = {"": True, "yes": True, "ya": True, "1": True, "true": True, "aktif": True, "active": True,
           "no": False, "tidak": False, "0": False, "false": False, "nonaktif": False}  # fmt: skip
_PARTED_BY = (";", ",", "\t")


@dataclass(frozen=True, slots=True)
class BadLine:
    """A row that cannot be taken, by the line on which it begins; ``fault`` says why, ``topic`` what it was about."""

    line: int
    fault: BadValue
    topic: str | None = None


@dataclass(frozen=True, slots=True)
class TextsFile:
    """What a file holds."""

    texts: tuple[Template, ...]
    bad: tuple[BadLine, ...]


def read_texts_file(content: bytes) -> TextsFile | None:
    """The texts in a file; None where it is no file of texts."""
    try:
        written = decoded(content)
    except UnreadableTable:
        return None
    first = written.lstrip("\r\n").partition("\n")[0]
    delimiter = max(_PARTED_BY, key=first.count)
    rows = _rows(written, delimiter)
    _, header = next(rows, (0, []))
    columns = [COLUMNS.get(cell.strip().casefold()) for cell in header]
    if not set(columns) >= _NEEDED:
        return None
    texts: list[Template] = []
    bad: list[BadLine] = []
    for line, cells in rows:
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) > len(columns):
            bad.append(BadLine(line, BadValue("text", "cells", (("count", len(cells)), ("most", len(columns))))))
            continue
        given = {column: unguarded(cell) for column, cell in zip(columns, cells, strict=False) if column}
        try:
            texts.append(_text(given))
        except BadValue as fault:
            bad.append(BadLine(line, fault, topic_named(given.get("topic", ""))))
    return TextsFile(tuple(texts), tuple(bad))


def _rows(written: str, delimiter: str) -> Iterator[tuple[int, Sequence[str]]]:
    """Each row with the line on which it begins; a cell longer than any ends the file."""
    reader = csv.reader(StringIO(written, newline=""), delimiter=delimiter)
    line = 1
    try:
        for cells in reader:
            if cells:
                yield line, cells
            line = reader.line_num + 1
    except csv.Error:
        yield line, [""] * (len(COLUMNS) + 1)


def _text(given: dict[str, str]) -> Template:
    topic = topic_named(given["topic"])
    if topic is None:
        raise BadValue("topic", "unknown_topic", (("topic", given["topic"].strip()),))
    language = _LANGUAGES.get(given.get("language", "").strip().casefold())
    if language not in LANGUAGES:
        raise BadValue("language", "bad_language")
    try:
        tone = tone_named(given.get("tone", ""))
    except KeyError:
        raise BadValue("tone", "unknown_tone", (("tone", given["tone"].strip()),)) from None
    active = _ACTIVE.get(given.get("active", "").strip().casefold())
    if active is None:
        raise BadValue("active", "unknown_active", (("active", given["active"].strip()),))
    return Template(topic, language, checked_text(topic, canonical(given.get("text", ""))), tone, active)
