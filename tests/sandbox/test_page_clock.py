"""Where the buttons of the clock bar lead."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox.clock import ClockRefused, instant_for, next_monday, next_morning

JAKARTA = ZoneInfo("Asia/Jakarta")
LONDON = ZoneInfo("Europe/London")
NOW = datetime(2026, 11, 21, 7, 29, tzinfo=UTC)

moments = st.integers(1_767_225_600, 1_893_456_000).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))
zones = st.sampled_from([JAKARTA, LONDON, ZoneInfo("America/New_York"), ZoneInfo("Pacific/Auckland")])


@given(moments, zones)
def test_next_morning_is_half_past_seven_of_the_next_local_day(now: datetime, zone: ZoneInfo) -> None:
    local = next_morning(now, zone).astimezone(zone)
    assert (local.hour, local.minute) == (7, 30)
    assert local.date() == now.astimezone(zone).date() + timedelta(days=1)


@given(moments, zones)
def test_next_monday_is_the_first_monday_morning_after_the_local_day(now: datetime, zone: ZoneInfo) -> None:
    local = next_monday(now, zone).astimezone(zone)
    assert (local.weekday(), local.hour, local.minute) == (0, 7, 30)
    assert 1 <= (local.date() - now.astimezone(zone).date()).days <= 7


def test_a_local_time_is_read_in_the_organisations_zone() -> None:
    assert instant_for("2026-11-23T07:30", NOW, JAKARTA) == datetime(2026, 11, 23, 0, 30, tzinfo=UTC)


def test_an_instant_with_its_zone_is_taken_as_it_is() -> None:
    assert instant_for("2026-11-22T02:00:00.000Z", NOW, JAKARTA) == datetime(2026, 11, 22, 2, tzinfo=UTC)


@pytest.mark.parametrize(
    ("wanted", "zone", "code"),
    [
        ("2026-11-20T10:00", JAKARTA, "past"),
        ("2026-11-21T07:20:00Z", JAKARTA, "past"),
        ("2028-01-01T00:00", JAKARTA, "too_far"),
        ("2027-02-30T10:00", JAKARTA, "bad_time"),
        ("tomorrow", JAKARTA, "bad_time"),
        ("9999-12-31T23:59-12:00", JAKARTA, "bad_time"),
        ("2027-03-28T01:30", LONDON, "bad_time"),
    ],
)
def test_a_time_that_cannot_be_gone_to_is_refused(wanted: str, zone: ZoneInfo, code: str) -> None:
    with pytest.raises(ClockRefused) as refusal:
        instant_for(wanted, NOW, zone)
    assert refusal.value.code == code


def test_the_minute_one_is_in_is_no_step_back() -> None:
    assert instant_for("2026-11-21T14:29", NOW + timedelta(seconds=40), JAKARTA) == NOW
