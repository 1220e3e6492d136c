"""Methods by which a bot speaks of itself and asks about chats."""

import re
from typing import Any

from bot.sandbox.accounts import Bot
from bot.sandbox.chats import member_json
from bot.sandbox.ground import Ground
from bot.sandbox.reach import reach_chat, see_chat
from bot.sandbox.refusals import bad_request

Json = dict[str, Any]
Scope = tuple[Any, ...]

_COMMAND = re.compile(r"/?[a-z0-9_]{1,32}")
_LANGUAGE = re.compile(r"[a-z]{2}|")
_MOST_COMMANDS = 100
_BROAD_SCOPES = ("default", "all_private_chats", "all_group_chats", "all_chat_administrators")


def get_me(ground: Ground, bot: Bot, args: Json) -> Json:
    flags = {
        "can_join_groups": True,
        "can_read_all_group_messages": bot.reads_all,
        "supports_inline_queries": True,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }
    return bot.as_json() | flags


def take_leave(ground: Ground, bot: Bot, args: Json) -> bool:
    """logOut and close: there is no other server to move to, so nothing follows."""
    return True


def set_my_commands(ground: Ground, bot: Bot, args: Json) -> bool:
    commands = args["commands"]
    if len(commands) > _MOST_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    kept = [_command(command) for command in commands]
    key = _key(ground, bot, args)
    if kept:
        bot.commands[key] = kept
    else:
        bot.commands.pop(key, None)
    ground.feed.bump()
    return True


def get_my_commands(ground: Ground, bot: Bot, args: Json) -> list[Json]:
    return bot.commands.get(_key(ground, bot, args), [])


def delete_my_commands(ground: Ground, bot: Bot, args: Json) -> bool:
    bot.commands.pop(_key(ground, bot, args), None)
    ground.feed.bump()
    return True


def set_my_description(ground: Ground, bot: Bot, args: Json) -> bool:
    return _describe(bot.descriptions, args.get("description", ""), 512, _language(args), "BOT_DESCRIPTION_TOO_LONG")


def set_my_short_description(ground: Ground, bot: Bot, args: Json) -> bool:
    text = args.get("short_description", "")
    return _describe(bot.short_descriptions, text, 120, _language(args), "BOT_SHORT_DESCRIPTION_TOO_LONG")


def get_chat(ground: Ground, bot: Bot, args: Json) -> Json:
    chat = see_chat(ground, bot, args["chat_id"])
    gifts = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels")
    full = {"accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": dict.fromkeys(gifts, False)}
    pinned = chat.messages.get(chat.pinned[-1]) if chat.pinned else None
    return chat.as_json() | full | ({"pinned_message": pinned.body} if pinned else {})


def get_chat_member(ground: Ground, bot: Bot, args: Json) -> Json:
    chat = see_chat(ground, bot, args["chat_id"])
    account = args["user_id"]
    if account == bot.id:
        return member_json(bot.as_json(), chat.standings[bot.id])
    user = ground.users.get(account)
    if user is None:
        raise bad_request("member not found")
    if chat.is_private:
        if user is not chat.user:
            raise bad_request("member not found")
        return member_json(user.as_json(), "member")
    return member_json(user.as_json(), chat.standings.get(user.id, "left"))


def leave_chat(ground: Ground, bot: Bot, args: Json) -> bool:
    chat = reach_chat(ground, bot, args["chat_id"])
    if chat.is_private:
        raise bad_request("chat member status can't be changed in private chats")
    chat.standings[bot.id] = "left"
    ground.touch(chat)
    return True


def _command(command: Any) -> Json:
    if not isinstance(command, dict):
        raise bad_request("can't parse BotCommand: expected an Object")
    name, description = command.get("command"), command.get("description")
    if not isinstance(name, str) or not _COMMAND.fullmatch(name):
        raise bad_request("BOT_COMMAND_INVALID")
    if not isinstance(description, str) or not 1 <= len(description.strip()) <= 256:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": name.removeprefix("/"), "description": description.strip()}


def _key(ground: Ground, bot: Bot, args: Json) -> tuple[Scope, str]:
    return _scope(ground, bot, args.get("scope", {"type": "default"})), _language(args)


def _scope(ground: Ground, bot: Bot, scope: Json) -> Scope:
    kind = scope.get("type")
    if kind in _BROAD_SCOPES:
        return (kind,)
    if kind not in ("chat", "chat_administrators", "chat_member"):
        raise bad_request("can't parse BotCommandScope: unsupported type specified")
    if not isinstance(scope.get("chat_id"), int | str):
        raise bad_request("can't parse BotCommandScope: chat_id is empty")
    chat = see_chat(ground, bot, scope["chat_id"])
    if kind == "chat":
        return (kind, chat.id)
    if chat.is_private:
        raise bad_request("can't change commands for members of a private chat")
    if kind == "chat_administrators":
        return (kind, chat.id)
    if scope.get("user_id") not in ground.users:
        raise bad_request("can't parse BotCommandScope: invalid user_id specified")
    return (kind, chat.id, scope["user_id"])


def _language(args: Json) -> str:
    code: str = args.get("language_code", "")
    if not _LANGUAGE.fullmatch(code):
        raise bad_request("invalid language code specified")
    return code


def _describe(texts: dict[str, str], text: str, limit: int, language: str, error: str) -> bool:
    if len(text) > limit:
        raise bad_request(error)
    if text:
        texts[language] = text
    else:
        texts.pop(language, None)
    return True


TABLE = {
    "getMe": get_me,
    "logOut": take_leave,
    "close": take_leave,
    "setMyCommands": set_my_commands,
    "getMyCommands": get_my_commands,
    "deleteMyCommands": delete_my_commands,
    "setMyDescription": set_my_description,
    "setMyShortDescription": set_my_short_description,
    "getChat": get_chat,
    "getChatMember": get_chat_member,
    "leaveChat": leave_chat,
}
