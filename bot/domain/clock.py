"""The business clock: what is due. The machine clock is the database's own affair."""

from datetime import UTC, date, datetime
from typing import Protocol
from zoneinfo import ZoneInfo


class Clock(Protocol):
    """Tells the business instant, aware and in UTC. ``--as-of`` and the sandbox move it."""

    def now(self) -> datetime:
        """The present instant."""
        ...


class SystemClock:
    """The world's own time."""

    def now(self) -> datetime:
        """The present instant, in UTC."""
        return datetime.now(UTC)  # noqa: TID251 - the one place that asks


class FixedClock:
    """A clock that stands still until it is moved: for ``--as-of``, the sandbox and tests."""

    def __init__(self, instant: datetime) -> None:
        self.instant = instant

    def now(self) -> datetime:
        """The instant it was set to."""
        return self.instant


def local_day(instant: datetime, zone: ZoneInfo) -> date:
    """The calendar day in *zone* at *instant*."""
    return instant.astimezone(zone).date()
