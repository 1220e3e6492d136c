"""The bot under test, for every test of the chat."""

from collections.abc import AsyncIterator

import pytest

from bot.sandbox.server import BotApiServer
from bot.sandbox.world import World
from tests.chat.harness import BotUnderTest, bot_under_test


@pytest.fixture
async def rawat(world: World, api_server: BotApiServer, sqlite_url: str) -> AsyncIterator[BotUnderTest]:
    """The bot over a SQLite database of this test's own."""
    async with bot_under_test(world, api_server, sqlite_url) as under_test:
        yield under_test
