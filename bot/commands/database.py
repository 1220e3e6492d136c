"""``rawat db upgrade`` and what ``run`` and ``sandbox`` do to a database before anything else."""

import os
from pathlib import Path

from sqlalchemy import delete, insert, select
from sqlalchemy.exc import SQLAlchemyError

from bot.app import App
from bot.domain.errors import OperatorError
from bot.storage.engine import is_sqlite
from bot.storage.machinery import MarkRow
from bot.storage.schema import HEAD, need_current, revision_of, upgrade

SANDBOX_MARK = "sandbox"


async def make_ready(app: App, *, sandbox: bool = False) -> None:
    """Brings SQLite up to date (PostgreSQL is upgraded by ``rawat db upgrade`` alone) and checks whose it is.

    The sandbox keeps its own, marked database: ``run`` refuses a marked one, the sandbox an unmarked one.
    """
    _need_writable(app.database_file)
    new = await _is_new(app)
    if is_sqlite(app.engine) and await revision_of(app.engine) != HEAD:
        await _upgrade_embedded(app, new)
    await need_current(app.engine)
    if sandbox and new:
        await mark(app, SANDBOX_MARK, "yes")
    marked = await read_mark(app, SANDBOX_MARK) is not None
    if marked and not sandbox:
        raise _sandboxs()
    if sandbox and not marked:
        raise OperatorError(
            "This database holds real partners, and the sandbox would play with them; "
            "leave RAWAT_DATABASE_URL unset for the sandbox."
        )


async def upgrade_database(app: App) -> str:
    """Brings the database to the newest schema; says what was done."""
    _need_writable(app.database_file)
    try:
        before = await revision_of(app.engine)
        if before is not None and before > HEAD:
            await need_current(app.engine)
        await upgrade(app.database_url)
    except (SQLAlchemyError, OSError) as error:
        raise (_not_writable(app.database_file) if app.database_file else unreachable()) from error
    return "The database is up to date." if before == HEAD else "The database is upgraded."


async def need_own(app: App) -> None:
    """Like ``need_ready``; refuses the sandbox's database too: what is done to it here was meant for the real one."""
    await need_ready(app)
    if await read_mark(app, SANDBOX_MARK) is not None:
        raise _sandboxs()


async def need_ready(app: App) -> None:
    """Refuses, with the remedy, a database that is not there, does not answer or is not of this version."""
    file = app.database_file
    if file is not None and not file.exists():
        raise OperatorError(f"There is no database {file.name} yet; run `rawat run` or `rawat db upgrade` first.")
    _need_writable(file)
    try:
        await need_current(app.engine)
    except (SQLAlchemyError, OSError) as error:
        raise (unreachable() if file is None else _not_writable(file)) from error


async def read_mark(app: App, name: str) -> str | None:
    """A word about the database itself."""
    async with app.engine.connect() as connection:
        return (await connection.execute(select(MarkRow.value).where(MarkRow.name == name))).scalar()


async def mark(app: App, name: str, value: str) -> None:
    """Sets a word about the database itself."""
    async with app.storage.connect(writes=True) as connection:
        await connection.execute(delete(MarkRow).where(MarkRow.name == name))
        await connection.execute(insert(MarkRow).values(name=name, value=value))
        await connection.commit()


def unreachable() -> OperatorError:
    """What to do when the database does not answer."""
    return OperatorError("The database cannot be reached; check RAWAT_DATABASE_URL and that the server runs.")


def _sandboxs() -> OperatorError:
    return OperatorError(
        "This database belongs to the sandbox and holds invented partners; "
        "point RAWAT_DATABASE_URL to another one, for example sqlite+aiosqlite:///rawat.db."
    )


async def _is_new(app: App) -> bool:
    try:
        return await revision_of(app.engine) is None
    except (SQLAlchemyError, OSError) as error:
        if app.database_file is not None:
            raise _not_writable(app.database_file) from error
        raise unreachable() from error


async def _upgrade_embedded(app: App, new: bool) -> None:
    found = await revision_of(app.engine)
    if found is not None and found > HEAD:
        await need_current(app.engine)
    if not new:
        await app.back_up_before_upgrade()
    await upgrade(app.database_url)


def _need_writable(file: Path | None) -> None:
    """Looked at before the driver tries: a connection that fails may leave a thread that speaks to a closed loop."""
    if file is None:
        return
    place = file if file.exists() else file.absolute().parent
    if file.is_dir() or not place.exists() or not os.access(place, os.W_OK):
        raise _not_writable(file)


def _not_writable(file: Path) -> OperatorError:
    return OperatorError(
        f"The database file {file.name} cannot be opened or written; "
        "check its folder and rights, restore a backup, or set RAWAT_DATABASE_URL to another place."
    )
