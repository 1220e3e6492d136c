"""Chart and XLSX under the summary: for managers alone, once for each press, with the same figures."""

from datetime import date, timedelta
from io import BytesIO
from typing import Any

import openpyxl
import pytest

from bot.chat.buttons import encode
from bot.chat.html import units
from bot.chat.summary_captions import CAPTION_UNITS, picture_caption, team_caption
from bot.chat.summary_files import SendSummaryFile
from bot.domain.partners import Partner
from bot.domain.summary_picture import ColleagueLoad, PartnerWeeks, SummaryPicture, WeekOfContacts, WeekState, weeks_to
from bot.domain.words import CareLevel, Purpose, Role, Tier
from bot.usecases.summary_files import SummaryFile
from tests.chat.brief_facts import reader
from tests.chat.care_scene import LONG_AGO, clinic_scene
from tests.chat.harness import BotUnderTest, Person

START, END = date(2026, 11, 16), date(2026, 11, 22)
CHART = encode(SendSummaryFile(SummaryFile.PICTURE, START, END, None, None, None))


def pictures(rawat: BotUnderTest, to: Person) -> list[Any]:
    """The pictures in the chat, in order."""
    return [message for message in rawat.world.bot_messages(to.user) if message.photo]


async def test_a_manager_gets_the_picture_with_its_figures_in_words_and_the_teams(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, "id", baseline_on=date(2026, 6, 1))
    await scene.contact(5)
    await scene.contact(6, Purpose.ASK)
    await scene.contact(20, Purpose.COORDINATION)
    await rawat.put(Partner("Toko <b>& $1$", Tier.KEY, added_on=LONG_AGO))
    await scene.sari.say("/ringkasan")
    pressed = await scene.sari.tap("Grafik")

    assert pressed.text == "Gambarnya sedang disiapkan."
    (sent,) = pictures(rawat, scene.sari)
    assert sent.text.split("\n") == [
        "Ringkasan hubungan mitra, 16–22 November",
        "16–22 November: Jaga hubungan 1 · Urusan kerja 0 · Permintaan 1.",
        "28 September–22 November: Jaga hubungan 1 · Urusan kerja 1 · Permintaan 1.",
        "Tanya kabar tepat waktu: Mitra kunci 1/2",
        "Mitra kunci tanpa interaksi selama delapan pekan ini: Toko <b>& $1$.",
    ]
    await scene.sari.tap("Pengingat tim")
    _, team = pictures(rawat, scene.sari)
    assert "\nRina: selesai 0 (dengan catatan 0), masih terbuka 0, menunggu giliran 0" in team.text


async def test_the_workbook_comes_in_the_readers_language_with_its_days_in_the_name(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, "id", baseline_on=date(2026, 6, 1))
    await scene.contact(5)
    shown = await scene.sari.say("/ringkasan")
    await scene.sari.tap("XLSX")
    again = await scene.sari.press(shown, encode(SendSummaryFile(SummaryFile.WORKBOOK, START, END, None, None, None)))

    (message,) = [one for one in rawat.world.bot_messages(scene.sari.user) if one.document]
    assert message.document is not None
    file = rawat.world.files.find(message.document["file_id"])
    assert file is not None
    assert file.name == "rawat-2026-11-16-2026-11-22.xlsx"
    assert openpyxl.load_workbook(BytesIO(file.content)).sheetnames[:2] == ["Ringkasan", "Mitra"]
    assert message.text.startswith("Ringkasan 16–22 November dalam bentuk XLSX")
    assert "/ringkasan" in (again.text or "")


async def test_pressed_twice_or_done_again_one_picture_comes(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat)
    shown = await scene.sari.say("/summary")
    await scene.sari.press(shown, CHART)
    await rawat.redo()
    again = await scene.sari.press(shown, CHART)

    assert "sent already" in (again.text or "")
    assert len(pictures(rawat, scene.sari)) == 1
    async with rawat.app.storage.read() as uow:
        acts = await uow.change_sets.list_of(scene.sari.staff_id, rawat.clock.instant - timedelta(days=1))
    assert [(one.act, one.outcome["is"]["file"]) for one in acts] == [("hand_out_summary", "picture")]


@pytest.mark.parametrize("file", SummaryFile)
async def test_who_is_no_manager_any_more_gets_none_by_an_old_button(rawat: BotUnderTest, file: SummaryFile) -> None:
    scene = await clinic_scene(rawat)
    shown = await scene.sari.say("/summary")
    async with rawat.app.storage.write() as uow:
        await uow.staff.change(scene.sari.staff_id, role=Role.STAFF)
        await uow.commit()
    pressed = await scene.sari.press(shown, encode(SendSummaryFile(file, START, END, None, None, None)))

    assert pressed.text == "Only managers can do this. Please ask one of them."
    assert not [one for one in rawat.world.bot_messages(scene.sari.user) if one.photo or one.document]


@pytest.mark.parametrize("language", ["id", "en"])
def test_captions_fit_whatever_the_names(language: str) -> None:
    name = "Yayasan <b>&</b> 🌿 " + "panjang " * 30
    silent = (WeekState.SILENT,) * 8
    picture = SummaryPicture(
        weeks_to(END)[-1],
        tuple(map(WeekOfContacts, weeks_to(END))),
        partners=tuple(PartnerWeeks(n, name, CareLevel.NEGLECTED, silent) for n in range(60)),
        team=tuple(ColleagueLoad(name, 1000, 1000, 1000, 1000) for _ in range(60)),
    )
    for caption in (picture_caption(*reader(language), picture), team_caption(*reader(language), picture)):
        assert units(caption) <= CAPTION_UNITS
        assert "<b>&</b>" not in caption
