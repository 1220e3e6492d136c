"""Asking a statement that was built once, by the shortest way there is.

On SQLite the library's work for one statement takes ten times as long as the statement. What it prepares is the same
each time: the text, and how values go in and come out. Here it is prepared once and used directly. Faults, and whatever
has no fixed text, go the library's own way.
"""

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import Dialect, Executable
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.sql.compiler import SQLCompiler

Convert = Callable[[Any], Any]
_PREPARED = 1024
_COLUMN_WISE = 8
"""From so many rows on, values come out a column at a time: in half the time."""


@dataclass(frozen=True, slots=True)
class _Prepared:
    """A statement's text; of each value the key, how it goes in, and what it is if not given; how rows come out."""

    text: str
    values: tuple[tuple[str, Convert | None, Any], ...]
    columns: tuple[Convert | None, ...]

    def run(self, database: sqlite3.Connection, given: Mapping[str, Any]) -> list[Sequence[Any]] | None:
        """The rows; None where it failed, and so did nothing: a value that does not fit, or a refusal."""
        try:
            bound = [_converted(convert, given.get(key, fixed)) for key, convert, fixed in self.values]
            found = database.execute(self.text, bound).fetchall()
        except Exception:  # noqa: BLE001 - asked again the library's own way, it fails in the library's own words
            return None
        if len(found) < _COLUMN_WISE:
            return [tuple(map(_converted, self.columns, row)) for row in found]
        parts = zip(self.columns, zip(*found, strict=True), strict=True)
        return list(zip(*(part if convert is None else map(convert, part) for convert, part in parts), strict=True))


def _converted(convert: Convert | None, value: Any) -> Any:
    return value if convert is None else convert(value)


async def ask(connection: AsyncConnection, statement: Executable, values: Mapping[str, Any]) -> Sequence[Sequence[Any]]:
    """All rows that a statement gives: it must be the same object each time, and a transaction be under way."""
    if connection.dialect.name == "sqlite" and not any(type(value) is list for value in values.values()):
        prepared = _prepared(statement, _Sqlite(connection.dialect), frozenset(values))
        adapted: Any = connection.sync_connection.connection.dbapi_connection if connection.sync_connection else None
        if prepared is not None and adapted is not None and not adapted.under_way and connection.in_transaction():
            rows = prepared.run(adapted.database, values)
            if rows is not None:
                return rows
    found = await connection.execute(statement, values)
    return found.all() if found.returns_rows else ()


class _Sqlite:
    """The dialect of some engine. What is prepared for one fits the others: they are all made in the same way."""

    def __init__(self, dialect: Dialect) -> None:
        self.dialect = dialect

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Sqlite)

    def __hash__(self) -> int:
        return hash(_Sqlite)


@lru_cache(maxsize=_PREPARED)
def _prepared(statement: Any, of: _Sqlite, given: frozenset[str]) -> _Prepared | None:
    dialect = of.dialect
    compiled = statement.compile(dialect=dialect, column_keys=sorted(given))
    if not isinstance(compiled, SQLCompiler) or compiled.post_compile_params or compiled.literal_execute_params:
        return None
    convert: Mapping[str, Any] = compiled._bind_processors
    values: list[tuple[str, Convert | None, Any]] = []
    for name in compiled.positiontup or ():
        parameter = compiled.binds[name]
        values.append((parameter.key, convert.get(name), parameter.effective_value))
    columns = tuple(column.type._cached_result_processor(dialect, None) for column in compiled._result_columns)
    return _Prepared(str(compiled), tuple(values), columns)
