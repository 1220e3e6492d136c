"""/undo and /cancel: what was done is named before it is taken back."""

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import bot.usecases
from bot.chat.partner_fields import LABELS as PARTNER_LABELS
from bot.chat.undo import _ACTS
from bot.chat.undo_texts import FIELDS, NOUNS
from bot.domain.interactions import Interaction
from bot.domain.partners import Partner
from bot.domain.ports import Actor
from bot.storage.rows import TableRows
from bot.usecases.corrections import EDITABLE
from bot.usecases.partner_fields import columns_of
from bot.usecases.partners import ChangePartner
from bot.usecases.undo import FOR_GOOD
from tests.chat.harness import BotUnderTest, Person

UNNAMED = {"undo", "reachability", "consent_lapsed", "export_roster", "export_person", "hand_out_summary"}
"""Acts that nobody is offered to take back."""


async def logged(rawat: BotUnderTest, language: str = "en") -> Person:
    rina = await rawat.colleague("Rina", language=language)
    await rawat.put(Partner("Klinik Sehat Bersama", owner_id=rina.staff_id))
    await rina.say("kemarin telepon Klinik Sehat Bersama, tanya kabar")
    await rina.tap("Simpan" if language == "id" else "Save")
    return rina


def test_every_act_has_a_name() -> None:
    sources = [file.read_text() for file in Path(bot.usecases.__path__[0]).rglob("*.py")]
    named = re.compile(r'\b(?:finish|act|done_before|Act)\((?:[^()"]*,\s*)?"([a-z_]+)"')
    acts = {name for source in sources for name in named.findall(source)}
    assert "log_contact" in acts
    assert acts - FOR_GOOD - UNNAMED <= set(_ACTS)


async def test_contact_is_taken_back_by_its_button(rawat: BotUnderTest) -> None:
    rina = await logged(rawat)
    assert len(await rawat.all(Interaction)) == 1
    await rina.tap("Undo")
    assert rina.text == "Taken back: the noted contact (Klinik Sehat Bersama)."
    assert not await rawat.all(Interaction)


async def test_contact_is_taken_back_by_the_command(rawat: BotUnderTest) -> None:
    rina = await logged(rawat, "id")
    said = await rina.say("/urungkan")
    assert said.text == "Urungkan catatan interaksi (Klinik Sehat Bersama)? Dilakukan 23 November pukul 08.00."
    await rina.tap("Urungkan")
    assert rina.text == "Diurungkan: catatan interaksi (Klinik Sehat Bersama)."
    assert not await rawat.all(Interaction)


async def test_undo_pressed_twice_takes_back_once(rawat: BotUnderTest) -> None:
    rina = await logged(rawat)
    offered = rina.last
    wire = offered.find_button("Undo")
    assert wire is not None
    await rina.tap("Undo")
    pressed = await rina.press(offered, wire["callback_data"])
    assert pressed.text == "This was taken back already, or is more than a day old."


async def test_undo_done_again_says_the_same(rawat: BotUnderTest) -> None:
    rina = await logged(rawat)
    await rina.tap("Undo")
    told = rina.text
    await rawat.redo()
    assert rina.text == told


async def test_act_of_the_day_before_yesterday_stays(rawat: BotUnderTest) -> None:
    rina = await logged(rawat)
    rawat.clock.instant += timedelta(days=1, seconds=1)
    pressed = await rina.tap("Undo")
    assert pressed.text is not None
    assert pressed.text == "This was taken back already, or is more than a day old."
    assert len(await rawat.all(Interaction)) == 1


async def test_cancel_leaves_a_form_and_without_one_offers_undo(rawat: BotUnderTest) -> None:
    rina = await logged(rawat)
    await rina.say("/settings")
    await rina.tap("Hour")
    assert (await rina.say("/cancel")).text == "Cancelled. Nothing was saved."
    said = await rina.say("/batal")
    assert said.text.splitlines() == [
        "Nothing is open that could be cancelled.",
        "Take back the noted contact (Klinik Sehat Bersama)? It was on 23 November at 08:00.",
    ]
    await rina.tap("Undo")
    nothing = "Nothing is open, and nothing of the last day is left to take back."
    assert (await rina.say("/cancel")).text == nothing


async def test_fields_are_named_as_people_know_them(rawat: BotUnderTest) -> None:
    rina = await rawat.colleague("Rina")
    (clinic,) = await rawat.put(Partner("Klinik <Sehat>", owner_id=rina.staff_id))
    change = ChangePartner(rawat.app.storage, rawat.house.organisation)
    mine = Actor(await rina.staff(), rawat.clock.now(), "k1")
    await change(mine, clinic.id, "city", "Bogor")
    said = await rina.say("/undo")
    assert said.text == "Take back the change to the partner (Klinik <Sehat>; city)? It was on 23 November at 08:00."
    maya = await rawat.colleague("Maya")
    await change(Actor(await maya.staff(), rawat.clock.now(), "k2"), clinic.id, "city", "Depok")
    await rina.tap("Undo")
    assert rina.text.splitlines()[1:] == ["Changed since, and left as it is:", "• Klinik <Sehat>: city"]
    (now,) = await rawat.all(Partner)
    assert now.city == "Depok"


def test_whatever_can_stay_has_a_name() -> None:
    machinery = {"announcements", "forms", "notices", "roster_files"}
    nouns = {kind.row.__tablename__ for kind in _books(TableRows) if kind.records}
    assert nouns - machinery <= set(NOUNS)


def test_every_field_that_can_be_edited_has_a_label() -> None:
    shown = {"partners": [name for field in PARTNER_LABELS for name in columns_of(field)], "interactions": EDITABLE}
    for noun, names in shown.items():
        assert set(names) <= set(FIELDS[noun]), noun


def _books(kind: type[TableRows[Any]]) -> list[type[TableRows[Any]]]:
    return [found for one in kind.__subclasses__() for found in (one, *_books(one))]
