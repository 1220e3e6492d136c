"""Polling the sandbox's server through the real library: kept before confirmed, by one run alone."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest

from bot.chat.library import Telegram, connect
from bot.chat.poller import LEASE_NAME, Poller
from bot.domain.errors import OperatorError
from bot.sandbox.ground import DEFAULT_BOT
from bot.sandbox.server import BotApiServer
from bot.sandbox.world import World
from bot.storage.engine import make_engine
from bot.storage.leases import SqlLeases
from bot.storage.unit_of_work import SqlStorage
from bot.storage.updates import SqlUpdateInbox


@pytest.fixture
async def inbox(sqlite_url: str) -> AsyncIterator[SqlUpdateInbox]:
    engine = make_engine(sqlite_url)
    yield SqlUpdateInbox(SqlStorage(engine))
    await engine.dispose()


@pytest.fixture
async def telegram(api_server: BotApiServer) -> AsyncIterator[Telegram]:
    telegram = await connect(DEFAULT_BOT, api_server.url)
    yield telegram
    await telegram.close()


def a_poller(telegram: Telegram, inbox: SqlUpdateInbox, holder: str = "a") -> Poller:
    leases = SqlLeases(inbox.storage)
    lease = timedelta(seconds=0.3)
    return Poller(telegram.talking, telegram.polling, inbox, leases, holder, lease=lease, stand_by=0.02)


@asynccontextmanager
async def polling(poller: Poller) -> AsyncIterator[asyncio.Task[None]]:
    task = asyncio.create_task(poller.run())
    try:
        yield task
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def waiting(inbox: SqlUpdateInbox, count: int) -> None:
    async with asyncio.timeout(10):
        while await inbox.count_waiting() != count:  # noqa: ASYNC110 - rows tell nobody
            await asyncio.sleep(0.02)


async def test_what_was_said_is_kept_before_it_is_confirmed(
    world: World, telegram: Telegram, inbox: SqlUpdateInbox
) -> None:
    rina = world.add_user("Rina")
    world.start_bot(rina)
    async with polling(a_poller(telegram, inbox)):
        await waiting(inbox, 1)
        world.say(rina, "tadi nelpon Bu Ratna")
        await waiting(inbox, 2)
        await world.until(lambda: world.bot.queue.confirmed == 2)
    first, second = await both(inbox)
    assert (first["message"]["text"], second["message"]["text"]) == ("/start", "tadi nelpon Bu Ratna")


async def both(inbox: SqlUpdateInbox) -> list[dict[str, dict[str, str]]]:
    (first,) = await inbox.claim(1, "a", timedelta(minutes=1))
    (second,) = await inbox.claim(1, "a", timedelta(minutes=1), [first.update_id])
    return [dict(first.payload), dict(second.payload)]


async def test_nothing_is_confirmed_that_could_not_be_kept(
    world: World, telegram: Telegram, inbox: SqlUpdateInbox
) -> None:
    rina = world.add_user("Rina")
    world.start_bot(rina)
    async with inbox.storage.connect(writes=True) as connection:
        await connection.exec_driver_sql("alter table updates rename to elsewhere")
        await connection.commit()
    async with polling(a_poller(telegram, inbox)):
        await world.until(lambda: len(world.ledger.of("getUpdates")) >= 2)
        assert world.bot.queue.confirmed == 0
        async with inbox.storage.connect(writes=True) as connection:
            await connection.exec_driver_sql("alter table elsewhere rename to updates")
            await connection.commit()
        await waiting(inbox, 1)


async def test_second_run_stands_by_and_takes_over_when_the_first_falls_silent(
    world: World, telegram: Telegram, api_server: BotApiServer, inbox: SqlUpdateInbox
) -> None:
    leases = SqlLeases(inbox.storage)
    assert await leases.take(LEASE_NAME, "killed", timedelta(seconds=0.3))
    rina = world.add_user("Rina")
    world.start_bot(rina)
    async with polling(a_poller(telegram, inbox, "b")):
        assert not await leases.take(LEASE_NAME, "c", timedelta(seconds=0.1))
        await waiting(inbox, 1)


async def test_poller_that_lost_its_lease_stops_polling(
    world: World, telegram: Telegram, inbox: SqlUpdateInbox
) -> None:
    async with polling(a_poller(telegram, inbox)):
        await world.until(lambda: world.bot.queue.is_awaited)
        async with inbox.storage.connect(writes=True) as connection:
            await connection.exec_driver_sql("update leases set holder = 'b', until = '2999-01-01 00:00:00.000000'")
            await connection.commit()
        await world.until(lambda: not world.bot.queue.is_awaited)


async def test_webhook_is_left_before_polling(world: World, telegram: Telegram, inbox: SqlUpdateInbox) -> None:
    await telegram.talking.set_webhook("http://127.0.0.1:9/", secret_token="s")
    async with polling(a_poller(telegram, inbox)):
        await world.until(lambda: world.ledger.of("getUpdates") or world.bot.webhook is None)
        await world.until(lambda: world.bot.queue.is_awaited)
    assert world.bot.webhook is None
    assert not world.refused


@pytest.mark.parametrize("kind", ["error_500", "error_502_html", "cut"])
async def test_polling_goes_on_after_a_failure(
    world: World, telegram: Telegram, inbox: SqlUpdateInbox, kind: str, caplog: pytest.LogCaptureFixture
) -> None:
    world.faults.add("getUpdates", kind=kind, times=1)  # type: ignore[arg-type]
    rina = world.add_user("Rina")
    world.start_bot(rina)
    with caplog.at_level(logging.WARNING):
        async with polling(a_poller(telegram, inbox)):
            await waiting(inbox, 1)
    assert "Telegram could not be asked for updates" in caplog.text


async def test_another_poller_with_the_token_is_told(
    world: World, telegram: Telegram, inbox: SqlUpdateInbox, api_server: BotApiServer, caplog: pytest.LogCaptureFixture
) -> None:
    other = await connect(DEFAULT_BOT, api_server.url)
    with caplog.at_level(logging.WARNING):
        async with polling(a_poller(telegram, inbox)):
            await world.until(lambda: world.bot.queue.is_awaited)
            await other.talking.get_updates(timeout=0)
            await world.until(lambda: "Another program polls" in caplog.text)
    await other.close()


async def test_revoked_token_ends_polling_with_a_sentence(
    world: World, telegram: Telegram, inbox: SqlUpdateInbox
) -> None:
    async with polling(a_poller(telegram, inbox)) as task:
        await world.until(lambda: world.bot.queue.is_awaited)
        bot = world.bots.pop(DEFAULT_BOT)
        bot.queue.release()
        with pytest.raises(OperatorError, match="RAWAT_BOT_TOKEN"):
            await asyncio.wait_for(task, 10)
        world.bots[DEFAULT_BOT] = bot


@pytest.mark.parametrize("token", ["4200000001:nobody-gave-this-token-to-anybody", "nonsense"])
async def test_wrong_token_is_refused_with_the_remedy(api_server: BotApiServer, token: str) -> None:
    with pytest.raises(OperatorError, match="RAWAT_BOT_TOKEN"):
        await connect(token, api_server.url)


async def test_unreachable_telegram_is_named_with_the_remedy() -> None:
    with pytest.raises(OperatorError, match="RAWAT_TELEGRAM_API"):
        await connect(DEFAULT_BOT, "http://127.0.0.1:9")
