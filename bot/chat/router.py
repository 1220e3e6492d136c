"""Which room answers what. Rooms say what they take; the router finds the one for an update.

The library's own dispatcher confirms an update before it is handled and has no notion of doing one again, so the
updates' rows call this instead.
"""

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from typing import Any

from telegram import Document, Message

from bot.chat.buttons import OldButton, decode
from bot.chat.talk import Talk
from bot.domain.forms import Form
from bot.domain.words import FormKind, Role

TakesText = Callable[[Talk, str], Awaitable[None]]
TakesButton = Callable[[Talk, Any], Awaitable[None]]
TakesForm = Callable[[Talk, Form, str], Awaitable[None]]
TakesDocument = Callable[[Talk, Document], Awaitable[None]]
TakesMessage = Callable[[Talk, Message], Awaitable[None]]
TakesInstead = Callable[[Talk, str], Awaitable[bool]]


@dataclass(frozen=True)
class Command:
    """A command, its alias in Indonesian and others, who may use it, and what the menu says of it (marked text)."""

    name: str
    aliases: tuple[str, ...]
    role: Role
    says: str
    handler: TakesText
    in_menu: bool = True


class Room:
    """What one noun's handlers take."""

    def __init__(self) -> None:
        self.commands: list[Command] = []
        self.buttons: dict[type[Any], TakesButton] = {}
        self.forms: dict[FormKind, TakesForm] = {}
        self.documents: TakesDocument | None = None
        self.texts: TakesText | None = None
        self.instead: TakesInstead | None = None
        self.contacts: TakesMessage | None = None
        self.medias: TakesMessage | None = None
        self.forwards: TakesMessage | None = None

    def command(
        self, name: str, *aliases: str, says: str, role: Role = Role.STAFF, in_menu: bool = True
    ) -> Callable[[TakesText], TakesText]:
        """Takes ``/name`` and its aliases; the handler gets the text behind it. *says* is a marked text."""

        def taken(handler: TakesText) -> TakesText:
            self.commands.append(Command(name, aliases, role, says, handler, in_menu))
            return handler

        return taken

    def button(self, *kinds: type[Any]) -> Callable[[TakesButton], TakesButton]:
        """Takes presses of buttons of these kinds."""

        def taken(handler: TakesButton) -> TakesButton:
            self.buttons.update(dict.fromkeys(kinds, handler))
            return handler

        return taken

    def form(self, kind: FormKind) -> Callable[[TakesForm], TakesForm]:
        """Takes the text that answers a form of this kind."""

        def taken(handler: TakesForm) -> TakesForm:
            self.forms[kind] = handler
            return handler

        return taken

    def document(self, handler: TakesDocument) -> TakesDocument:
        """Takes files."""
        self.documents = handler
        return handler

    def text(self, handler: TakesText) -> TakesText:
        """Takes plain text that answers no form."""
        self.texts = handler
        return handler

    def text_instead(self, handler: TakesInstead) -> TakesInstead:
        """Takes a text that the form which awaited it cannot take, if it means something by itself; whether it does."""
        self.instead = handler
        return handler

    def contact(self, handler: TakesMessage) -> TakesMessage:
        """Takes shared contacts."""
        self.contacts = handler
        return handler

    def media(self, handler: TakesMessage) -> TakesMessage:
        """Takes pictures, recordings, places and files that are no table."""
        self.medias = handler
        return handler

    def forward(self, handler: TakesMessage) -> TakesMessage:
        """Takes what somebody else wrote, forwarded."""
        self.forwards = handler
        return handler


class Router:
    """All rooms together. Two rooms that take the same thing are a fault, found when the bot starts."""

    def __init__(self, rooms: Iterable[Room]) -> None:
        self.by_name: dict[str, Command] = {}
        self.commands: list[Command] = []
        self.buttons: dict[type[Any], TakesButton] = {}
        self.forms: dict[FormKind, TakesForm] = {}
        self.documents: TakesDocument | None = None
        self.texts: TakesText | None = None
        self.instead: TakesInstead | None = None
        self.contacts: TakesMessage | None = None
        self.medias: TakesMessage | None = None
        self.forwards: TakesMessage | None = None
        for room in rooms:
            self._take(room)

    def command_in(self, text: str, bot_username: str) -> tuple[str, str] | None:
        """The command's name and the text behind it, for ``/name@bot text``; None for another bot's or none."""
        if not text.startswith("/"):
            return None
        head, _, rest = text.partition("\n") if "\n" in text.split(" ", 1)[0] else text.partition(" ")
        name, at, whose = head[1:].partition("@")
        if at and whose.lower() != bot_username.lower():
            return None
        return name.lower(), rest.strip()

    def pressed(self, wire: str) -> tuple[Any, TakesButton]:
        """The button that was pressed and what takes it; ``OldButton`` for what is not known any more."""
        pressed = decode(wire)
        takes = self.buttons.get(type(pressed))
        if takes is None:
            raise OldButton
        return pressed, takes

    def _take(self, room: Room) -> None:
        for command in room.commands:
            self.commands.append(command)
            for name in (command.name, *command.aliases):
                _once(self.by_name, name, command)
        for kind, handler in room.buttons.items():
            _once(self.buttons, kind, handler)
        for form, takes in room.forms.items():
            _once(self.forms, form, takes)
        self.documents = _only(self.documents, room.documents)
        self.texts = _only(self.texts, room.texts)
        self.instead = _only(self.instead, room.instead)
        self.contacts = _only(self.contacts, room.contacts)
        self.medias = _only(self.medias, room.medias)
        self.forwards = _only(self.forwards, room.forwards)


def _once(table: dict[Any, Any], key: Any, value: Any) -> None:
    if key in table:
        raise ValueError(f"{key!r} is taken by two rooms")
    table[key] = value


def _only(have: Any, more: Any) -> Any:
    if have is not None and more is not None:
        raise ValueError("two rooms take the same kind of message")
    return have or more
