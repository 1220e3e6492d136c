"""Very many rows in few statements, for imports: what is to be written is made ready before the transaction begins."""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, time
from enum import Enum
from functools import cache
from itertools import chain
from typing import Any, TypeVar

from sqlalchemy import String, bindparam, cast, column, delete, insert, or_, select, table, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.changes import REMOVED, Change, Ranges
from bot.storage.columns import Base
from bot.storage.plain import plain, restored
from bot.storage.rows import Recorder

T = TypeVar("T")
Packed = Sequence[tuple[Any, ...]]

IMPORT_LOCK = 7_238_111
"""PostgreSQL's advisory lock for imports."""
ROOM, USUAL_ROOM = -65536, -2000
"""KiB of changed pages that SQLite keeps in memory, below zero as it wants them: else they go to the disk twice."""
PART = 500
"""Rows in one statement: whoever else wants an answer from this process gets it in between."""


class Bulk:
    """Adds, changes and removes rows of any noun, many at a time. Rows added are written down as ranges of ids."""

    def __init__(self, connection: AsyncConnection, recorder: Recorder) -> None:
        self.connection = connection
        self.recorder = recorder
        self.dialect = connection.dialect.name
        self.roomy = False

    async def draw_ids(self, noun: str, count: int) -> list[int]:
        """Ids that nobody had or will get. Drawn ones are gone once this is committed, used or not."""
        if count == 0:
            return []
        if self.dialect == "postgresql":
            drawn = text("select nextval(pg_get_serial_sequence(:noun, 'id')) from generate_series(1, :count)")
            return list((await self.connection.execute(drawn, {"noun": noun, "count": count})).scalars())
        sequence = table("sqlite_sequence", column("name"), column("seq"))
        last = (await self.connection.execute(select(sequence.c.seq).where(sequence.c.name == noun))).scalar()
        if last is None:
            await self.connection.execute(insert(sequence).values(name=noun, seq=count))
            return list(range(1, count + 1))
        moved = update(sequence).where(sequence.c.name == noun).values(seq=last + count)
        await self.connection.execute(moved)
        return list(range(last + 1, last + 1 + count))

    def packed(self, noun: str, rows: Iterable[Any]) -> Packed:
        """Rows with their ids, made ready for ``add``: this is the work that is done before the transaction."""
        names = _columns(noun)
        bound = _bound_for_sqlite if self.dialect == "sqlite" else _bound
        return [tuple([bound(getattr(row, name)) for name in names]) for row in rows]

    async def add(self, noun: str, parts: Sequence[Packed]) -> None:
        """Keeps rows that were made ready, part by part: on SQLite others are answered in between."""
        names = _columns(noun)
        if self.dialect == "postgresql":
            rows = list(chain.from_iterable(parts))
            driver: Any = (await self.connection.get_raw_connection()).driver_connection
            if rows:
                await driver.copy_records_to_table(noun, records=rows, columns=names)
        else:
            for part in filter(None, parts):
                await self.connection.exec_driver_sql(_adding(noun), list(part))
                await asyncio.sleep(0)
        place = names.index("id")
        self.recorder.note_added(noun, [row[place] for part in parts for row in part])

    async def change(self, changes: Sequence[Change], derived: Iterable[tuple[str, int, Mapping[str, Any]]]) -> None:
        """Writes changes of rows that are there, and *derived* fields (noun, id, fields), not written down."""
        groups: dict[tuple[str, tuple[str, ...]], list[dict[str, Any]]] = {}
        for one in changes:
            after = one.after or {}
            groups.setdefault((one.noun, tuple(sorted(after))), []).append({"row_id": one.id, **after})
        for noun, id, fields in derived:
            groups.setdefault((noun, tuple(sorted(fields))), []).append({"row_id": id, **fields})
        for (noun, names), values in groups.items():
            await self._update(noun, names, values)
        for one in changes:
            self.recorder.note(one.noun, one.id, one.before, one.after)

    async def remove(self, noun: str, ids: Iterable[int], removed: Sequence[Change] = ()) -> None:
        """Forgets rows; *removed* is what is written down of it."""
        known = Base.metadata.tables[noun]
        for part in _parts(sorted(ids)):
            await self.connection.execute(delete(known).where(known.c.id.in_(part)))
            await asyncio.sleep(0)
        for one in removed:
            self.recorder.note(one.noun, one.id, one.before, one.after)

    def note_removed(self, noun: str, ids: Iterable[int]) -> None:
        """Writes down that very many rows went, by their ids alone."""
        self.recorder.note_added(f"{REMOVED}{noun}", list(ids))

    async def remove_by(self, noun: str, name: str, ids: Iterable[int]) -> None:
        """Forgets the rows that hang on these by the column *name*, without a trace: what planning made."""
        known = Base.metadata.tables[noun]
        for part in _parts(sorted(ids)):
            await self.connection.execute(delete(known).where(known.c[name].in_(part)))

    async def remove_of(self, noun: str, added: Ranges, partners: Ranges) -> int:
        """Forgets rows within *added* that belong to these partners; gives how many."""
        known, gone = Base.metadata.tables[noun].c, 0
        for first, last in partners:
            for begin, end in added:
                within = known.id.between(begin, end) & known.partner_id.between(first, last)
                gone += (await self.connection.execute(delete(known.id.table).where(within))).rowcount
            await asyncio.sleep(0)
        return gone

    async def remove_planned_of(self, partners: Ranges) -> None:
        """Forgets what planning made of these partners, without a trace."""
        shown, planned, rhythms = (Base.metadata.tables[noun] for noun in ("announcements", "reminders", "rhythms"))
        for first, last in partners:
            theirs = select(planned.c.id).where(planned.c.partner_id.between(first, last))
            await self.connection.execute(delete(shown).where(shown.c.reminder_id.in_(theirs)))
            for known in (planned, rhythms):
                await self.connection.execute(delete(known).where(known.c.partner_id.between(first, last)))
            await asyncio.sleep(0)

    async def hold(self, noun: str, ids: Iterable[int]) -> None:
        """Keeps others from changing these rows until the end; on SQLite whoever writes is alone anyhow."""
        if self.dialect != "postgresql":
            return
        known = Base.metadata.tables[noun]
        for part in _parts(sorted(ids)):
            await self.connection.execute(
                select(known.c.id).where(known.c.id.in_(part)).order_by(known.c.id).with_for_update()
            )

    async def values_of(self, noun: str, names: Sequence[str], ids: Iterable[int]) -> dict[int, dict[str, Any]]:
        """Fields of many rows as plain values, by id; rows that are gone are missing."""
        known = Base.metadata.tables[noun]
        found: dict[int, dict[str, Any]] = {}
        for part in _parts(sorted(ids)):
            asked = select(known.c.id.label("row_id"), *(known.c[name] for name in names)).where(known.c.id.in_(part))
            for row in (await self.connection.execute(asked)).all():
                found[row[0]] = plain(dict(zip(names, row[1:], strict=True))) or {}
            await asyncio.sleep(0)
        return found

    async def hanging_on(self, noun: str, added: Ranges, own: Mapping[str, Ranges], but: Iterable[str]) -> set[int]:
        """Ids within *added* on which rows hang that are not *own*; those of the nouns in *but* do not count."""
        used: set[int] = set()
        passed_over = set(but)
        for other in Base.metadata.tables.values():
            if other.name in passed_over:
                continue
            for key in other.foreign_keys:
                if key.column.table.name != noun:
                    continue
                mine = own.get(other.name, ())
                for first, last in added:
                    asked = select(key.parent).where(key.parent.between(first, last)).distinct()
                    if mine and "id" in other.c:
                        asked = asked.where(~or_(*(other.c.id.between(*one) for one in mine)))
                    used |= set((await self.connection.execute(asked)).scalars())
                    await asyncio.sleep(0)
        return used

    async def list_names(self, after: int, limit: int) -> list[tuple[int, str, str]]:
        """Id, name and state of the next partners by id: enough to find them by name."""
        known = Base.metadata.tables["partners"].c
        asked = select(known.id, known.name, cast(known.state, String)).where(known.id > after).order_by(known.id)
        return [(row[0], row[1], row[2]) for row in (await self.connection.execute(asked.limit(limit))).all()]

    async def lock_imports(self) -> None:
        """One import at a time. SQLite, where a writer is alone anyhow, gets room for what waits for the commit."""
        if self.dialect == "postgresql":
            await self.connection.execute(text("select pg_advisory_xact_lock(:lock)"), {"lock": IMPORT_LOCK})
        else:
            self.roomy = True
            await self.connection.exec_driver_sql(f"PRAGMA cache_size={ROOM}")

    async def give_room_back(self) -> None:
        """After the commit: the connection is kept open, and its room would be too."""
        if self.roomy:
            self.roomy = False
            adapted: Any = (await self.connection.get_raw_connection()).dbapi_connection
            adapted.database.execute(f"PRAGMA cache_size={USUAL_ROOM}")

    async def restore(self, noun: str, values: Mapping[int, Mapping[str, Any]]) -> None:
        """Sets fields of many rows, by id, from plain values, without writing it down."""
        known = Base.metadata.tables[noun]
        groups: dict[tuple[str, ...], list[dict[str, Any]]] = {}
        for id, fields in values.items():
            groups.setdefault(tuple(sorted(fields)), []).append({"row_id": id, **restored(known, fields)})
        for names, rows in groups.items():
            await self._update(noun, names, rows)

    async def ids_within(self, noun: str, added: Ranges, partner_ids: Iterable[int] | None = None) -> list[int]:
        """Ids of the rows within ranges that are still there; of these partners alone, where they are named."""
        known = Base.metadata.tables[noun]
        wanted = None if partner_ids is None else sorted(set(partner_ids))
        found: list[int] = []
        for first, last in added:
            asked = select(known.c.id).where(known.c.id.between(first, last)).order_by(known.c.id)
            for part in [None] if wanted is None else _parts(wanted):
                of = asked if part is None else asked.where(known.c.partner_id.in_(part))
                found += (await self.connection.execute(of)).scalars()
        return found

    async def _update(self, noun: str, names: tuple[str, ...], values: Sequence[Mapping[str, Any]]) -> None:
        known = Base.metadata.tables[noun]
        setting = update(known).where(known.c.id == bindparam("row_id"))
        setting = setting.values({name: bindparam(f"to_{name}", type_=known.c[name].type) for name in names})
        for part in _parts(values):
            rows = [{"row_id": one["row_id"], **{f"to_{name}": one[name] for name in names}} for one in part]
            await self.connection.execute(setting, rows)
            await asyncio.sleep(0)


def _parts(rows: Sequence[T]) -> Iterable[Sequence[T]]:
    return (rows[start : start + PART] for start in range(0, len(rows), PART))


@cache
def _columns(noun: str) -> tuple[str, ...]:
    return tuple(one.name for one in Base.metadata.tables[noun].columns)


@cache
def _adding(noun: str) -> str:
    names = _columns(noun)
    named, places = ", ".join(f'"{name}"' for name in names), ", ".join("?" for _ in names)
    return f"insert into {noun} ({named}) values ({places})"  # noqa: S608 - names are the tables' own


def _bound(value: Any) -> Any:
    return value.value if isinstance(value, Enum) else value


def _bound_for_sqlite(value: Any) -> Any:
    """As the library would bind it: days as text."""
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, (date, time)) else value
