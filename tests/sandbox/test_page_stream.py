"""The chat page's stream of changes."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import pytest

from bot.sandbox.page import chat_page
from bot.sandbox.server import BotApiServer
from bot.sandbox.world import World
from tests.sandbox.page_parts import AGUS, FROM_PAGE, PERSONAS, RINA, FakeClock, Json, Stream, bot_says, settle


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
async def client(world: World, clock: FakeClock) -> AsyncIterator[aiohttp.ClientSession]:
    settle(world)
    server = BotApiServer(world, [chat_page(PERSONAS, clock)])
    await server.start()
    async with aiohttp.ClientSession(server.url, headers=FROM_PAGE) as session:
        yield session
    await server.stop()


@asynccontextmanager
async def listening(client: aiohttp.ClientSession, cursor: str = "", **headers: str) -> AsyncIterator[Stream]:
    if not cursor:
        async with client.get("/page/state") as response:
            cursor = (await response.json())["cursor"]
    async with client.get("/page/events", params={"after": cursor}, headers=headers) as response:
        assert response.content_type == "text/event-stream"
        yield Stream(response)


def about(message_id: int) -> Any:
    def holds(change: Json) -> bool:
        return bool(change["message"]["message_id"] == message_id)

    return holds


async def test_new_edited_and_deleted_messages_of_every_persona_are_told(
    world: World, client: aiohttp.ClientSession
) -> None:
    async with listening(client) as stream:
        told = bot_says(world, AGUS, "Good morning, Agus.")
        change = await stream.until("message")
        assert (change["chat"], change["message"]["text"]) == (AGUS.id, "Good morning, Agus.")
        own = world.say(RINA.id, "ngopi").id
        await stream.until("message", about(own))
        world.edit(RINA.id, own, "ngopi sore")
        change = await stream.until("message", about(own))
        assert change["message"]["text"] == "ngopi sore"
        assert "edit_date" in change["message"]
        world.remove_message(world.private_chat(AGUS.id), told)
        change = await stream.until("present", lambda c: c["chat"] == AGUS.id and told not in c["message_ids"])
        assert change["message_ids"] == []


async def test_the_answer_to_a_press_is_told(world: World, client: aiohttp.ClientSession) -> None:
    card = bot_says(world, RINA, "Simpan?", [{"text": "Simpan", "callback_data": "save"}])
    async with listening(client) as stream:
        query = world.press(RINA.id, card, data="save")
        query.answered, query.text, query.show_alert = True, "Tersimpan.", True
        query.revision = world.feed.bump()
        change = await stream.until("answer")
    expected = {"chat": RINA.id, "message_id": card, "data": "save", "text": "Tersimpan.", "show_alert": True}
    assert change == {"kind": "answer", "url": None, **expected}


async def test_what_the_bot_is_doing_new_commands_and_blocking_are_told(
    world: World, client: aiohttp.ClientSession
) -> None:
    async with listening(client) as stream:
        chat = world.private_chat(RINA.id)
        chat.action = ("typing", world.monotonic() + 5)
        world.touch(chat)
        assert (await stream.until("action"))["action"] == "typing"
        world.bot.commands[("default",), ""] = [{"command": "mitra", "description": "Daftar mitra"}]
        world.block(RINA.id)
        await stream.until("ground", lambda c: bool(c["chat"] == RINA.id and c["blocked"]))
        await stream.until("commands", lambda c: bool(c["commands"]))


async def test_a_stream_goes_on_where_it_broke_off(world: World, client: aiohttp.ClientSession) -> None:
    async with listening(client) as stream:
        bot_says(world, RINA, "satu")
        await stream.until("message")
        seen = stream.last_id
    bot_says(world, RINA, "dua")
    async with listening(client, "0-0", **{"Last-Event-ID": seen}) as stream:
        assert (await stream.until("message"))["message"]["text"] == "dua"


@pytest.mark.parametrize("cursor", ["1-1", "x", "-", "1790000000-99999999", "1790000000-"])
async def test_a_cursor_of_another_start_makes_the_page_load_anew(client: aiohttp.ClientSession, cursor: str) -> None:
    async with listening(client, cursor) as stream:
        assert await stream.next() == {"kind": "reload"}


async def test_the_clock_is_told_while_it_moves_and_when_it_has_arrived(
    world: World, client: aiohttp.ClientSession, clock: FakeClock
) -> None:
    clock.on_arrival = lambda: bot_says(world, RINA, "Selamat pagi, Rina.")
    async with listening(client) as stream:
        async with client.post("/page/clock", json={"to": "next_morning"}) as response:
            assert response.status == 200
        assert (await stream.until("message"))["message"]["text"] == "Selamat pagi, Rina."
        change = await stream.until("clock", lambda c: c["clock"]["moving"] is None)
        assert change["clock"]["now"] == "2026-11-22T00:30:00+00:00"
