"""Done, Snooze and Skip."""

import asyncio
from datetime import timedelta

import pytest

from bot.domain.answers import SnoozeFor
from bot.domain.errors import AlreadyAnswered, BadValue, NotAllowed
from bot.domain.interactions import Interaction
from bot.domain.occasions import Event
from bot.domain.promises import Promise
from bot.domain.reminders import Reminder
from bot.domain.rhythms import PartnerRhythm
from bot.domain.words import (
    Channel,
    EventKind,
    PromiseState,
    Purpose,
    ReminderKind,
    ReminderState,
    Rhythm,
    SkipReason,
    Stance,
)
from bot.usecases.answers import MarkDone, SkipReminder, SnoozeReminder
from bot.usecases.undo import UndoLast
from tests.usecases.care_world import ANDI, DEWI, ORGANISATION, RINA, SARI, TODAY, World, by


@pytest.fixture
async def world() -> World:
    return await World().settle_in()


def done(world: World) -> MarkDone:
    return MarkDone(world.storage, ORGANISATION)


def snooze(world: World) -> SnoozeReminder:
    return SnoozeReminder(world.storage, ORGANISATION)


def skip(world: World) -> SkipReminder:
    return SkipReminder(world.storage, ORGANISATION)


@pytest.mark.parametrize(
    ("kind", "purpose"),
    [
        (ReminderKind.CHECK_IN, Purpose.CHECK_IN),
        (ReminderKind.UPDATE, Purpose.UPDATE),
        (ReminderKind.CONDOLENCE, Purpose.CONDOLENCE),
        (ReminderKind.THANKS, Purpose.THANKS),
        (ReminderKind.INTRODUCE, Purpose.CHECK_IN),
    ],
)
async def test_done_writes_what_the_table_says(world: World, kind: ReminderKind, purpose: Purpose) -> None:
    reminder = await world.reminder(kind, person_id=DEWI.id)
    outcome = await done(world)(by(RINA), reminder.id)
    (written,) = world.storage.all(Interaction)
    assert (written.purpose, written.person_id, written.staff_id, written.on) == (purpose, DEWI.id, RINA.id, TODAY)
    answered = world.now(reminder)
    assert (answered.state, answered.interaction_id) == (ReminderState.DONE, written.id)
    assert outcome.logged is not None
    assert outcome.logged.interaction_id == written.id


async def test_done_on_a_congratulation_is_care_and_answers_the_check_in_too(world: World) -> None:
    check_in = await world.reminder()
    birthday = await world.birthday()
    outcome = await done(world)(by(RINA), birthday.id)
    assert world.now(check_in).state is ReminderState.DONE
    assert outcome.logged is not None
    assert [one.reminder_id for one in outcome.logged.settled] == [check_in.id]


async def test_already_done_elsewhere_is_done_on_its_own_day(world: World) -> None:
    reminder = await world.birthday()
    await done(world)(by(RINA), reminder.id, on=TODAY - timedelta(days=1), channel=Channel.CHAT, note="WA")
    (written,) = world.storage.all(Interaction)
    assert (written.on, written.channel, written.note) == (TODAY - timedelta(days=1), Channel.CHAT, "WA")


async def test_a_gesture_asks_which_of_the_four_it_was(world: World) -> None:
    reminder = await world.reminder(ReminderKind.GESTURE)
    for wrong in (None, Purpose.CHECK_IN):
        with pytest.raises(BadValue):
            await done(world)(by(RINA), reminder.id, purpose=wrong)
    await done(world)(by(RINA), reminder.id, purpose=Purpose.PROMOTION)
    assert world.storage.all(Interaction)[0].purpose is Purpose.PROMOTION


async def test_a_promise_is_kept_by_coordination_unless_another_purpose_is_named(world: World) -> None:
    promises = await world.storage.put(Promise(1, "proposal", TODAY), Promise(1, "undangan", TODAY))
    first = await world.reminder(ReminderKind.PROMISE, subject=f"promise:{promises[0].id}")
    second = await world.reminder(ReminderKind.PROMISE, subject=f"promise:{promises[1].id}")
    await done(world)(by(RINA), first.id)
    await done(world)(by(RINA), second.id, purpose=Purpose.INVITATION)
    assert [one.purpose for one in world.storage.all(Interaction)] == [Purpose.COORDINATION, Purpose.INVITATION]
    assert {one.state for one in world.storage.all(Promise)} == {PromiseState.KEPT}


async def test_wishing_somebody_well_is_asking_how_they_are(world: World) -> None:
    (illness,) = await world.storage.put(Event(1, DEWI.id, EventKind.ILLNESS, TODAY))
    reminder = await world.reminder(ReminderKind.CONDOLENCE, subject=f"event:{illness.id}", person_id=DEWI.id)
    await done(world)(by(RINA), reminder.id)
    (written,) = world.storage.all(Interaction)
    assert (written.purpose, written.stance) == (Purpose.CHECK_IN, Stance.CARE)


@pytest.mark.parametrize("kind", [ReminderKind.RENEWAL, ReminderKind.FOLLOW_UP])
async def test_a_renewal_and_a_follow_up_ask_for_their_outcome_instead(world: World, kind: ReminderKind) -> None:
    reminder = await world.reminder(kind, subject="agreement:1")
    with pytest.raises(BadValue):
        await done(world)(by(RINA), reminder.id)


async def test_the_second_answer_learns_who_was_first_and_when(world: World) -> None:
    reminder = await world.reminder()
    await done(world)(by(SARI), reminder.id)
    for late in (done(world)(by(RINA), reminder.id), skip(world)(by(RINA), reminder.id, SkipReason.OTHER)):
        with pytest.raises(AlreadyAnswered) as told:
            await late
        assert (told.value.by, told.value.at, told.value.state) == (SARI.id, by(SARI).now, "done")
    assert len(world.storage.all(Interaction)) == 1


async def test_two_colleagues_at_once_settle_it_once(world: World) -> None:
    reminder = await world.reminder()
    answers = await asyncio.gather(
        done(world)(by(RINA), reminder.id), done(world)(by(SARI), reminder.id), return_exceptions=True
    )
    assert sum(isinstance(one, AlreadyAnswered) for one in answers) == 1
    assert len(world.storage.all(Interaction)) == 1


async def test_done_under_the_same_key_again_does_nothing_twice(world: World) -> None:
    reminder = await world.reminder()
    first = await done(world)(by(RINA, key="9"), reminder.id)
    assert await done(world)(by(RINA, key="9", again=True), reminder.id) == first
    assert len(world.storage.all(Interaction)) == 1


async def test_a_greeting_is_not_done_before_its_first_day(world: World) -> None:
    ahead = await world.birthday(
        announced=0, state=ReminderState.PLANNED, opened_on=None, opens_on=TODAY + timedelta(days=2)
    )
    with pytest.raises(BadValue) as refused:
        await done(world)(by(RINA), ahead.id)
    assert refused.value.why == "not_open"
    with pytest.raises(BadValue):
        await snooze(world)(by(RINA), ahead.id, SnoozeFor.TOMORROW)


@pytest.mark.parametrize(
    ("choice", "days"), [(SnoozeFor.TOMORROW, 1), (SnoozeFor.THREE_DAYS, 3), (SnoozeFor.NEXT_WEEK, 7)]
)
async def test_a_snooze_lasts_as_long_as_it_says(world: World, choice: SnoozeFor, days: int) -> None:
    reminder = await world.reminder()
    outcome = await snooze(world)(by(RINA), reminder.id, choice)
    slept = world.now(reminder)
    assert (slept.state, slept.snoozed_until) == (ReminderState.SNOOZED, TODAY + timedelta(days=days))
    assert (outcome.until, outcome.clipped) == (slept.snoozed_until, False)
    assert slept.opened_on == reminder.opened_on, "escalation counts on"


async def test_next_week_is_its_monday_from_any_day(world: World) -> None:
    reminder = await world.reminder()
    for days in range(7):
        outcome = await snooze(world)(by(RINA, days=days, key=str(days)), reminder.id, SnoozeFor.NEXT_WEEK)
        assert outcome.until == TODAY + timedelta(days=7)


async def test_a_snooze_never_passes_the_last_greeting_day_without_saying_so(world: World) -> None:
    reminder = await world.birthday()
    assert reminder.last_on is not None
    outcome = await snooze(world)(by(RINA), reminder.id, SnoozeFor.NEXT_WEEK)
    assert (outcome.until, outcome.clipped) == (reminder.last_on, True)
    with pytest.raises(BadValue) as refused:
        await snooze(world)(by(RINA, days=6), reminder.id, SnoozeFor.TOMORROW)
    assert refused.value.why == "last_day"


async def test_a_chosen_day_lies_ahead(world: World) -> None:
    reminder = await world.reminder()
    for wrong in (None, TODAY, TODAY - timedelta(days=1)):
        with pytest.raises(BadValue):
            await snooze(world)(by(RINA), reminder.id, SnoozeFor.DAY, wrong)
    chosen = TODAY + timedelta(days=9)
    assert (await snooze(world)(by(RINA), reminder.id, SnoozeFor.DAY, chosen)).until == chosen


async def test_skip_keeps_the_reason_and_starts_the_rhythm_at_half_its_length(world: World) -> None:
    reminder = await world.reminder()
    await skip(world)(by(RINA), reminder.id, SkipReason.NOT_NOW)
    skipped = world.now(reminder)
    assert (skipped.state, skipped.skip_reason, skipped.answered_by) == (
        ReminderState.SKIPPED,
        SkipReason.NOT_NOW,
        RINA.id,
    )
    (rhythm,) = (one for one in world.storage.all(PartnerRhythm) if one.rhythm is Rhythm.CHECK_IN)
    assert rhythm.due_on == TODAY + timedelta(days=15)


async def test_skipping_a_promise_drops_it_and_undo_takes_it_up_again(world: World) -> None:
    (promise,) = await world.storage.put(Promise(1, "kirim proposal", TODAY - timedelta(days=3)))
    subject = f"promise:{promise.id}"
    reminder = await world.reminder(ReminderKind.PROMISE, subject=subject, cycle=subject)
    await SkipReminder(world.storage, ORGANISATION)(by(RINA), reminder.id, SkipReason.OTHER)
    assert world.now(reminder).state is ReminderState.SKIPPED
    assert (world.now(promise).state, world.now(promise).settled_on) == (PromiseState.DROPPED, TODAY)
    await UndoLast(world.storage, ORGANISATION)(by(RINA))
    assert world.now(reminder).state is ReminderState.OPEN
    assert (world.now(promise).state, world.now(promise).settled_on) == (PromiseState.OPEN, None)


async def test_a_renewal_cannot_be_skipped(world: World) -> None:
    reminder = await world.reminder(ReminderKind.RENEWAL, subject="agreement:1")
    with pytest.raises(BadValue):
        await skip(world)(by(RINA), reminder.id, SkipReason.NOT_NOW)
    assert world.storage.all(Reminder)[0].state is ReminderState.OPEN


async def test_who_is_no_active_colleague_answers_nothing(world: World) -> None:
    reminder = await world.reminder()
    with pytest.raises(NotAllowed):
        await done(world)(by(type(ANDI)("Tamu")), reminder.id)
