"""What a sentence tells besides a contact: what befell somebody, a promise, whom a reply is about."""

from datetime import date

from bot.domain.interactions import Interaction
from bot.domain.occasions import Event
from bot.domain.promises import Promise
from bot.domain.reminders import Reminder
from bot.domain.words import Channel, Direction, EventKind, Purpose, ReminderKind, ReminderState
from tests.chat.care_scene import clinic_scene
from tests.chat.harness import BotUnderTest


async def test_condolence_notes_the_bereavement_along_and_leaves_no_reminder_of_it(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat)
    await scene.rina.say("/pengaturan")
    await scene.rina.say("melayat ayah dr. Dewi")
    assert "Noted along with it: bereavement" in scene.rina.text or "Ikut dicatat" in scene.rina.text
    await scene.rina.tap("Save" if "Save" in scene.rina.last.labels else "Simpan")
    (event,) = await rawat.all(Event)
    assert (event.kind, event.person_id) == (EventKind.BEREAVEMENT, scene.dewi.id)
    living = [one for one in await rawat.all(Reminder) if one.state.living and one.kind is ReminderKind.CONDOLENCE]
    assert not living


async def test_illness_that_is_told_is_noted_only_when_wanted(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat)
    await scene.rina.say("called dr. Dewi to catch up, she is in hospital, sakit")
    await scene.rina.tap("Note as well")
    assert "Do not note: illness" in scene.rina.last.labels
    await scene.rina.tap("Do not note")
    await scene.rina.tap("Save")
    assert not await rawat.all(Event)


async def test_mere_event_is_offered_with_its_reminder(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat)
    await scene.rina.say("dr. Dewi sakit")
    assert not await rawat.all(Interaction)
    await scene.rina.tap("Note: illness")
    (event,) = await rawat.all(Event)
    assert event.kind is EventKind.ILLNESS
    assert any(one.person_id == scene.dewi.id and one.state.living for one in await rawat.all(Reminder))


async def test_death_is_told_from_a_death_in_the_family(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat)
    await scene.rina.say("dr. Dewi meninggal dunia")
    assert any("has died" in label for label in scene.rina.last.labels)
    assert not await rawat.all(Event)


async def test_promise_that_is_told_is_noted_by_its_day(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat)
    await scene.rina.say("telepon dr. Dewi tanya kabar, janji kirim proposal Jumat")
    while "Save" not in scene.rina.last.labels:
        await scene.rina.tap(scene.rina.last.labels[0])
    await scene.rina.tap("Save")
    await scene.rina.tap("Note the promise")
    (promise,) = await rawat.all(Promise)
    assert (promise.due_on, promise.person_id) == (date(2026, 11, 27), scene.dewi.id)
    await scene.rina.press(scene.rina.last, f"1wn:{promise.interaction_id}:20261127")
    assert len(await rawat.all(Promise)) == 1


async def test_day_of_a_promise_is_the_one_behind_it(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat)
    await scene.rina.say("tadi ngopi sama dr. Dewi, janji kirim data Jumat")
    await scene.rina.tap("Save")
    await scene.rina.tap("Note the promise")
    assert [one.due_on for one in await rawat.all(Promise)] == [date(2026, 11, 27)]


async def test_reply_to_a_reminder_needs_no_name(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat)
    await scene.reminder(ReminderKind.CHECK_IN)
    await scene.rina.say("/today")
    await scene.rina.tap("1")
    rawat.world.say(scene.rina.user, "sudah ditelepon, tanya kabar", reply_to=scene.rina.last)
    await rawat.settle()
    await scene.rina.tap("Save")
    (contact,) = await rawat.all(Interaction)
    assert (contact.partner_id, contact.channel, contact.direction) == (
        scene.clinic.id,
        Channel.CALL,
        Direction.OURS,
    )
    assert contact.purpose is Purpose.CHECK_IN
    assert next(one.state for one in await rawat.all(Reminder)) is ReminderState.DONE


async def test_done_can_be_widened_with_channel_and_note(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat)
    await scene.reminder(ReminderKind.CHECK_IN)
    await scene.rina.say("/today")
    await scene.rina.tap("1")
    await scene.rina.tap("Done")
    await scene.rina.tap("Add a note")
    await scene.rina.say("sedang cari dokter pengganti")
    (contact,) = await rawat.all(Interaction)
    assert contact.note == "sedang cari dokter pengganti"
