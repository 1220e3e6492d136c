"""Partners in the database."""

from datetime import date
from typing import Any

from sqlalchemy import ForeignKey, Index, func, select, text
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain.partners import Partner
from bot.domain.words import Kind, PartnerState, Tier
from bot.storage.columns import Base, Id
from bot.storage.rows import TableRows

_MERGED = text("merged_into IS NOT NULL")


class PartnerRow(Base):
    """A partner."""

    __tablename__ = "partners"
    __table_args__ = (
        Index(None, "owner_id", "state"),
        Index(None, "name"),
        Index(None, "state", "tier"),
        # Whoever takes partners away asks what was merged into them.
        Index(None, "merged_into", sqlite_where=_MERGED, postgresql_where=_MERGED),
    )
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    name: Mapped[str]
    tier: Mapped[Tier]
    kind: Mapped[Kind]
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    backup_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    owner_since_on: Mapped[date | None]
    language: Mapped[str | None]
    email: Mapped[str | None]
    phone: Mapped[str | None]
    city: Mapped[str | None]
    note: Mapped[str | None]
    offers: Mapped[str | None]
    needs: Mapped[str | None]
    since_on: Mapped[date | None]
    since_year: Mapped[int | None]
    state: Mapped[PartnerState]
    merged_into: Mapped[int | None] = mapped_column(ForeignKey("partners.id"))
    added_on: Mapped[date | None]
    added_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    spread_place: Mapped[int]
    spread_of: Mapped[int]
    baseline_on: Mapped[date | None]
    baseline_asked_on: Mapped[date | None]
    news_refused_on: Mapped[date | None]


class PartnerRows(TableRows[Partner]):
    """The book of partners."""

    entity = Partner
    row = PartnerRow

    async def list_named(self, *, offset: int, limit: int, **where: Any) -> list[Partner]:
        """A page of those that match, by name."""
        by_name = (func.lower(self.table.c.name), self.table.c.id)
        matching = self.selected().where(*self.matching(where))
        return await self.listed(matching.order_by(*by_name).offset(offset).limit(limit))

    async def list_ids_named(self, **where: Any) -> list[int]:
        """The ids of those that match, by name."""
        by_name = (func.lower(self.table.c.name), self.table.c.id)
        matching = select(self.table.c.id).where(*self.matching(where)).order_by(*by_name)
        return list((await self.connection.execute(matching)).scalars())

    async def count_each(self, field: str, **where: Any) -> dict[Any, int]:
        """How many of those that match hold each value of a column."""
        column = self.table.c[field]
        counted = select(column, func.count()).where(*self.matching(where)).group_by(column)
        return {value: int(many) for value, many in (await self.connection.execute(counted)).all()}
