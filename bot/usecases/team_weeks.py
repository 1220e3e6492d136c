"""The week for the team: Monday's figures in the linked group, and their own to colleagues who want it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time
from zoneinfo import ZoneInfo

from bot.domain.figures import Focus, Period, Reckoning, Workload, contacted_of, week_before, week_of
from bot.domain.notices import Notice
from bot.domain.planning.composing import brief_is_due
from bot.domain.ports import Actor, Organisation, Storage, UnitOfWork
from bot.domain.staff import Staff
from bot.domain.summary import Line, Listing
from bot.domain.team_groups import TeamGroup
from bot.domain.words import CareLevel, NoticeKind, Role, Tier
from bot.usecases.acting import act, done_before, need
from bot.usecases.failures import present_admins
from bot.usecases.rhythms import work_calendar
from bot.usecases.staff import Changed
from bot.usecases.summing import Summing

IN_THE_GROUP = time(8)
ON_FRIDAY = time(15)
_LEVELS = (CareLevel.NEGLECTED, CareLevel.ATTENTION, CareLevel.WELL)


@dataclass(frozen=True, slots=True)
class ShareWeek:
    """Switches Monday's figures in the team's group on or off. For admins."""

    storage: Storage

    async def __call__(self, by: Actor, on: bool) -> TeamGroup | None:
        """The group; None where none is linked."""
        need(by, Role.ADMIN)
        async with self.storage.write() as uow:
            groups = await uow.team_groups.list_by()
            if not groups:
                return None
            if await done_before(uow, by, "change_settings", Changed) is not None:
                return groups[0]
            changed = await uow.team_groups.change(groups[0].id, weekly=on)
            await uow.commit(act(by, "change_settings", Changed(changed.id)))
        return changed


@dataclass(frozen=True, slots=True)
class OweTeamWeeks:
    """Owes the group last week's figures on the week's first working day, and colleagues their own on its last."""

    storage: Storage
    organisation: Organisation

    async def __call__(self, now: datetime) -> int:
        """How many are newly owed; running it again owes each once."""
        async with self.storage.read() as uow:
            groups = await uow.team_groups.list_by(weekly=True)
            wanting = await uow.staff.list_by(own_week=True)
            due = [*self._to_groups(groups, now), *self._to_colleagues(wanting, now)]
            known = {one.key for one in await uow.notices.list_by(key=[one.key for one in due])} if due else set()
        owed = [one for one in due if one.key not in known]
        if not owed:
            return 0
        async with self.storage.write() as uow:
            kept = [await uow.notices.owe(one) for one in owed]
            await uow.commit()
        return sum(one is not None for one in kept)

    def _to_groups(self, groups: Sequence[TeamGroup], now: datetime) -> list[Notice]:
        local = now.astimezone(self.organisation.zone)
        first = work_calendar(self.organisation).next_working(week_of(local.date()).start)
        if local.date() < first or not brief_is_due(IN_THE_GROUP, local.time()):
            return []
        start = week_before(local.date()).start.isoformat()
        facts = {"start": start, "language": self.organisation.language}
        return [
            Notice(NoticeKind.GROUP_WEEK, f"group_week:{one.id}:{start}", chat_id=one.chat_id, facts=facts)
            for one in groups
        ]

    def _to_colleagues(self, wanting: Sequence[Staff], now: datetime) -> list[Notice]:
        calendar = work_calendar(self.organisation)
        found = []
        for one in wanting:
            local = now.astimezone(ZoneInfo(one.zone) if one.zone else self.organisation.zone)
            last = calendar.previous_working(week_of(local.date()).end)
            if one.present and local.date() == last and brief_is_due(ON_FRIDAY, local.time()):
                key = f"own_week:{one.id}:{last.isoformat()}"
                found.append(Notice(NoticeKind.OWN_WEEK, key, staff_id=one.id, due_on=last))
        return found


@dataclass(frozen=True, slots=True)
class OwnWeek:
    """What a colleague did this week, what waits, and one partner of theirs that is worth a call."""

    period: Period
    care: int
    load: Workload
    worth: Line | None = None


@dataclass(frozen=True, slots=True)
class ShowOwnWeek:
    """A colleague's own week so far."""

    storage: Storage
    organisation: Organisation

    async def __call__(self, staff: Staff, now: datetime) -> OwnWeek:
        """Counted as the summary counts."""
        today = self.organisation.today(now)
        period = Period(week_of(today).start, today)
        async with self.storage.read() as uow:
            tallies = await uow.figures.tallies(period.start, period.end)
            summing = Summing(uow, self.organisation, today, Focus(owner_id=staff.id))
            standing = await summing.standing(await summing.load(period), today)
            load = await self._load(uow, staff, period)
        care = contacted_of(one for one in tallies if one.staff_id == staff.id).care
        return OwnWeek(period, care, load, _worth_a_call(standing.listing))

    async def _load(self, uow: UnitOfWork, staff: Staff, period: Period) -> Workload:
        found = [
            *await uow.reminders.list_opened(period.end),
            *await uow.reminders.list_settled(period.start, period.end),
        ]
        noted = frozenset(await uow.figures.list_noted(period.start, period.end))
        reckoning = Reckoning(self.organisation.zone, work_calendar(self.organisation), noted)
        return reckoning.workload([one for one in found if one.staff_id == staff.id], period)


async def lose_group(uow: UnitOfWork, group: TeamGroup) -> None:
    """Tells the admins that the figures do not reach a group any more."""
    for admin in await present_admins(uow):
        key = f"group_lost:{group.id}:{admin.id}"
        await uow.notices.owe(Notice(NoticeKind.GROUP_LOST, key, staff_id=admin.id, facts={"title": group.title}))


def _worth_a_call(listing: Listing) -> Line | None:
    """Whoever stands worst, of these the key partners first, of these whoever waits longest."""
    views = listing.views
    if not views:
        return None

    def need_of(id: int) -> tuple[int, int, float, int]:
        days = views[id].days
        waited = float("inf") if days is None else float(days)
        return _LEVELS.index(views[id].level), list(Tier).index(listing.partners[id].tier), -waited, id

    return listing.line(min(views, key=need_of))
