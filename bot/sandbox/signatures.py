"""The methods that the server knows, with the parameters that the Bot API 10.1 documents for them.

One line a method: `name:kind`, an exclamation mark where it is required; the kinds are those of `parameters.typed`.
"""

_PLACE = "business_connection_id:str message_thread_id:int"
_SEND = (
    f"chat_id:chat! {_PLACE} direct_messages_topic_id:int disable_notification:bool protect_content:bool "
    "allow_paid_broadcast:bool message_effect_id:str suggested_post_parameters:object reply_parameters:object "
    "reply_markup:object"
)
_CAPTION = "caption:str parse_mode:str caption_entities:array"
_EDITED = "business_connection_id:str chat_id:chat message_id:int inline_message_id:str reply_markup:object"
_COPIED = (
    "chat_id:chat! message_thread_id:int direct_messages_topic_id:int from_chat_id:chat! message_id:int! "
    "video_start_timestamp:int disable_notification:bool protect_content:bool message_effect_id:str "
    "suggested_post_parameters:object"
)
_SCOPE = "scope:object language_code:str"

_TABLE = {
    "getMe": "",
    "logOut": "",
    "close": "",
    "getUpdates": "offset:int limit:int timeout:int allowed_updates:array",
    "setWebhook": (
        "url:str! certificate:file ip_address:str max_connections:int allowed_updates:array drop_pending_updates:bool "
        "secret_token:str"
    ),
    "deleteWebhook": "drop_pending_updates:bool",
    "getWebhookInfo": "",
    "sendMessage": f"{_SEND} text:str! parse_mode:str entities:array link_preview_options:object",
    "sendPhoto": f"{_SEND} {_CAPTION} photo:file! show_caption_above_media:bool has_spoiler:bool",
    "sendDocument": f"{_SEND} {_CAPTION} document:file! thumbnail:file disable_content_type_detection:bool",
    "sendLocation": (
        f"{_SEND} latitude:float! longitude:float! horizontal_accuracy:float live_period:int heading:int "
        "proximity_alert_radius:int"
    ),
    "sendContact": f"{_SEND} phone_number:str! first_name:str! last_name:str vcard:str",
    "sendChatAction": f"chat_id:chat! {_PLACE} action:str!",
    "copyMessage": (
        f"{_COPIED} {_CAPTION} show_caption_above_media:bool allow_paid_broadcast:bool reply_parameters:object "
        "reply_markup:object"
    ),
    "forwardMessage": _COPIED,
    # The text is required unless there is a rich message, which the sandbox does not take.
    "editMessageText": (
        f"{_EDITED} text:str parse_mode:str entities:array link_preview_options:object rich_message:object"
    ),
    "editMessageCaption": f"{_EDITED} {_CAPTION} show_caption_above_media:bool",
    "editMessageReplyMarkup": _EDITED,
    "deleteMessage": "chat_id:chat! message_id:int!",
    "deleteMessages": "chat_id:chat! message_ids:array!",
    "setMessageReaction": "chat_id:chat! message_id:int! reaction:array is_big:bool",
    "pinChatMessage": "business_connection_id:str chat_id:chat! message_id:int! disable_notification:bool",
    "answerCallbackQuery": "callback_query_id:str! text:str show_alert:bool url:str cache_time:int",
    "answerInlineQuery": (
        "inline_query_id:str! results:array! cache_time:int is_personal:bool next_offset:str button:object"
    ),
    "getFile": "file_id:str!",
    "getChat": "chat_id:chat!",
    "getChatMember": "chat_id:chat! user_id:int!",
    "leaveChat": "chat_id:chat!",
    "setMyCommands": f"commands:array! {_SCOPE}",
    "getMyCommands": _SCOPE,
    "deleteMyCommands": _SCOPE,
    "setMyDescription": "description:str language_code:str",
    "setMyShortDescription": "short_description:str language_code:str",
}

Signature = dict[str, tuple[str, bool]]


def _read(line: str) -> Signature:
    fields = (field.partition(":") for field in line.split())
    return {name: (kind.removesuffix("!"), kind.endswith("!")) for name, _, kind in fields}


SIGNATURES: dict[str, Signature] = {method: _read(line) for method, line in _TABLE.items()}

# How Telegram words the lack of a parameter; for the rest it is "<name> is empty".
MISSING = {
    "text": "message text is empty",
    "message_id": "message identifier is not specified",
    "message_ids": "message identifiers are not specified",
    "file_id": "file_id not specified",
    "document": "there is no document in the request",
    "photo": "there is no photo in the request",
    "user_id": "invalid user_id specified",
    "callback_query_id": "query is too old and response timeout expired or query ID is invalid",
    "inline_query_id": "query is too old and response timeout expired or query ID is invalid",
    "commands": "can't parse commands: expected an Array of BotCommand",
    "action": "wrong parameter action in request",
}
