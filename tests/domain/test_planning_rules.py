"""Small rules of planning: an agreement's steps, windows, the queue, who is told when."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.agreements import is_first_step, newest_step
from bot.domain.feasts import FEASTS, Feast
from bot.domain.notices import Notice
from bot.domain.planning.composing import unseen_entries
from bot.domain.planning.escalation import stages_reached
from bot.domain.planning.queue import OPEN_AT_MOST, Turn, queue_moves
from bot.domain.planning.reconcile import Changing
from bot.domain.planning.windows import window_of
from bot.domain.reminders import Reminder
from bot.domain.words import NoticeKind, NoticeState, ReminderKind, ReminderState, Stage, Tier
from bot.domain.workdays import WorkCalendar

DAY = date(2026, 11, 23)
CALENDAR = WorkCalendar(frozenset(range(5)), "ID", joint_leave=False)
END = date(2026, 12, 31)


@pytest.mark.parametrize(
    ("today", "mark"),
    [
        (END - timedelta(days=91), None),
        (END - timedelta(days=90), "90"),
        (END - timedelta(days=61), "90"),
        (END - timedelta(days=60), "60"),
        (END - timedelta(days=30), "30"),
        (END - timedelta(days=1), "30"),
        (END, "0"),
        (date(2027, 1, 30), "0"),
        (date(2027, 1, 31), "+1"),
        (date(2027, 2, 28), "+2"),
        (date(2028, 12, 31), "+24"),
    ],
)
def test_the_newest_step_of_an_agreement(today: date, mark: str | None) -> None:
    step = newest_step(END, today)
    assert (step.mark if step else None) == mark
    assert step is None or step.on <= today


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(0, 900))
def test_steps_follow_each_other_and_none_is_skipped(end: date, length: int) -> None:
    start = end - timedelta(days=90)
    marks = [newest_step(end, start + timedelta(days=number)) for number in range(length)]
    assert all(step is not None for step in marks)
    changes = [step for step, before in zip(marks, [None, *marks], strict=False) if step != before and step]
    expected = ["90", "60", "30", "0", *(f"+{month}" for month in range(1, 40))]
    assert [step.mark for step in changes] == expected[: len(changes)]
    assert not changes or is_first_step(changes[0])


@given(st.sampled_from(list(FEASTS.values())), st.sampled_from(Tier), st.dates(date(2026, 1, 1), date(2030, 1, 1)))
def test_a_window_is_prepared_before_it_opens_and_on_a_working_day(feast: Feast, tier: Tier, on: date) -> None:
    window = window_of(on, "1", tier, CALENDAR, feast.greeting)
    assert window.surfaces_on <= window.opens_on <= window.last_on
    if window.ahead_on is not None:
        assert window.ahead_on < window.opens_on
        assert CALENDAR.is_working(window.ahead_on)
        assert window.ahead_on <= on - timedelta(days=7 if tier is Tier.KEY else 1)


def reminder(
    id: int, state: ReminderState = ReminderState.PLANNED, over: int = 0, snoozed_until: date | None = None
) -> Reminder:
    return Reminder(
        partner_id=id,
        kind=ReminderKind.CHECK_IN,
        subject="",
        cycle="start",
        due_on=DAY - timedelta(days=over),
        state=state,
        opened_on=None if state is ReminderState.PLANNED else DAY,
        snoozed_until=snoozed_until,
        id=id,
    )


turns = st.lists(
    st.tuples(
        st.sampled_from([ReminderState.PLANNED, ReminderState.OPEN, ReminderState.SNOOZED]),
        st.integers(-3, 200),
        st.sampled_from(Tier),
        st.integers(-2, 5),
        st.booleans(),
    ),
    max_size=40,
)


@given(turns, st.integers(0, 30), st.booleans())
def test_the_queue_never_has_more_than_eight_open_and_rests_once_moved(
    told: list[tuple[ReminderState, int, Tier, int, bool]], openings: int, opens: bool
) -> None:
    queue = [
        Turn(
            reminder(
                number,
                state,
                over if state is ReminderState.PLANNED else abs(over),
                snoozed_until=DAY + timedelta(days=until) if state is ReminderState.SNOOZED else None,
            ),
            tier,
            30,
            held,
        )
        for number, (state, over, tier, until, held) in enumerate(told, start=1)
    ]
    after = apply(queue, queue_moves(queue, openings, DAY, opens=opens))
    standing = [one for one in after if one.reminder.state is ReminderState.OPEN]
    assert len(standing) <= OPEN_AT_MOST
    assert not any(one.held for one in standing)
    assert all(one.reminder.due_on <= DAY and one.reminder.opened_on is not None for one in standing)
    newly = sum(b.reminder.opened_on != a.reminder.opened_on for a, b in zip(queue, after, strict=True))
    assert queue_moves(after, openings + newly, DAY, opens=opens) == []
    waiting = [one for one in after if one.reminder.state is ReminderState.PLANNED and not one.held]
    ripe = [one for one in waiting if one.reminder.due_on <= DAY]
    if opens and ripe:
        assert len(standing) == OPEN_AT_MOST


def test_eight_snoozes_do_not_stop_the_queue_and_what_wakes_beyond_eight_waits_its_turn() -> None:
    tomorrow = DAY + timedelta(days=1)
    asleep = [Turn(reminder(id, ReminderState.SNOOZED, 1, tomorrow), Tier.LIGHT, 30) for id in range(1, 9)]
    queue = asleep + [Turn(reminder(id, over=9), Tier.KEY, 30) for id in range(9, 20)]
    after = apply(queue, queue_moves(queue, 0, DAY, opens=True))
    assert sum(one.reminder.state is ReminderState.OPEN for one in after) == OPEN_AT_MOST
    woken = apply(after, queue_moves(after, 8, tomorrow, opens=True))
    assert sum(one.reminder.state is ReminderState.OPEN for one in woken) == OPEN_AT_MOST
    assert all(one.reminder.state is ReminderState.PLANNED for one in woken[:8])
    assert all(one.reminder.snoozed_until is None for one in woken[:8])


def apply(queue: list[Turn], moves: list[Changing]) -> list[Turn]:
    fields = {move.before.id: move.fields for move in moves}
    return [replace(one, reminder=replace(one.reminder, **fields.get(one.reminder.id, {}))) for one in queue]


@pytest.mark.parametrize(
    ("kind", "tier", "after", "stages"),
    [
        (ReminderKind.CHECK_IN, Tier.KEY, 2, []),
        (ReminderKind.CHECK_IN, Tier.KEY, 3, [Stage.FLAGGED]),
        (ReminderKind.PROMISE, Tier.KEY, 6, [Stage.FLAGGED]),
        (ReminderKind.RENEWAL, Tier.KEY, 7, [Stage.FLAGGED, Stage.BACKUP, Stage.MANAGERS]),
        (ReminderKind.GESTURE, Tier.CORE, 30, []),
        (ReminderKind.THANKS, Tier.KEY, 30, []),
        (ReminderKind.CONGRATULATION, Tier.KEY, 0, []),
        (ReminderKind.CONGRATULATION, Tier.KEY, 1, [Stage.BACKUP]),
        (ReminderKind.CONGRATULATION, Tier.KEY, 3, [Stage.BACKUP, Stage.MANAGERS]),
        (ReminderKind.CONGRATULATION, Tier.LIGHT, 9, []),
    ],
)
def test_who_is_told_when_nobody_does_it(kind: ReminderKind, tier: Tier, after: int, stages: list[Stage]) -> None:
    one = Reminder(1, kind, "", "1", DAY, state=ReminderState.OPEN, opened_on=DAY)
    assert stages_reached(one, tier, CALENDAR, DAY + timedelta(days=after)) == stages


def test_a_brief_whose_facts_were_forgotten_says_nothing_of_what_was_seen() -> None:
    lost = Notice(NoticeKind.BRIEF, "a", 1, facts={"items": [[7, "opened"]]}, due_on=DAY, state=NoticeState.DROPPED)
    forgotten = Notice(NoticeKind.BRIEF, "b", 1, due_on=DAY + timedelta(days=1), state=NoticeState.SENT)
    assert unseen_entries([lost, forgotten], DAY + timedelta(days=2)) == {(1, 7, Stage.OPENED)}
