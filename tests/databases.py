"""Databases for the tests: migrated once in a session by Alembic, copied for each test."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.postgres import PostgresServer, postgres_server, run_aside


def migrate(url: str) -> None:
    """Brings a database to the newest schema."""
    from bot.storage.schema import upgrade

    run_aside(lambda: upgrade(url))


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file at the newest schema; copy it, never write to it."""
    path = tmp_path_factory.mktemp("sqlite") / "template.db"
    migrate(f"sqlite+aiosqlite:///{path}")
    return path


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    """A migrated SQLite database of this test's own."""
    path = shutil.copyfile(sqlite_template, tmp_path / "rawat.db")
    return f"sqlite+aiosqlite:///{path}"


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """The PostgreSQL server of this session."""
    with postgres_server() as server:
        yield server


@pytest.fixture
def empty_postgres_url(postgres: PostgresServer) -> Iterator[str]:
    """A PostgreSQL database of this test's own, without tables."""
    name = postgres.create()
    yield postgres.database_url(name)
    postgres.drop(name)


@pytest.fixture(scope="session")
def postgres_template(postgres: PostgresServer) -> str:
    name = postgres.create()
    migrate(postgres.database_url(name))
    postgres.prepare(name)
    return name


@pytest.fixture
def postgres_url(postgres: PostgresServer, postgres_template: str) -> Iterator[str]:
    """A migrated PostgreSQL database of this test's own."""
    name = postgres.lend(postgres_template)
    yield postgres.database_url(name)
    postgres.take_back(name)


ENGINES = ("sqlite", pytest.param("postgres", marks=pytest.mark.postgres))


@pytest.fixture(params=ENGINES)
def database_url(request: pytest.FixtureRequest) -> str:
    """A migrated database of this test's own; the test runs once on each engine."""
    return str(request.getfixturevalue(f"{request.param}_url"))


@pytest.fixture(params=ENGINES)
def empty_database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database without tables, on each engine: for the tests of migrations."""
    if request.param == "sqlite":
        return f"sqlite+aiosqlite:///{tmp_path / 'empty.db'}"
    return str(request.getfixturevalue("empty_postgres_url"))
