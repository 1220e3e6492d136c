"""Which partners a day's planning has to look at, in one question."""

from collections.abc import Mapping
from datetime import date
from typing import cast as cast_type

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Select,
    Table,
    and_,
    bindparam,
    cast,
    exists,
    select,
    union,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.types import String

from bot.domain.planning.horizon import Horizon
from bot.domain.words import Direction, PartnerState, PromiseState, Purpose
from bot.storage.agreements import AgreementRow
from bot.storage.interactions import InteractionRow
from bot.storage.introductions import IntroductionRow
from bot.storage.occasions import EventRow, KeptFeastRow, OccasionRow
from bot.storage.offers import OfferRow
from bot.storage.partners import PartnerRow
from bot.storage.promises import PromiseRow
from bot.storage.reminders import LIVING, ReminderRow
from bot.storage.rhythms import RhythmRow


class DuePartners:
    """The book of what is due."""

    def __init__(self, connection: AsyncConnection) -> None:
        self.connection = connection

    async def list_due(self, horizon: Horizon) -> list[int]:
        """Ids of partners with a living reminder, and of active ones with something inside the horizon, in order."""
        found: CompoundSelect[int] = union(
            select(ReminderRow.partner_id).where(ReminderRow.state.in_(LIVING)),
            _rhythms(horizon),
            # Apart, for "up to this day or none" would use no index.
            _of_active(OccasionRow.partner_id, OccasionRow.surfaces_on <= horizon.today),
            _of_active(OccasionRow.partner_id, OccasionRow.surfaces_on.is_(None)),
            _of_active(KeptFeastRow.partner_id, KeptFeastRow.surfaces_on <= horizon.today),
            _of_active(KeptFeastRow.partner_id, KeptFeastRow.surfaces_on.is_(None)),
            _of_active(
                PromiseRow.partner_id,
                and_(PromiseRow.state == PromiseState.OPEN, PromiseRow.due_on <= horizon.promises_until),
            ),
            _of_active(
                AgreementRow.partner_id,
                and_(AgreementRow.closed_on.is_(None), AgreementRow.to_on <= horizon.agreements_until),
            ),
            _of_active(OfferRow.partner_id, OfferRow.ends_on.between(horizon.today, horizon.offers_until)),
            _of_active(
                IntroductionRow.partner_id,
                and_(
                    IntroductionRow.closed_on.is_(None),
                    IntroductionRow.on.between(horizon.introductions_since, horizon.introductions_until),
                ),
            ),
            _of_active(EventRow.partner_id, EventRow.on >= horizon.events_since),
            _asks(horizon),
        )
        return sorted((await self.connection.execute(found)).scalars())

    async def look_next(self, occasions: Mapping[int, date | None], kept_feasts: Mapping[int, date | None]) -> None:
        """Sets ``surfaces_on`` of many rows at once, by their ids."""
        for row, days in ((OccasionRow, occasions), (KeptFeastRow, kept_feasts)):
            if days:
                table = cast_type("Table", row.__table__)
                moved = update(table).where(table.c.id == bindparam("row_id")).values(surfaces_on=bindparam("next_on"))
                values = [{"row_id": id, "next_on": day} for id, day in days.items()]
                await self.connection.execute(moved, values)


def _of_active(partner_id: InstrumentedAttribute[int], where: ColumnElement[bool]) -> Select[int]:
    # A join would let SQLite, which keeps no statistics, begin with all active partners.
    active = exists().where(PartnerRow.id == partner_id, PartnerRow.state == PartnerState.ACTIVE)
    return select(partner_id).where(where, active)


def _rhythms(horizon: Horizon) -> Select[int]:
    row = RhythmRow
    same = and_(ReminderRow.partner_id == row.partner_id, cast(ReminderRow.kind, String) == cast(row.rhythm, String))
    waiting = exists().where(same, ReminderRow.state.in_(LIVING))
    return _of_active(row.partner_id, and_(row.due_on <= horizon.today, ~waiting))


def _asks(horizon: Horizon) -> Select[int]:
    row = InteractionRow
    return _of_active(
        row.partner_id,
        and_(
            row.on.between(horizon.asks_since, horizon.asks_until),
            row.purpose == Purpose.ASK,
            row.direction == Direction.OURS,
            row.mass.is_(False),
            row.ask_answer.is_(None),
        ),
    )
