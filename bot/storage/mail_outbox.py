"""Mails on their way out: claimed by a lease, marked before their data is handed over."""

from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.mailing import LEASE, MailRecipient
from bot.domain.words import Channel, MailingState, MailState
from bot.storage.engine import machine_now
from bot.storage.machine_time import later
from bot.storage.mailings import MailingRow as Mailing
from bot.storage.mailings import MailRecipientRow as Row
from bot.storage.mailings import MailRecipientRows
from bot.storage.rows import Recorder
from bot.storage.unit_of_work import SqlStorage

_HELD = (MailState.PLANNED, MailState.SENDING)


class SqlMailOutbox:
    """The rows of mails that wait; machine time."""

    def __init__(self, storage: SqlStorage) -> None:
        self.storage = storage

    async def has_work(self) -> bool:
        """Whether any mailing is under way, or any test mail waits."""
        async with self.storage.connect(writes=False) as connection:
            now = machine_now(connection)
            under_way = exists().where(Mailing.state == MailingState.SENDING, _over(Mailing.not_before, now))
            test = exists().where(Row.test.is_(True), Row.state.in_(_HELD), _over(Row.not_before, now))
            # What was being handed over when a mailing was stopped has its end to be told as well.
            handing = exists().where(Row.state == MailState.SENDING, _over(Row.claimed_until, now))
            return bool((await connection.execute(select(or_(under_way, test, handing)))).scalar_one())

    async def note_uncertain(self) -> list[int]:
        """What was being handed over when its claim ran out is uncertain now; gives the mailings."""
        async with self.storage.connect(writes=True) as connection:
            now = machine_now(connection)
            stuck = update(Row).where(Row.state == MailState.SENDING, _over(Row.claimed_until, now))
            said = {"state": MailState.UNCERTAIN, "claim_token": None, "claimed_until": None, "ended_at": now}
            found = await connection.execute(stuck.values(**said).returning(Row.mailing_id))
            ids = sorted(set(found.scalars()))
            await connection.commit()
        return ids

    async def claim(self, token: str) -> MailRecipient | None:
        """The next mail that may go: tests first, then single ones, then the oldest."""
        async with self.storage.connect(writes=True, lasting=False) as connection:
            id = (await connection.execute(_next(connection))).scalar()
            if id is None:
                return None
            claimed = update(Row).where(Row.id == id).values(claim_token=token, claimed_until=later(connection, LEASE))
            await connection.execute(claimed)
            found = await MailRecipientRows(connection, Recorder()).find(id)
            await connection.commit()
        return found

    async def mark_handing(self, id: int, token: str) -> bool:
        """Says that its data is about to be handed over; outlives a power cut. Whether the claim still held."""
        async with self.storage.connect(writes=True) as connection:
            held = update(Row).where(Row.id == id, Row.claim_token == token, Row.state == MailState.PLANNED)
            held = held.where(Row.claimed_until > machine_now(connection))
            marked = held.values(state=MailState.SENDING, claimed_until=later(connection, LEASE))
            done = await connection.execute(marked)
            await connection.commit()
        return done.rowcount > 0

    async def postpone(self, id: int, token: str, wait: timedelta, reason: str) -> None:
        """Gives it back, not to be tried before the wait is over."""
        async with self.storage.connect(writes=True) as connection:
            said = {"not_before": later(connection, wait), "attempts": Row.attempts + 1, "reason": reason}
            await _give_back(connection, id, token, **said)

    async def release(self, id: int, token: str) -> None:
        """Gives it back untried."""
        async with self.storage.connect(writes=True, lasting=False) as connection:
            await _give_back(connection, id, token)

    async def pause(self, mailing_id: int, wait: timedelta) -> None:
        """Lets no mail of a mailing go before the wait is over."""
        async with self.storage.connect(writes=True) as connection:
            paused = update(Mailing).where(Mailing.id == mailing_id).values(not_before=later(connection, wait))
            await connection.execute(paused)
            await connection.commit()


async def _give_back(connection: AsyncConnection, id: int, token: str, **values: Any) -> None:
    held = update(Row).where(Row.id == id, Row.claim_token == token, Row.state.in_(_HELD))
    await connection.execute(held.values(state=MailState.PLANNED, claim_token=None, claimed_until=None, **values))
    await connection.commit()


def _next(connection: AsyncConnection) -> Select[Any]:
    now = machine_now(connection)
    may_go = or_(Row.test.is_(True), (Mailing.state == MailingState.SENDING) & _over(Mailing.not_before, now))
    waiting = (
        select(Row.id)
        .join(Mailing, Mailing.id == Row.mailing_id)
        .where(Row.state == MailState.PLANNED, Row.channel == Channel.EMAIL, may_go)
        .where(_over(Row.not_before, now), _over(Row.claimed_until, now))
        .order_by(Row.test.desc(), Mailing.single.desc(), Row.id)
        .limit(1)
    )
    return waiting.with_for_update(of=Row, skip_locked=True) if connection.dialect.name == "postgresql" else waiting


def _over(column: Any, now: ColumnElement[Any]) -> ColumnElement[bool]:
    return or_(column.is_(None), column <= now)
