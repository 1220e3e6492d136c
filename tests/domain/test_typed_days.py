"""A day in a line that also says whose it is."""

from datetime import date

import pytest

from bot.domain.calendars import DaySpec
from bot.domain.typed_days import parted_kind, read_day_of_whom
from bot.domain.words import Calendar, OccasionKind

TODAY = date(2026, 11, 23)
FOUNDED = DaySpec(Calendar.GREGORIAN, 12, 3, 2001)


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("HUT yayasan 12 Maret 2001", FOUNDED),
        ("Hari jadi Yayasan Pelita Nusantara 12/3/2001", FOUNDED),
        ("HUT yayasan", None),
        ("HUT ke 25 yayasan", None),
    ],
)
def test_a_day_is_read_behind_the_words_that_say_whose_it_is(line: str, day: DaySpec | None) -> None:
    kind, rest = parted_kind(line)
    assert kind in {OccasionKind.FOUNDING, OccasionKind.BIRTHDAY}
    assert read_day_of_whom(rest, TODAY) == day
