"""What answers a reminder, by properties over the whole table."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.answers import SnoozeFor, could_answer, reopened, settlement, snooze, written_purpose
from bot.domain.errors import BadValue
from bot.domain.interactions import Interaction
from bot.domain.reminders import Reminder
from bot.domain.words import GESTURES, Direction, Purpose, ReminderKind, ReminderState

TODAY = date(2026, 11, 23)
DAYS = st.integers(-20, 20).map(lambda days: TODAY + timedelta(days=days))
LIVING = [state for state in ReminderState if state.living]

REMINDERS = st.builds(
    Reminder,
    partner_id=st.just(1),
    kind=st.sampled_from(list(ReminderKind)),
    subject=st.just(""),
    cycle=st.just("start"),
    due_on=DAYS,
    person_id=st.sampled_from([None, 1, 2]),
    staff_id=st.sampled_from([1, 2]),
    last_on=st.none() | DAYS,
    state=st.sampled_from(LIVING),
    opened_on=st.none() | DAYS,
    id=st.integers(1, 10**6),
)
CONTACTS = st.builds(
    Interaction,
    partner_id=st.just(1),
    on=DAYS,
    purpose=st.sampled_from(list(Purpose)),
    direction=st.sampled_from(list(Direction)),
    staff_id=st.sampled_from([1, 2]),
    person_id=st.sampled_from([None, 1, 2]),
    mass=st.booleans(),
)


@given(REMINDERS)
def test_what_done_writes_answers_the_reminder_itself(reminder: Reminder) -> None:
    if reminder.kind in (ReminderKind.RENEWAL, ReminderKind.FOLLOW_UP, ReminderKind.PROMISE):
        return
    chosen = Purpose.OFFER if reminder.kind is ReminderKind.GESTURE else None
    written = Interaction(
        1, reminder.due_on, written_purpose(reminder, chosen), staff_id=reminder.staff_id, person_id=reminder.person_id
    )
    if reminder.last_on is None or reminder.due_on <= reminder.last_on:
        assert could_answer(reminder, written)


@given(REMINDERS, CONTACTS)
def test_our_ask_answers_nothing_and_theirs_only_a_check_in(reminder: Reminder, contact: Interaction) -> None:
    if contact.is_our_ask:
        assert not could_answer(reminder, contact)
    if contact.direction is Direction.THEIRS and could_answer(reminder, contact):
        assert reminder.kind is ReminderKind.CHECK_IN
    if contact.mass and could_answer(reminder, contact):
        assert reminder.kind is ReminderKind.UPDATE


@given(
    st.lists(REMINDERS, max_size=8, unique_by=lambda one: one.id),
    CONTACTS,
    st.dictionaries(st.integers(1, 10**6), DAYS),
    st.data(),
)
def test_a_settlement_sorts_each_reminder_into_one_heap_at_most(
    reminders: list[Reminder], contact: Interaction, announced: dict[int, date], data: st.DataObject
) -> None:
    for one in reminders:
        if data.draw(st.booleans()):
            announced[one.id] = data.draw(DAYS)
    found = settlement(reminders, contact, announced)
    heaps = [*found.done, *found.withdrawn, *found.to_choose]
    assert len({one.id for one in heaps}) == len(heaps)
    assert all(could_answer(one, contact) for one in heaps)
    assert all(contact.on >= announced[one.id] for one in heaps if one.id in announced)
    assert not any(one.id in announced for one in found.withdrawn)
    assert not any(one.kind is ReminderKind.PROMISE for one in heaps)


@given(REMINDERS)
def test_a_reopened_reminder_lives_and_carries_nothing_of_its_answer(reminder: Reminder) -> None:
    fields = reopened(reminder)
    assert fields["state"] in LIVING
    assert all(value is None for name, value in fields.items() if name != "state")


@given(REMINDERS, st.sampled_from(list(SnoozeFor)), DAYS)
def test_a_snooze_ends_ahead_of_today_and_never_after_the_last_greeting_day(
    reminder: Reminder, choice: SnoozeFor, day: date
) -> None:
    try:
        slept = snooze(reminder, choice, TODAY, day)
    except BadValue:
        assert (choice is SnoozeFor.DAY and day <= TODAY) or (reminder.last_on and reminder.last_on <= TODAY)
        return
    assert slept.until > TODAY
    assert reminder.last_on is None or slept.until <= reminder.last_on
    if choice is SnoozeFor.NEXT_WEEK and not slept.clipped:
        assert slept.until.weekday() == 0


def test_a_gesture_is_one_of_the_four() -> None:
    gesture = Reminder(1, ReminderKind.GESTURE, "", "start", TODAY)
    for purpose in Purpose:
        if purpose in GESTURES:
            assert written_purpose(gesture, purpose) is purpose
        else:
            with pytest.raises(BadValue):
                written_purpose(gesture, purpose)
