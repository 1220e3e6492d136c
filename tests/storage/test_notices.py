"""Notices on their way out: claimed once, by urgency, one a chat; marked by their claim's token alone."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.domain.notices import Notice
from bot.domain.staff import Staff
from bot.domain.words import NoticeKind, NoticeState, Role, StaffState
from bot.storage.engine import make_engine
from bot.storage.outbox import SqlNoticeOutbox
from bot.storage.slots import SqlSendSlots
from bot.storage.unit_of_work import SqlStorage

OVER = timedelta(seconds=-1)
MINUTE = timedelta(minutes=1)


@pytest.fixture
async def storage(database_url: str) -> AsyncIterator[SqlStorage]:
    engine = make_engine(database_url)
    yield SqlStorage(engine)
    await engine.dispose()


@pytest.fixture
def outbox(storage: SqlStorage) -> SqlNoticeOutbox:
    return SqlNoticeOutbox(storage)


async def owe(storage: SqlStorage, *notices: Notice) -> None:
    async with storage.write() as uow:
        for notice in notices:
            await uow.notices.owe(notice)
        await uow.commit()


def notice(key: str, chat_id: int = 1, kind: NoticeKind = NoticeKind.STRANGER) -> Notice:
    return Notice(kind, key, chat_id=chat_id)


async def keys(outbox: SqlNoticeOutbox, token: str = "a", lease: timedelta = MINUTE) -> list[str]:
    return [one.key for one in await outbox.claim(10, token, lease)]


async def test_notice_is_owed_once(storage: SqlStorage, outbox: SqlNoticeOutbox) -> None:
    await owe(storage, notice("a"), notice("a"))
    assert await outbox.count_waiting() == 1


async def test_most_urgent_is_claimed_first_and_one_of_each_chat(storage: SqlStorage, outbox: SqlNoticeOutbox) -> None:
    await owe(
        storage,
        notice("summary", 1, NoticeKind.SUMMARY),
        notice("brief", 1, NoticeKind.BRIEF),
        notice("other brief", 2, NoticeKind.BRIEF),
        notice("stranger", 3),
    )
    assert await keys(outbox) == ["stranger", "brief", "other brief"]


async def test_colleague_and_their_chat_are_one(storage: SqlStorage, outbox: SqlNoticeOutbox) -> None:
    async with storage.write() as uow:
        staff = await uow.staff.add(Staff("Rina", Role.STAFF, StaffState.ACTIVE, telegram_id=7))
        await uow.commit()
    await owe(storage, Notice(NoticeKind.BRIEF, "brief", staff_id=staff.id), notice("other", 7, NoticeKind.OUTAGE))
    assert await keys(outbox) == ["brief"]


async def test_chat_that_just_got_a_message_waits_its_turn(storage: SqlStorage, outbox: SqlNoticeOutbox) -> None:
    await owe(storage, notice("a", 1), notice("b", 2))
    await SqlSendSlots(storage).take(1)
    assert await keys(outbox) == ["b"]


async def test_claimed_notice_is_nobody_elses_until_its_claim_runs_out(
    storage: SqlStorage, outbox: SqlNoticeOutbox
) -> None:
    await owe(storage, notice("a"))
    (first,) = await outbox.claim(10, "killed", OVER)
    (second,) = await outbox.claim(10, "b")
    assert (first.attempts, second.attempts) == (1, 2)
    assert await keys(outbox, "c") == []
    assert not await outbox.mark_sent(first.id, "killed", 5)
    assert await outbox.mark_sent(second.id, "b", 6)
    async with storage.read() as uow:
        kept = await uow.notices.get(first.id)
    assert (kept.state, kept.message_id) == (NoticeState.SENT, 6)
    assert kept.sent_at is not None


async def test_postponed_notice_comes_after_its_wait_alone(storage: SqlStorage, outbox: SqlNoticeOutbox) -> None:
    await owe(storage, notice("a"))
    (one,) = await outbox.claim(1, "a")
    await outbox.postpone(one.id, "a", MINUTE, "slow")
    assert await keys(outbox) == []
    async with storage.read() as uow:
        assert (await uow.notices.get(one.id)).failure == "slow"


async def test_ended_notice_is_not_claimed_again(storage: SqlStorage, outbox: SqlNoticeOutbox) -> None:
    await owe(storage, notice("dropped", 1), notice("refused", 2), notice("moved", 3))
    dropped, refused, moved = await outbox.claim(3, "a")
    await outbox.drop(dropped.id, "a", "the premise is gone")
    await outbox.refuse(refused.id, "a", "blocked")
    await outbox.redirect(moved.id, "a", -1003)
    (again,) = await outbox.claim(3, "a")
    assert (again.key, again.chat_id) == ("moved", -1003)


async def test_replicas_that_claim_at_once_share_the_notices(storage: SqlStorage, outbox: SqlNoticeOutbox) -> None:
    await owe(storage, *(notice(str(number), number + 1) for number in range(60)))
    rounds = [await asyncio.gather(*(keys(outbox, str(one)) for one in range(4))) for _ in range(4)]
    claimed = [key for claims in rounds for part in claims for key in part]
    assert len(claimed) == len(set(claimed))
    assert len(claimed) + len(await keys(outbox)) <= 60
    assert len(claimed) >= 40
