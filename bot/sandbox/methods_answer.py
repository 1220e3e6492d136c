"""Methods that answer what people ask by buttons and inline, and that fetch what they sent."""

from typing import Any

from bot.sandbox.accounts import Bot
from bot.sandbox.entities import utf16_len
from bot.sandbox.files import FETCH_LIMIT
from bot.sandbox.ground import Ground
from bot.sandbox.refusals import Refusal, bad_request

Json = dict[str, Any]

_ANSWER_LIMIT = 200
_MOST_RESULTS = 50
_TEXT_LIMIT = 4096


def answer_callback_query(ground: Ground, bot: Bot, args: Json) -> bool:
    query = ground.queries.get(args["callback_query_id"])
    if query is None or query.bot_id != bot.id or query.answered or query.expired:
        raise _too_old()
    text = args.get("text", "")
    if utf16_len(text) > _ANSWER_LIMIT:
        raise bad_request("MESSAGE_TOO_LONG")
    url = args.get("url")
    if url and not url.startswith((f"https://t.me/{bot.username}?", f"t.me/{bot.username}?", "tg://")):
        raise bad_request("URL_INVALID")
    query.answered = True
    query.text = text or None
    query.show_alert = args.get("show_alert", False)
    query.url = url or None
    query.revision = ground.feed.bump()
    return True


def answer_inline_query(ground: Ground, bot: Bot, args: Json) -> bool:
    query = ground.inline_queries.get(args["inline_query_id"])
    if query is None or query.bot_id != bot.id or query.answered:
        raise _too_old()
    results = args["results"]
    if len(results) > _MOST_RESULTS:
        raise bad_request("RESULTS_TOO_MUCH")
    _check_results(results)
    if len(args.get("next_offset", "").encode()) > 64:
        raise bad_request("NEXT_OFFSET_INVALID")
    query.answered = True
    query.results = results
    query.cache_time = args.get("cache_time", 300)
    query.is_personal = args.get("is_personal", False)
    query.next_offset = args.get("next_offset", "")
    query.button = args.get("button")
    query.revision = ground.feed.bump()
    return True


def get_file(ground: Ground, bot: Bot, args: Json) -> Json:
    stored = ground.files.find(args["file_id"])
    if stored is None:
        raise bad_request("invalid file_id")
    if len(stored.content) > FETCH_LIMIT:
        raise bad_request("file is too big")
    return {**stored.as_json(), "file_path": stored.path}


def _check_results(results: list[Any]) -> None:
    seen: set[str] = set()
    for result in results:
        if not isinstance(result, dict) or not isinstance(result.get("type"), str):
            raise bad_request("can't parse inline query result: InlineQueryResult must be an Object with a type")
        number = result.get("id")
        if not isinstance(number, str) or not 1 <= len(number.encode()) <= 64:
            raise bad_request("RESULT_ID_INVALID")
        if number in seen:
            raise bad_request("RESULT_ID_DUPLICATE")
        seen.add(number)
        if result["type"] == "article":
            _check_article(result)


def _check_article(result: Json) -> None:
    if not isinstance(result.get("title"), str) or not result["title"]:
        raise bad_request('can\'t parse inline query result: Field "title" must be of type String')
    content = result.get("input_message_content")
    if not isinstance(content, dict) or not isinstance(content.get("message_text"), str):
        raise bad_request("can't parse inline query result: Can't find field \"message_text\"")
    if not 1 <= utf16_len(content["message_text"]) <= _TEXT_LIMIT:
        raise bad_request("MESSAGE_TEXT_INVALID")


def _too_old() -> Refusal:
    return bad_request("query is too old and response timeout expired or query ID is invalid")


TABLE = {
    "answerCallbackQuery": answer_callback_query,
    "answerInlineQuery": answer_inline_query,
    "getFile": get_file,
}
