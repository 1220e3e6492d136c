"""Answers in their turn: patient with what Telegram asks for, and given back where that takes long."""

import time
from collections.abc import AsyncIterator

import pytest
from telegram.error import RetryAfter

from bot.chat.library import Telegram, connect
from bot.chat.pacing import Pacing
from bot.domain.delivery import Turn
from bot.sandbox.ground import DEFAULT_BOT
from bot.sandbox.server import BotApiServer
from bot.sandbox.world import World
from bot.storage.engine import make_engine
from bot.storage.outbox import SqlNoticeOutbox
from bot.storage.slots import A_SECOND, STRAINED, SqlSendSlots
from bot.storage.unit_of_work import SqlStorage
from bot.usecases.delivery import DeliverNotices

RINA = 71


@pytest.fixture
async def slots(sqlite_url: str) -> AsyncIterator[SqlSendSlots]:
    engine = make_engine(sqlite_url)
    yield SqlSendSlots(SqlStorage(engine))
    await engine.dispose()


@pytest.fixture
async def telegram(world: World, api_server: BotApiServer, slots: SqlSendSlots) -> AsyncIterator[Telegram]:
    world.start_bot(world.add_user("Rina", user_id=RINA))
    telegram = await connect(DEFAULT_BOT, api_server.url, Pacing(SqlSendSlots(slots.storage)))
    yield telegram
    await telegram.close()


async def test_answer_waits_as_told_and_notices_hear_of_it(
    world: World, telegram: Telegram, slots: SqlSendSlots
) -> None:
    world.faults.add("sendMessage", kind="too_many", times=1, retry_after=1)
    await telegram.talking.send_message(RINA, "Halo")
    refused, taken = world.ledger.of("sendMessage")
    assert taken.at - refused.at >= 1.0
    began = time.monotonic()
    given = [turn for turn in [await slots.take(chat) for chat in range(100, 140)] if isinstance(turn, Turn)]
    assert len(given) <= (A_SECOND - STRAINED) * (1 + time.monotonic() - began)


async def test_answer_that_would_wait_long_is_given_back_with_the_wait(world: World, telegram: Telegram) -> None:
    world.faults.add("sendMessage", kind="too_many", times=1, retry_after=9)
    with pytest.raises(RetryAfter):
        await telegram.talking.send_message(RINA, "Halo")
    assert len(world.ledger.of("sendMessage")) == 1


async def test_first_answer_during_a_morning_of_notices_meets_no_429(
    world: World, telegram: Telegram, slots: SqlSendSlots
) -> None:
    world.limits.enabled = True
    notices = DeliverNotices(slots.storage, SqlNoticeOutbox(slots.storage), slots, telegram.delivering)  # type: ignore[arg-type]
    for chat in range(100, 100 + 2 * A_SECOND):
        world.start_bot(world.add_user("Rekan", user_id=chat))
        assert isinstance(await notices.turn(chat), tuple)
        await telegram.delivering.send_message(chat, "Selamat pagi")
    await telegram.talking.send_message(RINA, "Halo")
    assert [call.code for call in world.ledger.of("sendMessage")] == [200] * (2 * A_SECOND + 1)


async def test_nothing_is_sent_while_all_is_held_up(world: World, telegram: Telegram, slots: SqlSendSlots) -> None:
    await slots.slow_down(1, 60)
    await slots.slow_down(2, 60)
    with pytest.raises(RetryAfter):
        await telegram.talking.send_message(RINA, "Halo")
    assert not world.ledger.of("sendMessage")
