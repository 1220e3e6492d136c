"""A text that is no contact is led to where the answer is, by a key that shows it."""

from bot.domain.partners import Partner
from bot.domain.people import Person
from tests.chat.care_scene import clinic_scene
from tests.chat.harness import BotUnderTest

LEADS = {
    "kapan terakhir hubungi Klinik Sehat?": ("Lihat riwayat", "Riwayat Klinik Sehat Bersama"),
    "dr. Dewi ulang tahunnya kapan": ("Lihat hari penting", "Hari penting dr. Dewi Anggraini"),
    "nomor HP dr. Dewi berapa?": ("Buka kartunya", "dr. Dewi Anggraini, Kepala Klinik"),
    "boleh minta ke Klinik Sehat?": ("Boleh minta?", "Klinik Sehat Bersama: sebaiknya"),
    "siapa PJ Klinik Sehat?": ("Buka kartunya", "Klinik Sehat Bersama · Mitra kunci"),
    "dr. Dewi": ("Buka kartunya", "dr. Dewi Anggraini, Kepala Klinik"),
    "siapa yang ulang tahun minggu ini?": ("30 hari ke depan", "30 hari ke depan"),
    "mitra mana yang belum dihubungi?": ("Segera hubungi", "Mitra sendiri · Segera hubungi"),
    "hari ini siapa yang harus dihubungi?": ("Yang menunggu", "Tidak ada yang menunggu"),
}


async def test_questions_are_led_to_the_page_that_answers_them(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, "id")
    for asked, (label, page) in LEADS.items():
        answer = await scene.rina.say(asked)
        assert answer.labels[:1] == [label], asked
        await scene.rina.tap(label)
        assert page in scene.rina.text, asked
    assert await scene.contacts() == []


async def test_who_shares_a_name_is_a_key_each(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat)
    (radio,) = await rawat.put(Partner("Radio <Suara> Kota", owner_id=scene.rina.staff_id))
    await rawat.put(Person(scene.clinic.id, "Ratna Sari", "Bu"), Person(radio.id, "Ratna Dewanti", "Bu"))
    answer = await scene.rina.say("nomor HP Bu Ratna berapa?")
    assert answer.text == "Who is meant?"
    assert sorted(answer.labels) == ["Bu Ratna Dewanti (Radio <Suara> Kota)", "Bu Ratna Sari (Klinik Sehat Bersama)"]
    await scene.rina.tap("Bu Ratna Dewanti")
    assert "Radio <Suara> Kota" in scene.rina.text


async def test_the_summary_is_a_key_for_managers_alone(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat)
    assert (await scene.rina.say("buatin rekap minggu ini dong")).labels == []
    assert (await scene.sari.say("buatin rekap minggu ini dong")).labels == ["The last week"]


async def test_what_is_wanted_of_the_bot_is_told_how(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat)
    assert "/promise" in (await scene.rina.say("ingatkan saya telepon dr. Dewi besok")).text
    assert "/undo" in (await scene.rina.say("hapus log terakhir")).text
    assert "/add" in (await scene.rina.say("tambah mitra baru Toko Abadi")).text
    assert "/help" in (await scene.rina.say("gimana cara hapus mitra?")).text
