"""Keyboards: under a message, and under the text field."""

from typing import Any

from bot.sandbox.refusals import bad_request

Json = dict[str, Any]

MOST_BUTTONS = 100
MOST_IN_A_ROW = 8
_STYLES = ("danger", "success", "primary")
_ACTIONS = frozenset(
    {
        "url",
        "callback_data",
        "web_app",
        "login_url",
        "switch_inline_query",
        "switch_inline_query_current_chat",
        "switch_inline_query_chosen_chat",
        "copy_text",
        "callback_game",
        "pay",
    }
)
_LOOKS = frozenset({"text", "style", "icon_custom_emoji_id"})


def inline_keyboard(markup: Any) -> Json | None:
    """An inline keyboard, checked; None for one without buttons. Raises Refusal as Telegram does."""
    if markup is None or markup == {}:
        return None
    if not isinstance(markup, dict):
        raise bad_request("object expected as reply markup")
    rows = markup.get("inline_keyboard")
    if rows is None:
        raise bad_request("inline keyboard expected")
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request('field "inline_keyboard" of the InlineKeyboardMarkup should be an Array of Arrays')
    checked = [[_inline_button(button) for button in row] for row in rows if row]
    _check_size(checked)
    return {"inline_keyboard": checked} if checked else None


def text_keyboard(markup: Json) -> Json | None:
    """What replaces the keyboard under the text field, checked; None takes it away. Raises Refusal."""
    if markup.get("remove_keyboard") is True:
        return None
    if markup.get("force_reply") is True:
        return markup
    rows = markup.get("keyboard")
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request('field "keyboard" of the ReplyKeyboardMarkup should be an Array of Arrays')
    buttons = [[_text_button(button) for button in row] for row in rows if row]
    if not buttons:
        raise bad_request("reply keyboard can't be empty")
    return markup | {"keyboard": buttons}


def _inline_button(button: Any) -> Json:
    if not isinstance(button, dict):
        raise bad_request("can't parse inline keyboard button: InlineKeyboardButton must be an Object")
    _check_label(button)
    strange = button.keys() - _ACTIONS - _LOOKS
    if strange:
        raise bad_request(f"can't parse inline keyboard button: unknown field {min(strange)!r}")
    actions = button.keys() & _ACTIONS
    if not actions:
        raise bad_request("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    if len(actions) > 1:
        raise bad_request("can't parse inline keyboard button: exactly one action is allowed")
    _check_action(button, actions.pop())
    return button


def _check_label(button: Json) -> None:
    text = button.get("text")
    if not isinstance(text, str):
        raise bad_request("can't parse inline keyboard button: Can't find field \"text\"")
    if not text.strip():
        raise bad_request("can't parse inline keyboard button: button text must be non-empty")
    if button.get("style", "primary") not in _STYLES:
        raise bad_request("can't parse inline keyboard button: invalid button style specified")


def _check_action(button: Json, action: str) -> None:
    value = button[action]
    if action == "callback_data" and not (isinstance(value, str) and 1 <= len(value.encode()) <= 64):
        raise bad_request("BUTTON_DATA_INVALID")
    if action == "url" and not (isinstance(value, str) and _is_link(value)):
        raise bad_request("BUTTON_URL_INVALID")
    if action == "copy_text":
        text = value.get("text") if isinstance(value, dict) else None
        if not (isinstance(text, str) and 1 <= len(text) <= 256):
            raise bad_request("BUTTON_COPY_TEXT_INVALID")
    if action in ("web_app", "login_url"):
        url = value.get("url") if isinstance(value, dict) else None
        if not (isinstance(url, str) and url.startswith("https://")):
            raise bad_request("BUTTON_URL_INVALID")


def _is_link(url: str) -> bool:
    scheme, found, rest = url.partition("://")
    return (
        bool(found) and scheme.lower() in ("http", "https", "tg") and bool(rest) and not any(c.isspace() for c in url)
    )


def _text_button(button: Any) -> Json:
    if isinstance(button, str):
        button = {"text": button}
    if not isinstance(button, dict) or not isinstance(button.get("text"), str) or not button["text"].strip():
        raise bad_request("can't parse keyboard button: Can't find field \"text\"")
    return button


def _check_size(rows: list[list[Json]]) -> None:
    if sum(len(row) for row in rows) > MOST_BUTTONS or any(len(row) > MOST_IN_A_ROW for row in rows):
        raise bad_request("reply markup is too long")
