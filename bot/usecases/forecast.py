"""A day as it would be: planned, escalated and shown to everybody, and then let go without a trace."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.domain.partners import Partner
from bot.domain.planning.composing import entries_of_today
from bot.domain.planning.facts import Team
from bot.domain.ports import Organisation, Storage
from bot.domain.reminders import Reminder
from bot.domain.staff import Staff
from bot.domain.words import RHYTHM_KINDS, ReminderState, Stage
from bot.usecases.briefs import Shares, read_board
from bot.usecases.escalation import Escalate
from bot.usecases.planning.plan_reminders import Planned, PlanReminders


@dataclass(frozen=True, slots=True)
class Reminded:
    """What one colleague would be reminded of, and what would wait its turn."""

    staff: Staff
    shown: tuple[tuple[Reminder, Stage], ...]
    waiting: tuple[Reminder, ...] = ()


@dataclass(frozen=True, slots=True)
class Forecast:
    """What planning would do, and what everybody would see then."""

    planned: Planned
    reminded: tuple[Reminded, ...]
    partners: Mapping[int, Partner]
    team: Team


@dataclass(frozen=True, slots=True)
class ForecastDay:
    """Who would be reminded of what on the day of *now*, as the books stand today. It leaves nothing behind."""

    storage: Storage
    organisation: Organisation

    async def __call__(self, now: datetime) -> Forecast:
        """Colleagues by name; those whom messages do not reach are left out, what is theirs shows with others."""
        today = self.organisation.today(now)
        async with self.storage.write() as uow:
            planned = await PlanReminders(self.storage, self.organisation).plan_inside(uow, today)
            escalate = Escalate(self.storage, self.organisation)
            await uow.announcements.add_new(await escalate.reached(uow, today))
            board = await read_board(uow, self.organisation, now)
            planned_ones = await uow.reminders.list_by(state=ReminderState.PLANNED, kind=RHYTHM_KINDS)
            waiting = [one for one in planned_ones if one.due_on <= today]
            others = await uow.partners.list_in(one.partner_id for one in waiting)
            staff = [one for one in await uow.staff.list_by() if one.present]
        shares = Shares(board)
        reminded = tuple(
            Reminded(
                one,
                tuple(entries_of_today(one, shares.of(one), today)),
                tuple(turn for turn in waiting if turn.staff_id == one.id),
            )
            for one in sorted(staff, key=lambda member: (member.name.casefold(), member.id))
        )
        return Forecast(planned, reminded, {**board.partners, **{one.id: one for one in others}}, board.team)
