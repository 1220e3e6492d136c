"""The ask streak, the gentle sentence, and whether we may ask now."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.balance import AskReason, Verdict, ask_streak, balance_of, contact_days, gentle_after, may_ask
from bot.domain.interactions import Interaction
from bot.domain.words import AskAnswer, Direction, Purpose, Stance

TODAY = date(2026, 11, 23)


def contact(ago: int, purpose: Purpose = Purpose.CHECK_IN, id: int = 0, **fields: object) -> Interaction:
    return Interaction(1, TODAY - timedelta(days=ago), purpose, id=id or 1000 - ago, **fields)  # type: ignore[arg-type]


def asks(*ago: int) -> list[Interaction]:
    return [contact(days, Purpose.ASK) for days in ago]


def test_the_streak_are_our_asks_since_the_newest_care() -> None:
    history = [*asks(50, 30, 10, 5), contact(40), contact(8, Purpose.COORDINATION)]
    assert [one.on for one in ask_streak(history)] == [TODAY - timedelta(days=days) for days in (5, 10, 30)]


def test_on_one_day_the_one_logged_last_came_last() -> None:
    assert not ask_streak([contact(0, Purpose.ASK, id=1), contact(0, id=2)])
    assert ask_streak([contact(0, id=1), contact(0, Purpose.ASK, id=2)])


@pytest.mark.parametrize(
    "neither",
    [
        contact(5, Purpose.CHECK_IN, direction=Direction.THEIRS),
        contact(5, Purpose.ASK, direction=Direction.THEIRS),
        contact(5, Purpose.UPDATE, mass=True),
        contact(5, Purpose.COMPLAINT),
    ],
)
def test_what_is_theirs_mass_or_work_neither_breaks_nor_lengthens_it(neither: Interaction) -> None:
    assert len(ask_streak([*asks(10, 20), neither])) == 2


CONTACTS = st.lists(
    st.builds(
        contact,
        st.integers(0, 30),
        st.sampled_from(list(Purpose)),
        id=st.integers(1, 10**6),
        direction=st.sampled_from(list(Direction)),
        mass=st.booleans(),
    ),
    max_size=20,
    unique_by=lambda one: one.id,
)


@given(CONTACTS)
def test_the_streak_equals_a_simple_recount(contacts: list[Interaction]) -> None:
    cares = [(one.on, one.id) for one in contacts if one.stance is Stance.CARE]
    newest = max(cares, default=(date.min, 0))
    counted = {one.id for one in contacts if one.is_our_ask and (one.on, one.id) > newest}
    assert {one.id for one in ask_streak(contacts)} == counted


@given(CONTACTS)
def test_balance_and_days_tell_the_same(contacts: list[Interaction]) -> None:
    balance, days = balance_of(contacts), contact_days(1, contacts)
    newest = (balance.newest_contact, balance.newest_care, balance.newest_ask)
    assert tuple(one.on if one else None for one in newest) == (days.contact_on, days.care_on, days.ask_on)


def test_help_of_theirs_is_thanked_only_by_thanks_that_came_after() -> None:
    helped = contact(10, Purpose.ASK, ask_answer=AskAnswer.HELPED)
    before, after = contact(12, Purpose.THANKS), contact(3, Purpose.THANKS)
    assert balance_of([helped, before]).helped == helped
    assert not balance_of([helped, before]).thanked
    assert balance_of([helped, after]).thanked


def test_the_third_ask_in_a_row_deserves_the_sentence() -> None:
    history = [contact(20), *asks(2, 1, 0)]
    gentle = gentle_after(history[-1], history, 30)
    assert gentle is not None
    assert (gentle.streak, gentle.care_on, gentle.days) == (3, TODAY - timedelta(days=20), 20)
    assert gentle_after(history[2], [contact(20), *asks(2, 1)], 30) is None


@pytest.mark.parametrize(
    ("rhythm", "ago", "deserves"), [(30, 60, False), (30, 61, True), (120, 120, False), (0, 61, True)]
)
def test_so_does_an_ask_without_care_in_sixty_days_or_a_rhythm(rhythm: int, ago: int, deserves: bool) -> None:
    (ask,) = asks(0)
    assert (gentle_after(ask, [contact(ago), ask], rhythm) is not None) is deserves


def test_the_first_ask_ever_without_any_care_deserves_it() -> None:
    (ask,) = asks(0)
    gentle = gentle_after(ask, [ask], 30)
    assert gentle is not None
    assert gentle.care_on is None


def test_an_ask_noted_late_with_care_since_deserves_none() -> None:
    history = [*asks(12, 11, 10), contact(5)]
    assert gentle_after(history[2], history, 30) is None


def why(balance_facts: list[Interaction], **facts: object) -> tuple[Verdict, list[AskReason]]:
    advice = may_ask(balance_of(balance_facts), TODAY, 30, **facts)  # type: ignore[arg-type]
    return advice.verdict, [one.why for one in advice.reasons]


def test_a_good_moment_says_when_we_last_cared() -> None:
    assert why([contact(5)]) == (Verdict.GOOD_MOMENT, [AskReason.CARED_LATELY])


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({"overdue_promises": [TODAY - timedelta(days=1)]}, AskReason.PROMISE_OVERDUE),
        ({"bereaved_on": TODAY - timedelta(days=14)}, AskReason.BEREAVEMENT),
        ({"neglected": True}, AskReason.NEGLECTED),
    ],
)
def test_not_now_with_a_promise_overdue_a_bereavement_or_neglect(facts: dict[str, object], reason: AskReason) -> None:
    assert why([contact(5)], **facts) == (Verdict.NOT_NOW, [reason])


def test_fifteen_days_after_a_bereavement_it_no_longer_speaks_against_asking() -> None:
    assert why([contact(5)], bereaved_on=TODAY - timedelta(days=15))[0] is Verdict.GOOD_MOMENT


def test_not_now_with_a_streak_of_three() -> None:
    verdict, reasons = why([contact(50), *asks(40, 30, 20)])
    assert (verdict, reasons[0]) == (Verdict.NOT_NOW, AskReason.STREAK)


def test_better_after_a_check_in_with_a_streak_of_two_no_care_or_an_unanswered_ask() -> None:
    assert why([contact(50), *asks(40, 30)]) == (Verdict.CHECK_IN_FIRST, [AskReason.STREAK])
    assert why([contact(61)]) == (Verdict.CHECK_IN_FIRST, [AskReason.NO_CARE])
    assert why([contact(20), *asks(13)]) == (Verdict.CHECK_IN_FIRST, [AskReason.UNANSWERED])
    assert why([contact(20), *asks(14)])[0] is Verdict.GOOD_MOMENT
    helped = contact(13, Purpose.ASK, ask_answer=AskAnswer.HELPED)
    assert why([contact(20), helped])[0] is Verdict.GOOD_MOMENT


def test_an_older_ask_stays_unanswered_when_a_newer_one_was_answered() -> None:
    history = [contact(8, Purpose.ASK), contact(4), contact(3, Purpose.ASK, ask_answer=AskAnswer.HELPED)]
    assert why(history) == (Verdict.CHECK_IN_FIRST, [AskReason.UNANSWERED])
    declined = [contact(8, Purpose.ASK, ask_answer=AskAnswer.NO), *history[1:]]
    assert why(declined)[0] is Verdict.GOOD_MOMENT


def test_people_who_were_asked_in_one_sentence_are_one_ask() -> None:
    at = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
    both = [
        Interaction(
            1, date(2026, 11, 20), Purpose.ASK, person_id=who, staff_id=1, note="minta data", logged_at=at, id=who
        )
        for who in (1, 2)
    ]
    assert len(ask_streak(both)) == 1
