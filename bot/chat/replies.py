"""A text that replies to something the bot said: the partner or person that it was about goes without saying."""

from dataclasses import replace
from typing import Any

from telegram import InlineKeyboardButton, Message

from bot.chat.buttons import OldButton, decode
from bot.chat.contact_draft import ContactDraft
from bot.chat.talk import Talk
from bot.domain.people import Person
from bot.domain.ports import UnitOfWork


async def with_reply(talk: Talk, draft: ContactDraft) -> ContactDraft:
    """The draft, with the partner of the message that is replied to where the text itself names none."""
    message = talk.message
    replied = message.reply_to_message if message is not None and talk.query is None else None
    if replied is None or draft.partner_id is not None or any(one.values for one in draft.questions):
        return draft
    if any(one.said for one in draft.questions if one.field == "person"):
        return draft
    async with talk.house.storage.read() as uow:
        for pressed in _buttons(replied):
            found = await _about(uow, pressed)
            if found is not None:
                partner_id, person_id = found
                left = tuple(one for one in draft.questions if one.field not in ("partner", "person"))
                return replace(draft, partner_id=partner_id, person_id=person_id, questions=left)
    return draft


def _buttons(message: Message) -> list[Any]:
    found = []
    rows = message.reply_markup.inline_keyboard if message.reply_markup is not None else ()
    for key in (key for row in rows for key in row):
        try:
            found.append(decode(_wire(key)))
        except OldButton:
            continue
    return found


def _wire(key: InlineKeyboardButton) -> str:
    return key.callback_data if isinstance(key.callback_data, str) else ""


async def _about(uow: UnitOfWork, pressed: Any) -> tuple[int, int | None] | None:
    """The partner, and the person there, that a button of a card or of a reminder is about."""
    if (reminder_id := getattr(pressed, "reminder_id", None)) is not None:
        reminder = await uow.reminders.find(reminder_id)
        return None if reminder is None else (reminder.partner_id, reminder.person_id)
    if (person_id := getattr(pressed, "person_id", None)) is not None:
        person: Person | None = await uow.people.find(person_id)
        return None if person is None else (person.partner_id, person.id)
    if (interaction_id := getattr(pressed, "interaction_id", None)) is not None:
        contact = await uow.interactions.find(interaction_id)
        return None if contact is None else (contact.partner_id, contact.person_id)
    partner_id = getattr(pressed, "partner_id", None)
    return (partner_id, None) if isinstance(partner_id, int) else None
