"""Opening rhythm reminders, colleague by colleague."""

from collections import defaultdict
from collections.abc import Iterable

from bot.domain.planning.facts import PartnerFacts, PlanningDay
from bot.domain.planning.queue import Turn, queue_moves
from bot.domain.planning.reconcile import Changing
from bot.domain.ports import UnitOfWork
from bot.domain.reminders import Reminder
from bot.domain.rhythms import rhythm_days
from bot.domain.words import RHYTHM_KINDS, ReminderState, Rhythm
from bot.usecases.planning.applying import PlanChange, apply_changes


class Queues:
    """The rhythm reminders of all colleagues, as planning read them."""

    def __init__(self, day: PlanningDay) -> None:
        self.day = day
        self._turns: dict[int, list[Turn]] = {}

    def note(self, facts: Iterable[PartnerFacts]) -> None:
        """Takes these partners' rhythm reminders in; of a partner noted before, the later reading counts."""
        for one in facts:
            turns = [_turn(reminder, one, self.day) for reminder in one.living if reminder.of_rhythm]
            if turns or one.partner.id in self._turns:
                self._turns[one.partner.id] = turns

    def moving(self) -> dict[int | None, list[Turn]]:
        """The queues in which something moves today, by colleague."""
        by_staff: dict[int | None, list[Turn]] = defaultdict(list)
        for turns in self._turns.values():
            for turn in turns:
                by_staff[turn.reminder.staff_id].append(turn)
        return {staff_id: turns for staff_id, turns in by_staff.items() if self._moves(staff_id, turns, 0)}

    async def move(self, uow: UnitOfWork, staff_id: int | None, turns: list[Turn]) -> list[PlanChange]:
        """Moves one colleague's queue on, inside a writing unit of work; the next run does it if it is not as read."""
        if (colleague := self.day.team.staff.get(staff_id or 0)) is not None:
            # Two replicas must not open eight each: whoever comes second waits for this row, and sees the count.
            await uow.staff.change_when(colleague.id, {"name": colleague.name}, name=colleague.name)
        taken = await uow.reminders.count_by(kind=RHYTHM_KINDS, state=_TAKING, staff_id=staff_id)
        if taken != sum(turn.reminder.state in _TAKING for turn in turns):
            return []
        openings = await uow.reminders.count_openings(staff_id)
        return await apply_changes(uow, self._moves(staff_id, turns, openings), self.day.today)

    def _moves(self, staff_id: int | None, turns: list[Turn], openings: int) -> list[Changing]:
        opens = self.day.calendar.is_working(self.day.today) and not self.day.team.waits(staff_id)
        return queue_moves(turns, openings, self.day.today, opens=opens)


_TAKING = (ReminderState.OPEN, ReminderState.SNOOZED)


def _turn(reminder: Reminder, facts: PartnerFacts, day: PlanningDay) -> Turn:
    rhythm = next((one for one in facts.rhythms if one.rhythm is Rhythm(reminder.kind.value)), None)
    days = 0 if rhythm is None else rhythm_days(facts.partner, rhythm)
    return Turn(reminder, facts.partner.tier, days, facts.holds(reminder, day.today))
