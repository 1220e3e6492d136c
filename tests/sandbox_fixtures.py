"""A world with a bot in it, and the Bot API server that serves it."""

from collections.abc import AsyncIterator

import pytest

from bot.sandbox.server import BotApiServer
from bot.sandbox.world import World


@pytest.fixture
def world() -> World:
    """Telegram in memory, with one bot and nobody else."""
    world = World()
    world.add_bot()
    return world


@pytest.fixture
async def api_server(world: World) -> AsyncIterator[BotApiServer]:
    """The server of `world`, listening on a free port of this machine."""
    server = BotApiServer(world)
    await server.start()
    yield server
    await server.stop()
