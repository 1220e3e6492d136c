"""Texts and captions that a bot sends: parsed, trimmed, measured."""

from typing import Any

from bot.sandbox.entities import detect_entities, utf16_len
from bot.sandbox.ground import Ground
from bot.sandbox.markup import MarkupError, parse_html
from bot.sandbox.refusals import bad_request

Json = dict[str, Any]

# In UTF-16 code units, after the markup is taken out (Bot API, sendMessage and sendDocument).
TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024
_BLANK = " \t\n\r\v\f\u00a0"
_KNOWN = frozenset(
    {
        "mention",
        "hashtag",
        "cashtag",
        "bot_command",
        "url",
        "email",
        "phone_number",
        "bold",
        "italic",
        "underline",
        "strikethrough",
        "spoiler",
        "blockquote",
        "expandable_blockquote",
        "code",
        "pre",
        "text_link",
        "text_mention",
        "custom_emoji",
        "date_time",
    }
)


def message_text(ground: Ground, args: Json) -> Json:
    """`text` and `entities` of a message, from a call's parameters."""
    text, entities = _formatted(ground, args.get("text", ""), args.get("parse_mode"), args.get("entities"))
    if not text:
        raise bad_request("message text is empty")
    if utf16_len(text) > TEXT_LIMIT:
        raise bad_request("message is too long")
    return {"text": text, "entities": entities} if entities else {"text": text}


def message_caption(ground: Ground, args: Json) -> Json:
    """`caption` and `caption_entities`, from a call's parameters; nothing for an empty caption."""
    text, entities = _formatted(ground, args.get("caption", ""), args.get("parse_mode"), args.get("caption_entities"))
    if utf16_len(text) > CAPTION_LIMIT:
        raise bad_request("message caption is too long")
    if not text:
        return {}
    return {"caption": text, "caption_entities": entities} if entities else {"caption": text}


def _formatted(ground: Ground, source: str, mode: str | None, given: list[Any] | None) -> tuple[str, list[Json]]:
    if not mode:
        text, entities = source, _checked(source, given or [])
    elif mode.lower() == "html":
        try:
            text, entities = parse_html(source)
        except MarkupError as error:
            raise bad_request(f"can't parse entities: {error}") from None
    else:
        # Telegram knows Markdown too; the sandbox does not, and says so loudly.
        raise bad_request("unsupported parse_mode")
    text, entities = _trimmed(text, _mentions(ground, entities))
    return text, detect_entities(text, entities)


def _checked(text: str, given: list[Any]) -> list[Json]:
    length = utf16_len(text)
    for entity in given:
        if not isinstance(entity, dict) or entity.get("type") not in _KNOWN:
            raise bad_request("can't parse MessageEntity: unsupported type")
        offset, span = entity.get("offset"), entity.get("length")
        if not isinstance(offset, int) or not isinstance(span, int) or offset < 0 or span < 1 or offset + span > length:
            raise bad_request("entity is out of the text")
    return sorted(given, key=lambda e: (e["offset"], -e["length"]))


def _mentions(ground: Ground, entities: list[Json]) -> list[Json]:
    """Links to `tg://user?id=` become mentions of people who are known, and vanish for others."""
    if not any(entity.get("url", "").startswith("tg://user?id=") for entity in entities):
        return entities
    kept: list[Json] = []
    for entity in entities:
        url = entity.get("url", "")
        if not url.startswith("tg://user?id="):
            kept.append(entity)
        elif (number := url.removeprefix("tg://user?id=")).isdecimal() and int(number) in ground.users:
            plain = {key: value for key, value in entity.items() if key != "url"}
            kept.append(plain | {"type": "text_mention", "user": ground.users[int(number)].as_json()})
    return kept


def _trimmed(text: str, entities: list[Json]) -> tuple[str, list[Json]]:
    """Without blanks at the end, and without those at the beginning that no entity holds."""
    text = text.rstrip(_BLANK)
    length = utf16_len(text)
    front = len(text) - len(text.lstrip(_BLANK))
    if entities:
        front = min(front, entities[0]["offset"])
    if front == 0 and all(e["offset"] + e["length"] <= length for e in entities):
        return text, entities
    kept = []
    for entity in entities:
        end = min(entity["offset"] + entity["length"], length)
        if end > entity["offset"]:
            kept.append(entity | {"offset": entity["offset"] - front, "length": end - entity["offset"]})
    return text[front:], kept
