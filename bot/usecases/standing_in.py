"""Who gets whose reminders when a colleague comes, goes or is away: replanned at once, and counted for being told."""

from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date

from bot.domain.partners import Partner
from bot.domain.planning.facts import Team
from bot.domain.planning.responsible import responsible
from bot.domain.ports import Organisation, UnitOfWork
from bot.domain.reminders import Reminder
from bot.domain.words import PartnerState, ReminderState
from bot.usecases.planning.plan_reminders import replan_on
from bot.usecases.planning.reading import LIVING, read_day
from bot.usecases.rhythms import PART

REMEMBERED = 300
"""Up to so many partners, taking the act back leads the reminders of all of them back to where they were at once."""


@dataclass(frozen=True, slots=True)
class Going:
    """How many reminders go to a colleague; None: to all managers."""

    staff_id: int | None
    reminders: int


@dataclass(frozen=True, slots=True)
class Resting:
    """The partners whose reminders rest on a colleague in some way, and their living reminders."""

    partners: Sequence[Partner]
    living: Sequence[Reminder]

    def going(self, before: Team, after: Team) -> tuple[Going, ...]:
        """To whom reminders go when *after* takes the place of *before*, the most first."""
        by_id = {one.id: one for one in self.partners}
        gone: Counter[int | None] = Counter()
        for one in self.living:
            partner = by_id[one.partner_id]
            now = responsible(partner, one.kind, after)
            if now != responsible(partner, one.kind, before):
                gone[now] += 1
        return tuple(Going(staff_id, count) for staff_id, count in gone.most_common())


async def read_resting(uow: UnitOfWork, staff_id: int) -> Resting:
    """What a colleague owns, backs, stands in for, or has before them."""
    covered = await uow.absences.list_by(stand_in_id=staff_id)
    owners = {staff_id, *(one.staff_id for one in covered)}
    found = {one.id: one for one in await uow.partners.list_by(owner_id=owners, state=PartnerState.ACTIVE)}
    found |= {one.id: one for one in await uow.partners.list_by(backup_id=staff_id, state=PartnerState.ACTIVE)}
    theirs = await uow.reminders.list_living(staff_ids=[staff_id])
    others = {one.partner_id for one in theirs} - set(found)
    found |= {one.id: one for one in await uow.partners.list_in(others)}
    living: list[Reminder] = []
    for part in _parts(sorted(found)):
        living += await uow.reminders.list_by(partner_id=part, state=LIVING)
    return Resting([found[id] for id in sorted(found)], living)


async def pass_on(
    uow: UnitOfWork, resting: Resting, organisation: Organisation, today: date, *, remembered: bool = True
) -> tuple[Going, ...]:
    """Makes these reminders those of whoever has them now; gives to whom how many went.

    Few are *remembered* in the act's change set, so that undo leads them back; the next planning leads many back.
    """
    ids = sorted({one.partner_id for one in resting.living})
    if not ids:
        return ()
    day = await read_day(uow, organisation, today)
    with nullcontext() if remembered and len(ids) <= REMEMBERED else uow.aside():
        for part in _parts(ids):
            await replan_on(uow, part, day)
    were = {one.id: one.staff_id for one in resting.living}
    gone: Counter[int | None] = Counter()
    for part in _parts(sorted(were)):
        for one in await uow.reminders.list_in(part):
            if one.state.living and one.staff_id != were[one.id]:
                gone[one.staff_id] += 1
    return tuple(Going(staff_id, count) for staff_id, count in gone.most_common())


def waiting(living: Iterable[Reminder], staff_id: int) -> int:
    """How many of these a colleague has before them, or in their queue."""
    return sum(one.staff_id == staff_id and one.state is not ReminderState.SNOOZED for one in living)


def _parts(ids: Sequence[int]) -> Iterable[Sequence[int]]:
    return (ids[start : start + PART] for start in range(0, len(ids), PART))
