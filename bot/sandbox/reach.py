"""Which chat and which message a call means, and whether the bot may."""

from typing import Any

from bot.sandbox.accounts import Bot
from bot.sandbox.chats import Chat, Message
from bot.sandbox.ground import Ground
from bot.sandbox.refusals import bad_request, forbidden

Json = dict[str, Any]


def reach_chat(ground: Ground, bot: Bot, chat_id: int | str) -> Chat:
    """The chat of this id that the bot may write to. Raises Refusal with Telegram's reason where it may not."""
    chat = _known_chat(ground, bot, chat_id)
    if chat.migrated_to is not None:
        raise bad_request("group chat was upgraded to a supergroup chat", {"migrate_to_chat_id": chat.migrated_to})
    if chat.has(bot.id):
        if chat.user and chat.user.deactivated:
            raise forbidden("user is deactivated")
        return chat
    kicked = chat.standings.get(bot.id) == "kicked"
    if chat.is_private:
        raise forbidden("bot was blocked by the user" if kicked else "bot can't initiate conversation with a user")
    if kicked:
        raise forbidden(f"bot was kicked from the {chat.type} chat")
    raise forbidden(f"bot is not a member of the {chat.type} chat")


def see_chat(ground: Ground, bot: Bot, chat_id: int | str) -> Chat:
    """The chat of this id that the bot may look at: one that it is or was in. Raises Refusal otherwise."""
    chat = _known_chat(ground, bot, chat_id)
    if bot.id not in chat.standings:
        raise bad_request("chat not found")
    if not chat.is_private and not chat.has(bot.id):
        raise forbidden(f"bot is not a member of the {chat.type} chat")
    return chat


def find_message(chat: Chat, message_id: int, what: str) -> Message:
    """A message of the chat; without it refuses with `what` was not found."""
    message = chat.messages.get(message_id)
    if message is None:
        raise bad_request(f"{what} not found")
    return message


def reply_target(ground: Ground, bot: Bot, chat: Chat, args: Json) -> Message | None:
    """The message that `reply_parameters` name, if any."""
    wanted = args.get("reply_parameters")
    if not wanted:
        return None
    message_id = wanted.get("message_id")
    if not isinstance(message_id, int) or isinstance(message_id, bool):
        raise bad_request("can't parse reply parameters: message_id must be an Integer")
    elsewhere = wanted.get("chat_id")
    place = chat if elsewhere in (None, chat.id) else reach_chat(ground, bot, elsewhere)
    message = place.messages.get(message_id)
    if message is None and wanted.get("allow_sending_without_reply") is not True:
        raise bad_request("message to be replied not found")
    return message


def _known_chat(ground: Ground, bot: Bot, chat_id: int | str) -> Chat:
    # No chat of the sandbox has a public name, and a bot cannot name a person by theirs.
    chat = ground.find_chat(chat_id, bot) if isinstance(chat_id, int) else None
    if chat is None:
        raise bad_request("chat not found")
    return chat
