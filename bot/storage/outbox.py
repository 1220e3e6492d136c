"""Notices on their way out: claimed by a lease, and marked by the claim's token."""

from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, String, and_, case, cast, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.delivery import FIRST, LEASE
from bot.domain.notices import Notice
from bot.domain.words import NoticeKind, NoticeState
from bot.storage.engine import machine_now
from bot.storage.machine_time import later
from bot.storage.machinery import SendSlotRow
from bot.storage.notices import NoticeRow as Row
from bot.storage.notices import NoticeRows
from bot.storage.rows import Recorder
from bot.storage.staff import StaffRow
from bot.storage.unit_of_work import SqlStorage


class SqlNoticeOutbox:
    """The rows of notices that wait; machine time."""

    def __init__(self, storage: SqlStorage) -> None:
        self.storage = storage

    async def claim(self, most: int, token: str, lease: timedelta = LEASE) -> list[Notice]:
        """Claims the most urgent ones that may go now: at most one a chat, of chats whose turn it is."""
        async with self.storage.connect(writes=True, lasting=False) as connection:
            chosen = await _chosen(connection, most)
            if not chosen:
                return []
            row = Row
            claimed = (
                update(row)
                .where(row.id.in_(chosen))
                .values(claim_token=token, claimed_until=later(connection, lease), attempts=row.attempts + 1)
            )
            await connection.execute(claimed)
            found = await NoticeRows(connection, Recorder()).list_in(chosen)
            await connection.commit()
        order = {id: place for place, id in enumerate(chosen)}
        return sorted(found, key=lambda notice: order[notice.id])

    async def mark_sent(self, id: int, token: str, message_id: int) -> bool:
        """Says that it was sent; whether the claim still held."""
        async with self.storage.connect(writes=True, lasting=False) as connection:
            now = machine_now(connection)
            return await _end(connection, id, token, state=NoticeState.SENT, sent_at=now, message_id=message_id)

    async def postpone(self, id: int, token: str, wait: timedelta, failure: str | None = None) -> None:
        """Gives it back, not to be tried before the wait is over."""
        async with self.storage.connect(writes=True, lasting=False) as connection:
            await _end(connection, id, token, not_before=later(connection, wait), failure=failure)

    async def redirect(self, id: int, token: str, chat_id: int) -> None:
        """Gives it back for another chat."""
        async with self.storage.connect(writes=True) as connection:
            await _end(connection, id, token, chat_id=chat_id)

    async def drop(self, id: int, token: str, why: str) -> None:
        """Ends it unsent, because it does not hold any more."""
        async with self.storage.connect(writes=True) as connection:
            await _end(connection, id, token, state=NoticeState.DROPPED, failure=why)

    async def refuse(self, id: int, token: str, why: str) -> None:
        """Ends it unsent, because it will never be taken."""
        async with self.storage.connect(writes=True) as connection:
            await _end(connection, id, token, state=NoticeState.REFUSED, failure=why)

    async def count_waiting(self) -> int:
        """How many notices are neither sent nor ended."""
        async with self.storage.connect(writes=False) as connection:
            waiting = select(func.count()).select_from(Row).where(Row.state == NoticeState.WAITING)
            return int((await connection.execute(waiting)).scalar_one())


async def _end(connection: AsyncConnection, id: int, token: str, **values: Any) -> bool:
    held = update(Row).where(Row.id == id, Row.claim_token == token, Row.state == NoticeState.WAITING)
    ended = await connection.execute(held.values(claim_token=None, claimed_until=None, **values))
    await connection.commit()
    return ended.rowcount > 0


async def _chosen(connection: AsyncConnection, most: int) -> list[int]:
    ids = list((await connection.execute(_most_urgent(connection, most))).scalars())
    if connection.dialect.name != "postgresql" or not ids:
        return ids
    # Between the look and the lock another replica may have claimed one: the lock asks again.
    locked = select(Row.id).where(Row.id.in_(ids), *_may_go(connection)).with_for_update(skip_locked=True)
    still = set((await connection.execute(locked)).scalars())
    return [id for id in ids if id in still]


def _most_urgent(connection: AsyncConnection, most: int) -> Select[int]:
    """One a chat, the most urgent first, and the oldest of these; colleagues who cannot be reached too, to be ended."""
    urgent = case((Row.kind.in_(FIRST), 0), (Row.kind == NoticeKind.BRIEF, 1), else_=2)
    chat = func.coalesce(Row.chat_id, StaffRow.telegram_id, -Row.id)
    place = func.row_number().over(partition_by=chat, order_by=(urgent, Row.id)).label("place")
    turn = and_(SendSlotRow.scope == "chat:" + cast(chat, String), SendSlotRow.next_at > machine_now(connection))
    waiting = (
        select(Row.id, urgent.label("urgent"), place)
        .outerjoin(StaffRow, StaffRow.id == Row.staff_id)
        .outerjoin(SendSlotRow, turn)
        .where(*_may_go(connection), SendSlotRow.scope.is_(None))
        .subquery()
    )
    first = select(waiting.c.id).where(waiting.c.place == 1)
    return first.order_by(waiting.c.urgent, waiting.c.id).limit(most)


def _may_go(connection: AsyncConnection) -> tuple[ColumnElement[bool], ...]:
    now = machine_now(connection)
    return (
        Row.state == NoticeState.WAITING,
        or_(Row.not_before.is_(None), Row.not_before <= now),
        or_(Row.claimed_until.is_(None), Row.claimed_until <= now),
    )
