"""Tables in workbooks, and what only looks like one."""

import io
import random
import zipfile
from datetime import date, datetime
from datetime import time as daytime
from typing import Any

import openpyxl
import pytest

from bot.domain.roster.entries import Birthday
from bot.domain.roster.reading import read_roster
from bot.domain.roster.table import Table, TableFault, UnreadableTable
from bot.readers.files import read_table, sheets
from bot.readers.workbooks import as_shown

TODAY = date(2026, 11, 23)


def workbook(
    *rows: list[Any], formats: dict[str, str] | None = None, more: dict[str, list[list[Any]]] | None = None
) -> bytes:
    """A workbook with these rows on its first sheet, called Mitra; *more* sheets by their names."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Mitra"
    for row in rows:
        sheet.append(row)
    for place, pattern in (formats or {}).items():
        sheet[place].number_format = pattern
    for name, others in (more or {}).items():
        further = book.create_sheet(name)
        for row in others:
            further.append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def repacked(content: bytes, **parts: bytes) -> bytes:
    """The same package with parts replaced or added, by their names with ``__`` for a slash and ``_xml`` behind."""
    written = io.BytesIO()
    new = {name.replace("__", "/").replace("_xml", ".xml"): part for name, part in parts.items()}
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as package:
        for name in old.namelist():
            package.writestr(name, new.pop(name) if name in new else old.read(name))
        for name, part in new.items():
            package.writestr(name, part)
    return written.getvalue()


def refusal(content: bytes, sheet: str | None = None) -> UnreadableTable:
    with pytest.raises(UnreadableTable) as error:
        read_table("mitra.xlsx", content, sheet)
    return error.value


def cells(table: Table) -> list[tuple[str, ...]]:
    return [line.cells for line in table.lines]


def test_days_numbers_and_answers_come_as_one_would_type_them() -> None:
    content = workbook(
        ["mitra", "nama", "hp narahubung", "lahir", "setuju", "sejak", "catatan"],
        ["A", "Ana", 81255501011, datetime.combine(date(1980, 5, 3), daytime()), True, date(2019, 5, 3), 12.5],
        ["B", "Ben", 6281255501012.0, "3 Mei 1981", False, 2020, daytime(9, 30)],
        ["C", "Cici", "0812 5550 1013", datetime.combine(date(1982, 5, 3), daytime(7)), None, "=1+1", "#N/A"],
    )
    found = read_roster(read_table("mitra.xlsx", content), TODAY, "ID")
    people = [partner.people[0] for partner in found.partners]

    assert [one.phone for one in people] == ["+6281255501011", "+6281255501012", "+6281255501013"]
    assert [one.birthday for one in people] == [Birthday(3, 5, 1980), Birthday(3, 5, 1981), Birthday(3, 5, 1982)]
    assert [one.agreed for one in people] == [True, False, None]
    assert (found.partners[0].since_on, found.partners[1].since_year) == (date(2019, 5, 3), 2020)
    assert [one.note for one in found.partners] == ["12.5", "09:30:00", None]
    assert not found.faults


@pytest.mark.parametrize(
    ("number", "pattern", "shown"),
    [
        (81255501011, "000000000000", "081255501011"),
        (81255501011, '"0"#', "081255501011"),
        (6281255501011, '"+"0', "+6281255501011"),
        (6281255501011, "\\+0", "+6281255501011"),
        (6281255501011, "+#", "+6281255501011"),
        (81255501011, "0000-0000-0000", "081255501011"),
        (81255501011, "General", "81255501011"),
        (1500, "#,##0", "1500"),
        (1500, "0.00", "1500"),
        (0, "0", "0"),
    ],
)
def test_a_number_keeps_the_zero_or_plus_that_its_format_shows(number: int, pattern: str, shown: str) -> None:
    assert as_shown(number, pattern) == shown
    assert cells(read_table("x.xlsx", workbook(["mitra", "hp"], ["A", number], formats={"B2": pattern})))[0][1] == shown


@pytest.mark.parametrize(
    ("pattern", "shown"),
    [
        ("d-mmm", "--08-14"),
        ("dd/mm", "--08-14"),
        ('d "de" mmmm', "--08-14"),
        ("[$-421]dd mmmm yyyy", "2026-08-14"),
        ("yyyy\\-mm\\-dd", "2026-08-14"),
        ("mm-dd-yy", "2026-08-14"),
        ("mmm-yy", "8/2026"),
    ],
)
def test_a_day_has_the_year_that_its_format_shows(pattern: str, shown: str) -> None:
    day = datetime.combine(date(2026, 8, 14), daytime())
    content = workbook(["mitra", "ultah"], ["A", day], formats={"B2": pattern})

    assert cells(read_table("x.xlsx", content))[0][1] == shown


def test_the_guard_of_an_export_that_was_saved_as_a_workbook_is_taken_off() -> None:
    content = workbook(["mitra", "hp", "catatan"], ["A", "'+6281255501011", "'kutip'"])

    assert cells(read_table("x.xlsx", content)) == [("A", "+6281255501011", "'kutip'")]


def test_titles_above_and_nothing_below_are_no_rows() -> None:
    content = workbook(
        ["DAFTAR MITRA"], [], ["per November"], [None, "Kota", "Mitra"], [None, "Solo", "A"], [], ["", " "]
    )
    table = read_table("x.xlsx", content)

    assert (table.header.number, table.header.cells) == (4, ("", "Kota", "Mitra"))
    assert [(line.number, line.cells) for line in table.lines] == [(5, ("", "Solo", "A"))]


def test_names_merged_over_two_rows_are_read_together() -> None:
    content = workbook(
        ["Mitra", "Kota", "Narahubung", None, None],
        [None, None, "Nama", "HP", "Ultah"],
        ["A", "Solo", "Ana", "0812 5550 1011", "3 Mei"],
    )
    (partner,) = read_roster(read_table("x.xlsx", content), TODAY, "ID").partners

    assert (partner.name, partner.city, partner.people[0].name) == ("A", "Solo", "Ana")
    assert partner.people[0].phone == "+6281255501011"


def test_a_column_without_a_name_goes_by_its_letter_and_two_of_one_name_by_number() -> None:
    table = read_table("x.xlsx", workbook(["mitra", "warna", None, "warna"], ["A", "biru", "x", "merah", "lagi"]))

    assert table.header.cells == ("mitra", "warna", "C", "warna 2", "E")


def test_the_first_sheet_is_read_or_the_one_that_is_chosen() -> None:
    content = workbook(["mitra"], ["A"], more={"Lama": [["mitra"], ["B"]]})

    assert sheets(content) == ("Mitra", "Lama")
    assert (read_table("x.xlsx", content).sheet, cells(read_table("x.xlsx", content))) == ("Mitra", [("A",)])
    assert cells(read_table("x.xlsx", content, "Lama")) == [("B",)]
    assert refusal(content, "Baru").why is TableFault.NO_SHEET


def test_a_hidden_sheet_is_not_the_first() -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook(["x"], ["1"], more={"Mitra 2": [["mitra"], ["A"]]})))
    book.worksheets[0].sheet_state = "hidden"
    content = io.BytesIO()
    book.save(content)

    assert sheets(content.getvalue()) == ("Mitra 2",)


def test_no_other_file_has_sheets() -> None:
    assert sheets(b"mitra,kota\nA,Solo\n") == ()


def test_an_empty_sheet_is_empty() -> None:
    assert refusal(workbook()).why is TableFault.EMPTY


def test_what_is_no_workbook_of_a_kind_that_is_read_says_what_it_is() -> None:
    compound = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)
    word = repacked(workbook(["mitra"]), word__document_xml=b"<w:document/>").replace(
        b"xl/workbook.xml", b"xl/warkbook.xml"
    )

    assert refusal(compound + "EncryptedPackage".encode("utf-16-le")).why is TableFault.ENCRYPTED
    assert refusal(compound + "Workbook".encode("utf-16-le")).facts == (("format", "XLS"),)
    assert refusal(b"<html><table><tr><td>mitra</td></tr></table></html>").facts == (("format", "HTML"),)
    assert refusal(word).why is TableFault.NOT_TEXT


def test_a_workbook_cut_off_anywhere_is_refused() -> None:
    whole = workbook(["mitra", "kota"], *[[f"PT {n}", "Solo"] for n in range(50)])

    for cut in random.Random(5).sample(range(4, len(whole)), 30):
        assert refusal(whole[:cut]).why in (TableFault.CUT_OFF, TableFault.NOT_TEXT)


def test_a_workbook_with_bytes_changed_is_read_or_refused() -> None:
    whole = workbook(["mitra", "kota"], *[[f"PT {n}", "Solo"] for n in range(20)])
    chance = random.Random(7)
    for _ in range(60):
        damaged = bytearray(whole)
        for _ in range(3):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        try:
            assert read_table("x.xlsx", bytes(damaged)).lines
        except UnreadableTable as error:
            assert error.why  # noqa: PT017


def test_a_part_that_grows_beyond_measure_is_refused_before_it_is_opened() -> None:
    content = repacked(workbook(["mitra"], ["A"]), xl__sharedStrings_xml=b"<sst>" + bytes(51_000_000) + b"</sst>")

    assert len(content) < 100_000
    assert refusal(content).why is TableFault.TOO_LARGE_UNPACKED


def test_a_row_without_end_is_refused() -> None:
    row = b'<worksheet><sheetData><row r="1">' + b"<c/>" * 1_000_000 + b"</row></sheetData></worksheet>"
    content = repacked(workbook(["mitra"], ["A"]), xl__worksheets__sheet1_xml=row)

    assert refusal(content).why is TableFault.TOO_LARGE_UNPACKED


def test_a_sheet_called_something_else_is_measured_too() -> None:
    row = b'<worksheet><sheetData><row r="1">' + b"<c/>" * 1_000_000
    for ending in (b"", b"</row></sheetData></worksheet>"):
        content = repacked(workbook(["mitra"], ["A"]), **{"xl__sheet.bin": row + ending})

        assert refusal(content).why is TableFault.TOO_LARGE_UNPACKED


def test_a_size_that_is_not_true_is_found_out() -> None:
    content = bytearray(workbook(["mitra"], *[[f"PT {n}"] for n in range(500)]))
    place = content.rindex(b"xl/worksheets/sheet1.xml") - 46
    content[place + 24 : place + 28] = (20).to_bytes(4, "little")

    assert refusal(bytes(content)).why is TableFault.CUT_OFF


def test_entities_are_not_resolved() -> None:
    sheet = b'<!DOCTYPE x [<!ENTITY a "aa">]><worksheet><sheetData><row><c><v>&a;</v></c></row></sheetData></worksheet>'
    content = repacked(workbook(["mitra"], ["A"]), xl__worksheets__sheet1_xml=sheet)

    assert refusal(content).why is TableFault.CUT_OFF


EXCEL = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/xl/workbook.xml" ContentType="{x}.sheet.main+xml"/>'
    '<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{x}.worksheet+xml"/>'
    '<Override PartName="/xl/styles.xml" ContentType="{x}.styles+xml"/>'
    '<Override PartName="/xl/sharedStrings.xml" ContentType="{x}.sharedStrings+xml"/></Types>',
    "_rels/.rels": '<Relationships xmlns="{r}"><Relationship Id="a" Type="{o}/officeDocument" '
    'Target="xl/workbook.xml"/></Relationships>',
    "xl/_rels/workbook.xml.rels": '<Relationships xmlns="{r}">'
    '<Relationship Id="a" Type="{o}/worksheet" Target="worksheets/sheet1.xml"/>'
    '<Relationship Id="b" Type="{o}/styles" Target="styles.xml"/>'
    '<Relationship Id="c" Type="{o}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
    "xl/workbook.xml": '<workbook xmlns="{m}" xmlns:r="{o}"><workbookPr date1904="1"/>'
    '<sheets><sheet name="Daftar" sheetId="1" r:id="a"/></sheets></workbook>',
    "xl/styles.xml": '<styleSheet xmlns="{m}"><numFmts count="1"><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/>'
    '</numFmts><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="164" applyNumberFormat="1"/></cellXfs></styleSheet>',
    "xl/sharedStrings.xml": '<sst xmlns="{m}"><si><t>mitra</t></si><si><t>sejak</t></si>'
    '<si><r><t>PT </t></r><r><t xml:space="preserve">Anggrek &amp; Co</t></r></si></sst>',
    "xl/worksheets/sheet1.xml": '<worksheet xmlns="{m}"><dimension ref="A1"/><sheetData>'
    '<row r="2"><c r="B2" t="s"><v>0</v></c><c r="D2" t="s"><v>1</v></c></row>'
    '<row r="4"><c r="B4" t="s"><v>2</v></c><c r="C4" s="1"/><c r="D4" s="1"><v>40000</v></c></row>'
    "</sheetData></worksheet>",
}


def test_a_workbook_as_excel_writes_it_with_shared_texts_gaps_and_days_from_1904() -> None:
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    names = {
        "x": "application/vnd.openxmlformats-officedocument.spreadsheetml",
        "r": "http://schemas.openxmlformats.org/package/2006/relationships",
        "m": main,
        "o": office,
    }
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as package:
        for name, text in EXCEL.items():
            package.writestr(name, text.format(**names))
    table = read_table("x.xlsx", written.getvalue())

    assert table.header.cells == ("", "mitra", "", "sejak")
    assert [(line.number, line.cells) for line in table.lines] == [(4, ("", "PT Anggrek & Co", "", "2013-07-07"))]
