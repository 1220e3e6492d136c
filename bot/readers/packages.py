"""Zip packages of Office programs: what is in them, and that opening one costs no more than a roster may cost."""

import re
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from bot.domain.roster.table import TableFault, UnreadableTable

MOST_UNPACKED = 256 * 1024 * 1024
"""Bytes of all texts in a workbook together; 100,000 rows of a full roster have some 150 MiB."""
MOST_STRINGS = 48 * 1024 * 1024
"""Bytes of the table of texts, which is held in memory whole."""
MOST_OF_A_PART = 8 * 1024 * 1024
"""Bytes of any other part, which is held in memory as a tree."""
MOST_OF_A_ROW = 2 * 1024 * 1024
"""Bytes of one row of a sheet, which are held in memory until it ends."""
MOST_BEHIND_ROWS = 16 * 1024 * 1024
"""Bytes behind the last row: links, merged cells, rules."""
MOST_ROWS_THERE = 1_048_576
"""Rows that a sheet can have, empty ones too."""

DAMAGED = (
    *(ArithmeticError, AssertionError, AttributeError, EOFError, LookupError, OSError, RuntimeError),
    *(SyntaxError, TypeError, ValueError, zlib.error, BadZipFile),
)
"""What a damaged package brings up in the libraries that read it."""

_CHUNK = 1024 * 1024
_ROW = re.compile(rb"</(?:\w+:)?row>|<(?:\w+:)?row\b[^>]*/>")
_BEGUN = re.compile(rb"<(?:\w+:)?row\b")
_PICTURES = (".png", ".jpeg", ".jpg", ".gif", ".bmp", ".tif", ".tiff", ".emf", ".wmf", ".svg")
_ENTITIES = b"<!DOCTYPE"
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)
_ENCRYPTED = 1


@contextmanager
def opened_workbook(content: bytes) -> Iterator[ZipFile]:
    """A workbook of Excel 2007 or later; ``UnreadableTable`` where it is something else, damaged, or too large."""
    try:
        package = ZipFile(BytesIO(content))
    except DAMAGED:
        raise UnreadableTable(TableFault.CUT_OFF) from None
    with package:
        _refuse_others(package)
        _refuse_large(package.infolist())
        try:
            yield package
        except DAMAGED:
            raise UnreadableTable(TableFault.CUT_OFF) from None


def check_part(package: ZipFile, name: str) -> None:
    """Unpacks a part once without keeping it: its size is what it says, and no row of it goes on for ever.

    Declared entities are refused, because a few of them can stand for gigabytes.
    """
    rows = since = 0
    begun = False
    tail = b""
    with package.open(name) as part:
        while chunk := part.read(_CHUNK):
            window = tail + chunk
            if _ENTITIES in window:
                raise UnreadableTable(TableFault.CUT_OFF)
            ends = [match.end() for match in _ROW.finditer(window)]
            row = since + ends[0] if ends else 0
            since = len(window) - ends[-1] if ends else since + len(chunk)
            rows += len(ends)
            begun = (begun and not ends) or _BEGUN.search(window, ends[-1] if ends else 0) is not None
            behind = MOST_OF_A_ROW if begun else MOST_BEHIND_ROWS
            # A package can call a sheet what it likes: whatever has rows is one.
            holds_rows = begun or rows > 0 or is_sheet(name)
            if holds_rows and (row > MOST_OF_A_ROW or since > behind or rows > MOST_ROWS_THERE):
                raise UnreadableTable(TableFault.TOO_LARGE_UNPACKED, (("bytes", max(row, since)),))
            tail = chunk[-32:]


def is_sheet(name: str) -> bool:
    """Whether a part holds the rows of a sheet."""
    return _SHEET.fullmatch(name) is not None


def is_text(name: str) -> bool:
    """Whether a part may be read as a text: any but pictures."""
    return not name.lower().endswith(_PICTURES)


def _refuse_others(package: ZipFile) -> None:
    names = {info.filename for info in package.infolist()}
    if any(info.flag_bits & _ENCRYPTED for info in package.infolist()):
        raise UnreadableTable(TableFault.ENCRYPTED)
    if "xl/workbook.xml" in names:
        return
    for sign, form in (("xl/workbook.bin", "XLSB"), ("Index/Document.iwa", "Numbers"), ("content.xml", "ODS")):
        if sign in names:
            raise UnreadableTable(TableFault.OTHER_WORKBOOK, (("format", form),))
    raise UnreadableTable(TableFault.NOT_TEXT)


def _refuse_large(parts: list[ZipInfo]) -> None:
    texts = [part for part in parts if is_text(part.filename)]
    whole = sum(part.file_size for part in texts)
    if whole > MOST_UNPACKED or any(part.file_size > _most(part.filename) for part in texts):
        raise UnreadableTable(TableFault.TOO_LARGE_UNPACKED, (("bytes", whole),))


def _most(name: str) -> int:
    if is_sheet(name):
        return MOST_UNPACKED
    return MOST_STRINGS if name.lower().endswith("/sharedstrings.xml") else MOST_OF_A_PART
