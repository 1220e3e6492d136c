"""Gestures made in the chat: chosen in one tap, in words that fit, kept with what came of them."""

from datetime import date, timedelta
from typing import Any
from urllib.parse import unquote

from bot.chat.answer_buttons import ShowItem
from bot.chat.buttons import encode
from bot.domain.interactions import Interaction
from bot.domain.introductions import Introduction
from bot.domain.occasions import Event
from bot.domain.offers import SpecialOffer, offer_in
from bot.domain.partners import Partner
from bot.domain.people import Person as PersonThere
from bot.domain.reminders import Reminder
from bot.domain.templates import SilencedText
from bot.domain.words import (
    Channel,
    EventKind,
    IntroductionOutcome,
    Kind,
    Purpose,
    ReminderKind,
    ReminderState,
)
from bot.i18n.text_bank import bank
from tests.chat.care_scene import LONG_AGO, TODAY, Scene, clinic_scene
from tests.chat.harness import BotUnderTest

KEPT = (Interaction, Reminder, SpecialOffer, Introduction, Partner)


async def opened(scene: Scene) -> Reminder:
    """An open gesture for the clinic, on the screen."""
    reminder = await scene.reminder(ReminderKind.GESTURE)
    await scene.rina.say("/hariini")
    await scene.rina.press(scene.rina.last, encode(ShowItem(reminder.id)))
    return reminder


async def tap(scene: Scene, *labels: str) -> None:
    """Taps, each done twice as after a kill: the second time nothing changes."""
    for label in labels:
        await scene.rina.tap(label)
        await twice(scene)


async def say(scene: Scene, text: str) -> None:
    await scene.rina.say(text)
    await twice(scene)


async def twice(scene: Scene) -> None:
    before = [await scene.rawat.all(one) for one in KEPT]
    said = scene.rina.text
    await scene.rawat.redo()
    assert [await scene.rawat.all(one) for one in KEPT] == before
    assert scene.rina.text == said


async def radio(scene: Scene) -> tuple[Partner, PersonThere]:
    fields: dict[str, Any] = {"owner_id": scene.sari.staff_id, "added_on": LONG_AGO, "offers": "siaran kesehatan"}
    (partner,) = await scene.rawat.put(Partner("Radio <Suara> Kota", **fields))
    (agus,) = await scene.rawat.put(PersonThere(partner.id, "Agus Salim", "Pak", phone="+628122223333"))
    async with scene.rawat.app.storage.write() as uow:
        await uow.search.touch([partner.id])
        await uow.commit()
    return partner, agus


def copied(scene: Scene) -> str:
    """The words on the screen, as the key copies them, or as they open WhatsApp."""
    copy, link = (scene.rina.last.find_button(label) for label in ("Salin", "WhatsApp"))
    if copy is not None:
        return str(copy["copy_text"]["text"])
    assert link is not None
    return unquote(link["url"].partition("?text=")[2])


async def test_the_suggestion_stands_first_and_any_of_the_four_is_one_tap_away(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, "id")
    await scene.contact(200, Purpose.THANKS)
    await opened(scene)
    assert scene.rina.last.labels[:4] == [
        "Penawaran khusus",
        "Terima kasih di kanal kita",
        "Promosikan mereka",
        "Kenalkan dengan mitra lain",
    ]


async def test_a_government_office_is_offered_words_and_the_rest_behind_a_caution(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, "id", kind=Kind.GOVERNMENT)
    await opened(scene)
    assert scene.rina.last.labels[:3] == [
        "Terima kasih di kanal kita",
        "Kenalkan dengan mitra lain",
        "Bentuk lain",
    ]
    await tap(scene, "Bentuk lain")
    assert "gratifikasi" in scene.rina.text
    await tap(scene, "Penawaran khusus")
    await say(scene, "Dua tempat pelatihan sampai 31 Desember")
    assert "gratifikasi" in scene.rina.text
    await tap(scene, "Terkirim", "Chat")
    assert "gratifikasi" in scene.rina.text


async def test_thanks_in_public_name_them_and_are_posted_once(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, "id")
    reminder = await opened(scene)
    await tap(scene, "Terima kasih di kanal kita")
    words = copied(scene)
    assert "Klinik Sehat Bersama" in words
    assert "Rina" not in words
    await tap(scene, "2")
    assert copied(scene) != words
    await tap(scene, "English")
    assert "Our" in copied(scene) or "Thank" in copied(scene)
    await tap(scene, "Terima kasih secara pribadi")
    assert "dr. Dewi" in copied(scene)
    await tap(scene, "Terima kasih di kanal kita", "Sudah diunggah")
    (contact,) = await scene.contacts()
    assert (contact.purpose, contact.channel, contact.person_id) == (Purpose.THANKS, Channel.SOCIAL, None)
    assert (await scene.state(reminder)).interaction_id == contact.id
    await tap(scene, "Urungkan")
    assert (await scene.state(reminder)).state is ReminderState.OPEN
    assert not await scene.contacts()


async def test_texts_that_are_switched_off_do_not_come_unless_nothing_else_is_left(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, "id")
    keys = [one.key for one in bank("id")["public_thanks"]]
    await rawat.put(*(SilencedText(key, "id") for key in keys[:-1]))
    await opened(scene)
    await tap(scene, "Terima kasih di kanal kita")
    assert "Senang sekali" in copied(scene)
    await rawat.put(SilencedText(keys[-1], "id"))
    await tap(scene, "Kembali", "Terima kasih di kanal kita")
    assert "Klinik Sehat Bersama" in copied(scene)


async def test_what_they_offer_is_promoted_and_what_is_typed_is_kept_if_wanted(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, "id")
    await opened(scene)
    await tap(scene, "Promosikan mereka")
    await say(scene, "pelatihan kader.")
    await tap(scene, "Ya, simpan")
    assert "pelatihan kader." in copied(scene)
    await tap(scene, "Minta izin dulu")
    assert scene.rina.last.find_button("Terkirim") is None
    await tap(scene, "Teks untuk kanal kita", "Sudah diunggah")
    (contact,) = await scene.contacts()
    assert (contact.purpose, contact.channel) == (Purpose.PROMOTION, Channel.SOCIAL)
    (clinic,) = await rawat.all(Partner)
    assert clinic.offers == "pelatihan kader"


async def test_an_offer_in_one_line_is_made_once_and_a_second_one_is_asked_about(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, "id")
    await opened(scene)
    await tap(scene, "Penawaran khusus")
    await say(scene, "Dua <tempat> pelatihan, berlaku sampai 31 Februari")
    assert not await rawat.all(SpecialOffer)
    await say(scene, "31 Februari")
    assert "31 Februari tidak ada" in scene.rina.text
    await say(scene, "31 Desember")
    assert "31 Desember 2026" in copied(scene)
    assert "Dua <tempat> pelatihan" in copied(scene)
    await tap(scene, "Terkirim", "Chat")
    (offer,) = await rawat.all(SpecialOffer)
    (contact,) = await scene.contacts()
    assert (offer.ends_on, offer.interaction_id) == (date(2026, 12, 31), contact.id)
    assert contact.purpose is Purpose.OFFER
    again = await scene.reminder(ReminderKind.GESTURE, cycle="next")
    await scene.rina.press(scene.rina.last, encode(ShowItem(again.id)))
    assert "Penawaran kita sampai" in scene.rina.text
    await tap(scene, "Penawaran khusus")
    assert "Masih ada penawaran" in scene.rina.text
    await tap(scene, "Buat penawaran lain")
    assert "Apa yang kita tawarkan" in scene.rina.text


async def test_an_offer_that_ends_is_told_again_extended_or_left(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, "id")
    (offer,) = await rawat.put(SpecialOffer(scene.clinic.id, "Diskon 20%", TODAY + timedelta(days=7)))
    reminder = await scene.reminder(
        ReminderKind.FOLLOW_UP, f"offer:{offer.id}", last_on=offer.ends_on, cycle=offer.ends_on.isoformat()
    )
    await scene.rina.say("/hariini")
    assert "Diskon 20%" in scene.rina.text
    await tap(scene, "1", "Sudah", "Perpanjang")
    await say(scene, "24/11")
    assert (await scene.state(reminder)).state is ReminderState.OPEN
    await say(scene, "31 Januari")
    assert "31 Januari" in scene.rina.text
    assert (await rawat.all(SpecialOffer))[0].ends_on == date(2027, 1, 31)
    assert (await scene.state(reminder)).state is ReminderState.DONE


async def test_an_offer_is_told_once_more_in_words_with_its_end(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, "id")
    (offer,) = await rawat.put(SpecialOffer(scene.clinic.id, "diskon 20%", TODAY + timedelta(days=7)))
    reminder = await scene.reminder(ReminderKind.FOLLOW_UP, f"offer:{offer.id}", last_on=offer.ends_on)
    await scene.rina.say("/hariini")
    await tap(scene, "1", "Buat draf")
    assert "Diskon 20%. Penawaran ini berlaku sampai 30 November 2026." in copied(scene)
    await tap(scene, "Terkirim", "Chat")
    (contact,) = await scene.contacts()
    assert contact.purpose is Purpose.OFFER
    assert (await scene.state(reminder)).state is ReminderState.DONE


async def test_two_partners_meet_in_words_for_both_and_for_each(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, "id")
    partner, agus = await radio(scene)
    reminder = await opened(scene)
    await tap(scene, "Kenalkan dengan mitra lain")
    await say(scene, "tidak ada yang begini")
    await say(scene, "radio suara kota")
    assert "dr. Dewi Anggraini" in scene.rina.text
    assert "Pak Agus Salim" in scene.rina.text
    await tap(scene, "Untuk Pak Agus Salim saja")
    link = scene.rina.last.find_button("WhatsApp")
    assert link is not None
    assert link["url"].startswith("https://wa.me/628122223333?text=")
    assert "dr. Dewi Anggraini" in copied(scene)
    await tap(scene, "Untuk keduanya", "Keduanya sudah dikabari", "Chat")
    (met,) = await rawat.all(Introduction)
    assert (met.partner_id, met.other_id, met.person_id, met.other_person_id) == (
        scene.clinic.id,
        partner.id,
        scene.dewi.id,
        agus.id,
    )
    assert {one.partner_id: one.purpose for one in await scene.contacts()} == {
        scene.clinic.id: Purpose.INTRODUCTION,
        partner.id: Purpose.INTRODUCTION,
    }
    assert (await scene.state(reminder)).state is ReminderState.DONE
    await tap(scene, "Urungkan")
    assert not await rawat.all(Introduction)
    assert not await scene.contacts()


async def test_a_partner_of_ones_own_is_a_tap_away_and_who_met_before_is_said(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, "id")
    (shop,) = await rawat.put(Partner("Toko Anggrek", owner_id=scene.rina.staff_id, added_on=LONG_AGO))
    await rawat.put(Introduction(shop.id, scene.clinic.id, TODAY - timedelta(days=100)))
    await opened(scene)
    await tap(scene, "Kenalkan dengan mitra lain", "Toko Anggrek")
    assert "sudah pernah diperkenalkan" in scene.rina.text
    words = copied(scene)
    await tap(scene, "2", "Keduanya sudah dikabari", "Chat")
    again = await scene.reminder(ReminderKind.GESTURE, cycle="next")
    await scene.rina.press(scene.rina.last, encode(ShowItem(again.id)))
    await tap(scene, "Kenalkan dengan mitra lain", "Toko Anggrek")
    assert copied(scene) == words, "the first is still fresh"
    assert len(await rawat.all(Introduction)) == 2


async def test_done_asks_what_is_kept_and_who_was_there_lately_is_said(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, "id")
    partner, agus = await radio(scene)
    await scene.contact(2, partner_id=partner.id, staff_id=scene.sari.staff_id)
    await rawat.put(Event(partner.id, agus.id, EventKind.BEREAVEMENT, TODAY - timedelta(days=3)))
    await opened(scene)
    await tap(scene, "Sudah", "Perkenalan")
    await say(scene, "radio suara kota")
    assert "Sari juga menghubungi mereka" in scene.rina.text
    assert "sedang berduka" in scene.rina.text
    await tap(scene, "Ganti mitra", "Catat saja")
    (_, contact) = await scene.contacts()
    assert (contact.partner_id, contact.purpose) == (scene.clinic.id, Purpose.INTRODUCTION)
    assert not await rawat.all(Introduction)


async def test_what_came_of_an_introduction_stands_on_both_cards(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, "id")
    partner, _ = await radio(scene)
    contacts = [await scene.contact(21, Purpose.INTRODUCTION, partner_id=id) for id in (scene.clinic.id, partner.id)]
    ids: dict[str, Any] = {"interaction_id": contacts[0].id, "other_interaction_id": contacts[1].id}
    (met,) = await rawat.put(Introduction(scene.clinic.id, partner.id, TODAY - timedelta(days=21), **ids))
    reminder = await scene.reminder(ReminderKind.FOLLOW_UP, f"introduction:{met.id}")
    await scene.rina.say("/hariini")
    assert "ada hasil dari perkenalannya?" in scene.rina.text
    await tap(scene, "1", "Buat draf")
    assert "Radio <Suara> Kota" in copied(scene)
    await tap(scene, "Kembali", "Sudah", "Belum")
    assert (await scene.state(reminder)).state is ReminderState.SNOOZED
    await tap(scene, "Urungkan")
    await scene.rina.press(scene.rina.last, encode(ShowItem(reminder.id)))
    await tap(scene, "Sudah", "Ada hasilnya")
    assert (await rawat.all(Introduction))[0].outcome is IntroductionOutcome.CAME
    for name in ("Klinik Sehat Bersama", "Radio Suara Kota"):
        await scene.rina.say(f"/find {name}")
        assert "ada hasilnya" in scene.rina.text, name
        await scene.rina.tap("Riwayat")
        assert "ada hasilnya" in scene.rina.text, name


def test_an_offer_and_its_last_day_are_read_from_one_line() -> None:
    for text in (
        "Diskon 20% sampai 31 Desember",
        "Diskon 20%, berlaku s.d. 31/12",
        "Diskon 20% smp 31 des",
        "Diskon 20% (until 31 December)",
    ):
        assert offer_in(text, TODAY) == ("Diskon 20%", date(2026, 12, 31)), text
    assert offer_in("Diskon sampai 20%", TODAY) == ("Diskon sampai 20%", None)
