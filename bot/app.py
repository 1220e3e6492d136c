"""The composition root: settings become ports, ports become rooms."""

from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.chat.house import House
from bot.domain.clock import Clock, SystemClock
from bot.domain.ports import Organisation
from bot.domain.workdays import WorkCalendar
from bot.settings import Settings
from bot.storage.engine import make_engine
from bot.storage.names import StoredNames
from bot.storage.unit_of_work import SqlStorage


@dataclass
class App:
    """Everything that a command, a job or the bot needs, each made when it is first asked for."""

    settings: Settings
    clock: Clock

    @classmethod
    def of(cls, settings: Settings, clock: Clock | None = None) -> "App":
        """The app over these settings; its business clock is the world's unless one is given."""
        return cls(settings, clock or SystemClock())

    @cached_property
    def engine(self) -> AsyncEngine:
        """The database."""
        return make_engine(self.database_url)

    @property
    def database_url(self) -> str:
        """Where the database is; it may hold a password."""
        return self.settings.database_url.get_secret_value()

    @property
    def database_file(self) -> Path | None:
        """The database's file, for SQLite; None for a server."""
        url = make_url(self.database_url)
        return Path(url.database) if url.drivername.startswith("sqlite") and url.database else None

    @cached_property
    def storage(self) -> SqlStorage:
        """Units of work."""
        return SqlStorage(self.engine)

    @cached_property
    def organisation(self) -> Organisation:
        """What the rules of care need to know of us."""
        return self.settings.as_organisation

    @cached_property
    def workdays(self) -> WorkCalendar:
        """Which days are working days."""
        organisation = self.organisation
        return WorkCalendar(organisation.workdays, organisation.country, organisation.joint_leave)

    @cached_property
    def names(self) -> StoredNames:
        """The search over partners and people."""
        return StoredNames(self.storage)

    @cached_property
    def house(self) -> House:
        """What the rooms of the chat are given."""
        return House(
            storage=self.storage,
            organisation=self.organisation,
            workdays=self.workdays,
            clock=self.clock,
            names=self.names,
        )

    def house_of(self, bot_username: str) -> House:
        """The house once the bot's own name is known."""
        return replace(self.house, bot_username=bot_username)

    async def close(self) -> None:
        """Lets the database go."""
        if "engine" in self.__dict__:
            await self.engine.dispose()
