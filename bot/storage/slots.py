"""Turns to send, as rows: over all replicas together no limit of Telegram's is passed (Bots FAQ, "limits").

The bot has thirty slots; a send holds one from before it begins until a second after its answer came. Whenever
Telegram takes a message in between, no sliding second sees more than thirty. A chat's row works the same way, with a
second for a person and three for a group (20 a minute).

Answers to people need no turn, and are counted afterwards, unless notices go out in a *rush*: then each takes one, and
notices leave some free for them.
"""

import time
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Interval, Select, bindparam, case, cast, delete, func, or_, select, update
from sqlalchemy.dialects.postgresql import insert as pg_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.delivery import Turn, Wait
from bot.storage.columns import UtcInstant
from bot.storage.engine import machine_now, system_now
from bot.storage.machine_time import later
from bot.storage.machinery import SendSlotRow as Row
from bot.storage.unit_of_work import SqlStorage

A_SECOND = 30
"""Messages of a bot in a second."""
QUICK = 0.02
"""A send that takes no longer than this, in seconds, needs no second write: it is allowed for beforehand."""
HEADROOM = 3
"""Slots that notices leave free while people are being answered without a turn, or may have been."""
FOR_THE_NEXT = 1
"""Slots that they leave free in a rush while people are being answered, who go first."""
TALK_LASTS = timedelta(seconds=5)
RUSH_AT = 10
"""So many slots taken make it a rush: from then on answers take turns."""
RUSH_LASTS = timedelta(seconds=2)
BEGINS = 1.0
"""Seconds from a rush's beginning in which answers that looked just before it are allowed for."""
LOOK_EVERY = 0.25
"""Seconds for which what is known of talk and rush is believed."""
STRAINED = 10
"""Slots that notices leave free for a while after Telegram found it too much."""
STRAIN_LASTS = timedelta(minutes=1)
KEEP_CHATS_FOR = timedelta(hours=1)

_BOT = [f"bot:{number:02}" for number in range(A_SECOND)]
_TALK, _RUSH, _STRAIN = "talk", "rush", "strain"


class SqlSendSlots:
    """Rows of send slots; machine time."""

    def __init__(self, storage: SqlStorage, monotonic: Callable[[], float] = time.monotonic) -> None:
        self.storage = storage
        self._monotonic = monotonic
        self._made = False
        self._until: dict[str, float] = {}
        """Until when each of the marks holds, by this process's own clock."""
        self._look_again = 0.0
        self._look_for_rush, self._unlooked = 0.0, 0
        self._rush_since = 0.0

    async def take(self, chat_id: int) -> Turn | Wait:
        """A turn for a notice to this chat, if one is free."""
        await self._make()
        async with self.storage.connect(writes=True, lasting=False) as connection:
            await self._look(connection)
            return await self._taken(connection, chat_id, self._left_free(), notice=True)

    async def answer(self, chat_id: int) -> Turn | Wait | None:
        """A turn for an answer to a person, before all notices; None where it needs none."""
        if self._monotonic() >= self._look_again:
            await self._make()
            async with self.storage.connect(writes=False) as connection:
                await self._look(connection)
        if not self._holds(_RUSH):
            return None
        async with self.storage.connect(writes=True, lasting=False) as connection:
            if not self._holds(_TALK, TALK_LASTS.total_seconds() / 2):
                await self._mark(connection, _TALK, TALK_LASTS)
                await connection.commit()
            return await self._taken(connection, chat_id, 0)

    async def landed(self, turn: Turn, took: float) -> None:
        """Says that a send is over, so many seconds after its turn was asked for: its place is free a second later."""
        if took <= QUICK:
            return
        async with self.storage.connect(writes=True, lasting=False) as connection:
            for scope, gap in ((_chat(turn.chat_id), _gap(turn.chat_id)), (turn.slot, 1.0)):
                until = later(connection, timedelta(seconds=gap))
                await connection.execute(update(Row).where(Row.scope == scope).values(next_at=_later_of(until)))
            await connection.commit()

    async def account(self, answers: Mapping[int, int]) -> None:
        """Counts answers to people, by chat, that went out without a turn: notices make room for them."""
        if not answers:
            return
        await self._make()
        async with self.storage.connect(writes=True, lasting=False) as connection:
            await self._mark(connection, _TALK, TALK_LASTS)
            spans = {_chat(chat): timedelta(seconds=_gap(chat)) for chat in sorted(answers)}
            await _hold(connection, spans)
            soonest = select(Row.scope).where(_of_bot()).order_by(Row.next_at)
            soonest = soonest.limit(min(A_SECOND, sum(answers.values()))).with_for_update(skip_locked=True)
            until = later(connection, timedelta(seconds=1))
            await connection.execute(update(Row).where(Row.scope.in_(soonest)).values(next_at=_later_of(until)))
            await connection.commit()

    async def slow_down(self, chat_id: int, seconds: float) -> bool:
        """Telegram refused a message in this chat, and asked to wait so long; whether nothing at all goes out now.

        It does not say whose limit that was. A group has its own. A second person refused while the first still has
        to wait shows that it was the bot's.
        """
        await self._make()
        span = timedelta(seconds=seconds)
        refused = Row.scope.like("refused:%")
        async with self.storage.connect(writes=True, lasting=False) as connection:
            others = select(Row.scope).where(
                refused, Row.scope != _refused(chat_id), Row.next_at > machine_now(connection)
            )
            whole = chat_id > 0 and (await connection.execute(others.limit(1))).first() is not None
            await _hold(connection, {_chat(chat_id): span} | ({_refused(chat_id): span} if chat_id > 0 else {}))
            await self._mark(connection, _STRAIN, span + STRAIN_LASTS)
            if whole:
                until = later(connection, span)
                everything = select(Row.scope).where(_of_bot()).order_by(Row.scope).with_for_update()
                await connection.execute(update(Row).where(Row.scope.in_(everything)).values(next_at=_later_of(until)))
                # Answers wait as well: what is sent all the same only prolongs it.
                await self._mark(connection, _RUSH, span + RUSH_LASTS)
            await connection.commit()
        return whole

    async def free_chats(self) -> None:
        """Gives every chat its turn at once: for the sandbox, whose clock moves hours on between two messages."""
        async with self.storage.connect(writes=True, lasting=False) as connection:
            await connection.execute(delete(Row).where(_of_chats()))
            await connection.commit()

    async def tidy(self) -> int:
        """Forgets chats in which nothing was sent lately."""
        async with self.storage.connect(writes=True, lasting=False) as connection:
            old = Row.next_at < later(connection, -KEEP_CHATS_FOR)
            gone = await connection.execute(delete(Row).where(_of_chats(), old))
            await connection.commit()
        return gone.rowcount

    async def _taken(
        self, connection: AsyncConnection, chat_id: int, leave_free: int, *, notice: bool = False
    ) -> Turn | Wait:
        if not await _take_chat(connection, chat_id):
            chat = select(Row.next_at).where(Row.scope == _chat(chat_id))
            return Wait(await _until(connection, chat), everybody=False)
        slot = await _take_slot(connection, leave_free)
        if slot is None:
            # Without a commit the chat's turn is not taken either.
            first = select(func.min(Row.next_at, type_=Row.next_at.type)).where(_of_bot())
            return Wait(max(0.005, await _until(connection, first)), everybody=True)
        if notice:
            await self._note_rush(connection)
        await connection.commit()
        return Turn(chat_id, slot)

    def _left_free(self) -> int:
        """Slots that notices leave to answers: these are made now, or may have been without a turn just now."""
        if self._holds(_STRAIN):
            return STRAINED
        rushing, talking = self._holds(_RUSH), self._holds(_TALK)
        if rushing and self._monotonic() >= self._rush_since + BEGINS:
            return FOR_THE_NEXT if talking else 0
        return HEADROOM if rushing or talking else 0

    async def _note_rush(self, connection: AsyncConnection) -> None:
        """Lets everybody know that notices go out in numbers; looked for every few turns, and a few times a second."""
        now, self._unlooked = self._monotonic(), self._unlooked + 1
        if self._holds(_RUSH, RUSH_LASTS.total_seconds() / 2):
            return
        if self._unlooked < RUSH_AT // 3 and now < self._look_for_rush:
            return
        self._look_for_rush, self._unlooked = now + LOOK_EVERY, 0
        taken = select(func.count()).select_from(Row).where(_of_bot(), Row.next_at > machine_now(connection))
        if int((await connection.execute(taken)).scalar_one()) >= RUSH_AT:
            await self._mark(connection, _RUSH, RUSH_LASTS)

    async def _mark(self, connection: AsyncConnection, mark: str, span: timedelta) -> None:
        await _hold(connection, {mark: span})
        self._believe(mark, span.total_seconds())

    async def _look(self, connection: AsyncConnection) -> None:
        """Looks what other replicas know, when what is known here is old."""
        if self._monotonic() < self._look_again:
            return
        self._look_again = self._monotonic() + LOOK_EVERY
        marks = select(Row.scope, Row.next_at, machine_now(connection)).where(Row.scope.in_((_TALK, _RUSH, _STRAIN)))
        for mark, until, now in (await connection.execute(marks)).all():
            self._believe(mark, (until - now).total_seconds())

    def _believe(self, mark: str, seconds: float) -> None:
        if mark == _RUSH and seconds > 0 and not self._holds(_RUSH):
            self._rush_since = self._monotonic()
        self._until[mark] = max(self._until.get(mark, 0.0), self._monotonic() + seconds)

    def _holds(self, mark: str, more_than: float = 0.0) -> bool:
        return self._until.get(mark, 0.0) > self._monotonic() + more_than

    async def _make(self) -> None:
        if self._made:
            return
        async with self.storage.connect(writes=True, lasting=False) as connection:
            made = pg_insert if connection.dialect.name == "postgresql" else sqlite_insert
            now = later(connection, timedelta())
            rows = made(Row).values([{"scope": scope, "next_at": now} for scope in _BOT])
            await connection.execute(rows.on_conflict_do_nothing(index_elements=["scope"]))
            await connection.commit()
        self._made = True


async def _take_chat(connection: AsyncConnection, chat_id: int) -> bool:
    made = pg_insert if connection.dialect.name == "postgresql" else sqlite_insert
    until = later(connection, timedelta(seconds=_gap(chat_id) + QUICK))
    put = made(Row).values(scope=_chat(chat_id), next_at=until)
    taken = put.on_conflict_do_update(
        index_elements=["scope"], set_={"next_at": until}, where=Row.next_at <= machine_now(connection)
    )
    return (await connection.execute(taken.returning(Row.scope))).first() is not None


async def _take_slot(connection: AsyncConnection, leave_free: int) -> str | None:
    free = select(Row.scope).where(_of_bot(), Row.next_at <= machine_now(connection)).order_by(Row.next_at)
    one = free.limit(1).offset(leave_free).with_for_update(skip_locked=True).scalar_subquery()
    until = later(connection, timedelta(seconds=1 + QUICK))
    taken = update(Row).where(Row.scope == one).values(next_at=until).returning(Row.scope)
    return (await connection.execute(taken)).scalar()


async def _hold(connection: AsyncConnection, spans: Mapping[str, timedelta]) -> None:
    """Lets each of these wait for so long at least."""
    on_server = connection.dialect.name == "postgresql"
    now = system_now()
    # The values come apart from the statement, so that it is compiled once, however many there are.
    rows = [{"scope": scope, "span": span if on_server else now + span} for scope, span in sorted(spans.items())]
    await connection.execute(_HOLD_ON_SERVER if on_server else _HOLD_HERE, rows)


def _holding(put: Any, until: ColumnElement[datetime]) -> Any:
    put = put.values(scope=bindparam("scope"), next_at=until)
    return put.on_conflict_do_update(index_elements=["scope"], set_={"next_at": _later_of(put.excluded.next_at)})


async def _until(connection: AsyncConnection, instant: Select[datetime]) -> float:
    """Seconds of machine time until the instant that a query gives; 0 when it is past, or there is none."""
    found = (await connection.execute(select(instant.scalar_subquery(), machine_now(connection)))).one()
    at: datetime | None = found[0]
    now: datetime = found[1]
    return 0.0 if at is None else max(0.0, (at - now).total_seconds())


def _of_bot() -> ColumnElement[bool]:
    return Row.scope.in_(_BOT)


def _of_chats() -> ColumnElement[bool]:
    return or_(Row.scope.like("chat:%"), Row.scope.like("refused:%"))


def _later_of(until: ColumnElement[datetime]) -> ColumnElement[datetime]:
    return case((Row.next_at > until, Row.next_at), else_=until)


def _chat(chat_id: int) -> str:
    return f"chat:{chat_id}"


def _refused(chat_id: int) -> str:
    return f"refused:{chat_id}"


def _gap(chat_id: int) -> float:
    # Groups have negative ids.
    return 1.0 if chat_id > 0 else 3.0


_HOLD_HERE = _holding(sqlite_insert(Row), bindparam("span", type_=UtcInstant()))
_HOLD_ON_SERVER = _holding(
    pg_insert(Row), cast(func.clock_timestamp() + cast(bindparam("span"), Interval), UtcInstant())
)
