"""Change sets in the database."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, insert, select, update
from sqlalchemy.engine import Row
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain.changes import Change, ChangeSet
from bot.domain.errors import NotFound
from bot.domain.ports import Act
from bot.storage.columns import Base, Id


class ChangeSetRow(Base):
    """All changes of one act."""

    __tablename__ = "change_sets"
    __table_args__ = (Index(None, "staff_id", "at"), Index(None, "partner_id", "at"))
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


class ChangeSets:
    """The book of change sets."""

    def __init__(self, connection: AsyncConnection) -> None:
        self.connection = connection

    async def write(self, act: Act, changes: Sequence[Change]) -> int:
        """Writes an act with its changes; gives the change set's id."""
        values = {
            "act": act.name,
            "at": act.at,
            "key": act.key,
            "staff_id": act.staff_id,
            "partner_id": act.partner_id,
            "changes": [[change.noun, change.id, change.before, change.after] for change in changes],
            "outcome": dict(act.outcome),
            "undo_of": act.undo_of,
        }
        written = await self.connection.execute(insert(ChangeSetRow).values(**values).returning(ChangeSetRow.id))
        return int(written.scalar_one())

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

    async def mark_undone(self, id: int, at: datetime) -> None:
        """Says that an act was taken back."""
        await self.connection.execute(update(ChangeSetRow).where(ChangeSetRow.id == id).values(undone_at=at))


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
)


def _made(row: Row[Any]) -> ChangeSet:
    values = dict(row._mapping)
    values["changes"] = tuple(Change(*change) for change in values["changes"])
    return ChangeSet(**values)
