"""Whose a database is and of which version: each refusal is one sentence with its remedy, and nothing is changed."""

from pathlib import Path

import pytest
from sqlalchemy import text

from bot.app import App
from bot.commands.claim import claim
from bot.commands.database import SANDBOX_MARK, make_ready, mark, need_own, need_ready, read_mark, upgrade_database
from bot.commands.job import job
from bot.commands.roster import import_file
from bot.domain.errors import OperatorError
from bot.storage.schema import HEAD, downgrade, revision_of
from tests.commands.conftest import AppOf

NOBODY_LISTENS = "postgresql+asyncpg://rawat@127.0.0.1:9/rawat"


async def stamp(app: App, revision: str) -> None:
    async with app.engine.begin() as connection:
        await connection.execute(text("update alembic_version set version_num = :revision"), {"revision": revision})


async def test_older_database_is_refused_until_it_is_upgraded(app_of: AppOf, database_url: str) -> None:
    await downgrade(database_url, "0001")
    app = app_of(database_url)
    with pytest.raises(OperatorError, match="rawat db upgrade"):
        await need_ready(app)
    assert await upgrade_database(app) == "The database is upgraded."
    assert await upgrade_database(app) == "The database is up to date."
    await need_ready(app)
    assert await revision_of(app.engine) == HEAD


async def test_newer_database_is_refused_and_left_alone(app_of: AppOf, database_url: str) -> None:
    app = app_of(database_url)
    await stamp(app, "9999")
    for refused in (need_ready, upgrade_database, make_ready):
        with pytest.raises(OperatorError, match="newer"):
            await refused(app)
    assert await revision_of(app.engine) == "9999"


@pytest.mark.parametrize("action", [need_ready, upgrade_database, make_ready])
async def test_unreachable_server_is_one_sentence(action: object, app_of: AppOf) -> None:
    assert callable(action)
    with pytest.raises(OperatorError, match="RAWAT_DATABASE_URL"):
        await action(app_of(NOBODY_LISTENS))


async def test_fresh_sqlite_file_is_made_and_marked_for_the_sandbox_alone(app_of: AppOf, tmp_path: Path) -> None:
    own, toy = (app_of(f"sqlite+aiosqlite:///{tmp_path / name}") for name in ("own.db", "toy.db"))
    await make_ready(own)
    await make_ready(toy, sandbox=True)
    assert await read_mark(own, SANDBOX_MARK) is None
    assert await read_mark(toy, SANDBOX_MARK) is not None
    with pytest.raises(OperatorError, match="belongs to the sandbox"):
        await make_ready(toy)
    with pytest.raises(OperatorError, match="real partners"):
        await make_ready(own, sandbox=True)
    await need_own(own)
    await need_ready(toy)
    for refused in (
        need_own(toy),
        claim(toy, recover=False),
        job(toy, "tidy", dry_run=False),
        import_file(toy, tmp_path, "all", True),
    ):
        with pytest.raises(OperatorError, match="belongs to the sandbox"):
            await refused


async def test_file_in_a_folder_that_is_not_there_is_one_sentence(app_of: AppOf, tmp_path: Path) -> None:
    app = app_of(f"sqlite+aiosqlite:///{tmp_path / 'nowhere' / 'rawat.db'}")
    for action in (make_ready, upgrade_database):
        with pytest.raises(OperatorError, match="check its folder and rights"):
            await action(app)


async def test_file_that_is_no_database_is_one_sentence(app_of: AppOf, tmp_path: Path) -> None:
    file = tmp_path / "rawat.db"
    file.write_text("not a database, but some text " * 50)
    for action in (make_ready, need_ready, upgrade_database):
        with pytest.raises(OperatorError, match="RAWAT_DATABASE_URL"):
            await action(app_of(f"sqlite+aiosqlite:///{file}"))
    assert file.read_text().startswith("not a database")


async def test_mark_on_a_database_is_read_back(app: App) -> None:
    await mark(app, "colour", "green")
    await mark(app, "colour", "blue")
    assert await read_mark(app, "colour") == "blue"
