"""One message that shows how far a mailing is, while it goes out."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

from telegram import Bot
from telegram.constants import ParseMode
from telegram.error import TelegramError

from bot.chat.house import House
from bot.chat.keyboards import keyboard
from bot.chat.mailing_texts import mailing_view
from bot.chat.undo import undo_key
from bot.domain.words import MailingState
from bot.i18n.translator import translator_for

BETWEEN = 5.0
"""Seconds between two edits."""


@dataclass
class MailingScreen:
    """Edits the message in place, at sensible steps; *line* gives the bot while there is one."""

    house: House
    line: Callable[[], Bot | None]
    _last: dict[int, float] = field(default_factory=dict)

    async def show(self, mailing_id: int) -> None:
        """Shows it. That it cannot be shown holds nothing up."""
        bot, now = self.line(), asyncio.get_running_loop().time()
        if bot is None:
            return
        async with self.house.storage.read() as uow:
            mailing = await uow.mailings.get(mailing_id)
            ended = mailing.state is not MailingState.SENDING
            if not ended and now - self._last.get(mailing_id, float("-inf")) < BETWEEN:
                return
            if mailing.chat_id is None or mailing.message_id is None:
                return
            author = await uow.staff.get(mailing.staff_id)
            t = translator_for(author.language)
            text, rows = await mailing_view(uow, t, mailing)
        if mailing.state in (MailingState.SENDING, MailingState.HALTED):
            # What has not gone out can still be stopped.
            undo = undo_key(t, mailing.facts.get("begun_by"))
            rows = [*rows, [undo] if undo else []]
        self._last[mailing_id] = now
        if ended:
            self._last.pop(mailing_id)
        try:
            await bot.edit_message_text(
                text,
                chat_id=mailing.chat_id,
                message_id=mailing.message_id,
                parse_mode=ParseMode.HTML,
                reply_markup=keyboard(rows),
            )
        except TelegramError:
            return
