"""Updates reach one poller, or one webhook, in order and until they are taken."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import web

from bot.sandbox.accounts import User
from bot.sandbox.server import BotApiServer
from bot.sandbox.world import World
from tests.sandbox.conftest import Raw

SECRET = "X-Telegram-Bot-Api-Secret-Token"


async def ids(raw: Raw, **params: Any) -> list[int]:
    return [update["update_id"] for update in (await raw("getUpdates", **params))["result"]]


async def test_updates_stay_until_they_are_confirmed(raw: Raw, world: World, sari: User) -> None:
    for number in range(4):
        world.say(sari, f"pesan {number}")
    first = world.bot.queue.next_id - 5
    assert await ids(raw) == [first, first + 1, first + 2, first + 3, first + 4]
    assert await ids(raw, offset=first + 2, limit=2) == [first + 2, first + 3]
    assert await ids(raw, offset=-1) == [first + 4]
    assert await ids(raw) == [first + 4]
    assert await ids(raw, offset=first + 5) == []


async def test_only_wanted_kinds_are_queued(raw: Raw, world: World, sari: User) -> None:
    await raw("getUpdates", allowed_updates=["callback_query"])
    world.say(sari, "tidak")
    assert len(world.bot.queue) == 1
    await raw("getUpdates", allowed_updates=[])
    world.say(sari, "ya")
    assert len(world.bot.queue) == 2
    refusal = await raw.refusal("getUpdates", allowed_updates=[1])
    assert refusal == "Bad Request: can't parse allowed updates: expected an Array of String"


async def test_a_second_poller_ends_the_first_with_a_conflict(raw: Raw, world: World) -> None:
    first = asyncio.create_task(raw("getUpdates", timeout=20))
    await world.until(lambda: world.bot.queue.is_awaited)
    second = asyncio.create_task(raw("getUpdates", timeout=20))
    body = await first
    assert (body["ok"], body["error_code"]) == (False, 409)
    assert body["description"] == (
        "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
    )
    world.start_bot(world.add_user("Sari"))
    assert len((await second)["result"]) == 1


async def test_a_poller_that_hangs_up_leaves_the_place_free(raw: Raw, world: World) -> None:
    first = asyncio.create_task(raw("getUpdates", timeout=20))
    await world.until(lambda: world.bot.queue.is_awaited)
    first.cancel()
    await world.until(lambda: not world.bot.queue.is_awaited)
    world.start_bot(world.add_user("Sari"))
    assert len(await ids(raw, timeout=20)) == 1
    assert not world.refused


async def test_a_stopping_server_ends_polls_at_once(raw: Raw, world: World, api_server: BotApiServer) -> None:
    polling = asyncio.create_task(raw("getUpdates", timeout=50))
    await world.until(lambda: world.bot.queue.is_awaited)
    await api_server.stop()
    assert (await polling)["result"] == []


async def test_ids_go_on_where_they_are_told_to() -> None:
    world = World(first_update_id=10, first_message_id=70)
    bot = world.add_bot()
    message = world.start_bot(world.add_user("Sari"))
    assert (message.id, bot.queue.first()[0]["update_id"]) == (70, 10)
    earlier, later = World(epoch=1_790_000_000), World(epoch=1_790_000_001)
    assert later.add_bot().queue.next_id > earlier.add_bot().queue.next_id


class Hook:
    """A webhook that answers as it is told, and keeps what it took."""

    def __init__(self) -> None:
        self.url = ""
        self.statuses: list[int] = []
        self.came: list[tuple[int, str | None]] = []
        self.secrets: set[str | None] = set()

    async def take(self, request: web.Request) -> web.Response:
        message = (await request.json()).get("message", {})
        status = self.statuses.pop(0) if self.statuses else 200
        self.came.append((status, message.get("text")))
        self.secrets.add(request.headers.get(SECRET))
        return web.Response(status=status)


@pytest.fixture
async def hook() -> AsyncIterator[Hook]:
    hook = Hook()
    app = web.Application()
    app.router.add_post("/hook", hook.take)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    hook.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield hook
    await runner.cleanup()


async def test_a_webhook_gets_everything_in_order_until_it_takes_it(
    raw: Raw, world: World, sari: User, hook: Hook
) -> None:
    hook.statuses = [500, 404]
    assert (await raw("setWebhook", url=hook.url, secret_token="geheim_1"))["ok"]
    world.say(sari, "satu")
    world.say(sari, "dua")
    await world.until(lambda: len(hook.came) == 5)
    assert hook.came == [(500, "/start"), (404, "/start"), (200, "/start"), (200, "satu"), (200, "dua")]
    assert hook.secrets == {"geheim_1"}
    state = (await raw("getWebhookInfo"))["result"]
    assert state["url"] == hook.url
    assert state["last_error_message"] == "Wrong response from the webhook: 404 Not Found"
    await world.until(lambda: len(world.bot.queue) == 0)


async def test_a_webhook_and_a_poll_exclude_each_other(raw: Raw, world: World, hook: Hook) -> None:
    polling = asyncio.create_task(raw("getUpdates", timeout=20))
    await world.until(lambda: world.bot.queue.is_awaited)
    await raw("setWebhook", url=hook.url)
    assert (await polling)["description"] == "Conflict: terminated by setWebhook request"
    assert await raw.refusal("getUpdates") == (
        "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
    )
    await raw("deleteWebhook", drop_pending_updates=True)
    assert (await raw("getWebhookInfo"))["result"]["url"] == ""
    assert await ids(raw) == []


@pytest.mark.parametrize(
    ("params", "description"),
    [
        ({"url": "ftp://127.0.0.1/x"}, "bad webhook: An HTTPS URL must be provided for webhook"),
        ({"url": "http://127.0.0.1/x", "secret_token": "a b"}, "secret token contains unallowed characters"),
        ({"url": "http://127.0.0.1/x", "max_connections": 0}, "max_connections must be 1 to 100"),
        ({}, "url is empty"),
    ],
)
async def test_wrong_webhooks_are_refused(raw: Raw, params: dict[str, Any], description: str) -> None:
    assert await raw.refusal("setWebhook", **params) == f"Bad Request: {description}"


async def test_a_webhook_is_never_called_on_another_machine(raw: Raw, world: World) -> None:
    assert "the sandbox calls this machine alone" in await raw.refusal("setWebhook", url="https://example.org/hook")
    assert world.bot.webhook is None
