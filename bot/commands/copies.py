"""``rawat backup`` and ``rawat restore``: copies of a SQLite database. PostgreSQL brings its own tools."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.app import App
from bot.backup.copies import bring_back, make_copy
from bot.commands.run import PARTS
from bot.domain.errors import OperatorError
from bot.storage.alone import Alone


async def backup(app: App, file: Path | None) -> str:
    """Copies the database while the bot runs, to *file* or to a dated one beside it; says where the copy is.

    ``OperatorError`` on PostgreSQL, and where the copy cannot be made.
    """
    database = _embedded(app, "backup", "pg_dump --format=custom --file=rawat.dump")
    _need_another(file, database)
    made = await make_copy(database, app.clock.now().astimezone(app.organisation.zone), file)
    return f"The database is copied to {made}."


async def restore(app: App, file: Path) -> str:
    """Brings a copy back and keeps the present database beside it; says where.

    ``OperatorError`` on PostgreSQL, while the bot runs, and for a file that is no whole copy.
    """
    database = _embedded(app, "restore", "pg_restore --clean --if-exists --dbname=…")
    _need_another(file, database)
    with _nobody_running(database):
        # Connections to the file that is put aside would go on reading it.
        await app.engine.dispose()
        kept = await bring_back(file, database, app.clock.now().astimezone(app.organisation.zone))
    if kept is None:
        return f"{file} is brought back as {database}."
    return f"{file} is brought back as {database}; what was there before is kept in {kept}."


def _embedded(app: App, command: str, instead: str) -> Path:
    if app.database_file is None:
        raise OperatorError(f"`rawat {command}` is for SQLite; on PostgreSQL use `{instead}`.")
    return app.database_file


def _need_another(file: Path | None, database: Path) -> None:
    if file is not None and file.resolve() == database.resolve():
        raise OperatorError(f"{file} is the database itself; name another file.")


@contextmanager
def _nobody_running(database: Path) -> Iterator[None]:
    """Keeps the bot from running, as long as the file is replaced; ``OperatorError`` where it runs already."""
    held = [Alone(database, part) for part in PARTS]
    try:
        try:
            for part in held:
                part.hold()
        except OperatorError:
            raise OperatorError("The bot runs on this database; stop it, and restore again.") from None
        yield
    finally:
        for part in held:
            part.let_go()
