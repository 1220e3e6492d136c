"""Gathering what care levels are made of, for one partner or for all."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Protocol, TypeVar

from bot.domain.care import CareFacts, CareView, care_of
from bot.domain.interactions import ContactDays
from bot.domain.partners import Partner
from bot.domain.ports import UnitOfWork
from bot.domain.rhythms import PartnerRhythm, broken_on, due_day, rhythm_days
from bot.domain.words import Direction, PromiseState, Purpose, Rhythm
from bot.domain.workdays import WorkCalendar


class OfPartner(Protocol):
    """Any row of a partner."""

    @property
    def partner_id(self) -> int: ...


R = TypeVar("R", bound=OfPartner)


async def care_facts(
    uow: UnitOfWork, partners: Sequence[Partner], day: date, calendar: WorkCalendar, *, all_of_them: bool = False
) -> dict[int, CareFacts]:
    """What these partners' levels are made of on a day, by partner.

    Eight questions, however many partners; *all_of_them* asks for every partner's rows instead of naming ids. Of a day
    that is past, contacts count by their day; rhythms, promises and agreements as far as they were settled then.
    """
    ids = None if all_of_them else [one.id for one in partners]
    named: dict[str, Any] = {} if ids is None else {"partner_id": ids}
    contacts = {one.partner_id: one for one in await uow.figures.contact_days(day, ids)}
    rhythms = {one.partner_id: one for one in await uow.rhythms.list_by(rhythm=Rhythm.CHECK_IN, **named)}
    asks = by_partner(await uow.figures.list_asks_since_care(day, ids))
    promises = by_partner(await uow.promises.list_by(state=PromiseState.OPEN, **named))
    agreements = by_partner(await uow.agreements.list_by(closed_on=None, **named))
    complaining: dict[str, Any] = {"purpose": Purpose.COMPLAINT, "direction": Direction.THEIRS, "settled_on": None}
    complaints = by_partner(await uow.interactions.list_by(**complaining, **named))
    missed = by_partner(await uow.figures.list_missed(day, ids))
    broken = _Broken(calendar)
    found: dict[int, CareFacts] = {}
    for partner in partners:
        id = partner.id
        days = contacts.get(id) or ContactDays(id)
        rhythm = rhythms.get(id) or PartnerRhythm(id, Rhythm.CHECK_IN)
        found[id] = CareFacts(
            days=days,
            check_in_days=rhythm_days(partner, rhythm),
            broken_on=broken.on(partner, rhythm, days, day),
            baseline_on=partner.baseline_on,
            asks=len(asks[id]),
            asks_since=min((one.on for one in asks[id]), default=None),
            promises=[one.due_on for one in promises[id] if one.due_on < day],
            complaints=[one.on for one in complaints[id] if one.on <= day],
            agreements=[one.to_on for one in agreements[id] if one.to_on < day],
            missed=missed[id],
        )
    return found


async def care_views(
    uow: UnitOfWork, partners: Sequence[Partner], day: date, calendar: WorkCalendar, *, all_of_them: bool = False
) -> dict[int, CareView]:
    """The care levels of these partners on a day, with their reasons."""
    found = await care_facts(uow, partners, day, calendar, all_of_them=all_of_them)
    return {id: care_of(facts, day) for id, facts in found.items()}


def by_partner(rows: Iterable[R]) -> Mapping[int, list[R]]:
    """Rows by their partner; an empty list for any other."""
    grouped: dict[int, list[R]] = defaultdict(list)
    for row in rows:
        grouped[row.partner_id].append(row)
    return grouped


class _Broken:
    """The first days on which check-ins are broken; many partners share a due day."""

    def __init__(self, calendar: WorkCalendar) -> None:
        self.calendar = calendar
        self.known: dict[date, date | None] = {}

    def on(self, partner: Partner, rhythm: PartnerRhythm, days: ContactDays, day: date) -> date | None:
        """As the check-in stood on that day: later contacts and skips had not been."""
        skipped = rhythm.skipped_on if rhythm.skipped_on and rhythm.skipped_on <= day else None
        counted = replace(rhythm, counts_from=days.contact_on or partner.baseline_on, skipped_on=skipped)
        due = due_day(partner, counted)
        if due is None:
            return None
        if due not in self.known:
            self.known[due] = broken_on(due, self.calendar)
        return self.known[due]
