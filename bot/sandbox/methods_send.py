"""Methods that put a message into a chat."""

from typing import Any

from bot.sandbox.accounts import Bot
from bot.sandbox.chats import Message
from bot.sandbox.files import PHOTO_LIMIT, SEND_LIMIT, StoredFile, image_size
from bot.sandbox.ground import Ground
from bot.sandbox.keyboards import inline_keyboard, text_keyboard
from bot.sandbox.parameters import Upload
from bot.sandbox.reach import find_message, reach_chat, reply_target
from bot.sandbox.refusals import bad_request
from bot.sandbox.texts import message_caption, message_text

Json = dict[str, Any]

ACTIONS = frozenset(
    {
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    }
)
# For so many seconds Telegram shows an action (Bot API, sendChatAction).
_ACTION_FOR = 5.0
_CONTENT = (
    "text",
    "entities",
    "caption",
    "caption_entities",
    "document",
    "photo",
    "sticker",
    "voice",
    "location",
    "contact",
    "link_preview_options",
)


def send_message(ground: Ground, bot: Bot, args: Json) -> Json:
    content = message_text(ground, args)
    if "link_preview_options" in args:
        content["link_preview_options"] = args["link_preview_options"]
    return _put(ground, bot, args, content).body


def send_document(ground: Ground, bot: Bot, args: Json) -> Json:
    caption = message_caption(ground, args)
    stored = _stored(ground, args, "document", "documents")
    return _put(ground, bot, args, {"document": stored.as_document(), **caption}).body


def send_photo(ground: Ground, bot: Bot, args: Json) -> Json:
    caption = message_caption(ground, args)
    stored = _stored(ground, args, "photo", "photos")
    _check_photo(stored.content)
    return _put(ground, bot, args, {"photo": stored.as_photo(), **caption}).body


def send_location(ground: Ground, bot: Bot, args: Json) -> Json:
    place = {"latitude": args["latitude"], "longitude": args["longitude"]}
    if abs(place["latitude"]) > 90 or abs(place["longitude"]) > 180:
        raise bad_request("wrong latitude or longitude specified")
    return _put(ground, bot, args, {"location": place}).body


def send_contact(ground: Ground, bot: Bot, args: Json) -> Json:
    fields = ("phone_number", "first_name", "last_name", "vcard")
    contact = {field: args[field] for field in fields if args.get(field)}
    if "phone_number" not in contact:
        raise bad_request("contact phone number must be non-empty")
    if "first_name" not in contact:
        raise bad_request("contact first name must be non-empty")
    return _put(ground, bot, args, {"contact": contact}).body


def send_chat_action(ground: Ground, bot: Bot, args: Json) -> bool:
    chat = reach_chat(ground, bot, args["chat_id"])
    if args["action"] not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    chat.action = (args["action"], ground.monotonic() + _ACTION_FOR)
    ground.touch(chat)
    return True


def copy_message(ground: Ground, bot: Bot, args: Json) -> Json:
    original = _original(ground, bot, args, "copy")
    content = _content(original)
    if "caption" in args and ("document" in content or "photo" in content):
        content = {key: value for key, value in content.items() if not key.startswith("caption")}
        content |= message_caption(ground, args)
    return {"message_id": _put(ground, bot, args, content).id}


def forward_message(ground: Ground, bot: Bot, args: Json) -> Json:
    original = _original(ground, bot, args, "forward")
    origin = {"type": "user", "sender_user": original.body["from"], "date": original.date}
    return _put(ground, bot, args, {**_content(original), "forward_origin": origin}).body


def _original(ground: Ground, bot: Bot, args: Json, verb: str) -> Message:
    source = reach_chat(ground, bot, args["from_chat_id"])
    message = find_message(source, args["message_id"], f"message to {verb}")
    if not _content(message):
        raise bad_request(f"message can't be {'copied' if verb == 'copy' else 'forwarded'}")
    return message


def _content(message: Message) -> Json:
    return {key: message.body[key] for key in _CONTENT if key in message.body}


def _put(ground: Ground, bot: Bot, args: Json, content: Json) -> Message:
    """Puts the message into the chat, with its keyboard and what it answers."""
    if args.get("business_connection_id"):
        raise bad_request("business connection not found")
    if args.get("message_thread_id"):
        raise bad_request("message thread not found")
    chat = reach_chat(ground, bot, args["chat_id"])
    markup: Json = args.get("reply_markup") or {}
    below = bool(markup) and "inline_keyboard" not in markup
    keyboard = text_keyboard(markup) if below else inline_keyboard(markup)
    if keyboard and not below:
        content = content | {"reply_markup": keyboard}
    answered = reply_target(ground, bot, chat, args)
    if below:
        chat.reply_keyboard = keyboard
    chat.action = None
    message = ground.put_message(chat, bot.as_json(), content, by_bot=True, reply_to=answered)
    message.brought_keyboard = below
    return message


def _stored(ground: Ground, args: Json, name: str, folder: str) -> StoredFile:
    """The file of a call: an upload, a part named by `attach://`, or one that the server has already."""
    given = args[name]
    if isinstance(given, str) and given.startswith("attach://"):
        given = args.get(given.removeprefix("attach://"), "")
        if not isinstance(given, Upload):
            raise bad_request(f"there is no {name} in the request")
    if isinstance(given, Upload):
        if not given.content:
            raise bad_request("file must be non-empty")
        if len(given.content) > SEND_LIMIT:
            raise bad_request("file is too big")
        return ground.files.keep(folder, given.name or "file", given.content, given.mime)
    if given.startswith(("http://", "https://")):
        # The sandbox fetches nothing from anywhere.
        raise bad_request("failed to get HTTP URL content")
    stored = ground.files.find(given)
    if stored is None:
        raise bad_request("wrong file identifier/HTTP URL specified")
    return stored


def _check_photo(content: bytes) -> None:
    """The rules for photos (Bot API, sendPhoto): 10 MB, both sides together 10000 pixels, at most 20 to 1."""
    if len(content) > PHOTO_LIMIT:
        raise bad_request(f"too big for a photo: {len(content)} bytes")
    size = image_size(content)
    if size is None:
        raise bad_request("IMAGE_PROCESS_FAILED")
    if sum(size) > 10_000 or min(size) < 1 or max(size) > 20 * min(size):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")


TABLE = {
    "sendMessage": send_message,
    "sendDocument": send_document,
    "sendPhoto": send_photo,
    "sendLocation": send_location,
    "sendContact": send_contact,
    "sendChatAction": send_chat_action,
    "copyMessage": copy_message,
    "forwardMessage": forward_message,
}
