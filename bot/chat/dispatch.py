"""From an update to an answer: who it is, what they may, which room takes it, and what is said when it fails."""

import hashlib
import logging
from dataclasses import dataclass, replace
from typing import Any

from telegram import Bot, Chat, Message, Update, User
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TelegramError

from bot.chat.buttons import OldButton
from bot.chat.errors import sentence
from bot.chat.house import House
from bot.chat.inline import answer_inline, log_chosen
from bot.chat.joining import back_again, join, meet_stranger, note_reachability
from bot.chat.news import ASKS_FILES, take_media
from bot.chat.router import Command, Router
from bot.chat.talk import Talk
from bot.chat.team_group import (
    COMMANDS,
    follow_group,
    in_private,
    link_group,
    note_no_chat,
    note_taken,
    wanted_in_group,
)
from bot.domain.errors import BadValue, NotFound, RawatError
from bot.domain.forms import Form
from bot.domain.staff import Staff
from bot.domain.words import FormKind, StaffState
from bot.usecases.forms import Forms
from bot.usecases.merging import FollowPerson

log = logging.getLogger(__name__)

MOST_TYPED = 4000
"""Longer texts are answered with a sentence; what was typed stays in the chat."""


_NO_TABLES = frozenset({"image", "audio", "video"})
_PAPERS = (".pdf", ".doc", ".docx", ".ppt", ".pptx", ".jpg", ".jpeg", ".png", ".heic", ".mp3", ".m4a", ".ogg", ".mp4")
_ROSTERS = (".csv", ".tsv", ".xlsx", ".xls", ".ods", ".vcf")


class Unanswered(Exception):
    """Telegram could not be reached in the middle of an answer: the update is to be done again."""


@dataclass(frozen=True)
class Dispatch:
    """Answers one update after the other; called by the updates' rows."""

    house: House
    router: Router
    bot: Bot

    async def __call__(self, update: Update, again: bool) -> None:
        """Answers an update; ``again`` when it was begun before.

        Raises ``Unanswered``, or the database's own fault that may pass, when it must be done again.
        """
        user, chat = update.effective_user, update.effective_chat
        if await follow_group(self.house, update):
            return
        if update.my_chat_member is not None:
            await note_reachability(self.house, update.my_chat_member)
            return
        if user is None or user.is_bot:
            return
        if update.inline_query is not None or update.chosen_inline_result is not None:
            await self._inline(update, user, again)
            return
        if chat is None or _own_words(update, self.bot.id):
            return
        staff = await self._staff(user)
        if chat.type != Chat.PRIVATE:
            await self._in_group(update, chat, staff, again)
            return
        if staff is not None and staff.state is StaffState.BLOCKED:
            # Whoever writes can be reached.
            staff = await back_again(self.house, user) or staff
        if staff is None or staff.state is not StaffState.ACTIVE:
            await self._from_outside(update, user, again)
            return
        talk = Talk(self.house, self.bot, update, staff, chat.id, self.house.clock.now(), again)
        await self._guarded(talk)

    async def _inline(self, update: Update, user: User, again: bool) -> None:
        """What is typed after the bot's name in any chat: a stranger gets an empty answer, and no other word."""
        staff = await self._staff(user)
        active = staff is not None and staff.state is StaffState.ACTIVE
        talk = Talk(self.house, self.bot, update, staff, user.id, self.house.clock.now(), again) if staff else None
        try:
            if update.inline_query is not None:
                await answer_inline(update.inline_query, talk if active else None)
            elif talk is not None and active and update.chosen_inline_result is not None:
                await log_chosen(talk, update.chosen_inline_result)
        except RawatError:
            log.info("what was chosen could not be logged", extra={"update": update.update_id})
        except TelegramError as error:
            # Nobody sees an answer that comes late; what was logged stays so.
            log.info("an inline question could not be answered", extra={"error": type(error).__name__})

    async def _in_group(self, update: Update, chat: Chat, staff: Staff | None, again: bool) -> None:
        """In a group only colleagues are heard, and answered in their own chat."""
        if staff is None or staff.state is not StaffState.ACTIVE:
            if update.callback_query is not None:
                await self._from_a_group_press(update)
            return
        talk = Talk(self.house, self.bot, update, staff, chat.id, self.house.clock.now(), again)
        message = update.message
        found = self.router.command_in((message.text if message else None) or "", self.house.bot_username)
        for_another = found is None and message is not None and (message.text or "").startswith("/")
        if found is not None and found[0] in COMMANDS:
            await self._link(talk, chat)
        elif message is not None and not for_another and await wanted_in_group(self.house, update, self.bot.id):
            await self._guarded(in_private(talk), noted=message)
        elif update.callback_query is not None:
            await self._from_a_group_press(update)

    async def _link(self, talk: Talk, chat: Chat) -> None:
        try:
            await link_group(talk, chat)
        except TelegramError as error:
            if _passing(error):
                raise Unanswered from error
            log.info("a group cannot be answered", extra={"error": type(error).__name__})

    async def _from_a_group_press(self, update: Update) -> None:
        try:
            if update.callback_query is not None:
                await update.callback_query.answer()
        except TelegramError:
            log.info("a press in a group could not be answered")

    async def _staff(self, user: User) -> Staff | None:
        async with self.house.storage.read() as uow:
            return await uow.staff.find_by_telegram(user.id)

    async def _from_outside(self, update: Update, user: User, again: bool) -> None:
        try:
            await self._outside(update, user, again)
        except TelegramError as error:
            if _passing(error):
                raise Unanswered from error
            log.info("somebody outside cannot be answered", extra={"error": type(error).__name__})

    async def _outside(self, update: Update, user: User, again: bool) -> None:
        message = update.message
        text = (message.text or "") if message is not None else ""
        found = self.router.command_in(text, self.house.bot_username)
        if found is not None and found[0] == "start" and found[1]:
            await join(self.house, self.bot, update, user, found[1], again)
            return
        await meet_stranger(self.house, user)
        if update.callback_query is not None:
            await update.callback_query.answer()

    async def _guarded(self, talk: Talk, noted: Message | None = None) -> None:
        """Answers; *noted* is what was written in a group and is answered elsewhere."""
        try:
            await self._kindly(talk)
            if noted is not None:
                await note_taken(talk, noted)
        except Forbidden:
            log.info("a colleague cannot be answered", extra={"staff": talk.staff.id})
            if noted is not None:
                await note_no_chat(talk, noted)
        except TelegramError as error:
            if _passing(error):
                await self._close(talk)
                raise Unanswered from error
            await self._failed(talk, error)
        except Exception as error:
            if self.house.storage.passes(error):
                # It is done again in a moment, and answers the press then; in the end a person is told.
                raise
            await self._failed(talk, error)
        await self._close(talk, surely=True)

    async def _kindly(self, talk: Talk) -> None:
        try:
            await self._route(talk)
        except OldButton:
            await talk.toast(
                talk.t("This button is from an earlier version. Ask for the list anew, for example /today.")
            )
        except RawatError as error:
            await talk.toast(sentence(error, talk.t, talk.f), alert=True)

    async def _close(self, talk: Talk, *, surely: bool = False) -> None:
        """Answers the press; *surely*: where the network failed, the update is done again, so that it is answered."""
        try:
            await talk.close_query()
        except TelegramError as error:
            if surely and _passing(error):
                raise Unanswered from error
            log.info("a press could not be answered", extra={"staff": talk.staff.id})

    async def _failed(self, talk: Talk, error: Exception) -> None:
        code = hashlib.sha256(f"{talk.update.update_id}".encode()).hexdigest()[:4].upper()
        log.error("an update failed", exc_info=error, extra={"code": code, "update": talk.update.update_id})
        text = talk.t(
            "Something went wrong. What you typed is kept. Try again in a moment; "
            "if it happens again, send the code {code} to an admin.",
            code=code,
        )
        try:
            await talk.answer(text)
        except TelegramError as unheard:
            if _passing(unheard):
                # Nothing is silent: it is done again, and says so then.
                raise Unanswered from unheard
            log.warning("a failure could not be told", extra={"code": code})

    async def _route(self, talk: Talk) -> None:
        if talk.query is not None:
            await self._press(talk, talk.query.data or "")
            return
        update = talk.update
        if update.edited_message is not None:
            await talk.answer(
                talk.t("An edited message is not read again. Write it anew, or change what was saved by its buttons."),
                reply_to=update.edited_message.message_id,
            )
            return
        if update.message is not None:
            await self._message(talk, update.message)

    async def _press(self, talk: Talk, wire: str) -> None:
        pressed, takes = self.router.pressed(wire)
        forms = Forms(self.house.storage)
        form = await forms.awaiting_text(talk.actor, talk.chat_id)
        # Whoever presses elsewhere has turned away from what was asked: what they write next is no answer to it.
        if form is not None and getattr(pressed, "form", None) != form.id and not talk.took(form):
            await forms.set_aside(form)
        try:
            await takes(talk, pressed)
        except NotFound as gone:
            await takes(talk, await self._followed(pressed, gone))

    async def _followed(self, pressed: Any, gone: NotFound) -> Any:
        """The same button for somebody who lives on under another id since two partners were merged."""
        asked = gone.noun == "people" and getattr(pressed, "person_id", None) == gone.id
        person_id = await FollowPerson(self.house.storage)(gone.id) if asked else None
        if person_id is None:
            raise gone
        return replace(pressed, person_id=person_id)

    async def _message(self, talk: Talk, message: Message) -> None:
        text = message.text
        if text is None:
            await self._other(talk, message)
            return
        found = self.router.command_in(text, self.house.bot_username)
        if found is not None:
            await self._command(talk, *found)
            return
        if len(text) > MOST_TYPED:
            await self._too_long(talk)
            return
        if message.forward_origin is not None and self.router.forwards is not None:
            await self.router.forwards(talk, message)
            return
        form = await Forms(self.house.storage).awaiting(talk.actor, talk.chat_id)
        if form is not None:
            await self._fill(talk, form, text)
        elif self.router.texts is not None:
            await self.router.texts(talk, text)

    async def _fill(self, talk: Talk, form: Form, text: str) -> None:
        try:
            await self.router.forms[form.kind](talk, form, text)
        except BadValue:
            if self.router.instead is None or not await self.router.instead(talk, text):
                raise
        except RawatError:
            # What it was about is gone or settled: it would answer every text so.
            await Forms(self.house.storage).set_aside(form)
            raise

    async def _command(self, talk: Talk, name: str, rest: str) -> None:
        command = self.router.by_name.get(name)
        if command is None:
            await talk.answer(talk.t("This command is not known. /help says what there is."))
            return
        if not talk.staff.may(command.role):
            await talk.answer(talk.t("Only managers can do this. Please ask one of them."))
            return
        if len(rest) > MOST_TYPED:
            await self._too_long(talk)
            return
        await self._set_aside(talk, command)
        await command.handler(talk, rest)

    async def _set_aside(self, talk: Talk, command: Command) -> None:
        # A form that waits for text would swallow what is typed after the command; one with buttons alone may stay.
        if command.name == "cancel":
            return
        forms = Forms(self.house.storage)
        form = await forms.awaiting_text(talk.actor, talk.chat_id)
        if form is not None and not talk.took(form):
            await forms.set_aside(form)
            await talk.answer(talk.t("What you had begun is set aside; its buttons still work."))

    async def _too_long(self, talk: Talk) -> None:
        text = talk.t(
            "That is too long: at most {most} characters fit. It is still above in the chat; send a shorter one.",
            most=talk.f.number(MOST_TYPED),
        )
        await talk.answer(text)

    async def _other(self, talk: Talk, message: Message) -> None:
        router = self.router
        if message.document is not None or message.photo:
            form = await Forms(self.house.storage).current(talk.actor, talk.chat_id)
            if form is not None and form.kind is FormKind.NEWS and (form.step in ASKS_FILES or not _is_roster(message)):
                await take_media(talk, form, message)
                return
        if message.document is not None and router.documents is not None and _may_be_a_table(message):
            await router.documents(talk, message.document)
        elif message.contact is not None and router.contacts is not None:
            await router.contacts(talk, message)
        elif message.forward_origin is not None and message.caption and router.forwards is not None:
            await router.forwards(talk, message)
        elif message.sticker is not None:
            await talk.answer(talk.t("A sticker says nothing here. Write in words whom you contacted and why."))
        elif router.medias is not None and (message.caption or message.location or message.effective_attachment):
            await router.medias(talk, message)
        else:
            await talk.answer(talk.t("This kind of message is not read here. Write in words, or look at /help."))


def _own_words(update: Update, bot_id: int) -> bool:
    """A text of the bot's own that somebody chose inline in its chat: it tells nothing that is to be noted."""
    message = update.message
    return message is not None and message.via_bot is not None and message.via_bot.id == bot_id


def _may_be_a_table(message: Message) -> bool:
    """A picture or a paper that is sent as a file is something to be noted; anything else may be a roster."""
    document = message.document
    return (
        document is not None
        and (document.mime_type or "").split("/")[0] not in _NO_TABLES
        and not ((document.file_name or "").lower().endswith(_PAPERS))
    )


def _is_roster(message: Message) -> bool:
    """A file of the sort that partners come in: it does not go along with news unless a file was asked for."""
    document = message.document
    return document is not None and (document.file_name or "").lower().endswith(_ROSTERS)


def _passing(error: TelegramError) -> bool:
    # The library counts a refused call among the network's errors.
    return isinstance(error, (NetworkError, RetryAfter)) and not isinstance(error, BadRequest)
