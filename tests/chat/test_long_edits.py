"""What is said in place of a message may be too long for one."""

from collections.abc import AsyncIterator

import pytest

from bot.chat.keyboards import Key, keyboard
from bot.chat.roster_buttons import ShowColumns
from bot.chat.router import Room
from bot.chat.talk import Talk
from bot.domain.words import Role
from bot.sandbox.server import BotApiServer
from bot.sandbox.world import World
from tests.chat.harness import BotUnderTest, bot_under_test

room = Room()
LINES = [f"<b>{n}</b> &amp; {'x' * 90}" for n in range(100)]


@room.command("news", says="")
async def tell_much(talk: Talk, _text: str) -> None:
    """Says something short, and much more in its place."""
    message = await talk.answer("…")
    await talk.edit(message.message_id, "\n".join(LINES), keyboard([[Key("Back", ShowColumns(1))]]))


@pytest.fixture
async def rawat(world: World, api_server: BotApiServer, database_url: str) -> AsyncIterator[BotUnderTest]:
    async with bot_under_test(world, api_server, database_url, rooms=[room]) as bot:
        yield bot


async def test_what_is_too_long_goes_on_in_further_messages_with_the_keys_under_the_last(rawat: BotUnderTest) -> None:
    maya = await rawat.colleague("Maya", Role.MANAGER)
    await maya.say("/news")

    said = maya.heard[-3:]
    assert "\n".join(said).split("\n") == [f"{n} & {'x' * 90}" for n in range(100)]
    assert [one["text"] for one in maya.last.buttons] == ["Back"]
