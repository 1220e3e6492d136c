"""Contacts of a period, counted or listed: what the summary's figures and pictures rest on."""

import asyncio
from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, func, select

from bot.domain.figures import EVERYBODY, Focus, Tally
from bot.domain.interactions import Interaction
from bot.domain.words import RHYTHM_KINDS, Direction, ReminderState, Stance
from bot.storage.doubtful import is_ask, is_care, is_work
from bot.storage.interactions import InteractionRow, InteractionRows
from bot.storage.partners import PartnerRow
from bot.storage.reminders import ReminderRow, instants

Row = InteractionRow
MOST_IDS = 500
"""Ids in one question; databases bound the number of values."""


class Tallies:
    """Questions of the book of figures that look at the days of one period, and so cost no more in later years."""

    def __init__(self, interactions: InteractionRows) -> None:
        self.interactions = interactions
        self.connection = interactions.connection

    async def tallies(self, start: date, end: date, focus: Focus = EVERYBODY) -> list[Tally]:
        """The contacts from start to end, counted."""
        kinds = (Row.staff_id, Row.purpose, Row.direction)
        query = select(*kinds, func.count()).where(*_within(start, end, focus)).group_by(*kinds)
        return [Tally(*found) for found in (await self.connection.execute(query)).all()]

    async def count_cared(self, start: date, end: date, focus: Focus = EVERYBODY) -> int:
        """How many partners were cared for."""
        query = select(func.count(Row.partner_id.distinct())).where(*_within(start, end, focus), is_care(Row))
        return int((await self.connection.execute(query)).scalar_one())

    async def has_contacts(self) -> bool:
        """Whether anything but mass mailings was ever noted."""
        query = select(Row.id).where(Row.mass.is_(False)).limit(1)
        return (await self.connection.execute(query)).first() is not None

    async def list_counted(
        self, start: date, end: date, stance: Stance | None, focus: Focus, offset: int, limit: int
    ) -> list[Interaction]:
        """A page of the contacts that a figure counts, the newest first; None stands for theirs."""
        query = self.interactions.selected().where(*_within(start, end, focus), _of(stance))
        return await self.interactions.listed(query.order_by(Row.on.desc(), Row.id.desc()).offset(offset).limit(limit))

    async def count_counted(self, start: date, end: date, stance: Stance | None, focus: Focus) -> int:
        """How many a figure counts."""
        query = select(func.count()).select_from(Row).where(*_within(start, end, focus), _of(stance))
        return int((await self.connection.execute(query)).scalar_one())

    async def newest_cares(self, start: date, end: date, focus: Focus = EVERYBODY) -> list[tuple[int, date]]:
        """The partners that were cared for, with the newest day of it, the newest first."""
        newest = func.max(Row.on, type_=Row.on.type)
        query = select(Row.partner_id, newest).where(*_within(start, end, focus), is_care(Row)).group_by(Row.partner_id)
        found = (await self.connection.execute(query.order_by(newest.desc(), Row.partner_id))).all()
        return [(int(id), on) for id, on in found]

    async def count_waiting(self, day: date, focus: Focus = EVERYBODY) -> dict[int | None, int]:
        """By colleague, how many rhythm reminders wait their turn."""
        row = ReminderRow
        waiting = (row.state == ReminderState.PLANNED, row.due_on <= day, row.kind.in_(RHYTHM_KINDS))
        query = select(row.staff_id, func.count()).where(*waiting, *in_focus(row.partner_id, focus))
        return {id: count for id, count in (await self.connection.execute(query.group_by(row.staff_id))).all()}  # noqa: C416

    async def list_noted(self, start: date, end: date) -> list[int]:
        """The ids of contacts with a note that settled a reminder (by UTC's days, one more on either side)."""
        row = ReminderRow
        query = select(Row.id).join(row, row.interaction_id == Row.id)
        noted = (row.state == ReminderState.DONE, Row.note.is_not(None), Row.note != "")
        found = await self.connection.execute(query.where(*noted, row.answered_at.between(*instants(start, end))))
        return [int(id) for id in found.scalars()]

    async def _all(self, query: Any, column: Any, ids: Iterable[int] | None) -> list[Any]:
        """The rows of a query, for all partners or for these, asked for in parts; between them others have a turn."""
        if ids is None:
            return list((await self.connection.execute(query)).all())
        wanted = sorted(set(ids))
        found: list[Any] = []
        for start in range(0, len(wanted), MOST_IDS):
            part = query.where(column.in_(wanted[start : start + MOST_IDS]))
            found += (await self.connection.execute(part)).all()
            await asyncio.sleep(0)
        return found


def in_focus(partner_id: Any, focus: Focus) -> tuple[ColumnElement[bool], ...]:
    """The condition that a row's partner is in focus; none for everybody."""
    if not focus:
        return ()
    asked = (getattr(PartnerRow, name) == value for name, value in focus.where.items())
    return (exists().where(PartnerRow.id == partner_id, *asked),)


def _within(start: date, end: date, focus: Focus = EVERYBODY) -> tuple[ColumnElement[bool], ...]:
    return (Row.on.between(start, end), Row.mass.is_(False), *in_focus(Row.partner_id, focus))


def _of(stance: Stance | None) -> ColumnElement[bool]:
    if stance is None:
        return and_(Row.direction == Direction.THEIRS, Row.mass.is_(False))
    return {Stance.CARE: is_care, Stance.WORK: is_work, Stance.ASK: is_ask}[stance](Row)
