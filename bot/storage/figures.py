"""Figures over many partners at once: for care levels and the summary."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, and_, exists, func, or_, select
from sqlalchemy.orm import aliased

from bot.domain.cards import CardRows
from bot.domain.care import Missed
from bot.domain.interactions import Acquaintance, ContactDays, Interaction
from bot.domain.summary_picture import Counted
from bot.domain.words import (
    Channel,
    Consent,
    PartnerState,
    PersonState,
    ReminderKind,
    ReminderState,
)
from bot.storage.cards import read_card_rows
from bot.storage.doubtful import doubtful, is_ask, is_care
from bot.storage.interactions import InteractionRow
from bot.storage.occasions import KeptFeastRow, OccasionRow
from bot.storage.partners import PartnerRow
from bot.storage.people import PersonRow
from bot.storage.reminders import ReminderRow
from bot.storage.tallies import Row, Tallies


class Figures(Tallies):
    """The book of figures."""

    async def card_rows(self, partner_id: int) -> CardRows | None:
        """A partner's rows, in one question; None where there is no such partner."""
        return await read_card_rows(self.connection, partner_id)

    async def contact_days(self, until: date, partner_ids: Iterable[int] | None = None) -> list[ContactDays]:
        """The newest days of contact of each partner that has any; each is looked up, however long the history."""
        one = PartnerRow
        query = select(one.id, _newest(until, ~is_ask(Row)), _newest(until, is_care(Row)), _newest(until, is_ask(Row)))
        ids = await self._ids_of_all() if partner_ids is None else partner_ids
        found = [ContactDays(*days) for days in await self._all(query, one.id, ids)]
        return [days for days in found if days.contact_on is not None or days.ask_on is not None]

    async def _ids_of_all(self) -> list[int]:
        return list((await self.connection.execute(select(PartnerRow.id))).scalars())

    async def list_asks_since_care(self, until: date, partner_ids: Iterable[int] | None = None) -> list[Interaction]:
        """Our asks since each partner's newest care, the newest first."""
        row, care = InteractionRow, aliased(InteractionRow)
        later = or_(care.on > row.on, and_(care.on == row.on, care.id > row.id))
        cared = exists().where(care.partner_id == row.partner_id, is_care(care), care.on <= until, later)
        query = (
            self.interactions.selected()
            .where(is_ask(row), row.on <= until, ~cared)
            .order_by(row.on.desc(), row.id.desc())
        )
        return [self.interactions.made(found) for found in await self._all(query, row.partner_id, partner_ids)]

    async def list_missed(self, until: date, partner_ids: Iterable[int] | None = None) -> list[Missed]:
        """Congratulations missed, without any care for that person since."""
        row, care = ReminderRow, aliased(InteractionRow)
        # Nobody in particular was missed on a partner's own day: any care for the partner makes up for it.
        for_whom = or_(row.person_id.is_(None), care.person_id == row.person_id)
        cared = exists().where(
            care.partner_id == row.partner_id, is_care(care), care.on > row.last_on, care.on <= until, for_whom
        )
        query = (
            select(row.partner_id, row.person_id, row.due_on)
            .outerjoin(PersonRow, and_(PersonRow.id == row.person_id, PersonRow.partner_id == row.partner_id))
            .where(
                row.kind == ReminderKind.CONGRATULATION,
                row.state == ReminderState.EXPIRED,
                row.last_on <= until,
                or_(row.person_id.is_(None), PersonRow.state == PersonState.ACTIVE),
                ~cared,
            )
            .order_by(row.due_on, row.id)
        )
        return [Missed(*found) for found in await self._all(query, row.partner_id, partner_ids)]

    async def list_doubtful(self, today: date) -> list[int]:
        """Ids of active partners with anything in their rows that can keep them from good care."""
        return sorted((await self.connection.execute(doubtful(today))).scalars())

    async def list_acquaintances(self, since: date, until: date, partner_ids: Iterable[int]) -> list[Acquaintance]:
        """Which colleagues had contact with which people of these partners, of those who are still there."""
        row, person = InteractionRow, PersonRow
        there = and_(person.id == row.person_id, person.partner_id == row.partner_id)
        query = (
            select(row.partner_id, row.staff_id, person.id)
            .join(person, and_(there, person.state == PersonState.ACTIVE), isouter=True)
            .where(row.mass.is_(False), row.on.between(since, until))
            .distinct()
        )
        return [Acquaintance(*found) for found in await self._all(query, row.partner_id, partner_ids)]

    async def count_contacts(self, since: date, until: date, partner_ids: Iterable[int] | None = None) -> list[Counted]:
        """How many contacts of each sort each day had: of each of these partners, or of all of them together."""
        row = InteractionRow
        sorts: tuple[Any, ...] = (row.on, row.purpose, row.direction)
        parts = sorts if partner_ids is None else (*sorts, row.partner_id)
        query = (
            select(*sorts, func.count(), *parts[len(sorts) :])
            .where(row.mass.is_(False), row.on.between(since, until))
            .group_by(*parts)
        )
        return [Counted(*found) for found in await self._all(query, row.partner_id, partner_ids)]

    async def newest_meetings(self, until: date, partner_ids: Iterable[int]) -> dict[int, date]:
        """When somebody of each of these partners was last met in person."""
        row = InteractionRow
        query = (
            select(row.partner_id, func.max(row.on, type_=row.on.type))
            .where(row.channel == Channel.IN_PERSON, row.on <= until)
            .group_by(row.partner_id)
        )
        return {partner_id: on for partner_id, on in await self._all(query, row.partner_id, partner_ids)}  # noqa: C416

    async def list_without_occasion(self) -> list[int]:
        """Ids of active partners without any day that may be used: their own, or of people as ``may_remember`` says."""
        row, person = PartnerRow, PersonRow
        willing = select(person.id).where(person.state == PersonState.ACTIVE, person.consent == Consent.AGREED)
        known = (
            exists().where(days.partner_id == row.id, days.person_id.is_(None) | days.person_id.in_(willing))
            for days in (OccasionRow, KeptFeastRow)
        )
        query = select(row.id).where(row.state == PartnerState.ACTIVE, *(~one for one in known)).order_by(row.id)
        return [int(id) for (id,) in (await self.connection.execute(query)).all()]

    async def list_unheard(self, since: date, before: date) -> list[int]:
        """Ids of active partners added in that time of which nothing was heard, and nobody was asked."""
        row = PartnerRow
        heard = exists().where(InteractionRow.partner_id == row.id)
        fresh = (row.state == PartnerState.ACTIVE, row.added_on >= since, row.added_on < before)
        silent = (row.baseline_on.is_(None), row.baseline_asked_on.is_(None), ~heard)
        query = select(row.id).where(*fresh, *silent).order_by(row.id)
        return [int(id) for (id,) in (await self.connection.execute(query)).all()]


def _newest(until: date, condition: ColumnElement[bool]) -> ScalarSelect[Any]:
    """The newest day of a partner's contacts that meet a condition: one step along an index."""
    newest = select(Row.on).where(Row.partner_id == PartnerRow.id, Row.on <= until, Row.mass.is_(False), condition)
    return newest.order_by(Row.on.desc()).limit(1).correlate(PartnerRow).scalar_subquery()
