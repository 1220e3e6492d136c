"""What awaits a text gets the answer to its own question, and no other text."""

from typing import Any

import pytest

from bot.domain.forms import Form
from bot.domain.interactions import Interaction
from bot.domain.occasions import Occasion
from bot.domain.partners import Partner
from bot.domain.people import Person as PersonThere
from bot.domain.promises import Promise
from bot.domain.reminders import Reminder
from bot.domain.words import ReminderKind, ReminderState
from bot.usecases.partners import AddPartner
from bot.usecases.people import RememberDays
from bot.usecases.promises import AddPromise
from bot.usecases.roster import ImportRoster
from tests.chat.care_scene import Scene, clinic_scene
from tests.chat.harness import BotUnderTest
from tests.chat.test_again import done
from tests.chat.test_dispatch import stopped

LOG = "called dr. Dewi at Klinik Sehat Bersama yesterday to catch up"
CARD = "Save this?"


async def _partner_card(scene: Scene) -> None:
    await scene.rina.say("/find Klinik Sehat Bersama")


async def _item(scene: Scene) -> None:
    await scene.reminder(ReminderKind.CHECK_IN)
    await scene.rina.say("/today")
    await scene.rina.tap("1")


async def _saved_ask(scene: Scene) -> None:
    await scene.rina.say("minta dana ke Klinik Sehat Bersama")
    await scene.rina.tap("Save")


TURNED_AWAY: dict[str, tuple[Any, list[str]]] = {
    "the city, by taking it away": (_partner_card, ["Edit", "City", "Take it away"]),
    "the city, by going back": (_partner_card, ["Edit", "City", "Back", "Back"]),
    "a person's name": (_partner_card, ["Add a person", "Back"]),
    "until when it waits": (_item, ["Snooze", "Choose a day", "Back"]),
    "when it was done": (_item, ["Skip", "Already done elsewhere", "Back"]),
    "the day of a check-in": (_saved_ask, ["Choose a day", "Not now"]),
}


@pytest.mark.parametrize("name", TURNED_AWAY)
async def test_log_after_one_turned_away_from_a_question_is_a_log(rawat: BotUnderTest, name: str) -> None:
    scene = await clinic_scene(rawat, city="Bandung")
    begin, labels = TURNED_AWAY[name]
    await begin(scene)
    for label in labels:
        await scene.rina.tap(label)
        await rawat.redo()
    await scene.rina.say(LOG)
    assert scene.rina.text.startswith(CARD)
    (clinic,) = await rawat.all(Partner)
    assert clinic.city == (None if "Take it away" in labels else "Bandung")
    assert len(await rawat.all(PersonThere)) == 1


async def test_press_under_another_message_turns_away_too(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat)
    await _partner_card(scene)
    await scene.rina.tap("Edit")
    card, tier = scene.rina.last, scene.rina.last.find_button("Tier")
    assert tier is not None
    await scene.rina.tap("City")
    await scene.rina.press(card, tier["callback_data"])
    await scene.rina.say(LOG)
    assert scene.rina.text.startswith(CARD)


async def test_buttons_of_the_form_itself_leave_it_waiting(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat)
    await scene.rina.say(LOG)
    await scene.rina.tap("Edit")
    await scene.rina.tap("Note")
    await scene.rina.say("she is well")
    assert "she is well" in scene.rina.text


async def test_form_taken_up_by_its_button_gets_the_text_though_another_came_between(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat)
    first = await scene.rina.say(LOG)
    await scene.rina.say("met dr. Dewi today to say thank you")
    edit = first.find_button("Edit")
    assert edit is not None
    await scene.rina.press(first, edit["callback_data"])
    await scene.rina.tap("Note")
    await scene.rina.say("she is well")
    assert "she is well" in scene.rina.text
    assert len(await rawat.all(Form)) == 2


@pytest.mark.parametrize("labels", [["Snooze", "Choose a day"], ["Skip", "Already done elsewhere"]])
async def test_contact_told_where_a_day_is_asked_is_a_contact(rawat: BotUnderTest, labels: list[str]) -> None:
    scene = await clinic_scene(rawat)
    await _item(scene)
    for label in labels:
        await scene.rina.tap(label)
    await scene.rina.say("soon")
    assert scene.rina.text.startswith("No day was found in that.")
    await scene.rina.say(LOG)
    assert scene.rina.heard[-2] == "What you had begun is set aside; its buttons still work."
    assert scene.rina.text.startswith(CARD)
    (reminder,) = await rawat.all(Reminder)
    assert reminder.state is ReminderState.OPEN


@pytest.mark.parametrize("asked", ["/settings", "a person", "a birthday", "/promise send the list by Friday"])
async def test_so_it_is_where_an_hour_a_person_a_birthday_or_a_partner_is_asked(
    rawat: BotUnderTest, asked: str
) -> None:
    scene = await clinic_scene(rawat)
    if asked.startswith("/"):
        await scene.rina.say(asked)
    else:
        await _partner_card(scene)
        await scene.rina.tap("Add a person")
    if asked == "a birthday":
        await scene.rina.say("Bu Ratna Wulandari")
    if asked == "/settings":
        await scene.rina.tap("Hour")
    await scene.rina.say(LOG)
    await rawat.redo()
    assert scene.rina.text.startswith(CARD)
    await scene.rina.tap("Save")
    assert len(await rawat.all(Interaction)) == 1
    assert not await rawat.all(Promise)


@pytest.mark.parametrize(
    "name", ["Bu Ratna Wulandari, Direktur", "Dewi Lestari", "Pak Bambang, Klinik Sehat Bersama", "dr. Dewi Anggraini"]
)
async def test_name_of_a_person_is_no_contact_though_it_names_somebody_known(rawat: BotUnderTest, name: str) -> None:
    scene = await clinic_scene(rawat)
    await _partner_card(scene)
    await scene.rina.tap("Add a person")
    await scene.rina.say(name)
    assert not scene.rina.text.startswith(CARD)
    assert not [form for form in await rawat.all(Form) if form.set_aside]


async def test_question_about_what_is_gone_swallows_no_second_text(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat)
    await _partner_card(scene)
    await scene.rina.tap("Edit")
    await scene.rina.tap("City")
    async with rawat.app.storage.write() as uow:
        await uow.people.remove(scene.dewi.id)
        await uow.partners.remove(scene.clinic.id)
        await uow.commit()
    assert (await scene.rina.say("Bandung")).text == "This is no longer there. Look for it with /find."
    assert (await scene.rina.say("Bandung")).text != "This is no longer there. Look for it with /find."


FILLED: dict[str, tuple[type[Any], list[str], str, type[Any]]] = {
    "a promise": (AddPromise, ["/promise send the list to Klinik Sehat Bersama tomorrow"], "Save", Promise),
    "a partner": (AddPartner, ["/find Radio Suara Kota"], "Add “Radio Suara Kota”", Partner),
    "a birthday": (
        RememberDays,
        ["/find Klinik Sehat Bersama", "[Add a person]", "Bu Ratna Wulandari", "14/8/1978"],
        "Yes, agreed",
        Occasion,
    ),
    "a file": (ImportRoster, ["file:"], "Import", Partner),
}


@pytest.mark.parametrize("name", FILLED)
async def test_fault_where_a_form_is_saved_leaves_its_button_alive(rawat: BotUnderTest, name: str) -> None:
    scene = await clinic_scene(rawat)
    acts, said, label, noun = FILLED[name]
    for deed in said:
        await done(scene.sari, deed)
    shown, before = scene.sari.last, len(await rawat.all(noun))
    key = shown.find_button(label)
    assert key is not None
    with stopped(acts, "__call__", ZeroDivisionError()):
        await scene.sari.tap(label)
    assert "Something went wrong." in scene.sari.text
    assert len(await rawat.all(noun)) == before
    await scene.sari.press(shown, key["callback_data"])
    assert len(await rawat.all(noun)) > before
