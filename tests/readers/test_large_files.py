"""Large files are read in seconds, by the processor's time: others work on this machine too."""

import io
from collections.abc import Callable
from datetime import date

import openpyxl
import pytest

from bot.domain.roster.reading import read_roster
from bot.readers.files import read_table

ROWS = 20_000
HEADER = [
    "mitra",
    "tingkat",
    "email",
    "telepon",
    "kota",
    "sejak",
    "nama",
    "jabatan",
    "hp narahubung",
    "ultah",
    "catatan",
]


def row(n: int) -> list[str]:
    return [
        *(f"PT Mitra {n}", "rutin", f"info{n}@mitra.example", f"021 555 {n % 10000:04}", "Bandung", "3 Mei 2019"),
        *(f"Orang {n}", "Direktur", f"0812 5550 {n % 10000:04}", "14/8/1978", "catatan yang tidak pendek"),
    ]


def a_text() -> bytes:
    return "\n".join(";".join(cells) for cells in [HEADER, *map(row, range(ROWS))]).encode()


def a_workbook() -> bytes:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Mitra")
    for cells in [HEADER, *map(row, range(ROWS))]:
        sheet.append(cells)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def cards() -> bytes:
    picture = "PHOTO;ENCODING=b;TYPE=JPEG:" + "\n ".join(["A" * 74] * 10)
    card = "BEGIN:VCARD\nVERSION:3.0\nFN:Orang {n}\nORG:PT {n}\nTEL:0812 5550 {n:04}\nBDAY:--0423\n{p}\nEND:VCARD\n"
    return "".join(card.format(n=n, p=picture) for n in range(10_000)).encode()


@pytest.mark.soak
@pytest.mark.parametrize(
    ("made", "rows"), [(a_text, ROWS), (a_workbook, ROWS), (cards, 10_000)], ids=["text", "workbook", "cards"]
)
def test_a_large_file_is_read_whole(made: Callable[[], bytes], rows: int) -> None:
    content = made()

    roster = read_roster(read_table("x", content), date(2026, 11, 23), "ID")

    assert len(roster.partners) == rows
    assert not roster.refusals
