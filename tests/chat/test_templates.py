"""Managers keep texts of their own: written, previewed, switched off, brought out and in as a file."""

from datetime import date

from bot.domain.occasions import Occasion
from bot.domain.partners import Partner
from bot.domain.people import Person as Contact
from bot.domain.templates import SilencedText, Template
from bot.domain.words import Consent, OccasionKind, Role, Tone
from tests.chat.harness import BotUnderTest, Person


async def manager(rawat: BotUnderTest, language: str = "id") -> Person:
    maya = await rawat.colleague("Maya", Role.MANAGER, language=language)
    (clinic,) = await rawat.put(Partner("Klinik Sehat", owner_id=maya.staff_id, added_on=date(2026, 1, 1)))
    (dewi,) = await rawat.put(Contact(clinic.id, "Dewi Anggraini", "dr.", consent=Consent.AGREED))
    await rawat.put(Occasion(clinic.id, OccasionKind.BIRTHDAY, 3, 3, person_id=dewi.id, year=1976))
    return maya


async def birthdays(maya: Person) -> None:
    await maya.say("/template")
    await maya.tap("Hari penting")
    await maya.tap("Ulang tahun")


async def test_text_is_written_mended_previewed_saved_and_taken_back(rawat: BotUnderTest) -> None:
    maya = await manager(rawat)
    await birthdays(maya)
    await maya.tap("Tambah teks")
    assert {"{nama}", "{keberapa}", "{pengirim}"} <= set(maya.last.labels)
    await maya.say("Selamat ultah ke-{tahu}, {nama} <b>!")
    assert "{tahu} bukan isian yang bisa dipakai di sini. Maksudnya {tahun}?" in maya.text
    assert "Selamat ultah ke-{tahu}, {nama} <b>!" in maya.text
    await maya.say("Selamat ultah yang {keberapa}, {Nama} <b>!\nSalam, {pengirim}")
    assert "Selamat ultah yang ke-50, dr. Dewi Anggraini <b>!\nSalam, Maya" in maya.text
    await maya.tap("Akrab")
    await maya.tap("Simpan")
    (kept,) = await rawat.all(Template)
    assert (kept.topic, kept.language, kept.tone) == ("birthday", "id", Tone.FAMILIAR)
    assert kept.text == "Selamat ultah yang {nth}, {addressee} <b>!\nSalam, {sender}"
    await maya.tap("Urungkan")
    assert not await rawat.all(Template)


async def test_text_that_is_there_already_is_refused_and_kept_in_the_form(rawat: BotUnderTest) -> None:
    maya = await manager(rawat)
    await rawat.put(Template("birthday", "id", "Selamat, {addressee}!"))
    await birthdays(maya)
    await maya.tap("Tambah teks")
    await maya.say("Selamat, {nama}!")
    pressed = await maya.tap("Simpan")
    assert pressed.text == "Teks ini sudah ada."
    await maya.tap("Ubah")
    await maya.say("Selamat ya, {nama}!")
    await maya.tap("Simpan")
    assert len(await rawat.all(Template)) == 2


async def test_text_of_our_own_is_changed_toned_switched_and_taken_away(rawat: BotUnderTest) -> None:
    maya = await manager(rawat)
    await rawat.put(Template("birthday", "id", "Selamat, {addressee}!"))
    await birthdays(maya)
    assert "1. ✍️ Selamat, {nama}!" in maya.text
    await maya.tap("1")
    await maya.tap("Ubah teks")
    await maya.say("Panjang umur, {nama}!")
    await maya.tap("Simpan")
    await birthdays(maya)
    await maya.tap("1")
    await maya.tap("Formal")
    await maya.tap("Matikan")
    assert "Dimatikan" in maya.text
    (kept,) = await rawat.all(Template)
    assert (kept.text, kept.tone, kept.active) == ("Panjang umur, {addressee}!", Tone.FORMAL, False)
    await maya.tap("Hapus")
    await maya.tap("Ya, hapus")
    assert not await rawat.all(Template)


async def test_text_that_came_with_the_bot_is_previewed_copied_and_switched_off(rawat: BotUnderTest) -> None:
    maya = await manager(rawat)
    await birthdays(maya)
    await maya.tap("2")
    await maya.tap("Pratinjau")
    assert "dr. Dewi Anggraini, selamat ulang tahun yang ke-50." in maya.text
    await maya.tap("Kembali")
    await maya.tap("Matikan")
    assert [one.key for one in await rawat.all(SilencedText)] == ["birthday.good-year"]
    await maya.tap("Nyalakan")
    assert not await rawat.all(SilencedText)
    await maya.tap("Salin dan ubah")
    # Without a year the sentence with the name would be left out.
    assert "{nama}, selamat ulang tahun. Semoga" in maya.text


async def test_texts_go_out_and_come_in_again_as_a_file(rawat: BotUnderTest) -> None:
    maya = await manager(rawat)
    texts = [
        Template("natal", "id", '=Selamat; Natal, {addressee}!\n\n"Damai", ya, selalu, {sender}', Tone.FAMILIAR),
        Template("gesture_thanks", "en", "Dear {addressee}, thank you.", None, active=False),
    ]
    await rawat.put(*texts)
    await maya.say("/template")
    await maya.tap("Sebagai file")
    document = maya.last.document
    file = rawat.world.files.find(document["file_id"]) if document else None
    assert file is not None
    content = file.content
    for one in await rawat.all(Template):
        async with rawat.app.storage.write() as uow:
            await uow.templates.remove(one.id)
            await uow.commit()
    bad = "\nUlang tahun;id;;Selamat {nma};ya\nHari Kucing;id;;Selamat;ya\nNatal;id;ramah;Selamat;ya\n"
    await maya.send("teks.csv", content.rstrip() + bad.encode())
    assert "2 teks terbaca" in maya.text
    assert "Baris 6: {nma} bukan isian" in maya.text
    assert "Baris 7: “Hari Kucing” bukan peristiwa" in maya.text
    assert "Baris 8: “ramah” bukan nada" in maya.text
    await maya.tap("Impor")
    kept = [(one.topic, one.language, one.text, one.tone, one.active) for one in await rawat.all(Template)]
    assert kept == [(one.topic, one.language, one.text, one.tone, one.active) for one in texts]
    await maya.send("teks.csv", content)
    await maya.tap("Impor")
    assert "2 sudah ada sebelumnya" in maya.text


async def test_staff_see_nothing_of_it(rawat: BotUnderTest) -> None:
    rina = await rawat.colleague("Rina", language="id")
    said = await rina.say("/template")
    assert "manajer" in said.text.lower()
    for wire in ("1za", "1zc:birthday:id::0", "1zi:birthday:id:", "1ze:birthday.good-year:id:0", "1zo"):
        await rina.press(rina.last, wire)
    assert not await rawat.all(SilencedText)
    assert not any("siap kirim" in text for text in rina.heard)
