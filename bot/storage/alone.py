"""One run at a time over a SQLite file: held by a lock of the system's, which a kill lets go at once."""

import sqlite3
from pathlib import Path

from bot.domain.errors import OperatorError


class Alone:
    """Holds a part of the work (``bot``, ``jobs``) over a database's file until it is closed, or killed."""

    def __init__(self, database: Path, part: str) -> None:
        self._file = database.with_name(f"{database.name}-{part}")
        self._held: sqlite3.Connection | None = None

    def hold(self) -> None:
        """Takes it; ``OperatorError`` where another run has it."""
        try:
            held = sqlite3.connect(self._file, timeout=0, isolation_level=None)
        except sqlite3.OperationalError:
            # A folder that is not there is refused by whoever opens the database, with its own remedy.
            return
        try:
            # Nothing is ever written: the lock alone counts, and SQLite knows how to hold one on each system.
            held.execute("begin exclusive")
        except sqlite3.OperationalError as error:
            held.close()
            if "locked" not in str(error):
                # A folder that cannot be written is refused by whoever opens the database, with its own remedy.
                return
            raise OperatorError(
                "Rawat already runs on this database. Stop the other run first, "
                "or use PostgreSQL (RAWAT_DATABASE_URL), on which several may run."
            ) from error
        self._held = held

    def let_go(self) -> None:
        """Lets others have it."""
        if self._held is not None:
            self._held.close()
            self._held = None
