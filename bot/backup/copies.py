"""Copies of a SQLite database, made while the bot runs, and their return."""

import asyncio
import os
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.domain.errors import OperatorError

KEPT = 7
"""How many copies of our own making are kept; older ones are removed."""
DAY = timedelta(days=1)
PAGES = 2000
"""Pages copied at a time, so that whoever writes meanwhile waits for no more than these."""


async def make_copy(database: Path, now: datetime, to: Path | None = None) -> Path:
    """Copies the database, by default to a dated file beside it of which the newest seven are kept; gives the file.

    ``OperatorError`` where there is nothing to copy, or the copy cannot be written.
    """
    return await asyncio.to_thread(_make_copy, database, now, to)


async def bring_back(copy: Path, database: Path, now: datetime) -> Path | None:
    """Puts a copy in the place of the database; gives the file in which the present one is kept, if there was one.

    ``OperatorError`` where the copy is no whole database of Rawat's. The bot must not run.
    """
    return await asyncio.to_thread(_bring_back, copy, database, now)


def copy_is_due(database: Path, now: datetime) -> bool:
    """Whether there is a database, and no copy of our own making from the day before *now*."""
    return database.exists() and all(
        copy.name < _beside(database, now - DAY, "backup").name for copy in _copies(database)
    )


def _make_copy(database: Path, now: datetime, to: Path | None) -> Path:
    if not database.exists():
        raise OperatorError(f"There is no database {database.name} to copy; check RAWAT_DATABASE_URL.")
    target = to or _beside(database, now, "backup")
    half = target.with_name(target.name + ".part")
    try:
        half.unlink(missing_ok=True)
        with closing(sqlite3.connect(database)) as source, closing(sqlite3.connect(half)) as copied:
            source.backup(copied, pages=PAGES)
            copied.execute("pragma journal_mode = delete")
        half.chmod(0o600)
        with half.open("rb+") as written:
            os.fsync(written.fileno())
        half.replace(target)
    except (OSError, sqlite3.Error) as error:
        half.unlink(missing_ok=True)
        raise OperatorError(
            f"The copy {target.name} cannot be written ({type(error).__name__}); check its folder and the disk's space."
        ) from error
    if to is None:
        for old in _copies(database)[:-KEPT]:
            old.unlink(missing_ok=True)
    return target


def _bring_back(copy: Path, database: Path, now: datetime) -> Path | None:
    _need_whole(copy)
    kept: Path | None = None
    half = database.with_name(database.name + ".part")
    try:
        with closing(sqlite3.connect(copy)) as source, closing(sqlite3.connect(half)) as restored:
            source.backup(restored)
        half.chmod(0o600)
        if database.exists():
            kept = _keep_aside(database, now)
        # What the present database had not yet taken in from its journal is in the copy that was just made.
        for journal in ("-wal", "-shm"):
            database.with_name(database.name + journal).unlink(missing_ok=True)
        half.replace(database)
    except (OSError, sqlite3.Error) as error:
        half.unlink(missing_ok=True)
        raise OperatorError(
            f"{copy.name} cannot be brought back ({type(error).__name__}); check the folder and the disk's space."
        ) from error
    return kept


def _keep_aside(database: Path, now: datetime) -> Path:
    aside = _beside(database, now, "replaced")
    try:
        return _make_copy(database, now, aside)
    except OperatorError:
        # Too broken to be copied by SQLite; kept as it is.
        return database.replace(aside)


def _need_whole(copy: Path) -> None:
    if not copy.is_file():
        raise OperatorError(f"There is no file {copy.name}; name a copy that `rawat backup` made.")
    try:
        with closing(sqlite3.connect(f"{copy.absolute().as_uri()}?mode=ro", uri=True)) as opened:
            opened.execute("select version_num from alembic_version").fetchone()
            sound = opened.execute("pragma quick_check").fetchone()[0] == "ok"
    except sqlite3.Error:
        sound = False
    if not sound:
        raise OperatorError(f"{copy.name} is no whole copy of Rawat's database; name another one.")


def _beside(database: Path, now: datetime, what: str) -> Path:
    return database.with_name(f"{database.stem}-{what}-{now.astimezone(UTC):%Y%m%d-%H%M%S}{database.suffix}")


def _copies(database: Path) -> list[Path]:
    return sorted(database.parent.glob(f"{database.stem}-backup-*{database.suffix}"))
