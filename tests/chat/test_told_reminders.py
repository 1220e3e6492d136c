"""Whatever is noted about people and partners says at once what became of the reminders."""

from datetime import timedelta

from bot.chat.buttons import encode
from bot.chat.event_buttons import NoteEvent
from bot.chat.partner_card import NamePerson
from bot.domain.partners import Partner
from bot.domain.promises import Promise
from bot.domain.reminders import Reminder
from bot.domain.words import EventKind, ReminderKind, ReminderState
from bot.usecases.rhythms import refresh_rhythms
from tests.chat.care_scene import TODAY, Scene, clinic_scene
from tests.chat.harness import BotUnderTest


async def test_a_birthday_that_is_near_is_a_new_reminder_and_gone_when_it_is_not_agreed_to(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, "id", baseline_on=TODAY)
    rina = scene.rina
    await rina.press(await rina.say("/mitra"), encode(NamePerson(scene.clinic.id)))
    await rina.say("Bu Ratna Wulandari, lahir 25/11")
    await rina.tap("Ya, setuju")
    assert rina.text.splitlines()[0] == "Ulang tahunnya disimpan. Satu pengingat baru."
    (wish,) = await rawat.all(Reminder)
    assert wish.kind is ReminderKind.CONGRATULATION
    await rina.press(rina.last, f"1pg:{wish.person_id}:refused")
    assert rina.text.splitlines()[0] == "Sudah diubah. Satu pengingat tidak perlu lagi."
    assert [one.state for one in await rawat.all(Reminder)] == [ReminderState.WITHDRAWN]


async def test_mourning_says_which_other_reminders_are_not_for_now(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, "id", baseline_on=TODAY - timedelta(days=200))
    await _plan(rawat, scene)
    assert await _gesture(rawat) is ReminderState.OPEN
    shown = await scene.rina.say("/mitra")
    await scene.rina.press(shown, encode(NoteEvent(scene.dewi.id, EventKind.BEREAVEMENT)))
    said = "Tercatat untuk dr. Dewi Anggraini: kedukaan. Pengingatnya sudah dibuat. Dua pengingat bergeser."
    assert (scene.rina.text.splitlines()[0], await _gesture(rawat)) == (said, ReminderState.PLANNED)


async def test_a_complaint_holds_a_gesture_back_at_once(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, "id", baseline_on=TODAY - timedelta(days=200))
    await _plan(rawat, scene)
    await scene.rina.say("Klinik Sehat Bersama komplain soal pengiriman, kemarin lewat telepon")
    await scene.rina.tap("Simpan")
    assert await _gesture(rawat) is ReminderState.PLANNED


async def _plan(rawat: BotUnderTest, scene: Scene) -> None:
    async with rawat.app.storage.write() as uow:
        await refresh_rhythms(uow, [scene.clinic.id])
        await uow.commit()
    await rawat.app.plan_reminders(rawat.clock.now())


async def _gesture(rawat: BotUnderTest) -> ReminderState:
    """The state of the one gesture."""
    found: list[Reminder] = [one for one in await rawat.all(Reminder) if one.kind is ReminderKind.GESTURE]
    return found[0].state


async def test_a_merge_says_what_goes_to_the_owner_of_the_one_that_stays(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, "id", baseline_on=TODAY)
    (kept,) = await rawat.put(Partner("Klinik Sehat", owner_id=scene.sari.staff_id, baseline_on=TODAY))
    await rawat.put(Promise(scene.clinic.id, "kirim daftar", TODAY))
    await rawat.app.plan_reminders(rawat.clock.now())
    await scene.sari.press(await scene.sari.say("/mitra"), f"1ga:{kept.id}")
    await scene.sari.tap("Klinik Sehat Bersama")
    await scene.sari.tap("Gabungkan")
    said = "Klinik Sehat Bersama sudah digabungkan ke Klinik Sehat. Satu pengingat pindah ke orang lain."
    assert scene.sari.text.splitlines()[0] == said
