"""What a person sends: words, files, presses of buttons."""

from typing import Any

from bot.sandbox.accounts import Bot, User
from bot.sandbox.chats import Chat, Message, member_json
from bot.sandbox.entities import detect_entities, utf16_len
from bot.sandbox.ground import Ground, Impossible
from bot.sandbox.queries import InlineQuery, Query

Json = dict[str, Any]
Who = User | int
Where = Chat | User | int | None

# The longest text of one message, in UTF-16 code units; the apps cut what is longer into several.
TEXT_LIMIT = 4096


class Speaking(Ground):
    """What a person can do in a chat. Without a chat, the private one with the first bot is meant.

    Everything raises Impossible where Telegram's apps would not let a person do it.
    """

    def start_bot(self, who: Who, payload: str = "", *, bot: Bot | None = None) -> Message:
        """Presses Start (or opens a link with a `payload`); unblocks the bot if it was blocked."""
        user, bot = self.user(who), bot or self.bot
        chat = self.private_chat(user, bot)
        if chat.standings.get(bot.id) == "kicked":
            self.stand(chat, bot, user, "member")
        chat.standings[bot.id] = "member"
        return self.say(user, f"/start {payload}".strip(), chat=chat)

    def say(self, who: Who, text: str, *, chat: Where = None, reply_to: Message | int | None = None) -> Message:
        """Types a text and sends it; gives the (first) message."""
        sent = [
            self._send(who, chat, {"text": piece, **_entities("entities", piece)}, reply_to)
            for piece in _pieces(text.strip())
        ]
        if not sent:
            raise Impossible("an empty message cannot be sent")
        return sent[0]

    def send_file(
        self, who: Who, name: str, content: bytes, caption: str = "", mime: str | None = None, *, chat: Where = None
    ) -> Message:
        """Sends a file as a document."""
        stored = self.files.keep("documents", name, content, mime)
        return self._send(who, chat, {"document": stored.as_document(), **_caption(caption)})

    def send_photo(self, who: Who, content: bytes, caption: str = "", *, chat: Where = None) -> Message:
        """Sends a picture as a photo."""
        stored = self.files.keep("photos", "photo.jpg", content, "image/jpeg")
        return self._send(who, chat, {"photo": stored.as_photo(), **_caption(caption)})

    def send_sticker(self, who: Who, emoji: str = "👍", *, chat: Where = None) -> Message:
        """Sends a sticker."""
        stored = self.files.keep("stickers", "sticker.webp", b"RIFF....WEBPVP8 ", "image/webp")
        sticker = {**stored.as_json(), "type": "regular", "width": 512, "height": 512, "emoji": emoji}
        return self._send(who, chat, {"sticker": {**sticker, "is_animated": False, "is_video": False}})

    def send_voice(self, who: Who, seconds: int = 3, content: bytes = b"OggS", *, chat: Where = None) -> Message:
        """Sends a spoken message of so many seconds."""
        stored = self.files.keep("voice", "voice.oga", content, "audio/ogg")
        return self._send(who, chat, {"voice": {**stored.as_json(), "duration": seconds, "mime_type": "audio/ogg"}})

    def share_contact(
        self, who: Who, phone: str, *, first_name: str | None = None, user_id: int | None = None, chat: Where = None
    ) -> Message:
        """Shares a contact: one's own unless another name is given."""
        user = self.user(who)
        contact: Json = {"phone_number": phone, "first_name": first_name or user.first_name}
        known = user_id if first_name else user.id
        if known is not None:
            contact["user_id"] = known
        return self._send(who, chat, {"contact": contact})

    def forward(
        self,
        who: Who,
        text: str,
        *,
        from_name: str,
        at: int | None = None,
        from_user: Json | None = None,
        chat: Where = None,
    ) -> Message:
        """Forwards what somebody wrote elsewhere, in Unix seconds; without *from_user* they hide their account."""
        written = self.now() if at is None else at
        hidden: Json = {"type": "hidden_user", "sender_user_name": from_name, "date": written}
        shown: Json = {"type": "user", "sender_user": from_user, "date": written}
        return self._send(who, chat, {"text": text, "forward_origin": shown if from_user else hidden})

    def send_location(self, who: Who, latitude: float, longitude: float, *, chat: Where = None) -> Message:
        """Sends a place, in degrees."""
        return self._send(who, chat, {"location": {"latitude": latitude, "longitude": longitude}})

    def edit(self, who: Who, message: Message | int, text: str, *, chat: Where = None) -> Message:
        """Changes a text that this person sent."""
        user = self.user(who)
        place = self.chat(user if chat is None else chat)
        edited = self._own(user, place, message)
        if "text" not in edited.body:
            raise Impossible("only a text can be edited")
        kept = {k: v for k, v in edited.body.items() if k != "entities"}
        edited.body = kept | {"text": text.strip(), **_entities("entities", text.strip()), "edit_date": self.now()}
        self.touch(place, edited)
        self._deliver(place, "edited_message", edited)
        return edited

    def delete(self, who: Who, message: Message | int, *, chat: Where = None) -> None:
        """Deletes a message for both; a bot hears nothing of it. In private chats the bot's messages too."""
        user = self.user(who)
        place = self.chat(user if chat is None else chat)
        number = message if isinstance(message, int) else message.id
        if not place.is_private:
            self._own(user, place, number)
        self.remove_message(place, number)

    def press(
        self, who: Who, message_id: int, chat_id: Where = None, data: str | None = None, *, stale: bool = False
    ) -> Query:
        """Presses the inline button that carries `data` (the first one if None); also one that is no longer shown.

        A `stale` press comes from a message that the bot cannot read any more (Bot API, InaccessibleMessage).
        """
        user = self.user(who)
        chat = self.chat(user if chat_id is None else chat_id)
        message = chat.messages.get(message_id)
        if message is None or not message.by_bot:
            raise Impossible(f"no message of a bot has the id {message_id} here")
        if data is None:
            data = next(b["callback_data"] for b in message.buttons if "callback_data" in b)
        query = Query(self.new_query_id(), message.sender_id, user, chat.id, message.id, data, self.feed.bump())
        self.queries[query.id] = query
        shown = {"chat": message.body["chat"], "message_id": message.id, "date": 0} if stale else message.body
        press = {"id": query.id, "from": user.as_json(), "message": shown, "chat_instance": str(chat.id << 20)}
        self._bot_of(message).queue.put("callback_query", {**press, "data": data})
        return query

    def ask_inline(self, who: Who, text: str, offset: str = "", *, bot: Bot | None = None) -> InlineQuery:
        """Types `@bot text` into some chat; the results come into what is given back."""
        user, bot = self.user(who), bot or self.bot
        query = InlineQuery(self.new_query_id(), bot.id, user, text, offset, self.feed.bump())
        self.inline_queries[query.id] = query
        asked = {"id": query.id, "from": user.as_json(), "query": text, "offset": offset, "chat_type": "sender"}
        bot.queue.put("inline_query", asked)
        return query

    def choose_inline(self, who: Who, query: InlineQuery, result_id: str, *, chat: Where = None) -> Message:
        """Sends one of an inline query's results, by default into the bot's own chat.

        The bot hears of it where inline feedback is on (BotFather, /setinlinefeedback).
        """
        user, bot = self.user(who), next(bot for bot in self.bots.values() if bot.id == query.bot_id)
        result = next((one for one in query.results if one["id"] == result_id), None)
        if result is None:
            raise Impossible(f"no result {result_id!r} is shown")
        text = result["input_message_content"]["message_text"]
        content = {"text": text, **_entities("entities", text), "via_bot": bot.as_json()}
        message = self._send(user, chat, content)
        if bot.inline_feedback:
            chosen = {"result_id": result_id, "from": user.as_json(), "query": query.text}
            bot.queue.put("chosen_inline_result", chosen)
        return message

    def stand(self, chat: Chat, bot: Bot, by: User, status: str) -> None:
        """Changes a bot's standing in a chat, and tells the bot."""
        before = chat.standings.get(bot.id, "left")
        chat.standings[bot.id] = status
        self.touch(chat)
        change: Json = {"chat": chat.as_json(), "from": by.as_json(), "date": self.now()}
        change |= {
            "old_chat_member": member_json(bot.as_json(), before),
            "new_chat_member": member_json(bot.as_json(), status),
        }
        bot.queue.put("my_chat_member", change)

    def _send(self, who: Who, where: Where, content: Json, reply_to: Message | int | None = None) -> Message:
        user = self.user(who)
        chat = self.chat(user if where is None else where)
        self._check_may_write(user, chat)
        answered = chat.messages.get(reply_to) if isinstance(reply_to, int) else reply_to
        message = self.put_message(chat, user.as_json(), content, by_bot=False, reply_to=answered)
        self._deliver(chat, "message", message)
        return message

    def _check_may_write(self, user: User, chat: Chat) -> None:
        if not chat.is_private:
            if not chat.has(user.id):
                raise Impossible(f"{user.full_name} is not in the group")
            return
        if chat.id != user.id:
            raise Impossible("this is somebody else's private chat")
        if "kicked" in chat.standings.values():
            raise Impossible(f"{user.full_name} has blocked the bot: unblock or start it first")
        if not chat.standings:
            chat.standings[self._private_bot(chat).id] = "member"

    def _private_bot(self, chat: Chat) -> Bot:
        owner = next(bot_id for (bot_id, _), known in self.private.items() if known is chat)
        return next(bot for bot in self.bots.values() if bot.id == owner)

    def _deliver(self, chat: Chat, kind: str, message: Message) -> None:
        for bot in self.bots_in(chat):
            if chat.is_private or bot.reads_all or self._concerns(bot, chat, message):
                bot.queue.put(kind, message.body)

    def _concerns(self, bot: Bot, chat: Chat, message: Message) -> bool:
        """What a bot in privacy mode hears in a group (Bots, "Privacy mode")."""
        if chat.standings.get(bot.id) == "administrator" or "text" not in message.body:
            return chat.standings.get(bot.id) == "administrator" or bool(_SERVICE & message.body.keys())
        answered = message.body.get("reply_to_message")
        if answered and answered["from"]["id"] == bot.id:
            return True
        if f"@{bot.username}".lower() in message.text.lower():
            return True
        return any(e["type"] == "bot_command" and e["offset"] == 0 for e in message.entities) and (
            "@" not in message.text.split(maxsplit=1)[0]
        )

    def _bot_of(self, message: Message) -> Bot:
        return next(bot for bot in self.bots.values() if bot.id == message.sender_id)

    def _own(self, user: User, chat: Chat, message: Message | int) -> Message:
        number = message if isinstance(message, int) else message.id
        found = chat.messages.get(number)
        if found is None or found.by_bot or found.sender_id != user.id:
            raise Impossible(f"{user.full_name} did not send message {number}")
        return found


_SERVICE = frozenset({"new_chat_members", "left_chat_member", "migrate_to_chat_id", "migrate_from_chat_id"})


def _entities(key: str, text: str) -> Json:
    found = detect_entities(text)
    return {key: found} if found else {}


def _caption(caption: str) -> Json:
    text = caption.strip()
    return {"caption": text, **_entities("caption_entities", text)} if text else {}


def _pieces(text: str) -> list[str]:
    """Cuts a text as Telegram's apps do before sending."""
    pieces: list[str] = []
    while utf16_len(text) > TEXT_LIMIT:
        end = TEXT_LIMIT
        while utf16_len(text[:end]) > TEXT_LIMIT:
            end -= max(1, (utf16_len(text[:end]) - TEXT_LIMIT) // 2)
        pieces.append(text[:end])
        text = text[end:]
    return [*pieces, text] if text else pieces
