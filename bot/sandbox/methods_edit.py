"""Methods that change or remove a message."""

from typing import Any

from bot.sandbox.accounts import Bot
from bot.sandbox.chats import Chat, Message
from bot.sandbox.ground import Ground
from bot.sandbox.keyboards import inline_keyboard
from bot.sandbox.reach import find_message, reach_chat
from bot.sandbox.refusals import bad_request
from bot.sandbox.texts import message_caption, message_text

Json = dict[str, Any]

# For so many seconds a message can be deleted (Bot API, deleteMessage).
_DELETABLE_FOR = 48 * 3600
_UNCHANGED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current content "
    "and reply markup of the message"
)
# What a non-premium account may react with (Bot API, ReactionTypeEmoji).
REACTIONS = frozenset(
    "❤👍👎🔥🥰👏😁🤔🤯😱🤬😢🎉🤩🤮💩🙏👌🕊🤡🥱🥴😍🐳🌚🌭💯🤣⚡🍌🏆💔🤨😐🍓🍾💋🖕😈😴"
    "😭🤓👻👀🎃🙈😇😨🤝✍🤗🫡🎅🎄☃💅🤪🗿🆒💘🙉🦄😘💊🙊😎👾🤷😡"
) | {"❤\u200d🔥", "👨\u200d💻", "🤷\u200d♂", "🤷\u200d♀"}


def edit_message_text(ground: Ground, bot: Bot, args: Json) -> Json:
    chat, message = _editable(ground, bot, args)
    if "text" not in message.body:
        raise bad_request("there is no text in the message to edit")
    content = message_text(ground, args)
    if "link_preview_options" in args:
        content["link_preview_options"] = args["link_preview_options"]
    return _change(ground, chat, message, args, ("text", "entities", "link_preview_options"), content)


def edit_message_caption(ground: Ground, bot: Bot, args: Json) -> Json:
    chat, message = _editable(ground, bot, args)
    if not message.body.keys() & {"document", "photo", "voice"}:
        raise bad_request("there is no caption in the message to edit")
    return _change(ground, chat, message, args, ("caption", "caption_entities"), message_caption(ground, args))


def edit_message_reply_markup(ground: Ground, bot: Bot, args: Json) -> Json:
    chat, message = _editable(ground, bot, args)
    return _change(ground, chat, message, args, (), {})


def delete_message(ground: Ground, bot: Bot, args: Json) -> bool:
    chat = reach_chat(ground, bot, args["chat_id"])
    message = find_message(chat, args["message_id"], "message to delete")
    if not _deletable(ground, bot, chat, message):
        raise bad_request("message can't be deleted")
    return ground.remove_message(chat, message.id)


def delete_messages(ground: Ground, bot: Bot, args: Json) -> bool:
    """Deletes what can be deleted; messages that are not there are skipped (Bot API, deleteMessages)."""
    chat = reach_chat(ground, bot, args["chat_id"])
    numbers = args["message_ids"]
    if not 1 <= len(numbers) <= 100 or not all(type(number) is int for number in numbers):
        raise bad_request("message identifiers must be 1 to 100 integers")
    for number in numbers:
        message = chat.messages.get(number)
        if message is not None and _deletable(ground, bot, chat, message):
            ground.remove_message(chat, number)
    return True


def set_message_reaction(ground: Ground, bot: Bot, args: Json) -> bool:
    chat = reach_chat(ground, bot, args["chat_id"])
    message = find_message(chat, args["message_id"], "message to react")
    reactions = args.get("reaction", [])
    if len(reactions) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    for reaction in reactions:
        if not isinstance(reaction, dict) or reaction.get("type") != "emoji" or reaction.get("emoji") not in REACTIONS:
            raise bad_request("REACTION_INVALID")
    message.reactions = reactions
    ground.touch(chat, message)
    return True


def pin_chat_message(ground: Ground, bot: Bot, args: Json) -> bool:
    chat = reach_chat(ground, bot, args["chat_id"])
    message = find_message(chat, args["message_id"], "message to pin")
    if not chat.is_private and chat.standings.get(bot.id) != "administrator":
        raise bad_request("not enough rights to manage pinned messages in the chat")
    if message.id not in chat.pinned:
        chat.pinned.append(message.id)
        ground.touch(chat, message)
    return True


def _editable(ground: Ground, bot: Bot, args: Json) -> tuple[Chat, Message]:
    if args.get("inline_message_id"):
        raise bad_request("MESSAGE_ID_INVALID")
    if "chat_id" not in args:
        raise bad_request("chat_id is empty")
    if "message_id" not in args:
        raise bad_request("message identifier is not specified")
    chat = reach_chat(ground, bot, args["chat_id"])
    message = find_message(chat, args["message_id"], "message to edit")
    forwarded = "forward_origin" in message.body
    if message.sender_id != bot.id or message.brought_keyboard or forwarded:
        raise bad_request("message can't be edited")
    return chat, message


def _change(ground: Ground, chat: Chat, message: Message, args: Json, replaced: tuple[str, ...], content: Json) -> Json:
    """Puts `content` in the place of the `replaced` fields, and the new keyboard in the place of the old one."""
    keyboard = inline_keyboard(args.get("reply_markup"))
    if keyboard:
        content = content | {"reply_markup": keyboard}
    fields = (*replaced, "reply_markup")
    if content == {key: message.body[key] for key in fields if key in message.body}:
        raise bad_request(_UNCHANGED)
    # Never in place: an update that waits shows the message as it was.
    body = {key: value for key, value in message.body.items() if key not in fields} | content
    if replaced:
        body["edit_date"] = ground.now()
    message.body = body
    ground.touch(chat, message)
    return body


def _deletable(ground: Ground, bot: Bot, chat: Chat, message: Message) -> bool:
    own = message.sender_id == bot.id
    may = own or chat.is_private or chat.standings.get(bot.id) == "administrator"
    return may and ground.now() - message.date < _DELETABLE_FOR


TABLE = {
    "editMessageText": edit_message_text,
    "editMessageCaption": edit_message_caption,
    "editMessageReplyMarkup": edit_message_reply_markup,
    "deleteMessage": delete_message,
    "deleteMessages": delete_messages,
    "setMessageReaction": set_message_reaction,
    "pinChatMessage": pin_chat_message,
}
