"""Occasions, feasts and events in the database."""

from datetime import date

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, select, text, update
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain.occasions import ConfirmedFeast, Event, KeptFeast, Occasion, OwnFeast
from bot.domain.words import Calendar, EventKind, OccasionKind
from bot.storage.columns import Base, Id
from bot.storage.rows import TableRows


class OccasionRow(Base):
    """A day that comes again."""

    __tablename__ = "occasions"
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    partner_id: Mapped[int] = mapped_column(ForeignKey("partners.id"), index=True)
    kind: Mapped[OccasionKind]
    day: Mapped[int]
    month: Mapped[int]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    title: Mapped[str | None]
    calendar: Mapped[Calendar]
    year: Mapped[int | None]
    leap_on_march: Mapped[bool]
    single: Mapped[bool]
    surfaces_on: Mapped[date | None] = mapped_column(index=True)


_OWN = text("person_id IS NULL")


class KeptFeastRow(Base):
    """A feast that somebody keeps."""

    __tablename__ = "kept_feasts"
    __table_args__ = (
        Index(None, "feast"),
        UniqueConstraint("partner_id", "person_id", "feast"),
        # Nulls are all different to a constraint; a feast of the partner itself is kept once too.
        Index(
            "uq_kept_feasts_of_partner", "partner_id", "feast", unique=True, sqlite_where=_OWN, postgresql_where=_OWN
        ),
    )
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    partner_id: Mapped[int] = mapped_column(ForeignKey("partners.id"))
    feast: Mapped[str] = mapped_column(String(40))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    shift: Mapped[int]
    surfaces_on: Mapped[date | None] = mapped_column(index=True)


class ConfirmedFeastRow(Base):
    """The confirmed day of one occurrence of a feast."""

    __tablename__ = "confirmed_feasts"
    __table_args__ = (UniqueConstraint("feast", "cycle"),)
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    feast: Mapped[str] = mapped_column(String(40))
    cycle: Mapped[str] = mapped_column(String(40))
    on: Mapped[date]
    by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))


class OwnFeastRow(Base):
    """A feast of the organisation's own."""

    __tablename__ = "own_feasts"
    __table_args__ = (UniqueConstraint("name"),)
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    name: Mapped[str] = mapped_column(String(40))
    day: Mapped[int]
    month: Mapped[int]
    calendar: Mapped[Calendar]
    year: Mapped[int | None]
    greet_from: Mapped[int]
    greet_until: Mapped[int]


class EventRow(Base):
    """What happened to a person."""

    __tablename__ = "events"
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    partner_id: Mapped[int] = mapped_column(ForeignKey("partners.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    kind: Mapped[EventKind]
    on: Mapped[date] = mapped_column(index=True)
    note: Mapped[str | None]
    by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))


class OccasionRows(TableRows[Occasion]):
    """The book of occasions."""

    entity = Occasion
    row = OccasionRow
    derived = frozenset({"surfaces_on"})

    async def look_anew(self, month: int) -> list[int]:
        """Asks planning to look at all days of a Hijri month; gives the ids of their partners, in order."""
        there = (self.table.c.calendar == Calendar.HIJRI, self.table.c.month == month)
        await self.connection.execute(update(self.table).where(*there).values(surfaces_on=None))
        partners = select(self.table.c.partner_id).where(*there).distinct().order_by(self.table.c.partner_id)
        return list((await self.connection.execute(partners)).scalars())


class KeptFeastRows(TableRows[KeptFeast]):
    """The book of kept feasts."""

    entity = KeptFeast
    row = KeptFeastRow
    derived = frozenset({"surfaces_on"})

    async def look_anew(self, feast: str) -> None:
        """Asks planning to look at everybody who keeps this feast: its day was confirmed or moved."""
        keeping = update(self.table).where(self.table.c.feast == feast)
        await self.connection.execute(keeping.values(surfaces_on=None))


class ConfirmedFeastRows(TableRows[ConfirmedFeast]):
    """The book of confirmed feasts."""

    entity = ConfirmedFeast
    row = ConfirmedFeastRow


class OwnFeastRows(TableRows[OwnFeast]):
    """The book of the organisation's own feasts."""

    entity = OwnFeast
    row = OwnFeastRow


class EventRows(TableRows[Event]):
    """The book of events."""

    entity = Event
    row = EventRow
