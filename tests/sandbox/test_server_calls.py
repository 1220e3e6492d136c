"""Calls that are wrong are refused in Telegram's words, and right ones may come in four ways."""

import io
from typing import Any

import aiohttp
import pytest

from bot.sandbox.accounts import User
from bot.sandbox.world import World
from tests.sandbox.conftest import Raw

UNCHANGED = (
    "Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a "
    "current content and reply markup of the message"
)
TOO_OLD = "Bad Request: query is too old and response timeout expired or query ID is invalid"


def form(**fields: Any) -> aiohttp.FormData:
    data = aiohttp.FormData()
    for name, value in fields.items():
        is_file = isinstance(value, bytes)
        data.add_field(name, io.BytesIO(value) if is_file else value, filename="a.csv" if is_file else None)
    return data


async def test_parameters_are_taken_in_four_ways(raw: Raw, world: World, sari: User) -> None:
    fields = {"chat_id": str(sari.id), "text": "halo"}
    await raw.send("sendMessage", params=fields)
    await raw.send("sendMessage", data=fields)
    await raw.send("sendMessage", json={"chat_id": sari.id, "text": "halo"})
    data = aiohttp.FormData(default_to_multipart=True)
    data.add_fields(*fields.items())
    await raw.send("SENDMESSAGE", data=data)
    async with raw.session.get(f"{raw.root}/bot{raw.token}/sendMessage", params=fields) as answer:
        assert answer.status == 200
    assert [message.text for message in world.bot_messages(sari)] == ["halo"] * 5


@pytest.mark.parametrize(
    ("params", "description"),
    [
        ({}, "chat_id is empty"),
        ({"chat_id": 1}, "message text is empty"),
        ({"chat_id": "x", "text": "a"}, "can't parse chat_id: a chat identifier or @username expected"),
        ({"chat_id": True, "text": "a"}, "can't parse chat_id: a chat identifier or @username expected"),
        ({"chat_id": "@nobody_here", "text": "a"}, "chat not found"),
        ({"chat_id": 1, "text": ["a"]}, "can't parse text: a string expected"),
        ({"chat_id": 1, "text": "a", "entities": "{"}, "can't parse entities: a JSON array expected"),
        ({"chat_id": 1, "text": "a", "reply_markup": "[]"}, "can't parse reply_markup: a JSON object expected"),
        (
            {"chat_id": 1, "text": "a", "disable_notification": "x"},
            "can't parse disable_notification: a boolean expected",
        ),
        ({"chat_id": 1, "text": "a", "message_thread_id": 1.5}, "can't parse message_thread_id: an integer expected"),
        ({"chat_id": 1, "text": "\ud800"}, "strings must be encoded in UTF-8"),
    ],
)
async def test_wrong_parameters_are_named(raw: Raw, params: dict[str, Any], description: str) -> None:
    assert await raw.refusal("sendMessage", **params) == f"Bad Request: {description}"


@pytest.mark.parametrize(
    ("params", "description"),
    [
        ({"text": ""}, "message text is empty"),
        ({"text": " \n "}, "message text is empty"),
        ({"text": "<b> </b>", "parse_mode": "HTML"}, "message text is empty"),
        ({"text": "a" * 4097}, "message is too long"),
        ({"text": "😀" * 2049}, "message is too long"),
        ({"text": "a & b", "parse_mode": "HTML"}, 'can\'t parse entities: Unescaped character "&" at byte offset 2'),
        ({"text": "a", "parse_mode": "MarkdownV2"}, "unsupported parse_mode"),
        ({"text": "a", "entities": [{"type": "bold", "offset": 0, "length": 2}]}, "entity is out of the text"),
        (
            {"text": "a", "reply_parameters": {"message_id": "1"}},
            "can't parse reply parameters: message_id must be an Integer",
        ),
        ({"text": "a", "business_connection_id": "x"}, "business connection not found"),
        ({"text": "a", "message_thread_id": 4}, "message thread not found"),
    ],
)
async def test_wrong_texts_are_refused(raw: Raw, sari: User, params: dict[str, Any], description: str) -> None:
    assert await raw.refusal("sendMessage", chat_id=sari.id, **params) == f"Bad Request: {description}"


async def test_the_longest_text_is_measured_without_its_markup(raw: Raw, sari: User) -> None:
    body = await raw("sendMessage", chat_id=sari.id, text="<b>" + "&lt;" * 4094 + "😀</b>", parse_mode="HTML")
    assert body["result"]["entities"] == [{"type": "bold", "offset": 0, "length": 4096}]


async def test_a_text_is_trimmed_and_its_entities_with_it(raw: Raw, sari: User) -> None:
    body = await raw("sendMessage", chat_id=sari.id, text="\n  a <b>b \n</b>\n", parse_mode="HTML")
    assert body["result"]["text"] == "a b"
    assert body["result"]["entities"] == [{"type": "bold", "offset": 2, "length": 1}]


async def test_a_link_to_a_person_is_a_mention_of_those_who_are_known(raw: Raw, sari: User) -> None:
    text = f'<a href="tg://user?id={sari.id}">Sari</a> <a href="tg://user?id=5">siapa</a>'
    body = await raw("sendMessage", chat_id=sari.id, text=text, parse_mode="HTML")
    (entity,) = body["result"]["entities"]
    assert (entity["type"], entity["user"]["id"]) == ("text_mention", sari.id)


def button(**fields: Any) -> dict[str, Any]:
    return {"inline_keyboard": [[{"text": "a", **fields}]]}


@pytest.mark.parametrize(
    ("markup", "description"),
    [
        (button(callback_data=""), "BUTTON_DATA_INVALID"),
        (button(callback_data="é" * 33), "BUTTON_DATA_INVALID"),
        (button(callback_data=1), "BUTTON_DATA_INVALID"),
        (button(url="ftp://a.id"), "BUTTON_URL_INVALID"),
        (button(url="wa.me/62"), "BUTTON_URL_INVALID"),
        (button(copy_text={"text": "x" * 257}), "BUTTON_COPY_TEXT_INVALID"),
        (button(), "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"),
        (
            button(url="https://a.id", callback_data="x"),
            "can't parse inline keyboard button: exactly one action is allowed",
        ),
        (button(callback_data="x", style="red"), "can't parse inline keyboard button: invalid button style specified"),
        (button(callback_data="x", colour="red"), "can't parse inline keyboard button: unknown field 'colour'"),
        (button(text=" ", callback_data="x"), "can't parse inline keyboard button: button text must be non-empty"),
        (
            {"inline_keyboard": [[{"callback_data": "x"}]]},
            "can't parse inline keyboard button: Can't find field \"text\"",
        ),
        (
            {"inline_keyboard": [{"text": "a"}]},
            'field "inline_keyboard" of the InlineKeyboardMarkup should be an Array of Arrays',
        ),
        ({"inline_keyboard": [[{"text": "a", "callback_data": "x"}] * 9]}, "reply markup is too long"),
        ({"inline_keyboard": [[{"text": "a", "callback_data": "x"}]] * 101}, "reply markup is too long"),
        ({"keyboard": []}, "reply keyboard can't be empty"),
        ({"keyboard": [[{"texts": "a"}]]}, "can't parse keyboard button: Can't find field \"text\""),
        ({"something": 1}, 'field "keyboard" of the ReplyKeyboardMarkup should be an Array of Arrays'),
    ],
)
async def test_wrong_keyboards_are_refused(raw: Raw, sari: User, markup: dict[str, Any], description: str) -> None:
    refusal = await raw.refusal("sendMessage", chat_id=sari.id, text="a", reply_markup=markup)
    assert refusal == f"Bad Request: {description}"


async def test_the_largest_keyboard_and_the_longest_payload_are_taken(raw: Raw, world: World, sari: User) -> None:
    row = [{"text": "a", "callback_data": "é" * 32, "style": "danger"}] * 5
    await raw("sendMessage", chat_id=sari.id, text="a", reply_markup={"inline_keyboard": [row] * 20})
    assert len(world.messages(sari)[-1].labels) == 100


async def test_edits_are_refused_for_the_right_reason(raw: Raw, world: World, sari: User) -> None:
    own = (await raw("sendMessage", chat_id=sari.id, text="a"))["result"]["message_id"]
    theirs = world.say(sari, "b").id
    place = {"chat_id": sari.id, "text": "a"}
    assert await raw.refusal("editMessageText", message_id=own, **place) == UNCHANGED
    assert await raw.refusal("editMessageText", message_id=1, **place) == "Bad Request: message to edit not found"
    assert await raw.refusal("editMessageText", message_id=theirs, **place) == "Bad Request: message can't be edited"
    assert await raw.refusal("editMessageText", **place) == "Bad Request: message identifier is not specified"
    assert await raw.refusal("editMessageText", text="a") == "Bad Request: chat_id is empty"
    assert await raw.refusal("editMessageText", chat_id=sari.id, message_id=own) == "Bad Request: message text is empty"
    caption = {"chat_id": sari.id, "message_id": own, "caption": "c"}
    assert await raw.refusal("editMessageCaption", **caption) == (
        "Bad Request: there is no caption in the message to edit"
    )
    world.block(sari)
    assert await raw.refusal("editMessageText", message_id=own, **place) == ("Forbidden: bot was blocked by the user")


async def test_a_waiting_update_shows_a_message_as_it_was(raw: Raw, world: World, sari: User) -> None:
    markup = button(callback_data="x")
    own = (await raw("sendMessage", chat_id=sari.id, text="a", reply_markup=markup))["result"]["message_id"]
    world.tap(sari, "a")
    await raw("editMessageText", chat_id=sari.id, message_id=own, text="b")
    updates = (await raw("getUpdates"))["result"]
    assert updates[-1]["callback_query"]["message"]["text"] == "a"


async def test_a_press_is_answered_once(raw: Raw, world: World, sari: User) -> None:
    await raw("sendMessage", chat_id=sari.id, text="a", reply_markup=button(callback_data="x"))
    first, second = world.tap(sari, "a"), world.tap(sari, "a")
    too_long = await raw.refusal("answerCallbackQuery", callback_query_id=first.id, text="a" * 201)
    assert too_long == "Bad Request: MESSAGE_TOO_LONG"
    assert (await raw("answerCallbackQuery", callback_query_id=first.id, text="a" * 200))["ok"]
    assert await raw.refusal("answerCallbackQuery", callback_query_id=first.id) == TOO_OLD
    assert await raw.refusal("answerCallbackQuery", callback_query_id="12") == TOO_OLD
    world.expire_queries()
    assert await raw.refusal("answerCallbackQuery", callback_query_id=second.id) == TOO_OLD
    assert world.unanswered_queries() == [second]


async def test_old_messages_and_others_in_a_group_cannot_be_deleted(raw: Raw, sari: User, world: World) -> None:
    group = world.add_group("Tim", sari)
    world.add_bot_to(group, sari)
    said = world.say(sari, "/x", chat=group)
    refused = "Bad Request: message can't be deleted"
    assert await raw.refusal("deleteMessage", chat_id=group.id, message_id=said.id) == refused
    old = (await raw("sendMessage", chat_id=sari.id, text="a"))["result"]["message_id"]
    world.now = lambda: world.epoch + 48 * 3600 + 5
    assert await raw.refusal("deleteMessage", chat_id=sari.id, message_id=old) == refused
    assert (await raw("deleteMessages", chat_id=sari.id, message_ids=[old, 1]))["ok"]
    assert world.last(sari) is not None


@pytest.mark.parametrize(
    ("document", "description"),
    [
        (b"", "file must be non-empty"),
        ("attach://nothing", "there is no document in the request"),
        ("https://a.id/x.pdf", "failed to get HTTP URL content"),
        ("BQACmade_up", "wrong file identifier/HTTP URL specified"),
    ],
)
async def test_wrong_files_are_refused(raw: Raw, sari: User, document: Any, description: str) -> None:
    body = await raw.send("sendDocument", data=form(chat_id=str(sari.id), document=document))
    assert body["description"] == f"Bad Request: {description}"


async def test_a_file_by_attachment_keeps_its_name(raw: Raw, sari: User) -> None:
    data = form(chat_id=str(sari.id), document="attach://part", part=b"nama;hari")
    body = await raw.send("sendDocument", data=data)
    assert body["result"]["document"]["file_name"] == "a.csv"


async def test_a_large_file_can_be_sent_but_not_fetched(raw: Raw, world: World, sari: User) -> None:
    sent = world.send_file(sari, "besar.csv", bytes(20 * 1024 * 1024 + 1))
    assert sent.document is not None
    assert await raw.refusal("getFile", file_id=sent.document["file_id"]) == "Bad Request: file is too big"
    assert await raw.refusal("getFile", file_id="x") == "Bad Request: invalid file_id"
    too_large = form(chat_id=str(sari.id), document=bytes(52 * 1024 * 1024))
    body = await raw.send("sendDocument", data=too_large)
    assert (body["error_code"], body["description"]) == (413, "Request Entity Too Large")


async def test_captions_and_pictures_have_their_limits(raw: Raw, sari: User) -> None:
    fields = {"chat_id": str(sari.id), "document": b"x"}
    body = await raw.send("sendDocument", data=form(**fields, caption="a" * 1025))
    assert body["description"] == "Bad Request: message caption is too long"
    assert (await raw.send("sendDocument", data=form(**fields, caption="a" * 1024)))["ok"]
    body = await raw.send("sendPhoto", data=form(chat_id=str(sari.id), photo=b"no picture"))
    assert body["description"] == "Bad Request: IMAGE_PROCESS_FAILED"
    wide = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + (2100).to_bytes(4) + (100).to_bytes(4)
    body = await raw.send("sendPhoto", data=form(chat_id=str(sari.id), photo=wide))
    assert body["description"] == "Bad Request: PHOTO_INVALID_DIMENSIONS"


@pytest.mark.parametrize(
    ("method", "params", "description"),
    [
        ("sendChatAction", {"action": "dancing"}, "wrong parameter action in request"),
        ("sendLocation", {"latitude": 91, "longitude": 0}, "wrong latitude or longitude specified"),
        ("sendLocation", {"latitude": "north", "longitude": 0}, "can't parse latitude: a number expected"),
        ("sendContact", {"phone_number": "", "first_name": "a"}, "contact phone number must be non-empty"),
        ("getChatMember", {"user_id": 5}, "member not found"),
        ("leaveChat", {}, "chat member status can't be changed in private chats"),
        ("deleteMessages", {"message_ids": []}, "message identifiers must be 1 to 100 integers"),
        ("setMyCommands", {"commands": [{"command": "a-b", "description": "x"}]}, "BOT_COMMAND_INVALID"),
        ("setMyCommands", {"commands": [{"command": "a", "description": ""}]}, "BOT_COMMAND_DESCRIPTION_INVALID"),
        ("setMyCommands", {"commands": [{"command": "a", "description": "x"}] * 101}, "BOT_COMMANDS_TOO_MUCH"),
        ("setMyCommands", {"commands": [], "language_code": "ind"}, "invalid language code specified"),
        (
            "setMyCommands",
            {"commands": [], "scope": {"type": "x"}},
            "can't parse BotCommandScope: unsupported type specified",
        ),
        ("setMyDescription", {"description": "a" * 513}, "BOT_DESCRIPTION_TOO_LONG"),
        ("setMyShortDescription", {"short_description": "a" * 121}, "BOT_SHORT_DESCRIPTION_TOO_LONG"),
        ("answerInlineQuery", {"inline_query_id": "1", "results": []}, TOO_OLD.removeprefix("Bad Request: ")),
    ],
)
async def test_further_wrong_calls(raw: Raw, sari: User, method: str, params: dict[str, Any], description: str) -> None:
    assert await raw.refusal(method, chat_id=sari.id, **params) == f"Bad Request: {description}"


async def test_bodies_that_cannot_be_read_are_refused(raw: Raw) -> None:
    headers = {"Content-Type": "application/json"}
    body = await raw.send("sendMessage", data=b"{", headers=headers)
    assert body["description"] == "Bad Request: can't parse request JSON object"
    body = await raw.send("sendMessage", data=b"[]", headers=headers)
    assert body["description"] == "Bad Request: can't parse request: JSON object expected"
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    for data in (b"text=\xff", b"text=%FF"):
        body = await raw.send("sendMessage", data=data, headers=headers)
        assert body["description"] == "Bad Request: strings must be encoded in UTF-8"
    body = await raw.send("sendMessage", data=b"x", headers={"Content-Type": "multipart/form-data"})
    assert body["description"] == "Bad Request: can't parse multipart/form-data"


async def test_unknown_bots_and_methods_are_told_apart(raw: Raw, world: World) -> None:
    assert (await raw.send("getMe", token="5:abc"))["error_code"] == 401
    assert (await raw.send("getMe", token="abc"))["error_code"] == 404
    for method in ("sendPoll", "getNothing"):
        body = await raw(method)
        assert body == {"ok": False, "error_code": 404, "description": "Not Found"}
    assert [call.method for call in world.refused] == ["sendPoll", "getNothing"]


async def test_what_is_not_documented_is_ignored_but_noted(raw: Raw, world: World, sari: User) -> None:
    assert (await raw("sendMessage", chat_id=sari.id, text="a", disable_web_page_preview=True))["ok"]
    assert world.ledger.undocumented == {("sendMessage", "disable_web_page_preview")}
