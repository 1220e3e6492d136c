"""Engines for SQLite and PostgreSQL, and the two clocks' lower half: the machine's."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, DateTime, event, func, literal
from sqlalchemy.engine import URL, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry

from bot.domain.errors import OperatorError
from bot.storage.columns import UtcInstant
from bot.storage.sqlite_driver import TAKES_LOCK, driver

SQLITE = "sqlite+aiosqlite"
DRIVERS = (SQLITE, "postgresql+asyncpg")
BUSY_SECONDS = 5.0
PRAGMAS = ("journal_mode=WAL", "foreign_keys=ON", f"busy_timeout={int(BUSY_SECONDS * 1000)}", "synchronous=FULL")
FROZEN_MILLISECONDS = "30000"
"""A replica that stops in the middle of a transaction loses it after this, so that others can go on."""
WRITES = "rawat_writes"
"""The execution option of a connection that is going to write."""
LASTING = "rawat_lasting"
"""The execution option of a connection whose commit has to outlive a power cut."""


def known_url(url: str) -> URL:
    """A database's address; ``OperatorError`` where it is none of the two that are known."""
    try:
        known = make_url(url)
    except ArgumentError as error:
        raise OperatorError(
            "RAWAT_DATABASE_URL is no database address; write sqlite+aiosqlite:///rawat.db or postgresql+asyncpg://…"
        ) from error
    if known.drivername not in DRIVERS:
        raise OperatorError(
            "RAWAT_DATABASE_URL must begin with sqlite+aiosqlite:// or postgresql+asyncpg://; no others are known."
        )
    return known


def make_engine(url: str, pool_size: int = 5) -> AsyncEngine:
    """An engine for a database's address; ``OperatorError`` where it is none of the two that are known."""
    if known_url(url).drivername == SQLITE:
        return _sqlite(url, pool_size)
    return create_async_engine(
        url, pool_size=pool_size, max_overflow=pool_size, pool_pre_ping=True, hide_parameters=True
    )


def is_sqlite(engine: AsyncEngine) -> bool:
    """Whether the engine speaks to SQLite."""
    return engine.dialect.name == "sqlite"


def machine_now(connection: AsyncConnection) -> ColumnElement[datetime]:
    """The machine clock, as an expression: the database's own on PostgreSQL, the system's on SQLite."""
    if connection.dialect.name == "postgresql":
        return func.clock_timestamp(type_=DateTime(timezone=True))
    return literal(system_now(), UtcInstant())


def system_now() -> datetime:
    """The system's instant, in UTC: the machine clock where there is no server to ask."""
    return datetime.now(UTC)  # noqa: TID251 - the machine clock


def _sqlite(url: str, pool_size: int) -> AsyncEngine:
    engine = create_async_engine(
        url,
        module=driver,
        pool_size=pool_size,
        max_overflow=pool_size,
        hide_parameters=True,
        connect_args={"timeout": BUSY_SECONDS},
    )
    event.listen(engine.sync_engine, "connect", _prepare)
    event.listen(engine.sync_engine, "begin", _begin)
    return engine


def _prepare(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    # The driver would begin late and deferred; _begin does it instead.
    connection.isolation_level = None
    cursor = connection.cursor()
    try:
        for pragma in PRAGMAS:
            cursor.execute(f"PRAGMA {pragma}")
    except Exception:
        # Not in the pool yet, nobody else would close it, and its thread would outlive the loop.
        connection.close()
        raise
    cursor.close()


def _begin(connection: Any) -> None:
    # A deferred transaction that reads and then writes fails at once when another writer came between.
    options = connection.get_execution_options()
    if not options.get(WRITES, False):
        connection.connection.dbapi_connection.begin()
        return
    level = "FULL" if options.get(LASTING, True) else "NORMAL"
    if connection.info.get(LASTING, "FULL") != level:
        # Between transactions only; remembered for the connection, so that it is said when it changes alone.
        connection.exec_driver_sql(f"PRAGMA synchronous={level}")
        connection.info[LASTING] = level
    connection.exec_driver_sql(TAKES_LOCK)
