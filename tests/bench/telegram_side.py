"""Telegram's side, in a process of its own: the Bot API server, and the people who write to the bots and wait.

What is to be done comes as JSON over HTTP from the bench; so the bots share no interpreter with anything else.
"""

import asyncio
import sys
import time
from contextlib import suppress
from typing import Any

from aiohttp import web

from bot.sandbox.accounts import Bot
from bot.sandbox.ledger import Call
from bot.sandbox.server import BotApiServer
from bot.sandbox.world import World
from tests.bench.town import FIRST_USER

TOKENS = {
    "rawat": "4200000001:bench-of-rawat-opens-nothing-else-1",
    "echo": "4200000002:bench-of-rawat-opens-nothing-else-2",
    "library": "4200000003:bench-of-rawat-opens-nothing-else-3",
}
PATIENCE = 60.0


class People:
    """Everybody who writes: each deed is over when its answer is there."""

    def __init__(self, colleagues: int) -> None:
        self.world = World()
        self.bots = {name: self.world.add_bot(token, f"{name}_bot", name) for name, token in TOKENS.items()}
        for place in range(colleagues):
            user = self.world.add_user(f"Colleague {place}", user_id=FIRST_USER + place)
            for bot in self.bots.values():
                self.world.private_chat(user, bot).standings[bot.id] = "member"
        self._waiting: set[object] = set()
        self._over = asyncio.Event()
        self._last = 0.0
        self._enough, self._wanted = asyncio.Event(), 0
        self.refused = 0
        self.sends: list[float] = []
        self._signs: dict[int, tuple[list[str], asyncio.Event]] = {}
        self._heard: dict[int, list[str]] = {}
        self._left, self._done = 0, asyncio.Event()
        note = self.world.ledger.note

        def noted(call: Call) -> None:
            note(call)
            self._hear(call)

        self.world.ledger.note = noted  # type: ignore[method-assign]

    async def round(self, name: str, deeds: list[list[Any]]) -> dict[str, float]:
        """Does deeds all at once, one a person.

        A text is ``[user, text]``, a press ``[user, null, wire]`` or, of a shown button, ``[user, null, "", labels]``.
        Gives the seconds until the last answer, and how many could not be done because no such button was there.
        """
        bot, missing = self.bots[name], 0
        self._over.clear()
        began = time.perf_counter()
        for user, text, *pressed in deeds:
            if text is not None:
                self._waiting.add(user)
                self.world.say(user, text, chat=self.world.private_chat(user, bot))
            elif (query := self._press(bot, user, *pressed)) is not None:
                self._waiting.add(query)
            else:
                missing += 1
        if self._waiting:
            await asyncio.wait_for(self._over.wait(), PATIENCE)
        return {"seconds": time.perf_counter() - began, "missing": missing}

    async def hear_one(self, user: int, text: str) -> dict[str, float]:
        """Writes to a bot that is not there yet; gives the machine's instant of its first answer."""
        self._over.clear()
        self._waiting.add(user)
        self.world.say(user, text, chat=self.world.private_chat(user, self.bots["rawat"]))
        await asyncio.wait_for(self._over.wait(), PATIENCE)
        return {"at": self._last}

    async def asks(self, user: int, text: str, signs: list[str]) -> dict[str, float]:
        """Writes while other messages come: the seconds to the answer, which is known by one of the signs in it."""
        over = asyncio.Event()
        self._signs[user] = (signs, over)
        began = time.perf_counter()
        self.world.say(user, text, chat=self.world.private_chat(user, self.bots["rawat"]))
        await asyncio.wait_for(over.wait(), PATIENCE)
        return {"seconds": time.perf_counter() - began}

    async def mix(self, delay: float, texts: dict[str, list[str]], wire: str) -> dict[str, float]:
        """Everybody writes several texts and presses a button after the first, all at once, to a slow server.

        Gives how many updates that was, over how many seconds, and in how many chats they were answered in order.
        """
        self._over.clear()
        self._heard = {int(user): [] for user in texts}
        self.world.faults.delay = delay
        began = time.perf_counter()
        for user, said in texts.items():
            chat = self.world.private_chat(int(user), self.bots["rawat"])
            self.world.say(int(user), said[0], chat=chat)
            self._waiting.add(self._press(self.bots["rawat"], int(user), wire))
            for text in said[1:]:
                self.world.say(int(user), text, chat=chat)
        enough = {user: [*["send"], "press", *["send"] * (len(texts[str(user)]) - 1)] for user in self._heard}
        self._left = sum(map(len, enough.values()))
        self._done.clear()
        await asyncio.wait_for(self._done.wait(), 4 * PATIENCE)
        seconds = time.perf_counter() - began
        # What comes after the last answer, such as a second question, is no matter of order.
        in_order = sum(self._heard[user][: len(enough[user])] == enough[user] for user in enough)
        self.world.faults.delay = 0.0
        self._heard = {}
        self._waiting.clear()
        return {"updates": sum(len(one) for one in enough.values()), "seconds": seconds, "in_order": in_order}

    def shown(self, name: str, user: int) -> dict[str, Any]:
        """What a person sees last."""
        last = self.world.last(self.world.private_chat(user, self.bots[name]))
        return {"text": last.text if last else None, "labels": last.labels if last else []}

    def limit(self, on: bool) -> dict[str, Any]:
        """Sets Telegram's limits, and forgets what was sent."""
        self.world.limits.enabled = on
        self.sends.clear()
        self.refused = 0
        return {}

    async def sent(self, count: int, patience: float) -> dict[str, Any]:
        """Waits for so many messages: how many came, over how many seconds, and how many were refused."""
        self._enough, self._wanted = asyncio.Event(), count
        with suppress(TimeoutError):
            await asyncio.wait_for(self._enough.wait(), patience)
        span = self.sends[-1] - self.sends[0] if self.sends else 0.0
        return {"count": len(self.sends), "seconds": span, "refused": self.refused}

    def _press(self, bot: Bot, user: int, wire: str, labels: tuple[str, ...] = ()) -> str | None:
        chat = self.world.private_chat(user, bot)
        last = self.world.last(chat)
        if last is None:
            return None
        buttons = [button for button in map(last.find_button, labels) if button]
        if labels and not buttons:
            return None
        return self.world.press(user, last.id, chat, buttons[0]["callback_data"] if buttons else wire).id

    def _hear(self, call: Call) -> None:
        if call.code == 429:
            self.refused += 1
        if call.code != 200:
            return
        if call.method == "sendMessage":
            self._note(int(call.params["chat_id"]), str(call.params["text"]))
            self.sends.append(time.monotonic())
            if len(self.sends) >= self._wanted:
                self._enough.set()
            self._waiting.discard(int(call.params["chat_id"]))
        elif call.method == "answerCallbackQuery":
            self._note(self.world.queries[str(call.params["callback_query_id"])].user.id, None)
            self._waiting.discard(str(call.params["callback_query_id"]))
        if not self._waiting and not self._over.is_set():
            self._last = time.monotonic()
            self._over.set()

    def _note(self, user: int, text: str | None) -> None:
        if user in self._heard:
            self._heard[user].append("press" if text is None else "send")
            self._left -= 1
            if not self._left:
                self._done.set()
        signs, over = self._signs.get(user, ([], None))
        if over is not None and text is not None and any(sign in text for sign in signs):
            del self._signs[user]
            over.set()


def routes(people: People) -> web.RouteTableDef:
    """How the bench speaks to it: the method's name, and its arguments as a JSON list."""
    table = web.RouteTableDef()

    @table.post("/bench/{name}")
    async def do(request: web.Request) -> web.Response:
        made = getattr(people, request.match_info["name"])(*await request.json())
        return web.json_response(await made if asyncio.iscoroutine(made) else made)

    return table


async def main(colleagues: int) -> None:
    """Serves until its standard input is closed."""
    people = People(colleagues)
    server = BotApiServer(people.world, [routes(people)])
    await server.start()
    print(server.url, flush=True)
    await asyncio.to_thread(sys.stdin.read)
    await server.stop()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1])))
