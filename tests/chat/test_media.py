"""Pasted and forwarded words, pictures, recordings and places become contacts."""

from datetime import date

from bot.domain.interactions import Interaction
from bot.domain.partners import Partner
from bot.domain.people import Person as PersonThere
from bot.domain.words import Channel, Direction, Purpose, Role
from tests.chat.harness import BotUnderTest, Person


async def _scene(rawat: BotUnderTest) -> Person:
    rina = await rawat.colleague("Rina Lestari", Role.STAFF, language="id")
    (pelita,) = await rawat.put(Partner("Yayasan Pelita Nusantara", owner_id=rina.staff_id))
    await rawat.put(
        PersonThere(pelita.id, "Ratna Wulandari", salutation="Bu", telegram="ratna_w"),
        PersonThere(pelita.id, "Yohanes Tamba", salutation="Pak"),
    )
    return rina


async def test_pasted_message_is_theirs_with_person_and_day(rawat: BotUnderTest) -> None:
    rina = await _scene(rawat)
    await rina.say("[20/11 09.15] Bu Ratna: Pagi mbak, boleh minta daftar pelatihan?")
    assert "Dengan: Bu Ratna Wulandari" in rina.text
    await rina.tap("Simpan")
    (contact,) = await rawat.all(Interaction)
    assert (contact.on, contact.channel, contact.direction) == (date(2026, 11, 20), Channel.CHAT, Direction.THEIRS)
    assert contact.purpose is Purpose.ASK
    assert contact.note == "[20/11 09.15] Bu Ratna: Pagi mbak, boleh minta daftar pelatihan?"


async def test_page_that_we_began_is_ours(rawat: BotUnderTest) -> None:
    rina = await _scene(rawat)
    page = "[22/11/26 10.00] Rina Lestari: Selamat ulang tahun, Bu\n[22/11/26 10.05] Bu Ratna: Terima kasih ya"
    await rina.say(page)
    await rina.tap("Simpan")
    (contact,) = await rawat.all(Interaction)
    assert (contact.direction, contact.purpose) == (Direction.OURS, Purpose.CONGRATULATION)


async def test_pasted_words_of_somebody_unknown_ask_whom(rawat: BotUnderTest) -> None:
    rina = await _scene(rawat)
    await rina.say("[20/11 09.15] Bunda Zubaidah: terima kasih kunjungannya")
    assert "Bunda Zubaidah" in rina.text
    await rina.say("Yohanes Tamba")
    await rina.tap("Simpan")
    assert len(await rawat.all(Interaction)) == 1


async def test_forwarded_words_are_matched_by_account_and_asked_what_for(rawat: BotUnderTest) -> None:
    rina = await _scene(rawat)
    sender = {"id": 42, "is_bot": False, "first_name": "R.", "username": "Ratna_W"}
    rawat.world.forward(rina.user, "Lama tidak jumpa, Mbak", from_name="R.", from_user=sender)
    await rawat.settle()
    await rina.tap("Tanya kabar")
    assert "Bu Ratna Wulandari" in rina.text
    await rina.tap("Simpan")
    (contact,) = await rawat.all(Interaction)
    assert (contact.direction, contact.purpose) == (Direction.THEIRS, Purpose.CHECK_IN)


async def test_forwarded_words_of_a_hidden_account_are_matched_by_name(rawat: BotUnderTest) -> None:
    rina = await _scene(rawat)
    rawat.world.forward(rina.user, "Mohon dikirim jadwalnya", from_name="Yohanes Tamba")
    await rawat.settle()
    assert "Pak Yohanes Tamba" in rina.text


async def test_caption_of_a_picture_is_read_as_a_sentence(rawat: BotUnderTest) -> None:
    rina = await _scene(rawat)
    rawat.world.send_photo(rina.user, b"\xff\xd8\xff\xe0", caption="tadi ketemu Bu Ratna tanya kabar")
    await rawat.settle()
    await rina.tap("Simpan")
    assert len(await rawat.all(Interaction)) == 1


async def test_recording_and_place_ask_for_the_partner_by_buttons(rawat: BotUnderTest) -> None:
    rina = await _scene(rawat)
    rawat.world.send_voice(rina.user, 12)
    await rawat.settle()
    await rina.tap("Batal")
    rawat.world.send_location(rina.user, -6.9, 107.6)
    await rawat.settle()
    await rina.tap("Yayasan Pelita Nusantara")
    await rina.tap("Tanya kabar")
    assert "Cara: tatap muka" in rina.text
    await rina.tap("Simpan")
    (contact,) = await rawat.all(Interaction)
    assert contact.channel is Channel.IN_PERSON


async def test_letter_that_is_sent_as_a_file_is_no_roster(rawat: BotUnderTest) -> None:
    rina = await _scene(rawat)
    await rina.send("undangan.pdf", b"%PDF-1.7", caption="Bu Ratna ngundang kita ke HUT lewat surat")
    assert "Bu Ratna Wulandari" in rina.text
