"""Done, Snooze and Skip in place, for every kind; the first answer settles it."""

from datetime import date
from typing import Any

import pytest

from bot.chat.answer_buttons import AskDone, ShowItem, Skip, Snooze
from bot.chat.buttons import encode
from bot.chat.partners import ShowPartner
from bot.domain.agreements import Agreement
from bot.domain.answers import SnoozeFor
from bot.domain.interactions import Interaction
from bot.domain.promises import Promise
from bot.domain.reminders import Reminder
from bot.domain.words import (
    AgreementOutcome,
    AskAnswer,
    PromiseState,
    Purpose,
    ReminderKind,
    ReminderState,
    SkipReason,
)
from tests.chat.care_scene import TODAY, Scene, clinic_scene
from tests.chat.harness import BotUnderTest, Person

PLAIN = {
    ReminderKind.CHECK_IN: Purpose.CHECK_IN,
    ReminderKind.UPDATE: Purpose.UPDATE,
    ReminderKind.CONGRATULATION: Purpose.CONGRATULATION,
    ReminderKind.CONDOLENCE: Purpose.CONDOLENCE,
    ReminderKind.THANKS: Purpose.THANKS,
    ReminderKind.INTRODUCE: Purpose.CHECK_IN,
}
"""Kinds that one press settles, and what Done writes."""


async def _open(rina: Person, place: int = 1) -> None:
    """Opens an item of today's list."""
    await rina.say("/today")
    await rina.tap(str(place))


async def _birthday(scene: Scene, **fields: Any) -> Reminder:
    known: dict[str, Any] = {"person_id": scene.dewi.id, "opens_on": TODAY, "last_on": date(2026, 11, 25), **fields}
    return await scene.reminder(ReminderKind.CONGRATULATION, "event:0", **known)


@pytest.mark.parametrize("kind", PLAIN)
async def test_done_is_one_press_and_writes_the_contact_of_its_kind(rawat: BotUnderTest, kind: ReminderKind) -> None:
    scene = await clinic_scene(rawat)
    reminder = await scene.reminder(kind, person_id=scene.dewi.id)
    await _open(scene.rina)
    message = scene.rina.last.id
    await scene.rina.tap("Done")
    assert scene.rina.last.id == message
    assert scene.rina.text.startswith("Saved.")
    (contact,) = await scene.contacts()
    assert (contact.purpose, contact.person_id, contact.on) == (PLAIN[kind], scene.dewi.id, TODAY)
    assert (await scene.state(reminder)).state is ReminderState.DONE
    await scene.rina.tap("Undo")
    assert (await scene.state(reminder)).state is ReminderState.OPEN
    assert await scene.contacts() == []


async def test_done_says_when_the_next_check_in_is_in_indonesian(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, "id")
    await scene.reminder(ReminderKind.CHECK_IN)
    await scene.rina.say("/hariini")
    await scene.rina.tap("1")
    await scene.rina.tap("Sudah")
    assert scene.rina.text == "Tersimpan. Tanya kabar berikutnya sekitar 23 Desember."
    assert scene.rina.last.labels == ["Cara", "Tambah catatan", "Urungkan", "Yang menunggu"]


async def test_a_gesture_asks_which_it_was(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat)
    reminder = await scene.reminder(ReminderKind.GESTURE)
    await _open(scene.rina)
    await scene.rina.tap("Done")
    assert scene.rina.text == "Which of these was it?"
    assert scene.rina.last.labels == ["Thanks", "Special offer", "Promoting them", "Introduction", "Back"]
    await scene.rina.tap("Introduction")
    assert "To whom should" in scene.rina.text
    await scene.rina.tap("Just note it")
    assert [one.purpose for one in await scene.contacts()] == [Purpose.INTRODUCTION]
    assert (await scene.state(reminder)).state is ReminderState.DONE


async def test_a_promise_asks_the_purpose_and_is_kept(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, "id")
    (promise,) = await rawat.put(Promise(scene.clinic.id, "kirim daftar", TODAY))
    await scene.reminder(ReminderKind.PROMISE, f"promise:{promise.id}")
    await _open(scene.rina)
    await scene.rina.tap("Sudah")
    assert scene.rina.text == "Janji ditepati! Tujuan interaksinya apa?"
    assert scene.rina.last.labels[0] == "Koordinasi"
    await scene.rina.tap("Koordinasi")
    assert [one.purpose for one in await scene.contacts()] == [Purpose.COORDINATION]
    assert (await rawat.all(Promise))[0].state is PromiseState.KEPT


async def test_an_agreement_asks_its_outcome_and_a_renewal_its_day(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat)
    (agreement,) = await rawat.put(Agreement(scene.clinic.id, date(2026, 11, 30)))
    reminder = await scene.reminder(ReminderKind.RENEWAL, f"agreement:{agreement.id}", due_in=7)
    await _open(scene.rina)
    assert scene.rina.last.labels == ["Done", "Draft", "Snooze", "Back", "Why?", "Partner’s card"]
    await scene.rina.tap("Done")
    assert scene.rina.last.labels == ["Renewed", "In process", "Ended", "Back"]
    await scene.rina.tap("Renewed")
    await scene.rina.say("31/11/2027")
    assert scene.rina.text.startswith("There is no 31 November.")
    await scene.rina.say("30 November 2026")
    assert scene.rina.text.startswith("The new end must be later than 30 November 2026.")
    await scene.rina.say("31 December 2027")
    assert scene.rina.text == "Renewed until 31 December 2027. There will be a reminder in good time."
    assert [one.to_on for one in await rawat.all(Agreement)] == [date(2026, 11, 30), date(2027, 12, 31)]
    assert (await scene.state(reminder)).state is ReminderState.DONE
    await scene.rina.tap("Undo")
    assert [one.outcome for one in await rawat.all(Agreement)] == [AgreementOutcome.OPEN]


@pytest.mark.parametrize(
    ("label", "outcome", "said"),
    [
        ("Sedang diproses", AgreementOutcome.IN_PROCESS, "Tercatat: sedang diproses."),
        ("Berakhir", AgreementOutcome.ENDED, "Tercatat: berakhir."),
    ],
)
async def test_other_outcomes_are_one_press(
    rawat: BotUnderTest, label: str, outcome: AgreementOutcome, said: str
) -> None:
    scene = await clinic_scene(rawat, "id")
    (agreement,) = await rawat.put(Agreement(scene.clinic.id, date(2026, 11, 30)))
    await scene.reminder(ReminderKind.RENEWAL, f"agreement:{agreement.id}", due_in=7)
    await _open(scene.rina)
    await scene.rina.tap("Sudah")
    await scene.rina.tap(label)
    assert scene.rina.text == said
    assert [one.outcome for one in await rawat.all(Agreement)] == [outcome]
    await scene.rina.press(scene.rina.last, encode(ShowPartner(scene.clinic.id)))
    on_card = "📄 Perjanjian sampai 30 November 2026 · sedang diproses" in scene.rina.text
    assert on_card is (outcome is AgreementOutcome.IN_PROCESS)


@pytest.mark.parametrize(
    ("label", "answer", "said"),
    [
        ("Dibantu", AskAnswer.HELPED, "Syukurlah. Ucapan terima kasih dijadwalkan besok."),
        ("Belum", AskAnswer.NOT_YET, "Tercatat. Akan ditanyakan lagi Senin, 30 November."),
        ("Tidak", AskAnswer.NO, "Tercatat."),
    ],
)
async def test_what_came_of_a_request_is_one_press(
    rawat: BotUnderTest, label: str, answer: AskAnswer, said: str
) -> None:
    scene = await clinic_scene(rawat, "id")
    ask = await scene.contact(7, Purpose.ASK)
    reminder = await scene.reminder(ReminderKind.FOLLOW_UP, f"ask:{ask.id}")
    await _open(scene.rina)
    await scene.rina.tap("Sudah")
    assert scene.rina.text == "Apakah mereka membantu?"
    await scene.rina.tap(label)
    assert scene.rina.text == said
    assert (await scene.contacts())[0].ask_answer is answer
    await scene.rina.tap("Urungkan")
    assert (await scene.contacts())[0].ask_answer is None
    assert (await scene.state(reminder)).state is ReminderState.OPEN


@pytest.mark.parametrize(
    ("label", "until"),
    [("Besok", date(2026, 11, 24)), ("Tiga hari lagi", date(2026, 11, 26)), ("Pekan depan", date(2026, 11, 30))],
)
async def test_snooze_is_two_presses_and_undo_leads_back(rawat: BotUnderTest, label: str, until: date) -> None:
    scene = await clinic_scene(rawat, "id")
    reminder = await scene.reminder(ReminderKind.CHECK_IN)
    await _open(scene.rina)
    await scene.rina.tap("Tunda")
    await scene.rina.tap(label)
    assert scene.rina.text.startswith("Ditunda sampai ")
    asleep = await scene.state(reminder)
    assert (asleep.state, asleep.snoozed_until) == (ReminderState.SNOOZED, until)
    await scene.rina.tap("Urungkan")
    assert (await scene.state(reminder)).state is ReminderState.OPEN


async def test_a_typed_day_to_snooze_until_is_taken_and_a_bad_one_leaves_the_form(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat)
    reminder = await scene.reminder(ReminderKind.CHECK_IN)
    await _open(scene.rina)
    await scene.rina.tap("Snooze")
    await scene.rina.tap("Choose a day")
    assert scene.rina.text == "Until which day? Write it, for example Friday or 4 December."
    await scene.rina.say("whenever")
    assert scene.rina.text.startswith("No day was found in that.")
    await scene.rina.say("yesterday")
    assert scene.rina.text.startswith("22 November 2026 is not ahead.")
    await scene.rina.say("4 December")
    assert scene.rina.text == "It waits until Friday, 4 December."
    assert (await scene.state(reminder)).snoozed_until == date(2026, 12, 4)


async def test_a_greeting_waits_no_longer_than_its_last_day_and_says_so(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, "id")
    reminder = await _birthday(scene)
    await _open(scene.rina)
    await scene.rina.tap("Tunda")
    await scene.rina.tap("Pekan depan")
    assert scene.rina.text == ("Ditunda sampai Rabu, 25 November: itu hari terakhir ucapan ini masih pantas dikirim.")
    assert (await scene.state(reminder)).snoozed_until == date(2026, 11, 25)


async def test_on_its_last_day_a_greeting_cannot_wait(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat)
    await _birthday(scene, last_on=TODAY)
    await _open(scene.rina)
    await scene.rina.tap("Snooze")
    refused = await scene.rina.tap("Tomorrow")
    assert refused.text == (
        "23 November 2026 is the last day on which this greeting still fits, so it cannot wait any longer."
    )


async def test_skip_asks_why_in_one_tap_for_every_kind_but_an_agreement(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat)
    ask = await scene.contact(7, Purpose.ASK)
    (promise,) = await rawat.put(Promise(scene.clinic.id, "send the list", TODAY))
    subjects = {ReminderKind.FOLLOW_UP: f"ask:{ask.id}", ReminderKind.PROMISE: f"promise:{promise.id}"}
    made = {kind: await scene.reminder(kind, subject) for kind, subject in subjects.items()}
    shown = await scene.rina.say("/today")
    for kind in ReminderKind:
        reminder = made.get(kind) or await scene.reminder(kind)
        await scene.rina.press(shown, encode(ShowItem(reminder.id)))
        if kind is ReminderKind.RENEWAL:
            assert "Skip" not in scene.rina.last.labels
            continue
        await scene.rina.tap("Skip")
        elsewhere = [] if kind is ReminderKind.FOLLOW_UP else ["Already done elsewhere"]
        assert scene.rina.last.labels == ["Not now", "Wrong person", "Another reason", *elsewhere, "Back"]
        await scene.rina.tap("Wrong person")
        assert scene.rina.text.startswith("Skipped")
        skipped = await scene.state(reminder)
        assert (skipped.state, skipped.skip_reason) == (ReminderState.SKIPPED, SkipReason.WRONG_PERSON)
        await scene.rina.tap("Undo")
        assert (await scene.state(reminder)).state is ReminderState.OPEN


async def test_done_elsewhere_asks_the_day_by_buttons_or_typed(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, "id")
    await scene.reminder(ReminderKind.CHECK_IN)
    await _open(scene.rina)
    await scene.rina.tap("Lewati")
    await scene.rina.tap("Sudah dilakukan")
    assert scene.rina.text == "Terjadinya hari apa? Pilih, atau tulis sendiri, misalnya 23/11."
    await scene.rina.say("besok")
    assert scene.rina.text.startswith("Interaksi tidak bisa dicatat untuk hari yang belum tiba.")
    await scene.rina.say("Jumat lalu")
    assert scene.rina.text.startswith("Tersimpan.")
    assert [one.on for one in await scene.contacts()] == [date(2026, 11, 20)]


async def test_done_elsewhere_asks_a_gesture_nothing_twice(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat)
    await scene.reminder(ReminderKind.GESTURE)
    await _open(scene.rina)
    await scene.rina.tap("Skip")
    await scene.rina.tap("Already done elsewhere")
    await scene.rina.tap("Yesterday")
    assert scene.rina.text == "Which of these was it?"
    await scene.rina.tap("Thanks")
    assert [(one.purpose, one.on) for one in await scene.contacts()] == [(Purpose.THANKS, date(2026, 11, 22))]


async def test_two_colleagues_at_once_settle_it_once_and_the_second_sees_who_did(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, "id")
    reminder = await scene.reminder(ReminderKind.CHECK_IN)
    await _open(scene.rina)
    shown = scene.rina.last
    done = encode(AskDone(reminder.id))
    await scene.sari.say("/hariini")
    await scene.sari.press(scene.sari.last, done)
    for wire in (done, encode(Snooze(reminder.id, SnoozeFor.TOMORROW)), encode(Skip(reminder.id, SkipReason.OTHER))):
        await scene.rina.press(shown, wire)
        assert scene.rina.text == "Pengingat ini sudah diselesaikan Sari, 23 November pukul 08.00."
        assert scene.rina.last.labels == ["Yang menunggu"]
    assert len(await scene.contacts()) == 1


async def test_done_again_after_a_kill_writes_once_and_says_the_same(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat)
    await scene.reminder(ReminderKind.CHECK_IN)
    await _open(scene.rina)
    await scene.rina.tap("Done")
    said = scene.rina.text
    rawat.strict = False  # the press was answered before the kill
    await rawat.redo()
    assert scene.rina.text == said
    assert len(await scene.contacts()) == 1


async def test_a_typed_day_done_again_after_a_kill_writes_once(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat)
    await scene.reminder(ReminderKind.CHECK_IN)
    await _open(scene.rina)
    await scene.rina.tap("Skip")
    await scene.rina.tap("Already done elsewhere")
    await scene.rina.say("Friday")
    said = scene.rina.text
    await rawat.redo()
    assert scene.rina.text == said
    assert [one.on for one in await rawat.all(Interaction)] == [date(2026, 11, 20)]


async def test_a_greeting_that_has_not_opened_cannot_be_done_yet(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat)
    ahead = await _birthday(
        scene, due_on=date(2026, 11, 30), opens_on=date(2026, 11, 30), state=ReminderState.PLANNED, opened_on=None
    )
    await scene.rina.say("/today")
    refused = await scene.rina.press(scene.rina.last, encode(AskDone(ahead.id)))
    assert refused.text == "This opens on 30 November 2026; until then there is nothing to answer."
