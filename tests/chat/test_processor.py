"""Updates done by the processor: in order within a chat, side by side over chats, again after a failure."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import pytest
from telegram import Bot, Update
from telegram.error import RetryAfter

from bot.chat.dispatch import Unanswered
from bot.chat.processor import Processor
from bot.domain.updates import MOST_FAILURES, ClaimedUpdate, NewUpdate
from bot.storage.engine import make_engine
from bot.storage.unit_of_work import SqlStorage
from bot.storage.updates import SqlUpdateInbox

Handle = Callable[[Update, bool], Awaitable[None]]


@pytest.fixture
async def inbox(database_url: str) -> AsyncIterator[SqlUpdateInbox]:
    engine = make_engine(database_url)
    yield SqlUpdateInbox(SqlStorage(engine))
    await engine.dispose()


def typed(id: int, chat: int, text: str = "halo") -> NewUpdate:
    sender = {"id": chat, "is_bot": False, "first_name": "Rina"}
    place = {"id": chat, "type": "private", "first_name": "Rina"}
    message = {"message_id": id, "date": 1_790_000_000, "chat": place, "from": sender, "text": text}
    return NewUpdate(id, chat, {"update_id": id, "message": message})


class Told:
    """What was told of, and what was begun."""

    def __init__(self) -> None:
        self.hopeless: list[int] = []

    async def __call__(self, claimed: ClaimedUpdate) -> None:
        self.hopeless.append(claimed.update_id)


@asynccontextmanager
async def working(
    inbox: SqlUpdateInbox, handle: Handle, told: Told | None = None, at_once: int = 8
) -> AsyncIterator[None]:
    processor = Processor(inbox, Bot("1:a"), handle, told or Told(), asyncio.Event(), at_once=at_once, tick=0.02)
    task = asyncio.create_task(processor.run())
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def until_done(inbox: SqlUpdateInbox) -> None:
    async with asyncio.timeout(20):
        while await inbox.count_waiting():  # noqa: ASYNC110 - rows tell nobody
            await asyncio.sleep(0.02)


async def test_order_holds_in_each_chat_while_chats_go_side_by_side(inbox: SqlUpdateInbox) -> None:
    begun: list[tuple[int, int]] = []
    both = asyncio.Barrier(2)

    async def handle(update: Update, _again: bool) -> None:
        assert update.effective_chat is not None
        begun.append((update.effective_chat.id, update.update_id))
        await both.wait()

    await inbox.keep([typed(id, chat=id % 2 + 1) for id in range(1, 21)])
    async with working(inbox, handle):
        await until_done(inbox)
    assert [id for chat, id in begun if chat == 1] == list(range(2, 21, 2))
    assert [id for chat, id in begun if chat == 2] == list(range(1, 21, 2))


async def test_unanswered_update_is_done_again_before_the_next_in_its_chat(inbox: SqlUpdateInbox) -> None:
    begun: list[tuple[int, bool]] = []

    async def handle(update: Update, again: bool) -> None:
        begun.append((update.update_id, again))
        if update.update_id == 1 and not again:
            raise Unanswered from RetryAfter(0)

    await inbox.keep([typed(1, 1), typed(2, 1)])
    async with working(inbox, handle):
        await until_done(inbox)
    assert begun == [(1, False), (1, True), (2, False)]


async def test_update_that_never_ends_well_is_set_aside_and_told(inbox: SqlUpdateInbox) -> None:
    begun: list[int] = []
    told = Told()

    async def handle(update: Update, _again: bool) -> None:
        begun.append(update.update_id)
        if update.update_id == 1:
            raise ZeroDivisionError from RetryAfter(0)

    await inbox.keep([typed(1, 1), typed(2, 1)])
    async with working(inbox, handle, told):
        await until_done(inbox)
    assert begun == [1] * MOST_FAILURES + [2]
    assert told.hopeless == [1]


async def test_update_that_cannot_be_read_holds_nobody_up(inbox: SqlUpdateInbox) -> None:
    told = Told()
    begun: list[int] = []

    async def handle(update: Update, _again: bool) -> None:
        begun.append(update.update_id)

    await inbox.keep([NewUpdate(1, 1, {"update_id": 1, "message": {"text": "?"}}), typed(2, 1)])
    async with working(inbox, handle, told):
        await until_done(inbox)
    assert (told.hopeless, begun) == ([1], [2])


async def test_two_processors_do_each_update_once(inbox: SqlUpdateInbox) -> None:
    begun: list[int] = []

    async def handle(update: Update, _again: bool) -> None:
        begun.append(update.update_id)
        await asyncio.sleep(0)

    await inbox.keep([typed(id, chat=id % 7 + 1) for id in range(1, 101)])
    async with working(inbox, handle), working(SqlUpdateInbox(inbox.storage), handle):
        await until_done(inbox)
    assert sorted(begun) == list(range(1, 101))


async def test_stopping_lets_what_is_under_way_come_to_its_end(inbox: SqlUpdateInbox) -> None:
    begun, may_end = asyncio.Event(), asyncio.Event()

    async def handle(_update: Update, _again: bool) -> None:
        begun.set()
        await may_end.wait()

    await inbox.keep([typed(1, 1)])
    processor = Processor(inbox, Bot("1:a"), handle, Told(), asyncio.Event(), tick=0.02)
    task = asyncio.create_task(processor.run())
    await begun.wait()
    task.cancel()
    await asyncio.sleep(0.01)
    may_end.set()
    await asyncio.gather(task, return_exceptions=True)
    assert await inbox.count_waiting() == 0
