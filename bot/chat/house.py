"""What the rooms of the chat are given: ports and settled facts. The composition root fills it."""

from dataclasses import dataclass

from bot.domain.clock import Clock
from bot.domain.finding import Names
from bot.domain.ports import Organisation, Storage
from bot.domain.workdays import WorkCalendar


@dataclass(frozen=True)
class House:
    """Ports and facts from which a room makes its use cases."""

    storage: Storage
    organisation: Organisation
    workdays: WorkCalendar
    clock: Clock
    names: Names
    bot_username: str = ""
    mail: bool = False
    """Whether the bot can send e-mail."""
