"""One message that moves while a long file is read and taken over."""

import asyncio
from dataclasses import dataclass, field

from telegram.error import TelegramError

from bot.chat.html import esc
from bot.chat.talk import Talk
from bot.i18n.translator import mark
from bot.usecases.roster_staging import Progress, Step

BETWEEN = 2.0
"""Seconds between two edits: Telegram lets a bot speak once a second in a chat, and a glance takes longer."""

_TEXTS = {
    Step.READING: mark("Reading {file}: {done} of {of} rows …"),
    Step.COMPARING: mark("Comparing {file} with what is known …"),
    Step.PREPARING: mark("Getting {file} ready: {done} of {of} partners …"),
    Step.WRITING: mark("Writing {file} …"),
}


@dataclass
class Moving:
    """Edits a message at sensible steps; short work is over before the first of them."""

    talk: Talk
    message_id: int
    name: str
    _last: float = field(default_factory=lambda: asyncio.get_running_loop().time())

    async def tell(self, progress: Progress) -> None:
        """Says how far it is, unless it just did. That it cannot be said holds nothing up."""
        now = asyncio.get_running_loop().time()
        counting = progress.step in (Step.READING, Step.PREPARING)
        if now - self._last < BETWEEN or (counting and not progress.of):
            return
        self._last = now
        f = self.talk.f
        text = self.talk.t(
            _TEXTS[progress.step], file=esc(self.name), done=f.number(progress.done), of=f.number(progress.of)
        )
        try:
            await self.talk.bot.edit_message_text(text, chat_id=self.talk.chat_id, message_id=self.message_id)
        except TelegramError:
            return
