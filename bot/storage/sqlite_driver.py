"""SQLite without a journey to another thread for each statement.

The driver does everything in a thread of its own: four journeys a statement, each of which costs more than most
statements. Here only what may wait goes there: for another's lock, or for the disk. In WAL a reader waits for nobody,
and neither does who holds the writer's lock; their statements run where they are asked, within microseconds.
"""

import collections
import sqlite3
from collections.abc import Callable, Iterable
from typing import Any, cast

import aiosqlite
from sqlalchemy.dialects.sqlite.aiosqlite import (
    AsyncAdapt_aiosqlite_connection,
    AsyncAdapt_aiosqlite_cursor,
    AsyncAdapt_aiosqlite_dbapi,
)
from sqlalchemy.util import EMPTY_DICT
from sqlalchemy.util.concurrency import await_

TAKES_LOCK = "BEGIN IMMEDIATE"
_WAITS_FOR_NOBODY = ("SELECT", "WITH", "BEGIN", "PRAGMA synchronous")
"""How statements begin that a connection may run without the writer's lock and without waiting."""


class _Cursor(AsyncAdapt_aiosqlite_cursor):
    """The database's own cursor."""

    __slots__ = ()
    _awaitable_cursor_close = False

    def __init__(self, adapt_connection: Any) -> None:
        self._adapt_connection = adapt_connection
        self._connection = adapt_connection._connection
        self._cursor = adapt_connection.database.cursor()
        self._soft_closed_memoized = EMPTY_DICT
        self._rows = collections.deque()

    def execute(self, operation: str, parameters: Any = None) -> Any:
        """Runs a statement, and takes all its rows."""
        self._run(operation, lambda: self._take(operation, parameters or ()))
        return self

    def executemany(self, operation: str, seq_of_parameters: Iterable[Any]) -> Any:
        """Runs a statement for many values."""
        cursor = cast("Any", self._cursor)
        self._run(operation, lambda: cursor.executemany(operation, seq_of_parameters))
        return self

    def _run(self, operation: str, act: Callable[[], Any]) -> None:
        connection = cast("_Connection", self._adapt_connection)
        try:
            connection.run(operation, act)
        except Exception as error:  # noqa: BLE001 - turned into the library's own
            connection._handle_exception(error)

    def _take(self, operation: str, parameters: Any) -> None:
        cursor = cast("sqlite3.Cursor", self._cursor)
        cursor.execute(operation, parameters)
        if cursor.description is not None:
            self._rows = collections.deque(cursor.fetchall())


class _Connection(AsyncAdapt_aiosqlite_connection):
    """A connection that knows whether it holds the writer's lock, and whether its thread is still at work."""

    __slots__ = ("holds_lock", "under_way")
    _cursor_cls = _Cursor

    def __init__(self, dbapi: Any, connection: Any) -> None:
        super().__init__(dbapi, connection)
        self.holds_lock = False
        self.under_way = 0

    @property
    def database(self) -> sqlite3.Connection:
        """The database's own connection; ``ValueError`` once it is closed."""
        return cast("sqlite3.Connection", self._connection._conn)

    def run(self, operation: str, act: Callable[[], Any]) -> None:
        """Does it here if it cannot wait, else in the thread."""
        takes_lock = operation == TAKES_LOCK
        quick = self.holds_lock or (not takes_lock and operation.lstrip().startswith(_WAITS_FOR_NOBODY))
        if quick and not self.under_way:
            act()
            await_(_at_once())
        else:
            self._aside(act)
        self.holds_lock = self.holds_lock or takes_lock

    def begin(self) -> None:
        """Begins a transaction that takes no lock yet."""
        self.run("BEGIN", lambda: self.database.execute("BEGIN"))

    def commit(self) -> None:
        """Ends the transaction; what was written goes to the disk, which is waited for in the thread."""
        try:
            self._end(self.database.commit, quick=not self.holds_lock)
        except Exception as error:  # noqa: BLE001 - turned into the library's own
            self._handle_exception(error)

    def rollback(self) -> None:
        """Ends the transaction without a trace."""
        try:
            self._end(self.database.rollback, quick=True)
        except Exception as error:  # noqa: BLE001 - turned into the library's own
            self._handle_exception(error)

    def _end(self, act: Callable[[], None], *, quick: bool) -> None:
        if quick and not self.under_way:
            act()
        else:
            self._aside(act)
        self.holds_lock = False

    def _aside(self, act: Callable[[], Any]) -> None:
        """In the thread. Whoever waits here may be cancelled; what is under way there then still goes on."""

        def done() -> None:
            try:
                act()
            finally:
                self.under_way -= 1

        self.under_way += 1
        await_(self._connection._execute(done))


async def _at_once() -> None:
    """The library insists that something be awaited."""


class _Driver(AsyncAdapt_aiosqlite_dbapi):
    """The driver as the library knows it, with these connections."""

    def connect(self, *arguments: Any, **options: Any) -> _Connection:
        """Opens a connection; both threads may use it, one at a time."""
        opened = aiosqlite.connect(*arguments, **options | {"check_same_thread": False})
        # It must not hold up the end of the program.
        opened._thread.daemon = True
        return _Connection(self, await_(opened))


driver = _Driver(aiosqlite, sqlite3)
