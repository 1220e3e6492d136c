"""Chats and their messages, as the server keeps them and as a person sees them."""

from dataclasses import dataclass, field
from typing import Any

from bot.sandbox.accounts import User

Json = dict[str, Any]

# Standings in which a bot or a person is in the chat (Bot API, ChatMember.status).
PRESENT = frozenset({"creator", "administrator", "member"})

_RIGHTS = (
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
    "can_pin_messages",
)


def member_json(account: Json, status: str) -> Json:
    """The Bot API's `ChatMember` for an account (its `User`) of this standing."""
    member: Json = {"status": status, "user": account}
    if status == "creator":
        member["is_anonymous"] = False
    elif status == "administrator":
        member |= {"can_be_edited": False, "is_anonymous": False, **dict.fromkeys(_RIGHTS, True)}
    elif status == "kicked":
        member["until_date"] = 0
    return member


@dataclass(slots=True, eq=False)
class Message:
    """One message. `body` is the Bot API's `Message`, as the bot gets it."""

    body: Json
    by_bot: bool
    revision: int = 0
    # A message that brought a keyboard under the text field can never be edited (Bot API, "Updating messages").
    brought_keyboard: bool = False
    reactions: list[Json] = field(default_factory=list)

    @property
    def id(self) -> int:
        return int(self.body["message_id"])

    @property
    def chat_id(self) -> int:
        return int(self.body["chat"]["id"])

    @property
    def sender_id(self) -> int:
        return int(self.body["from"]["id"])

    @property
    def date(self) -> int:
        """When it was sent, in seconds since 1970."""
        return int(self.body["date"])

    @property
    def text(self) -> str:
        """What is written in it: its text, or the caption of its file."""
        return str(self.body.get("text", self.body.get("caption", "")))

    @property
    def entities(self) -> list[Json]:
        """The entities of `text`; offsets and lengths in UTF-16 code units."""
        found: list[Json] = self.body.get("entities") or self.body.get("caption_entities") or []
        return found

    @property
    def reply_markup(self) -> Json | None:
        """The inline keyboard, if it has one."""
        found: Json | None = self.body.get("reply_markup")
        return found

    @property
    def edited(self) -> bool:
        return "edit_date" in self.body

    @property
    def document(self) -> Json | None:
        return self.body.get("document")

    @property
    def photo(self) -> list[Json] | None:
        return self.body.get("photo")

    @property
    def reply_to(self) -> int | None:
        """The id of the message that this one answers."""
        answered = self.body.get("reply_to_message")
        return int(answered["message_id"]) if answered else None

    @property
    def rows(self) -> list[list[Json]]:
        """The rows of its inline buttons."""
        found: list[list[Json]] = self.body.get("reply_markup", {}).get("inline_keyboard", [])
        return found

    @property
    def buttons(self) -> list[Json]:
        """Its inline buttons, row after row."""
        return [button for row in self.rows for button in row]

    @property
    def labels(self) -> list[str]:
        """What is written on its inline buttons."""
        return [button["text"] for button in self.buttons]

    def find_button(self, label: str) -> Json | None:
        """The button labelled so; else the first whose label contains it; else None."""
        exact = (b for b in self.buttons if b["text"] == label)
        close = (b for b in self.buttons if label in b["text"])
        return next(exact, None) or next(close, None)


@dataclass(slots=True, eq=False)
class Chat:
    """A private chat between a person and a bot, or a group. Standings are by account id."""

    id: int
    type: str
    user: User | None = None
    title: str | None = None
    standings: dict[int, str] = field(default_factory=dict)
    messages: dict[int, Message] = field(default_factory=dict)
    migrated_to: int | None = None
    revision: int = 0
    # What the bot put under the text field (ReplyKeyboardMarkup, ForceReply), None when removed.
    reply_keyboard: Json | None = None
    # What the bot is doing ("typing"), and until when by the machine clock.
    action: tuple[str, float] | None = None
    pinned: list[int] = field(default_factory=list)

    @property
    def is_private(self) -> bool:
        return self.type == "private"

    def as_json(self) -> Json:
        """The Bot API's `Chat`."""
        chat: Json = {"id": self.id, "type": self.type}
        if self.user:
            return chat | self.user.names()
        return chat | {"title": self.title}

    def has(self, account_id: int) -> bool:
        """Whether this account is in the chat now."""
        return self.standings.get(account_id) in PRESENT
