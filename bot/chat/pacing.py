"""Answers to people within Telegram's limits: at once as a rule, in turn while notices go out in numbers."""

import asyncio
import logging
import math
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import TypeVar

from telegram.error import RetryAfter

from bot.domain.delivery import SendSlots, Turn

PATIENCE = 5.0
"""Seconds that an answer waits for its turn, or as Telegram told; then it is given back, to be made again later."""

T = TypeVar("T")
log = logging.getLogger(__name__)


@dataclass
class Pacing:
    """Gives answers their turns, and counts those that need none, so that notices make room for them."""

    slots: SendSlots
    answers: Counter[int] = field(default_factory=Counter)
    _turns: asyncio.Lock = field(default_factory=asyncio.Lock, repr=False)

    async def send(self, chat_id: int, call: Callable[[], Awaitable[T]]) -> T:
        """Makes a call that sends a message to this chat, in its turn. ``RetryAfter`` where that is far."""
        began = time.monotonic()
        turn = await self._turn(chat_id, began + PATIENCE)
        if turn is None:
            self.answers[chat_id] += 1
            return await call()
        asked = time.monotonic()
        try:
            return await call()
        finally:
            await self._landed(turn, time.monotonic() - asked)

    async def _landed(self, turn: Turn, took: float) -> None:
        try:
            await self.slots.landed(turn, took)
        except Exception as error:  # noqa: BLE001 - what was sent is not to be sent again because of this
            log.warning("a turn could not be ended", extra={"error": type(error).__name__})

    async def refused(self, chat_id: int, seconds: float) -> None:
        """Telegram found an answer to be too much."""
        await self.slots.slow_down(chat_id, seconds)

    async def account(self) -> None:
        """Counts the answers since the last time."""
        if self.answers:
            counted = Counter(self.answers)
            self.answers.clear()
            await self.slots.account(counted)

    async def _turn(self, chat_id: int, until: float) -> Turn | None:
        while True:
            # One after the other: whoever waits for the bot's turn would only be in the way of who waits longer.
            async with self._turns:
                got = await self.slots.answer(chat_id)
                while got is not None and not isinstance(got, Turn) and got.everybody:
                    _need_time(got.seconds, until)
                    await asyncio.sleep(got.seconds)
                    got = await self.slots.answer(chat_id)
            if got is None or isinstance(got, Turn):
                return got
            _need_time(got.seconds, until)
            await asyncio.sleep(got.seconds)


def _need_time(seconds: float, until: float) -> None:
    if time.monotonic() + seconds > until:
        raise RetryAfter(math.ceil(seconds))
