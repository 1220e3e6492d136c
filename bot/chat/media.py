"""What is no text: pictures, recordings, places, files and forwarded words, each offered as a contact."""

from datetime import date, datetime

from telegram import Message, MessageOriginChannel, MessageOriginChat, MessageOriginHiddenUser, MessageOriginUser

from bot.chat.contact_draft import ContactDraft
from bot.chat.interactions import begin_contact, show_contact
from bot.chat.quoted import Quoted
from bot.chat.reading import read_quoted
from bot.chat.router import Room
from bot.chat.talk import Talk
from bot.domain.words import Channel, FormKind
from bot.usecases.forms import Forms

room = Room()


@room.media
async def show_media(talk: Talk, message: Message) -> None:
    """A contact as the caption tells it; without one, the partner is asked by buttons."""
    if message.caption:
        await show_contact(talk, message.caption)
        return
    if message.media_group_id is not None and await _is_noting(talk):
        # The further pictures of an album: the first one asked already, or its caption was read.
        return
    above = talk.t("What is in it is not read or kept here, but it can be noted as a contact.")
    channel = Channel.IN_PERSON if message.location is not None or message.venue is not None else None
    await begin_contact(talk, ContactDraft(on=talk.today, channel=channel), above)


@room.forward
async def show_forwarded(talk: Talk, message: Message) -> None:
    """What somebody wrote elsewhere, as a contact by chat on the day on which it was written."""
    words = message.text or message.caption or ""
    origin = message.forward_origin
    if origin is None:
        await show_contact(talk, words)
        return
    sender, username, own = _sender(talk, message)
    quoted = Quoted(sender, _day(talk, origin.date), words, words, began=not own, username=username)
    await begin_contact(talk, (await read_quoted(talk, quoted)).draft)


async def _is_noting(talk: Talk) -> bool:
    form = await Forms(talk.house.storage).current(talk.actor, talk.chat_id)
    return form is not None and form.kind is FormKind.CONTACT


def _sender(talk: Talk, message: Message) -> tuple[str | None, str | None, bool]:
    """Who wrote it, the Telegram name, and whether it was the colleague who forwards it."""
    origin = message.forward_origin
    if isinstance(origin, MessageOriginUser):
        user = origin.sender_user
        return user.full_name, user.username, user.id == talk.staff.telegram_id
    if isinstance(origin, MessageOriginHiddenUser):
        return origin.sender_user_name, None, False
    if isinstance(origin, MessageOriginChat):
        return origin.sender_chat.title, origin.sender_chat.username, False
    if isinstance(origin, MessageOriginChannel):
        return origin.chat.title, origin.chat.username, False
    return None, None, False


def _day(talk: Talk, at: datetime) -> date:
    return min(talk.house.organisation.today(at), talk.today)
