"""Tables out of files as programs and people write them."""

import csv
import io
from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.domain.roster.entries import FaultKind
from bot.domain.roster.reading import read_roster
from bot.domain.roster.table import MOST_BYTES, LineFault, TableFault, TableLine, UnreadableTable
from bot.readers.files import read_table

ROSTER = 'Mitra,Kota,Catatan\nToko Éclair,Solo,"teh, kopi"\nKafé Senja,Kupang,-\n'


def cells(content: bytes) -> list[tuple[str, ...]]:
    return [line.cells for line in read_table("roster.csv", content).lines]


def refusal(content: bytes, name: str = "roster.csv") -> TableFault:
    with pytest.raises(UnreadableTable) as error:
        read_table(name, content)
    return error.value.why


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"], ids=["comma", "semicolon", "tab"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])
def test_the_same_table_comes_out_of_every_encoding_delimiter_and_line_ending(
    encoding: str, delimiter: str, ending: str
) -> None:
    text = ROSTER.replace(",", delimiter).replace(f"teh{delimiter}", "teh,").replace("\n", ending)

    assert cells(text.encode(encoding)) == [("Toko Éclair", "Solo", "teh, kopi"), ("Kafé Senja", "Kupang", "-")]


def test_lines_are_counted_as_an_editor_counts_them() -> None:
    table = read_table("r.csv", b'\nmitra,catatan\n\nA,"satu\ndua"\nB,x\n')

    assert (table.header.number, [line.number for line in table.lines]) == (2, [4, 6])
    assert table.lines[0].cells == ("A", "satu\ndua")


def test_excels_own_first_line_names_the_delimiter() -> None:
    assert cells(b"sep=|\r\nmitra|kota\r\nA, B|Solo\r\n") == [("A, B", "Solo")]


def test_a_mark_that_is_never_closed_costs_its_own_row_alone() -> None:
    table = read_table("r.csv", b'mitra,catatan,kota\nA,"buka,Solo\nB,x,Kupang\nC,y,Ende\n')

    assert table.lines[0] == TableLine(2, (), LineFault.UNCLOSED_QUOTE)
    assert [line.cells[0] for line in table.lines[1:]] == ["B", "C"]


def test_a_mark_closed_rows_later_swallows_none_of_them() -> None:
    table = read_table("r.csv", b'mitra,catatan,kota\nA,"buka,Solo\nB,x,Kupang\nC,"y",Ende\n')

    assert [(line.number, line.fault is not None) for line in table.lines] == [(2, True), (3, False), (4, False)]


def test_a_file_cut_off_inside_a_letter_gives_the_rows_before() -> None:
    whole = "mitra,kota\nA,Solo\nB,Kupangé".encode()

    assert cells(whole[:-1])[0] == ("A", "Solo")


def test_lines_of_two_encodings_are_each_read_in_theirs() -> None:
    assert cells("mitra\nKafé\n".encode() + "Éclair\n".encode("cp1252")) == [("Kafé",), ("Éclair",)]


def test_titles_above_the_names_are_passed_over() -> None:
    content = 'DAFTAR MITRA\n\nper November, 2026\nMitra;Kota;Catatan\nA;Solo;"satu\n, dua"\nB;Kupang;x\n'
    table = read_table("r.csv", content.encode())

    assert (table.header.number, table.header.cells) == (4, ("Mitra", "Kota", "Catatan"))
    assert [line.cells for line in table.lines] == [("A", "Solo", "satu\n, dua"), ("B", "Kupang", "x")]


def test_what_keeps_a_spreadsheet_from_reading_a_number_is_no_part_of_it() -> None:
    assert cells(b'mitra,hp,catatan\nA,="08125550",\'+62812\n') == [("A", "08125550", "+62812")]


def test_a_name_of_a_column_may_run_over_two_lines() -> None:
    assert read_table("r.csv", b'"Nama\nMitra","No.\nHP"\nA,0812\n').header.cells == ("Nama\nMitra", "No.\nHP")


def test_a_table_whose_columns_nobody_knows_is_a_table_yet() -> None:
    table = read_table("r.csv", b'klien;warna\n"PT, A";biru\n')

    assert (table.header.cells, table.lines[0].cells) == (("klien", "warna"), ("PT, A", "biru"))


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", TableFault.EMPTY),
        (b"\xef\xbb\xbf \r\n\t\r\n", TableFault.EMPTY),
        (b"PK\x03\x04rest of a workbook", TableFault.CUT_OFF),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", TableFault.NOT_TEXT),
        (b"%PDF-1.7 ...", TableFault.NOT_TEXT),
        (bytes(range(256)) * 20, TableFault.NOT_TEXT),
        (b'"never closed\nand on', TableFault.NO_TABLE),
        (b"mitra,kota\n" + b"," * 1_000_000, TableFault.NO_TABLE),
    ],
)
def test_a_file_that_is_no_table_says_what_it_is(content: bytes, why: TableFault) -> None:
    assert refusal(content) is why


def test_a_file_larger_than_can_be_fetched_is_refused() -> None:
    assert refusal(b"x" * (MOST_BYTES + 1)) is TableFault.TOO_LARGE


def test_a_table_full_of_open_marks_is_given_up() -> None:
    assert refusal(b"mitra,kota,c\n" + b'A,"x\n' * 1000) is TableFault.NO_TABLE


def test_a_cell_that_never_ends_costs_no_time() -> None:
    table = read_table("x.csv", b"mitra,sejak,x\nA," + b"T" * 100_000 + b",x\n")

    assert read_roster(table, date(2026, 11, 23), "ID").faults[0].why is FaultKind.NO_DAY


@settings(deadline=None)
@given(st.binary(max_size=300))
@example(b'"')
@example(b"\xff\xfe\x00")
def test_any_bytes_give_a_table_or_a_refusal(content: bytes) -> None:
    try:
        table = read_table("x.csv", content)
    except UnreadableTable:
        return
    assert not table.header.blank


LINE = st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=12)


@settings(deadline=None)
@given(st.lists(st.lists(LINE, min_size=3, max_size=3), min_size=1, max_size=6))
def test_what_the_library_writes_is_read_again(rows: list[list[str]]) -> None:
    written = io.StringIO()
    csv.writer(written, quoting=csv.QUOTE_ALL).writerows([["mitra", "kota", "catatan"], *rows])

    found = cells(written.getvalue().encode())

    assert found == [tuple(row) for row in rows if any(cell.strip() for cell in row)]
