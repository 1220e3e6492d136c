"""The story of a reminder: why on its day, why to whom, and what happened to it."""

from datetime import date, timedelta

from bot.domain.delivery import Sent
from bot.domain.interactions import Interaction
from bot.domain.notices import Notice
from bot.domain.partners import Partner
from bot.domain.reminders import Reminder
from bot.domain.rhythms import PartnerRhythm
from bot.domain.staff import Absence
from bot.domain.words import Purpose, ReminderKind, Rhythm, Role, Tier
from bot.usecases.briefs import ComposeBriefs
from bot.usecases.planning.plan_reminders import PlanReminders
from tests.chat.care_scene import LONG_AGO, clinic_scene
from tests.chat.harness import BotUnderTest
from tests.chat.test_handing_over import deliver


async def test_story_tells_planning_brief_snooze_undo_absence_and_answer(rawat: BotUnderTest) -> None:
    rina = await rawat.colleague("Rina")
    sari = await rawat.colleague("Sari", Role.MANAGER)
    (clinic,) = await rawat.put(
        Partner("Klinik Sehat", Tier.KEY, owner_id=rina.staff_id, added_on=LONG_AGO, owner_since_on=LONG_AGO)
    )
    on = date(2026, 10, 22)
    await rawat.put(
        *(Interaction(clinic.id, on, one) for one in (Purpose.CHECK_IN, Purpose.UPDATE, Purpose.THANKS)),
    )
    # Thirty days from Thursday, 22 October end on a Saturday: due on Monday.
    due_on = date(2026, 11, 21)
    await rawat.put(PartnerRhythm(clinic.id, Rhythm.CHECK_IN, counts_from=on, due_on=due_on))
    await PlanReminders(rawat.app.storage, rawat.house.organisation)(rawat.clock.now())
    await ComposeBriefs(rawat.app.storage, rawat.house.organisation)(rawat.clock.now())
    await deliver(rawat)
    (reminder,) = await rawat.all(Reminder)
    await rina.say("/today")
    await rina.tap("1")
    await rina.tap("Snooze")
    await rina.tap("Tomorrow")
    await rina.tap("Undo")
    await rawat.put(Absence(rina.staff_id, date(2026, 11, 24), date(2026, 11, 27), sari.staff_id))
    rawat.clock.instant += timedelta(days=1)
    await PlanReminders(rawat.app.storage, rawat.house.organisation)(rawat.clock.now())
    await sari.say("/today")
    await sari.tap("1")
    assert "Standing in for Rina." in sari.text.splitlines()
    await sari.tap("Why?")
    assert sari.text.splitlines()[2:] == [
        "Why on 23 November?",
        "It counts from 22 October.",
        "The rhythm is 30 days (key partner).",
        "Saturday, 21 November is a day off, so it moved to the next working day.",
        "Sari is reminded: Rina: away until Friday, 27 November, Sari stands in.",
        "",
        "What happened",
        "· 23 November: planned",
        "· 23 November: opened",
        "· 23 November: in the morning reminder of Rina",
        "· 23 November at 08:00: put off by Rina until Tuesday, 24 November",
        "· 23 November at 08:00: taken back",
        "· 24 November: passed on to Sari (the owner is away)",
    ]
    await sari.tap("Back")
    assert sari.text.splitlines()[0].startswith("👋 Check in with Klinik Sehat")
    await rina.press(await rina.say("/help"), f"1rb:{reminder.id}")
    assert "passed on to Sari" in rina.text


async def test_story_of_what_was_withdrawn_says_why(rawat: BotUnderTest) -> None:
    rina = await rawat.colleague("Rina", language="id")
    (clinic,) = await rawat.put(Partner("Klinik Sehat", owner_id=rina.staff_id, added_on=LONG_AGO))
    (one,) = await rawat.put(
        Reminder(clinic.id, ReminderKind.UPDATE, "", "start", date(2026, 11, 23), staff_id=rina.staff_id)
    )
    await rina.say("/cari Klinik Sehat")
    for label in ("Ubah", "Arsipkan"):
        await rina.tap(label)
    await rina.press(await rina.say("/bantuan"), f"1rb:{one.id}")
    assert "tidak diperlukan lagi (mitranya diarsipkan)" in rina.text


async def test_item_opened_from_the_brief_leads_back_to_it_and_tells_what_changed(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, language="id")
    await scene.reminder(ReminderKind.THANKS, subject="")
    await scene.reminder(ReminderKind.INTRODUCE, subject=f"owner:{scene.rina.staff_id}")
    await ComposeBriefs(rawat.app.storage, rawat.house.organisation)(rawat.clock.now())
    for outcome, brief in zip(await deliver(rawat), await rawat.all(Notice), strict=True):
        assert isinstance(outcome, Sent)
        async with rawat.app.storage.write() as uow:
            await uow.notices.change(brief.id, message_id=outcome.message_id)
            await uow.commit()
    brief = scene.rina.text
    await scene.rina.tap("1")
    await scene.rina.tap("Kenapa?")
    await scene.rina.tap("Kembali")
    await scene.rina.tap("Kembali")
    assert scene.rina.text == brief
    await scene.rina.tap("1")
    await scene.rina.tap("Sudah")
    old = scene.rina.last
    await scene.rina.press(old, "1rw:20261123")
    assert "✅" in scene.rina.text
    assert "Rina" in next(one for one in scene.rina.text.splitlines() if "✅" in one)
