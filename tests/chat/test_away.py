"""/away: days in words, a stand-in by a button, and everybody told where the reminders are."""

from datetime import date, timedelta

import pytest

from bot.domain.partners import Partner
from bot.domain.reminders import Reminder
from bot.domain.staff import Absence
from bot.domain.words import ReminderKind, ReminderState, Role
from bot.usecases.absence_tidings import TellOfAbsences
from bot.usecases.invitations import NoteReachability
from bot.usecases.planning.plan_reminders import PlanReminders
from tests.chat.care_scene import TODAY, clinic_scene
from tests.chat.harness import BotUnderTest
from tests.chat.test_handing_over import deliver

FRIDAY = date(2026, 11, 27)


async def test_absence_passes_reminders_on_at_once_and_back_when_it_ends(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, language="id")
    rina, sari = scene.rina, scene.sari
    promise = await scene.reminder(ReminderKind.THANKS, subject="")
    birthday = await scene.reminder(ReminderKind.CONGRATULATION, subject="hand")
    await rina.say("/berhalangan hari ini sampai Jumat")
    assert rina.text.splitlines()[0] == "Berhalangan: Senin, 23 November sampai Jumat, 27 November"
    await rina.tap("Sari")
    assert rina.text.splitlines() == [
        "Simpan catatan berhalangan ini?",
        "Berhalangan: Senin, 23 November sampai Jumat, 27 November",
        "Pengganti: Sari",
        "Ucapan tetap di tangan Rina.",
        "Mulai Senin, 23 November, menurut keadaan hari ini: satu pengingat ke Sari.",
    ]
    await rina.tap("Simpan")
    assert rina.text.splitlines()[1] == "Sekarang beralih: satu pengingat ke Sari."
    assert (await scene.state(promise)).staff_id == sari.staff_id
    assert (await scene.state(birthday)).staff_id == rina.staff_id
    await deliver(rawat)
    assert sari.text.splitlines() == [
        "🌴 Rina berhalangan Senin, 23 November sampai Jumat, 27 November. Sari yang menggantikan.",
        "Satu pengingat untuk sementara ada di sini.",
        "Ucapan tetap di tangan Rina.",
    ]
    await sari.say("/tim")
    assert "berhalangan sampai Jumat, 27 November, digantikan Sari" in sari.text
    await sari.say("/cari Klinik Sehat Bersama")
    assert "🌴 Berhalangan sampai Jumat, 27 November, digantikan Sari" in sari.text
    await rina.say("/cuti")
    await rina.tap("Sudah kembali")
    assert rina.text.splitlines() == [
        "Selamat datang kembali! Masa berhalangan sudah diakhiri.",
        "Sekarang beralih: satu pengingat ke Rina.",
    ]
    assert await scene.state(promise) == promise
    assert not await rawat.all(Absence)
    await deliver(rawat)
    assert sari.text.startswith("Rina sudah kembali.")
    await rina.tap("Urungkan")
    assert (await scene.state(promise)).staff_id == sari.staff_id
    assert len(await rawat.all(Absence)) == 1


async def test_greetings_go_along_when_asked_and_undo_brings_all_back(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat)
    birthday = await scene.reminder(ReminderKind.CONDOLENCE, subject="hand")
    before = await rawat.all(Reminder)
    await scene.rina.say("/away until Friday")
    await scene.rina.tap("Sari")
    await scene.rina.tap("Pass greetings on too")
    assert "one reminder to Sari" in scene.rina.text
    await scene.rina.tap("Save")
    assert (await scene.state(birthday)).state is not ReminderState.OPEN or (
        await scene.state(birthday)
    ).staff_id == scene.sari.staff_id
    await scene.rina.tap("Undo")
    assert await rawat.all(Reminder) == before
    assert not await rawat.all(Absence)
    assert await deliver(rawat) == []


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("/away 10-14 Nov", "14 November 2026 is over. Write a day from today on."),
        ("/away 14-10 Dec", "10 December 2026 comes before 14 December 2026."),
        ("/away 26-30 Nov", "These days overlap an absence from 25 November 2026 to 27 November 2026."),
        ("/away 10 - 32 Dec", "There is no 32 December."),
        ("/away whenever", "No days were found in that."),
        ("/away 1 Dec 2026 - 1 Feb 2028", "From 1 December 2026 to 1 February 2028 is more than a year."),
    ],
)
async def test_days_that_cannot_be_are_answered(rawat: BotUnderTest, typed: str, answer: str) -> None:
    scene = await clinic_scene(rawat)
    await rawat.put(Absence(scene.rina.staff_id, date(2026, 11, 25), FRIDAY))
    said = await scene.rina.say(typed)
    if "Who stands in" in said.text:
        await scene.rina.tap("Sari")
    assert scene.rina.text.startswith(answer)
    assert len(await rawat.all(Absence)) == 1


async def test_stand_in_who_is_away_too_is_named_and_a_manager_gets_the_reminders(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat)
    budi = await rawat.colleague("Budi")
    promise = await scene.reminder(ReminderKind.THANKS, subject="")
    await rawat.put(Absence(budi.staff_id, TODAY, FRIDAY))
    await scene.rina.say("/away")
    await scene.rina.say("today until Friday")
    await scene.rina.tap("Budi (away too)")
    assert "⚠️ Budi is away too (Monday, 23 November until Friday, 27 November)" in scene.rina.text
    assert "one reminder to Sari" in scene.rina.text
    await scene.rina.tap("Save")
    assert (await scene.state(promise)).staff_id == scene.sari.staff_id
    await deliver(rawat)
    assert scene.sari.text.startswith("🌴 Rina is away")


async def test_manager_notes_it_for_a_colleague_and_staff_do_not(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat)
    await scene.sari.say("/team")
    await scene.sari.tap("Rina")
    await scene.sari.tap("Away")
    await scene.sari.tap("Note an absence")
    await scene.sari.tap("Until Friday")
    await scene.sari.tap("Each partner’s backup")
    await scene.sari.tap("Save")
    (kept,) = await rawat.all(Absence)
    assert (kept.staff_id, kept.from_on, kept.until_on, kept.stand_in_id) == (
        scene.rina.staff_id,
        TODAY,
        FRIDAY,
        None,
    )
    await deliver(rawat)
    assert scene.rina.text.startswith("🌴 Sari noted that you are away")
    shown = await scene.rina.say("/help")
    await scene.rina.press(shown, f"1aw:{scene.sari.staff_id}")
    assert "Only managers" in scene.rina.text or len(await rawat.all(Absence)) == 1


async def test_absence_ahead_moves_nothing_before_its_day(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat)
    promise = await scene.reminder(ReminderKind.THANKS, subject="")
    await scene.rina.say("/away 1-4 Dec")
    await scene.rina.tap("Sari")
    await scene.rina.tap("Save")
    assert "From Tuesday, 1 December on, as things stand today: one reminder to Sari." in scene.rina.text
    assert await scene.state(promise) == promise
    await scene.rina.tap("Show")
    await scene.rina.tap("Take away")
    assert scene.rina.text.startswith("Cancelled: Rina is not away")
    # Neither the beginning nor the end was told: nobody hears of an absence that never was.
    assert await deliver(rawat) == []
    assert len(await rawat.all(Partner)) == 1


async def test_what_a_colleague_had_goes_to_the_backup_at_once_when_they_leave_or_block(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat)
    budi = await rawat.colleague("Budi")
    boss = await rawat.colleague("Maya", Role.ADMIN)
    async with rawat.app.storage.write() as uow:
        await uow.partners.change(scene.clinic.id, backup_id=budi.staff_id)
        await uow.commit()
    thanks = await scene.reminder(ReminderKind.THANKS, subject="")
    await NoteReachability(rawat.app.storage, rawat.house.organisation)(scene.rina.user.id, False, rawat.clock.now())
    assert (await scene.state(thanks)).staff_id == budi.staff_id
    await NoteReachability(rawat.app.storage, rawat.house.organisation)(scene.rina.user.id, True, rawat.clock.now())
    assert (await scene.state(thanks)).staff_id == scene.rina.staff_id
    await boss.say("/team")
    await boss.tap("Rina")
    await boss.tap("Has left the team")
    await boss.tap("Yes, has left")
    assert (await scene.state(thanks)).staff_id == budi.staff_id
    await deliver(rawat)
    assert budi.text == (
        "👋 Rina has left the team.\nYou are the backup of 1 of their partners; its reminders come here for now."
    )
    assert "/team hands the partners over" in scene.sari.text


async def test_stand_in_hears_at_their_hour_that_it_begins_and_that_it_is_over_each_once(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat)
    await scene.reminder(ReminderKind.THANKS, subject="")
    tell = TellOfAbsences(rawat.app.storage, rawat.house.organisation)
    tomorrow = TODAY + timedelta(days=1)
    await rawat.put(Absence(scene.rina.staff_id, tomorrow, tomorrow, scene.sari.staff_id))
    assert await tell(rawat.clock.now()) == 0
    rawat.clock.instant += timedelta(days=1)
    await PlanReminders(rawat.app.storage, rawat.house.organisation)(rawat.clock.now())
    assert await tell(rawat.clock.now() - timedelta(hours=2)) == 0
    assert [await tell(rawat.clock.now()) for _ in range(2)] == [1, 0]
    await deliver(rawat)
    assert scene.sari.text.splitlines()[:2] == [
        "🌴 Rina is away from today: Tuesday, 24 November. Sari stands in.",
        "One reminder is with you for now.",
    ]
    rawat.clock.instant += timedelta(days=1)
    assert [await tell(rawat.clock.now()) for _ in range(2)] == [1, 0]
    await deliver(rawat)
    assert scene.sari.text.startswith("Rina is back.")


async def test_absence_can_be_ended_long_after_the_word_of_another_was_emptied(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat)
    await scene.reminder(ReminderKind.THANKS, subject="")
    await scene.rina.say("/away until Friday")
    await scene.rina.tap("Sari")
    await scene.rina.tap("Save")
    await deliver(rawat)
    async with rawat.app.storage.write() as uow:
        # As tidying leaves what was sent sixty days ago.
        for notice in await uow.notices.list_by():
            await uow.notices.change(notice.id, facts={})
        await uow.commit()
    await scene.rina.say("/away")
    await scene.rina.tap("Back already")
    assert scene.rina.text.startswith("Welcome back!")
    await deliver(rawat)
    assert scene.sari.text.startswith("Rina is back.")
