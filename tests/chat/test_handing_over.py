"""Handing over, and what colleagues are told at once: new owners, events, answers, links to pass on."""

from datetime import date

from bot.chat.messenger import TelegramMessenger
from bot.domain.delivery import PremiseGone, Sent
from bot.domain.notices import Notice
from bot.domain.occasions import Event
from bot.domain.partners import Partner
from bot.domain.people import Person
from bot.domain.promises import Promise
from bot.domain.reminders import Announcement, Reminder
from bot.domain.staff import Staff
from bot.domain.words import NoticeState, ReminderKind, ReminderState, Role, Stage
from bot.usecases.planning.plan_reminders import PlanReminders
from tests.chat import harness
from tests.chat.harness import BotUnderTest

MONDAY = date(2026, 11, 23)
LONG_AGO = date(2026, 9, 1)


async def deliver(rawat: BotUnderTest) -> list[object]:
    """Sends what waits; gives what became of it."""
    messenger = TelegramMessenger(rawat.house, rawat.library)
    outcomes: list[object] = []
    for notice in await rawat.all(Notice):
        if notice.state is not NoticeState.WAITING:
            continue
        async with rawat.app.storage.write() as uow:
            staff = await uow.staff.get(notice.staff_id or 0)
            outcomes.append(await messenger.send(notice, staff, staff.telegram_id or 0))
            await uow.notices.change(notice.id, state=NoticeState.SENT)
            await uow.commit()
    return outcomes


async def roster(rawat: BotUnderTest, owner: harness.Person, *names: str) -> list[Partner]:
    """Partners of an owner; the first one is owed something today."""
    partners = await rawat.put(*(Partner(name, owner_id=owner.staff_id, added_on=MONDAY) for name in names))
    await rawat.put(Promise(partners[0].id, "kirim daftar", MONDAY))
    await PlanReminders(rawat.app.storage, rawat.house.organisation)(rawat.clock.now())
    return partners


async def test_everything_of_a_colleague_is_handed_over_and_taken_back(rawat: BotUnderTest) -> None:
    maya, rina = await rawat.colleague("Maya", Role.MANAGER), await rawat.colleague("Rina")
    sari = await rawat.colleague("Sari", language="id")
    partners = await roster(rawat, rina, "Klinik Sehat", "Radio Kota")
    before = await rawat.all(Reminder)
    await maya.say("/team")
    await maya.tap("Rina")
    await maya.tap("Hand everything over")
    await maya.tap("Sari")
    assert maya.text.startswith("Hand 2 partners of Rina over to Sari?")
    await maya.tap("Yes, hand over")
    assert maya.text.splitlines()[0] == "2 partners are with Sari now."
    assert {one.owner_id for one in await rawat.all(Partner)} == {sari.staff_id}
    await deliver(rawat)
    assert sari.text.splitlines() == [
        "🤝 Serah terima dari Maya: 2 mitra.",
        "",
        "Yang sudah menunggu:",
        "1. 📌 Janji ke Klinik Sehat: kirim daftar, paling lambat hari ini",
        "",
        "Perkenalkan diri paling lambat Senin, 30 November; pengingatnya sudah dibuat.",
    ]
    made = [one for one in await rawat.all(Reminder) if one.kind is ReminderKind.INTRODUCE]
    assert [(one.partner_id, one.staff_id, one.due_on) for one in made] == [
        (one.id, sari.staff_id, date(2026, 11, 30)) for one in partners
    ]
    said = await maya.say("/undo")
    assert said.text.startswith("Take back the handing over of partners (2 partners)?")
    await maya.tap("Undo")
    assert maya.text.splitlines()[1:] == ["Was told already, which cannot be unsent: Sari."]
    assert {one.owner_id for one in await rawat.all(Partner)} == {rina.staff_id}
    assert await rawat.all(Reminder) == before


async def test_pressed_twice_it_is_handed_over_once(rawat: BotUnderTest) -> None:
    maya, rina = await rawat.colleague("Maya", Role.MANAGER), await rawat.colleague("Rina")
    await roster(rawat, rina, "Klinik Sehat")
    shown = await maya.say("/team")
    await maya.press(shown, f"1th:{rina.staff_id}:{maya.staff_id}:1")
    pressed = await maya.press(shown, f"1th:{rina.staff_id}:{maya.staff_id}:1")
    assert pressed.text == "Rina has no partners left to hand over."
    assert not await rawat.all(Notice)


async def test_staff_hand_nothing_of_others_over(rawat: BotUnderTest) -> None:
    maya, rina = await rawat.colleague("Maya", Role.MANAGER), await rawat.colleague("Rina")
    await roster(rawat, maya, "Klinik Sehat")
    shown = await rina.say("/partners")
    await rina.press(shown, f"1th:{maya.staff_id}:{rina.staff_id}:1")
    assert {one.owner_id for one in await rawat.all(Partner)} == {maya.staff_id}


async def test_one_partner_goes_to_a_colleague_who_has_yet_to_join(rawat: BotUnderTest) -> None:
    maya, rina = await rawat.colleague("Maya", Role.MANAGER), await rawat.colleague("Rina")
    (eko,) = await rawat.put(Staff("Eko"))
    (clinic,) = await roster(rawat, rina, "Klinik Sehat")
    await rina.press(await rina.say("/partners"), f"1pc:{clinic.id}")
    for label in ("Edit", "Owner", "Eko"):
        await rina.tap(label)
    assert (await rawat.all(Partner))[0].owner_id == eko.id
    await deliver(rawat)
    assert maya.text.splitlines()[1] == "Eko: 1 partner"
    await maya.tap("Link for Eko")
    assert "Pass this link on to Eko." in maya.text


async def test_owner_hears_of_an_event_that_a_colleague_noted(rawat: BotUnderTest) -> None:
    rina, sari = await rawat.colleague("Rina"), await rawat.colleague("Sari")
    (clinic,) = await roster(rawat, rina, "Klinik Sehat")
    await rawat.put(Person(clinic.id, "Dewi", "dr."))
    await sari.press(await sari.say("/partners"), f"1pc:{clinic.id}")
    await sari.tap("Something happened")
    await sari.tap("Wedding")
    assert len(await rawat.all(Event)) == 1
    await deliver(rawat)
    assert rina.text == "🎉 dr. Dewi (Klinik Sehat) has married\nNoted by Sari, Monday, 23 November."
    await sari.say("/undo")
    await sari.tap("Undo")
    assert sari.text.splitlines()[-1] == "Was told already, which cannot be unsent: Rina."


async def test_who_was_shown_the_same_reminder_hears_who_settled_it(rawat: BotUnderTest) -> None:
    maya, rina = await rawat.colleague("Maya", Role.MANAGER), await rawat.colleague("Rina")
    await roster(rawat, rina, "Klinik Sehat")
    (promise,) = [one for one in await rawat.all(Reminder) if one.kind is ReminderKind.PROMISE]
    await rawat.put(Announcement(promise.id, Stage.OPENED, MONDAY, f"{rina.staff_id}:2026-11-23"))
    await maya.press(await maya.say("/today"), f"1ri:{promise.id}")
    await maya.tap("Done")
    await maya.tap("Coordination")
    assert [type(one) for one in await deliver(rawat)] == [Sent]
    first, second = rina.text.splitlines()
    assert first == "✅ Maya settled this reminder, 23 November at 08:00:"
    assert second.startswith("📌 ")


async def test_nobody_hears_of_an_answer_that_was_taken_back(rawat: BotUnderTest) -> None:
    maya, rina = await rawat.colleague("Maya", Role.MANAGER), await rawat.colleague("Rina")
    await roster(rawat, rina, "Klinik Sehat")
    (promise,) = [one for one in await rawat.all(Reminder) if one.kind is ReminderKind.PROMISE]
    await rawat.put(Announcement(promise.id, Stage.OPENED, MONDAY, f"{rina.staff_id}:2026-11-23"))
    await maya.press(await maya.say("/today"), f"1ri:{promise.id}")
    await maya.tap("Done")
    await maya.tap("Coordination")
    await maya.tap("Undo")
    assert "unsent" not in maya.text
    assert [type(one) for one in await deliver(rawat)] == [PremiseGone]
    (promise,) = [one for one in await rawat.all(Reminder) if one.id == promise.id]
    assert promise.state is ReminderState.OPEN


async def test_who_left_is_asked_for_a_successor(rawat: BotUnderTest) -> None:
    maya, rina = await rawat.colleague("Maya", Role.ADMIN), await rawat.colleague("Rina")
    await roster(rawat, rina, "Klinik Sehat")
    await maya.say("/team")
    await maya.tap("Rina")
    await maya.tap("Has left the team")
    await maya.tap("Yes, has left")
    assert maya.text.splitlines()[0] == "Rina had 1 partner. Who takes it over?"
    await maya.tap("Hand over")
    await maya.tap("Maya")
    await maya.tap("Yes, hand over")
    assert {one.owner_id for one in await rawat.all(Partner)} == {maya.staff_id}
