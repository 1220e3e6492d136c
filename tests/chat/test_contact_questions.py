"""What a sentence leaves open is asked by buttons, one question at a time; a typed answer is taken too."""

import re
from datetime import date

import pytest

from bot.domain.forms import Form
from bot.domain.interactions import Interaction
from bot.domain.partners import Partner
from bot.domain.people import Person as PersonThere
from bot.domain.words import Role, Tier
from tests.chat.care_scene import LONG_AGO, Scene, clinic_scene
from tests.chat.harness import BotUnderTest, Person

MET = "tadi ngopi sama dr. Dewi bahas program remaja"


async def _ratnas(scene: Scene) -> None:
    """Two people of the same name, at two partners."""
    foundation, hospital = await scene.rawat.put(
        Partner("Yayasan Pelita Nusantara", Tier.KEY, owner_id=scene.rina.staff_id, added_on=LONG_AGO),
        Partner("RS Harapan Ibu", Tier.CORE, owner_id=scene.rina.staff_id, added_on=LONG_AGO),
    )
    await scene.rawat.put(
        PersonThere(foundation.id, "Ratna Wulandari", "Bu"), PersonThere(hospital.id, "Ratna Sari", "Bu")
    )


async def _asked(rawat: BotUnderTest, rina: Person, text: str) -> Form:
    await rina.say(text)
    return (await rawat.all(Form))[-1]  # type: ignore[no-any-return]


async def test_a_typed_day_is_taken_and_one_that_cannot_be_leaves_the_form(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, "id")
    rina = scene.rina
    await rina.say(MET)
    await rina.tap("Ubah")
    await rina.tap("Tanggal")
    await rina.say("32 Agustus")
    assert rina.text == "Tanggal 32 Agustus tidak ada. Tulis lagi, misalnya 31 Agustus atau 31/8."
    await rina.say("kapan ya")
    assert rina.text.startswith("Tidak ada tanggal di situ.")
    await rina.say("Jumat")
    assert "Tanggal: Jumat, 20 November" in rina.text


async def test_a_typed_word_with_two_meanings_is_asked(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, "id")
    rina = scene.rina
    await rina.say(MET)
    await rina.tap("Ubah")
    await rina.tap("Tanggal")
    await rina.say("minggu")
    assert rina.last.labels[:2] == ["Kemarin", "Senin, 16 November"]
    await rina.tap("Senin, 16 November")
    assert "Tanggal: Senin, 16 November" in rina.text


async def test_a_day_that_does_not_exist_is_said_and_asked(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, "id")
    asked = await scene.rina.say("32 agustus telepon dr. Dewi")
    assert "Tanggal 32 agustus tidak ada." in asked.text
    await scene.rina.tap("Kemarin")
    assert "Tanggal: kemarin, Minggu, 22 November" in scene.rina.text


async def test_people_of_one_name_are_asked_about_by_their_partners(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, "id")
    await _ratnas(scene)
    asked = await scene.rina.say("telepon Bu Ratna kemarin nanya kabar")
    assert re.search(r"Maksudnya Bu Ratna (\w+) \(.*\) atau Bu Ratna (\w+) \(.*\)\?$", asked.text)
    assert set(asked.labels) == {"Yayasan Pelita Nusantara", "RS Harapan Ibu", "Bukan keduanya", "Batal"}
    await scene.rina.tap("Yayasan Pelita Nusantara")
    assert "Mitra: Yayasan Pelita Nusantara\nDengan: Bu Ratna Wulandari" in scene.rina.text


async def test_neither_of_two_asks_for_the_partner_and_takes_a_typed_name(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat)
    await _ratnas(scene)
    await scene.rina.say("telepon Bu Ratna kemarin nanya kabar")
    await scene.rina.tap("Neither of them")
    assert scene.rina.text.endswith("Which partner was it? Choose one, or write the name.")
    await scene.rina.say("klinik sehat bersma")
    assert "Partner: Klinik Sehat Bersama" in scene.rina.text


async def test_a_name_typed_instead_of_a_press_is_taken(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat)
    await _ratnas(scene)
    await scene.rina.say("telepon Bu Ratna kemarin nanya kabar")
    await scene.rina.say("Ratna Wulandari")
    assert "With: Bu Ratna Wulandari" in scene.rina.text


async def test_somebody_unknown_is_named_and_the_partner_asked(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, "id")
    asked = await scene.rina.say("telepon Bu Sumiyati nanya kabar")
    assert "Bu Sumiyati belum tercatat. Mitra yang mana?" in asked.text
    await scene.rina.tap("Klinik Sehat Bersama")
    assert "Bu Sumiyati belum tercatat. Dengan siapa?" in scene.rina.text
    await scene.rina.tap("Tanpa orang tertentu")
    assert "Simpan catatan ini?" in scene.rina.text


async def test_a_name_that_nobody_has_is_said_and_the_form_stays(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat)
    await scene.rina.say("telepon tadi")
    await scene.rina.say("Zzyzx Qwrt")
    assert scene.rina.text == "No partner has that name. Write it in another way, or add it with /add."
    await scene.rina.say("klinik sehat")
    assert "Save this?" in scene.rina.text


async def test_a_whole_new_sentence_is_a_contact_of_its_own(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat)
    await _ratnas(scene)
    first = await scene.rina.say("telepon Bu Ratna kemarin nanya kabar")
    await scene.rina.say("ketemu dr. Dewi Anggraini kemarin, koordinasi jadwal")
    assert "Partner: Klinik Sehat Bersama" in scene.rina.text
    assert "What you had begun is set aside; its buttons still work." in scene.rina.heard
    await scene.rina.tap("Save")
    wire = first.find_button("RS Harapan Ibu")
    assert wire is not None
    await scene.rina.press(first, wire["callback_data"])
    await scene.rina.tap("Save")
    assert len(await scene.contacts()) == 2


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("halo", "Halo!"),
        ("kapan ultah dr. Dewi?", "dr. Dewi Anggraini (Klinik Sehat Bersama): ulang tahun dan hari penting lain."),
        ("Klinik Sehat Bersama", "Klinik Sehat Bersama. Untuk mencatat interaksi, tulis apa yang terjadi."),
        ("ingatkan saya besok", "Pengingat datang sendiri tiap pagi."),
        ("dr. Dewi melahirkan", "dr. Dewi Anggraini (Klinik Sehat Bersama): kelahiran anak. Mau dicatat?"),
        ("asdf qwer", "Belum terbaca sebagai interaksi."),
        ("kemarin belum jadi ketemu dr. Dewi", "Itu belum terjadi."),
    ],
)
async def test_what_is_no_contact_is_led_elsewhere(rawat: BotUnderTest, text: str, said: str) -> None:
    scene = await clinic_scene(rawat, "id")
    assert (await scene.rina.say(text)).text.startswith(said)
    assert await rawat.all(Form) == []


async def test_what_is_still_ahead_can_be_planned_as_a_check_in(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, "id")
    asked = await scene.rina.say("besok ketemu dr. Dewi")
    assert "Itu belum terjadi: besok." in asked.text
    await scene.rina.tap("Jadwalkan tanya kabar, besok")
    assert scene.rina.text == "Tanya kabar Klinik Sehat Bersama dijadwalkan besok."
    assert scene.rina.last.labels == ["Urungkan"]
    assert await scene.contacts() == []


async def test_what_is_ahead_may_have_happened_after_all(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat)
    await scene.rina.say("besok ketemu dr. Dewi")
    await scene.rina.tap("Yesterday")
    await scene.rina.tap("Save")
    (kept,) = await scene.contacts()
    assert kept.on == date(2026, 11, 22)


async def test_a_form_goes_on_where_it_was_after_a_kill(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat)
    form = await _asked(rawat, scene.rina, "telepon tadi nanya kabar")
    await rawat.redo()
    assert (await rawat.all(Form))[-1].id == form.id
    await scene.rina.say("klinik sehat")
    await rawat.redo()
    assert "Save this?" in scene.rina.text
    await scene.rina.tap("Save")
    assert len(await scene.contacts()) == 1


async def test_several_who_are_named_are_noted_each(rawat: BotUnderTest) -> None:
    rina = await rawat.colleague("Rina", Role.STAFF, language="id")
    pelita, klinik = await rawat.put(
        Partner("Yayasan Pelita Nusantara", owner_id=rina.staff_id), Partner("Klinik Sehat", owner_id=rina.staff_id)
    )
    await rawat.put(
        PersonThere(pelita.id, "Ratna Wulandari", salutation="Bu"),
        PersonThere(pelita.id, "Yohanes Tamba", salutation="Pak"),
        PersonThere(klinik.id, "Dewi Anggraini", salutation="dr."),
    )
    await rina.say("tadi ngopi sama Bu Ratna, Pak Yohanes dan dr. Dewi")
    assert "Juga dengan: Pak Yohanes Tamba dan dr. Dewi Anggraini (Klinik Sehat)" in rina.text
    await rina.tap("Simpan")
    assert "Klinik Sehat: Tersimpan." in rina.text
    assert len(await rawat.all(Interaction)) == 3
    await rina.tap("Urungkan")
    assert not await rawat.all(Interaction)


async def test_those_who_were_named_besides_can_be_left_out(rawat: BotUnderTest) -> None:
    rina = await rawat.colleague("Rina", Role.STAFF, language="id")
    (pelita,) = await rawat.put(Partner("Yayasan Pelita Nusantara", owner_id=rina.staff_id))
    await rawat.put(
        PersonThere(pelita.id, "Ratna Wulandari", salutation="Bu"),
        PersonThere(pelita.id, "Yohanes Tamba", salutation="Pak"),
    )
    await rina.say("tadi minta data ke Bu Ratna dan Pak Yohanes lewat WA")
    await rina.tap("Ubah")
    await rina.tap("Tanpa yang lain")
    assert "Juga dengan" not in rina.text
    await rina.tap("Simpan")
    assert len(await rawat.all(Interaction)) == 1


async def test_a_form_that_asks_for_a_name_lets_go_of_a_sentence_and_takes_a_word_for_an_answer(
    rawat: BotUnderTest,
) -> None:
    scene = await clinic_scene(rawat, "id")
    rina = scene.rina
    rawat.world.send_voice(rina.user)
    await rawat.settle()
    assert "Mitra yang mana?" in rina.text
    await rina.say("dr. Dewi sakit")
    assert rina.last.labels[0] == "Catat: sakit"
    assert rina.heard[-2] == "Isian tadi ditunda dulu; bisa dilanjutkan lewat tombolnya."

    await rina.say("/cari Klinik Sehat")
    await rina.tap("Ubah")
    await rina.tap("Email")
    refused = await rina.say("kontak@klinik")
    assert "ditunda" not in refused.text
    assert "kontak@kliniksehat.example" in (await rina.say("kontak@kliniksehat.example")).text


async def test_a_sentence_that_begins_with_a_promise_is_a_promise(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, "id")
    said = await scene.rina.say("janji kirim proposal ke dr. Dewi Jumat")
    assert said.text.splitlines()[0] == "Simpan janji ini?"
    assert "“kirim proposal ke dr. Dewi Jumat”" in said.text
    told = await scene.rina.say("janji temu sama dr. Dewi kemarin")
    assert told.text.splitlines()[0] != "Simpan janji ini?"
