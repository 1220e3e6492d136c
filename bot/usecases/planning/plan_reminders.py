"""Planning: making, opening, moving, expiring and withdrawing reminders, for all partners or for a few."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice

from bot.domain.planning.facts import PlanningDay
from bot.domain.planning.horizon import horizon_of
from bot.domain.ports import Organisation, Storage, UnitOfWork
from bot.usecases.planning.applying import PlanAct, PlanChange, apply_steps, steps_for
from bot.usecases.planning.queueing import Queues
from bot.usecases.planning.reading import read_day, read_facts

READ_AT_ONCE = 200
WRITTEN_AT_ONCE = 100
"""Partners in one writing transaction: whoever wants to write waits for no more than these."""
MOVED_AT_ONCE = 20
"""Colleagues' queues in one writing transaction."""


@dataclass(frozen=True, slots=True)
class Planned:
    """What planning did on a day."""

    on: date
    partners: int
    changes: tuple[PlanChange, ...] = ()

    def count(self, did: PlanAct) -> int:
        """How many reminders that happened to."""
        return sum(change.did is did for change in self.changes)


@dataclass(frozen=True, slots=True)
class PlanReminders:
    """Makes all reminders what the facts call for on the day of *now*.

    It may run at any time, any number of times, beside other replicas: it reckons from the facts alone. Occurrences
    that went by while nothing ran are written down as missed.
    """

    storage: Storage
    organisation: Organisation

    async def __call__(self, now: datetime, *, dry_run: bool = False) -> Planned:
        """Plans the organisation's day; a dry run tells what would be done and leaves nothing behind."""
        today = self.organisation.today(now)
        if dry_run:
            async with self.storage.write() as uow:
                return await self.plan_inside(uow, today)
        async with self.storage.read() as uow:
            day = await read_day(uow, self.organisation, today)
            partner_ids = await uow.due.list_due(horizon_of(today, day.calendar))
        queues, changes = Queues(day), list[PlanChange]()
        changed = [id for part in _parts(partner_ids, READ_AT_ONCE) for id in await self._look(part, day, queues)]
        for part in _parts(changed, WRITTEN_AT_ONCE):
            async with self.storage.write() as uow:
                changes += await self._write(uow, part, day, queues)
                await uow.commit()
        moving = list(queues.moving().items())
        for start in range(0, len(moving), MOVED_AT_ONCE):
            async with self.storage.write() as uow:
                for staff_id, turns in moving[start : start + MOVED_AT_ONCE]:
                    changes += await queues.move(uow, staff_id, turns)
                await uow.commit()
        return Planned(today, len(partner_ids), tuple(changes))

    async def _look(self, partner_ids: Sequence[int], day: PlanningDay, queues: Queues) -> list[int]:
        """Which of these partners have something to do; looking takes nobody's turn to write."""
        async with self.storage.read() as uow:
            found = await read_facts(uow, partner_ids)
            queues.note(found)
            return list(await steps_for(uow, found, day))

    async def _write(
        self, uow: UnitOfWork, partner_ids: Sequence[int], day: PlanningDay, queues: Queues
    ) -> list[PlanChange]:
        changes = await replan_on(uow, partner_ids, day)
        queues.note(await read_facts(uow, partner_ids))
        return changes

    async def plan_inside(self, uow: UnitOfWork, today: date) -> Planned:
        """Plans a day inside one unit of work, which the caller lets go."""
        day = await read_day(uow, self.organisation, today)
        partner_ids = await uow.due.list_due(horizon_of(today, day.calendar))
        queues, changes = Queues(day), list[PlanChange]()
        for part in _parts(partner_ids, READ_AT_ONCE):
            changes += await self._write(uow, part, day, queues)
        for staff_id, turns in queues.moving().items():
            changes += await queues.move(uow, staff_id, turns)
        return Planned(today, len(partner_ids), tuple(changes))


async def replan(
    uow: UnitOfWork, partner_ids: Iterable[int], organisation: Organisation, today: date, *, remembered: bool = False
) -> list[PlanChange]:
    """Makes these partners' reminders true at once, after an edit: of a day, tier, rhythm, owner, state, consent.

    Call it last, in the edit's own transaction, rhythms refreshed before; after undo as well, for what it does enters
    no change set, unless it is to be *remembered*: then undo leads reminders that were withdrawn or passed on back to
    where they stood. Rhythm reminders that it plans are opened by the next planning. An import leaves it to planning
    altogether.
    """
    day = await read_day(uow, organisation, today)
    with nullcontext() if remembered else uow.aside():
        return await replan_on(uow, partner_ids, day, anew=True)


async def replan_on(
    uow: UnitOfWork, partner_ids: Iterable[int], day: PlanningDay, *, anew: bool = False
) -> list[PlanChange]:
    """The same on a day that was read before."""
    found = await read_facts(uow, partner_ids)
    steps = await steps_for(uow, found, day, restart=True, anew=anew)
    return await apply_steps(uow, steps.values(), day.today)


def _parts(ids: Sequence[int], size: int) -> Iterator[list[int]]:
    rest = iter(ids)
    while part := list(islice(rest, size)):
        yield part
