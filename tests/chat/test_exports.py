"""/export: managers take the roster out, in the form they choose."""

from datetime import date
from io import BytesIO
from typing import Any

import openpyxl
import pytest

from bot.chat import exports
from bot.chat.buttons import encode
from bot.chat.exports import ExportAs
from bot.domain.exports import ExportFormat
from bot.domain.interactions import Interaction
from bot.domain.partners import Partner
from bot.domain.people import Person as PersonThere
from bot.domain.words import Purpose, Role
from tests.chat.harness import BotUnderTest, Person


async def manager(rawat: BotUnderTest, language: str = "en") -> Person:
    """A manager with a clinic, one person there and one contact, whose note begins like a formula."""
    rina = await rawat.colleague("Rina", Role.MANAGER, language=language)
    (clinic,) = await rawat.put(Partner("Klinik Sehat", owner_id=rina.staff_id, phone="+62217654321"))
    (dewi,) = await rawat.put(PersonThere(clinic.id, "Dewi Anggraini", "dr.", phone="+628123456789"))
    await rawat.put(Interaction(clinic.id, date(2026, 11, 20), Purpose.CHECK_IN, person_id=dewi.id, note="=1+1"))
    return rina


def sent(rawat: BotUnderTest, to: Person) -> list[Any]:
    """The files in the chat, in order."""
    documents = [message.document for message in rawat.world.bot_messages(to.user) if message.document]
    return [rawat.world.files.find(one["file_id"]) for one in documents]


async def test_says_what_there_is_and_sends_a_workbook_with_its_day_in_the_name(rawat: BotUnderTest) -> None:
    rina = await manager(rawat)
    assert "1 partner, 1 person and 1 contact" in (await rina.say("/export")).text

    await rina.tap("Workbook (XLSX)")

    (file,) = sent(rawat, rina)
    assert file.name == "rawat-2026-11-23.xlsx"
    book = openpyxl.load_workbook(BytesIO(file.content))
    assert book.sheetnames == ["Partners", "People", "Occasions", "Interactions", "Reminders", "Promises"]
    contact = [cell.value for cell in book["Interactions"][2]]
    assert contact[1:3] == ["Klinik Sehat", "dr. Dewi Anggraini"]
    assert "=1+1" in contact


@pytest.mark.parametrize("label", ["Tabel (CSV)", "Kontak (VCF)", "Kalender (ICS)"])
async def test_every_form_comes_in_the_readers_language(rawat: BotUnderTest, label: str) -> None:
    rina = await manager(rawat, "id")
    await rina.say("/ekspor")
    await rina.tap(label)

    (file,) = sent(rawat, rina)
    text = file.content.decode("utf-8-sig")
    assert {"csv": "penanggung jawab;", "vcf": "TEL;TYPE=CELL:+628123456789", "ics": "Hari penting mitra"}[
        file.name.rpartition(".")[2]
    ] in text


async def test_pressed_twice_one_file_comes_and_who_took_it_is_on_record_once(rawat: BotUnderTest) -> None:
    rina = await manager(rawat)
    asked = await rina.say("/export")
    wire = encode(ExportAs(ExportFormat.CSV))
    await rina.press(asked, wire)
    again = await rina.press(asked, wire)

    assert "sent already" in (again.text or "")
    assert len(sent(rawat, rina)) == 1
    await rawat.redo()
    async with rawat.app.storage.read() as uow:
        acts = await uow.change_sets.list_of(rina.staff_id, rawat.clock.instant.replace(year=2025))
    assert [(one.act, one.outcome["is"]["format"]) for one in acts] == [("export_roster", "csv")]


async def test_staff_may_not_take_it_out_by_an_old_button_either(rawat: BotUnderTest) -> None:
    rina = await manager(rawat)
    asked = await rina.say("/export")
    async with rawat.app.storage.write() as uow:
        await uow.staff.change(rina.staff_id, role=Role.STAFF)
        await uow.commit()
    await rina.press(asked, encode(ExportAs(ExportFormat.XLSX)))

    assert not sent(rawat, rina)
    assert "manager" in (await rina.say("/export")).text.lower()


async def test_a_file_too_large_for_telegram_is_said_to_be(
    rawat: BotUnderTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    rina = await manager(rawat)
    monkeypatch.setattr(exports, "MOST_BYTES", 100)
    await rina.say("/export")
    await rina.tap("Workbook (XLSX)")

    assert not sent(rawat, rina)
    assert "rawat export rawat.xlsx" in rina.text
