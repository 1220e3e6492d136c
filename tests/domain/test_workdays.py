"""Working days of Indonesia, against the joint decree of three ministers (SKB) for 2026 and 2027."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.public_holidays import UnknownCountry
from bot.domain.workdays import NoWorkingDays, WorkCalendar

OFFICE = WorkCalendar(workdays=frozenset(range(5)), country="ID", joint_leave=False)
DAYS = st.dates(date(2024, 1, 1), date(2032, 12, 31))


@pytest.mark.parametrize(
    ("day", "working"),
    [
        (date(2026, 11, 23), True),
        (date(2026, 11, 22), False),
        (date(2026, 8, 17), False),
        (date(2026, 12, 25), False),
        (date(2026, 12, 24), True),
        (date(2027, 1, 1), False),
        (date(2027, 3, 10), False),
        (date(2027, 3, 9), True),
        (date(2026, 5, 1), False),
    ],
)
def test_public_holidays_and_weekends_are_off(day: date, working: bool) -> None:
    assert OFFICE.is_working(day) is working


@pytest.mark.parametrize("day", [date(2026, 12, 24), date(2027, 3, 9), date(2027, 3, 12)])
def test_joint_leave_is_off_by_setting(day: date) -> None:
    assert OFFICE.is_working(day)
    assert not WorkCalendar(frozenset(range(5)), "ID", joint_leave=True).is_working(day)


def test_next_and_previous_working_day_step_over_a_long_weekend_and_a_new_year() -> None:
    assert OFFICE.next_working(date(2026, 12, 25)) == date(2026, 12, 28)
    assert OFFICE.previous_working(date(2027, 1, 3)) == date(2026, 12, 31)
    assert OFFICE.next_working(date(2026, 11, 23)) == date(2026, 11, 23)


def test_five_working_days_after_a_friday_is_the_next_friday() -> None:
    assert OFFICE.add_working(date(2026, 11, 20), 5) == date(2026, 11, 27)
    assert OFFICE.add_working(date(2026, 12, 24), 5) == date(2027, 1, 4)


def test_the_list_does_not_follow_the_language_of_the_process(monkeypatch: pytest.MonkeyPatch) -> None:
    from bot.domain.public_holidays import listed_holidays

    monkeypatch.setenv("LANGUAGE", "th")
    listed_holidays.cache_clear()
    assert "Eid al-Fitr" in listed_holidays("ID", 2026)


def test_other_countries_and_other_weeks() -> None:
    kuala_lumpur = WorkCalendar(frozenset(range(6)), "my", joint_leave=True)
    assert kuala_lumpur.is_working(date(2026, 11, 21))
    assert not kuala_lumpur.is_working(date(2026, 8, 31))


def test_years_without_a_list_have_weekends_alone() -> None:
    assert OFFICE.is_working(date(2300, 8, 17)) is (date(2300, 8, 17).weekday() < 5)


@pytest.mark.parametrize("country", ["XX", "", "date", "HolidayBase"])
def test_unknown_country_is_told_with_its_code(country: str) -> None:
    with pytest.raises(UnknownCountry) as caught:
        WorkCalendar(frozenset(range(5)), country, joint_leave=False).is_working(date(2026, 1, 5))
    assert caught.value.country == country


def test_a_week_without_working_days_is_refused() -> None:
    with pytest.raises(NoWorkingDays):
        WorkCalendar(frozenset(), "ID", joint_leave=False)


@given(DAYS)
def test_next_working_is_the_first_working_day_not_before(day: date) -> None:
    found = OFFICE.next_working(day)
    assert OFFICE.is_working(found)
    assert not any(OFFICE.is_working(day + timedelta(days=step)) for step in range((found - day).days))


@given(DAYS)
def test_previous_working_mirrors_next(day: date) -> None:
    found = OFFICE.previous_working(day)
    assert OFFICE.is_working(found)
    assert not any(OFFICE.is_working(found + timedelta(days=step)) for step in range(1, (day - found).days + 1))


@given(DAYS, st.integers(0, 40), st.integers(0, 40))
def test_adding_working_days_adds_up(day: date, first: int, second: int) -> None:
    assert OFFICE.add_working(OFFICE.add_working(day, first), second) == OFFICE.add_working(day, first + second)


@given(DAYS, st.integers(0, 60))
def test_counting_undoes_adding(day: date, count: int) -> None:
    assert OFFICE.working_between(day, OFFICE.add_working(day, count)) == count


@given(DAYS, st.integers(0, 90), st.integers(0, 90))
def test_working_days_of_neighbouring_spans_add_up(day: date, first: int, second: int) -> None:
    middle, end = day + timedelta(days=first), day + timedelta(days=first + second)
    whole = OFFICE.working_between(day, end)
    assert whole == OFFICE.working_between(day, middle) + OFFICE.working_between(middle, end)
    assert OFFICE.working_between(end, day) == 0
