"""After Save: what was settled, what is worth saying, and what it offers."""

from datetime import date
from typing import Any

from bot.chat.buttons import encode
from bot.chat.contact_after import LeavePlan
from bot.chat.draft_buttons import ShowDraft
from bot.chat.messenger import TelegramMessenger
from bot.domain.delivery import PremiseGone, Sent
from bot.domain.interactions import Interaction
from bot.domain.notices import Notice
from bot.domain.occasions import Occasion
from bot.domain.people import Person as PersonThere
from bot.domain.promises import Promise
from bot.domain.reminders import Reminder
from bot.domain.words import (
    Channel,
    Direction,
    Kind,
    OccasionKind,
    PromiseState,
    Purpose,
    ReminderKind,
    ReminderState,
)
from tests.chat.care_scene import TODAY, clinic_scene
from tests.chat.harness import BotUnderTest, Person

ASKED = "minta dana ke Klinik Sehat Bersama"


async def _saved(rina: Person, text: str) -> str:
    await rina.say(text)
    await rina.tap("Simpan" if "Simpan" in rina.last.labels else "Save")
    return rina.text


async def test_an_open_check_in_is_done_and_the_next_one_named(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, "id")
    check_in = await scene.reminder(ReminderKind.CHECK_IN)
    said = await _saved(scene.rina, "telepon dr. Dewi tadi nanya kabar")
    assert said == "Tersimpan. Pengingat tanya kabar selesai; berikutnya sekitar 23 Desember."
    assert scene.rina.last.labels == ["Urungkan"]
    assert (await scene.state(check_in)).state is ReminderState.DONE


async def test_undo_of_a_contact_leads_its_reminder_back(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, "id")
    check_in = await scene.reminder(ReminderKind.CHECK_IN)
    await _saved(scene.rina, "telepon dr. Dewi tadi nanya kabar")
    await scene.rina.tap("Urungkan")
    assert scene.rina.text == "Diurungkan: catatan interaksi (Klinik Sehat Bersama).\n1 pengingat menunggu lagi."
    assert (await scene.state(check_in)).state is ReminderState.OPEN
    assert await scene.contacts() == []


async def test_several_kinds_that_were_settled_are_named(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat)
    await scene.reminder(ReminderKind.CHECK_IN)
    await scene.reminder(ReminderKind.UPDATE)
    said = await _saved(scene.rina, "sent our newsletter to dr. Dewi just now")
    assert said == "Saved. 2 reminders are done: check-in and update. The next check-in is around 23 December."


async def test_a_colleagues_contact_of_this_week_is_shown_before_save_once_for_each(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, "id")
    await scene.contact(3, staff_id=scene.sari.staff_id)
    await scene.contact(5, staff_id=scene.sari.staff_id, channel=Channel.EMAIL)
    await scene.contact(8, staff_id=scene.sari.staff_id)
    card = await scene.rina.say("telepon dr. Dewi tadi nanya kabar")
    assert card.text.endswith("\n\nSari juga menghubungi mereka Jumat, 20 November.")


async def test_what_was_mailed_to_many_is_no_colleagues_contact_and_who_called_whom_is_told(
    rawat: BotUnderTest,
) -> None:
    scene = await clinic_scene(rawat, "id")
    sent: dict[str, Any] = {"mass": True, "channel": Channel.EMAIL, "staff_id": scene.sari.staff_id}
    await scene.contact(2, Purpose.UPDATE, **sent)
    card = await scene.rina.say("telepon dr. Dewi tadi nanya kabar")
    assert "Sari" not in card.text
    await scene.contact(1, Purpose.COMPLAINT, staff_id=scene.sari.staff_id, direction=Direction.THEIRS)
    card = await scene.rina.say("telepon dr. Dewi tadi nanya kabar lagi")
    assert card.text.endswith("\n\nMereka menghubungi Sari kemarin.")


async def test_a_colleagues_contact_of_this_week_is_shown_under_the_words_of_a_draft(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, "id")
    reminder = await scene.reminder(ReminderKind.CHECK_IN)
    await scene.contact(3, staff_id=scene.sari.staff_id, channel=Channel.CHAT)
    await scene.rina.press(await scene.rina.say("/hariini"), encode(ShowDraft(reminder.id, 0)))
    said = "Sari juga menghubungi mereka Jumat, 20 November (chat)."
    assert said in scene.rina.text.splitlines()
    await scene.rina.tap("Tulis sendiri")
    await scene.rina.say("Apa kabar, Dokter?")
    assert scene.rina.text.splitlines()[-1] == said


async def test_the_third_request_in_a_row_gets_one_gentle_sentence_and_offers_a_check_in(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, "id")
    await scene.contact(72)
    await scene.contact(10, Purpose.ASK)
    await scene.contact(5, Purpose.ASK)
    said = await _saved(scene.rina, ASKED)
    assert said == (
        "Tersimpan. Ini permintaan ketiga berturut-turut ke Klinik Sehat Bersama; interaksi tanpa permintaan terakhir "
        "12 September. Mau jadwalkan waktu untuk sekadar tanya kabar?"
    )
    assert scene.rina.last.rows[0][0]["text"] == "Pekan depan"
    assert scene.rina.last.labels == ["Pekan depan", "Pilih hari", "Nanti saja", "Urungkan"]


async def test_the_check_in_is_planned_for_next_week_in_one_tap(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat)
    said = await _saved(scene.rina, ASKED)
    await scene.rina.tap("Next week")
    assert scene.rina.text == f"{said}\n\nPlanned: check in with Klinik Sehat Bersama, Monday, 30 November."
    assert scene.rina.last.labels == ["Undo"]
    (planned,) = await rawat.all(Reminder)
    assert (planned.kind, planned.due_on) == (ReminderKind.CHECK_IN, date(2026, 11, 30))
    await scene.rina.tap("Undo")
    assert scene.rina.text == "Taken back: the planned check-in (Klinik Sehat Bersama)."
    assert len(await scene.contacts()) == 1


async def test_or_for_a_day_that_is_typed(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, "id")
    await _saved(scene.rina, ASKED)
    await scene.rina.tap("Pilih hari")
    await scene.rina.say("kemarin")
    assert scene.rina.text == "22 November 2026 bukan hari yang akan datang. Pilih hari setelah hari ini."
    await scene.rina.say("Jumat")
    assert scene.rina.text == "Tanya kabar Klinik Sehat Bersama dijadwalkan Jumat, 27 November."


async def test_not_now_leaves_undo_alone(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat)
    said = await _saved(scene.rina, ASKED)
    await scene.rina.tap("Not now")
    assert scene.rina.text == said
    assert scene.rina.last.labels == ["Undo"]


async def test_what_they_want_is_offered_as_a_promise_once(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, "id")
    said = await _saved(scene.rina, "dr. Dewi minta proposal")
    assert said.endswith("Mereka menunggu jawaban. Catat janji untuk menjawab, paling lambat Rabu, 25 November?")
    offered = scene.rina.last
    wire = offered.find_button("Catat janji")
    assert wire is not None
    await scene.rina.tap("Catat janji")
    assert scene.rina.text.endswith("Tercatat: janji menjawab, paling lambat Rabu, 25 November.")
    await scene.rina.press(offered, wire["callback_data"])
    assert scene.rina.text.endswith("Janji itu sudah tercatat, paling lambat Rabu, 25 November.")
    (promise,) = await rawat.all(Promise)
    assert (promise.text, promise.person_id) == ("menjawab permintaan mereka", scene.dewi.id)


async def test_second_tap_on_the_promise_done_again_notes_no_second_one(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat)
    await _saved(scene.rina, "dr. Dewi minta proposal")
    offered = scene.rina.last.find_button("Note the promise")
    assert offered is not None
    await scene.rina.tap("Note the promise")
    await scene.rina.press(scene.rina.last, offered["callback_data"])
    said = scene.rina.text
    assert said.endswith("That promise is noted already, by Wednesday, 25 November.")
    await rawat.redo()
    assert scene.rina.text == said
    assert len(await rawat.all(Promise)) == 1


async def test_an_open_promise_is_settled_on_confirmation_alone(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat)
    (promise,) = await rawat.put(Promise(scene.clinic.id, "kirim daftar <pelatihan>", TODAY))
    reminder = await scene.reminder(ReminderKind.PROMISE, f"promise:{promise.id}")
    await _saved(scene.rina, "telepon dr. Dewi tadi nanya kabar")
    assert (await scene.state(reminder)).state is ReminderState.OPEN
    await scene.rina.tap("Promise kept: kirim daftar <pelatihan>")
    assert scene.rina.text.endswith("Noted: the promise is kept.")
    assert (await rawat.all(Promise))[0].state is PromiseState.KEPT
    assert (await scene.state(reminder)).state is ReminderState.DONE
    assert scene.rina.last.labels == ["Undo"]


async def test_several_greetings_that_fit_are_asked_about_by_name(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat)
    (made,) = await rawat.put(PersonThere(scene.clinic.id, "Made <b>", "Pak"))
    for person in (scene.dewi, made):
        (birthday,) = await rawat.put(
            Occasion(scene.clinic.id, OccasionKind.BIRTHDAY, 23, 11, person_id=person.id, surfaces_on=date(2027, 1, 1))
        )
        fields: dict[str, Any] = {"person_id": person.id, "opens_on": TODAY, "last_on": date(2026, 11, 30)}
        await scene.reminder(ReminderKind.CONGRATULATION, f"occasion:{birthday.id}", **fields)
    said = await _saved(scene.rina, "kirim ucapan selamat ulang tahun ke Klinik Sehat Bersama")
    assert said.endswith("Several reminders could be meant. Which one is done by this?")
    assert scene.rina.last.labels[:2] == ["dr. Dewi Anggraini: birthday", "Pak Made <b>: birthday"]
    await scene.rina.tap("Pak Made <b>")
    assert scene.rina.text.endswith("Noted: that reminder is done.")
    assert scene.rina.last.labels == ["Undo"]
    states = {one.person_id: one.state for one in await rawat.all(Reminder)}
    assert states == {scene.dewi.id: ReminderState.OPEN, made.id: ReminderState.DONE}


async def test_a_gift_to_a_government_office_gets_a_word_of_caution(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, "id", kind=Kind.GOVERNMENT)
    said = await _saved(scene.rina, "kirim parsel ke dr. Dewi sebagai ucapan terima kasih")
    assert "bisa terhitung gratifikasi; tanyakan dulu sebelum memberi." in said


async def test_a_complaint_is_told_to_managers_in_their_language(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat)
    maya = await rawat.colleague("Maya", role=(await scene.sari.staff()).role, language="id")
    said = await _saved(scene.rina, "dr. Dewi complained about <late> reports")
    assert "2 colleagues were told of it." in said
    notices = {one.staff_id: one for one in await rawat.all(Notice)}
    assert set(notices) == {scene.sari.staff_id, maya.staff_id}
    assert isinstance(await _send(rawat, notices[scene.sari.staff_id], scene.sari), Sent)
    assert scene.sari.text == (
        "⚠️ Klinik Sehat Bersama has complained.\n"
        "dr. Dewi complained about <late> reports\n"
        "Noted by Rina, Monday, 23 November."
    )
    assert isinstance(await _send(rawat, notices[maya.staff_id], maya), Sent)
    assert maya.text.startswith("⚠️ Klinik Sehat Bersama menyampaikan keluhan.")
    assert maya.last.labels == ["Sudah selesai", "Kartu mitra"]


async def test_a_complaint_taken_back_is_told_to_nobody(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat)
    await _saved(scene.rina, "dr. Dewi complained about late reports")
    (notice,) = await rawat.all(Notice)
    await scene.rina.tap("Undo")
    assert await rawat.all(Interaction) == []
    assert isinstance(await _send(rawat, notice, scene.sari), PremiseGone)


async def _send(rawat: BotUnderTest, notice: Notice, to: Person) -> object:
    return await TelegramMessenger(rawat.house, rawat.library).send(notice, await to.staff(), to.user.id)


async def test_a_first_request_is_met_gently_where_nobody_ever_asked_how_they_are(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, "id")
    await scene.contact(9, Purpose.COORDINATION)
    said = await _saved(scene.rina, ASKED)
    assert said == (
        "Tersimpan. Belum tercatat kita menyapa Klinik Sehat Bersama tanpa keperluan. "
        "Mau jadwalkan waktu untuk sekadar tanya kabar?"
    )


async def test_not_now_under_a_message_that_is_too_old_to_read_says_nothing(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat)
    heard = len(scene.rina.heard)
    await scene.rina.press(await scene.rina.say("/find Klinik Sehat Bersama"), encode(LeavePlan(scene.clinic.id)))
    assert len(scene.rina.heard) == heard + 1
