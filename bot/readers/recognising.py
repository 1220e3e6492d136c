"""What a file is, told from its bytes; its name counts for nothing."""

import re
from enum import StrEnum

from bot.domain.roster.table import MOST_BYTES, TableFault, UnreadableTable


class FileForm(StrEnum):
    """A form that can be read."""

    TEXT = "text"
    WORKBOOK = "workbook"
    CARDS = "cards"


_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""The container of Office before 2007, and of documents with a password since."""
_PICTURES = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")
_LEAD = rb"\s*(?:\xef\xbb\xbf)?\s*"
_CARDS = re.compile(_LEAD + rb"BEGIN\s*:\s*VCARD", re.IGNORECASE)
_CALENDAR = re.compile(_LEAD + rb"BEGIN\s*:\s*VCALENDAR", re.IGNORECASE)
_MARKUP = re.compile(_LEAD + rb"<(?:\?xml|!doctype|html|table|head|meta|workbook)\b", re.IGNORECASE)
"""Programs on the web like to call a page with one table in it ``.xls``."""
_SAMPLE = 4096


def form_of(content: bytes) -> FileForm:
    """The form of a file; ``UnreadableTable`` where it is none that can be read."""
    if len(content) > MOST_BYTES:
        raise UnreadableTable(TableFault.TOO_LARGE, (("bytes", len(content)),))
    if not content.strip(b"\0 \t\r\n\xef\xbb\xbf\xfe\xff"):
        raise UnreadableTable(TableFault.EMPTY)
    if content.startswith(_ZIP):
        return FileForm.WORKBOOK
    if content.startswith(_COMPOUND[:4]):
        raise _compound(content)
    head = content[:_SAMPLE].replace(b"\0", b"").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff")
    if content.startswith(_PICTURES) or _CALENDAR.match(head):
        raise UnreadableTable(TableFault.NOT_TEXT)
    if _MARKUP.match(head):
        raise UnreadableTable(TableFault.OTHER_WORKBOOK, (("format", "HTML"),))
    return FileForm.CARDS if _CARDS.match(head) else FileForm.TEXT


def _compound(content: bytes) -> UnreadableTable:
    """Its directory names what it holds, in UTF-16."""

    def holds(name: str) -> bool:
        return name.encode("utf-16-le") in content

    if holds("EncryptedPackage"):
        return UnreadableTable(TableFault.ENCRYPTED)
    if holds("Workbook") or holds("Book"):
        return UnreadableTable(TableFault.OTHER_WORKBOOK, (("format", "XLS"),))
    return UnreadableTable(TableFault.NOT_TEXT)
