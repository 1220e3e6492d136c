"""Change sets in the database."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, insert, or_, select, text, update
from sqlalchemy.engine import Row
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain.changes import Change, ChangeSet, Place, ranges_of
from bot.domain.errors import NotFound
from bot.domain.ports import Act
from bot.storage.columns import Base, Id
from bot.storage.swift import ask

DAYS = frozenset({"occasions", "kept_feasts"})
OF_MANY = frozenset({"import_roster", "merge_partners", "hand_over"})
"""Acts about many partners or people at once: of these the rest stays, and can be undone."""


class ChangeSetRow(Base):
    """All changes of one act."""

    __tablename__ = "change_sets"
    __table_args__ = (
        Index(None, "staff_id", "at"),
        Index(None, "partner_id", "at"),
        Index(
            "ix_change_sets_remembering", "at", sqlite_where=text("blanked = 0"), postgresql_where=text("NOT blanked")
        ),
    )
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    act: Mapped[str] = mapped_column(String(60))
    at: Mapped[datetime]
    key: Mapped[str | None] = mapped_column(String(200), unique=True)
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    partner_id: Mapped[int | None]
    changes: Mapped[list[Any]]
    outcome: Mapped[dict[str, Any]]
    undone_at: Mapped[datetime | None]
    undo_of: Mapped[int | None] = mapped_column(ForeignKey("change_sets.id"))
    blanked: Mapped[bool]
    added: Mapped[dict[str, Any] | None]


class ChangeSets:
    """The book of change sets."""

    def __init__(self, connection: AsyncConnection) -> None:
        self.connection = connection

    async def write(self, act: Act, changes: Sequence[Change], added: Mapping[str, Iterable[int]] | None = None) -> int:
        """Writes an act with its changes, and *added* rows by their ids alone; gives the change set's id."""
        values = {
            "act": act.name,
            "at": act.at,
            "key": act.key,
            "staff_id": act.staff_id,
            "partner_id": act.partner_id,
            "changes": _plain(changes),
            "outcome": dict(act.outcome),
            "undo_of": act.undo_of,
            "blanked": False,
            "added": {noun: ranges_of(ids) for noun, ids in added.items()} if added else None,
        }
        ((id,),) = await ask(self.connection, _WRITTEN, values)
        return int(id)

    async def find_by_key(self, key: str) -> ChangeSet | None:
        """The act done under this key."""
        found = (await self.connection.execute(_SELECTED.where(ChangeSetRow.key == key))).first()
        return None if found is None else _made(found)

    async def get(self, id: int) -> ChangeSet:
        """One act, or ``NotFound``."""
        found = (await self.connection.execute(_SELECTED.where(ChangeSetRow.id == id))).first()
        if found is None:
            raise NotFound("change_sets", id)
        return _made(found)

    async def list_of(self, staff_id: int, since: datetime, limit: int = 20) -> list[ChangeSet]:
        """A colleague's acts since then that are not undone and are no undoing, the newest first."""
        row = ChangeSetRow
        own = (row.staff_id == staff_id, row.at >= since, row.undone_at.is_(None), row.undo_of.is_(None))
        found = await self.connection.execute(_SELECTED.where(*own).order_by(row.id.desc()).limit(limit))
        return [_made(one) for one in found.all()]

    async def list_about(self, partner_id: int, limit: int = 50) -> list[ChangeSet]:
        """The newest acts about a partner, the newest first."""
        about = _SELECTED.where(ChangeSetRow.partner_id == partner_id)
        found = await self.connection.execute(
            about.order_by(ChangeSetRow.at.desc(), ChangeSetRow.id.desc()).limit(limit)
        )
        return [_made(one) for one in found.all()]

    async def place(self) -> Place:
        """Where the acts stand now."""
        newest = select(ChangeSetRow.id).order_by(ChangeSetRow.id.desc()).limit(_REMEMBERED)
        seen = set((await self.connection.execute(newest)).scalars())
        last = max(seen, default=0)
        return Place(last, tuple(id for id in range(max(1, last - _REMEMBERED), last) if id not in seen))

    async def list_since(self, place: Place) -> list[ChangeSet]:
        """The acts that were committed since then, in order."""
        row = ChangeSetRow
        since = _SELECTED.where(or_(row.id > place.last, row.id.in_(place.missing))).order_by(row.id)
        return [_made(one) for one in (await self.connection.execute(since)).all()]

    async def outcomes_of(self, act: str) -> list[Mapping[str, Any]]:
        """What came of all acts of this name that were not taken back, the newest first."""
        row = ChangeSetRow
        lasting = select(row.outcome).where(row.act == act, row.undone_at.is_(None)).order_by(row.id.desc())
        return list((await self.connection.execute(lasting)).scalars())

    async def mark_undone(self, id: int, at: datetime) -> None:
        """Says that an act was taken back."""
        await self.connection.execute(update(ChangeSetRow).where(ChangeSetRow.id == id).values(undone_at=at))

    async def forget_days(self, person_ids: Collection[int], partner_ids: Collection[int]) -> int:
        """Blanks these people's days; those of imports too, which belong to no one partner."""
        row, forgotten = ChangeSetRow, 0
        acts = (row.partner_id.is_(None) & (row.act == "import_roster")) | row.partner_id.in_(list(partner_ids))
        ids = (await self.connection.execute(select(row.id).where(acts, ~row.blanked).order_by(row.id))).scalars().all()
        days: set[tuple[str, int]] = set()
        for id in ids:
            found = await self.get(id)
            days |= {(one.noun, one.id) for one in found.changes if one.noun in DAYS and _person(one) in person_ids}
            kept = [one.without_values() if (one.noun, one.id) in days else one for one in found.changes]
            if tuple(kept) != found.changes:
                await self.connection.execute(update(row).where(row.id == id).values(changes=_plain(kept)))
                forgotten += 1
        return forgotten

    async def forget_person(
        self, person_id: int, partner_ids: Collection[int], rows: Collection[tuple[str, int]]
    ) -> int:
        """Blanks what acts hold of a person, their own rows, and rows that name them."""
        row, forgotten = ChangeSetRow, 0
        at_these = row.partner_id.is_(None) | row.partner_id.in_(list(partner_ids))
        # Wherever they were before they moved, too.
        words, itself = row.changes.cast(Text), f'"people", {person_id}, '
        known = words.contains(f'"person_id": {person_id}', autoescape=True) | words.contains(itself, autoescape=True)
        ids = select(row.id).where(at_these | known, ~row.blanked).order_by(row.id)
        about = {("people", person_id), *rows}
        for id in (await self.connection.execute(ids)).scalars().all():
            found = await self.get(id)
            about |= {(one.noun, one.id) for one in found.changes if _person(one) == person_id}
            touched = [one for one in found.changes if (one.noun, one.id) in about]
            if not touched:
                continue
            whole = found.act not in OF_MANY
            kept = [one.without_values() if whole or one in touched else one for one in found.changes]
            outcome = {} if whole else dict(found.outcome)
            forgetting = update(row).where(row.id == id).values(changes=_plain(kept), outcome=outcome)
            await self.connection.execute(forgetting)
            forgotten += 1
        return forgotten

    async def forget_values(self, before: datetime, nouns: Collection[str], limit: int) -> int:
        """Blanks older acts, the oldest first."""
        row = ChangeSetRow
        old = _SELECTED.where(row.at < before, ~row.blanked).order_by(row.at, row.id).limit(limit)
        found = [_made(one) for one in (await self.connection.execute(old)).all()]
        for act in found:
            kept = _plain([one.without_values() if one.noun in nouns else one for one in act.changes])
            forgetting = update(row).where(row.id == act.id)
            await self.connection.execute(forgetting.values(changes=kept, outcome={}, blanked=True))
        return len(found)


_WRITTEN = insert(ChangeSetRow).returning(ChangeSetRow.id)
_SELECTED = select(
    ChangeSetRow.id,
    ChangeSetRow.act,
    ChangeSetRow.at,
    ChangeSetRow.key,
    ChangeSetRow.staff_id,
    ChangeSetRow.partner_id,
    ChangeSetRow.changes,
    ChangeSetRow.outcome,
    ChangeSetRow.undone_at,
    ChangeSetRow.undo_of,
    ChangeSetRow.added,
)
_REMEMBERED = 200
"""So many acts back one might still be under way on PostgreSQL, where ids are given before the commit."""


def _plain(changes: Iterable[Change]) -> list[Any]:
    return [[change.noun, change.id, change.before, change.after] for change in changes]


def _person(change: Change) -> int | None:
    return (change.before or change.after or {}).get("person_id")


def _made(row: Row[Any]) -> ChangeSet:
    values = dict(row._mapping)
    values["changes"] = tuple(Change(*change) for change in values["changes"])
    values["added"] = {noun: tuple(map(tuple, runs)) for noun, runs in (values["added"] or {}).items()}
    return ChangeSet(**values)
