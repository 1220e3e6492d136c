"""The business clock as the chat page moves it: what it asks of the application, and where its buttons lead."""

import asyncio
from collections.abc import Callable, Coroutine
from datetime import UTC, datetime, time, timedelta
from typing import Any, Protocol
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
    """The clock with the one move that is under way; a second one is refused meanwhile.

    `tell` is called at each step, and `steps` counts them.
    """

    def __init__(self, clock: SandboxClock, tell: Callable[[], object]) -> None:
        self._clock = clock
        self._tell = tell
        self._work: asyncio.Future[None] | None = None
        self.moving_to: datetime | None = None
        self.steps = 0

    @property
    def zone(self) -> ZoneInfo:
        return self._clock.zone

    @property
    def is_busy(self) -> bool:
        """Whether a move or a new start is under way."""
        return self._work is not None and not self._work.done()

    def now(self) -> datetime:
        """The business time, in UTC."""
        return self._clock.now()

    async def move(self, wanted: str) -> None:
        """Moves on to what `instant_for` understands. Raises ClockRefused."""
        self.check_free()
        now = self._clock.now()
        instant = instant_for(wanted, now, self.zone)
        if instant > now:
            self.moving_to = instant
            self._step()
            await self._to_the_end(self._clock.move_to(instant))

    async def start_anew(self) -> None:
        """Starts anew. Raises ClockRefused while the clock moves."""
        self.check_free()
        await self._to_the_end(self._clock.start_anew())

    def check_free(self) -> None:
        """Raises ClockRefused while something is under way."""
        if self.is_busy:
            raise ClockRefused("busy")

    async def _to_the_end(self, work: Coroutine[Any, Any, None]) -> None:
        """Does it to the end, even if whoever asked (a page that was closed) waits no more."""
        self._work = asyncio.ensure_future(work)
        self._work.add_done_callback(lambda _: self._arrived())
        await asyncio.shield(self._work)

    def _arrived(self) -> None:
        self.moving_to = None
        self._step()

    def _step(self) -> None:
        self.steps += 1
        self._tell()
