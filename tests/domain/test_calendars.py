"""Occurrences in three calendars, each from its source."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import hijri, hijri_indonesia
from bot.domain.calendars import DaySpec, age_on, kept_days, next_kept, next_on_or_after, occurrences, spec_of
from bot.domain.feasts import FEASTS
from bot.domain.feasts import occurrences as feast_days
from bot.domain.occasions import Occasion
from bot.domain.typed_days import day_of_feast
from bot.domain.words import Calendar, OccasionKind

LEAP = DaySpec(Calendar.GREGORIAN, 29, 2, 1984)
LEAP_IN_MARCH = DaySpec(Calendar.GREGORIAN, 29, 2, 1984, leap_on_march=True)
RAMADAN_17 = DaySpec(Calendar.HIJRI, 17, 9)
GALUNGAN = DaySpec(Calendar.BALINESE, 17, 6, 2026)
TODAYS = st.dates(date(2020, 1, 1), date(2060, 12, 31))
GREGORIAN_DAYS = st.dates(date(1930, 1, 1), date(2060, 12, 31)).map(
    lambda day: DaySpec(Calendar.GREGORIAN, day.day, day.month)
)
HIJRI_DAYS = st.builds(DaySpec, st.just(Calendar.HIJRI), st.integers(1, 30), st.integers(1, 12))
BALINESE_DAYS = st.dates(date(1930, 1, 1), date(2060, 12, 31)).map(
    lambda day: DaySpec(Calendar.BALINESE, day.day, day.month, anchor=day)
)


def test_leap_day_is_kept_on_28_february_in_common_years() -> None:
    kept = occurrences(LEAP, date(2024, 1, 1), date(2028, 12, 31))
    assert kept == [date(2024, 2, 29), date(2025, 2, 28), date(2026, 2, 28), date(2027, 2, 28), date(2028, 2, 29)]


def test_leap_day_is_kept_on_1_march_if_the_occasion_says_so() -> None:
    kept = occurrences(LEAP_IN_MARCH, date(2027, 1, 1), date(2028, 12, 31))
    assert kept == [date(2027, 3, 1), date(2028, 2, 29)]


@given(st.integers(1985, 2080))
def test_leap_day_over_the_years(year: int) -> None:
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    (kept,) = occurrences(LEAP, date(year, 1, 1), date(year, 12, 31))
    (moved,) = occurrences(LEAP_IN_MARCH, date(year, 1, 1), date(year, 12, 31))
    assert kept == date(year, 2, 29 if leap else 28)
    assert moved == (date(year, 2, 29) if leap else date(year, 3, 1))
    assert age_on(LEAP, kept) == year - 1984
    assert age_on(LEAP, kept - timedelta(days=1)) == year - 1985


@pytest.mark.parametrize(
    ("year", "expected"),
    # Sixteen days after the first day of fasting: as announced by the Ministry of Religious Affairs for 2025 (1 March)
    # and 2026 (19 February); then by Umm al-Qura University's calendar, as published by R.H. van Gent at
    # https://webspace.science.uu.nl/~gent0113/islam/ummalqura.htm
    [
        (2025, [date(2025, 3, 17)]),
        (2026, [date(2026, 3, 7)]),
        (2027, [date(2027, 2, 24)]),
        (2028, [date(2028, 2, 13)]),
        (2029, [date(2029, 2, 1)]),
        (2030, [date(2030, 1, 21)]),
    ],
)
def test_17_ramadan(year: int, expected: list[date]) -> None:
    assert occurrences(RAMADAN_17, date(year, 1, 1), date(year, 12, 31)) == expected


def test_a_hijri_day_can_fall_twice_in_a_gregorian_year() -> None:
    new_year = DaySpec(Calendar.HIJRI, 1, 1)
    kept = kept_days(new_year, date(2008, 1, 1), date(2008, 12, 31))
    assert [(day.on, day.cycle) for day in kept] == [(date(2008, 1, 10), "1429"), (date(2008, 12, 29), "1430")]
    assert all(day.tentative for day in kept)


@given(HIJRI_DAYS, st.dates(date(2020, 1, 1), date(2056, 1, 1)))
def test_hijri_days_over_twenty_years_come_once_in_each_of_their_years(spec: DaySpec, start: date) -> None:
    kept = kept_days(spec, start, start + timedelta(days=7305))
    cycles = [int(day.cycle) for day in kept]
    assert cycles == list(range(cycles[0], cycles[0] + len(kept)))
    assert len(kept) in (20, 21)
    assert all(353 <= (after.on - before.on).days <= 356 for before, after in pairwise(kept))
    for day in kept:
        year = int(day.cycle)
        assert hijri_indonesia.month_start(year, 1) <= day.on < hijri_indonesia.month_start(year + 1, 1)


@given(st.dates(date(1700, 1, 1), date(2300, 1, 1)))
def test_every_day_lies_in_its_hijri_year(day: date) -> None:
    year = hijri.year_of(day)
    assert hijri.month_start(year, 1) <= day < hijri.month_start(year + 1, 1)


def test_a_hijri_day_that_the_month_lacks_is_kept_on_its_last() -> None:
    lengths = {year: hijri_indonesia.month_length(year, 12) for year in range(1440, 1460)}
    last = DaySpec(Calendar.HIJRI, 30, 12)
    for year, length in lengths.items():
        (kept,) = [day.on for day in kept_days(last, date(2017, 1, 1), date(2040, 1, 1)) if day.cycle == str(year)]
        assert (kept - hijri_indonesia.month_start(year, 12)).days == length - 1


@pytest.mark.parametrize(
    ("key", "day", "month"),
    [("muharram", 1, 1), ("maulid", 12, 3), ("isra_miraj", 27, 7), ("idulfitri", 1, 10), ("iduladha", 10, 12)],
)
def test_a_hijri_day_falls_on_the_feast_of_that_day(key: str, day: int, month: int) -> None:
    start, end = date(2023, 1, 1), date(2045, 12, 31)
    days = [(kept.on, kept.cycle) for kept in kept_days(DaySpec(Calendar.HIJRI, day, month), start, end)]
    assert days == [(feast.on, feast.cycle) for feast in feast_days(FEASTS[key], start, end)]


@given(st.integers(1448, 1467), st.integers(1, 30))
def test_days_of_ramadan_are_counted_from_the_first_day_of_fasting(year: int, day: int) -> None:
    span = (date(2026, 6, 1), date(2046, 12, 31))
    (first,) = [one.on for one in feast_days(FEASTS["ramadan"], *span) if one.cycle == str(year)]
    (feast,) = [one.on for one in feast_days(FEASTS["idulfitri"], *span) if one.cycle == str(year)]
    (kept,) = [one.on for one in kept_days(DaySpec(Calendar.HIJRI, day, 9), *span) if one.cycle == str(year)]
    assert (kept - first).days == min(day, (feast - first).days) - 1


def test_months_have_29_or_30_days_and_lie_near_umm_al_qura() -> None:
    for year in range(1444, 1480):
        for month in range(1, 13):
            assert hijri_indonesia.month_length(year, month) in (29, 30)
            apart = hijri_indonesia.month_start(year, month) - hijri.month_start(year, month)
            assert timedelta(days=-1) <= apart <= timedelta(days=2)


@given(st.dates(date(2026, 1, 1), date(2046, 1, 1)))
def test_galungan_is_a_wednesday_210_days_after_the_one_before(today: date) -> None:
    """Buda Kliwon Dungulan: Wednesday, and the same day of the five-day and the seven-day week each time."""
    spec = day_of_feast(FEASTS["galungan"])
    assert spec is not None
    kept = next_on_or_after(replace(spec, year=None, anchor=spec.anchor), today)
    (feast,) = feast_days(FEASTS["galungan"], today, today + timedelta(days=209))
    assert kept == feast.on
    assert kept.weekday() == 2
    # 19 February 2020 was Galungan, as Bali's printed calendars had it.
    assert (kept - date(2020, 2, 19)).days % 210 == 0
    (kuningan,) = feast_days(FEASTS["kuningan"], kept, kept + timedelta(days=20))
    assert (kuningan.on - kept).days == 10


def test_galungan_every_210_days() -> None:
    kept = occurrences(GALUNGAN, date(2026, 1, 1), date(2028, 12, 31))
    expected = [date(2026, 6, 17), date(2027, 1, 13), date(2027, 8, 11), date(2028, 3, 8), date(2028, 10, 4)]
    assert kept == expected


@given(BALINESE_DAYS, st.dates(date(1990, 1, 1), date(2050, 1, 1)))
def test_balinese_days_over_twenty_years(spec: DaySpec, start: date) -> None:
    kept = kept_days(spec, start, start + timedelta(days=7305))
    assert spec.anchor is not None
    assert len(kept) in (34, 35)
    for day in kept:
        assert (day.on - spec.anchor).days == 210 * int(day.cycle)


def test_a_balinese_day_with_a_known_year_does_not_come_before_it() -> None:
    assert occurrences(GALUNGAN, date(2025, 1, 1), date(2026, 6, 16)) == []
    assert age_on(GALUNGAN, date(2027, 1, 12)) == 0
    assert age_on(GALUNGAN, date(2027, 1, 13)) == 1


@given(st.one_of(GREGORIAN_DAYS, HIJRI_DAYS, BALINESE_DAYS), TODAYS)
def test_next_is_the_first_of_all_occurrences(spec: DaySpec, today: date) -> None:
    following = next_on_or_after(spec, today)
    assert following is not None
    assert following >= today
    assert occurrences(spec, today, following) == [following]


@given(st.one_of(GREGORIAN_DAYS, HIJRI_DAYS, BALINESE_DAYS), TODAYS, st.integers(0, 900), st.integers(0, 900))
def test_windows_side_by_side_hold_what_one_window_holds(spec: DaySpec, start: date, first: int, second: int) -> None:
    middle, end = start + timedelta(days=first), start + timedelta(days=first + second)
    whole = kept_days(spec, start, end)
    assert whole == kept_days(spec, start, middle) + kept_days(spec, middle + timedelta(days=1), end)


def test_a_single_day_comes_once() -> None:
    opening = DaySpec(Calendar.GREGORIAN, 30, 11, 2026, single=True)
    assert occurrences(opening, date(2020, 1, 1), date(2040, 1, 1)) == [date(2026, 11, 30)]
    assert next_on_or_after(opening, date(2026, 11, 30)) == date(2026, 11, 30)
    assert next_on_or_after(opening, date(2026, 12, 1)) is None


def test_a_day_that_begins_in_years_to_come_is_found() -> None:
    later = DaySpec(Calendar.GREGORIAN, 1, 7, 2035)
    assert next_on_or_after(later, date(2026, 11, 23)) == date(2035, 7, 1)
    assert next_on_or_after(DaySpec(Calendar.HIJRI, 1, 1, 1460), date(2026, 11, 23)) == date(2038, 2, 6)


def test_age_is_counted_in_the_calendar_of_the_day() -> None:
    birthday = DaySpec(Calendar.GREGORIAN, 14, 8, 1978)
    assert age_on(birthday, date(2026, 8, 14)) == 48
    assert age_on(birthday, date(2026, 8, 13)) == 47
    assert age_on(birthday, date(1970, 1, 1)) is None
    assert age_on(DaySpec(Calendar.GREGORIAN, 3, 3), date(2026, 8, 13)) is None
    hijri_birthday = DaySpec(Calendar.HIJRI, 17, 9, 1400)
    assert age_on(hijri_birthday, date(2026, 3, 7)) == 47
    assert age_on(hijri_birthday, date(2026, 3, 5)) == 46


def test_cycles_name_the_occurrence_in_its_own_calendar() -> None:
    assert [day.cycle for day in kept_days(LEAP, date(2026, 1, 1), date(2027, 12, 31))] == ["2026", "2027"]
    following = next_kept(RAMADAN_17, date(2026, 11, 23))
    assert following is not None
    assert following.cycle == "1448"


@pytest.mark.parametrize(
    ("day", "month", "year", "chosen"),
    [
        (31, 2, None, Calendar.GREGORIAN),
        (29, 2, 2025, Calendar.GREGORIAN),
        (0, 1, None, Calendar.GREGORIAN),
        (1, 13, None, Calendar.GREGORIAN),
        (31, 9, None, Calendar.HIJRI),
        (31, 2, 2026, Calendar.BALINESE),
        (3, 2, None, Calendar.BALINESE),
    ],
)
def test_days_that_no_calendar_has_cannot_be_made(day: int, month: int, year: int | None, chosen: Calendar) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        DaySpec(chosen, day, month, year)


def test_a_stored_occasion_keeps_its_day() -> None:
    stored = Occasion(partner_id=1, kind=OccasionKind.OWN, day=13, month=1, year=2027, calendar=Calendar.BALINESE)
    assert next_on_or_after(spec_of(stored), date(2027, 2, 1)) == date(2027, 8, 11)
