"""What happened to somebody is noted from the card; a complaint is settled from its notice or the card."""

import pytest

from bot.chat.messenger import TelegramMessenger
from bot.domain.interactions import Interaction
from bot.domain.notices import Notice
from bot.domain.occasions import Event
from bot.domain.people import Person as PersonThere
from bot.domain.reminders import Reminder
from bot.domain.words import HAPPENINGS, Direction, EventKind, NoticeKind, Purpose, ReminderKind, ReminderState
from tests.chat.care_scene import TODAY, Scene, clinic_scene
from tests.chat.harness import BotUnderTest

THEIRS = Direction.THEIRS


async def _card(scene: Scene) -> None:
    await scene.rina.say("/cari Klinik Sehat Bersama")


@pytest.mark.parametrize(
    ("label", "event", "reminder"),
    [
        ("Kedukaan", EventKind.BEREAVEMENT, ReminderKind.CONDOLENCE),
        ("Jabatan baru", EventKind.NEW_ROLE, ReminderKind.CONGRATULATION),
    ],
)
async def test_an_event_is_two_presses_and_its_reminder_comes_at_once(
    rawat: BotUnderTest, label: str, event: EventKind, reminder: ReminderKind
) -> None:
    scene = await clinic_scene(rawat, "id", baseline_on=TODAY)
    await _card(scene)
    await scene.rina.tap("Ada peristiwa")
    assert scene.rina.text == "Ada peristiwa apa dengan dr. Dewi Anggraini?"
    assert len(scene.rina.last.labels) == len(HAPPENINGS) + 1
    await scene.rina.tap(label)
    assert scene.rina.text.startswith("Tercatat untuk dr. Dewi Anggraini: ")
    (noted,) = await rawat.all(Event)
    assert (noted.kind, noted.person_id, noted.on) == (event, scene.dewi.id, TODAY)
    made = [one for one in await rawat.all(Reminder) if one.subject == f"event:{noted.id}"]
    assert [(one.kind, one.state) for one in made] == [(reminder, ReminderState.OPEN)]
    await scene.rina.tap("Urungkan")
    assert await rawat.all(Event) == []


async def test_of_several_people_it_asks_to_whom_it_happened(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, baseline_on=TODAY)
    await rawat.put(PersonThere(scene.clinic.id, "Made Wirawan", "Pak"))
    await scene.rina.say("/find Klinik Sehat Bersama")
    await scene.rina.tap("Something happened")
    assert scene.rina.text == "To whom did something happen?"
    await scene.rina.tap("Pak Made Wirawan")
    assert scene.rina.text == "What happened to Pak Made Wirawan?"


async def test_a_complaint_is_settled_from_its_notice_once(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, "id", baseline_on=TODAY)
    contact = await scene.contact(0, Purpose.COMPLAINT, note="obat terlambat", direction=THEIRS)
    facts = {"interaction_id": contact.id, "partner_id": scene.clinic.id, "staff_id": scene.rina.staff_id}
    for person in (scene.sari, scene.rina):
        (notice,) = await rawat.put(
            Notice(NoticeKind.COMPLAINT, f"c{person.staff_id}", staff_id=person.staff_id, facts=facts)
        )
        await TelegramMessenger(rawat.house, rawat.library).send(notice, await person.staff(), person.user.id)
    assert scene.sari.last.labels == ["Sudah selesai", "Kartu mitra"]
    await scene.sari.tap("Sudah selesai")
    assert scene.sari.text.startswith("Keluhan ini sudah selesai.")
    assert [one.settled_on for one in await rawat.all(Interaction)] == [TODAY]
    assert (await scene.rina.tap("Sudah selesai")).text == "Keluhan ini sudah ditandai selesai."
    await scene.sari.tap("Urungkan")
    assert [one.settled_on for one in await rawat.all(Interaction)] == [None]


async def test_the_card_settles_the_open_complaint_and_asks_which_of_several(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, "id", baseline_on=TODAY)
    for ago in (3, 2):
        await scene.contact(ago, Purpose.COMPLAINT, note="obat terlambat", direction=THEIRS)
    await _card(scene)
    await scene.rina.tap("Keluhan sudah selesai")
    assert scene.rina.text.startswith("Keluhan mana yang sudah selesai?")
    await scene.rina.tap(scene.rina.last.labels[0])
    assert scene.rina.text.startswith("Keluhan ini sudah selesai.")
    await scene.rina.tap("Keluhan sudah selesai")
    assert [one.settled_on for one in await rawat.all(Interaction)] == [TODAY, TODAY]
    assert "Keluhan sudah selesai" not in scene.rina.last.labels


async def test_card_tells_what_befell_somebody_lately_and_undo_leads_back_to_it(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat, "id")
    await scene.rina.say("dr. Dewi sakit")
    await scene.rina.tap("Catat: sakit")
    assert "❗ dr. Dewi Anggraini: sakit, 23 November" in scene.rina.text
    await scene.rina.tap("Urungkan")
    await scene.rina.tap("Kartu mitra")
    assert "❗" not in scene.rina.text


async def test_key_of_an_event_that_is_pressed_twice_notes_it_once(rawat: BotUnderTest) -> None:
    scene = await clinic_scene(rawat)
    offer = await scene.rina.say("dr. Dewi sakit")
    wire = offer.find_button("Note: illness")["callback_data"]  # type: ignore[index]
    for _ in range(2):
        await scene.rina.press(offer, wire)
    assert len(await rawat.all(Event)) == 1
    assert sum(one.subject.startswith("event:") for one in await rawat.all(Reminder)) == 1
