"""May we ask now? A plain answer with its reasons."""

from datetime import date, timedelta

import pytest

from bot.domain.occasions import Event
from bot.domain.partners import Partner
from bot.domain.promises import Promise
from bot.domain.reminders import Reminder
from bot.domain.words import AskAnswer, EventKind, Purpose, ReminderKind
from tests.chat.care_scene import LONG_AGO, TODAY, Scene, clinic_scene
from tests.chat.harness import BotUnderTest

ASK = "/asknow klinik sehat"


async def _streak(scene: Scene, n: int) -> None:
    for back in range(n):
        await scene.contact(20 + back, Purpose.ASK, ask_answer=AskAnswer.NO)


async def test_a_good_moment_says_so(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, "id")
    await scene.contact(5)
    told = await scene.rina.say("/bolehminta klinik sehat")
    assert told.text == (
        "Klinik Sehat Bersama: saat yang baik untuk meminta.\n"
        "Belum lama ini, 18 November, kita menyapa mereka.\n"
        "Interaksi terakhir: 18 November."
    )
    assert told.labels == ["Kartu mitra", "Riwayat", "Grafik"]


async def test_two_requests_in_a_row_ask_for_a_check_in_first(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, "id")
    await scene.contact(34)
    await _streak(scene, 2)
    told = await scene.rina.say(ASK)
    assert told.text == (
        "Klinik Sehat Bersama: sebaiknya tanya kabar dulu.\n"
        "Dua permintaan terakhir belum diselingi tanya kabar.\n"
        "Interaksi terakhir: 20 Oktober.\nPermintaan terakhir: 3 November."
    )
    assert told.labels == ["Jadwalkan tanya kabar pekan depan", "Kartu mitra", "Riwayat", "Grafik"]
    await scene.rina.tap("Jadwalkan tanya kabar")
    assert scene.rina.text.endswith("Tanya kabar Klinik Sehat Bersama dijadwalkan Senin, 30 November.")
    assert scene.rina.last.labels == ["Kartu mitra", "Riwayat", "Grafik", "Urungkan"]
    assert [one.kind for one in await rawat.all(Reminder)] == [ReminderKind.CHECK_IN]


async def test_what_they_last_helped_with_is_named(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, "id")
    await scene.contact(21, Purpose.ASK, ask_answer=AskAnswer.HELPED, note="ruang <rapat>")
    await scene.contact(20, Purpose.THANKS)
    told = await scene.rina.say(ASK)
    assert told.text.endswith("Bantuan mereka terakhir: “ruang <rapat>”, 2 November; kita sudah berterima kasih.")


@pytest.mark.parametrize(
    ("language", "verdict", "reasons"),
    [
        (
            "id",
            "Klinik Sehat Bersama: sebaiknya jangan sekarang.",
            ["3 permintaan", "Satu janji kita sudah terlambat.", "Ada yang sedang berduka di sana."],
        ),
        (
            "en",
            "Klinik Sehat Bersama: better not now.",
            ["requests in a row, without care", "A promise of ours is overdue.", "Somebody there is in mourning."],
        ),
    ],
)
async def test_not_now_gives_every_reason(rawat: BotUnderTest, language: str, verdict: str, reasons: list[str]) -> None:
    scene = await clinic_scene(rawat, language)
    await scene.contact(40)
    await _streak(scene, 3)
    await rawat.put(
        Promise(scene.clinic.id, "kirim daftar", TODAY - timedelta(days=3)),
        Event(scene.clinic.id, scene.dewi.id, EventKind.BEREAVEMENT, date(2026, 11, 20)),
    )
    told = await scene.rina.say(ASK)
    assert told.text.startswith(verdict)
    for reason in reasons:
        assert reason.replace("3 permintaan", "Tiga permintaan") in told.text


async def test_a_neglected_partner_is_not_asked(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat)
    await scene.contact(100)
    told = await scene.rina.say(ASK)
    assert told.text == (
        "Klinik Sehat Bersama: better not now.\n"
        "They have waited long for word from us.\n"
        "Our last care was on 15 August.\n"
        "Last contact: 15 August."
    )


async def test_an_unanswered_request_is_named_with_its_day(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat)
    await scene.contact(5)
    await scene.contact(3, Purpose.ASK)
    told = await scene.rina.say(ASK)
    assert "better to check in first.\nOur request of 20 November is still unanswered." in told.text


async def test_without_a_name_with_an_unknown_one_and_with_several(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, "id")
    assert (await scene.rina.say("/bolehminta")).text == (
        "Boleh minta sekarang?\n\nJangan dulu (1)\n1. Klinik Sehat Bersama"
    )
    assert (await scene.rina.say("/bolehminta zzyzx")).text.startswith("Belum ada mitra dengan nama itu.")
    await rawat.put(
        *(Partner(f"Radio <{name}>", owner_id=scene.rina.staff_id, added_on=LONG_AGO) for name in ("Kota", "Desa"))
    )
    several = await scene.rina.say("/bolehminta radio")
    assert several.text == "Mitra yang mana?"
    assert set(several.labels) == {"Radio <Kota>", "Radio <Desa>"}
    await scene.rina.tap("Radio <Kota>")
    assert scene.rina.text.startswith("Radio <Kota>: sebaiknya ")


async def test_list_puts_a_good_moment_first_and_leads_to_each(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, "id")
    for number in range(12):
        (kept,) = await rawat.put(Partner(f"Mitra {number:02}", owner_id=scene.rina.staff_id, added_on=LONG_AGO))
        if number < 6:
            await scene.contact(3, partner_id=kept.id)
    await scene.rina.say("/bolehminta")
    assert "Saat yang baik (6)\n1. Mitra 00" in scene.rina.text
    assert "Jangan dulu (7)" in scene.rina.text
    await scene.rina.tap("→")
    assert scene.rina.text.count("\n") < 8
    await scene.rina.tap("11")
    assert "sebaiknya jangan sekarang" in scene.rina.text
