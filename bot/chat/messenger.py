"""The Messenger by Telegram: renders a notice in the reader's language, sends it, and says what became of it."""

from dataclasses import dataclass
from datetime import timedelta

from telegram import Bot
from telegram.constants import ParseMode
from telegram.error import BadRequest, ChatMigrated, Forbidden, RetryAfter, TelegramError

from bot.chat import absence_tidings, colleague_tidings, tidings  # noqa: F401 - the machinery's own notices, and colleagues'
from bot.chat.house import House
from bot.chat.html import split
from bot.chat.notices import Outgoing, renderer_of
from bot.chat.talk import NO_PREVIEW
from bot.domain.delivery import Delivery, Moved, PremiseGone, Refusal, RefusedForGood, Sent, TryLater
from bot.domain.notices import Notice
from bot.domain.staff import Staff
from bot.i18n.formats import formats_for
from bot.i18n.translator import language_of, translator_for

_GONE = ("chat not found", "peer_id_invalid", "user not found")
"""What Telegram calls a chat that is not there (any more), in lower case."""


@dataclass(frozen=True)
class TelegramMessenger:
    """Sends notices as messages of the bot."""

    house: House
    bot: Bot

    async def send(self, notice: Notice, staff: Staff | None, chat_id: int) -> Delivery:
        """Sends it if it still holds. What cannot be rendered is an exception; what cannot be sent is not."""
        outgoing = await self._rendered(notice, staff)
        if outgoing is None:
            return PremiseGone()
        try:
            return Sent(await self._post(outgoing, chat_id))
        except TelegramError as error:
            return outcome_of(error)

    async def _rendered(self, notice: Notice, staff: Staff | None) -> Outgoing | None:
        organisation = self.house.organisation
        if staff is None:
            language = language_of(notice.facts.get("language"), default=organisation.language)
            zone = str(organisation.zone)
        else:
            language, zone = staff.language, staff.zone or str(organisation.zone)
        render = renderer_of(notice.kind)
        return await render(self.house, notice, staff, translator_for(language), formats_for(language, zone))

    async def _post(self, outgoing: Outgoing, chat_id: int) -> int:
        if outgoing.photo is not None:
            posted = await self.bot.send_photo(
                chat_id,
                outgoing.photo,
                caption=outgoing.text,
                parse_mode=ParseMode.HTML,
                reply_markup=outgoing.keyboard,
            )
            return posted.message_id
        if outgoing.document is not None:
            name, content = outgoing.document
            sent = await self.bot.send_document(
                chat_id,
                content,
                filename=name,
                caption=outgoing.text,
                parse_mode=ParseMode.HTML,
                reply_markup=outgoing.keyboard,
            )
            return sent.message_id
        sent = await self.bot.send_message(
            chat_id,
            # Rooms bound their texts; a notice is one message whatever happens.
            split(outgoing.text)[0],
            parse_mode=ParseMode.HTML,
            reply_markup=outgoing.keyboard,
            link_preview_options=NO_PREVIEW,
        )
        return sent.message_id


def outcome_of(error: TelegramError) -> Delivery:
    """What an error of Telegram's means: refused for good, moved, or try later."""
    if isinstance(error, ChatMigrated):
        return Moved(error.new_chat_id)
    if isinstance(error, RetryAfter):
        told = error.retry_after
        return TryLater(told.total_seconds() if isinstance(told, timedelta) else float(told))
    if isinstance(error, Forbidden):
        return RefusedForGood(Refusal.BLOCKED)
    if isinstance(error, BadRequest):
        gone = any(words in error.message.lower() for words in _GONE)
        return RefusedForGood(Refusal.GONE if gone else Refusal.MALFORMED)
    return TryLater()
