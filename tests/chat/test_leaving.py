"""People who leave, move, come back or die, from their cards."""

from datetime import timedelta
from typing import Any

from bot.domain.occasions import Event, KeptFeast, Occasion
from bot.domain.partners import Partner
from bot.domain.people import Person as PersonThere
from bot.domain.promises import Promise
from bot.domain.reminders import Reminder
from bot.domain.words import Consent, EventKind, OccasionKind, PersonState, ReminderKind, ReminderState
from tests.chat.care_scene import TODAY, Scene, clinic_scene
from tests.chat.harness import BotUnderTest
from tests.chat.test_people import kept, opened


async def made_of(scene: Scene) -> PersonThere:
    """Somebody at the clinic whose birthday is today, and who keeps Christmas a day later."""
    draft = PersonThere(scene.clinic.id, "Made Wirawan", "Pak", role="Bendahara", consent=Consent.AGREED)
    (made,) = await scene.rawat.put(draft)
    await scene.rawat.put(
        Occasion(scene.clinic.id, OccasionKind.BIRTHDAY, TODAY.day, TODAY.month, person_id=made.id, year=1980),
        KeptFeast(scene.clinic.id, "natal", made.id, shift=1),
    )
    await scene.rawat.app.plan_reminders(scene.rawat.clock.now())
    return made  # type: ignore[no-any-return]


async def wishes(rawat: BotUnderTest) -> list[tuple[int, int | None, ReminderState]]:
    """The congratulations there are: where, to whom, and how they stand."""
    return [
        (one.partner_id, one.person_id, one.state)
        for one in await rawat.all(Reminder)
        if one.subject.startswith(("occasion:", "feast:"))
    ]


async def test_who_left_gets_no_reminder_any_more_and_undo_brings_it_back(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, baseline_on=TODAY)
    made = await made_of(scene)
    assert await wishes(rawat) == [(scene.clinic.id, made.id, ReminderState.OPEN)]
    rina = await opened(scene, made)
    await rina.tap("No longer there")
    await rina.tap("Has left")
    assert rina.text.startswith("Pak Made Wirawan is marked as no longer there; their reminders stop.")
    assert await wishes(rawat) == [(scene.clinic.id, made.id, ReminderState.WITHDRAWN)]
    await rawat.app.plan_reminders(rawat.clock.now() + timedelta(hours=1))
    assert await wishes(rawat) == [(scene.clinic.id, made.id, ReminderState.WITHDRAWN)]
    await rina.tap("Undo")
    assert await kept(rawat, made) == made
    assert await wishes(rawat) == [(scene.clinic.id, made.id, ReminderState.OPEN)]


async def test_a_colleague_takes_over_what_was_promised(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, baseline_on=TODAY)
    made = await made_of(scene)
    await rawat.put(Promise(scene.clinic.id, "kirim daftar", TODAY + timedelta(days=9), person_id=made.id))
    rina = await opened(scene, made)
    await rina.tap("No longer there")
    asked = rina.last
    await rina.tap("Has left")
    await rina.tap("dr. Dewi Anggraini")
    assert rina.text.startswith("dr. Dewi Anggraini took over, with what we had promised.")
    assert (await kept(rawat, scene.dewi)).role == "Kepala Klinik"
    assert [one.person_id for one in await rawat.all(Promise)] == [scene.dewi.id]
    await rina.press(asked, f"1ya:{made.id}")
    assert "No longer there since 23 November 2026. Now it is dr. Dewi Anggraini." in rina.text
    await rina.say("/undo")
    await rina.tap("Undo")
    assert [one.person_id for one in await rawat.all(Promise)] == [made.id]


async def test_somebody_new_takes_over_with_the_role(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, "id", baseline_on=TODAY)
    made = await made_of(scene)
    rina = await opened(scene, made)
    await rina.tap("Tak lagi di sana")
    await rina.tap("Sudah keluar")
    await rina.say("🌿")
    assert rina.text == "Tidak ada tulisan di situ. Tulis lagi, dengan huruf."
    await rina.say("dewi anggraini")
    assert rina.text.startswith("dr. Dewi Anggraini menjadi pengganti; janji")
    await rina.tap("Urungkan")
    await rina.press(rina.last, f"1yb:{made.id}")
    await rina.say("Bu <b>Sri</b> Hartati")
    new = (await rawat.all(PersonThere))[-1]
    assert (new.addressed, new.role) == ("Bu <b>Sri</b> Hartati", "Bendahara")
    assert (await kept(rawat, made)).successor_id == new.id
    await rawat.redo()
    assert len(await rawat.all(PersonThere)) == 3
    await rina.tap("Urungkan")
    assert len(await rawat.all(PersonThere)) == 2


async def test_who_moves_takes_days_consent_and_a_running_greeting_along(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, baseline_on=TODAY)
    made = await made_of(scene)
    (radio,) = await rawat.put(Partner("Radio Suara Kota", owner_id=scene.sari.staff_id, added_on=TODAY))
    rina = await opened(scene, made)
    await rina.tap("No longer there")
    await rina.tap("Works elsewhere now")
    await rina.say("xyzzy")
    assert rina.text.startswith("No other partner has that name.")
    await rina.say("radio suara")
    asked = rina.last
    await rina.tap("Radio Suara Kota")
    assert rina.text.startswith("Pak Made Wirawan is now at Radio Suara Kota.")
    there = await kept(rawat, made)
    assert (there.partner_id, there.consent, there.role) == (radio.id, Consent.AGREED, None)
    assert {one.partner_id for one in await rawat.all(Occasion)} == {radio.id}
    assert [(one.partner_id, one.shift) for one in await rawat.all(KeptFeast)] == [(radio.id, 1)]
    assert await wishes(rawat) == [(radio.id, made.id, ReminderState.OPEN)]
    assert [one.staff_id for one in await rawat.all(Reminder) if one.person_id == made.id] == [scene.sari.staff_id]
    again = await rina.press(asked, f"1ye:{made.id}:{radio.id}")
    assert again.text == "Pak Made Wirawan is at Radio Suara Kota already. Choose another partner."
    await rina.tap("Congratulate on the new role")
    assert [(one.kind, one.partner_id) for one in await rawat.all(Event)] == [(EventKind.NEW_ROLE, radio.id)]
    await rina.tap("Undo")
    await rina.say("/undo")
    assert "the person’s move" in rina.text
    await rina.tap("Undo")
    assert await kept(rawat, made) == made
    assert {one.partner_id for one in await rawat.all(Occasion)} == {scene.clinic.id}
    assert await wishes(rawat) == [(scene.clinic.id, made.id, ReminderState.OPEN)]


async def test_a_greeting_that_was_sent_is_not_sent_again_from_the_new_partner(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, baseline_on=TODAY)
    made = await made_of(scene)
    (radio,) = await rawat.put(Partner("Radio Suara Kota", owner_id=scene.sari.staff_id, added_on=TODAY))
    await scene.rina.say("wished Pak Made Wirawan a happy birthday by chat today")
    await scene.rina.tap("Save")
    assert await wishes(rawat) == [(scene.clinic.id, made.id, ReminderState.DONE)]
    await scene.rina.press(scene.rina.last, f"1ye:{made.id}:{radio.id}")
    await rawat.app.plan_reminders(rawat.clock.now() + timedelta(days=1))
    assert await wishes(rawat) == [(radio.id, made.id, ReminderState.DONE)]


async def test_what_greets_the_old_partner_stays_there(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, baseline_on=TODAY)
    (radio,) = await rawat.put(Partner("Radio Suara Kota", added_on=TODAY))
    fields: dict[str, Any] = {"person_id": scene.dewi.id, "cycle": "2026", "last_on": TODAY + timedelta(days=3)}
    sent = await scene.reminder(ReminderKind.CONGRATULATION, "feast:natal:partner", state=ReminderState.DONE, **fields)
    await scene.rina.say("/today")
    await scene.rina.press(scene.rina.last, f"1ye:{scene.dewi.id}:{radio.id}")
    assert (await kept(rawat, scene.dewi)).partner_id == radio.id
    assert (await scene.state(sent)).partner_id == scene.clinic.id


async def test_of_who_died_nothing_is_sent_and_condolences_are_offered(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, baseline_on=TODAY)
    made = await made_of(scene)
    await scene.rina.say("/today")
    await scene.rina.tap("1")
    item = scene.rina.last
    rina = await opened(scene, made)
    await rina.tap("No longer there")
    await rina.tap("Has died")
    assert rina.text.startswith("Has Pak Made Wirawan (Klinik Sehat Bersama) died?")
    assert (await kept(rawat, made)).state is PersonState.ACTIVE
    confirming = rina.last
    await rina.tap("Yes, has died")
    assert await wishes(rawat) == [(scene.clinic.id, made.id, ReminderState.WITHDRAWN)]
    for wire in [one for row in item.rows for one in row if "callback_data" in one]:
        # An old button about them: a draft is not made, Done is not taken.
        await rina.press(item, wire["callback_data"])
    assert await wishes(rawat) == [(scene.clinic.id, made.id, ReminderState.WITHDRAWN)]
    await rina.press(confirming, f"1yh:{made.id}")
    assert rina.text.splitlines()[1] == "🕊 Has died. Nothing is sent any more."
    await rina.tap("Offer condolences")
    (condolence,) = [one for one in await rawat.all(Reminder) if one.kind is ReminderKind.CONDOLENCE]
    assert (condolence.state, condolence.person_id) == (ReminderState.OPEN, None)
    await rina.press(confirming, f"1yj:{made.id}")
    assert len(await rawat.all(Event)) == 1
    await rina.say("/today")
    assert "🕊 Klinik Sehat Bersama has lost Pak Made Wirawan" in rina.text
    await rina.tap("1")
    assert "atas berpulangnya Pak Made Wirawan" in rina.text
    await rina.say("/upcoming")
    assert "Made" not in rina.text


async def test_a_death_noted_by_mistake_is_taken_back(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, baseline_on=TODAY)
    made = await made_of(scene)
    rina = await opened(scene, made)
    await rina.press(rina.last, f"1yh:{made.id}")
    await rina.tap("Offer condolences")
    await rina.press(rina.last, f"1qd:{made.id}")
    await rina.tap("It was a mistake")
    assert rina.text.startswith("Pak Made Wirawan is there again")
    living = [one for one in await rawat.all(Reminder) if one.state.living]
    assert [(one.kind, one.person_id) for one in living] == [(ReminderKind.CONGRATULATION, made.id)]
