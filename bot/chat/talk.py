"""One update's talk: who speaks, in which language, and how they are answered."""

from dataclasses import dataclass, field
from datetime import date, datetime
from html import unescape
from typing import Any

from telegram import Bot, CallbackQuery, InlineKeyboardMarkup, LinkPreviewOptions, Message, Update
from telegram.constants import ParseMode
from telegram.error import BadRequest

from bot.chat.house import House
from bot.chat.html import TEXT_UNITS, split, units
from bot.domain.forms import Form
from bot.domain.ports import Actor
from bot.domain.staff import Staff
from bot.i18n.formats import Formats, formats_for
from bot.i18n.translator import Translator, translator_for

NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
TOAST_UNITS = 200
UPLOAD_SECONDS = 15.0
UPLOAD_BYTES = 250_000
"""Of a file, a second: on a slow line."""


@dataclass
class Talk:
    """What a handler holds while it answers one update.

    ``again`` says that this update was begun before and may have done its work: acts look their key up then.
    """

    house: House
    bot: Bot
    update: Update
    staff: Staff
    chat_id: int
    now: datetime
    again: bool = False
    answered: bool = field(default=False, init=False)

    @property
    def t(self) -> Translator:
        """Texts in the colleague's language."""
        return translator_for(self.staff.language)

    @property
    def f(self) -> Formats:
        """Days, hours and numbers in the colleague's language and zone."""
        return formats_for(self.staff.language, self.staff.zone or str(self.house.organisation.zone))

    @property
    def today(self) -> date:
        """The organisation's day."""
        return self.house.organisation.today(self.now)

    @property
    def actor(self) -> Actor:
        """The colleague as the one who acts, under this update's key."""
        return Actor(self.staff, self.now, f"u{self.update.update_id}", self.again)

    @property
    def message(self) -> Message | None:
        """The message that was written, or under which a button was pressed, where Telegram still has it."""
        if self.update.callback_query is not None:
            pressed = self.update.callback_query.message
            return pressed if isinstance(pressed, Message) else None
        return self.update.effective_message

    @property
    def query(self) -> CallbackQuery | None:
        """The press, if it is one."""
        return self.update.callback_query

    def took(self, form: Form) -> bool:
        """Whether this update, which comes again, has changed the form already: it is to be shown as it is now."""
        return self.again and form.update_id == self.update.update_id

    async def answer(
        self, text: str, keyboard: InlineKeyboardMarkup | None = None, reply_to: int | None = None
    ) -> Message:
        """Says something new in the chat. A text too long for one message comes in several, the keys under the last."""
        parts = split(text)
        for part in parts[:-1]:
            await self._send(part, None, reply_to)
        return await self._send(parts[-1], keyboard, reply_to)

    async def show(self, text: str, keyboard: InlineKeyboardMarkup | None = None) -> int | None:
        """Shows in place: edits the message of the pressed button, or says it anew; gives the message's id."""
        message = self.message
        if self.query is None or message is None:
            return (await self.answer(text, keyboard)).message_id
        if units(text) > TEXT_UNITS:
            return (await self.answer(text, keyboard)).message_id
        return await self.edit(message.message_id, text, keyboard)

    async def edit(self, message_id: int, text: str, keyboard: InlineKeyboardMarkup | None = None) -> int:
        """Edits a message of the bot's; where it is gone, says it anew. Gives the id of the message that shows it.

        A text too long for one message goes on in others, the keys under the last.
        """
        first, *others = split(text)
        if others:
            await self.edit(message_id, first)
            for part in others[:-1]:
                await self._send(part, None, None)
            return (await self._send(others[-1], keyboard, None)).message_id
        try:
            await self.bot.edit_message_text(
                text,
                chat_id=self.chat_id,
                message_id=message_id,
                reply_markup=keyboard,
                parse_mode=ParseMode.HTML,
                link_preview_options=NO_PREVIEW,
            )
        except BadRequest as error:
            if "not modified" in error.message:
                return message_id
            if "can't parse" in error.message or "too long" in error.message:
                raise
            return (await self.answer(text, keyboard)).message_id
        return message_id

    async def toast(self, text: str, *, alert: bool = False) -> None:
        """Answers the press with a word at the screen's edge, or in a box; without a press, in the chat."""
        if self.query is None:
            await self.answer(text)
            return
        # A toast has no markup: what was escaped for a message is read there as it stands.
        plain = unescape(text)
        if units(plain) > TOAST_UNITS:
            await self.close_query()
            await self.answer(text)
            return
        await self._answer_query(plain, alert)

    async def close_query(self) -> None:
        """Answers the press in silence, if nothing answered it yet: each one is answered once."""
        if self.query is not None and not self.answered:
            await self._answer_query(None, False)

    async def send_file(self, name: str, content: bytes, caption: str | None = None) -> Message:
        """Sends a document; a large one is given time to get there."""
        return await self.bot.send_document(
            self.chat_id,
            content,
            filename=name,
            caption=caption,
            parse_mode=ParseMode.HTML,
            read_timeout=UPLOAD_SECONDS + len(content) / UPLOAD_BYTES,
        )

    async def send_picture(self, content: bytes, caption: str, keyboard: InlineKeyboardMarkup | None = None) -> Message:
        """Sends a picture with its caption."""
        return await self.bot.send_photo(
            self.chat_id,
            content,
            caption=caption,
            parse_mode=ParseMode.HTML,
            reply_markup=keyboard,
            read_timeout=UPLOAD_SECONDS + len(content) / UPLOAD_BYTES,
        )

    async def _answer_query(self, text: str | None, alert: bool) -> None:
        if self.query is None or self.answered:
            return
        self.answered = True
        try:
            await self.query.answer(text, show_alert=alert or None)
        except BadRequest as error:
            # A press that waited too long, or was answered before a kill: nobody sees its answer any more.
            if "query" not in error.message.lower():
                raise

    async def _send(self, text: str, keyboard: InlineKeyboardMarkup | None, reply_to: int | None) -> Message:
        options: dict[str, Any] = {} if reply_to is None else {"reply_to_message_id": reply_to}
        return await self.bot.send_message(
            self.chat_id,
            text,
            reply_markup=keyboard,
            parse_mode=ParseMode.HTML,
            link_preview_options=NO_PREVIEW,
            allow_sending_without_reply=True if options else None,
            **options,
        )
