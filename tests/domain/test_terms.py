"""Agreements as they are typed in one line."""

from datetime import date

import pytest

from bot.domain.day_results import FarYear, ImpossibleDay
from bot.domain.terms import Term, read_term

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("typed", "from_on", "to_on", "title"),
    [
        ("31 Desember 2027", None, date(2027, 12, 31), None),
        ("31 Desember", None, date(2026, 12, 31), None),
        ("1/1/2026 - 31/12/2027 Sewa gedung", date(2026, 1, 1), date(2027, 12, 31), "Sewa gedung"),
        ("1/1/2026-31/12/2027", date(2026, 1, 1), date(2027, 12, 31), None),
        ("2026-01-01 s/d 2027-12-31 MoU", date(2026, 1, 1), date(2027, 12, 31), "MoU"),
        ("1 Jan 2026 s.d. 31 Des 2027", date(2026, 1, 1), date(2027, 12, 31), None),
        ("1 Januari – 31 Desember 2027 kerja sama CSR", date(2027, 1, 1), date(2027, 12, 31), "kerja sama CSR"),
        ("lease from 1 March 2026 until 28 February 2029", date(2026, 3, 1), date(2029, 2, 28), "lease"),
        ("1 September - 31 Maret 2027", date(2026, 9, 1), date(2027, 3, 31), None),
    ],
)
def test_a_line_gives_the_term_and_the_title(typed: str, from_on: date | None, to_on: date, title: str | None) -> None:
    assert read_term(typed, TODAY) == Term(to_on, from_on, title)


def test_what_is_no_day_is_given_back_as_what_is_wrong() -> None:
    assert isinstance(read_term("1/1/2026 - 32 Agustus", TODAY).fault, ImpossibleDay)
    assert isinstance(read_term("31/12/3026", TODAY).fault, FarYear)
    assert read_term("sewa gedung", TODAY) == Term()
