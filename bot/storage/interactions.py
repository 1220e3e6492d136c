"""Interactions in the database."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, func, select, text
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain.interactions import Interaction
from bot.domain.words import AskAnswer, Channel, Direction, Purpose
from bot.storage.columns import Base, Id
from bot.storage.rows import TableRows

_WITH_SOMEBODY = text("person_id IS NOT NULL")


class InteractionRow(Base):
    """One contact with a partner."""

    __tablename__ = "interactions"
    __table_args__ = (
        Index(None, "partner_id", "on"),
        Index(None, "on"),
        Index(None, "person_id", sqlite_where=_WITH_SOMEBODY, postgresql_where=_WITH_SOMEBODY),
        Index("ix_interactions_newest", "partner_id", "purpose", "direction", "mass", "on"),
    )
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    partner_id: Mapped[int] = mapped_column(ForeignKey("partners.id"))
    on: Mapped[date]
    purpose: Mapped[Purpose]
    direction: Mapped[Direction]
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    channel: Mapped[Channel | None]
    note: Mapped[str | None]
    mass: Mapped[bool]
    ask_answer: Mapped[AskAnswer | None]
    settled_on: Mapped[date | None]
    logged_at: Mapped[datetime | None]


class InteractionRows(TableRows[Interaction]):
    """The book of interactions."""

    entity = Interaction
    row = InteractionRow

    async def list_of(
        self, partner_id: int, *, since: date | None = None, limit: int | None = None
    ) -> list[Interaction]:
        """A partner's, the newest first."""
        query = self.selected().where(InteractionRow.partner_id == partner_id)
        if since is not None:
            query = query.where(InteractionRow.on >= since)
        return await self.listed(query.order_by(InteractionRow.on.desc(), InteractionRow.id.desc()).limit(limit))

    async def list_between(self, start: date, end: date) -> list[Interaction]:
        """All from start to end, both included, by day."""
        within = InteractionRow.on.between(start, end)
        return await self.listed(self.selected().where(within).order_by(InteractionRow.on, InteractionRow.id))

    async def newest_by_purpose(
        self, partner_ids: Iterable[int] | None = None, until: date | None = None
    ) -> list[Interaction]:
        """For each partner, purpose, direction and mass: the newest day, as an interaction without the rest."""
        if partner_ids is None:
            return await self._newest(None, until)
        wanted = sorted(set(partner_ids))
        found: list[Interaction] = []
        for start in range(0, len(wanted), 500):
            found += await self._newest(wanted[start : start + 500], until)
        return found

    async def _newest(self, part: list[int] | None, until: date | None) -> list[Interaction]:
        row = InteractionRow
        newest = func.max(row.on, type_=row.on.type)
        query: Any = select(row.partner_id, row.purpose, row.direction, row.mass, newest)
        if part is not None:
            query = query.where(row.partner_id.in_(part))
        if until is not None:
            query = query.where(row.on <= until)
        query = query.group_by(row.partner_id, row.purpose, row.direction, row.mass)
        return [
            Interaction(partner_id=partner, on=on, purpose=purpose, direction=direction, mass=mass)
            for partner, purpose, direction, mass, on in (await self.connection.execute(query)).all()
        ]
