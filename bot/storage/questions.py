"""Statements that are built once: building one costs more than asking it."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, Table, Update, bindparam, insert, select, update
from sqlalchemy.sql.dml import ReturningInsert

Names = tuple[str, ...]
Shape = tuple[tuple[str, str], ...]
"""Columns, and what each is compared with: nothing, a value, a few values (their number) or any of many."""
NOTHING, VALUE, ANY = "nothing", "value", "any"
FEW = 16
"""Up to so many values stand in the text one by one, so that it is the same each time."""


def shape_of(where: Mapping[str, Any]) -> Shape:
    """The shape of a comparison."""
    return tuple((name, _sort_of(value)) for name, value in where.items())


def values_of(where: Mapping[str, Any]) -> dict[str, Any]:
    """The values of a comparison, as its statement names them."""
    values: dict[str, Any] = {}
    for name, value in where.items():
        sort = _sort_of(value)
        if sort == ANY:
            values[f"is_{name}"] = list(value)
        elif sort.isdigit():
            values.update((f"is_{name}_{place}", one) for place, one in enumerate(value))
        elif sort == VALUE:
            values[f"is_{name}"] = value
    return values


@cache
def rows_by(table: Table, names: Names, shape: Shape, *, limited: bool) -> Select[Any]:
    """Rows that match, by id; ``most`` of them where they are limited."""
    query = select(*(table.c[name] for name in names)).where(*_matching(table, shape)).order_by(table.c.id)
    return query.limit(bindparam("most", type_=Integer)) if limited else query


@cache
def rows_after(table: Table, names: Names) -> Select[Any]:
    """``most`` rows behind the id ``after``, by id."""
    behind = table.c.id > bindparam("after", type_=Integer)
    query = select(*(table.c[name] for name in names)).where(behind).order_by(table.c.id)
    return query.limit(bindparam("most", type_=Integer))


@cache
def as_expected(table: Table, names: Names, shape: Shape) -> Select[Any]:
    """Columns of the row ``row_id`` if it matches, held until the end of the transaction."""
    columns = (table.c.id, *(table.c[name] for name in names))
    return select(*columns).where(table.c.id == bindparam("row_id"), *_matching(table, shape)).with_for_update()


@cache
def changing(table: Table) -> Update:
    """Sets columns of the row ``row_id``."""
    return update(table).where(table.c.id == bindparam("row_id"))


@cache
def adding(table: Table, names: Names) -> ReturningInsert[Any]:
    """Adds a row and gives its columns."""
    return insert(table).returning(*(table.c[name] for name in names))


def _sort_of(value: Any) -> str:
    if isinstance(value, (list, tuple, set, frozenset)):
        return str(len(value)) if 0 < len(value) <= FEW else ANY
    return NOTHING if value is None else VALUE


def _matching(table: Table, shape: Shape) -> list[ColumnElement[bool]]:
    return [_matches(table.c[name], f"is_{name}", sort) for name, sort in shape]


def _matches(column: ColumnElement[Any], name: str, sort: str) -> ColumnElement[bool]:
    if sort == ANY:
        return column.in_(bindparam(name, expanding=True))
    if sort.isdigit():
        return column.in_([bindparam(f"{name}_{place}", type_=column.type) for place in range(int(sort))])
    return column.is_(None) if sort == NOTHING else column == bindparam(name)
