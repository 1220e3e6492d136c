"""Words ready to send: chosen, sent, written by oneself, and never the same twice in a row."""

from dataclasses import replace
from datetime import date
from typing import Any
from urllib.parse import unquote

import pytest

from bot.chat.answer_buttons import ShowItem
from bot.chat.buttons import encode
from bot.chat.draft_buttons import Sent, ShowDraft
from bot.domain.given_texts import GivenText
from bot.domain.interactions import Interaction
from bot.domain.occasions import Event, Occasion
from bot.domain.partners import Partner
from bot.domain.people import Person as PersonThere
from bot.domain.ports import Actor
from bot.domain.promises import Promise
from bot.domain.reminders import Reminder
from bot.domain.words import (
    Channel,
    Consent,
    EventKind,
    OccasionKind,
    PartnerState,
    PersonState,
    Purpose,
    ReminderKind,
    ReminderState,
)
from bot.sandbox.chats import Message
from bot.usecases.merging import MergePartners
from bot.usecases.privacy import ErasePerson
from tests.chat.care_scene import TODAY, Scene, clinic_scene
from tests.chat.harness import BotUnderTest

PHONE = "+628111222333"


async def change(rawat: BotUnderTest, row: Any, **fields: object) -> None:
    async with rawat.app.storage.write() as uow:
        book: Any = {PersonThere: uow.people, Partner: uow.partners, Reminder: uow.reminders}[type(row)]
        await book.change(row.id, **fields)
        await uow.search.touch({getattr(row, "partner_id", row.id)})
        await uow.commit()


async def birthday(scene: Scene, days_ago: int = 0, **person: object) -> Reminder:
    """Dewi's birthday, today or so many days ago."""
    await change(scene.rawat, scene.dewi, **{"phone": PHONE, "call_name": "Dewi", **person})
    day = 23 - days_ago
    (occasion,) = await scene.rawat.put(
        Occasion(
            scene.clinic.id,
            OccasionKind.BIRTHDAY,
            day,
            11,
            person_id=scene.dewi.id,
            year=1976,
            surfaces_on=date(2027, 1, 1),
        )
    )
    window: dict[str, Any] = {"opens_on": date(2026, 11, day), "last_on": date(2026, 11, 30), "cycle": "2026"}
    kind, subject = ReminderKind.CONGRATULATION, f"occasion:{occasion.id}"
    return await scene.reminder(kind, subject, -days_ago, person_id=scene.dewi.id, **window)


def key(message: Message, label: str) -> dict[str, Any]:
    found = message.find_button(label)
    assert found is not None, message.labels
    return found


async def test_a_congratulation_goes_out_by_whatsapp_in_three_taps(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, "id")
    reminder = await birthday(scene)
    await scene.rina.say("/hariini")
    await scene.rina.tap("1")
    assert scene.rina.last.labels == [
        "WhatsApp",
        "Salin",
        "Terkirim",
        "Draf lain",
        "Sudah",
        "Tunda",
        "Lewati",
        "Kembali",
        "Kenapa?",
        "Kartu mitra",
    ]
    link, copied = key(scene.rina.last, "WhatsApp")["url"], key(scene.rina.last, "Salin")["copy_text"]["text"]
    assert link.startswith("https://wa.me/628111222333?text=")
    assert unquote(link.partition("?text=")[2]) == copied
    assert scene.rina.text.endswith(copied)
    assert "dr. Dewi" in copied
    assert "Rina" in copied
    await scene.rina.tap("Terkirim")
    assert scene.rina.text.startswith("Tersimpan.")
    (contact,) = await scene.contacts()
    assert (contact.purpose, contact.channel, contact.person_id) == (
        Purpose.CONGRATULATION,
        Channel.CHAT,
        scene.dewi.id,
    )
    done = await scene.state(reminder)
    assert (done.state, done.interaction_id) == (ReminderState.DONE, contact.id)
    await rawat_redo_changes_nothing(rawat, scene)
    await scene.rina.tap("Urungkan")
    assert (await scene.state(reminder)).state is ReminderState.OPEN
    assert not await scene.contacts()
    assert not await rawat.all(GivenText)


async def rawat_redo_changes_nothing(rawat: BotUnderTest, scene: Scene) -> None:
    before = [await rawat.all(one) for one in (Interaction, Reminder, GivenText)]
    said = scene.rina.text
    await rawat.redo()
    assert [await rawat.all(one) for one in (Interaction, Reminder, GivenText)] == before
    assert scene.rina.text == said


async def test_three_to_choose_from_and_more_of_them(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, "id")
    await birthday(scene)
    await scene.rina.say("/hariini")
    await scene.rina.tap("1")
    await scene.rina.tap("Draf lain")
    first = scene.rina.text
    assert first.startswith("Draf untuk dr. Dewi Anggraini; silakan ubah seperlunya:\n\n")
    assert {"· 1 ·", "2", "3", "Tulis sendiri"} <= set(scene.rina.last.labels)
    await scene.rina.tap("3")
    assert "· 3 ·" in scene.rina.last.labels
    assert scene.rina.text != first
    await scene.rina.tap("Terkirim")
    assert len(await rawat.all(GivenText)) == 1


async def test_the_text_of_the_last_two_times_is_not_offered_again(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, "id")
    reminder = await birthday(scene)
    seen: list[str] = []
    for _ in range(3):
        await scene.rina.say("/hariini")
        await scene.rina.tap("1")
        seen.append(key(scene.rina.last, "Salin")["copy_text"]["text"])
        await scene.rina.tap("Terkirim")
        await change(rawat, reminder, state=ReminderState.OPEN, answered_at=None, answered_by=None)
    assert len(set(seen)) == 3


async def test_a_belated_draft_knows_that_it_is(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, "id")
    await birthday(scene, days_ago=3)
    await scene.rina.say("/hariini")
    await scene.rina.tap("1")
    for _ in range(3):
        assert "terlambat" in scene.rina.text
    await scene.rina.tap("Draf lain")
    assert "terlambat" in scene.rina.text


@pytest.mark.parametrize(
    ("phone", "said"),
    [
        (None, "Nomor telepon dan alamat email dr. Dewi Anggraini belum ada."),
        ("+62811", "“+62811” bukan nomor yang bisa dibuka WhatsApp."),
        ("belum tahu", "“belum tahu” bukan nomor yang bisa dibuka WhatsApp."),
        ("+1234567890123456", "“+1234567890123456” bukan nomor yang bisa dibuka WhatsApp."),
    ],
)
async def test_no_number_or_none_that_is_one_leads_to_adding_it(
    rawat: BotUnderTest, phone: str | None, said: str
) -> None:
    scene = await clinic_scene(rawat, "id")
    reminder = await birthday(scene, phone=phone)
    shown = await scene.rina.say("/hariini")
    await scene.rina.press(shown, encode(ShowDraft(reminder.id, 0)))
    assert said in scene.rina.text
    assert "WhatsApp" not in scene.rina.last.labels
    await scene.rina.tap("nomor telepon")
    assert "nomor telepon" in scene.rina.text
    # The draft is there again, and can go out now.
    await scene.rina.say("0812-3456-7890")
    assert key(scene.rina.last, "WhatsApp")["url"].startswith("https://wa.me/6281234567890?text=")


async def test_several_numbers_and_ways_are_chosen_by_their_keys(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, "id")
    phones = f"{PHONE}; +628999888777"
    reminder = await birthday(scene, phone=phones, telegram="@dewi_a", email="dewi@example.org")
    await scene.rina.say("/hariini")
    await scene.rina.tap("1")
    assert scene.rina.last.labels[:7] == [
        "WhatsApp …2333",
        "WhatsApp …8777",
        "Telegram",
        "Salin",
        "Email",
        "Terkirim",
        "Draf lain",
    ]
    assert key(scene.rina.last, "Telegram")["url"].startswith("https://t.me/dewi_a?text=")
    await scene.rina.tap("Email")
    assert scene.rina.text.startswith("Kepada: dewi@example.org\nSubjek: Selamat ulang tahun, dr. Dewi!\n")
    assert key(scene.rina.last, "Salin alamat")["copy_text"]["text"] == "dewi@example.org"
    await scene.rina.tap("Terkirim lewat email")
    assert (await scene.state(reminder)).state is ReminderState.DONE
    assert (await scene.contacts())[0].channel is Channel.EMAIL


async def test_how_it_went_is_asked_where_no_way_is_known(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, "id")
    await birthday(scene, phone=None)
    await scene.rina.say("/hariini")
    await scene.rina.tap("1")
    await scene.rina.tap("Terkirim")
    assert scene.rina.text == "Dikirim lewat apa?"
    await scene.rina.tap("Tatap muka")
    assert (await scene.contacts())[0].channel is Channel.IN_PERSON


async def test_ones_own_words_come_back_with_the_same_keys(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, "id")
    reminder = await birthday(scene)
    shown = await scene.rina.say("/hariini")
    await scene.rina.press(shown, encode(ShowDraft(reminder.id, 0)))
    await scene.rina.tap("Tulis sendiri")
    await scene.rina.say("Selamat ulang tahun Dokter! <3 & peluk hangat")
    assert scene.rina.text.endswith("Selamat ulang tahun Dokter! <3 & peluk hangat")
    link = key(scene.rina.last, "WhatsApp")["url"]
    assert unquote(link.partition("?text=")[2]) == "Selamat ulang tahun Dokter! <3 & peluk hangat"
    await rawat.redo()
    await scene.rina.tap("Pilihan draf")
    await scene.rina.tap("Tulis sendiri")
    assert "<3 & peluk hangat" in scene.rina.text
    await scene.rina.tap("Terkirim")
    assert (await scene.state(reminder)).state is ReminderState.DONE
    assert not await rawat.all(GivenText)


async def test_long_words_are_copied_by_a_tap(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, "id")
    reminder = await birthday(scene)
    shown = await scene.rina.say("/hariini")
    await scene.rina.press(shown, encode(ShowDraft(reminder.id, 0)))
    await scene.rina.tap("Tulis sendiri")
    await scene.rina.say("Selamat! 🎂 " * 120)
    assert "Salin" not in scene.rina.last.labels
    assert scene.rina.text.endswith("Ketuk teksnya untuk menyalin.")
    assert key(scene.rina.last, "WhatsApp")["url"] == "https://wa.me/628111222333"


@pytest.mark.parametrize(
    ("who", "fields", "said"),
    [
        ("dewi", {"state": PersonState.DIED}, "dr. Dewi & <Co> sudah berpulang; tidak ada lagi yang dikirim."),
        ("dewi", {"state": PersonState.LEFT}, "dr. Dewi & <Co> sudah tidak di sana; pilih orang lain untuk dihubungi."),
        ("dewi", {"consent": Consent.REFUSED}, "tidak ingin hari penting dan hari besarnya diingat"),
        ("clinic", {"state": PartnerState.ARCHIVED}, "Klinik Sehat Bersama sudah diarsipkan"),
    ],
)
async def test_nothing_is_drafted_or_sent_to_who_is_not_to_get_it(
    rawat: BotUnderTest, who: str, fields: dict[str, Any], said: str
) -> None:
    scene = await clinic_scene(rawat, "id")
    reminder = await birthday(scene, name="Dewi & <Co>")
    await scene.rina.say("/hariini")
    await scene.rina.tap("1")
    item = scene.rina.last
    await change(rawat, getattr(scene, who), **fields)
    pressed = await scene.rina.press(item, encode(ShowDraft(reminder.id, 0)))
    assert said in (pressed.text or "")
    assert pressed.show_alert
    await scene.rina.press(item, encode(Sent(reminder.id, "", Channel.CHAT, False)))
    assert not await scene.contacts()
    await scene.rina.press(item, encode(ShowItem(reminder.id)))
    assert said in scene.rina.text
    assert "Terkirim" not in scene.rina.last.labels


async def test_what_a_colleague_sent_is_not_sent_again(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, "id")
    reminder = await birthday(scene)
    await scene.rina.say("/hariini")
    await scene.rina.tap("1")
    mine = scene.rina.last
    await scene.sari.say("/hariini")
    await scene.sari.press(scene.sari.last, encode(Sent(reminder.id, "", Channel.CHAT, False)))
    await scene.rina.tap("Terkirim")
    assert scene.rina.text == "Pengingat ini sudah diselesaikan Sari, 23 November pukul 08.00."
    await scene.rina.press(mine, encode(ShowDraft(reminder.id, 0)))
    assert "sudah diselesaikan Sari" in scene.rina.text
    assert len(await scene.contacts()) == 1


async def test_how_well_somebody_is_known_sets_the_tone_and_a_key_turns_it(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, "id")
    reminder = await birthday(scene)
    shown = await scene.rina.say("/hariini")
    await scene.rina.press(shown, encode(ShowDraft(reminder.id, 0)))
    assert "Salam hormat" in scene.rina.text
    await scene.rina.tap("Lebih akrab")
    assert "Salam hangat" in scene.rina.text
    assert "Lebih resmi" in scene.rina.last.labels
    await change(rawat, scene.dewi, salutation="Mbak")
    await scene.rina.press(shown, encode(ShowDraft(reminder.id, 0)))
    assert "Salam hangat" in scene.rina.text
    await change(rawat, scene.dewi, salutation="Bu")
    for days in range(6):
        await scene.contact(days + 1, person_id=scene.dewi.id, channel=Channel.CALL)
    await scene.rina.press(shown, encode(ShowDraft(reminder.id, 0)))
    assert "Salam hangat" in scene.rina.text


async def test_a_language_without_texts_is_said(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, "id")
    reminder = await birthday(scene, language="de")
    shown = await scene.rina.say("/hariini")
    await scene.rina.press(shown, encode(ShowDraft(reminder.id, 0)))
    assert "birthday" in scene.rina.text
    assert scene.rina.text.endswith("Belum ada teks dalam Deutsch; yang ini dalam English.")


async def test_a_promise_is_kept_only_when_that_is_said(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, "id")
    await change(rawat, scene.dewi, phone=PHONE)
    (promise,) = await rawat.put(Promise(scene.clinic.id, "kirim daftar pelatihan", TODAY, scene.dewi.id))
    reminder = await scene.reminder(ReminderKind.PROMISE, f"promise:{promise.id}", person_id=scene.dewi.id)
    shown = await scene.rina.say("/hariini")
    await scene.rina.press(shown, encode(ShowDraft(reminder.id, 0)))
    assert "kirim daftar pelatihan" in scene.rina.text
    await scene.rina.tap("Terkirim")
    assert (await scene.state(reminder)).state is ReminderState.OPEN
    await scene.rina.tap("Janji ditepati: kirim daftar pelatihan")
    assert (await scene.state(reminder)).state is ReminderState.DONE


async def test_sent_leaves_an_agreement_open(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, "id", phone=PHONE)
    reminder = await scene.reminder(ReminderKind.RENEWAL, "agreement:1", due_in=7)
    shown = await scene.rina.say("/hariini")
    await scene.rina.press(shown, encode(ShowDraft(reminder.id, 0)))
    await scene.rina.tap("Terkirim")
    assert (await scene.state(reminder)).state is ReminderState.OPEN
    assert [one.purpose for one in await scene.contacts()] == [Purpose.COORDINATION]


async def test_erased_and_merged_people_keep_no_texts_of_their_own(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, "id")
    await birthday(scene)
    await scene.rina.say("/hariini")
    await scene.rina.tap("1")
    await scene.rina.tap("Terkirim")
    (given,) = await rawat.all(GivenText)
    await scene.rina.say("/privasi dewi anggraini")
    assert "Yang diingat: 1 teks mana yang sudah dikirim kepadanya." in scene.rina.text
    (twin,) = await rawat.put(Partner("Klinik Sehat Bersama Jakarta", owner_id=scene.rina.staff_id))
    (there,) = await rawat.put(PersonThere(twin.id, "Dewi Anggraini", "dr."))
    ports, sari = (rawat.app.storage, rawat.app.organisation), await scene.sari.staff()
    await MergePartners(*ports)(Actor(sari, rawat.clock.instant, "m"), twin.id, scene.clinic.id)
    assert await rawat.all(GivenText) == [replace(given, person_id=there.id)]
    await ErasePerson(*ports)(Actor(sari, rawat.clock.instant, "e"), there.id)
    assert not await rawat.all(GivenText)


async def test_a_check_in_asks_about_something_real(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, "id", needs="relawan pengajar")
    await change(rawat, scene.dewi, phone=PHONE)
    await scene.contact(34, person_id=scene.dewi.id, note="telepon, bahas program remaja")
    await rawat.put(Promise(scene.clinic.id, "kirim daftar pelatihan", date(2026, 11, 27)))
    reminder = await scene.reminder(ReminderKind.CHECK_IN)
    shown = await scene.rina.say("/hariini")
    await scene.rina.press(shown, encode(ShowDraft(reminder.id, 0)))
    asked = []
    for number in ("· 1 ·", "2", "3"):
        if number in ("2", "3"):
            await scene.rina.tap(number)
        asked.append(scene.rina.text)
        assert "dr. Dewi Anggraini" in scene.rina.text
    for real in ("program remaja", "relawan pengajar", "kirim daftar pelatihan"):
        assert any(real in text for text in asked), asked
    await scene.rina.tap("Terkirim")
    (_, sent) = await scene.contacts()
    assert (sent.purpose, sent.person_id) == (Purpose.CHECK_IN, scene.dewi.id)


async def test_a_condolence_is_plain_and_names_who_died(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, "id")
    event = Event(scene.clinic.id, scene.dewi.id, EventKind.BEREAVEMENT, TODAY, note="ayahnya meninggal semalam")
    (kept,) = await rawat.put(event)
    reminder = await scene.reminder(ReminderKind.CONDOLENCE, f"event:{kept.id}", person_id=scene.dewi.id)
    shown = await scene.rina.say("/hariini")
    await scene.rina.press(shown, encode(ShowItem(reminder.id)))
    assert "ayahanda" in scene.rina.text
    assert "Salam hangat" not in scene.rina.text
