"""A contact in one sentence and one tap: the card, its fields, Save, and what comes between."""

from datetime import date

import pytest

from bot.domain.interactions import Interaction
from bot.domain.partners import Partner
from bot.domain.people import Person as PersonThere
from bot.domain.words import Channel, Direction, PartnerState, Purpose
from tests.chat.care_scene import LONG_AGO, TODAY, clinic_scene
from tests.chat.harness import BotUnderTest

NAMED = '<b>Apotek & "Melati"</b> 🌿'
MET = "tadi ngopi sama dr. Dewi bahas program remaja"


async def test_a_sentence_is_shown_as_a_card_and_saved_by_one_tap_in_indonesian(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, "id")
    rina = scene.rina

    card = await rina.say(MET)

    assert card.text == (
        "Simpan catatan ini?\n"
        "Mitra: Klinik Sehat Bersama\n"
        "Dengan: dr. Dewi Anggraini\n"
        "Tanggal: hari ini, Senin, 23 November\n"
        "Cara: tatap muka · Tujuan: tanya kabar · Inisiatif: kita\n"
        f"Catatan: “{MET}”"
    )
    assert card.labels == ["Simpan", "Ubah", "Batal"]
    assert await scene.contacts() == []
    await rina.tap("Simpan")
    assert rina.text == "Tersimpan. Tanya kabar berikutnya sekitar 23 Desember."
    assert rina.last.labels == ["Urungkan"]
    (kept,) = await scene.contacts()
    assert (kept.partner_id, kept.person_id, kept.on) == (scene.clinic.id, scene.dewi.id, TODAY)
    assert (kept.channel, kept.purpose, kept.direction) == (Channel.IN_PERSON, Purpose.CHECK_IN, Direction.OURS)
    assert (kept.staff_id, kept.note) == (rina.staff_id, MET)


async def test_the_card_in_english_names_a_day_by_its_weekday(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat)
    card = await scene.rina.say("/log called dr. Dewi on Thursday to catch up")
    assert card.text == (
        "Save this?\n"
        "Partner: Klinik Sehat Bersama\n"
        "With: dr. Dewi Anggraini\n"
        "Day: Thursday, 19 November\n"
        "How: call · For: to check in · From us\n"
        "Note: “called dr. Dewi on Thursday to catch up”"
    )


async def test_log_without_text_says_how(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, "id")
    told = await scene.rina.say("/catat")
    assert told.text.startswith("Tulis dalam satu baris siapa yang dihubungi dan untuk apa")
    assert told.labels == []


async def test_save_pressed_twice_logs_once_and_the_second_press_is_told_kindly(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat)
    card = await scene.rina.say(MET)
    save = card.find_button("Save")
    assert save is not None
    await scene.rina.tap("Save")
    again = await scene.rina.press(card, save["callback_data"])
    assert again.text == "This button is from an earlier step. Go on with the newest message, or begin again."
    assert len(await scene.contacts()) == 1


async def test_save_done_again_after_a_kill_logs_once_and_says_the_same(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat)
    await scene.rina.say(MET)
    await scene.rina.tap("Save")
    said = scene.rina.text
    rawat.strict = False  # the press was answered before the kill
    await rawat.redo()
    assert len(await scene.contacts()) == 1
    assert scene.rina.text == said


@pytest.mark.parametrize(
    ("field", "choice", "line"),
    [
        ("Day", "Yesterday", "Day: yesterday, Sunday, 22 November"),
        ("How", "Video call", "How: video call · "),
        ("What for", "To say thank you", "For: to say thank you"),
        ("From whom", "From them", "From them"),
        ("Partner", "Radio Suara Kota", "Partner: Radio Suara Kota"),
        ("Whom with", "Pak Made Wirawan", "With: Pak Made Wirawan"),
    ],
)
async def test_each_field_is_changed_by_buttons_in_place(
    rawat: BotUnderTest, field: str, choice: str, line: str
) -> None:
    scene = await clinic_scene(rawat)
    await rawat.put(
        Partner("Radio Suara Kota", owner_id=scene.rina.staff_id, added_on=LONG_AGO),
        PersonThere(scene.clinic.id, "Made Wirawan", "Pak"),
    )
    card = await scene.rina.say(MET)
    await scene.rina.tap("Edit")
    await scene.rina.tap(field)
    await scene.rina.tap(choice)
    assert scene.rina.last.id == card.id
    assert line in scene.rina.text
    await scene.rina.tap("Save")
    assert len(await scene.contacts()) == 1


async def test_another_partner_takes_the_person_off(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat)
    (radio,) = await rawat.put(Partner("Radio Suara Kota", owner_id=scene.rina.staff_id, added_on=LONG_AGO))
    await scene.rina.say(MET)
    await scene.rina.tap("Edit")
    await scene.rina.tap("Partner")
    await scene.rina.say("radio suara")
    assert "With:" not in scene.rina.text
    await scene.rina.tap("Save")
    (kept,) = await scene.contacts()
    assert (kept.partner_id, kept.person_id) == (radio.id, None)


async def test_the_note_is_written_anew_and_the_rest_stays(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat)
    await scene.rina.say(MET)
    await scene.rina.tap("Edit")
    await scene.rina.tap("Note")
    await scene.rina.say(f"  {NAMED} wants posters ")
    assert f"Note: “{NAMED} wants posters”" in scene.rina.text
    await scene.rina.tap("Save")
    (kept,) = await scene.contacts()
    assert (kept.note, kept.person_id) == (f"{NAMED} wants posters", scene.dewi.id)


async def test_a_second_contact_sets_the_first_aside_and_both_can_be_saved(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat)
    first = await scene.rina.say(MET)
    save = first.find_button("Save")
    assert save is not None
    await scene.rina.say("telepon dr. Dewi kemarin nanya kabar")
    await scene.rina.tap("Save")
    await scene.rina.press(first, save["callback_data"])
    assert {one.on for one in await scene.contacts()} == {TODAY, date(2026, 11, 22)}


async def test_cancel_saves_nothing(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, "id")
    await scene.rina.say(MET)
    await scene.rina.tap("Batal")
    assert scene.rina.text == "Tidak disimpan."
    assert scene.rina.last.labels == []
    assert await scene.contacts() == []


async def test_names_and_notes_with_markup_and_emoji_are_shown_as_typed(rawat: BotUnderTest) -> None:
    rina = await rawat.colleague("Rina")
    (pharmacy,) = await rawat.put(Partner(NAMED, owner_id=rina.staff_id, added_on=LONG_AGO))
    await rawat.put(PersonThere(pharmacy.id, "Tuti <i>Herawati</i> 🌸", "Bu"))
    card = await rina.say("ketemu Bu Tuti Herawati nanya kabar <b>&</b> ngobrol 😀")
    assert f"Partner: {NAMED}" in card.text
    assert "With: Bu Tuti <i>Herawati</i> 🌸" in card.text
    assert "Note: “ketemu Bu Tuti Herawati nanya kabar <b>&</b> ngobrol 😀”" in card.text
    await rina.tap("Save")
    assert rina.text.startswith("Saved.")


async def test_a_note_of_four_thousand_characters_is_kept_whole(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat)
    text = "telepon dr. Dewi kemarin nanya kabar " + "😀&" * 50 + "x" * 3863
    assert len(text) == 4000
    card = await scene.rina.say(text)
    assert len(card.text.encode("utf-16-le")) // 2 < 1000
    await scene.rina.tap("Save")
    (kept,) = await scene.contacts()
    assert kept.note == text


async def test_a_partner_archived_before_save_is_said_and_the_card_goes_on(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat)
    (radio,) = await rawat.put(Partner("Radio A & B", owner_id=scene.rina.staff_id, added_on=LONG_AGO))
    await scene.rina.say("telepon Radio A & B tadi, nanya kabar")
    await _change(rawat, radio.id, state=PartnerState.ARCHIVED)
    refused = await scene.rina.tap("Save")
    assert refused.text == "Radio A & B is archived. Bring it back first, from its card."
    await scene.rina.tap("Edit")
    await scene.rina.tap("Partner")
    await scene.rina.tap("Klinik Sehat Bersama")
    await scene.rina.tap("Save")
    (kept,) = await scene.contacts()
    assert kept.partner_id == scene.clinic.id


async def test_a_contact_with_a_partner_merged_before_save_goes_to_the_one_that_is_left(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat)
    (radio,) = await rawat.put(Partner("Radio Suara Kota", owner_id=scene.rina.staff_id, added_on=LONG_AGO))
    await scene.rina.say("telepon Radio Suara Kota tadi, nanya kabar")
    await _change(rawat, radio.id, state=PartnerState.MERGED, merged_into=scene.clinic.id)
    await scene.rina.tap("Save")
    (kept,) = await scene.contacts()
    assert kept.partner_id == scene.clinic.id


async def test_an_old_card_is_told_kindly_a_day_later(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat)
    await scene.rina.say(MET)
    rawat.clock.instant = rawat.clock.instant.replace(day=25)
    pressed = await scene.rina.tap("Save")
    assert pressed.text is not None
    assert "earlier step" in pressed.text
    assert await rawat.all(Interaction) == []


async def _change(rawat: BotUnderTest, partner_id: int, **fields: object) -> None:
    async with rawat.app.storage.write() as uow:
        await uow.partners.change(partner_id, **fields)
        await uow.search.touch({partner_id})
        await uow.commit()


async def test_somebody_who_moved_before_save_is_said_and_the_card_goes_on(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat)
    (radio,) = await rawat.put(Partner("Radio Suara Kota", added_on=LONG_AGO))
    await scene.rina.say(MET)
    async with rawat.app.storage.write() as uow:
        await uow.people.change(scene.dewi.id, partner_id=radio.id)
        await uow.commit()
    refused = await scene.rina.tap("Save")
    assert refused.text == "dr. Dewi Anggraini is not at Klinik Sehat Bersama. Choose somebody else."
    await scene.rina.tap("Edit")
    await scene.rina.tap("Whom with")
    await scene.rina.tap("Nobody in particular")
    await scene.rina.tap("Save")
    (kept,) = await scene.contacts()
    assert (kept.partner_id, kept.person_id) == (scene.clinic.id, None)


async def test_a_very_long_name_leaves_the_card_short(rawat: BotUnderTest) -> None:
    rina = await rawat.colleague("Rina")
    await rawat.put(Partner("Persekutuan " + "Sangat 🌿 & Panjang " * 150, owner_id=rina.staff_id, added_on=LONG_AGO))
    await rina.say("telepon tadi nanya kabar")
    await rina.tap("Persekutuan")
    assert "…\nDay: today" in rina.text
    await rina.tap("Save")
    assert rina.text.startswith("Saved.")
