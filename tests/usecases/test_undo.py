"""Taking one's own changes back."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.answers import SnoozeFor
from bot.domain.errors import NotAllowed, NothingToUndo
from bot.domain.interactions import Interaction
from bot.domain.notices import Notice
from bot.domain.promises import Promise
from bot.domain.reminders import Reminder
from bot.domain.rhythms import PartnerRhythm
from bot.domain.words import (
    Direction,
    NoticeState,
    PersonState,
    PromiseState,
    Purpose,
    ReminderKind,
    ReminderState,
    Rhythm,
    Role,
    SkipReason,
)
from bot.usecases.answers import MarkDone, SkipReminder, SnoozeReminder
from bot.usecases.corrections import DeleteInteraction, EditInteraction
from bot.usecases.interactions import LogContact
from bot.usecases.promises import AddPromise
from bot.usecases.undo import ListUndoable, UndoChange, UndoLast
from tests.usecases.care_world import DEWI, MAYA, ORGANISATION, RINA, SARI, TODAY, World, by, draft


@pytest.fixture
async def world() -> World:
    return await World().settle_in()


def undo(world: World) -> UndoLast:
    return UndoLast(world.storage, ORGANISATION)


async def test_undoing_a_log_takes_it_away_and_reopens_what_it_settled(world: World) -> None:
    reminder = await world.reminder()
    await LogContact(world.storage, ORGANISATION)(by(RINA), draft())
    outcome = await undo(world)(by(RINA))
    assert not world.storage.all(Interaction)
    assert world.now(reminder) == reminder
    assert [one.reminder_id for one in outcome.reopened] == [reminder.id]
    assert (outcome.what.act, outcome.what.partner_name) == ("log_contact", "Klinik Sehat Bersama")


async def test_undo_does_not_lead_a_greeting_back_to_somebody_who_left_since(world: World) -> None:
    reminder = await world.birthday()
    await MarkDone(world.storage, ORGANISATION)(by(RINA, key="1"), reminder.id)
    await world.storage.put(replace(DEWI, state=PersonState.LEFT))
    outcome = await UndoLast(world.storage, ORGANISATION)(by(RINA, key="2"))
    assert world.now(reminder).state is ReminderState.WITHDRAWN
    assert not outcome.reopened


async def test_undo_leads_the_rhythm_back(world: World) -> None:
    await world.contact(10)
    await LogContact(world.storage, ORGANISATION)(by(RINA), draft())
    await undo(world)(by(RINA))
    (rhythm,) = (one for one in world.storage.all(PartnerRhythm) if one.rhythm is Rhythm.CHECK_IN)
    assert rhythm.due_on == TODAY + timedelta(days=20)


async def test_undoing_a_skip_takes_the_restart_of_the_rhythm_back(world: World) -> None:
    await world.contact(40)
    reminder = await world.reminder()
    await SkipReminder(world.storage, ORGANISATION)(by(RINA), reminder.id, SkipReason.NOT_NOW)
    await undo(world)(by(RINA))
    (rhythm,) = (one for one in world.storage.all(PartnerRhythm) if one.rhythm is Rhythm.CHECK_IN)
    assert (rhythm.skipped_on, rhythm.due_on) == (None, TODAY - timedelta(days=10))
    assert world.now(reminder) == reminder


async def test_undo_takes_one_s_acts_back_from_the_newest_to_the_oldest(world: World) -> None:
    await LogContact(world.storage, ORGANISATION)(by(RINA, key="a"), draft(note="satu"))
    await LogContact(world.storage, ORGANISATION)(by(RINA, key="b"), draft(note="dua"))
    await LogContact(world.storage, ORGANISATION)(by(SARI, key="c"), draft(note="tiga"))
    assert [one.act for one in await ListUndoable(world.storage)(by(RINA))] == ["log_contact"] * 2
    await undo(world)(by(RINA))
    assert [one.note for one in world.storage.all(Interaction)] == ["satu", "tiga"]
    await undo(world)(by(RINA))
    assert [one.note for one in world.storage.all(Interaction)] == ["tiga"]
    with pytest.raises(NothingToUndo):
        await undo(world)(by(RINA))


async def test_after_a_day_nothing_can_be_undone(world: World) -> None:
    await LogContact(world.storage, ORGANISATION)(by(RINA), draft())
    with pytest.raises(NothingToUndo):
        await undo(world)(by(RINA, days=2))


async def test_the_same_update_undoes_once(world: World) -> None:
    for key in ("a", "b"):
        await LogContact(world.storage, ORGANISATION)(by(RINA, key=key), draft())
    first = await undo(world)(by(RINA, key="u"))
    assert await undo(world)(by(RINA, key="u", again=True)) == first
    assert len(world.storage.all(Interaction)) == 1


async def test_a_named_change_is_one_s_own_and_taken_back_once(world: World) -> None:
    logged = await LogContact(world.storage, ORGANISATION)(by(RINA), draft())
    assert logged.change_set_id is not None
    take_back = UndoChange(world.storage, ORGANISATION)
    with pytest.raises(NotAllowed):
        await take_back(by(SARI), logged.change_set_id)
    await take_back(by(RINA), logged.change_set_id)
    with pytest.raises(NothingToUndo):
        await take_back(by(RINA), logged.change_set_id)


async def test_a_contact_that_was_edited_since_stays_with_what_it_settled_and_is_named(world: World) -> None:
    reminder = await world.reminder()
    logged = await LogContact(world.storage, ORGANISATION)(by(RINA, key="a"), draft())
    await EditInteraction(world.storage, ORGANISATION)(by(MAYA), logged.interaction_id, note="lengkap")
    assert logged.change_set_id is not None
    outcome = await UndoChange(world.storage, ORGANISATION)(by(RINA), logged.change_set_id)
    assert [(one.noun, one.id) for one in outcome.left] == [("interactions", logged.interaction_id)]
    assert world.now(reminder).state is ReminderState.DONE


async def test_fields_changed_since_are_left_and_named_while_the_others_go_back(world: World) -> None:
    logged = await LogContact(world.storage, ORGANISATION)(by(RINA, key="a"), draft(note="satu"))
    edit = EditInteraction(world.storage, ORGANISATION)
    mine = await edit(by(RINA, key="b"), logged.interaction_id, note="dua", purpose=Purpose.UPDATE)
    await edit(by(MAYA, key="c"), logged.interaction_id, note="tiga")
    assert mine.change_set_id is not None
    outcome = await UndoChange(world.storage, ORGANISATION)(by(RINA), mine.change_set_id)
    (contact,) = world.storage.all(Interaction)
    assert (contact.note, contact.purpose) == ("tiga", Purpose.CHECK_IN)
    assert [(one.noun, one.field) for one in outcome.left] == [("interactions", "note")]


async def test_undoing_a_deletion_brings_the_contact_and_its_settlement_back(world: World) -> None:
    reminder = await world.reminder()
    logged = await LogContact(world.storage, ORGANISATION)(by(RINA, key="a"), draft())
    (before,) = world.storage.all(Interaction)
    await DeleteInteraction(world.storage, ORGANISATION)(by(RINA, key="b"), logged.interaction_id)
    await undo(world)(by(RINA))
    assert world.storage.all(Interaction) == [before]
    assert world.now(reminder).state is ReminderState.DONE


async def test_a_complaint_that_nobody_was_told_of_yet_is_told_to_nobody(world: World) -> None:
    await LogContact(world.storage, ORGANISATION)(by(SARI), draft(Purpose.COMPLAINT, direction=Direction.THEIRS))
    outcome = await undo(world)(by(SARI))
    assert {one.state for one in world.storage.all(Notice)} == {NoticeState.DROPPED}
    assert outcome.unsent_to == ()


async def test_what_cannot_be_unsent_is_said(world: World) -> None:
    await LogContact(world.storage, ORGANISATION)(by(SARI), draft(Purpose.COMPLAINT, direction=Direction.THEIRS))
    async with world.storage.write() as uow:
        (notice,) = await uow.notices.list_by(staff_id=MAYA.id)
        await uow.notices.change(notice.id, state=NoticeState.SENT)
        await uow.commit()
    assert (await undo(world)(by(SARI))).unsent_to == (MAYA.id,)


async def test_a_promise_goes_with_its_reminder(world: World) -> None:
    made = await AddPromise(world.storage, ORGANISATION)(by(RINA), Promise(1, "proposal", TODAY))
    reminder = await world.reminder(ReminderKind.PROMISE, subject=f"promise:{made.promise_id}")
    await undo(world)(by(RINA))
    assert not world.storage.all(Promise)
    assert world.now(reminder).state is ReminderState.WITHDRAWN


async def test_a_promise_kept_by_mistake_is_open_again(world: World) -> None:
    (promise,) = await world.storage.put(Promise(1, "proposal", TODAY))
    reminder = await world.reminder(ReminderKind.PROMISE, subject=f"promise:{promise.id}")
    await MarkDone(world.storage, ORGANISATION)(by(RINA), reminder.id)
    await undo(world)(by(RINA))
    assert world.now(promise).state is PromiseState.OPEN


ANSWERS = st.sampled_from(["done", "skip", "snooze", "log", "ask"])


@settings(max_examples=15, deadline=None)
@given(ago=st.integers(5, 60), answers=st.lists(ANSWERS, min_size=1, max_size=4))
async def test_undoing_every_act_restores_contacts_reminders_and_rhythms(ago: int, answers: list[str]) -> None:
    world = await World().settle_in()
    await world.contact(ago)
    await LogContact(world.storage, ORGANISATION)(by(SARI), draft(Purpose.ASK))
    for kind in (ReminderKind.CHECK_IN, ReminderKind.UPDATE):
        await world.reminder(kind)
    kinds = (Interaction, Reminder, PartnerRhythm)
    before = [world.storage.all(kind) for kind in kinds]
    for place, answer in enumerate(answers):
        living = [one for one in world.storage.all(Reminder) if one.state.living]
        if answer in ("log", "ask") or living:
            await _act(world, answer, living, str(place))
    while await ListUndoable(world.storage)(by(RINA)):
        await undo(world)(by(RINA))
    assert [world.storage.all(kind) for kind in kinds] == before


async def _act(world: World, answer: str, living: list[Reminder], key: str) -> None:
    actor = by(RINA, key=key)
    if answer in ("log", "ask"):
        purpose = Purpose.ASK if answer == "ask" else Purpose.UPDATE
        await LogContact(world.storage, ORGANISATION)(actor, draft(purpose))
    elif answer == "done":
        await MarkDone(world.storage, ORGANISATION)(actor, living[0].id)
    elif answer == "skip":
        await SkipReminder(world.storage, ORGANISATION)(actor, living[0].id, SkipReason.OTHER)
    else:
        await SnoozeReminder(world.storage, ORGANISATION)(actor, living[0].id, SnoozeFor.THREE_DAYS)


async def test_correction_of_a_colleague_s_contact_is_taken_back_by_managers_alone(world: World) -> None:
    contact = await world.contact(1, staff_id=1, note="satu")
    await EditInteraction(world.storage, ORGANISATION)(by(MAYA), contact.id, note="dua")
    demoted = replace(MAYA, role=Role.STAFF)
    with pytest.raises(NothingToUndo):
        await undo(world)(by(demoted))
    await undo(world)(by(MAYA))
    assert [one.note for one in world.storage.all(Interaction)] == ["satu"]
