"""Editing, deleting, and saying what a contact settled."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.errors import BadValue, NotAllowed
from bot.domain.interactions import Interaction
from bot.domain.promises import Promise
from bot.domain.rhythms import PartnerRhythm
from bot.domain.words import PersonState, PromiseState, Purpose, ReminderKind, ReminderState, Rhythm
from bot.usecases.answers import MarkDone
from bot.usecases.corrections import ConfirmSettled, DeleteInteraction, EditInteraction
from bot.usecases.interactions import LogContact
from tests.usecases.care_world import AGUS, DEWI, MADE, MAYA, ORGANISATION, RINA, SARI, TODAY, World, by, draft


@pytest.fixture
async def world() -> World:
    return await World().settle_in()


async def logged(world: World, contact: Interaction) -> int:
    return (await LogContact(world.storage, ORGANISATION)(by(RINA), contact)).interaction_id


def edit(world: World) -> EditInteraction:
    return EditInteraction(world.storage, ORGANISATION)


def delete(world: World) -> DeleteInteraction:
    return DeleteInteraction(world.storage, ORGANISATION)


def confirm(world: World) -> ConfirmSettled:
    return ConfirmSettled(world.storage, ORGANISATION)


async def test_deleting_reopens_what_the_contact_settled(world: World) -> None:
    reminder = await world.reminder()
    outcome = await delete(world)(by(RINA), await logged(world, draft()))
    reopened = world.now(reminder)
    assert (reopened.state, reopened.answered_by, reopened.answered_at) == (ReminderState.OPEN, None, None)
    assert [one.reminder_id for one in outcome.reopened] == [reminder.id]
    assert not world.storage.all(Interaction)


async def test_deleting_leads_the_rhythm_back(world: World) -> None:
    await world.contact(10)
    await delete(world)(by(RINA), await logged(world, draft()))
    (rhythm,) = (one for one in world.storage.all(PartnerRhythm) if one.rhythm is Rhythm.CHECK_IN and one.due_on)
    assert rhythm.due_on == TODAY + timedelta(days=20)


async def test_deleting_gives_a_later_reminder_of_the_rhythm_up_for_the_one_it_reopens(world: World) -> None:
    first = await world.reminder()
    contact = await logged(world, draft())
    later = await world.reminder(cycle=TODAY.isoformat())
    await delete(world)(by(MAYA), contact)
    assert world.now(first).state is ReminderState.OPEN
    assert world.now(later).state is ReminderState.WITHDRAWN


async def test_deleting_takes_a_kept_promise_up_again(world: World) -> None:
    (promise,) = await world.storage.put(Promise(1, "proposal", TODAY))
    reminder = await world.reminder(ReminderKind.PROMISE, subject=f"promise:{promise.id}")
    outcome = await MarkDone(world.storage, ORGANISATION)(by(RINA), reminder.id)
    assert outcome.logged is not None
    await delete(world)(by(RINA), outcome.logged.interaction_id)
    assert world.now(promise).state is PromiseState.OPEN
    assert world.now(reminder).state is ReminderState.OPEN


@pytest.mark.parametrize(
    ("there", "days", "state"),
    [
        (PersonState.ACTIVE, 0, ReminderState.OPEN),
        (PersonState.ACTIVE, 7, ReminderState.EXPIRED),
        (PersonState.LEFT, 0, ReminderState.WITHDRAWN),
        (PersonState.DIED, 0, ReminderState.WITHDRAWN),
    ],
)
async def test_what_cannot_wait_any_more_is_not_led_back(
    world: World, there: PersonState, days: int, state: ReminderState
) -> None:
    reminder = await world.birthday()
    outcome = await MarkDone(world.storage, ORGANISATION)(by(RINA), reminder.id)
    assert outcome.logged is not None
    await world.storage.put(replace(DEWI, state=there))
    deleted = await delete(world)(by(MAYA, days=days), outcome.logged.interaction_id)
    assert world.now(reminder).state is state
    assert [one.reminder_id for one in deleted.reopened] == [reminder.id] * state.living


async def test_deleting_an_ask_withdraws_the_question_what_came_of_it(world: World) -> None:
    ask = await logged(world, draft(Purpose.ASK))
    question = await world.reminder(ReminderKind.FOLLOW_UP, subject=f"ask:{ask}")
    await delete(world)(by(RINA), ask)
    assert world.now(question).state is ReminderState.WITHDRAWN


async def test_one_s_own_can_be_changed_for_seven_days_and_by_managers_always(world: World) -> None:
    contact = await logged(world, draft())
    with pytest.raises(NotAllowed):
        await edit(world)(by(SARI), contact, note="bukan saya")
    await edit(world)(by(RINA, days=6), contact, note="saya")
    with pytest.raises(NotAllowed):
        await delete(world)(by(RINA, days=7), contact)
    await delete(world)(by(MAYA, days=70), contact)


async def test_an_edit_reopens_what_no_longer_fits_and_settles_what_now_does(world: World) -> None:
    check_in = await world.reminder()
    birthday = await world.birthday(MADE)
    contact = await logged(world, draft(person_id=MADE.id))
    assert world.now(check_in).state is ReminderState.DONE
    await edit(world)(by(RINA), contact, purpose=Purpose.CONGRATULATION)
    assert world.now(check_in).state is ReminderState.DONE
    assert world.now(birthday).state is ReminderState.DONE
    await edit(world)(by(RINA), contact, purpose=Purpose.ASK)
    assert world.now(check_in).state is ReminderState.OPEN
    assert world.now(birthday).state is ReminderState.OPEN


async def test_an_edit_of_the_note_alone_changes_no_reminder(world: World) -> None:
    reminder = await world.reminder()
    contact = await logged(world, draft())
    before = world.now(reminder)
    outcome = await edit(world)(by(RINA), contact, note="dan soal cuti")
    assert world.now(reminder) == before
    assert not outcome.settled


async def test_an_edit_is_checked_like_a_log(world: World) -> None:
    contact = await logged(world, draft())
    for wrong in ({"on": TODAY + timedelta(days=1)}, {"person_id": AGUS.id}, {"staff_id": 2}, {"note": "x" * 5000}):
        with pytest.raises(BadValue):
            await edit(world)(by(RINA), contact, **wrong)


async def test_the_chosen_congratulation_is_settled_and_says_whom_the_contact_was_with(world: World) -> None:
    dewi, made = await world.birthday(DEWI), await world.birthday(MADE)
    contact = await logged(world, draft(Purpose.CONGRATULATION))
    outcome = await confirm(world)(by(RINA), contact, [dewi.id])
    assert [one.reminder_id for one in outcome.settled] == [dewi.id]
    assert world.now(made).state is ReminderState.OPEN
    assert world.storage.all(Interaction)[0].person_id == DEWI.id


async def test_a_promise_is_settled_after_confirmation_together_with_its_reminder(world: World) -> None:
    (promise,) = await world.storage.put(Promise(1, "proposal", TODAY))
    reminder = await world.reminder(ReminderKind.PROMISE, subject=f"promise:{promise.id}")
    contact = await logged(world, draft(Purpose.COORDINATION))
    assert world.now(promise).state is PromiseState.OPEN
    await confirm(world)(by(RINA), contact, (), [promise.id])
    assert world.now(promise).state is PromiseState.KEPT
    assert world.now(reminder).state is ReminderState.DONE
