"""Loading what a summary is made of, in as few questions as can be, and putting it together."""

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain.agreements import Agreement
from bot.domain.care import care_of, is_broken
from bot.domain.coming import ComingDay, coming_days, feasts_between, may_remember
from bot.domain.figures import Contacted, Figures, Period, Reckoning, Share, Workload, contacted_in
from bot.domain.interactions import ContactDays, Interaction
from bot.domain.partners import Partner
from bot.domain.ports import Organisation, UnitOfWork
from bot.domain.promises import Promise
from bot.domain.reminders import Reminder
from bot.domain.staff import Staff
from bot.domain.summary import ColleagueLine, ComingWeek, FeastComing, Listed, Listing, Summary, coming_week
from bot.domain.words import Calendar, PartnerState, PromiseState, ReminderState, StaffState, Tier
from bot.usecases.care import CareDay, CareRows, care_rows
from bot.usecases.feasts import read_feasts
from bot.usecases.rhythms import work_calendar

KNOWN_DAYS = timedelta(days=180)
"""Who had contact within so many days knows a partner."""


@dataclass(frozen=True, slots=True)
class Week:
    """What was loaded for a summary: active partners, colleagues, the contacts and reminders of both periods."""

    partners: Sequence[Partner]
    staff: Sequence[Staff]
    contacts: Sequence[Interaction]
    reminders: Sequence[Reminder]
    promises: Sequence[Promise]
    agreements: Sequence[Agreement]

    @property
    def active(self) -> frozenset[int]:
        """Ids of the active partners."""
        return frozenset(one.id for one in self.partners)


@dataclass(frozen=True, slots=True)
class Summing:
    """Makes summaries inside one unit of work."""

    uow: UnitOfWork
    organisation: Organisation
    today: date

    async def summary(self, asked: Period) -> Summary:
        """The summary of a period; levels are those of its last day, or of today where it is not over."""
        period = Period(asked.start, max(asked.start, min(asked.end, self.today)))
        week = await self._load(period)
        rows = await care_rows(self.uow, week.partners, period.end, all_of_them=True)
        care_day = CareDay(period.end, work_calendar(self.organisation))
        facts = {one.id: care_day.facts(one, rows[one.id]) for one in week.partners}
        listing = Listing(
            partners={one.id: one for one in week.partners},
            views={id: care_of(known, period.end) for id, known in facts.items()},
            names={one.id: one.name for one in week.staff},
            day=period.end,
        )
        broken = {id for id, known in facts.items() if is_broken(known, period.end)}
        broken_before = await self._broken_before(period.before.end, week, rows)
        reckoning = await self._reckoning(week)
        return Summary(
            start=asked.start,
            end=asked.end,
            figures=_figures(week, period, broken, reckoning),
            before=_figures(week, period.before, broken_before, reckoning),
            well=listing.well(),
            coming=await self._coming(asked.week_after, week),
            waits_longest=listing.waits_longest(),
            neglected=listing.neglected(),
            only_asked=listing.only_asked(),
            never_contacted=listing.never_contacted(),
            without_owner=listing.without_owner(),
            without_occasion=listing.of(await self.uow.figures.list_without_occasion()),
            known_to_one=await self._known_to_one(listing, week, period.end),
            promises_overdue=listing.promises_overdue(week.promises),
            agreements=listing.agreements(week.agreements),
            team=tuple(self._team(week, period, reckoning)),
            first=not week.contacts and not any(one.days.contact_on or one.days.ask_on for one in rows.values()),
        )

    async def _load(self, period: Period) -> Week:
        uow, start = self.uow, period.before.start
        living = await uow.reminders.list_living()
        settled = await uow.reminders.list_settled(start, self.today)
        return Week(
            partners=await uow.partners.list_by(state=PartnerState.ACTIVE),
            staff=await uow.staff.list_by(),
            contacts=await uow.interactions.list_between(start, period.end),
            reminders=[*living, *settled],
            promises=await uow.promises.list_by(state=PromiseState.OPEN),
            agreements=await uow.agreements.list_by(closed_on=None),
        )

    async def _broken_before(self, day: date, week: Week, rows: Mapping[int, CareRows]) -> set[int]:
        """Whose check-in was broken on an earlier day."""
        contacts = {one.partner_id: one for one in await self.uow.figures.contact_days(day)}
        earlier = CareDay(day, work_calendar(self.organisation))
        never = ContactDays(0)
        found: set[int] = set()
        for one in week.partners:
            broken_on = earlier.broken_on(one, contacts.get(one.id, never), rows[one.id].rhythm)
            if broken_on is not None and broken_on <= day:
                found.add(one.id)
        return found

    async def _reckoning(self, week: Week) -> Reckoning:
        done = (one.interaction_id for one in week.reminders if one.state is ReminderState.DONE)
        written = await self.uow.interactions.list_in(id for id in done if id is not None)
        noted = frozenset(one.id for one in written if one.note)
        return Reckoning(self.organisation.zone, work_calendar(self.organisation), noted)

    def _team(self, week: Week, period: Period, reckoning: Reckoning) -> Iterable[ColleagueLine]:
        contacts: dict[int | None, list[Interaction]] = defaultdict(list)
        for contact in week.contacts:
            contacts[contact.staff_id].append(contact)
        reminders: dict[int | None, list[Reminder]] = defaultdict(list)
        for reminder in week.reminders:
            reminders[reminder.staff_id].append(reminder)
        for one in sorted(week.staff, key=lambda staff: (staff.name.casefold(), staff.id)):
            care: Contacted = contacted_in(contacts[one.id], period)
            load: Workload = reckoning.workload(reminders[one.id], period)
            if one.state is StaffState.ACTIVE or care.care or load.due:
                yield ColleagueLine(
                    one.id,
                    one.name,
                    care=care.care,
                    done=load.done,
                    due=load.due,
                    late=load.late,
                    waiting=load.waiting,
                    noted=load.noted,
                    open=load.open,
                )

    async def _known_to_one(self, listing: Listing, week: Week, day: date) -> Listed:
        key = [one.id for one in week.partners if one.tier is Tier.KEY]
        known = await self.uow.figures.list_acquaintances(day - KNOWN_DAYS, day, key)
        return listing.known_to_one(known, await self.uow.figures.newest_meetings(day, key))

    async def _coming(self, ahead: Period, week: Week) -> ComingWeek:
        days = [one for one in await self._days(ahead) if one.partner_id in week.active]
        return coming_week(
            ahead,
            days,
            await self._feasts(ahead, week.active),
            [one for one in week.agreements if one.partner_id in week.active],
            [one for one in week.promises if one.partner_id in week.active],
        )

    async def _days(self, ahead: Period) -> list[ComingDay]:
        """The occasions of a week; those of moving calendars are few enough to look at each."""
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


def _figures(week: Week, period: Period, broken: Container[int], reckoning: Reckoning) -> Figures:
    coverage = {
        tier: Share(sum(one.id not in broken for one in some), len(some))
        for tier in Tier
        if (some := [one for one in week.partners if one.tier is tier])
    }
    return Figures(contacted_in(week.contacts, period), reckoning.workload(week.reminders, period), coverage)
