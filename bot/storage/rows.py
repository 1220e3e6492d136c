"""Books of rows over SQLAlchemy Core: read, added, changed and removed, and every change written down."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import fields
from functools import cache
from typing import Any, Generic, TypeVar, cast

from sqlalchemy import ColumnElement, Select, Table, column, delete, func, insert, select, table, text, update
from sqlalchemy.dialects.postgresql import insert as pg_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.changes import Change
from bot.domain.errors import NotFound
from bot.storage import questions
from bot.storage.columns import Base
from bot.storage.plain import plain
from bot.storage.swift import ask

E = TypeVar("E")


class Recorder:
    """Collects what a unit of work changes, but for what is done ``aside``."""

    def __init__(self) -> None:
        self.changes: list[Change] = []
        self.added: dict[str, list[int]] = {}
        self.resting = False

    @contextmanager
    def aside(self) -> Iterator[None]:
        """What changes inside is not written down."""
        before, self.resting = self.resting, True
        try:
            yield
        finally:
            self.resting = before

    def note(self, noun: str, id: int, before: Mapping[str, Any] | None, after: Mapping[str, Any] | None) -> None:
        """Writes one row's change down, as plain JSON."""
        if not self.resting:
            self.changes.append(Change(noun, id, plain(before), plain(after)))

    def note_added(self, noun: str, ids: Sequence[int]) -> None:
        """Writes down that very many rows were added, by their ids alone."""
        if not self.resting:
            self.added.setdefault(noun, []).extend(ids)

    def clear(self) -> None:
        """Begins anew."""
        self.changes.clear()
        self.added.clear()


class TableRows(Generic[E]):
    """One table's rows as entities of the same field names.

    ``records`` False keeps them out of change sets. ``derived`` columns are reckoned from other rows and move by
    themselves: they are kept out too, or else nothing that planning has touched since could be undone.
    """

    entity: type[E]
    row: type[Base]
    records = True
    derived: frozenset[str] = frozenset()

    def __init__(self, connection: AsyncConnection, recorder: Recorder) -> None:
        self.connection = connection
        self.recorder = recorder
        self.table = cast("Table", self.row.__table__)

    @property
    def names(self) -> tuple[str, ...]:
        """The entity's fields, which are the table's columns."""
        return _names_of(cast("Any", self.entity))

    @property
    def noun(self) -> str:
        """The table's name: the noun under which changes are written down."""
        return self.table.name

    async def get(self, id: int) -> E:
        """The row, or ``NotFound``."""
        found = await self.find(id)
        if found is None:
            raise NotFound(self.noun, id)
        return found

    async def find(self, id: int | None) -> E | None:
        """The row, or None."""
        return None if id is None else await self.find_by(id=id)

    async def find_by(self, **where: Any) -> E | None:
        """The first row whose columns equal the values given, or None."""
        found = await self._rows_by(where, 1)
        return found[0] if found else None

    async def list_in(self, ids: Iterable[int]) -> list[E]:
        """The rows with these ids, by id; asked for in parts, since databases bound the number of values."""
        wanted = sorted(set(ids))
        found: list[E] = []
        for start in range(0, len(wanted), 500):
            found += await self._rows_by({"id": wanted[start : start + 500]})
        return found

    async def list_by(self, *, limit: int | None = None, **where: Any) -> list[E]:
        """Rows whose columns equal the values given, by id."""
        return await self._rows_by(where, limit)

    async def list_after(self, id: int, limit: int) -> list[E]:
        """The next rows behind this id, by id."""
        asked = questions.rows_after(self.table, self.names)
        return [self.made(row) for row in await ask(self.connection, asked, {"after": id, "most": limit})]

    async def count_by(self, **where: Any) -> int:
        """How many rows match."""
        counted = await self.connection.execute(
            select(func.count()).select_from(self.table).where(*self.matching(where))
        )
        return int(counted.scalar_one())

    async def add(self, row: E) -> E:
        """Keeps a new row; gives it back with its id."""
        (kept,) = await self.add_all([row])
        return kept

    async def add_all(self, rows: Sequence[E]) -> list[E]:
        """Keeps many rows, in order."""
        if not rows:
            return []
        values = [self.values(row) for row in rows]
        kept: list[E] = []
        for start in range(0, len(values), 500):
            kept += await self._insert(values[start : start + 500])
        if self.records:
            for row in kept:
                self.recorder.note(self.noun, cast("Any", row).id, None, self.lasting(self.values(row)))
        return kept

    async def change(self, id: int, **fields: Any) -> E:
        """Sets fields, or ``NotFound``."""
        if not await self.change_when(id, {}, **fields):
            raise NotFound(self.noun, id)
        return await self.get(id)

    async def change_when(self, id: int, expected: Mapping[str, Any], **fields: Any) -> bool:
        """Sets fields if the row still is as expected."""
        seen = questions.as_expected(self.table, tuple(fields), questions.shape_of(expected))
        found = await ask(self.connection, seen, questions.values_of(expected) | {"row_id": id})
        if not found:
            return False
        before = dict(zip(fields, found[0][1:], strict=True))
        changed = {name: value for name, value in fields.items() if before[name] != value}
        if not changed:
            return True
        await ask(self.connection, questions.changing(self.table), changed | {"row_id": id})
        lasting = self.lasting(changed)
        if self.records and lasting:
            self.recorder.note(self.noun, id, {name: before[name] for name in lasting}, lasting)
        return True

    async def change_many(self, ids: Iterable[int], expected: Mapping[str, Any], **fields: Any) -> list[int]:
        """Sets the same fields in the rows that still are as expected; gives the ids of these, in order."""
        wanted = sorted(set(ids))
        found: list[int] = []
        for start in range(0, len(wanted), 500):
            found += await self._change_part(wanted[start : start + 500], expected, fields)
        return found

    async def remove(self, id: int) -> None:
        """Forgets the row; nothing happens where there is none."""
        gone = await self.find(id)
        if gone is None:
            return
        await self.connection.execute(delete(self.table).where(self.table.c.id == id))
        if self.records:
            self.recorder.note(self.noun, id, self.lasting(self.values(gone)), None)

    # What the nouns' own books build on.

    def selected(self) -> Select[Any]:
        """A select of the entity's columns."""
        return _selected_of(self.table, self.names)

    async def listed(self, query: Select[Any]) -> list[E]:
        """The entities that a query over ``selected`` gives."""
        return [self.made(row) for row in (await self.connection.execute(query)).all()]

    async def first(self, query: Select[Any]) -> E | None:
        """The first of them, or None."""
        row = (await self.connection.execute(query.limit(1))).first()
        return None if row is None else self.made(row)

    def made(self, row: Sequence[Any]) -> E:
        """An entity from its columns, in the order of its fields."""
        make: Callable[..., E] = self.entity
        return make(*row)

    def values(self, row: E) -> dict[str, Any]:
        """The entity's fields but for an id that it has not got yet."""
        values = {name: getattr(row, name) for name in self.names}
        if not values["id"]:
            del values["id"]
        return values

    def lasting(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Without what is derived."""
        return {name: value for name, value in values.items() if name not in self.derived}

    def matching(self, where: Mapping[str, Any]) -> list[ColumnElement[bool]]:
        """Equality for each column named; a list, tuple or set means any of its values."""
        return [_equals(self.table.c[name], value) for name, value in where.items()]

    async def add_unknown(self, rows: list[E], identity: tuple[str, ...]) -> list[E]:
        """Keeps the rows whose identity columns are new; gives back those kept, by id."""
        if not rows:
            return []
        made = pg_insert if self.connection.dialect.name == "postgresql" else sqlite_insert
        columns = [self.table.c[name] for name in self.names]
        statement = made(self.table).on_conflict_do_nothing(index_elements=list(identity)).returning(*columns)
        kept: list[E] = []
        for start in range(0, len(rows), 500):
            values = [self.values(row) for row in rows[start : start + 500]]
            kept += [self.made(row) for row in (await self.connection.execute(statement, values)).all()]
        kept.sort(key=lambda row: cast("Any", row).id)
        if self.records:
            for row in kept:
                self.recorder.note(self.noun, cast("Any", row).id, None, self.lasting(self.values(row)))
        return kept

    async def _rows_by(self, where: Mapping[str, Any], limit: int | None = None) -> list[E]:
        asked = questions.rows_by(self.table, self.names, questions.shape_of(where), limited=limit is not None)
        values = questions.values_of(where) | ({} if limit is None else {"most": limit})
        return [self.made(row) for row in await ask(self.connection, asked, values)]

    async def _change_part(self, ids: list[int], expected: Mapping[str, Any], fields: Mapping[str, Any]) -> list[int]:
        names = [self.table.c[name] for name in fields]
        same = (self.table.c.id.in_(ids), *self.matching(expected))
        seen = select(self.table.c.id.label("row_id"), *names).where(*same).order_by(self.table.c.id)
        if self.connection.dialect.name == "postgresql":
            seen = seen.with_for_update()
        rows = (await self.connection.execute(seen)).all()
        found = [row.row_id for row in rows]
        if found:
            await self.connection.execute(update(self.table).where(self.table.c.id.in_(found)).values(**fields))
        lasting = self.lasting(fields)
        for row in rows if self.records and lasting else ():
            self.recorder.note(self.noun, row.row_id, {name: getattr(row, name) for name in lasting}, lasting)
        return found

    async def _insert(self, values: list[dict[str, Any]]) -> list[E]:
        if len(values) == 1:
            (added,) = await ask(self.connection, questions.adding(self.table, self.names), values[0])
            return [self.made(added)]
        # Told their ids beforehand, many rows go in at once; asked for in order, they would go one by one on SQLite.
        for row, id in zip(values, await self._new_ids(len(values)), strict=True):
            row.setdefault("id", id)
        await self.connection.execute(insert(self.table), values)
        make: Callable[..., E] = self.entity
        return [make(**row) for row in values]

    async def _new_ids(self, count: int) -> Sequence[int]:
        """Ids that nobody had or will get. On SQLite whoever writes is alone, so counting on is safe."""
        if self.connection.dialect.name == "postgresql":
            drawn = text(
                f"select nextval(pg_get_serial_sequence('{self.noun}', 'id')) from generate_series(1, {count})"  # noqa: S608
            )
            return list((await self.connection.execute(drawn)).scalars())
        used: Select[Any] = select(column("seq")).select_from(table("sqlite_sequence"))
        used = used.where(column("name") == self.noun)
        last = (await self.connection.execute(used)).scalar() or 0
        return range(last + 1, last + 1 + count)


@cache
def _selected_of(table: Table, names: tuple[str, ...]) -> Select[Any]:
    """Built once: it is never changed, only built upon."""
    return select(*(table.c[name] for name in names))


@cache
def _names_of(entity: Callable[..., Any]) -> tuple[str, ...]:
    return tuple(field.name for field in fields(cast("Any", entity)))


def _equals(column: ColumnElement[Any], value: Any) -> ColumnElement[bool]:
    if isinstance(value, (list, tuple, set, frozenset)):
        return column.in_(list(value))
    return column.is_(None) if value is None else column == value
