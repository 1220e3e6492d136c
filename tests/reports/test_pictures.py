"""A partner's year is drawn as a picture that a phone shows, in the reader's language, whatever the name."""

import struct
from datetime import date

import pytest

from bot.domain.interactions import Interaction
from bot.domain.partner_year import year_of
from bot.domain.words import Direction, Purpose
from bot.i18n.formats import formats_for
from bot.i18n.translator import translator_for
from bot.reports.pictures import year_picture

TODAY = date(2026, 11, 23)


def _contact(on: date, purpose: Purpose, direction: Direction = Direction.OURS, *, mass: bool = False) -> Interaction:
    return Interaction(1, on, purpose, direction, mass=mass)


def test_year_counts_each_sort_in_its_month_and_no_mailing() -> None:
    months = year_of(
        [
            _contact(TODAY, Purpose.CHECK_IN),
            _contact(date(2026, 11, 1), Purpose.ASK),
            _contact(date(2026, 10, 31), Purpose.COORDINATION),
            _contact(date(2025, 12, 1), Purpose.ASK, Direction.THEIRS),
            _contact(date(2025, 11, 30), Purpose.CHECK_IN),
            _contact(date(2026, 11, 24), Purpose.CHECK_IN),
            _contact(TODAY, Purpose.UPDATE, mass=True),
        ],
        TODAY,
    )
    assert [one.first_on for one in (months[0], months[-1])] == [date(2025, 12, 1), date(2026, 11, 1)]
    assert (months[-1].care, months[-1].asks, months[-2].work, months[0].theirs) == (1, 1, 1, 1)
    assert sum(one.care for one in months) == 1


@pytest.mark.parametrize("name", ["GHX", "Yayasan $Pelita$ _Nusantara_ " * 4, "健康 Klinik \\frac{1}{2}"])
def test_picture_is_a_png_as_wide_as_a_phone_shows(name: str) -> None:
    months = year_of([_contact(TODAY, Purpose.ASK)], TODAY)
    picture = year_picture(translator_for("id"), formats_for("id", "Asia/Jakarta"), name, months)
    assert picture[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">I", picture[16:20]) == (1080,)
