"""The same in every form, and no bytes that bring a reader down."""

import csv
import io
from datetime import date

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.roster.entries import Roster
from bot.domain.roster.reading import read_roster
from bot.domain.roster.table import UnreadableTable
from bot.readers.export_headings import ADDRESS_PARTS, BORN, DAYS, EMAILS, NAME_PARTS, PHONES
from bot.readers.files import read_table, sheets

TODAY = date(2026, 11, 23)
HEADER = ["mitra", "kota", "telepon", "nama", "ultah", "catatan", "sejak"]
TEXT = st.text(st.characters(categories=["L", "N", "P", "Zs"], max_codepoint=0x24F), max_size=12).map(str.strip)
ROWS = st.lists(
    st.tuples(
        TEXT.filter(bool).map(lambda text: f"PT {text}"),
        TEXT,
        st.sampled_from(["", "0812 5550 1011", "(021) 555-0101 / 0812 5550 1012", "+62 812 5550 1013", "entah"]),
        TEXT.map(lambda text: f"Ana {text}"),
        st.sampled_from(["", "14 Agustus 1978", "3/4/1980", "--04-23", "29 Feb", "17 Ramadan", "1980-04-03"]),
        st.tuples(TEXT, TEXT).map("\n".join),
        st.sampled_from(["", "2019", "3 Mei 2019", "2019-05-03 00:00:00"]),
    ),
    min_size=1,
    max_size=5,
)


def in_text(rows: list[tuple[str, ...]], delimiter: str, encoding: str) -> bytes:
    written = io.StringIO()
    csv.writer(written, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows([HEADER, *rows])
    return written.getvalue().encode(encoding)


def in_workbook(rows: list[tuple[str, ...]]) -> bytes:
    book = openpyxl.Workbook()
    for row in [HEADER, *rows]:
        book.worksheets[0].append([f"{cell}" or None for cell in row])
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def said(content: bytes) -> list[object]:
    """What a file says, without the lines on which it says so."""
    roster = read_roster(read_table("x", content), TODAY, "ID")
    return [
        [(one.name, one.city, one.phone, one.note, one.since_on, one.since_year) for one in roster.partners],
        [(who.name, who.birthday, who.phone, who.note) for one in roster.partners for who in one.people],
        [(one.column, one.why, one.text) for one in roster.faults],
        [(one.why, one.text) for one in roster.refusals],
    ]


@settings(max_examples=15, deadline=None)
@given(ROWS, st.sampled_from([",", ";", "\t", "|"]), st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-be"]))
def test_a_table_says_the_same_in_every_form(rows: list[tuple[str, ...]], delimiter: str, encoding: str) -> None:
    assert said(in_text(rows, delimiter, encoding)) == said(in_workbook(rows)) == said(in_text(rows, ",", "utf-8"))


BEGINNINGS = st.sampled_from(
    [b"", b"BEGIN:VCARD\n", b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0", b"\xff\xfe", b"mitra,nama\n", b"sep=;\n"]
)


@settings(max_examples=30, deadline=None)
@given(BEGINNINGS, st.binary(max_size=200))
def test_any_bytes_give_a_roster_or_a_reason(beginning: bytes, rest: bytes) -> None:
    try:
        roster = read_roster(read_table("x", beginning + rest), TODAY, "ID")
    except UnreadableTable as error:
        assert error.why is not None  # noqa: PT017
        return
    assert isinstance(roster, Roster)


HEADINGS = st.sampled_from(
    [
        *(name for names in NAME_PARTS for name in names),
        *(*PHONES, *EMAILS, *DAYS, *BORN, "company", "labels", "title", "job title", "notes", "", "warna"),
        *(f"Address 1 - {part}" for part in ADDRESS_PARTS),
        *(
            f"{kind} {number} - {part}"
            for kind in ("Phone", "E-mail", "Event", "IM")
            for number in (1, 2)
            for part in ("Type", "Value")
        ),
    ]
)
CELLS = st.sampled_from(
    ["", "Ana", "Bu", "0/0/00", "3/4/1980", "--04-23", "a@b.id ::: c@d.id", "0812", "* work", "x;y", "4"]
)


@settings(max_examples=30, deadline=None)
@given(st.data())
def test_any_address_book_is_read(data: st.DataObject) -> None:
    names = ["First Name", "Last Name", *data.draw(st.lists(HEADINGS, max_size=8))]
    rows = data.draw(st.lists(st.lists(CELLS, min_size=1, max_size=len(names)), min_size=1, max_size=4))
    written = io.StringIO()
    csv.writer(written).writerows([names, *rows])
    table = read_table("x", written.getvalue().encode())
    if not table.lines:
        return
    roster = read_roster(table, TODAY, "ID")

    taken = {line for one in roster.partners for line in (one.line, *(who.line for who in one.people))}
    refused = {one.line for one in roster.refusals}
    assert taken | refused <= {line.number for line in table.lines}


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF-1.7"])
def test_asking_for_sheets_says_why_a_file_is_none(content: bytes) -> None:
    with pytest.raises(UnreadableTable):
        sheets(content)
