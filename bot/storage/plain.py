"""Values as plain JSON and back, for change sets."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from enum import Enum
from typing import Any

from sqlalchemy import Table


def plain(values: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """Dates, instants and words as strings, instants in UTC as the database gives them back; the rest as it is."""
    return None if values is None else {name: _plain(value) for name, value in values.items()}


def restored(table: Table, values: Mapping[str, Any]) -> dict[str, Any]:
    """The values of a table's columns from their plain form."""
    return {name: _restored(table.c[name].type.python_type, value) for name, value in values.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, Mapping):
        return dict(value)
    return value


def _restored(kind: type[Any], value: Any) -> Any:
    if value is None:
        return None
    if issubclass(kind, Enum):
        return kind(value)
    if issubclass(kind, (date, datetime, time)):
        return kind.fromisoformat(value)
    return value
