"""Writing what planning decided, for the partners of one short transaction."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from bot.domain.occasions import Occasion
from bot.domain.planning.facts import PartnerFacts, PlanningDay
from bot.domain.planning.reconcile import Changing, Identity, Steps, Surfacing, reconcile, resolved, restarts
from bot.domain.ports import UnitOfWork
from bot.domain.reminder_steps import Because, ReminderStep, StepKind
from bot.domain.reminders import Reminder
from bot.domain.words import ReminderState
from bot.usecases.rhythms import refresh_rhythms


class PlanAct(StrEnum):
    """What planning did with a reminder."""

    PLANNED = "planned"
    OPENED = "opened"
    WOKEN = "woken"
    MOVED = "moved"
    HANDED_ON = "handed_on"
    QUEUED = "queued"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class PlanChange:
    """One thing that planning did; *reminder* is as it was left."""

    did: PlanAct
    reminder: Reminder


async def steps_for(
    uow: UnitOfWork, found: Iterable[PartnerFacts], day: PlanningDay, *, restart: bool = False, anew: bool = False
) -> dict[int, Steps]:
    """What has to be done for these partners, by id; those with nothing to do are left out.

    *restart*, inside a writing unit of work, starts rhythms again whose present round was answered without moving
    them; without it their partners are merely listed.
    """
    steps = {facts.partner.id: reconcile(facts, day, anew=anew) for facts in found}
    known = await _known(uow, steps.values())
    left = {id: resolved(one, known) for id, one in steps.items()}
    stuck = [pair for one in steps.values() for pair in restarts(one, known)]
    if restart and stuck:
        for rhythm, answered in stuck:
            on = day.today if answered.answered_at is None else answered.answered_at.date()
            await uow.rhythms.change(rhythm.id, skipped_on=min(on, day.today))
        await refresh_rhythms(uow, {rhythm.partner_id for rhythm, _ in stuck})
    listed = {rhythm.partner_id for rhythm, _ in stuck}
    return {id: one for id, one in left.items() if one or id in listed}


async def apply_steps(uow: UnitOfWork, steps: Iterable[Steps], today: date) -> list[PlanChange]:
    """Writes them; tells what was done. A row that somebody changed in between is left alone."""
    steps = list(steps)
    done = [
        PlanChange(_made(one), one)
        for one in await uow.reminders.add_new([new.reminder for part in steps for new in part.adding])
    ]
    done += await apply_changes(uow, [one for part in steps for one in part.changing], today)
    await _look_next(uow, [one for part in steps for one in part.surfacing])
    return done


async def apply_changes(uow: UnitOfWork, changes: Sequence[Changing], today: date) -> list[PlanChange]:
    """Writes changes of reminders, each only if its row still is as it was seen; and what their story needs."""
    alike: dict[Any, list[Changing]] = defaultdict(list)
    for change in changes:
        seen = tuple((name, getattr(change.before, name)) for name in ("state", "staff_id"))
        alike[seen, tuple(sorted(change.fields.items()))].append(change)
    done: list[PlanChange] = []
    steps: list[ReminderStep] = []
    for (seen, fields), group in alike.items():
        kept = await uow.reminders.change_many((one.before.id for one in group), dict(seen), **dict(fields))
        held = set(kept)
        for one in group:
            if one.before.id in held:
                after = replace(one.before, **one.fields)
                done.append(PlanChange(_did(one.before, after), after))
                steps += _told(one, after, today)
    if steps:
        await uow.reminder_steps.add_all(steps)
    return done


def _told(change: Changing, after: Reminder, today: date) -> list[ReminderStep]:
    """What the row itself does not show afterwards; that it opened, or woke, it does."""
    before, told = change.before, list[ReminderStep]()

    def step(did: StepKind, why: Because | None = change.why) -> ReminderStep:
        was_due = before.due_on if after.due_on != before.due_on else None
        return ReminderStep(before.id, today, did, why, after.staff_id, before.staff_id, was_due)

    if after.due_on != before.due_on and after.state.living:
        told.append(step(StepKind.MOVED, None))
    if after.staff_id != before.staff_id:
        told.append(step(StepKind.HANDED_ON))
    elif after.state is ReminderState.PLANNED and before.state in (ReminderState.OPEN, ReminderState.SNOOZED):
        told.append(step(StepKind.QUEUED))
    if after.state.living and not before.state.living:
        told.append(step(StepKind.REVIVED, None))
    if after.state is not before.state and after.state in _ENDS:
        told.append(step(_ENDS[after.state]))
    return told


_ENDS = {ReminderState.EXPIRED: StepKind.EXPIRED, ReminderState.WITHDRAWN: StepKind.WITHDRAWN}


async def _known(uow: UnitOfWork, steps: Iterable[Steps]) -> dict[Identity, Reminder]:
    wanted = [new.reminder for one in steps for new in one.adding]
    found: dict[Identity, Reminder] = {}
    for start in range(0, len(wanted), 200):
        part = wanted[start : start + 200]
        identities = {one.identity for one in part}
        rows = await uow.reminders.list_by(
            partner_id={one.partner_id for one in part},
            kind={one.kind for one in part},
            subject={one.subject for one in part},
            cycle={one.cycle for one in part},
        )
        found |= {row.identity: row for row in rows if row.identity in identities}
    return found


async def _look_next(uow: UnitOfWork, moves: Iterable[Surfacing]) -> None:
    occasions: dict[int, date | None] = {}
    kept_feasts: dict[int, date | None] = {}
    for move in moves:
        days = occasions if isinstance(move.row, Occasion) else kept_feasts
        days[move.row.id] = move.surfaces_on
    await uow.due.look_next(occasions, kept_feasts)


def _made(reminder: Reminder) -> PlanAct:
    if reminder.state is ReminderState.OPEN:
        return PlanAct.OPENED
    return PlanAct.EXPIRED if reminder.state is ReminderState.EXPIRED else PlanAct.PLANNED


def _did(before: Reminder, after: Reminder) -> PlanAct:
    if after.state is before.state:
        return PlanAct.HANDED_ON if after.staff_id != before.staff_id else PlanAct.MOVED
    if after.state is ReminderState.OPEN:
        return PlanAct.WOKEN if before.state is ReminderState.SNOOZED else PlanAct.OPENED
    if after.state is ReminderState.PLANNED:
        return PlanAct.PLANNED if before.state is ReminderState.WITHDRAWN else PlanAct.QUEUED
    return PlanAct.EXPIRED if after.state is ReminderState.EXPIRED else PlanAct.WITHDRAWN
