"""What the chat page is told: the whole state once, then each change as one small JSON object.

A cursor is `<epoch>-<revision>`: the world's start and its revision. One of another start cannot be resumed.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC
from typing import Any

from bot.sandbox.chats import Chat, Message
from bot.sandbox.clock import MovingClock
from bot.sandbox.queries import Query
from bot.sandbox.world import World

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Persona:
    """Somebody whose part one can take on the page; the world has a user with this id.

    `role` is `manager`, `staff`, `stranger` (shown in the page's language), or a label that is shown as it is.
    `language` is that of their Telegram: `id` or `en`.
    """

    id: int
    name: str
    role: str
    language: str = "id"


def state_of(world: World, personas: Sequence[Persona], clock: MovingClock) -> Json:
    """Everything the page needs to draw itself."""
    return {
        "cursor": cursor_of(world),
        "epoch": world.epoch,
        "bot": world.bot.as_json(),
        "clock": clock_state(clock),
        "persons": [_person_state(world, persona) for persona in personas],
    }


def cursor_of(world: World) -> str:
    """Where the stream of changes stands."""
    return f"{world.epoch}-{world.revision}"


def clock_state(clock: MovingClock) -> Json:
    """The business time, in UTC, and where it is moving to."""
    moving = clock.moving_to
    return {
        "now": clock.now().astimezone(UTC).isoformat(),
        "zone": clock.zone.key,
        "moving": moving.isoformat() if moving else None,
    }


def _person_state(world: World, persona: Persona) -> Json:
    chat = world.private_chat(persona.id)
    return {
        "id": persona.id,
        "name": persona.name,
        "role": persona.role,
        "language": persona.language,
        "messages": [message.body for message in world.messages(persona.id)],
        "commands": world.commands_for(persona.id),
        **_ground_state(world, chat),
    }


def _ground_state(world: World, chat: Chat) -> Json:
    """What lies under the messages: the reply keyboard, and whether the person has blocked the bot."""
    return {"keyboard": chat.reply_keyboard, "blocked": chat.standings.get(world.bot.id) == "kicked"}


@dataclass(slots=True)
class _Told:
    """What one page has been told of one chat."""

    ids: frozenset[int] | None = None
    ground: Json | None = None
    commands: list[Json] | None = None
    action: tuple[str, float] | None = None


@dataclass(slots=True)
class Watcher:
    """Follows the world for one open page, from `revision` on."""

    world: World
    personas: Sequence[Persona]
    clock: MovingClock
    revision: int
    _told: dict[int, _Told] = field(default_factory=dict)
    _steps: int = -1

    def changes(self) -> Iterator[Json]:
        """The changes since it was last asked, and nothing twice."""
        since, self.revision = self.revision, self.world.revision
        if self.clock.moving_to or self._steps != self.clock.steps:
            self._steps = self.clock.steps
            yield self.clock_change()
        for persona in self.personas:
            yield from self._chat_changes(persona.id, since)

    def clock_change(self) -> Json:
        return {"kind": "clock", "clock": clock_state(self.clock)}

    def _chat_changes(self, person_id: int, since: int) -> Iterator[Json]:
        chat = self.world.private_chat(person_id)
        told = self._told.setdefault(person_id, _Told())
        if chat.revision > since:
            yield from self._message_changes(chat, told, since)
        ground = _ground_state(self.world, chat)
        if ground != told.ground:
            told.ground = ground
            yield {"kind": "ground", "chat": person_id, **ground}
        if (commands := self.world.commands_for(person_id)) != told.commands:
            told.commands = list(commands)
            yield {"kind": "commands", "chat": person_id, "commands": commands}
        yield from self._action_change(chat, told)
        for query in self.world.answers_after(since, person_id):
            yield answer_change(query)

    def _message_changes(self, chat: Chat, told: _Told, since: int) -> Iterator[Json]:
        for message in list(chat.messages.values()):
            if message.revision > since:
                yield message_change(message)
        present = frozenset(chat.messages)
        if told.ids is None or told.ids - present:
            yield {"kind": "present", "chat": chat.id, "message_ids": sorted(present)}
        told.ids = present

    def _action_change(self, chat: Chat, told: _Told) -> Iterator[Json]:
        if chat.action != told.action:
            told.action = chat.action
            name = self.world.typing(chat)
            if name:
                yield {"kind": "action", "chat": chat.id, "action": name}


def message_change(message: Message) -> Json:
    """A message that is new or was edited."""
    return {"kind": "message", "chat": message.chat_id, "message": message.body}


def answer_change(query: Query) -> Json:
    """The answer to a press: a toast, an alert, a link, or nothing but the end of waiting."""
    return {
        "kind": "answer",
        "chat": query.chat_id,
        "message_id": query.message_id,
        "data": query.payload,
        "text": query.text,
        "show_alert": query.show_alert,
        "url": query.url,
    }
