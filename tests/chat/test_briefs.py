"""The morning brief on its way: read again when it is sent, and only on its day."""

from datetime import date, timedelta

from bot.chat.messenger import TelegramMessenger
from bot.domain.delivery import Delivery, PremiseGone, Sent
from bot.domain.notices import Notice
from bot.domain.occasions import Occasion
from bot.domain.people import Person as PersonThere
from bot.domain.reminders import Reminder
from bot.domain.words import Consent, NoticeKind, OccasionKind, ReminderKind
from bot.usecases.briefs import ComposeBriefs
from bot.usecases.rhythms import refresh_rhythms
from tests.chat.care_scene import TODAY, Scene, clinic_scene
from tests.chat.harness import BotUnderTest, Person

SATURDAY = date(2026, 11, 28)


async def _owed(scene: Scene) -> dict[int, Notice]:
    """The briefs that are owed now, by colleague."""
    rawat = scene.rawat
    async with rawat.app.storage.write() as uow:
        await refresh_rhythms(uow, [scene.clinic.id])
        await uow.commit()
    await ComposeBriefs(rawat.house.storage, rawat.house.organisation)(rawat.clock.instant)
    found: list[Notice] = await rawat.all(Notice)
    return {one.staff_id or 0: one for one in found if one.kind is NoticeKind.BRIEF}


async def _sent(rawat: BotUnderTest, notice: Notice, to: Person) -> Delivery:
    return await TelegramMessenger(rawat.house, rawat.library).send(notice, await to.staff(), to.user.id)


async def test_a_brief_opens_its_items_in_place(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, "id", baseline_on=TODAY)
    await scene.contact(34)
    notice = (await _owed(scene))[scene.rina.staff_id]
    assert isinstance(await _sent(rawat, notice, scene.rina), Sent)
    brief = scene.rina.last
    assert brief.text == (
        "Selamat pagi, Rina. Ada satu hal untuk Senin, 23 November.\n\n"
        "1. 👋 Klinik Sehat Bersama: interaksi terakhir 34 hari lalu"
    )
    assert brief.labels == ["1"]
    await scene.rina.tap("1")
    assert scene.rina.last.id == brief.id
    await scene.rina.tap("Sudah")
    assert scene.rina.last.id == brief.id
    (reminder,) = await rawat.all(Reminder)
    assert (reminder.kind, reminder.answered_by) == (ReminderKind.CHECK_IN, scene.rina.staff_id)


async def test_what_was_settled_since_is_gone_and_with_it_a_brief_of_nothing_else(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, baseline_on=TODAY)
    await scene.contact(34)
    notice = (await _owed(scene))[scene.rina.staff_id]
    await scene.rina.say("/today")
    await scene.rina.tap("1")
    await scene.rina.tap("Done")
    assert isinstance(await _sent(rawat, notice, scene.rina), PremiseGone)


async def test_yesterdays_brief_is_not_sent_any_more(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, baseline_on=TODAY)
    await scene.contact(34)
    notice = (await _owed(scene))[scene.rina.staff_id]
    rawat.clock.instant += timedelta(days=1)
    assert isinstance(await _sent(rawat, notice, scene.rina), PremiseGone)


async def test_a_brief_that_was_held_up_until_the_night_is_not_sent(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, baseline_on=TODAY)
    await scene.contact(34)
    notice = (await _owed(scene))[scene.rina.staff_id]
    rawat.clock.instant = rawat.clock.instant.replace(hour=20, minute=0)
    assert isinstance(await _sent(rawat, notice, scene.rina), PremiseGone)
    rawat.clock.instant = rawat.clock.instant.replace(hour=19, minute=59)
    assert isinstance(await _sent(rawat, notice, scene.rina), Sent)


async def test_nothing_to_say_owes_no_brief(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, baseline_on=TODAY)
    assert await _owed(scene) == {}


async def test_on_a_day_off_only_wishes_come(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, baseline_on=TODAY)
    await scene.contact(34)
    birthday = Occasion(scene.clinic.id, OccasionKind.BIRTHDAY, 28, 11, person_id=scene.dewi.id)
    await rawat.put(birthday)
    await agree(rawat, scene.dewi)
    rawat.clock.instant = rawat.clock.instant.replace(day=SATURDAY.day)
    notice = (await _owed(scene))[scene.rina.staff_id]
    await _sent(rawat, notice, scene.rina)
    assert scene.rina.text == (
        "Good morning, Rina. One thing for Saturday, 28 November.\n\n"
        "1. 🎂 It is dr. Dewi Anggraini’s birthday today (Klinik Sehat Bersama)"
    )


async def test_a_key_partners_birthday_is_prepared_a_week_ahead(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, "id", baseline_on=TODAY)
    await rawat.put(Occasion(scene.clinic.id, OccasionKind.BIRTHDAY, 30, 11, person_id=scene.dewi.id))
    await agree(rawat, scene.dewi)
    notice = (await _owed(scene))[scene.rina.staff_id]
    await _sent(rawat, notice, scene.rina)
    assert scene.rina.text == (
        "Selamat pagi, Rina. Tidak ada hal baru untuk Senin, 23 November.\n\n"
        "Segera: dr. Dewi Anggraini (Klinik Sehat Bersama) berulang tahun Senin, 30 November."
    )
    assert scene.rina.last.labels == ["Siapkan ucapan"]


async def test_what_nobody_did_is_told_to_managers_with_whose_it_is(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, "id", baseline_on=TODAY)
    await scene.contact(50)
    rawat.clock.instant = rawat.clock.instant.replace(day=13)
    await _owed(scene)
    rawat.clock.instant = rawat.clock.instant.replace(day=23)
    await _sent(rawat, (await _owed(scene))[scene.sari.staff_id], scene.sari)
    assert "1. 👋 Klinik Sehat Bersama: interaksi terakhir 50 hari lalu · dipegang Rina · terlambat " in scene.sari.text


async def agree(rawat: BotUnderTest, person: PersonThere) -> None:
    """The person agreed that birthdays are remembered."""
    async with rawat.app.storage.write() as uow:
        await uow.people.change(person.id, consent=Consent.AGREED)
        await uow.commit()
