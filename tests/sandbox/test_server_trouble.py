"""Limits refuse too much, faults strike on demand, and foreign pages get nothing."""

import asyncio

import aiohttp
import pytest
from aiohttp import web

from bot.sandbox.accounts import User
from bot.sandbox.faults import Kind
from bot.sandbox.limits import Limits
from bot.sandbox.server import WORLD, BotApiServer
from bot.sandbox.world import Impossible, World
from tests.sandbox.conftest import Raw


class FakeClock:
    def __init__(self) -> None:
        self.at = 100.0

    def __call__(self) -> float:
        return self.at


def limits_at(clock: FakeClock) -> Limits:
    limits = Limits(clock)
    limits.enabled = True
    return limits


def test_a_chat_takes_one_message_in_any_sliding_second() -> None:
    clock = FakeClock()
    limits = limits_at(clock)
    assert limits.retry_after(1, "sendMessage", 7) == 0
    clock.at += 0.75
    assert limits.retry_after(1, "sendMessage", 7) == 1
    assert limits.retry_after(1, "sendMessage", 8) == 0
    clock.at += 0.25
    assert limits.retry_after(1, "sendMessage", 7) == 0
    assert limits.retry_after(1, "editMessageText", 7) == 0


def test_a_bot_sends_thirty_in_any_sliding_second() -> None:
    clock = FakeClock()
    limits = limits_at(clock)
    for chat in range(1, 31):
        clock.at += 1 / 64
        assert limits.retry_after(1, "sendMessage", chat) == 0
    assert limits.retry_after(1, "sendMessage", 99) == 1
    assert limits.retry_after(2, "sendMessage", 99) == 0
    clock.at += 1 - 29 / 64
    assert limits.retry_after(1, "sendMessage", 99) == 0
    assert limits.retry_after(1, "sendMessage", 98) == 1


def test_a_group_takes_twenty_in_any_sliding_minute() -> None:
    clock = FakeClock()
    limits = limits_at(clock)
    for _ in range(20):
        clock.at += 1
        assert limits.retry_after(1, "sendMessage", -7) == 0
    clock.at += 1
    assert limits.retry_after(1, "sendMessage", -7) == 40


def test_a_burst_is_made_up_for() -> None:
    clock = FakeClock()
    limits = limits_at(clock)
    limits.chat_burst = 3
    assert [limits.retry_after(1, "sendMessage", 7) for _ in range(4)] == [0, 0, 0, 3]


async def test_too_much_is_refused_with_the_time_to_wait(raw: Raw, world: World, sari: User) -> None:
    world.limits.enabled = True
    assert (await raw("sendMessage", chat_id=sari.id, text="a"))["ok"]
    assert await raw("sendMessage", chat_id=sari.id, text="b") == {
        "ok": False,
        "error_code": 429,
        "description": "Too Many Requests: retry after 1",
        "parameters": {"retry_after": 1},
    }
    assert [message.text for message in world.bot_messages(sari)] == ["a"]


async def test_answers_of_a_failing_server(raw: Raw, world: World, sari: User) -> None:
    message = {"chat_id": sari.id, "text": "a"}
    world.faults.add("sendMessage", kind="error_500", times=1)
    assert (await raw("sendMessage", **message))["error_code"] == 500
    world.faults.add("sendMessage", kind="too_many", times=1, retry_after=7)
    assert (await raw("sendMessage", **message))["parameters"] == {"retry_after": 7}
    world.faults.add(kind="error_502_html", times=1)
    async with raw.session.post(f"{raw.root}/bot{raw.token}/sendMessage", json=message) as answer:
        assert (answer.status, answer.content_type) == (502, "text/html")
    assert world.bot_messages(sari) == []
    assert (await raw("sendMessage", **message))["ok"]
    assert not world.refused
    assert [call.code for call in world.ledger.of("sendMessage")] == [500, 429, 502, 200]


@pytest.mark.parametrize(("kind", "said"), [("cut", 0), ("lost_answer", 1)])
async def test_a_dropped_connection_before_or_after_the_deed(
    raw: Raw, world: World, sari: User, kind: Kind, said: int
) -> None:
    world.faults.add("sendMessage", kind=kind, times=1)
    with pytest.raises(aiohttp.ClientError):
        await raw("sendMessage", chat_id=sari.id, text="a")
    assert len(world.bot_messages(sari)) == said


async def test_a_call_that_is_never_answered(raw: Raw, world: World, sari: User) -> None:
    fault = world.faults.add("sendMessage", kind="timeout")
    with pytest.raises(TimeoutError):
        await raw.send("sendMessage", json={"chat_id": sari.id, "text": "a"}, timeout=aiohttp.ClientTimeout(total=0.1))
    assert fault.struck == 1
    assert world.bot_messages(sari) == []


async def test_slow_answers_and_a_delay_for_all(raw: Raw, world: World) -> None:
    world.faults.delay = 0.05
    world.faults.add("getMe", kind="slow", times=1, seconds=0.1)
    began = world.monotonic()
    await raw("getMe")
    assert world.monotonic() - began >= 0.15
    world.faults.clear()
    assert world.faults.delay == 0


def test_a_rate_strikes_the_same_calls_for_the_same_seed() -> None:
    def strikes(seed: int) -> list[bool]:
        world = World()
        world.faults.add(kind="cut", rate=0.2, seed=seed)
        return [world.faults.pick("sendMessage") is not None for _ in range(500)]

    assert strikes(1) == strikes(1) != strikes(2)
    assert 60 < sum(strikes(1)) < 140


def test_a_fault_without_a_method_leaves_polling_alone() -> None:
    world = World()
    world.faults.add(kind="cut")
    assert world.faults.pick("getUpdates") is None
    world.faults.add("getUpdates", kind="cut")
    assert world.faults.pick("getUpdates") is not None


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "rawat.example"},
        {"Host": "127.0.0.1.rawat.example:80"},
        {"Host": "user@localhost"},
        {"Origin": "https://rawat.example"},
        {"Origin": "http://127.0.0.1:1"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors"},
    ],
)
async def test_foreign_pages_are_refused(
    raw: Raw, world: World, api_server: BotApiServer, headers: dict[str, str]
) -> None:
    async with raw.session.get(f"{raw.root}/bot{raw.token}/getMe", headers=headers) as answer:
        assert answer.status == 403
    assert not world.calls


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost", "LOCALHOST:80", "[::1]", "[::1]:8088"])
async def test_this_machines_names_are_welcome(raw: Raw, name: str) -> None:
    for headers in ({"Host": name}, {"Host": name, "Origin": f"http://{name}"}):
        async with raw.session.get(f"{raw.root}/bot{raw.token}/getMe", headers=headers) as answer:
            assert answer.status == 200


async def test_pages_stand_beside_the_methods_behind_the_same_guard(world: World) -> None:
    routes = web.RouteTableDef()

    @routes.get("/page")
    async def show_page(request: web.Request) -> web.Response:
        return web.Response(text=request.app[WORLD].bot.name)

    def add_more(app: web.Application, given: World) -> None:
        async def show_more(request: web.Request) -> web.Response:
            return web.Response(text=given.bot.username)

        app.router.add_get("/more", show_more)

    server = BotApiServer(world, pages=[routes, add_more])
    await server.start()
    async with aiohttp.ClientSession() as session:
        async with session.get(f"{server.url}/page") as answer:
            assert await answer.text() == "Rawat"
        async with session.get(f"{server.url}/more") as answer:
            assert await answer.text() == "rawat_bot"
        async with session.get(f"{server.url}/page", headers={"Host": "x.example"}) as answer:
            assert answer.status == 403
        async with session.get(f"{server.url}/file/bot{world.bot.token}/documents/../x") as answer:
            assert answer.status == 404
    await server.stop()


async def test_a_taken_port_is_said_at_once(api_server: BotApiServer) -> None:
    port = int(api_server.url.rpartition(":")[2])
    with pytest.raises(OSError, match="address already in use"):
        await BotApiServer(World()).start(port=port)


async def test_the_feed_wakes_whoever_watches(world: World) -> None:
    sari = world.add_user("Sari")
    before = world.revision
    watching = asyncio.create_task(world.feed.changed(before, 5.0))
    await asyncio.sleep(0)
    message = world.start_bot(sari)
    assert await watching == world.revision > before
    assert message.revision == world.revision
    assert await world.feed.changed(world.revision, 0.01) == world.revision


async def test_a_wait_in_vain_tells_what_was_said(world: World) -> None:
    world.say(world.add_user("Sari"), "halo")
    with pytest.raises(TimeoutError, match="Sari: halo"):
        await world.until(lambda: False, timeout=0.02)


def test_a_person_cannot_do_what_the_apps_do_not_allow(world: World) -> None:
    sari, budi = world.add_user("Sari"), world.add_user("Budi")
    group = world.add_group("Tim", sari)
    said = world.say(sari, "halo")
    for deed in (
        lambda: world.say(sari, "  "),
        lambda: world.say(budi, "halo", chat=group),
        lambda: world.say(budi, "halo", chat=world.chat(sari)),
        lambda: world.edit(budi, said, "x", chat=world.chat(sari)),
        lambda: world.press(sari, said.id),
        lambda: world.tap(sari, "Sudah"),
        lambda: world.add_bot_to(group, budi),
    ):
        with pytest.raises(Impossible):
            deed()
    world.block(sari)
    with pytest.raises(Impossible, match="blocked"):
        world.say(sari, "halo")


def test_a_long_text_is_cut_as_the_apps_do(world: World) -> None:
    sari = world.add_user("Sari")
    world.say(sari, "/log " + "😀" * 2500)
    sent = [message.text for message in world.messages(sari)]
    assert [len(text.encode("utf-16-le")) // 2 for text in sent] == [4095, 910]
    assert "".join(sent) == "/log " + "😀" * 2500
