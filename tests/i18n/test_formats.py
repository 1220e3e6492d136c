from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.i18n.formats import Formats, formats_for

D = date(2026, 11, 23)
INSTANT = datetime(2026, 11, 20, 20, 14, tzinfo=UTC)  # the 21st, 03:14 in Jakarta


@pytest.fixture
def id_() -> Formats:
    return formats_for("id", "Asia/Jakarta")


@pytest.fixture
def en() -> Formats:
    return formats_for("en", "Asia/Jakarta")


def both(id_: Formats, en: Formats, name: str, *arguments: object, **options: object) -> tuple[str, str]:
    return getattr(id_, name)(*arguments, **options), getattr(en, name)(*arguments, **options)


@pytest.mark.parametrize(
    ("name", "arguments", "indonesian", "english"),
    [
        ("day", (D,), "Senin, 23 November", "Monday, 23 November"),
        ("day", (date(2026, 8, 2),), "Minggu, 2 Agustus", "Sunday, 2 August"),
        ("full_day", (D,), "Senin, 23 November 2026", "Monday, 23 November 2026"),
        ("day_year", (date(2026, 8, 2),), "2 Agustus 2026", "2 August 2026"),
        ("short_day", (D,), "23 November", "23 November"),
        ("day_near", (date(2027, 1, 4), D), "4 Januari", "4 January"),
        ("day_near", (date(2025, 1, 4), D), "4 Januari 2025", "4 January 2025"),
        ("weekday", (D,), "Senin", "Monday"),
        ("month", (D,), "November 2026", "November 2026"),
        ("month_name", (date(2026, 5, 1),), "Mei", "May"),
        ("month_near", (date(2026, 7, 1), D), "Juli", "July"),
        ("month_near", (date(2025, 11, 30), D), "November 2025", "November 2025"),
        ("span", (date(2026, 11, 16), date(2026, 11, 22)), "16–22 November", "16–22 November"),
        ("span", (date(2026, 9, 28), date(2026, 10, 4)), "28 September–4 Oktober", "28 September–4 October"),
        ("span", (date(2026, 12, 28), date(2027, 1, 3)),
         "28 Desember 2026–3 Januari 2027", "28 December 2026–3 January 2027"),
        ("span", (D, D), "23 November", "23 November"),
        ("relative", (D, D), "hari ini", "today"),
        ("relative", (D + timedelta(1), D), "besok", "tomorrow"),
        ("relative", (D - timedelta(1), D), "kemarin", "yesterday"),
        ("relative", (D + timedelta(4), D), "Jumat, 27 November", "Friday, 27 November"),
        ("relative", (D + timedelta(400), D), "Selasa, 28 Desember 2027", "Tuesday, 28 December 2027"),
        ("today", (D, D), "hari ini, Senin, 23 November", "today, Monday, 23 November"),
        ("today", (D + timedelta(4), D), "Jumat, 27 November", "Friday, 27 November"),
        ("time", (INSTANT,), "03.14", "03:14"),
        ("time", (time(10, 14),), "10.14", "10:14"),
        ("at", (time(7, 30),), "pukul 07.30", "at 07:30"),
        ("moment", (INSTANT,), "21 November pukul 03.14", "21 November at 03:14"),
        ("ago", (0,), "hari ini", "today"),
        ("ago", (1,), "kemarin", "yesterday"),
        ("ago", (34,), "34 hari lalu", "34 days ago"),
        ("in_days", (0,), "hari ini", "today"),
        ("in_days", (1,), "besok", "tomorrow"),
        ("in_days", (5,), "5 hari lagi", "in 5 days"),
        ("duration", (1,), "1 hari", "1 day"),
        ("duration", (34,), "34 hari", "34 days"),
        ("duration", (90,), "tiga bulan", "three months"),
        ("duration", (125,), "empat bulan", "four months"),
        ("duration", (365,), "12 bulan", "12 months"),
        ("duration", (800,), "dua tahun", "two years"),
        ("number", (12345,), "12.345", "12,345"),
        ("number", (-1200,), "−1.200", "−1,200"),
        ("signed", (5,), "+5", "+5"),
        ("signed", (-2,), "−2", "−2"),
        ("signed", (0,), "0", "0"),
        ("percent", (0.924,), "92%", "92%"),
        ("percent", (1,), "100%", "100%"),
        ("percent", (0.9999,), "99%", "99%"),
        ("percent", (0.0001,), "1%", "1%"),
        ("percent", (0.0,), "0%", "0%"),
        ("counted", (0,), "nol", "none"),
        ("counted", (3,), "tiga", "three"),
        ("counted", (10,), "sepuluh", "ten"),
        ("counted", (11,), "11", "11"),
        ("list_of", (["a", "b"],), "a dan b", "a and b"),
        ("list_of", (["a", "b", "c"],), "a, b, dan c", "a, b and c"),
        ("list_of", (["a"],), "a", "a"),
        ("list_of", ([],), "", ""),
    ],
)  # fmt: skip
def test_formats_as_people_write(
    id_: Formats, en: Formats, name: str, arguments: tuple[object, ...], indonesian: str, english: str
) -> None:
    assert both(id_, en, name, *arguments) == (indonesian, english)


def test_options(id_: Formats, en: Formats) -> None:
    assert both(id_, en, "list_of", ["a", "b"], either=True) == ("a atau b", "a or b")
    assert both(id_, en, "counted", 4, capital=True) == ("Empat", "Four")


def test_every_month_and_weekday_is_written_out(id_: Formats) -> None:
    assert [id_.month_name(date(2026, m, 1)) for m in range(1, 13)] == [
        "Januari", "Februari", "Maret", "April", "Mei", "Juni",
        "Juli", "Agustus", "September", "Oktober", "November", "Desember",
    ]  # fmt: skip
    assert [id_.weekday(D + timedelta(n)) for n in range(7)] == [
        "Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu",
    ]  # fmt: skip


def test_an_instant_is_shown_in_the_readers_zone() -> None:
    assert formats_for("id", "Asia/Jayapura").time(INSTANT) == "05.14"
    assert formats_for("id", "Asia/Jayapura").moment(INSTANT) == "21 November pukul 05.14"


def test_naive_moments_are_refused(id_: Formats) -> None:
    with pytest.raises(ValueError, match="naive"):
        id_.time(INSTANT.replace(tzinfo=None))


def test_spans_look_one_way(id_: Formats) -> None:
    with pytest.raises(ValueError, match="-1"):
        id_.ago(-1)
    with pytest.raises(ValueError, match="-1"):
        id_.in_days(-1)


@given(days=st.integers(0, 40_000))
def test_durations_never_say_none_of_a_unit(days: int) -> None:
    said = formats_for("en", "UTC").duration(days)
    assert not said.startswith(("none", "0 month", "0 year"))


@given(share=st.floats(0, 1, exclude_min=True, exclude_max=True))
def test_only_all_is_a_hundred_percent(share: float) -> None:
    assert formats_for("id", "UTC").percent(share) not in ("0%", "100%")
