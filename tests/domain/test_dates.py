"""The grammar of days. Today is Monday, 23 November 2026, unless a test says otherwise."""

from datetime import date, timedelta
from time import perf_counter
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.dates import (
    Context,
    DayAmbiguous,
    DayFound,
    FarYear,
    ImpossibleDay,
    find_day,
    find_days,
    parse_day,
)
from tests.domain.phrases_for_days import FUTURE, IMPOSSIBLE, NO_DAY, PAST

TODAY = date(2026, 11, 23)
CONTEXTS = st.sampled_from(get_args(Context))
DAYS = st.dates(date(1850, 1, 1), date(2070, 12, 31))


def phrases(table: dict[str, str]) -> list[tuple[str, date]]:
    return [(phrase, date.fromisoformat(day)) for day, line in table.items() for phrase in line.split("; ")]


def test_the_tables_hold_over_a_hundred_phrases() -> None:
    assert len(phrases(PAST)) + len(phrases(FUTURE)) + len(NO_DAY.split("; ")) > 300


@pytest.mark.parametrize(("phrase", "day"), phrases(PAST))
def test_past_phrase_is_found_whole_in_a_sentence(phrase: str, day: date) -> None:
    sentence = f"WA Pak Hendra {phrase}, minta data"
    reading = find_day(sentence, TODAY, "past")
    assert isinstance(reading, DayFound), reading
    assert reading.on == day
    assert sentence[reading.start : reading.end] == phrase


@pytest.mark.parametrize(("phrase", "day"), phrases(FUTURE))
def test_future_phrase_is_found_whole_in_a_sentence(phrase: str, day: date) -> None:
    sentence = f"kirim proposal {phrase}."
    reading = find_day(sentence, TODAY, "future")
    assert isinstance(reading, DayFound), reading
    assert reading.on == day
    assert sentence[reading.start : reading.end] == phrase


@pytest.mark.parametrize(("phrase", "day"), phrases(PAST))
def test_past_phrase_is_read_from_a_field(phrase: str, day: date) -> None:
    reading = parse_day(f" {phrase}. ", TODAY, "past")
    assert isinstance(reading, DayFound)
    assert reading.on == day


@pytest.mark.parametrize(("phrase", "day"), phrases(FUTURE))
def test_future_phrase_is_read_from_a_field(phrase: str, day: date) -> None:
    reading = parse_day(phrase.upper(), TODAY, "future")
    assert isinstance(reading, DayFound)
    assert reading.on == day


@pytest.mark.parametrize("phrase", NO_DAY.split("; "))
def test_other_numbers_and_words_are_no_day(phrase: str) -> None:
    assert find_day(f"rapat {phrase} dengan mereka", TODAY, "past") is None


@pytest.mark.parametrize(("phrase", "facts"), IMPOSSIBLE)
@pytest.mark.parametrize("whole", [True, False])
def test_impossible_day_is_refused_with_its_facts(
    phrase: str, facts: tuple[int, int | None, int | None], whole: bool
) -> None:
    reading = parse_day(phrase, TODAY) if whole else find_day(f"ketemu {phrase} di kantor", TODAY)
    assert isinstance(reading, ImpossibleDay)
    assert (reading.day, reading.month, reading.year) == facts


def test_a_field_refuses_what_a_sentence_overlooks() -> None:
    for phrase in ("0/5", "15/13", "99 Mei", "45/1", "00/00/0000"):
        assert isinstance(parse_day(phrase, TODAY), ImpossibleDay)


def test_29_february_without_a_year_is_refused_in_a_common_year() -> None:
    reading = parse_day("29 Feb", TODAY, "past")
    assert isinstance(reading, ImpossibleDay)
    assert (reading.day, reading.month, reading.year) == (29, 2, 2026)
    assert parse_day("29 Feb", date(2024, 3, 5), "past") == DayFound(date(2024, 2, 29), 0, 6, yearless=True)


@pytest.mark.parametrize("phrase", ["12/11/3026", "3 Mei 3026", "3026-05-03", "3 Mei 1026", "900 tahun lalu"])
def test_far_year_is_refused_with_its_number(phrase: str) -> None:
    reading = parse_day(phrase, TODAY)
    assert isinstance(reading, FarYear)
    assert reading.year in (3026, 1026, 1126)


@pytest.mark.parametrize(
    ("phrase", "context", "options"),
    [
        ("minggu", "past", ["2026-11-22", "2026-11-16"]),
        ("Minggu", "future", ["2026-11-29", "2026-11-30"]),
        ("minggu", "any", ["2026-11-22", "2026-11-16", "2026-11-30"]),
        ("akhir pekan", "past", ["2026-11-21", "2026-11-22"]),
        ("akhir minggu depan", "future", ["2026-12-05", "2026-12-06"]),
        ("weekend", "future", ["2026-11-28", "2026-11-29"]),
        ("last weekend", "past", ["2026-11-21", "2026-11-22"]),
        ("Senin, 20 November", "past", ["2026-11-20", "2026-11-23"]),
        ("Friday 24/11/2026", "future", ["2026-11-24", "2026-11-27"]),
    ],
)
def test_what_has_several_meanings_is_given_back_to_be_asked(phrase: str, context: Context, options: list[str]) -> None:
    sentence = f"ketemu Bu Siti {phrase}"
    reading = find_day(sentence, TODAY, context)
    assert isinstance(reading, DayAmbiguous)
    assert [day.isoformat() for day in reading.options] == options
    assert sentence[reading.start : reading.end] == phrase


@pytest.mark.parametrize(
    ("phrase", "precision"),
    [
        ("minggu lalu", "week"),
        ("bulan lalu", "month"),
        ("2 bulan lalu", "month"),
        ("tahun lalu", "year"),
        ("12/11", "day"),
    ],
)
def test_precision_says_how_near_the_phrase_comes(phrase: str, precision: str) -> None:
    reading = find_day(phrase, TODAY, "past")
    assert isinstance(reading, DayFound)
    assert reading.precision == precision


def test_a_month_ago_ends_with_a_shorter_month() -> None:
    reading = parse_day("sebulan lalu", date(2026, 3, 31), "past")
    assert isinstance(reading, DayFound)
    assert reading.on == date(2026, 2, 28)


@pytest.mark.parametrize(
    ("today", "context", "day"),
    [
        (date(2026, 11, 23), "past", date(2026, 10, 31)),
        (date(2026, 11, 23), "future", date(2026, 12, 31)),
        (date(2027, 3, 15), "past", date(2027, 1, 31)),
        (date(2027, 2, 1), "any", date(2027, 1, 31)),
    ],
)
def test_the_31st_lies_in_a_month_that_has_one(today: date, context: Context, day: date) -> None:
    reading = parse_day("tgl 31", today, context)
    assert isinstance(reading, DayFound)
    assert reading.on == day


def test_without_a_context_the_nearest_day_is_meant() -> None:
    for phrase, day in (("5/1", date(2027, 1, 5)), ("12/11", date(2026, 11, 12)), ("Kamis", date(2026, 11, 26))):
        reading = parse_day(phrase, TODAY, "any")
        assert isinstance(reading, DayFound)
        assert reading.on == day


def test_the_day_that_fits_the_context_goes_first() -> None:
    sentence = "bahas acara besok sama Bu Ratna, ketemunya kemarin"
    past, future = find_day(sentence, TODAY, "past"), find_day(sentence, TODAY, "future")
    assert isinstance(past, DayFound)
    assert isinstance(future, DayFound)
    assert (past.on, future.on) == (date(2026, 11, 22), date(2026, 11, 24))
    assert [reading.start for reading in find_days(sentence, TODAY)] == [12, 43]


def test_a_day_on_the_other_side_is_found_where_there_is_no_other() -> None:
    reading = find_day("Besok ketemu Pak Made", TODAY, "past")
    assert isinstance(reading, DayFound)
    assert reading.on == date(2026, 11, 24)


@pytest.mark.parametrize(
    "text", ["", " ", ".", "kemarin atau lusa", "bukan tanggal", "2020", "Maret 2019", "x" * 5000, "🎂"]
)
def test_a_field_that_is_no_day_is_not_read(text: str) -> None:
    assert parse_day(text, TODAY) is None


@pytest.mark.parametrize(
    "field", ["19", "tgl 19 aja", "pada 19 November", "19 Nov ya", "kemarin deh", "the 19th", "19-11", "20261119"]
)
def test_a_field_may_be_short_and_chatty(field: str) -> None:
    reading = parse_day(field, TODAY, "past")
    assert isinstance(reading, DayFound)
    assert reading.on in (date(2026, 11, 19), date(2026, 11, 22))


@pytest.mark.parametrize("years", range(2000, 2027, 2))
def test_two_digits_mean_a_year_at_most_twenty_ahead(years: int) -> None:
    reading = parse_day(f"1/7/{years % 100:02d}", TODAY)
    assert isinstance(reading, DayFound)
    assert reading.on.year == years


def test_days_in_the_roster_s_notations() -> None:
    for text in (
        "12/03/2019",
        "2018-07-01",
        "5 June 2016",
        "17 Agustus 2015",
        "29/02/1996",
        "01-09-2017",
        "1980-11-26",
    ):
        assert isinstance(parse_day(text, TODAY), DayFound)


INDONESIAN = (
    *("Januari", "Februari", "Maret", "April", "Mei", "Juni"),
    *("Juli", "Agustus", "September", "Oktober", "November", "Desember"),
)
NOTATIONS = [
    lambda day: day.isoformat(),
    lambda day: f"{day.day}/{day.month}/{day.year}",
    lambda day: f"{day.day:02d}-{day.month:02d}-{day.year}",
    lambda day: f"{day.day}.{day.month}.{day.year}",
    lambda day: f"{day.day} {INDONESIAN[day.month - 1]} {day.year}",
    lambda day: f"{day.day} {INDONESIAN[day.month - 1][:3]} {day.year}",
    lambda day: f"{day:%B} {day.day}, {day.year}",
    lambda day: f"{day:%A}, {day.day} {day:%B} {day.year}",
    lambda day: f"tgl {day.day}/{day.month}/{day.year}",
    lambda day: f"{day:%Y%m%d}",
    lambda day: f"{day.isoformat()} 00:00:00",
]


@given(DAYS, st.sampled_from(NOTATIONS), CONTEXTS)
def test_every_day_is_read_back_from_every_notation(day: date, notation, context: Context) -> None:  # type: ignore[no-untyped-def]
    reading = parse_day(notation(day), TODAY, context)
    assert isinstance(reading, DayFound)
    assert reading.on == day


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)), st.integers(0, 364))
def test_a_day_without_a_year_lies_within_a_year_on_the_side_asked_for(today: date, days: int) -> None:
    past, future = today - timedelta(days=days), today + timedelta(days=days)
    for day, context in ((past, "past"), (future, "future")):
        reading = parse_day(f"{day.day}/{day.month}", today, context)  # type: ignore[arg-type]
        leap = (day.month, day.day) == (2, 29)
        assert isinstance(reading, DayFound) or leap
        if isinstance(reading, DayFound) and not leap:
            assert reading.on == day


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)), st.integers(0, 6))
def test_weekdays_beside_any_today(today: date, weekday: int) -> None:
    name = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Ahad")[weekday]
    expected = {"lalu": (-7, -1), "depan": (1, 7)}
    for mark, (earliest, latest) in expected.items():
        reading = parse_day(f"{name} {mark}", today)
        assert isinstance(reading, DayFound)
        assert reading.on.weekday() == weekday
        assert earliest <= (reading.on - today).days <= latest
    for context, (earliest, latest) in {"past": (-6, 0), "future": (1, 7), "any": (-3, 3)}.items():
        reading = parse_day(name, today, context)  # type: ignore[arg-type]
        assert isinstance(reading, DayFound)
        assert earliest <= (reading.on - today).days <= latest


WORDS = st.sampled_from(
    [
        *PAST["2026-11-22"].split("; "),
        *[
            "kemarin",
            "minggu",
            "lalu",
            "depan",
            "ini",
            "hari",
            "tgl",
            "12",
            "31/2",
            "2026",
            "-11-",
            "Nov",
            "dua",
            "bulan",
        ],
        *["malam", "last", "next", "the", "of", "week", "akhir", "jum'at", "İ", "ẞ", "-", ".", "/"],
    ]
)


@pytest.mark.parametrize(
    "piece", ["a ", "1 ", "1/", "12-", "minggu ", "hari ", "dua ", "in a ", "the end of ", " \t\n", "x", "7"]
)
def test_long_texts_take_no_long_time(piece: str) -> None:
    text = (piece * 5000)[:5000]
    started = perf_counter()
    find_days(text, TODAY, "past")
    # Some ten milliseconds where it was written; a pattern that backtracks would take minutes.
    assert perf_counter() - started < 1


@settings(max_examples=200)
@given(st.one_of(st.text(max_size=120), st.lists(WORDS, max_size=12).map(" ".join)), st.dates(), CONTEXTS)
def test_any_text_beside_any_day_is_read_without_a_fault(text: str, today: date, context: Context) -> None:
    end = 0
    for reading in find_days(text, today, context):
        assert end <= reading.start < reading.end <= len(text)
        end = reading.end
    parse_day(text, today, context)
