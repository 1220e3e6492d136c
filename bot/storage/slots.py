"""Turns to send, as rows: over all replicas together no limit of Telegram's is passed (Bots FAQ, "limits").

The bot has thirty slots; a send holds one from before it begins until a second after its answer came. Whenever
Telegram takes a message in between, no sliding second sees more than thirty. A chat's row works the same way, with a
second for a person and three for a group (20 a minute).
"""

import time
from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, case, delete, func, select, update
from sqlalchemy.dialects.postgresql import insert as pg_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.delivery import Turn, Wait
from bot.storage.engine import machine_now
from bot.storage.machine_time import later
from bot.storage.machinery import SendSlotRow as Row
from bot.storage.unit_of_work import SqlStorage

A_SECOND = 30
"""Messages of a bot in a second."""
QUICK = 0.02
"""A send that takes no longer than this, in seconds, needs no second write: it is allowed for beforehand."""
HEADROOM = 3
"""Slots that notices leave free while people are being answered, who do not wait for a turn."""
TALK_LASTS = timedelta(seconds=5)
MOST_ROWS = 400
"""Rows in one statement: databases bound the number of values."""
KEEP_CHATS_FOR = timedelta(hours=1)

_BOT = [f"bot:{number:02}" for number in range(A_SECOND)]
_TALK = "talk"


class SqlSendSlots:
    """Rows of send slots; machine time."""

    def __init__(self, storage: SqlStorage) -> None:
        self.storage = storage
        self._made = False
        self._talk, self._look_again = False, 0.0

    async def take(self, chat_id: int) -> Turn | Wait:
        """A turn for a message to this chat, if one is free."""
        await self._make()
        async with self.storage.connect(writes=True, lasting=False) as connection:
            if not await _take_chat(connection, chat_id):
                chat = select(Row.next_at).where(Row.scope == _chat(chat_id))
                return Wait(await _until(connection, chat), everybody=False)
            slot = await _take_slot(connection, HEADROOM if await self._talking(connection) else 0)
            if slot is None:
                # Without a commit the chat's turn is not taken either.
                first = select(func.min(Row.next_at, type_=Row.next_at.type)).where(_of_bot())
                return Wait(max(0.005, await _until(connection, first)), everybody=True)
            await connection.commit()
        return Turn(chat_id, slot)

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
        self._talk, self._look_again = True, time.monotonic() + 0.5
        async with self.storage.connect(writes=True, lasting=False) as connection:
            made = pg_insert if connection.dialect.name == "postgresql" else sqlite_insert
            spans = {_chat(chat): timedelta(seconds=_gap(chat)) for chat in sorted(answers)} | {_TALK: TALK_LASTS}
            for part in _parts(list(spans.items())):
                put = made(Row).values([{"scope": scope, "next_at": later(connection, span)} for scope, span in part])
                await connection.execute(
                    put.on_conflict_do_update(
                        index_elements=["scope"], set_={"next_at": _later_of(put.excluded.next_at)}
                    )
                )
            soonest = (
                select(Row.scope).where(_of_bot()).order_by(Row.next_at).limit(min(A_SECOND, sum(answers.values())))
            )
            until = later(connection, timedelta(seconds=1))
            await connection.execute(update(Row).where(Row.scope.in_(soonest)).values(next_at=_later_of(until)))
            await connection.commit()

    async def halt(self, seconds: float) -> None:
        """Lets nothing out for so long: Telegram asked for it."""
        await self._make()
        async with self.storage.connect(writes=True, lasting=False) as connection:
            until = later(connection, timedelta(seconds=seconds))
            await connection.execute(update(Row).where(_of_bot()).values(next_at=_later_of(until)))
            await connection.commit()

    async def free_chats(self) -> None:
        """Gives every chat its turn at once: for the sandbox, whose clock moves hours on between two messages."""
        async with self.storage.connect(writes=True, lasting=False) as connection:
            await connection.execute(delete(Row).where(Row.scope.like("chat:%")))
            await connection.commit()

    async def tidy(self) -> int:
        """Forgets chats in which nothing was sent lately."""
        async with self.storage.connect(writes=True, lasting=False) as connection:
            old = Row.next_at < later(connection, -KEEP_CHATS_FOR)
            gone = await connection.execute(delete(Row).where(Row.scope.like("chat:%"), old))
            await connection.commit()
        return gone.rowcount

    async def _talking(self, connection: AsyncConnection) -> bool:
        """Whether people are being answered, here or on another replica; looked for twice a second."""
        if time.monotonic() >= self._look_again:
            self._talk = await _until(connection, select(Row.next_at).where(Row.scope == _TALK)) > 0
            self._look_again = time.monotonic() + 0.5
        return self._talk

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


async def _until(connection: AsyncConnection, instant: Select[datetime]) -> float:
    """Seconds of machine time until the instant that a query gives; 0 when it is past, or there is none."""
    found = (await connection.execute(select(instant.scalar_subquery(), machine_now(connection)))).one()
    at: datetime | None = found[0]
    now: datetime = found[1]
    return 0.0 if at is None else max(0.0, (at - now).total_seconds())


def _parts(rows: list[tuple[str, timedelta]]) -> list[list[tuple[str, timedelta]]]:
    return [rows[start : start + MOST_ROWS] for start in range(0, len(rows), MOST_ROWS)]


def _of_bot() -> ColumnElement[bool]:
    return Row.scope.in_(_BOT)


def _later_of(until: ColumnElement[datetime]) -> ColumnElement[datetime]:
    return case((Row.next_at > until, Row.next_at), else_=until)


def _chat(chat_id: int) -> str:
    return f"chat:{chat_id}"


def _gap(chat_id: int) -> float:
    # Groups have negative ids.
    return 1.0 if chat_id > 0 else 3.0
