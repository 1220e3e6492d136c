"""What colleagues are sent, as the real rooms render it: kept instead of posted."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from telegram import Bot

from bot.chat.house import House
from bot.chat.messenger import TelegramMessenger
from bot.chat.rooms import make_router
from bot.domain.delivery import Delivery, PremiseGone, Refusal, RefusedForGood, Sent, TryLater, Turn, Wait
from bot.domain.notices import Notice
from bot.domain.staff import Staff
from bot.domain.words import NoticeKind


@dataclass(frozen=True)
class Letter:
    """One message that reached a colleague."""

    on: date
    kind: NoticeKind
    staff_id: int
    text: str
    facts: Mapping[str, Any]


@dataclass
class Post:
    """All messages of a life; who has blocked the bot, and how many of the next sends fail."""

    letters: list[Letter] = field(default_factory=list)
    blocked: set[int] = field(default_factory=set)
    failing: int = 0
    unrendered: list[Notice] = field(default_factory=list)


@dataclass(frozen=True)
class KeepingMessenger(TelegramMessenger):
    """The Messenger with its real rooms, without a line to Telegram."""

    post: Post

    async def send(self, notice: Notice, staff: Staff | None, chat_id: int) -> Delivery:
        """Renders it, which looks whether it still holds, and keeps it."""
        if chat_id in self.post.blocked:
            return RefusedForGood(Refusal.BLOCKED)
        if self.post.failing:
            self.post.failing -= 1
            return TryLater()
        try:
            outgoing = await self._rendered(notice, staff)
        except Exception:
            self.post.unrendered.append(notice)
            raise
        if outgoing is None:
            return PremiseGone()
        on = self.house.organisation.today(self.house.clock.now())
        self.post.letters.append(Letter(on, notice.kind, notice.staff_id or 0, outgoing.text, notice.facts))
        return Sent(notice.id)


def messenger(house: House, post: Post) -> KeepingMessenger:
    """The Messenger of a life; the rooms say how their notices read."""
    make_router()
    return KeepingMessenger(house, Bot("1:nothing-is-posted"), post)


class FreeSlots:
    """Turns for everybody at once: how fast messages go is measured elsewhere."""

    async def take(self, chat_id: int) -> Turn | Wait:
        """A turn."""
        return Turn(chat_id, "bot:00")

    async def answer(self, chat_id: int) -> Turn | Wait | None:
        """No turn is needed."""
        return None

    async def landed(self, turn: Turn, took: float) -> None:
        """Nothing waits for it."""

    async def account(self, answers: Mapping[int, int]) -> None:
        """Nothing is counted."""

    async def slow_down(self, chat_id: int, seconds: float) -> bool:
        """Nobody asks for it."""
        return False
