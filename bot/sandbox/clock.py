"""The business clock as the chat page moves it: what it asks of the application, and where its buttons lead."""

import asyncio
from datetime import UTC, datetime, time, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

MORNING = time(7, 30)
MONDAY = 0
# What rounding to minutes, and two machines' clocks, may differ by: no step back, but no step either.
SAME_MOMENT = timedelta(minutes=1)
FURTHEST = timedelta(days=366)


class SandboxClock(Protocol):
    """The sandbox's business clock; the application implements it."""

    @property
    def zone(self) -> ZoneInfo:
        """The organisation's zone."""
        ...

    def now(self) -> datetime:
        """The business time, aware, in UTC."""
        ...

    async def move_to(self, instant: datetime) -> None:
        """Moves the business time on to `instant` and runs the jobs that fall due on the way."""
        ...

    async def start_anew(self) -> None:
        """Empties the sandbox's database, loads the sample again and puts the time back to where that begins."""
        ...


class ClockRefused(Exception):
    """The clock cannot be moved so; `code` is `past`, `too_far`, `bad_time` or `busy`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def next_morning(now: datetime, zone: ZoneInfo) -> datetime:
    """07:30 of the next local day, in UTC."""
    return _morning_after(now, zone, days=1)


def next_monday(now: datetime, zone: ZoneInfo) -> datetime:
    """07:30 of the next Monday after the local day of `now`, in UTC."""
    days = (MONDAY - now.astimezone(zone).weekday()) % 7 or 7
    return _morning_after(now, zone, days=days)


def instant_for(wanted: str, now: datetime, zone: ZoneInfo) -> datetime:
    """The instant (UTC) meant by `next_morning`, `next_monday`, an ISO instant, or an ISO local time without zone.

    Raises ClockRefused for a time that lies back, over a year ahead, or does not exist.
    """
    if wanted == "next_morning":
        return next_morning(now, zone)
    if wanted == "next_monday":
        return next_monday(now, zone)
    instant = _read(wanted, zone)
    if instant < now - SAME_MOMENT:
        raise ClockRefused("past")
    if instant > now + FURTHEST:
        raise ClockRefused("too_far")
    return instant


def _read(wanted: str, zone: ZoneInfo) -> datetime:
    try:
        read = datetime.fromisoformat(wanted)
        instant = (read if read.tzinfo else read.replace(tzinfo=zone)).astimezone(UTC)
    except (ValueError, OverflowError):
        raise ClockRefused("bad_time") from None
    if read.tzinfo is None and instant.astimezone(zone).replace(tzinfo=None) != read:
        # An hour that a change to summer time leaves out.
        raise ClockRefused("bad_time")
    return instant


def _morning_after(now: datetime, zone: ZoneInfo, days: int) -> datetime:
    day = now.astimezone(zone).date() + timedelta(days=days)
    return datetime.combine(day, MORNING, tzinfo=zone).astimezone(UTC)


class MovingClock:
    """The clock with the one move that is under way; a second one is refused meanwhile."""

    def __init__(self, clock: SandboxClock) -> None:
        self._clock = clock
        self._lock = asyncio.Lock()
        self.moving_to: datetime | None = None

    @property
    def zone(self) -> ZoneInfo:
        return self._clock.zone

    @property
    def is_busy(self) -> bool:
        """Whether a move or a new start is under way."""
        return self._lock.locked()

    def now(self) -> datetime:
        """The business time, in UTC."""
        return self._clock.now()

    async def move(self, wanted: str) -> None:
        """Moves on to what `instant_for` understands. Raises ClockRefused."""
        if self.is_busy:
            raise ClockRefused("busy")
        now = self._clock.now()
        instant = instant_for(wanted, now, self.zone)
        if instant <= now:
            return
        async with self._lock:
            self.moving_to = instant
            try:
                await self._clock.move_to(instant)
            finally:
                self.moving_to = None

    async def start_anew(self) -> None:
        """Starts anew. Raises ClockRefused while the clock moves."""
        if self.is_busy:
            raise ClockRefused("busy")
        async with self._lock:
            await self._clock.start_anew()
