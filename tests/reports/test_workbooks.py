"""The roster and its history as a workbook, read back with another library."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from bot.domain.interactions import Interaction
from bot.domain.promises import Promise
from bot.domain.reminders import Reminder
from bot.domain.words import Channel, Purpose, ReminderKind, ReminderState
from bot.readers.files import read_table
from bot.reports import sheets
from bot.reports.workbooks import WorkbookReport
from tests.reports.whole_rosters import TODAY, reading, whole_roster

FORMULAS = ["=1+1", "+62 8", "-5", "@SUM(A1)", "\t=2", "<r>kirim</r>", "a & b", " berjarak ", "dua\nbaris"]
"""What a spreadsheet could take for something else than it is."""


def written(path: Path, *history: Any, language: str = "id") -> Any:
    """The workbook, written and opened."""
    report = WorkbookReport(path, *reading(language))
    report.take_roster(whole_roster())
    for row in history:
        report.take_history([row])
    report.finish()
    return openpyxl.load_workbook(path)


def table(sheet: Any) -> list[dict[str, Any]]:
    """The rows of a sheet by their headings, real days as days."""
    head, *rows = ([_day(cell) for cell in row] for row in sheet.iter_rows(values_only=True))
    return [dict(zip(head, row, strict=True)) for row in rows]


def _day(cell: Any) -> Any:
    return cell.date() if isinstance(cell, datetime) else cell


def test_days_are_days_numbers_are_numbers_and_headings_stay(tmp_path: Path) -> None:
    book = written(tmp_path / "r.xlsx")
    clinic, archived = table(book["Mitra"])

    assert clinic["Id"] == 1
    assert (clinic["Penanggung jawab"], clinic["Telepon"]) == ("Rina", "+62217654321")
    assert clinic["Akhir perjanjian"] == date(2027, 3, 31)
    assert clinic["Jarak tanya kabar"] == 45
    assert archived["Status mitra"] == "Diarsipkan"
    for sheet in book:
        assert (sheet.freeze_panes, bool(sheet.auto_filter.ref)) == ("A2", True)


@pytest.mark.parametrize("text", FORMULAS)
def test_a_text_stays_a_text_whatever_it_begins_with(tmp_path: Path, text: str) -> None:
    book = written(tmp_path / "r.xlsx", Interaction(1, TODAY, Purpose.CHECK_IN, note=text))
    (cell,) = [cell for cell in book["Interaksi"][2] if cell.column_letter == "G"]

    assert (cell.data_type, cell.value) == ("s", text)


def test_what_controls_or_reads_as_a_code_harms_nothing(tmp_path: Path) -> None:
    book = written(tmp_path / "r.xlsx", Interaction(1, TODAY, Purpose.CHECK_IN, note="bunyi\x07 _x0041_"))

    # The code of an underscore keeps Excel from reading the rest as one.
    assert book["Interaksi"]["G2"].value == "bunyi  _x005F_x0041_"


def test_history_is_told_in_words(tmp_path: Path) -> None:
    book = written(
        tmp_path / "r.xlsx",
        Interaction(1, date(2026, 11, 20), Purpose.CHECK_IN, staff_id=1, person_id=1, channel=Channel.CALL),
        Reminder(
            1,
            ReminderKind.CONGRATULATION,
            "feast:natal:person:1",
            "2026",
            date(2026, 12, 25),
            state=ReminderState.DONE,
            answered_at=datetime(2026, 11, 22, 20, tzinfo=UTC),
        ),
        Promise(1, "kirim daftar", TODAY),
        language="en",
    )
    (contact,), (reminder,), (promise,) = (table(book[name]) for name in ("Interactions", "Reminders", "Promises"))

    assert (contact["Person"], contact["Channel"], contact["Colleague"]) == ("dr. Dewi Anggraini", "Call", "Rina")
    assert (reminder["About"], reminder["Answered on"]) == ("Christmas", date(2026, 11, 23))
    assert (promise["What was promised"], promise["Due on"]) == ("kirim daftar", date(2026, 11, 23))


def test_days_that_nobody_agreed_to_stay_out(tmp_path: Path) -> None:
    book = written(tmp_path / "r.xlsx")
    people = {row["Narahubung"]: row for row in table(book["Orang"])}
    days = table(book["Hari penting"])

    assert people["Dewi Anggraini"]["Tanggal lahir"] == date(1978, 8, 14)
    assert people["Joko"]["Tanggal lahir"] is None
    assert {row["Orang"] for row in days} == {None, "dr. Dewi Anggraini"}
    feast = next(row for row in days if row["Nama"] == "Natal")
    assert (feast["Berikutnya"], feast["Catatan"]) == (date(2026, 12, 26), "1 hari kemudian")


def test_a_full_sheet_goes_on_in_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "MOST_ROWS", 2)
    contacts = [Interaction(1, TODAY, Purpose.UPDATE, note=str(number)) for number in range(5)]
    book = written(tmp_path / "r.xlsx", *contacts)
    pages = [table(book[name]) for name in ("Interaksi", "Interaksi 2", "Interaksi 3")]

    assert [[row["Catatan"] for row in page] for page in pages] == [["0", "1"], ["2", "3"], ["4"]]


def test_a_row_is_as_high_as_its_long_texts(tmp_path: Path) -> None:
    notes = ["pendek", "dua\nbaris", "kata " * 30]
    book = written(tmp_path / "r.xlsx", *(Interaction(1, TODAY, Purpose.UPDATE, note=note) for note in notes))

    assert [book["Interaksi"].row_dimensions[row].height for row in (2, 3, 4)] == [None, 30, 60]


def test_an_overlong_text_is_cut_to_what_a_cell_holds(tmp_path: Path) -> None:
    book = written(tmp_path / "r.xlsx", Interaction(1, TODAY, Purpose.UPDATE, note="a" * 40_000))

    assert len(book["Interaksi"]["G2"].value) == sheets.MOST_CHARACTERS


def test_its_first_sheet_can_be_imported(tmp_path: Path) -> None:
    written(tmp_path / "r.xlsx")
    table_read = read_table("r.xlsx", (tmp_path / "r.xlsx").read_bytes())

    assert "Klinik Sehat; Bersama" in table_read.lines[0].cells
