"""The webhook, health and metrics over HTTP: kept before it is answered, for who knows the secret, without words."""

import asyncio
import io
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import aiohttp
import pytest
from pydantic import SecretStr

from bot.app import App
from bot.commands.listening import Listening
from bot.domain.clock import FixedClock
from bot.domain.errors import OperatorError
from bot.sandbox.server import BotApiServer
from bot.sandbox.world import World
from bot.settings import Settings
from bot.web.listener import LARGEST, Listener
from bot.web.webhook import SECRET_HEADER

MONDAY = datetime(2026, 11, 23, 8, 0, tzinfo=ZoneInfo("Asia/Jakarta"))
SECRET = "only-telegram-knows-this"


@asynccontextmanager
async def listening(world: World, server: BotApiServer, url: str, **settings: Any) -> AsyncIterator[Listening]:
    made = Settings(
        _env_file=None,
        database_url=SecretStr(url),
        bot_token=SecretStr(world.bot.token),
        telegram_api=server.url,
        **settings,
    )
    app = App.of(made, FixedClock(MONDAY))
    found = Listening(app, await app.connect())
    try:
        await found.start()
        yield found
    finally:
        await found.stop()
        await app.close()


@pytest.fixture
async def free_port() -> int:
    listener = Listener([])
    await listener.start("127.0.0.1", 0)
    await listener.stop()
    return listener.port


@pytest.fixture
async def webhook(
    world: World, api_server: BotApiServer, database_url: str, free_port: int
) -> AsyncIterator[Listening]:
    at = f"127.0.0.1:{free_port}"
    settings = {"webhook_url": f"http://{at}/hook", "webhook_secret": SecretStr(SECRET), "listen": at}
    async with listening(world, api_server, database_url, **settings) as found:
        yield found


async def post(where: Listening, body: bytes, secret: str | None = SECRET) -> int:
    headers = {} if secret is None else {SECRET_HEADER: secret}
    async with (
        aiohttp.ClientSession() as session,
        session.post(str(where.app.settings.webhook_url), data=io.BytesIO(body), headers=headers) as answer,
    ):
        return answer.status


async def test_update_is_kept_before_telegram_hears_that_it_was_taken(world: World, webhook: Listening) -> None:
    rina = world.add_user("Rina")
    world.start_bot(rina)
    await world.until(lambda: world.bot.queue.confirmed == 1)
    assert await webhook.line.inbox.count_waiting() == 1
    assert webhook.line.processor.kept.is_set()


async def test_update_that_cannot_be_kept_is_asked_for_again(world: World, webhook: Listening) -> None:
    async with webhook.app.storage.connect(writes=True) as connection:
        await connection.exec_driver_sql("alter table updates rename to elsewhere")
        await connection.commit()
    assert await post(webhook, b'{"update_id": 5, "message": {"chat": {"id": 3}}}') == 503


@pytest.mark.parametrize("secret", [None, "", "wrong", "tidak cocok é"])
async def test_who_does_not_know_the_secret_is_refused(webhook: Listening, secret: str | None) -> None:
    body = json.dumps({"update_id": 5, "message": {"chat": {"id": 3}, "text": "halo"}}).encode()
    assert await post(webhook, body, secret) == 403
    assert await webhook.line.inbox.count_waiting() == 0


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"{", 400),
        (b"[]", 400),
        (b'"update_id"', 400),
        (b'{"update_id": "5"}', 400),
        (b"\xff\xfe", 400),
        (b'{"update_id": 5}', 200),
        (b'{"update_id": 6, "message": {"chat": []}}', 200),
        (b"x" * (LARGEST + 1), 413),
    ],
)
async def test_odd_bodies_are_answered_and_break_nothing(webhook: Listening, body: bytes, status: int) -> None:
    assert await post(webhook, body) == status


async def test_webhook_without_a_secret_is_refused(world: World, api_server: BotApiServer, sqlite_url: str) -> None:
    with pytest.raises(OperatorError, match="RAWAT_WEBHOOK_SECRET"):
        async with listening(world, api_server, sqlite_url, webhook_url="http://127.0.0.1:9/"):
            pass


async def test_address_that_is_taken_is_named(
    world: World, api_server: BotApiServer, sqlite_url: str, free_port: int
) -> None:
    taken = Listener([])
    await taken.start("127.0.0.1", free_port)
    try:
        with pytest.raises(OperatorError, match=str(free_port)):
            async with listening(world, api_server, sqlite_url, metrics_listen=f"127.0.0.1:{free_port}"):
                pass
    finally:
        await taken.stop()


async def test_health_and_metrics_tell_how_it_goes_and_nobodys_words(
    world: World, api_server: BotApiServer, database_url: str, free_port: int
) -> None:
    at = f"127.0.0.1:{free_port}"
    async with listening(world, api_server, database_url, metrics_listen=at) as found, aiohttp.ClientSession() as web:
        await found.app.health.ended("tidy", MONDAY)
        found.line.deliver.total["sent"] = 3
        async with web.get(f"http://{at}/health") as answer:
            assert answer.status == 200
            told = await answer.json()
        assert (told["well"], told["ailing"], told["jobs"]["tidy"]["failure"]) == (True, [], None)
        async with web.get(f"http://{at}/metrics") as answer:
            text = await answer.text()
        assert 'rawat_notices_total{which="sent"} 3.0' in text
        assert "rawat_updates_waiting 0.0" in text
        await found.app.health.failed("tidy", "OSError")
        async with web.get(f"http://{at}/health") as answer:
            assert answer.status == 503


async def test_health_says_that_the_database_does_not_answer(
    world: World, api_server: BotApiServer, sqlite_url: str, free_port: int
) -> None:
    at = f"127.0.0.1:{free_port}"
    async with listening(world, api_server, sqlite_url, metrics_listen=at) as found:
        async with found.app.storage.connect(writes=True) as connection:
            await connection.exec_driver_sql("drop table job_health")
            await connection.commit()
        async with aiohttp.ClientSession() as web, web.get(f"http://{at}/health") as answer:
            assert answer.status == 503
            assert (await answer.json())["database"] == "does not answer"
        await asyncio.sleep(0)
