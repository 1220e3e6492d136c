"""Gathering what care levels are made of, for one partner or for all."""

import asyncio
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol, TypeVar

from bot.domain.agreements import Agreement
from bot.domain.balance import ask_streak
from bot.domain.care import CareFacts, CareView, Missed, care_of
from bot.domain.interactions import ContactDays, Interaction
from bot.domain.partners import Partner
from bot.domain.ports import UnitOfWork
from bot.domain.promises import Promise
from bot.domain.rhythms import PartnerRhythm, broken_on, due_day, rhythm_days
from bot.domain.words import Direction, PromiseState, Purpose, Rhythm
from bot.domain.workdays import WorkCalendar
from bot.usecases.turns import by_turns


class OfPartner(Protocol):
    """Any row of a partner."""

    @property
    def partner_id(self) -> int: ...


R = TypeVar("R", bound=OfPartner)


@dataclass(frozen=True, slots=True)
class CareRows:
    """The rows that one partner's level rests on: its check-in rhythm, the ask streak, what is open, who was missed."""

    days: ContactDays
    rhythm: PartnerRhythm
    asks: Sequence[Interaction] = ()
    promises: Sequence[Promise] = ()
    agreements: Sequence[Agreement] = ()
    complaints: Sequence[Interaction] = ()
    missed: Sequence[Missed] = ()


@dataclass(frozen=True)
class CareDay:
    """The day on which levels are looked at. Many partners share a due day: when it breaks is reckoned once."""

    day: date
    calendar: WorkCalendar
    known: dict[date, date | None] = field(default_factory=dict)

    def facts(self, partner: Partner, rows: CareRows) -> CareFacts:
        """What the partner's level is made of, as it stood at the end of the day."""
        return CareFacts(
            days=rows.days,
            check_in_days=rhythm_days(partner, rows.rhythm),
            broken_on=self.broken_on(partner, rows.days, rows.rhythm),
            baseline_on=partner.baseline_on,
            added_on=partner.added_on,
            asks=len(rows.asks),
            asks_since=min((one.on for one in rows.asks), default=None),
            promises=[one.due_on for one in rows.promises if one.due_on < self.day],
            complaints=[one.on for one in rows.complaints if one.on <= self.day],
            agreements=[one.to_on for one in rows.agreements if one.to_on < self.day],
            missed=rows.missed,
        )

    def view(self, partner: Partner, rows: CareRows) -> CareView:
        """The partner's level, with its reasons."""
        return care_of(self.facts(partner, rows), self.day)

    def broken_on(self, partner: Partner, days: ContactDays, rhythm: PartnerRhythm) -> date | None:
        """The first day on which the check-in is broken, as it stood on the day: later skips had not been."""
        skipped = rhythm.skipped_on
        skipped = skipped if skipped is not None and skipped <= self.day else None
        counts_from = days.contact_on or partner.baseline_on
        stood = PartnerRhythm(partner.id, Rhythm.CHECK_IN, rhythm.own_days, counts_from, skipped)
        due = due_day(partner, stood)
        if due is None:
            return None
        if due not in self.known:
            self.known[due] = broken_on(due, self.calendar)
        return self.known[due]


async def care_rows(
    uow: UnitOfWork, partners: Sequence[Partner], day: date, *, all_of_them: bool = False
) -> dict[int, CareRows]:
    """The rows that these partners' levels rest on, by partner.

    Seven questions, however many partners, and between the large ones others get their turn; *all_of_them* asks for
    every partner's rows instead of naming ids. Of a day that is past, contacts count by their day; rhythms, promises
    and agreements are today's.
    """
    ids = None if all_of_them else [one.id for one in partners]
    named: dict[str, Any] = {} if ids is None else {"partner_id": ids}
    contacts = {one.partner_id: one for one in await uow.figures.contact_days(day, ids)}
    await asyncio.sleep(0)
    rhythms = {one.partner_id: one for one in await uow.rhythms.list_by(rhythm=Rhythm.CHECK_IN, **named)}
    await asyncio.sleep(0)
    asked = [id for id, one in contacts.items() if one.ask_on and (one.care_on is None or one.ask_on >= one.care_on)]
    asks = by_partner(await uow.figures.list_asks_since_care(day, asked))
    await asyncio.sleep(0)
    promises = by_partner(await uow.promises.list_by(state=PromiseState.OPEN, **named))
    agreements = by_partner(await uow.agreements.list_by(closed_on=None, **named))
    await asyncio.sleep(0)
    complaining: dict[str, Any] = {"purpose": Purpose.COMPLAINT, "direction": Direction.THEIRS, "settled_on": None}
    complaints = by_partner(await uow.interactions.list_by(**complaining, **named))
    await asyncio.sleep(0)
    missed = by_partner(await uow.figures.list_missed(day, ids))
    await asyncio.sleep(0)
    return {
        one.id: CareRows(
            contacts.get(one.id) or ContactDays(one.id),
            rhythms.get(one.id) or PartnerRhythm(one.id, Rhythm.CHECK_IN),
            ask_streak(asks[one.id]),
            promises[one.id],
            agreements[one.id],
            complaints[one.id],
            missed[one.id],
        )
        async for one in by_turns(partners)
    }


async def care_views(
    uow: UnitOfWork, partners: Sequence[Partner], day: date, calendar: WorkCalendar, *, all_of_them: bool = False
) -> dict[int, CareView]:
    """The care levels of these partners on a day, with their reasons."""
    rows = await care_rows(uow, partners, day, all_of_them=all_of_them)
    today = CareDay(day, calendar)
    return {one.id: today.view(one, rows[one.id]) async for one in by_turns(partners)}


def by_partner(rows: Iterable[R]) -> Mapping[int, list[R]]:
    """Rows by their partner; an empty list for any other."""
    grouped: dict[int, list[R]] = defaultdict(list)
    for row in rows:
        grouped[row.partner_id].append(row)
    return grouped
