"""The summary's workbook, read back with another library: the text's figures, real days and numbers, no formula."""

import re
import zipfile
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from bot.domain.errors import NotAllowed
from bot.domain.figures import Focus
from bot.domain.partners import Partner
from bot.domain.promises import Promise
from bot.domain.words import Direction, Purpose, ReminderKind, ReminderState, Tier
from bot.i18n.formats import formats_for
from bot.i18n.translator import translator_for
from bot.reports.summary_workbook import SummaryWorkbook
from bot.usecases.summaries import ShowSummary
from bot.usecases.summary_books import WriteSummaryBook
from tests.reports.test_workbooks import table
from tests.usecases.care_world import DEWI, MAYA, NOON, ORGANISATION, RINA, SARI, TODAY, World, by

SHEETS = {
    "id": ["Ringkasan", "Mitra", "Pengingat", "Interaksi", "Janji", "Tim", "Mitra kunci per pekan"],
    "en": ["Summary", "Partners", "Reminders", "Interactions", "Promises", "Team", "Key partners by week"],
}


@pytest.fixture
async def world() -> World:
    """A clinic that was cared for, a radio that was only asked, and a shop whose name begins like a formula."""
    world = await World().settle_in()
    await world.storage.put(
        Partner("=1+1 Toko\x07", Tier.KEY, added_on=date(2026, 1, 5), baseline_on=date(2026, 6, 1)),
        Promise(1, "=kirim daftar", TODAY - timedelta(days=3), staff_id=1),
    )
    kept = await world.contact(2, note="+62 halo", person_id=DEWI.id)
    await world.contact(9, Purpose.THANKS)
    await world.contact(30, Purpose.CHECK_IN, direction=Direction.THEIRS)
    await world.contact(400, Purpose.UPDATE)
    for days in (4, 40, 300):
        await world.contact(days, Purpose.ASK, partner_id=2, staff_id=SARI.id)
    done: dict[str, Any] = {"state": ReminderState.DONE, "answered_at": NOON - timedelta(days=2)}
    await world.reminder(ReminderKind.UPDATE, interaction_id=kept.id, **done)
    await world.reminder()
    return world


async def book(world: World, path: Path, language: str = "id") -> Any:
    """The workbook of last week, written and opened."""
    report = SummaryWorkbook(path, translator_for(language), formats_for(language, "Asia/Jakarta"))
    await WriteSummaryBook(world.storage, ORGANISATION)(by(MAYA), report)
    return openpyxl.load_workbook(path)


@pytest.mark.parametrize("language", ["id", "en"])
async def test_it_is_what_excel_and_libreoffice_take_without_a_warning(
    world: World, tmp_path: Path, language: str
) -> None:
    found = await book(world, tmp_path / "r.xlsx", language)
    assert found.sheetnames == SHEETS[language]
    assert all(len(name) <= 31 for name in found.sheetnames)
    for sheet in found:
        assert sheet.freeze_panes is not None
        assert sheet.title == SHEETS[language][0] or sheet.auto_filter.ref
        assert not [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    with zipfile.ZipFile(tmp_path / "r.xlsx") as archive:
        names = archive.namelist()
        pages = [archive.read(name).decode() for name in names if re.match("xl/(worksheets|charts)/", name)]
    assert {"xl/charts/chart1.xml", "xl/charts/chart2.xml"} <= set(names)
    assert not [page for page in pages if "\x07" in page or "<f>" in page]


async def test_its_figures_are_those_of_the_text(world: World, tmp_path: Path) -> None:
    found = await book(world, tmp_path / "r.xlsx")
    summary = await ShowSummary(world.storage, ORGANISATION)(by(MAYA))
    rows = list(found["Ringkasan"].iter_rows(values_only=True))
    told = {row[0]: row[1:4] for row in rows}
    now, before = summary.figures.contacted, summary.before.contacted
    assert told["Jaga hubungan"] == (now.care, before.care, now.care - before.care) == (1, 1, 0)
    assert told["Permintaan"][0] == now.asks == 1
    assert told["Selesai dengan catatan"][0] == summary.figures.reminders.noted == 1
    assert told["Mitra kunci"][:2] == (1, 2)
    assert (rows[-1][0].date(), rows[-1][1].date(), rows[-1][2:6]) == (
        *(summary.start, summary.end),
        (now.care, now.work, now.asks, now.theirs),
    )
    partners = table(found["Mitra"])
    soon = {row["Mitra"] for row in partners if row["Keadaan hubungan"] == "Segera hubungi"}
    listed = (*summary.neglected.lines, *summary.only_asked.lines)
    assert soon == {line.name.replace("\x07", " ") for line in listed}
    assert soon


async def test_partners_come_with_reasons_days_and_balance(world: World, tmp_path: Path) -> None:
    found = await book(world, tmp_path / "r.xlsx")
    rows = {row["Mitra"]: row for row in table(found["Mitra"])}
    clinic, radio = rows["Klinik Sehat Bersama"], rows["Radio Suara Kota"]
    assert clinic["Alasan"] == "1 janji terlambat."
    # Days are counted to the period's end, which was yesterday.
    since = ("Hari sejak interaksi", "Sejak tanya kabar", "Sejak kirim kabar", "Sejak apresiasi", "Sejak permintaan")
    assert [clinic[name] for name in since] == [1, 1, 399, 8, None]
    assert (clinic["Sejak kabar dari mereka"], clinic["Jaga hubungan, delapan pekan"]) == (29, 2)
    assert (radio["Permintaan berturut-turut"], radio["Permintaan, delapan pekan"]) == (3, 2)
    assert "3 permintaan berturut-turut" in radio["Alasan"]
    assert "=1+1 Toko " in rows


async def test_the_sheets_hold_the_weeks_that_the_picture_shows(world: World, tmp_path: Path) -> None:
    found = await book(world, tmp_path / "r.xlsx")
    contacts = table(found["Interaksi"])
    assert {row["Tanggal"] for row in contacts} == {TODAY - timedelta(days=days) for days in (40, 30, 9, 4, 2)}
    assert contacts[-1] | {"Orang": "dr. Dewi Anggraini", "Catatan": "+62 halo", "Anggota tim": "Rina"} == contacts[-1]
    assert [row["Status"] for row in table(found["Pengingat"])] == ["Selesai", "Terbuka"]
    (promise,) = table(found["Janji"])
    assert (promise["Isi janji"], promise["Jatuh tempo"]) == ("=kirim daftar", TODAY - timedelta(days=3))
    rina = next(row for row in table(found["Tim"]) if row["Anggota tim"] == "Rina")
    assert (rina["Selesai"], rina["Selesai dengan catatan"], rina["Masih terbuka"]) == (1, 1, 1)
    weeks = {row["Mitra"]: list(row.values())[-1] for row in table(found["Mitra kunci per pekan"])}
    assert weeks == {"=1+1 Toko ": "tanpa interaksi", "Klinik Sehat Bersama": "jaga hubungan"}


async def test_who_is_no_manager_gets_none(world: World, tmp_path: Path) -> None:
    report = SummaryWorkbook(tmp_path / "r.xlsx", translator_for("id"), formats_for("id", "Asia/Jakarta"))
    with pytest.raises(NotAllowed):
        await WriteSummaryBook(world.storage, ORGANISATION)(by(RINA), report)


async def test_it_holds_the_partners_in_focus_alone(world: World, tmp_path: Path) -> None:
    report = SummaryWorkbook(tmp_path / "r.xlsx", translator_for("id"), formats_for("id", "Asia/Jakarta"))
    await WriteSummaryBook(world.storage, ORGANISATION)(by(MAYA), report, None, Focus(owner_id=SARI.id))
    found = openpyxl.load_workbook(tmp_path / "r.xlsx")
    assert {row["Mitra"] for row in table(found["Mitra"])} == {"Radio Suara Kota"}
    assert {row["Mitra"] for row in table(found["Interaksi"])} == {"Radio Suara Kota"}
    assert not table(found["Pengingat"])
