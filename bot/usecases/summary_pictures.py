"""The weekly summary as a picture: what it shows, for managers."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bot.domain.care import CareView
from bot.domain.figures import EVERYBODY, Focus, Period, week_before
from bot.domain.ports import Actor, Organisation, Storage, UnitOfWork
from bot.domain.summary import Summary
from bot.domain.summary_picture import (
    ColleagueLoad,
    Counted,
    SummaryPicture,
    partners_by_week,
    weeks_of_contacts,
    weeks_to,
)
from bot.domain.words import PartnerState, Role, Tier
from bot.usecases.acting import need
from bot.usecases.care import care_views
from bot.usecases.rhythms import work_calendar
from bot.usecases.summing import Summing


@dataclass(frozen=True, slots=True)
class ShowSummaryPicture:
    """What the picture of a period shows; without one, of the last whole week."""

    storage: Storage
    organisation: Organisation

    async def __call__(self, by: Actor, period: Period | None = None, focus: Focus = EVERYBODY) -> SummaryPicture:
        """``NotAllowed`` for who is no manager."""
        need(by, Role.MANAGER)
        today = self.organisation.today(by.now)
        async with self.storage.read() as uow:
            summary = await Summing(uow, self.organisation, today, focus).summary(period or week_before(today))
            return await pictured(uow, self.organisation, summary, today)


def end_of(period: Period, today: date) -> date:
    """The last day of a period that is shown: one that is not over ends today."""
    return max(period.start, min(period.end, today))


async def pictured(
    uow: UnitOfWork,
    organisation: Organisation,
    summary: Summary,
    today: date,
    views: Mapping[int, CareView] | None = None,
) -> SummaryPicture:
    """A summary with the weeks that led to it, from the same rows; *views* are care levels that are known already."""
    end = end_of(summary.period, today)
    weeks = weeks_to(end)
    since = weeks[0].start
    focus = summary.focus
    active = await uow.partners.list_by(state=PartnerState.ACTIVE, **{"tier": Tier.KEY, **focus.where})
    key = [one for one in active if one.tier is Tier.KEY]
    if views is None:
        views = await care_views(uow, key, end, work_calendar(organisation))
    counted: list[Counted] = []
    for week in weeks:
        await asyncio.sleep(0)
        tallies = await uow.figures.tallies(week.start, week.end, focus)
        counted += [Counted(week.start, one.purpose, one.direction, one.count) for one in tallies]
    of_partners = await uow.figures.count_contacts(since, end, [one.id for one in key])
    return SummaryPicture(
        period=Period(summary.start, end),
        weeks=weeks_of_contacts(counted, weeks),
        coverage=summary.figures.coverage,
        partners=await asyncio.to_thread(partners_by_week, key, views, of_partners, weeks),
        team=tuple(ColleagueLoad(one.name, one.done, one.noted, one.open, one.waiting) for one in summary.team),
        organisation=organisation.name,
    )
