"""What the tests of the chat page share: personas, a clock, and a reader of the stream."""

import asyncio
import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import aiohttp

from bot.sandbox.page import Persona
from bot.sandbox.world import World

Json = dict[str, Any]

RINA = Persona(700_000_001, "Rina Kusuma", "manager")
AGUS = Persona(700_000_002, "Agus Prasetyo", "staff", "en")
PERSONAS = [RINA, AGUS]
SATURDAY = datetime(2026, 11, 21, 7, 29, tzinfo=UTC)
FROM_PAGE = {"X-Rawat-Page": "1"}


class FakeClock:
    """The application's side of the clock: notes where it was moved; `gate` holds a move up until it is set."""

    zone = ZoneInfo("Asia/Jakarta")

    def __init__(self) -> None:
        self.at = SATURDAY
        self.gate = asyncio.Event()
        self.gate.set()
        self.moves = asyncio.Event()
        self.arrived = asyncio.Event()
        self.started_anew = 0
        self.on_arrival: Callable[[], object] = lambda: None

    def now(self) -> datetime:
        return self.at

    async def move_to(self, instant: datetime) -> None:
        self.moves.set()
        await self.gate.wait()
        self.at = instant
        self.on_arrival()
        self.arrived.set()

    async def start_anew(self) -> None:
        self.started_anew += 1
        self.at = SATURDAY


def settle(world: World) -> None:
    """Gives every persona an account."""
    for persona in PERSONAS:
        first, last = persona.name.split()
        world.add_user(first, last, user_id=persona.id, language_code=persona.language)


def bot_says(world: World, persona: Persona, text: str, *rows: list[Json], **more: Any) -> int:
    """Lets the bot write to a persona; gives the message's id."""
    content: Json = {"text": text, **more}
    if rows:
        content["reply_markup"] = {"inline_keyboard": list(rows)}
    return world.put_message(world.private_chat(persona.id), world.bot.as_json(), content, by_bot=True).id


class Stream:
    """Reads the page's stream of changes."""

    def __init__(self, response: aiohttp.ClientResponse) -> None:
        self._response = response
        self.last_id = ""

    async def next(self) -> Json:
        """The next change."""
        while True:
            line = (await asyncio.wait_for(self._response.content.readline(), 5)).decode().rstrip("\n")
            if line.startswith("id: "):
                self.last_id = line.removeprefix("id: ")
            if line.startswith("data: "):
                change: Json = json.loads(line.removeprefix("data: "))
                return change

    async def until(self, kind: str, holds: Callable[[Json], bool] = lambda _: True) -> Json:
        """The next change of this kind for which it holds."""
        while True:
            change = await self.next()
            if change["kind"] == kind and holds(change):
                return change
