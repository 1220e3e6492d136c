"""The schema: made and brought up to date by Alembic's migrations, and checked before anything runs."""

from importlib.resources import files
from typing import TYPE_CHECKING

from sqlalchemy import inspect, text
from sqlalchemy.engine import Connection
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.domain.errors import OperatorError
from bot.storage import machinery, unit_of_work, updates  # noqa: F401 - every table must be known
from bot.storage.engine import WRITES, is_sqlite, make_engine

if TYPE_CHECKING:
    from alembic.config import Config

HEAD = "0009"
"""The newest migration; a test compares it with the migrations' own head."""

UPGRADE_LOCK = 7_238_109
"""PostgreSQL's advisory lock for upgrades."""


async def upgrade(url: str, revision: str = "head") -> None:
    """Brings the database up to a revision, wholly or not at all, and never two at once.

    SQLite's writer has its turn alone; on PostgreSQL an advisory lock sees to it.
    """
    engine = make_engine(url)
    try:
        async with engine.connect() as connection:
            await connection.execution_options(**{WRITES: True})
            if not is_sqlite(engine):
                await connection.execute(text("select pg_advisory_lock(:lock)"), {"lock": UPGRADE_LOCK})
                await connection.commit()
            async with connection.begin():
                await connection.run_sync(_migrate, revision, True)
            if not is_sqlite(engine):
                await connection.execute(text("select pg_advisory_unlock(:lock)"), {"lock": UPGRADE_LOCK})
                await connection.commit()
    finally:
        await engine.dispose()


async def downgrade(url: str, revision: str) -> None:
    """Takes the database down to a revision (``base``: nothing left)."""
    engine = make_engine(url)
    try:
        async with engine.connect() as connection:
            await connection.execution_options(**{WRITES: True})
            async with connection.begin():
                await connection.run_sync(_migrate, revision, False)
    finally:
        await engine.dispose()


async def revision_of(engine: AsyncEngine) -> str | None:
    """The revision the database is at; None where it was never set up."""
    async with engine.connect() as connection:
        return await connection.run_sync(_revision)


async def need_current(engine: AsyncEngine) -> None:
    """Refuses, with the remedy, a database that is older or newer than this program."""
    found = await revision_of(engine)
    if found == HEAD:
        return
    if found is None or found < HEAD:
        raise OperatorError("The database is older than this version of Rawat; run `rawat db upgrade` first.")
    raise OperatorError("The database is newer than this version of Rawat; install the newer one, or restore a backup.")


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("select version_num from alembic_version")).scalar()


def _migrate(connection: Connection, revision: str, up: bool) -> None:
    from alembic import command

    config = _config()
    config.attributes["connection"] = connection
    (command.upgrade if up else command.downgrade)(config, revision)


def _config() -> "Config":
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(files("migrations")).replace("%", "%%"))
    return config
