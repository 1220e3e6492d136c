"""A contact shared from Telegram, or a file with one contact card, becomes a person in two taps."""

from typing import Any

from bot.domain.occasions import Occasion
from bot.domain.partners import Partner
from bot.domain.people import Person as PersonThere
from bot.domain.words import Consent, OccasionKind
from tests.chat.care_scene import TODAY, Scene, clinic_scene
from tests.chat.harness import BotUnderTest
from tests.chat.test_people import kept

CARD = """BEGIN:VCARD
VERSION:3.0
N:Wulandari;Ratna;;Bu;
FN:Bu Ratna Wulandari
ORG:Yayasan Pelita Nusantara
TITLE:Direktur
TEL;TYPE=CELL:0813-2222-3333
TEL;TYPE=WORK:(021) 555 0199
EMAIL:ratna@pelita.example
NOTE:suka <teh>
{more}END:VCARD
"""


async def shared(scene: Scene, name: str, phone: str, **more: Any) -> str:
    """Rina shares a contact; gives the answer."""
    body = {"phone_number": phone, "first_name": name, **more}
    scene.rawat.world._send(scene.rina.user, None, {"contact": body})
    await scene.rawat.settle()
    return scene.rina.text


async def test_a_shared_contact_is_a_person_after_two_taps(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, "id", baseline_on=TODAY)
    said = await shared(scene, "Pak Sri <Joko>", "0812 3456 7890")
    assert said == "👤 Pak Sri <Joko>\nTelepon: +6281234567890\n\nDi mitra mana? Pilih, atau tulis namanya."
    await scene.rina.tap("Klinik Sehat Bersama")
    asked = scene.rina.last
    assert scene.rina.text.startswith("Simpan Pak Sri <Joko> di Klinik Sehat Bersama?")
    save = scene.rina.last.find_button("Simpan")
    assert save is not None
    await scene.rina.tap("Simpan")
    await rawat.redo()
    new = (await rawat.all(PersonThere))[-1]
    assert (new.partner_id, new.addressed, new.phone) == (scene.clinic.id, "Pak Sri <Joko>", "+6281234567890")
    again = await scene.rina.press(asked, save["callback_data"])
    assert again.text == "Tombol ini dari langkah sebelumnya. Lanjutkan dari pesan terbaru, atau mulai lagi."
    assert len(await rawat.all(PersonThere)) == 2
    await scene.rina.say("/cari 0812-3456-7890")
    assert "Sri <Joko>" in scene.rina.text
    await scene.rina.say("/undo")
    await scene.rina.tap("Urungkan")
    assert len(await rawat.all(PersonThere)) == 1


async def test_whose_number_is_known_is_completed_and_nothing_known_changes(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, baseline_on=TODAY)
    (mei,) = await rawat.put(PersonThere(scene.clinic.id, "Liem Mei Hwa", "Ibu", phone="+6281322223333"))
    card = CARD.format(more="").replace("Bu Ratna Wulandari", "Mei Hwa").replace("Wulandari;Ratna;;Bu", "Hwa;Mei;;")
    said = await shared(scene, "Mei Hwa", "+62 813 2222 3333", vcard=card)
    assert "Known already: Ibu Liem Mei Hwa (Klinik Sehat Bersama)." in said
    await scene.rina.tap("Complete Ibu Liem Mei Hwa")
    assert scene.rina.text.startswith("Added to Ibu Liem Mei Hwa: Role, Phone, E-mail and Note.")
    there = await kept(rawat, mei)
    assert (there.name, there.salutation, there.role) == ("Liem Mei Hwa", "Ibu", "Direktur")
    assert (there.phone, there.note) == ("+6281322223333; +62215550199", "suka <teh>")
    await shared(scene, "Mei Hwa", "+62 813 2222 3333", vcard=card)
    await scene.rina.tap("Complete Ibu Liem Mei Hwa")
    assert scene.rina.text.startswith("All of this was known of Ibu Liem Mei Hwa already.")
    assert await kept(rawat, mei) == there


async def test_who_is_known_elsewhere_may_have_moved(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, baseline_on=TODAY)
    (radio,) = await rawat.put(Partner("Radio Suara Kota", owner_id=scene.rina.staff_id, added_on=TODAY))
    (mei,) = await rawat.put(PersonThere(radio.id, "Liem Mei Hwa", "Ibu", phone="+6281322223333"))
    await shared(scene, "Mei", "0813 2222 3333")
    await scene.rina.tap("Klinik Sehat Bersama")
    await scene.rina.tap("Ibu Liem Mei Hwa moved here")
    assert (await kept(rawat, mei)).partner_id == scene.clinic.id


async def test_who_is_known_there_by_name_is_completed_rather_than_doubled(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, baseline_on=TODAY)
    await shared(scene, "Dewi Anggraini", "0812 3456 7890")
    await scene.rina.tap("Klinik Sehat Bersama")
    assert scene.rina.last.labels == ["Complete dr. Dewi Anggraini", "Another partner", "Cancel"]
    await scene.rina.tap("Complete dr. Dewi Anggraini")
    assert (await kept(rawat, scene.dewi)).phone == "+6281234567890"


async def test_a_card_leads_to_the_partner_that_it_names_and_its_birthday_waits_for_consent(
    rawat: BotUnderTest,
) -> None:
    scene = await clinic_scene(rawat, baseline_on=TODAY)
    (pelita,) = await rawat.put(Partner("Yayasan Pelita Nusantara", added_on=TODAY))
    await scene.rina.send("ratna.vcf", CARD.format(more="BDAY:--0814\n").encode())
    assert scene.rina.last.labels[0] == "Yayasan Pelita Nusantara"
    await scene.rina.tap("Yayasan Pelita Nusantara")
    await scene.rina.tap("Save")
    assert scene.rina.text == (
        "Saved: Bu Ratna Wulandari.\n\n"
        "It also names: birthday 14 August. Did this person agree that we remember it?"
    )  # fmt: skip
    ratna = (await rawat.all(PersonThere))[-1]
    assert (ratna.partner_id, ratna.role, ratna.phone) == (pelita.id, "Direktur", "+6281322223333; +62215550199")
    assert await rawat.all(Occasion) == []
    await scene.rina.tap("Yes, agreed")
    assert [(one.kind, one.day, one.month, one.year) for one in await rawat.all(Occasion)] == [
        (OccasionKind.BIRTHDAY, 14, 8, None)
    ]
    assert (await kept(rawat, ratna)).consent is Consent.AGREED


async def test_what_was_not_agreed_is_not_kept(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, baseline_on=TODAY)
    await scene.rina.send("ratna.vcf", CARD.format(more="BDAY:19780814\nANNIVERSARY:20100505\n").encode())
    await scene.rina.tap("Klinik Sehat Bersama")
    await scene.rina.tap("Save")
    await scene.rina.tap("No, do not keep it")
    assert await rawat.all(Occasion) == []
    assert (await rawat.all(PersonThere))[-1].consent is Consent.REFUSED


async def test_the_partner_that_a_card_names_is_added_on_a_press(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, baseline_on=TODAY)
    await scene.rina.send("ratna.vcf", CARD.format(more="").encode())
    await scene.rina.tap("Add partner “Yayasan")
    await scene.rina.tap("Save")
    new = (await rawat.all(Partner))[-1]
    assert new.name == "Yayasan Pelita Nusantara"
    assert [one.partner_id for one in await rawat.all(PersonThere)][-1] == new.id


async def test_the_partner_is_found_by_what_is_written(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, baseline_on=TODAY)
    await rawat.put(Partner("Radio Suara Kota", added_on=TODAY))
    await shared(scene, "Budi", "halo")
    assert "“halo” is no phone number, so it is kept as it was typed." in scene.rina.text
    await scene.rina.say("xyzzy")
    assert scene.rina.text.startswith("No partner has that name.")
    await scene.rina.say("radio suara")
    await scene.rina.tap("Radio Suara Kota")
    await scene.rina.tap("Another partner")
    await scene.rina.tap("Klinik Sehat Bersama")
    await scene.rina.tap("Save")
    assert [(one.partner_id, one.phone) for one in await rawat.all(PersonThere)][-1] == (scene.clinic.id, "halo")


async def test_a_card_without_a_phone_is_taken_and_said(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, baseline_on=TODAY)
    await scene.rina.send("edi.vcf", b"BEGIN:VCARD\nVERSION:4.0\nFN:Mas Edi\nEND:VCARD\n")
    assert scene.rina.text.splitlines()[:2] == ["👤 Mas Edi", "Without a phone number."]


async def test_a_contact_without_a_name_is_refused_in_a_sentence(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, baseline_on=TODAY)
    for name in ("🌿", "  "):
        assert (await shared(scene, name, "0812")).startswith("That contact has no name in letters.")
    assert await rawat.all(PersonThere) == [scene.dewi]


async def test_several_cards_are_an_import_and_so_for_managers(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, baseline_on=TODAY)
    two = CARD.format(more="") + CARD.format(more="").replace("Ratna", "Sri")
    assert "is for managers" in (await scene.rina.send("two.vcf", two.encode())).text
