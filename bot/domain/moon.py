"""New moons, by the formula of Jean Meeus, "Astronomical Algorithms" (2nd edition), chapter 49: right to some minutes.

The small corrections by the planets, at most a minute together, are left out.
"""

from datetime import UTC, datetime, timedelta
from math import radians, sin

_MONTH = 29.530588861
_FIRST = datetime(2000, 1, 6, tzinfo=UTC)
_EPOCH = datetime(2000, 1, 1, 12, tzinfo=UTC)
_EPOCH_DAY = 2451545.0
_CLOCK = timedelta(seconds=70)
"""What the earth's clock is behind the formula's in this century, within half a minute."""


def new_moon_before(instant: datetime) -> datetime:
    """The last new moon not after an instant, in UTC."""
    number = round((instant - _FIRST) / timedelta(days=_MONTH)) + 1
    while (moment := _new_moon(number)) > instant:
        number -= 1
    return moment


def _new_moon(number: int) -> datetime:
    """The new moon of this number, counted from that of 6 January 2000."""
    k, century = number, number / 1236.85
    mean = 2451550.09766 + _MONTH * k + 0.00015437 * century**2
    shift = timedelta(days=mean + _true(k, century) - _EPOCH_DAY)
    return _EPOCH + shift - _CLOCK


def _true(k: int, century: float) -> float:
    """What the true new moon is later than the mean one, in days."""
    orbit = 1 - 0.002516 * century
    sun = radians(2.5534 + 29.10535670 * k)
    moon = radians(201.5643 + 385.81693528 * k + 0.0107582 * century**2)
    node = radians(160.7108 + 390.67050284 * k - 0.0016118 * century**2)
    ascending = radians(124.7746 - 1.56375588 * k)
    terms = (
        (-0.40720, moon),
        (0.17241 * orbit, sun),
        (0.01608, 2 * moon),
        (0.01039, 2 * node),
        (0.00739 * orbit, moon - sun),
        (-0.00514 * orbit, moon + sun),
        (0.00208 * orbit**2, 2 * sun),
        (-0.00111, moon - 2 * node),
        (-0.00057, moon + 2 * node),
        (0.00056 * orbit, 2 * moon + sun),
        (-0.00042, 3 * moon),
        (0.00042 * orbit, sun + 2 * node),
        (0.00038 * orbit, sun - 2 * node),
        (-0.00024 * orbit, 2 * moon - sun),
        (-0.00017, ascending),
    )
    return sum(size * sin(angle) for size, angle in terms)
