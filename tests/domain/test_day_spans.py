"""Spans of days as colleagues type them when they are away."""

from datetime import date

import pytest

from bot.domain.day_results import FarYear, ImpossibleDay
from bot.domain.day_spans import Span, parse_span

TODAY = date(2026, 11, 25)
"""A Wednesday."""


def span(first: str, last: str) -> Span:
    return Span(date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("10-14 Des", span("2026-12-10", "2026-12-14")),
        ("10 - 14 Desember 2026", span("2026-12-10", "2026-12-14")),
        ("10–14 Des", span("2026-12-10", "2026-12-14")),
        ("cuti 10 s/d 14 Des", span("2026-12-10", "2026-12-14")),
        ("tgl 10 sd 14 desember", span("2026-12-10", "2026-12-14")),
        ("10 sampai dengan 14 Desember", span("2026-12-10", "2026-12-14")),
        ("10 Des - 14 Des", span("2026-12-10", "2026-12-14")),
        ("10/12 - 14/12", span("2026-12-10", "2026-12-14")),
        ("10-14", span("2026-12-10", "2026-12-14")),
        ("10-14/12", span("2026-12-10", "2026-12-14")),
        ("10/12-14/12/2026", span("2026-12-10", "2026-12-14")),
        ("2026-12-10 sampai 2026-12-14", span("2026-12-10", "2026-12-14")),
        ("Dec 10-14", span("2026-12-10", "2026-12-14")),
        ("December 10 to 14", span("2026-12-10", "2026-12-14")),
        ("from 10 to 14 December", span("2026-12-10", "2026-12-14")),
        ("28 Des - 3 Jan", span("2026-12-28", "2027-01-03")),
        ("besok sampai Jumat", span("2026-11-26", "2026-11-27")),
        ("besok - lusa", span("2026-11-26", "2026-11-27")),
        ("mulai besok sampai lusa", span("2026-11-26", "2026-11-27")),
        ("until Friday", span("2026-11-25", "2026-11-27")),
        ("sampai Jumat", span("2026-11-25", "2026-11-27")),
        ("sampai Minggu", span("2026-11-25", "2026-11-29")),
        ("Senin depan sampai Jumat", span("2026-11-30", "2026-12-04")),
        ("Monday to Friday", span("2026-11-30", "2026-12-04")),
        ("Senin-Rabu", span("2026-11-30", "2026-12-02")),
        ("tomorrow until next Friday", span("2026-11-26", "2026-11-27")),
        ("20 Nov - 30 Nov", span("2026-11-20", "2026-11-30")),
        ("20-30 Nov", span("2026-11-20", "2026-11-30")),
        ("hari ini", span("2026-11-25", "2026-11-25")),
        ("besok", span("2026-11-26", "2026-11-26")),
        ("14 Desember", span("2026-12-14", "2026-12-14")),
        ("3 hari", span("2026-11-25", "2026-11-27")),
        ("selama tiga hari", span("2026-11-25", "2026-11-27")),
        ("for three days", span("2026-11-25", "2026-11-27")),
        ("besok selama 3 hari", span("2026-11-26", "2026-11-28")),
        ("3 hari mulai besok", span("2026-11-26", "2026-11-28")),
        ("3 days from Monday", span("2026-11-30", "2026-12-02")),
        ("seminggu mulai 10 Des", span("2026-12-10", "2026-12-16")),
        ("dua minggu", span("2026-11-25", "2026-12-08")),
        ("3 hari lagi", span("2026-11-28", "2026-11-28")),
        ("minggu depan", span("2026-11-30", "2026-12-06")),
        ("next week", span("2026-11-30", "2026-12-06")),
        ("minggu ini", span("2026-11-25", "2026-11-29")),
        ("bulan depan", span("2026-12-01", "2026-12-31")),
        ("10-14 Nov", span("2026-11-10", "2026-11-14")),
        ("14-10 Des", span("2026-12-14", "2026-12-10")),
        ("20 Des - 10 Des", span("2026-12-20", "2026-12-10")),
    ],
)
def test_span_is_read(typed: str, read: Span) -> None:
    assert parse_span(typed, TODAY) == read


@pytest.mark.parametrize("typed", ["", "cuti", "nanti saja", "Bu Ratna", "dari sampai", "-", "0 hari"])
def test_what_names_no_days_is_no_span(typed: str) -> None:
    assert parse_span(typed, TODAY) is None


def test_impossible_and_far_days_are_told_apart() -> None:
    assert isinstance(parse_span("10 sampai 32 Des", TODAY), ImpossibleDay)
    assert isinstance(parse_span("31 Nov", TODAY), ImpossibleDay)
    assert isinstance(parse_span("1 Jan 3026", TODAY), FarYear)
