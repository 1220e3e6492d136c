"""Books of rows in memory, behind our own ports: what the tests of use cases stand on."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any, Generic, TypeVar, cast

from pydantic import TypeAdapter

from bot.domain.changes import Change
from bot.domain.errors import NotFound
from bot.storage.plain import plain

E = TypeVar("E")


class FakeTable(Generic[E]):
    """All rows of one noun, committed."""

    def __init__(self, noun: str, entity: type[E], *, derived: Iterable[str] = (), records: bool = True) -> None:
        self.noun = noun
        self.entity = entity
        self.adapter = TypeAdapter(entity)
        self.derived = frozenset(derived)
        self.records = records
        self.rows: dict[int, E] = {}
        self.last_id = 0


class FakeRows(Generic[E]):
    """The rows of one noun in one unit of work; its table sees them on ``keep``."""

    unique: tuple[str, ...] = ()

    def __init__(self, table: FakeTable[E], changes: list[Change]) -> None:
        self.table = table
        self.rows = dict(table.rows)
        self.changes = changes
        self.last_id = table.last_id

    def keep(self) -> None:
        """Commits."""
        self.table.rows = dict(self.rows)
        self.table.last_id = self.last_id

    async def get(self, id: int) -> E:
        """The row, or ``NotFound``."""
        if id not in self.rows:
            raise NotFound(self.table.noun, id)
        return self.rows[id]

    async def find(self, id: int | None) -> E | None:
        """The row, or None."""
        return None if id is None else self.rows.get(id)

    async def list_in(self, ids: Iterable[int]) -> list[E]:
        """The rows with these ids, by id."""
        return [self.rows[id] for id in sorted(set(ids)) if id in self.rows]

    async def list_by(self, *, limit: int | None = None, **where: Any) -> list[E]:
        """Rows whose fields equal the values given, by id."""
        return [row for _, row in sorted(self.rows.items()) if _matches(row, where)][:limit]

    async def list_after(self, id: int, limit: int) -> list[E]:
        """The next rows behind this id, by id."""
        return [row for key, row in sorted(self.rows.items()) if key > id][:limit]

    async def count_by(self, **where: Any) -> int:
        """How many rows match."""
        return len(await self.list_by(**where))

    async def add(self, row: E) -> E:
        """Keeps a new row; gives it back with its id."""
        any_row = cast("Any", row)
        if self.unique and self._knows(row, self.unique):
            raise ValueError(f"{self.table.noun}: known already by {self.unique}")
        id = any_row.id or self.last_id + 1
        kept = cast("E", replace(any_row, id=id))
        self.last_id = max(self.last_id, id)
        self.rows[id] = kept
        self._note(id, None, asdict(cast("Any", kept)))
        return kept

    async def add_all(self, rows: Sequence[E]) -> list[E]:
        """Keeps many rows, in order."""
        return [await self.add(row) for row in rows]

    async def change(self, id: int, **fields: Any) -> E:
        """Sets fields, or ``NotFound``."""
        if not await self.change_when(id, {}, **fields):
            raise NotFound(self.table.noun, id)
        return self.rows[id]

    async def change_when(self, id: int, expected: Mapping[str, Any], **fields: Any) -> bool:
        """Sets fields if the row still is as expected."""
        row = self.rows.get(id)
        if row is None or not _matches(row, expected):
            return False
        before = {name: getattr(row, name) for name, value in fields.items() if getattr(row, name) != value}
        if before:
            self.rows[id] = cast("E", replace(cast("Any", row), **fields))
            self._note(id, before, {name: fields[name] for name in before})
        return True

    async def change_many(self, ids: Iterable[int], expected: Mapping[str, Any], **fields: Any) -> list[int]:
        """Sets the same fields in the rows that still are as expected."""
        return [id for id in sorted(set(ids)) if await self.change_when(id, expected, **fields)]

    async def remove(self, id: int) -> None:
        """Forgets the row."""
        gone = self.rows.pop(id, None)
        if gone is not None:
            self._note(id, asdict(cast("Any", gone)), None)

    async def add_unknown(self, rows: Iterable[E], identity: tuple[str, ...]) -> list[E]:
        """Keeps the rows whose identity is new."""
        return [await self.add(row) for row in rows if not self._knows(row, identity)]

    def undo(self, change: Change) -> bool:
        """Takes a change back if the row still is as the change left it."""
        row = self.rows.get(change.id)
        now = (
            None if row is None else plain({name: getattr(row, name) for name in (change.after or change.before or {})})
        )
        if now != (None if change.after is None else dict(change.after)):
            return False
        if change.before is None:
            del self.rows[change.id]
        else:
            values = asdict(cast("Any", row)) if row is not None else {}
            self.rows[change.id] = self.table.adapter.validate_python(values | dict(change.before))
        self.changes.append(Change(self.table.noun, change.id, change.after, change.before))
        return True

    def _knows(self, row: E, identity: tuple[str, ...]) -> bool:
        return any(_same(row, known, identity) for known in self.rows.values())

    def _note(self, id: int, before: Mapping[str, Any] | None, after: Mapping[str, Any] | None) -> None:
        lasting = [self._lasting(before), self._lasting(after)]
        if self.table.records and any(lasting):
            self.changes.append(Change(self.table.noun, id, plain(lasting[0]), plain(lasting[1])))

    def _lasting(self, values: Mapping[str, Any] | None) -> dict[str, Any] | None:
        if values is None:
            return None
        return {name: value for name, value in values.items() if name not in self.table.derived}


def _matches(row: object, where: Mapping[str, Any]) -> bool:
    return all(_equals(getattr(row, name), value) for name, value in where.items())


def _equals(found: Any, wanted: Any) -> bool:
    return found in wanted if isinstance(wanted, (list, tuple, set, frozenset)) else bool(found == wanted)


def _same(row: object, known: object, names: tuple[str, ...]) -> bool:
    return all(getattr(row, name) == getattr(known, name) for name in names)
