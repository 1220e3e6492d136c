"""The summary as a workbook: read in parts, written aside, so that others are answered meanwhile."""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.domain.care import CareView
from bot.domain.exports import HistoryRow, WholeRoster
from bot.domain.feasts import known_feasts
from bot.domain.figures import EVERYBODY, Focus, Period, week_before
from bot.domain.interactions import Interaction
from bot.domain.occasions import Occasion
from bot.domain.partners import Partner
from bot.domain.people import Person
from bot.domain.planning.days_of_people import occasion_of
from bot.domain.ports import Actor, Organisation, Storage, UnitOfWork
from bot.domain.promises import Promise
from bot.domain.reminders import Reminder
from bot.domain.summary import Summary
from bot.domain.summary_book import PartnerStanding, SummaryReport, counted_by_state, newest_days
from bot.domain.words import PartnerState, PromiseState, Role
from bot.domain.workdays import ONE_DAY
from bot.usecases.acting import need
from bot.usecases.care import CareDay, CareRows, by_partner, care_rows
from bot.usecases.rhythms import work_calendar
from bot.usecases.summary_pictures import end_of, pictured
from bot.usecases.summing import Summing
from bot.usecases.turns import by_turns

PART = 200
"""Rows read together; on SQLite everybody else waits as long."""
COLLEAGUES = 25
"""Colleagues whose reminders are read together."""


@dataclass(frozen=True, slots=True)
class WriteSummaryBook:
    """Hands everything of a period to a report, for managers.

    The sheets hold what the picture looks at, from the first of its weeks on, or from the period's first day, if that
    is earlier: older history makes no workbook larger.
    """

    storage: Storage
    organisation: Organisation

    async def __call__(
        self, by: Actor, report: SummaryReport, period: Period | None = None, focus: Focus = EVERYBODY
    ) -> Summary:
        """Reads one state of the database; ``NotAllowed`` for who is no manager."""
        need(by, Role.MANAGER)
        today = self.organisation.today(by.now)
        async with self.storage.read() as uow:
            summary = await Summing(uow, self.organisation, today, focus).summary(period or week_before(today))
            roster = await self._roster(uow, today)
            wanted = frozenset(await uow.partners.list_ids_named(**focus.where)) if focus else None
            of_focus = [one for one in roster.partners if wanted is None or one.id in wanted]
            active = [one for one in of_focus if one.state is PartnerState.ACTIVE]
            end = end_of(summary.period, today)
            rows = await care_rows(uow, active, end, all_of_them=not focus)
            views = await self._views(active, rows, end)
            picture = await pictured(uow, self.organisation, summary, today, views)
            await asyncio.to_thread(report.take_summary, summary, picture, roster)
            shown = Period(min(picture.span.start, picture.period.start), picture.period.end)
            reading = _Reading(uow, report, shown, picture.span, wanted)
            await reading.standings(active, rows, views)
            await reading.reminders([*roster.staff, None])
            await reading.interactions()
            await reading.promises()
        await asyncio.to_thread(report.finish)
        return summary

    async def _views(self, partners: Sequence[Partner], rows: Mapping[int, CareRows], end: date) -> dict[int, CareView]:
        care_day = CareDay(end, work_calendar(self.organisation))
        return {one.id: care_day.view(one, rows[one.id]) async for one in by_turns(partners)}

    async def _roster(self, uow: UnitOfWork, today: date) -> WholeRoster:
        partners: list[Partner] = []
        last = 0
        while part := await uow.partners.list_after(last, PART):
            partners += [one for one in part if one.state is not PartnerState.MERGED]
            last = part[-1].id
            await asyncio.sleep(0)
        return WholeRoster(
            today=today,
            staff={one.id: one for one in await uow.staff.list_by()},
            partners=sorted(partners, key=lambda one: (one.name.casefold(), one.id)),
            feasts=known_feasts(await uow.own_feasts.list_by(), await uow.confirmed_feasts.list_by()),
        )


@dataclass(frozen=True, slots=True)
class _Reading:
    """Reads a period's rows part by part, with the people whom they name."""

    uow: UnitOfWork
    report: SummaryReport
    shown: Period
    weeks: Period
    wanted: frozenset[int] | None

    async def standings(
        self, partners: Sequence[Partner], rows: Mapping[int, CareRows], views: Mapping[int, CareView]
    ) -> None:
        """How each active partner stands at the end."""
        for start in range(0, len(partners), PART):
            standings = await self._standings(partners[start : start + PART], rows, views)
            reasons = (reason.person_id for one in standings for reason in one.view.reasons)
            await asyncio.to_thread(self.report.take_standings, standings, await self._people(reasons))

    async def _standings(
        self, part: Sequence[Partner], rows: Mapping[int, CareRows], views: Mapping[int, CareView]
    ) -> list[PartnerStanding]:
        uow, end, ids = self.uow, self.shown.end, [one.id for one in part]
        newest = by_partner(await uow.interactions.newest_by_purpose(ids, end))
        await asyncio.sleep(0)
        met = await uow.figures.newest_meetings(end, ids)
        await asyncio.sleep(0)
        counted = by_partner(await uow.figures.count_contacts(self.weeks.start, end, ids))
        return [
            PartnerStanding(
                one,
                views[one.id],
                rows[one.id].days,
                newest_days(newest[one.id], met.get(one.id)),
                len(rows[one.id].asks),
                counted_by_state(counted[one.id]),
            )
            for one in part
        ]

    async def reminders(self, staff_ids: Sequence[int | None]) -> None:
        """Those that stood open on some day, and those that wait their turn."""
        settled = await self.uow.reminders.list_settled(self.shown.start, self.shown.end)
        await self._reminders(settled)
        for start in range(0, len(staff_ids), COLLEAGUES):
            living = await self.uow.reminders.list_living(staff_ids=staff_ids[start : start + COLLEAGUES])
            await self._reminders([one for one in living if self._is_shown(one)])

    def _is_shown(self, one: Reminder) -> bool:
        opened = one.opened_on is not None and one.opened_on <= self.shown.end
        return opened or (one.of_rhythm and one.due_on <= self.shown.end)

    async def _reminders(self, rows: Sequence[Reminder]) -> None:
        for start in range(0, len(rows), PART):
            part = rows[start : start + PART]
            ids = (occasion_of(one.subject) for one in part)
            days: list[Occasion] = await self.uow.occasions.list_in(id for id in ids if id is not None)
            await self._give(part, days)

    async def interactions(self) -> None:
        """Day by day: what a day has is soon read, however long the history."""
        on = self.shown.start
        while on <= self.shown.end:
            contacts: list[Interaction] = await self.uow.interactions.list_between(on, on)
            for start in range(0, len(contacts), PART):
                await self._give(contacts[start : start + PART])
            on += ONE_DAY

    async def promises(self) -> None:
        """What is open, and what was settled in these days."""
        last = 0
        while part := await self.uow.promises.list_after(last, PART):
            last = part[-1].id
            await self._give([one for one in part if self._is_owed(one)])

    def _is_owed(self, one: Promise) -> bool:
        settled = one.settled_on is not None and self.shown.covers(one.settled_on)
        return one.state is PromiseState.OPEN or settled

    async def _give(self, rows: Sequence[HistoryRow], days: Sequence[Occasion] = ()) -> None:
        if self.wanted is not None:
            rows = [one for one in rows if one.partner_id in self.wanted]
        if rows:
            people = await self._people(one.person_id for one in rows)
            await asyncio.to_thread(self.report.take_history, rows, people, days)
        await asyncio.sleep(0)

    async def _people(self, ids: Iterable[int | None]) -> list[Person]:
        wanted: Any = (id for id in ids if id is not None)
        return await self.uow.people.list_in(wanted)
