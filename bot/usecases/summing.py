"""Loading what a summary is made of, in as few questions as can be, and putting it together."""

import asyncio
from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot.domain.agreements import Agreement
from bot.domain.care import care_of
from bot.domain.coming import ComingDay, coming_days, feasts_between, may_remember
from bot.domain.figures import (
    EVERYBODY,
    Contacted,
    Figures,
    Focus,
    Period,
    Reckoning,
    Share,
    Tally,
    Workload,
    contacted_of,
)
from bot.domain.interactions import ContactDays
from bot.domain.partners import Partner
from bot.domain.ports import Organisation, UnitOfWork
from bot.domain.promises import Promise
from bot.domain.reminders import Reminder
from bot.domain.staff import Staff
from bot.domain.summary import LISTED, ColleagueLine, ComingWeek, FeastComing, Listed, Listing, Summary, coming_week
from bot.domain.words import Calendar, PartnerState, PromiseState, StaffState, Stance, Tier
from bot.usecases.care import CareDay, CareRows, care_rows
from bot.usecases.feasts import read_feasts
from bot.usecases.rhythms import work_calendar
from bot.usecases.turns import PART, by_turns, in_turn

KNOWN_DAYS = timedelta(days=180)
"""Who had contact within so many days knows a partner."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What was loaded for a summary: active partners in focus, colleagues, and the reminders of both periods."""

    partners: Sequence[Partner]
    staff: Sequence[Staff]
    reminders: Sequence[Reminder]
    reckoning: Reckoning
    promises: Sequence[Promise]
    agreements: Sequence[Agreement]

    @property
    def active(self) -> frozenset[int]:
        """Ids of the active partners."""
        return frozenset(one.id for one in self.partners)


@dataclass(frozen=True, slots=True)
class Standing:
    """How the partners in focus stand at the end of a period: their lists, and since when whose check-in is broken."""

    listing: Listing
    rows: Mapping[int, CareRows]
    broken: Mapping[int, date]


@dataclass(frozen=True, slots=True)
class Summing:
    """Makes summaries inside one unit of work.

    Between its questions, and its reckonings, others get their turn: over a large roster each takes a while.
    """

    uow: UnitOfWork
    organisation: Organisation
    today: date
    focus: Focus = EVERYBODY

    async def summary(self, asked: Period) -> Summary:
        """The summary of a period; levels are those of its last day, or of today where it is not over."""
        period = self.so_far(asked)
        loaded = await self.load(period)
        standing = await self.standing(loaded, period.end)
        listing = standing.listing
        broken_before = await self._broken_before(period.before.end, loaded, standing.rows)
        tallies = await self._tallies(period)
        loads = await self._workloads(loaded, period)
        loads_before = await self._workloads(loaded, period.before)
        owner = next((one.name for one in loaded.staff if one.id == self.focus.owner_id), None)
        return Summary(
            start=asked.start,
            end=asked.end,
            figures=Figures(
                contacted_of(tallies, await self._cared(period)),
                sum(loads.values(), Workload()),
                _coverage(loaded, standing.broken),
            ),
            before=Figures(
                await self._contacted(period.before),
                sum(loads_before.values(), Workload()),
                _coverage(loaded, broken_before),
            ),
            well=await in_turn(listing.well),
            coming=await self._coming(asked.week_after, loaded),
            waits_longest=await in_turn(listing.waits_longest),
            neglected=await in_turn(listing.neglected),
            only_asked=await in_turn(listing.only_asked),
            never_contacted=await in_turn(listing.never_contacted),
            without_owner=await in_turn(listing.without_owner),
            without_occasion=listing.of(await self.uow.figures.list_without_occasion()),
            known_to_one=await self.known_to_one(listing, loaded, period.end),
            promises_overdue=await in_turn(lambda: listing.promises_overdue(loaded.promises)),
            agreements=await in_turn(lambda: listing.agreements(loaded.agreements)),
            team=tuple(_team(loaded.staff, tallies, loads)),
            first=not await self.uow.figures.has_contacts() and all(one.baseline_on is None for one in loaded.partners),
            focus=self.focus,
            focus_name=owner,
        )

    def so_far(self, asked: Period) -> Period:
        """The days of a period that are over, or have begun."""
        return Period(asked.start, max(asked.start, min(asked.end, self.today)))

    async def load(self, period: Period) -> Loaded:
        """What a summary of a period rests on, but for how the partners stand."""
        uow, start = self.uow, period.before.start
        partners = await self._partners()
        noted = frozenset(await uow.figures.list_noted(start, self.today))
        return Loaded(
            partners=partners,
            staff=await uow.staff.list_by(),
            reminders=await self._reminders(start, period.end),
            reckoning=Reckoning(self.organisation.zone, work_calendar(self.organisation), noted),
            promises=await uow.promises.list_by(state=PromiseState.OPEN),
            agreements=await uow.agreements.list_by(closed_on=None),
        )

    async def standing(self, loaded: Loaded, day: date, most: int | None = LISTED) -> Standing:
        """How the partners stand on a day; their lists hold so many lines."""
        rows = await care_rows(self.uow, loaded.partners, day, all_of_them=not self.focus)
        await asyncio.sleep(0)
        care_day = CareDay(day, work_calendar(self.organisation))
        facts = {one.id: care_day.facts(one, rows[one.id]) async for one in by_turns(loaded.partners)}
        listing = Listing(
            partners={one.id: one for one in loaded.partners},
            views={id: care_of(known, day) async for id, known in by_turns(facts.items())},
            names={one.id: one.name for one in loaded.staff},
            day=day,
            most=most,
        )
        await asyncio.sleep(0)
        broken = {id: one.broken_on for id, one in facts.items() if one.broken_on is not None and one.broken_on <= day}
        return Standing(listing, rows, broken)

    async def known_to_one(self, listing: Listing, loaded: Loaded, day: date) -> Listed:
        """Key partners that one colleague or one person alone holds, with the day when somebody was last met."""
        key = [one.id for one in loaded.partners if one.tier is Tier.KEY]
        acquaintances = await self.uow.figures.list_acquaintances(day - KNOWN_DAYS, day, key)
        found = await in_turn(lambda: listing.known_to_one(acquaintances))
        met = await self.uow.figures.newest_meetings(day, [one.partner_id for one in found.lines])
        return Listed(found.total, tuple(replace(one, on=met.get(one.partner_id)) for one in found.lines))

    async def _partners(self) -> Sequence[Partner]:
        """The active partners in focus, by id; all of them part by part."""
        if self.focus:
            return await self.uow.partners.list_by(state=PartnerState.ACTIVE, **self.focus.where)
        found: list[Partner] = []
        last = 0
        while part := await self.uow.partners.list_after(last, PART):
            found += [one for one in part if one.state is PartnerState.ACTIVE]
            last = part[-1].id
            await asyncio.sleep(0)
        return found

    async def _reminders(self, start: date, end: date) -> Sequence[Reminder]:
        opened = await self.uow.reminders.list_opened(end)
        await asyncio.sleep(0)
        settled = await self.uow.reminders.list_settled(start, self.today)
        await asyncio.sleep(0)
        found = [*opened, *settled]
        if not self.focus:
            return found
        wanted = set(await self.uow.partners.list_ids_named(**self.focus.where))
        return [one for one in found if one.partner_id in wanted]

    async def _workloads(self, loaded: Loaded, period: Period) -> Mapping[int | None, Workload]:
        """By colleague, what was due."""
        loads = await in_turn(lambda: loaded.reckoning.workloads(loaded.reminders, period))
        for id, waiting in (await self.uow.figures.count_waiting(period.end, self.focus)).items():
            loads[id] = replace(loads.get(id, Workload()), waiting=waiting)
        return loads

    async def _tallies(self, period: Period) -> Sequence[Tally]:
        await asyncio.sleep(0)
        return await self.uow.figures.tallies(period.start, period.end, self.focus)

    async def _contacted(self, period: Period) -> Contacted:
        return contacted_of(await self._tallies(period), await self._cared(period))

    async def _cared(self, period: Period) -> int:
        await asyncio.sleep(0)
        return await self.uow.figures.count_cared(period.start, period.end, self.focus)

    async def _broken_before(self, day: date, loaded: Loaded, rows: Mapping[int, CareRows]) -> set[int]:
        """Whose check-in was broken on an earlier day."""
        ids = [one.id for one in loaded.partners] if self.focus else None
        contacts = {one.partner_id: one for one in await self.uow.figures.contact_days(day, ids)}
        await asyncio.sleep(0)
        earlier = CareDay(day, work_calendar(self.organisation))
        never = ContactDays(0)
        found: set[int] = set()
        async for one in by_turns(loaded.partners):
            broken_on = earlier.broken_on(one, contacts.get(one.id, never), rows[one.id].rhythm)
            if broken_on is not None and broken_on <= day:
                found.add(one.id)
        return found

    async def _coming(self, ahead: Period, loaded: Loaded) -> ComingWeek:
        days = [one for one in await self._days(ahead) if one.partner_id in loaded.active]
        return coming_week(
            ahead,
            days,
            await self._feasts(ahead, loaded.active),
            [one for one in loaded.agreements if one.partner_id in loaded.active],
            [one for one in loaded.promises if one.partner_id in loaded.active],
        )

    async def _days(self, ahead: Period) -> list[ComingDay]:
        """The occasions of a week; those of moving calendars are few enough to look at each."""
        await asyncio.sleep(0)
        dates = [ahead.start + timedelta(days=n) for n in range((ahead.end - ahead.start).days + 1)]
        # 29 February is kept on the day before, or after, in common years.
        leap = {29} if any((one.month, one.day) in ((2, 28), (3, 1)) for one in dates) else set()
        fixed = await self.uow.occasions.list_by(
            calendar=Calendar.GREGORIAN,
            month={one.month for one in dates} | ({2} if leap else set()),
            day={one.day for one in dates} | leap,
        )
        moving = await self.uow.occasions.list_by(calendar=(Calendar.HIJRI, Calendar.BALINESE))
        people = await self.uow.people.list_in(one.person_id for one in (*fixed, *moving) if one.person_id is not None)
        return coming_days((*fixed, *moving), (), people, ahead.start, ahead.end)

    async def _feasts(self, ahead: Period, active: Container[int]) -> list[FeastComing]:
        """The feasts of a week, with how many people keep them of whom this may be known."""
        found = feasts_between(await read_feasts(self.uow), ahead.start, ahead.end)
        rows = await self.uow.kept_feasts.list_by(feast=list(found)) if found else []
        keeping = await self.uow.people.list_in(one.person_id for one in rows if one.person_id is not None)
        willing = {one.id for one in keeping if may_remember(one) and one.partner_id in active}
        kept = Counter(one.feast for one in rows if one.person_id in willing)
        return sorted(
            (FeastComing(key, day, kept[key]) for key, days in found.items() for day in days if kept[key]),
            key=lambda one: (one.on, one.feast),
        )


def _coverage(loaded: Loaded, broken: Container[int]) -> Mapping[Tier, Share]:
    return {
        tier: Share(sum(one.id not in broken for one in some), len(some))
        for tier in Tier
        if (some := [one for one in loaded.partners if one.tier is tier])
    }


def _team(
    staff: Iterable[Staff], tallies: Iterable[Tally], loads: Mapping[int | None, Workload]
) -> Iterable[ColleagueLine]:
    """The colleagues by name, with what they did and what waits."""
    care: Counter[int | None] = Counter()
    for tally in tallies:
        care[tally.staff_id] += tally.count if tally.stance is Stance.CARE else 0
    for one in sorted(staff, key=lambda known: (known.name.casefold(), known.id)):
        load = loads.get(one.id, Workload())
        if one.state is StaffState.ACTIVE or care[one.id] or load.due:
            yield ColleagueLine(
                one.id,
                one.name,
                care=care[one.id],
                done=load.done,
                due=load.due,
                late=load.late,
                waiting=load.waiting,
                noted=load.noted,
                open=load.open,
            )
