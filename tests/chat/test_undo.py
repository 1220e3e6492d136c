"""/undo and /cancel: what was done is named before it is taken back."""

import re
from datetime import timedelta
from pathlib import Path

import bot.usecases
from bot.chat.undo import _ACTS
from bot.domain.interactions import Interaction
from bot.domain.partners import Partner
from bot.usecases.undo import FOR_GOOD
from tests.chat.harness import BotUnderTest, Person

UNNAMED = {"undo", "reachability", "consent_lapsed", "export_roster", "export_person"}
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
    assert (await rina.say("/batal")).text.startswith("Take back the noted contact (Klinik Sehat Bersama)?")
