"""What cannot be a contact as it stands gets a clear answer, and what was typed is kept."""

import asyncio
from datetime import timedelta

import pytest

from bot.domain.interactions import Interaction
from bot.domain.partners import Partner
from bot.domain.people import Person as PersonThere
from bot.domain.ports import Actor
from bot.domain.words import PartnerState
from bot.sandbox.chats import Message
from bot.usecases.leaving import MarkDied
from bot.usecases.merging import MergePartners
from bot.usecases.privacy import ErasePerson
from tests.chat.care_scene import LONG_AGO, TODAY, Scene, clinic_scene
from tests.chat.harness import BotUnderTest

CALLED = "telepon dr. Dewi kemarin nanya kabar"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("🙂🙂🙂", "No contact was found in that."),
        ("!!! ...", "No contact was found in that."),
        ("1234567", "No contact was found in that."),
        ("<script>alert(1)</script>", "No contact was found in that."),
        ("x" * 4000, "No contact was found in that."),
        ("مرحبا كيف حالك", "Only Latin letters are read here."),
        ("ꦱꦸꦒꦼꦁꦲꦺꦚ꧀ꦗꦁ", "Only Latin letters are read here."),
        ("你好吗 今天见了德薇?", "Only Latin letters are read here."),
    ],
)
async def test_what_tells_of_no_contact_is_said_to_be_none(rawat: BotUnderTest, text: str, said: str) -> None:
    rina = await rawat.colleague("Rina")
    assert (await rina.say(text)).text.startswith(said)
    assert rina.last.labels == []


async def test_a_name_in_another_alphabet_is_read_and_a_note_in_it_kept(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat)
    await rawat.put(PersonThere(scene.clinic.id, "王丽", "Ibu"))
    text = "telepon 王丽 nanya kabar 谢谢"
    card = await scene.rina.say(text)
    assert "With: Ibu 王丽" in card.text or card.labels, card.text
    assert text in card.text


async def test_a_day_before_the_partner_was_known_is_said_and_the_card_stays(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, "id", since_on=TODAY - timedelta(days=100))
    await scene.rina.say("5 Januari 2020 telepon dr. Dewi nanya kabar")
    refused = await scene.rina.tap("Simpan")
    assert refused.text is not None
    assert refused.text.startswith("Pada 5 Januari 2020 mitra ini belum kita kenal; tercatat sejak 15 Agustus 2026.")
    await scene.rina.tap("Ubah")
    await scene.rina.tap("Tanggal")
    await scene.rina.say("20/11")
    await scene.rina.tap("Simpan")
    (kept,) = await scene.contacts()
    assert (kept.on, kept.note) == (TODAY - timedelta(days=3), "5 Januari 2020 telepon dr. Dewi nanya kabar")


async def test_an_archived_partner_is_said_before_save_and_can_be_brought_back(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, "id")
    (old,) = await rawat.put(
        Partner("Radio <b>Suara</b> Lama", owner_id=scene.rina.staff_id, added_on=LONG_AGO, state=PartnerState.ARCHIVED)
    )
    card = await scene.rina.say("tadi telepon Radio Suara Lama nanya kabar")
    assert "Mitra: Radio <b>Suara</b> Lama" in card.text
    assert "Mitra ini diarsipkan." in card.text
    assert card.labels == ["Simpan", "Buka kartunya", "Ubah", "Batal"]
    save = _wire(card, "Simpan")
    assert (await scene.rina.tap("Simpan")).text is not None
    assert await scene.contacts() == []
    async with rawat.app.storage.write() as uow:
        await uow.partners.change(old.id, state=PartnerState.ACTIVE)
        await uow.commit()
    await scene.rina.press(card, save)
    assert scene.rina.text.startswith("Tersimpan.")


async def test_two_sentences_whose_save_is_pressed_at_once_are_both_kept(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat)
    first = await scene.rina.say(CALLED)
    second = await scene.rina.say("tadi ngopi sama dr. Dewi")
    for card in (first, second, first, second):
        rawat.world.press(scene.rina.user, card.id, data=_wire(card, "Save"), stale=True)
    await rawat.settle()
    assert [one.note for one in await scene.contacts()] == [CALLED, "tadi ngopi sama dr. Dewi"]


async def test_two_colleagues_who_save_at_once_both_log(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat)
    cards = [(who, await who.say(CALLED)) for who in (scene.rina, scene.sari)]
    for who, card in cards:
        rawat.world.press(who.user, card.id, data=_wire(card, "Save"), stale=True)
    waiting = await rawat.library.get_updates(timeout=0)
    await asyncio.gather(*(rawat.dispatch(update, False) for update in waiting))
    assert {one.staff_id for one in await scene.contacts()} == {scene.rina.staff_id, scene.sari.staff_id}


async def test_save_after_the_partner_was_merged_goes_to_the_one_that_is_left(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat)
    (other,) = await rawat.put(Partner("Klinik Sehat Bersma", owner_id=scene.rina.staff_id, added_on=LONG_AGO))
    (ayu,) = await rawat.put(PersonThere(other.id, "Ayu Lestari", "Bu"))
    await scene.rina.say("telepon Bu Ayu kemarin nanya kabar")
    await MergePartners(rawat.app.storage, rawat.app.organisation)(await _sari(scene), scene.clinic.id, other.id)
    await scene.rina.tap("Save")
    (kept,) = await scene.contacts()
    assert (kept.partner_id, kept.person_id) == (scene.clinic.id, ayu.id)


async def test_save_after_the_person_was_erased_keeps_nothing_of_them(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat)
    await scene.rina.say(CALLED)
    await ErasePerson(rawat.app.storage, rawat.app.organisation)(await _sari(scene), scene.dewi.id)
    pressed = await scene.rina.tap("Save")
    assert pressed.text == "This button is from an earlier step. Go on with the newest message, or begin again."
    assert await scene.contacts() == []
    # Written anew, she is somebody unknown, and the contact can be kept without her.
    asked = await scene.rina.say(CALLED)
    assert "dr. Dewi is not known here yet." in asked.text


async def test_save_after_the_person_died_keeps_what_was_before(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat)
    await scene.rina.say(CALLED)
    await MarkDied(rawat.app.storage, rawat.app.organisation)(await _sari(scene), scene.dewi.id)
    await scene.rina.tap("Save")
    (kept,) = await scene.contacts()
    assert (kept.person_id, kept.on) == (scene.dewi.id, TODAY - timedelta(days=1))


async def test_save_after_the_partner_was_taken_back_says_so_and_goes_to_another(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat)
    await scene.rina.say("/add Toko Abadi Jaya")
    card = await scene.rina.say("telepon Toko Abadi Jaya tadi, nanya kabar")
    save, edit = _wire(card, "Save"), _wire(card, "Edit")
    await scene.rina.say("/undo")
    await scene.rina.tap("Undo")
    assert (await scene.rina.press(card, save)).text == "This is no longer there. Look for it with /find."
    await scene.rina.press(card, edit)
    await scene.rina.tap("Partner")
    await scene.rina.tap("Klinik Sehat Bersama")
    await scene.rina.tap("Save")
    kept: list[Interaction] = await scene.contacts()
    assert [(one.partner_id, one.note) for one in kept] == [
        (scene.clinic.id, "telepon Toko Abadi Jaya tadi, nanya kabar")
    ]


def _wire(message: Message, label: str) -> str:
    key = message.find_button(label)
    assert key is not None, message.labels
    return str(key["callback_data"])


async def _sari(scene: Scene) -> Actor:
    return Actor(await scene.sari.staff(), scene.rawat.clock.now(), "sari")
