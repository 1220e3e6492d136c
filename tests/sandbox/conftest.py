"""The library's client and a bare one, both talking to the sandbox's server."""

from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
import telegram

from bot.sandbox.accounts import User
from bot.sandbox.server import BotApiServer
from bot.sandbox.world import World

Json = dict[str, Any]


@pytest.fixture
def sari(world: World) -> User:
    """Somebody who has pressed Start."""
    user = world.add_user("Sari", "Dewi", username="saridewi")
    world.start_bot(user)
    return user


@pytest.fixture
async def library(world: World, api_server: BotApiServer) -> AsyncIterator[telegram.Bot]:
    """The real library's bot, over HTTP."""
    root = api_server.url
    async with telegram.Bot(world.bot.token, base_url=f"{root}/bot", base_file_url=f"{root}/file/bot") as bot:
        yield bot


class Raw:
    """Calls methods without a library, so that the calls can be wrong."""

    def __init__(self, session: aiohttp.ClientSession, root: str, token: str) -> None:
        self.session = session
        self.root = root
        self.token = token

    async def __call__(self, method: str, /, **params: Any) -> Json:
        """Sends the parameters as a JSON body and gives the answer's body."""
        return await self.send(method, json=params)

    async def send(self, method: str, *, token: str | None = None, **how: Any) -> Json:
        """Sends as aiohttp is told (`json`, `data`, `params`, `headers`) and gives the answer's body."""
        url = f"{self.root}/bot{token or self.token}/{method}"
        async with self.session.post(url, **how) as answer:
            body: Json = await answer.json()
            assert answer.status == body.get("error_code", 200)
            return body

    async def refusal(self, method: str, /, **params: Any) -> str:
        """The description of a call that must be refused."""
        body = await self(method, **params)
        assert body["ok"] is False
        return str(body["description"])


@pytest.fixture
async def raw(world: World, api_server: BotApiServer) -> AsyncIterator[Raw]:
    """A bare client."""
    async with aiohttp.ClientSession() as session:
        yield Raw(session, api_server.url, world.bot.token)
