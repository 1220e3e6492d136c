"""Delivering notices: claimed, sent with no transaction open, marked by the claim's token. At least once."""

import asyncio
import logging
import secrets
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.domain.delivery import (
    LEASE,
    Delivery,
    Messenger,
    Moved,
    NoticeOutbox,
    PremiseGone,
    RefusedForGood,
    SendSlots,
    Sent,
    TryLater,
    Turn,
)
from bot.domain.notices import Notice
from bot.domain.ports import Act, Organisation, Storage, UnitOfWork
from bot.domain.staff import Staff
from bot.domain.words import NoticeKind
from bot.usecases.failures import owe_failure
from bot.usecases.reachability import note_unreachable
from bot.usecases.team_groups import FollowGroup

log = logging.getLogger(__name__)

AT_ONCE = 4
"""Sends in flight: what a kill may repeat at most."""
AHEAD = 8
"""Notices claimed beyond those in flight, so that a free slot never waits for a claim."""
LONGEST_RUN = 60.0
"""Seconds after which a run claims no more: the next one goes on, and a run that hangs is told from a long one."""
HELD_FOR = LEASE.total_seconds() - 20
"""Seconds for which a claim surely holds until after a send, which takes 15 at most: later nobody begins one."""
LONGEST_TURN = 5.0
"""Seconds that a claimed notice waits for its turn before it is given back."""
SPACING = 1 / 31
"""Seconds between two sends: thirty at once, and then none for a second, would let an answer wait as long."""
FIRST_PAUSE = 1.0
LONGEST_PAUSE = 300.0
TOLD_AT = 8
"""Tried so often without success, a notice that still waits is told to the admins."""
GIVEN_UP_AT = 5
"""So many times that it could not even be rendered."""


@dataclass(frozen=True)
class DeliverNotices:
    """Sends what is owed and may go now, until nothing more may."""

    storage: Storage
    outbox: NoticeOutbox
    slots: SendSlots
    messenger: Messenger
    at_once: int = AT_ONCE
    spacing: float = SPACING
    monotonic: Callable[[], float] = time.monotonic
    organisation: Organisation | None = None
    total: Counter[str] = field(default_factory=Counter)
    _turns: asyncio.Lock = field(default_factory=asyncio.Lock, repr=False)
    _last: list[float] = field(default_factory=lambda: [0.0], repr=False)

    async def __call__(self, now: datetime) -> Counter[str]:
        """How many notices came to which end: ``sent``, ``refused``, ``dropped``, ``later``."""
        run = _Run(self, secrets.token_hex(8), now, self.monotonic())
        try:
            return await run.through()
        finally:
            self.total.update(run.ends)

    async def turn(self, chat_id: int) -> tuple[Turn, float] | float:
        """A turn for a chat and since when it is held, waited for in order; else the seconds after which to try again.

        It is held from before it was asked for: a commit can take its time, and the turn's own second has begun.
        """
        async with self._turns:
            waited = 0.0
            await self._keep_apart()
            while True:
                asked = self.monotonic()
                turn = await self.slots.take(chat_id)
                if isinstance(turn, Turn):
                    return turn, asked
                if not turn.everybody or waited + turn.seconds > LONGEST_TURN:
                    return turn.seconds
                waited += turn.seconds
                await asyncio.sleep(turn.seconds)

    async def _keep_apart(self) -> None:
        now, due = self.monotonic(), self._last[0] + self.spacing
        if due > now:
            await asyncio.sleep(due - now)
        # Reckoned from when it was due, so that small delays do not add up.
        self._last[0] = max(due, now - self.spacing)


@dataclass
class _Run:
    """One run of the delivery, under one token."""

    delivery: DeliverNotices
    token: str
    now: datetime
    began: float
    ends: Counter[str] = field(default_factory=Counter)
    ready: list[tuple[Notice, float]] = field(default_factory=list)
    running: set[asyncio.Task[None]] = field(default_factory=set)
    readers: dict[int, Staff] = field(default_factory=dict)

    async def through(self) -> Counter[str]:
        try:
            while await self._fill():
                done, self.running = await asyncio.wait(self.running, return_when=asyncio.FIRST_COMPLETED)
                for task in done:
                    task.result()
        finally:
            # A send under way comes to its end: what was sent is marked, also when the bot stops.
            await asyncio.gather(*self.running, return_exceptions=True)
        return self.ends

    async def _fill(self) -> bool:
        """Begins as many as may be in flight; whether any is."""
        room = self.delivery.at_once - len(self.running)
        if len(self.ready) < room and self.delivery.monotonic() < self.began + LONGEST_RUN:
            await self._claim(room + AHEAD - len(self.ready))
        for notice, since in self.ready[:room]:
            self.running.add(asyncio.create_task(self._one(notice, since)))
        del self.ready[:room]
        return bool(self.running)

    async def _claim(self, most: int) -> None:
        since = self.delivery.monotonic()
        claimed = await self.delivery.outbox.claim(most, self.token)
        readers = {notice.staff_id for notice in claimed if notice.staff_id is not None}
        if readers:
            async with self.delivery.storage.read() as uow:
                self.readers.update((staff.id, staff) for staff in await uow.staff.list_in(readers))
        self.ready += [(notice, since) for notice in claimed]

    async def _one(self, notice: Notice, claimed: float) -> None:
        outbox = self.delivery.outbox
        staff = self.readers.get(notice.staff_id or 0)
        chat_id = notice.chat_id or (staff.telegram_id if staff is not None and staff.present else None)
        if chat_id is None:
            await outbox.drop(notice.id, self.token, "nobody to tell")
            self.ends["dropped"] += 1
            return
        got = await self.delivery.turn(chat_id)
        if isinstance(got, float):
            await outbox.postpone(notice.id, self.token, timedelta(seconds=got), notice.failure)
            self.ends["later"] += 1
            return
        turn, since = got
        if self.delivery.monotonic() > claimed + HELD_FOR:
            # It took long to come here, or the process stood still: the claim is over, or nearly, and others send it.
            await outbox.postpone(notice.id, self.token, timedelta(), notice.failure)
            self.ends["later"] += 1
            return
        outcome = await self._send(notice, staff, chat_id)
        await self._landed(turn, self.delivery.monotonic() - since)
        await self._record(notice, staff, chat_id, outcome)

    async def _landed(self, turn: Turn, took: float) -> None:
        try:
            await self.delivery.slots.landed(turn, took)
        except Exception:
            # What was sent is to be marked, or it would be sent again.
            log.exception("a turn could not be ended")

    async def _send(self, notice: Notice, staff: Staff | None, chat_id: int) -> Delivery | None:
        """What became of it; None where it could not be rendered."""
        try:
            return await self.delivery.messenger.send(notice, staff, chat_id)
        except Exception:
            log.exception("a notice could not be rendered", extra={"notice": notice.id, "kind": notice.kind.value})
            return None

    async def _record(self, notice: Notice, staff: Staff | None, chat_id: int, outcome: Delivery | None) -> None:
        outbox = self.delivery.outbox
        match outcome:
            case Sent(message_id):
                self.ends["sent"] += 1
                await outbox.mark_sent(notice.id, self.token, message_id)
            case PremiseGone():
                self.ends["dropped"] += 1
                await outbox.drop(notice.id, self.token, "the premise is gone")
            case Moved(moved_to):
                self.ends["later"] += 1
                await FollowGroup(self.delivery.storage)(chat_id, moved_to)
                await outbox.redirect(notice.id, self.token, moved_to)
            case RefusedForGood(why):
                if why.unreachable and chat_id < 0:
                    await FollowGroup(self.delivery.storage)(chat_id, None)
                await self._refused(notice, staff, why.value, unreachable=why.unreachable)
            case TryLater(after):
                if after is not None:
                    await self.delivery.slots.slow_down(chat_id, after)
                await self._later(notice, after)
            case None:
                await self._unrendered(notice, staff)

    async def _refused(self, notice: Notice, staff: Staff | None, why: str, *, unreachable: bool) -> None:
        """Ends it, its consequence first: a kill in between leaves the notice, and the next try comes here again."""
        self.ends["refused"] += 1
        log.warning("a notice was refused", extra={"notice": notice.id, "kind": notice.kind.value, "why": why})
        async with self.delivery.storage.write() as uow:
            if not unreachable:
                await self._tell(uow, notice)
                await uow.commit()
            elif staff is not None and await note_unreachable(uow, staff, self.now, self.delivery.organisation):
                await uow.commit(Act("reachability", self.now))
        await self.delivery.outbox.refuse(notice.id, self.token, why)

    async def _later(self, notice: Notice, after: float | None) -> None:
        self.ends["later"] += 1
        if notice.attempts == TOLD_AT:
            async with self.delivery.storage.write() as uow:
                await self._tell(uow, notice)
                await uow.commit()
        wait = min(LONGEST_PAUSE, FIRST_PAUSE * 2.0 ** min(notice.attempts - 1, 12)) if after is None else after
        await self.delivery.outbox.postpone(notice.id, self.token, timedelta(seconds=wait), "not taken")

    async def _unrendered(self, notice: Notice, staff: Staff | None) -> None:
        if notice.attempts >= GIVEN_UP_AT:
            await self._refused(notice, staff, "not rendered", unreachable=False)
        else:
            await self._later(notice, None)

    async def _tell(self, uow: UnitOfWork, notice: Notice) -> None:
        # A failure about a failure would go round in circles.
        if notice.kind is not NoticeKind.FAILURE:
            await owe_failure(uow, "notice", str(notice.id), self.now, kind=notice.kind.value)
