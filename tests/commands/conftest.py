"""What the tests of the command line share: an app over a database of the test's own, and the command line itself."""

from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest
from pydantic import SecretStr
from typer.testing import CliRunner, Result

from bot.__main__ import cli
from bot.app import App
from bot.domain.clock import FixedClock
from bot.domain.partners import Partner
from bot.domain.people import Person
from bot.domain.staff import Staff
from bot.domain.words import Role, StaffState, Tier
from bot.settings import Settings
from tests.chat.harness import MONDAY

AppOf = Callable[..., App]


@pytest.fixture
async def app_of() -> AsyncIterator[AppOf]:
    """Makes apps over a database's address, with these settings, on Monday, 23 November 2026."""
    made: list[App] = []

    def make(url: str, **settings: Any) -> App:
        app = App.of(Settings(_env_file=None, database_url=SecretStr(url), **settings))
        app.clock = FixedClock(MONDAY)
        made.append(app)
        return app

    yield make
    for app in made:
        await app.close()


@pytest.fixture
def app(app_of: AppOf, sqlite_url: str) -> App:
    """An app over a SQLite database of this test's own."""
    return app_of(sqlite_url)


@pytest.fixture
def rawat(sqlite_url: str, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> "Run":
    """The command line in an empty folder, over a SQLite database of this test's own."""
    monkeypatch.chdir(tmp_path_factory.mktemp("folder"))
    monkeypatch.setenv("RAWAT_DATABASE_URL", sqlite_url)
    return run


Run = Callable[..., Result]


def run(*arguments: str) -> Result:
    """What a command says and how it ends."""
    return CliRunner().invoke(cli, arguments)


async def put_clinic(app: App) -> None:
    """A key partner with one person, and the admin who looks after it."""
    async with app.storage.write() as uow:
        rina = await uow.staff.add(Staff("Rina", Role.ADMIN, StaffState.ACTIVE, 7))
        clinic = await uow.partners.add(
            Partner("Klinik Sehat Bersama", tier=Tier.KEY, owner_id=rina.id, added_on=MONDAY.date())
        )
        await uow.people.add(Person(clinic.id, "Dewi Anggraini", salutation="dr."))
        await uow.search.touch([clinic.id])
        await uow.commit()
