"""Who has an account in the sandbox: people and bots."""

from dataclasses import dataclass, field
from typing import Any

from bot.sandbox.updates import UpdateQueue, Webhook

Json = dict[str, Any]


@dataclass(slots=True, eq=False)
class User:
    """A person with Telegram. `language_code` is their app's language, as an update carries it."""

    id: int
    first_name: str
    last_name: str | None = None
    username: str | None = None
    language_code: str | None = "id"
    deactivated: bool = False

    @property
    def full_name(self) -> str:
        return f"{self.first_name} {self.last_name}" if self.last_name else self.first_name

    def as_json(self) -> Json:
        """The Bot API's `User`."""
        user: Json = {"id": self.id, "is_bot": False, **self.names()}
        if self.language_code:
            user["language_code"] = self.language_code
        return user

    def names(self) -> Json:
        """What the Bot API's `User` and the `Chat` with this person share."""
        names: Json = {"first_name": self.first_name}
        if self.last_name:
            names["last_name"] = self.last_name
        if self.username:
            names["username"] = self.username
        return names


@dataclass(slots=True, eq=False)
class Bot:
    """A bot as BotFather made it, with what it has told the server about itself."""

    token: str
    name: str
    username: str
    queue: UpdateQueue
    reads_all: bool = False
    inline_feedback: bool = False
    webhook: Webhook | None = None
    # By (scope, language code): what setMyCommands was given.
    commands: dict[tuple[Any, ...], list[Json]] = field(default_factory=dict)
    descriptions: dict[str, str] = field(default_factory=dict)
    short_descriptions: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    first_started: set[int] = field(default_factory=set)

    @property
    def id(self) -> int:
        return int(self.token.partition(":")[0])

    def as_json(self) -> Json:
        """The Bot API's `User` for a bot."""
        return {"id": self.id, "is_bot": True, "first_name": self.name, "username": self.username}
