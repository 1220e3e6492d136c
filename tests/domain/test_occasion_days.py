"""Days of occasions as people type them, read beside Monday, 23 November 2026."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.calendars import DaySpec, next_on_or_after
from bot.domain.dates import FarYear, ImpossibleDay, YearOnly, parse_occasion_day
from bot.domain.words import Calendar

TODAY = date(2026, 11, 23)
GREGORIAN = [
    ("14 Agustus 1978", (14, 8, 1978)),
    ("14 agt 1978", (14, 8, 1978)),
    ("14/8", (14, 8, None)),
    ("14-8", (14, 8, None)),
    ("14.8", (14, 8, None)),
    ("3 Maret", (3, 3, None)),
    ("3 March", (3, 3, None)),
    ("March 3rd", (3, 3, None)),
    ("29 Feb", (29, 2, None)),
    ("29/02/1996", (29, 2, 1996)),
    ("29 Februari 1984", (29, 2, 1984)),
    ("1980-11-26", (26, 11, 1980)),
    ("1980/11/26", (26, 11, 1980)),
    ("19801126", (26, 11, 1980)),
    ("1980-11-26 00:00:00", (26, 11, 1980)),
    ("26/11/1995", (26, 11, 1995)),
    ("26.11.1995", (26, 11, 1995)),
    ("26-11-95", (26, 11, 1995)),
    ("1/1/27", (1, 1, 1927)),
    ("1/1/26", (1, 1, 2026)),
    ("12/03/2019", (12, 3, 2019)),
    ("01-09-2017", (1, 9, 2017)),
    ("2018-07-01", (1, 7, 2018)),
    ("5 June 2016", (5, 6, 2016)),
    ("June 5, 2016", (5, 6, 2016)),
    ("17 Agustus 2015", (17, 8, 2015)),
    ("12 December", (12, 12, None)),
    ("tgl 7 Juli 1970", (7, 7, 1970)),
    ("  1 Januari 1985. ", (1, 1, 1985)),
    ("1 Nopember 1985", (1, 11, 1985)),
    ("1 Pebruari", (1, 2, None)),
]
HIJRI = [
    ("17 Ramadan", (17, 9, None)),
    ("17 Ramadhan 1400 H", (17, 9, 1400)),
    ("1 Muharram 1446", (1, 1, 1446)),
    ("12 Rabi'ul Awal", (12, 3, None)),
    ("12 Rabiul Awwal 1400H", (12, 3, 1400)),
    ("3 Rabi' al-Thani", (3, 4, None)),
    ("5 Jumadil Awal", (5, 5, None)),
    ("5 Jumadil Akhir", (5, 6, None)),
    ("27 Rajab", (27, 7, None)),
    ("15 Sya'ban", (15, 8, None)),
    ("1 Syawal", (1, 10, None)),
    ("2 Zulkaidah", (2, 11, None)),
    ("30 Zulhijah 1445", (30, 12, 1445)),
    ("10 Dzulhijjah 1390 H", (10, 12, 1390)),
    ("8 Dhu al-Hijjah", (8, 12, None)),
]


@pytest.mark.parametrize(("text", "day"), GREGORIAN)
def test_gregorian_days(text: str, day: tuple[int, int, int | None]) -> None:
    assert parse_occasion_day(text, TODAY) == DaySpec(Calendar.GREGORIAN, *day)


@pytest.mark.parametrize(("text", "day"), HIJRI)
def test_hijri_days(text: str, day: tuple[int, int, int | None]) -> None:
    assert parse_occasion_day(text, TODAY) == DaySpec(Calendar.HIJRI, *day)


@pytest.mark.parametrize("text", ["otonan 13 Januari 2027", "Oton: 13/1/2027", "odalan 2027-01-13"])
def test_balinese_days_count_from_a_whole_date(text: str) -> None:
    spec = parse_occasion_day(text, TODAY)
    assert spec == DaySpec(Calendar.BALINESE, 13, 1, 2027)
    assert isinstance(spec, DaySpec)
    assert next_on_or_after(spec, date(2027, 1, 14)) == date(2027, 8, 11)


def test_a_balinese_day_without_a_year_is_none() -> None:
    assert parse_occasion_day("otonan 13 Januari", TODAY) is None


@pytest.mark.parametrize(
    ("text", "year", "month"),
    [
        ("2020", 2020, None),
        ("tahun 1998", 1998, None),
        ("Maret 2019", 2019, 3),
        ("3/2019", 2019, 3),
        ("Aug 2001", 2001, 8),
    ],
)
def test_a_year_makes_no_occasion(text: str, year: int, month: int | None) -> None:
    assert parse_occasion_day(text, TODAY) == YearOnly(year, month)


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("32 Agustus", (32, 8, None)),
        ("31/2", (31, 2, None)),
        ("31-4", (31, 4, None)),
        ("29/2/2025", (29, 2, 2025)),
        ("12/31/1990", (12, 31, None)),
        ("30 Februari 1980", (30, 2, None)),
        ("otonan 31/2/1980", (31, 2, None)),
    ],
)
def test_impossible_days_are_refused_with_their_facts(text: str, facts: tuple[int, int, int | None]) -> None:
    refused = parse_occasion_day(text, TODAY)
    assert isinstance(refused, ImpossibleDay)
    assert (refused.day, refused.month, refused.year) == facts


def test_an_impossible_hijri_day_says_its_calendar() -> None:
    assert parse_occasion_day("31 Syawal", TODAY) == ImpossibleDay(31, 10, None, calendar=Calendar.HIJRI)


@pytest.mark.parametrize(
    ("text", "year"), [("3/5/3026", 3026), ("3026", 3026), ("1 Mei 1026", 1026), ("1 Rajab 2026", 2026)]
)
def test_far_years_are_refused(text: str, year: int) -> None:
    refused = parse_occasion_day(text, TODAY)
    assert isinstance(refused, FarYear)
    assert refused.year == year


@pytest.mark.parametrize(
    "text", ["", "kemarin", "Galungan", "abc", "17", "14 Agustus 1978 atau 1979", "5 Juli, 6 Juli", "x" * 5000]
)
def test_what_is_no_day_is_not_read(text: str) -> None:
    assert parse_occasion_day(text, TODAY) is None


@given(st.dates(date(1900, 1, 1), TODAY))
def test_two_digits_and_four_mean_the_same_for_the_last_hundred_years(day: date) -> None:
    whole = parse_occasion_day(f"{day.day}/{day.month}/{day.year}", TODAY)
    assert whole == DaySpec(Calendar.GREGORIAN, day.day, day.month, day.year)
    if day > date(1927, 1, 1):
        assert parse_occasion_day(f"{day.day}/{day.month}/{day.year % 100:02d}", TODAY) == whole


@given(st.text(max_size=80))
def test_any_text_is_read_without_a_fault(text: str) -> None:
    parse_occasion_day(text, TODAY)
