"""The bot under test, for every test of the chat."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from bot.sandbox.server import BotApiServer
from bot.sandbox.world import World
from tests.chat.harness import BotUnderTest, bot_under_test
from tests.mail.server import MailBox, mail_server


@pytest.fixture
async def rawat(world: World, api_server: BotApiServer, sqlite_url: str) -> AsyncIterator[BotUnderTest]:
    """The bot over a SQLite database of this test's own."""
    async with bot_under_test(world, api_server, sqlite_url) as under_test:
        yield under_test


@pytest.fixture
async def box() -> AsyncIterator[MailBox]:
    """A mail server on this machine."""
    async with mail_server(MailBox()) as box:
        yield box


@pytest.fixture
async def mailing(world: World, api_server: BotApiServer, sqlite_url: str, box: MailBox) -> AsyncIterator[BotUnderTest]:
    """The bot with a mail server."""
    settings: dict[str, Any] = {"smtp_url": f"smtp://127.0.0.1:{box.port}", "email_from": "care@example.org"}
    async with bot_under_test(world, api_server, sqlite_url, **settings) as rawat:
        yield rawat
