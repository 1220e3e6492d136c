"""Care levels, always with their reasons."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.care import CareFacts, CareReason, Missed, care_of, is_broken
from bot.domain.interactions import ContactDays
from bot.domain.words import CareLevel

TODAY = date(2026, 11, 23)


def ago(days: int | None) -> date | None:
    return None if days is None else TODAY - timedelta(days=days)


def facts(contact: int | None = 5, care: int | None = 5, rhythm: int = 30, **others: object) -> CareFacts:
    return CareFacts(ContactDays(1, ago(contact), ago(care)), rhythm, **others)  # type: ignore[arg-type]


def level(known: CareFacts) -> tuple[CareLevel, list[CareReason]]:
    view = care_of(known, TODAY)
    return view.level, [reason.why for reason in view.reasons]


def test_well_says_since_when() -> None:
    assert level(facts()) == (CareLevel.WELL, [CareReason.IN_TIME])
    assert care_of(facts(), TODAY).days == 5


def test_never_contacted_is_neglect_once_the_first_check_in_is_broken() -> None:
    assert level(facts(None, None))[0] is CareLevel.WELL
    broken = facts(None, None, broken_on=TODAY)
    assert level(broken) == (CareLevel.NEGLECTED, [CareReason.NEVER_CONTACTED, CareReason.CHECK_IN_BROKEN])
    assert level(replace(broken, broken_on=TODAY + timedelta(days=1)))[0] is CareLevel.WELL


def test_a_baseline_says_that_there_was_contact() -> None:
    known = facts(None, None, baseline_on=ago(40), broken_on=TODAY)
    assert level(known) == (CareLevel.ATTENTION, [CareReason.CHECK_IN_BROKEN])
    assert care_of(known, TODAY).days == 40


@pytest.mark.parametrize(("contact", "neglected"), [(60, False), (61, True)])
def test_silence_of_more_than_twice_the_rhythm_is_neglect(contact: int, neglected: bool) -> None:
    view = care_of(facts(contact, contact), TODAY)
    assert (view.level is CareLevel.NEGLECTED) is neglected
    assert view.has(CareReason.LONG_UNHEARD) is neglected


def test_a_rhythm_of_never_is_never_broken_and_never_silent_too_long() -> None:
    assert level(facts(1000, 1000, rhythm=0))[0] is CareLevel.WELL


@pytest.mark.parametrize(
    ("care", "rhythm", "only"), [(90, 30, False), (91, 30, True), (180, 120, False), (181, 120, True)]
)
def test_only_asked_is_an_ask_without_care_in_ninety_days_or_one_and_a_half_rhythms(
    care: int, rhythm: int, only: bool
) -> None:
    known = facts(5, care, rhythm, asks=1, asks_since=ago(3))
    view = care_of(known, TODAY)
    assert view.has(CareReason.ONLY_ASKED) is only
    assert (view.level is CareLevel.NEGLECTED) is only


@pytest.mark.parametrize(
    ("added", "baseline", "asked", "only"),
    [
        (0, None, 0, False),
        (100, None, 0, True),
        (90, None, 0, False),
        (91, None, 0, True),
        (0, None, 120, True),
        (200, 40, 0, False),
        (200, 100, 0, True),
        (0, 180, 0, False),
        (None, None, 3, False),
        (None, None, 91, True),
    ],
)
def test_without_any_care_the_silence_counts_from_when_it_could_have_begun(
    added: int | None, baseline: int | None, asked: int, only: bool
) -> None:
    """From the day it came in, or its later baseline; an earlier ask of ours counts before both."""
    known = facts(None, None, asks=1, asks_since=ago(asked), added_on=ago(added), baseline_on=ago(baseline))
    assert care_of(known, TODAY).has(CareReason.ONLY_ASKED) is only


@pytest.mark.parametrize(
    ("others", "why"),
    [
        ({"broken_on": TODAY}, CareReason.CHECK_IN_BROKEN),
        ({"promises": [TODAY - timedelta(days=1)]}, CareReason.PROMISE_OVERDUE),
        ({"complaints": [TODAY]}, CareReason.COMPLAINT_OPEN),
        ({"agreements": [TODAY - timedelta(days=1)]}, CareReason.AGREEMENT_EXPIRED),
        ({"missed": [Missed(1, 7, TODAY)]}, CareReason.CONGRATULATION_MISSED),
        ({"asks": 2, "asks_since": TODAY}, CareReason.ASK_STREAK),
    ],
)
def test_each_of_these_alone_needs_attention(others: dict[str, object], why: CareReason) -> None:
    assert level(facts(**others)) == (CareLevel.ATTENTION, [why])  # type: ignore[arg-type]


def test_one_ask_alone_is_no_reason() -> None:
    assert level(facts(asks=1, asks_since=TODAY))[0] is CareLevel.WELL


@given(
    contact=st.none() | st.integers(0, 400),
    care=st.none() | st.integers(0, 400),
    rhythm=st.sampled_from([0, 30, 60, 120]),
    asks=st.integers(0, 4),
    broken=st.none() | st.integers(-30, 30),
)
def test_the_level_is_that_of_its_weightiest_reason_and_there_always_is_one(
    contact: int | None, care: int | None, rhythm: int, asks: int, broken: int | None
) -> None:
    known = facts(contact, care, rhythm, asks=asks, asks_since=ago(asks), broken_on=ago(broken))
    view = care_of(known, TODAY)
    neglecting = {CareReason.NEVER_CONTACTED, CareReason.LONG_UNHEARD, CareReason.ONLY_ASKED}
    assert view.reasons
    assert (view.level is CareLevel.NEGLECTED) == any(one.why in neglecting for one in view.reasons)
    assert (view.level is CareLevel.WELL) == view.has(CareReason.IN_TIME)
    assert is_broken(known, TODAY) == view.has(CareReason.CHECK_IN_BROKEN)
