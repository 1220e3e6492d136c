"""/today, and items opened in place."""

from datetime import date
from typing import Any

import pytest

from bot.chat.answer_buttons import ShowBriefAgain, ShowItem
from bot.chat.buttons import encode
from bot.chat.draft_buttons import Sent, ShowDraft
from bot.chat.drafting import has_words
from bot.chat.reminders import AT_ONCE
from bot.domain.agreements import Agreement
from bot.domain.interactions import Interaction
from bot.domain.notices import Notice
from bot.domain.occasions import Event, Occasion
from bot.domain.partners import Partner
from bot.domain.people import Person as PersonThere
from bot.domain.promises import Promise
from bot.domain.reminders import Announcement, Reminder
from bot.domain.words import (
    Channel,
    EventKind,
    NoticeKind,
    NoticeState,
    OccasionKind,
    PersonState,
    Purpose,
    ReminderKind,
    ReminderState,
    Stage,
    Tier,
)
from bot.usecases.briefs import brief_key
from tests.chat.care_scene import LONG_AGO, TODAY, Scene, clinic_scene
from tests.chat.harness import BotUnderTest

NATAL = date(2026, 12, 25)


async def _of_kind(scene: Scene, kind: ReminderKind) -> Reminder:
    """A reminder of this kind with what stands behind it."""
    subject = ""
    fields: dict[str, Any] = {"person_id": scene.dewi.id}
    if kind is ReminderKind.PROMISE:
        (promise,) = await scene.rawat.put(Promise(scene.clinic.id, "kirim daftar", TODAY))
        subject = f"promise:{promise.id}"
    elif kind is ReminderKind.RENEWAL:
        (agreement,) = await scene.rawat.put(Agreement(scene.clinic.id, TODAY))
        subject = f"agreement:{agreement.id}"
    elif kind in (ReminderKind.FOLLOW_UP, ReminderKind.THANKS):
        subject = f"ask:{(await scene.contact(7, Purpose.ASK)).id}"
    elif kind is ReminderKind.CONDOLENCE:
        (event,) = await scene.rawat.put(Event(scene.clinic.id, scene.dewi.id, EventKind.BEREAVEMENT, TODAY))
        subject = f"event:{event.id}"
    elif kind is ReminderKind.CONGRATULATION:
        subject = f"occasion:{(await _birthday(scene, scene.dewi)).id}"
        fields |= {"opens_on": TODAY, "last_on": date(2026, 11, 30)}
    return await scene.reminder(kind, subject, **fields)


async def _birthday(scene: Scene, person: PersonThere, day: int = 23) -> Occasion:
    kept: list[Occasion] = await scene.rawat.put(
        Occasion(
            person.partner_id,
            OccasionKind.BIRTHDAY,
            day,
            11,
            person_id=person.id,
            year=1980,
            surfaces_on=date(2027, 1, 1),
        )
    )
    return kept[0]


async def test_nothing_to_do_is_said_kindly(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, "id")
    assert (await scene.rina.say("/hariini")).text == "Tidak ada yang menunggu. Selamat beraktivitas!"
    assert scene.rina.last.labels == []


async def test_todays_list_numbers_what_is_open(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, "id")
    await _of_kind(scene, ReminderKind.CONGRATULATION)
    await scene.contact(34)
    await scene.reminder(ReminderKind.CHECK_IN)
    shown = await scene.rina.say("/today")
    assert shown.text == (
        "Ada 2 hal yang menunggu.\n\n"
        "1. 🎂 dr. Dewi Anggraini (Klinik Sehat Bersama) berulang tahun hari ini\n"
        "2. 👋 Klinik Sehat Bersama: interaksi terakhir 34 hari lalu"
    )
    assert shown.labels == ["1", "2"]


async def test_a_key_partner_that_was_flagged_stays_before_the_others(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, "id", tier=Tier.KEY)
    (shop,) = await rawat.put(
        Partner("Toko Buku", owner_id=scene.rina.staff_id, tier=Tier.LIGHT, added_on=LONG_AGO),
    )
    await scene.reminder(ReminderKind.CHECK_IN, partner_id=shop.id, due_in=-9)
    late = await scene.reminder(ReminderKind.CHECK_IN, due_in=-6)
    await rawat.put(Announcement(late.id, Stage.FLAGGED, TODAY))
    lines = (await scene.rina.say("/hariini")).text.splitlines()
    assert lines[2].startswith("1. 👋 Klinik Sehat Bersama")
    assert lines[3].startswith("2. 👋 Toko Buku")


async def test_a_long_list_has_pages_that_turn_in_place(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat)
    for n in range(11):
        (partner,) = await rawat.put(Partner(f"P & {n}", owner_id=scene.rina.staff_id, added_on=LONG_AGO))
        await scene.reminder(ReminderKind.CHECK_IN, partner_id=partner.id)
    shown = await scene.rina.say("/today")
    assert [len(row) for row in shown.rows] == [4, 4, 1]
    await scene.rina.tap("→")
    assert scene.rina.last.id == shown.id
    assert scene.rina.last.labels == ["9", "10", "11", "←"]


async def test_what_is_to_be_prepared_has_a_list_of_its_own(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, "id")
    await scene.reminder(
        ReminderKind.CONGRATULATION,
        f"occasion:{(await _birthday(scene, scene.dewi, 30)).id}",
        due_in=7,
        person_id=scene.dewi.id,
        state=ReminderState.PLANNED,
        opened_on=None,
        ahead_on=TODAY,
        opens_on=date(2026, 11, 30),
        last_on=date(2026, 12, 7),
    )
    shown = await scene.rina.say("/today")
    assert shown.text == "Tidak ada yang menunggu. Selamat beraktivitas!\n\n1 ucapan bisa disiapkan."
    await scene.rina.tap("Siapkan ucapan")
    assert "1. 🎂 dr. Dewi Anggraini (Klinik Sehat Bersama) berulang tahun Senin, 30 November" in scene.rina.text
    await scene.reminder(ReminderKind.CHECK_IN)
    await scene.rina.say("/today")
    await scene.rina.tap("Siapkan ucapan")
    assert scene.rina.text.startswith("1 ucapan bisa disiapkan.\n\n1. 🎂")
    assert scene.rina.last.labels == ["1", "Kembali"]
    await scene.rina.tap("1")
    assert "Masih ada waktu untuk menyiapkan ucapan; harinya Senin, 30 November." in scene.rina.text
    assert scene.rina.last.labels == ["Buat draf", "Kembali", "Kenapa?", "Kartu mitra"]


async def test_an_item_tells_why_and_around_it_in_indonesian(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, "id")
    await scene.contact(143, person_id=scene.dewi.id)
    await scene.contact(34, channel=Channel.CALL, note="sedang cari dokter pengganti")
    await scene.contact(5, Purpose.ASK, staff_id=scene.sari.staff_id, channel=Channel.EMAIL)
    await rawat.put(Promise(scene.clinic.id, "kirim daftar pelatihan", date(2026, 11, 27)))
    await scene.reminder(ReminderKind.CHECK_IN)
    shown = await scene.rina.say("/hariini")
    await scene.rina.tap("1")
    assert scene.rina.last.id == shown.id
    assert scene.rina.text == (
        "👋 Tanya kabar Klinik Sehat Bersama · Mitra kunci\n"
        "Interaksi terakhir 20 Oktober (telepon, Rina). Jadwal tanya kabar: tiap 30 hari.\n"
        "\n"
        "Paling lama belum ditemui: dr. Dewi Anggraini, Kepala Klinik, sejak Juli.\n"
        "Catatan terakhir: “sedang cari dokter pengganti”.\n"
        "Janji kita: kirim daftar pelatihan, paling lambat Jumat, 27 November.\n"
        "Sari juga menghubungi mereka Rabu, 18 November (email)."
    )
    rows = [[key["text"] for key in row] for row in scene.rina.last.rows]
    assert rows == [["Sudah", "Buat draf"], ["Tunda", "Lewati"], ["Kembali", "Kenapa?", "Kartu mitra"]]
    await scene.rina.tap("Kembali")
    assert scene.rina.text.startswith("Ada 1 hal yang menunggu.")


async def test_an_item_in_english(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat)
    await scene.contact(34, channel=Channel.CALL)
    await scene.reminder(ReminderKind.CHECK_IN)
    await scene.rina.say("/today")
    await scene.rina.tap("1")
    assert scene.rina.text.startswith(
        "👋 Check in with Klinik Sehat Bersama · Key partner\n"
        "Last contact 20 October (call, Rina). You check in every 30 days.\n"
    )


@pytest.mark.parametrize(
    ("language", "words", "back"),
    [("id", ("Buat draf", "Draf lain"), "Kembali"), ("en", ("Draft", "Other words"), "Back")],
)
async def test_every_kind_opens_and_comes_back(
    rawat: BotUnderTest, language: str, words: tuple[str, str], back: str
) -> None:
    scene = await clinic_scene(rawat, language)
    made = {kind: await _of_kind(scene, kind) for kind in ReminderKind}
    shown = await scene.rina.say("/today")
    for kind, reminder in made.items():
        await scene.rina.press(shown, encode(ShowItem(reminder.id)))
        assert "Klinik Sehat Bersama" in scene.rina.text
        assert not any(hole in scene.rina.text for hole in ("None", "{", "..", "?."))
        draft = words[1] if kind in AT_ONCE else words[0]
        # A gesture is chosen first: each of the four leads to its own words.
        drafted = has_words(kind) and kind is not ReminderKind.GESTURE
        assert (draft in scene.rina.last.labels) == drafted
        if drafted:
            await scene.rina.tap(draft)
            assert "Rina" in scene.rina.text
            await scene.rina.tap(back)
        assert "Klinik Sehat Bersama" in scene.rina.text


async def test_a_settled_item_says_by_whom_and_when(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, "id")
    settled = await scene.reminder(
        ReminderKind.CHECK_IN,
        state=ReminderState.DONE,
        answered_by=scene.sari.staff_id,
        answered_at=rawat.clock.instant.replace(day=21, hour=10, minute=14),
    )
    shown = await scene.rina.say("/today")
    await scene.rina.press(shown, encode(ShowItem(settled.id)))
    assert "Pengingat ini sudah diselesaikan Sari, 21 November pukul 10.14." in scene.rina.text
    assert scene.rina.last.labels == ["Kembali", "Kenapa?", "Kartu mitra"]


async def test_brief_of_which_nothing_is_kept_any_more_leads_to_what_is_waiting(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat)
    await scene.reminder(ReminderKind.CHECK_IN)
    key = brief_key(scene.rina.staff_id, LONG_AGO)
    await rawat.put(Notice(NoticeKind.BRIEF, key, staff_id=scene.rina.staff_id, state=NoticeState.SENT))
    shown = await scene.rina.say("/today")
    listed = shown.text
    await scene.rina.press(shown, encode(ShowBriefAgain(LONG_AGO)))
    assert scene.rina.text == listed


async def test_an_old_key_says_why_nothing_goes_to_who_died_since(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat)
    reminder = await scene.reminder(ReminderKind.CONDOLENCE, person_id=scene.dewi.id)
    await scene.rina.press(await scene.rina.say("/today"), encode(ShowDraft(reminder.id, 0)))
    async with rawat.app.storage.write() as uow:
        await uow.people.change(scene.dewi.id, state=PersonState.DIED)
        await uow.commit()
    said = await scene.rina.press(scene.rina.last, encode(Sent(reminder.id, "", Channel.CHAT, False)))
    assert "has died; nothing is sent any more." in f"{said.text} {scene.rina.text}"
    assert await rawat.all(Interaction) == []
