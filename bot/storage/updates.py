"""Incoming updates in the database: committed before the next poll, so that a kill loses nothing that anybody typed."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Index, String, Update, and_, delete, func, or_, select, update
from sqlalchemy.dialects.postgresql import insert as pg_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain.updates import UNANSWERED, ClaimedUpdate, NewUpdate
from bot.storage.columns import Base
from bot.storage.engine import machine_now
from bot.storage.machine_time import later
from bot.storage.unit_of_work import SqlStorage


class UpdateRow(Base):
    """One update from Telegram. ``payload`` is forgotten once it is done: it holds people's words."""

    __tablename__ = "updates"
    __table_args__ = (Index(None, "done_at", "chat_id", "update_id"),)
    update_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    chat_id: Mapped[int]
    payload: Mapped[dict[str, Any]]
    received_at: Mapped[datetime]
    claimed_until: Mapped[datetime | None]
    claim_token: Mapped[str | None] = mapped_column(String(40))
    attempts: Mapped[int]
    failures: Mapped[int]
    done_at: Mapped[datetime | None]
    failure: Mapped[str | None]


class SqlUpdateInbox:
    """The rows of incoming updates, for any number of replicas."""

    def __init__(self, storage: SqlStorage) -> None:
        self.storage = storage

    async def keep(self, updates: Sequence[NewUpdate]) -> int:
        """Keeps updates in one commit; those that are known stay as they are. Gives how many were new."""
        if not updates:
            return 0
        async with self.storage.connect(writes=True) as connection:
            made = pg_insert if connection.dialect.name == "postgresql" else sqlite_insert
            # The values come apart from the statement, so that it is compiled once, however many there are.
            fresh = made(UpdateRow).values(received_at=machine_now(connection), attempts=0, failures=0)
            statement = fresh.on_conflict_do_nothing(index_elements=["update_id"]).returning(UpdateRow.update_id)
            values = [
                {"update_id": one.update_id, "chat_id": one.chat_id, "payload": dict(one.payload)} for one in updates
            ]
            new = (await connection.execute(statement, values)).all()
            await connection.commit()
        return len(new)

    async def claim(self, most: int, token: str, lease: timedelta, finished: Iterable[int] = ()) -> list[ClaimedUpdate]:
        """Ends the *finished* ones of this token, and claims the oldest unfinished update of each free chat."""
        done = list(finished)
        if not done and most <= 0:
            return []
        async with self.storage.connect(writes=True, lasting=False) as connection:
            if done:
                await connection.execute(_finish(connection, done, token))
            claimed = await self._claim(connection, most, token, lease) if most > 0 else []
            if done or claimed:
                await connection.commit()
        return claimed

    async def extend(self, token: str, lease: timedelta) -> None:
        """Holds everything claimed under this token for so much longer."""
        async with self.storage.connect(writes=True, lasting=False) as connection:
            mine = update(UpdateRow).where(UpdateRow.done_at.is_(None), UpdateRow.claim_token == token)
            await connection.execute(mine.values(claimed_until=later(connection, lease)))
            await connection.commit()

    async def release(self, update_id: int, token: str, failure: str, retry_in: timedelta) -> None:
        """Gives an update back, to be done again after a while; its chat waits for it."""
        async with self.storage.connect(writes=True, lasting=False) as connection:
            given_back = {
                "claim_token": None,
                "claimed_until": later(connection, retry_in),
                "failure": failure,
                "failures": UpdateRow.failures + int(failure != UNANSWERED),
            }
            await connection.execute(_claimed([update_id], token).values(given_back))
            await connection.commit()

    async def set_aside(self, update_id: int, token: str, failure: str) -> None:
        """Ends an update that will not succeed; its payload stays for whoever looks into it, until it is tidied."""
        async with self.storage.connect(writes=True) as connection:
            ended = {"claim_token": None, "done_at": machine_now(connection), "failure": failure}
            await connection.execute(_claimed([update_id], token).values(ended))
            await connection.commit()

    async def count_waiting(self) -> int:
        """How many updates are not done."""
        async with self.storage.connect(writes=False) as connection:
            waiting = select(func.count()).select_from(UpdateRow).where(UpdateRow.done_at.is_(None))
            return int((await connection.execute(waiting)).scalar_one())

    async def tidy(self, keep_for: timedelta) -> int:
        """Forgets updates done longer ago than that. Until then their ids say that they were done."""
        async with self.storage.connect(writes=True) as connection:
            old = delete(UpdateRow).where(UpdateRow.done_at < later(connection, -keep_for))
            gone = await connection.execute(old)
            await connection.commit()
        return gone.rowcount

    async def _claim(self, connection: AsyncConnection, most: int, token: str, lease: timedelta) -> list[ClaimedUpdate]:
        heads = await _heads(connection, most)
        if not heads:
            return []
        row = UpdateRow
        statement = (
            update(row)
            .where(row.update_id.in_(heads))
            .values(claim_token=token, claimed_until=later(connection, lease), attempts=row.attempts + 1)
            .returning(row.update_id, row.chat_id, row.payload, row.attempts, row.failures, row.failure)
        )
        claimed = [ClaimedUpdate(*one) for one in (await connection.execute(statement)).all()]
        return sorted(claimed, key=lambda one: one.update_id)


async def _heads(connection: AsyncConnection, most: int) -> list[int]:
    """The oldest unfinished update of each chat in which none is under a live claim; locked on PostgreSQL."""
    row = UpdateRow
    now = machine_now(connection)
    held = func.max(row.claimed_until, type_=row.claimed_until.type)
    first = func.min(row.update_id)
    free = (
        select(first)
        .where(row.done_at.is_(None))
        .group_by(row.chat_id)
        .having(or_(held.is_(None), held <= now))
        .order_by(first)
        .limit(most)
    )
    if connection.dialect.name != "postgresql":
        return list((await connection.execute(free)).scalars())
    # Between the look and the lock another replica may have claimed or ended it: the lock asks again.
    still = and_(row.update_id.in_(free), row.done_at.is_(None), _unclaimed(now))
    return list(
        (await connection.execute(select(row.update_id).where(still).with_for_update(skip_locked=True))).scalars()
    )


def _unclaimed(now: ColumnElement[datetime]) -> ColumnElement[bool]:
    return or_(UpdateRow.claimed_until.is_(None), UpdateRow.claimed_until <= now)


def _claimed(ids: list[int], token: str) -> Update:
    row = UpdateRow
    return update(row).where(row.update_id.in_(ids), row.claim_token == token, row.done_at.is_(None))


def _finish(connection: AsyncConnection, ids: list[int], token: str) -> Update:
    ended: dict[str, Any] = {"claim_token": None, "done_at": machine_now(connection), "payload": {}, "failure": None}
    return _claimed(ids, token).values(ended)
