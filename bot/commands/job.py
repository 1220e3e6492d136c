"""``rawat job``: one job, once, and what it did."""

import inspect
from collections import Counter
from collections.abc import Awaitable, Callable
from typing import Any

from bot.app import App
from bot.commands.database import need_own
from bot.commands.reasons import Reasons, read_reasons
from bot.domain.errors import OperatorError
from bot.domain.planning.composing import Composition
from bot.domain.reminders import Announcement, Reminder
from bot.domain.words import Stage
from bot.usecases.briefs import Composed
from bot.usecases.escalation import Escalated
from bot.usecases.forecast import Forecast, Reminded
from bot.usecases.planning.plan_reminders import Planned
from jobs.scheduler import RUNS, run_once


async def job(app: App, name: str, *, dry_run: bool) -> str:
    """Runs the job at the app's business time; says what was done, or with *dry_run* what would be.

    ``OperatorError`` for a name that there is not, and for a dry run of a job that has none.
    """
    if name not in RUNS:
        raise OperatorError(f"There is no job {name}; the jobs are {_listed(list(RUNS))}.")
    if dry_run and not _has_dry_run(name):
        raise OperatorError(f"The job {name} has no dry run; {_listed(list(filter(_has_dry_run, RUNS)))} have one.")
    await need_own(app)
    try:
        done = await run_once(app, name, app.clock.now(), **({"dry_run": True} if dry_run else {}))
    finally:
        if app.line is not None:
            await app.line.telegram.close()
    told = await TELL[name](app, done) if name in TELL else [_counted(done)]
    return "\n".join([f"{name}{', as a dry run' if dry_run else ''}: {told[0]}", *told[1:]])


async def _planned(app: App, done: Planned | Forecast) -> list[str]:
    if isinstance(done, Planned):
        return await _changes(app, done)
    shown = [one for member in done.reminded for one in (*(row for row, _ in member.shown), *member.waiting)]
    async with app.storage.read() as uow:
        reasons = await read_reasons(uow, shown, done.team)
    lines: list[str] = []
    for member in done.reminded:
        lines += _reminded(member, done, reasons)
    changed = await _changes(app, done.planned)
    return [changed[0], *lines, *(["", "What planning would do:", *changed[1:]] if len(changed) > 1 else [])]


def _reminded(member: Reminded, forecast: Forecast, reasons: Reasons) -> list[str]:
    """One colleague: what is shown, as what, and what waits its turn."""
    away = forecast.team.away.get(member.staff.id)
    absent = f", away until {away.until_on}" if away is not None else ""
    head = f"{member.staff.name}{absent}: {_number(len(member.shown), 'reminder') if member.shown else 'nothing'}"

    def line(one: Reminder, mark: str) -> str:
        return f"  {mark:<9} {reasons.about(one)}{reasons.whose(one, forecast.partners[one.partner_id])}"

    shown = [line(one, "open" if stage is Stage.OPENED else stage.value) for one, stage in member.shown]
    return ["", head, *shown, *(line(one, "waiting") + ", waits its turn" for one in member.waiting)]


async def _changes(app: App, planned: Planned) -> list[str]:
    # What was planned and then opened is told once, as it was left.
    left = {change.reminder.identity: change for change in planned.changes}.values()
    async with app.storage.read() as uow:
        reasons = await read_reasons(uow, [change.reminder for change in left])
    counts = Counter(change.did for change in left)
    what = _listed([f"{act.value.replace('_', ' ')} {number}" for act, number in counts.items()]) or "nothing to do"
    lines = [f"{change.did.value:<9} {reasons.tell(change.reminder)}" for change in left]
    return [f"{planned.on}, {_number(planned.partners, 'partner')} looked at, {what}.", *sorted(lines)]


async def _composed(app: App, composed: Composed) -> list[str]:
    reminders = [entry.reminder for _, brief in composed.owed for entry in brief.entries]
    async with app.storage.read() as uow:
        reasons = await read_reasons(uow, reminders)
    lines: list[str] = []
    for staff_id, brief in composed.owed:
        lines += _brief(reasons.staff.get(staff_id, str(staff_id)), brief)
        lines += [f"  {entry.stage.value:<9} {reasons.tell(entry.reminder)}" for entry in brief.entries]
    looked = _number(composed.looked_at, "colleague")
    return [f"{looked} whose hour has come, {_number(len(composed.owed), 'brief')}.", *lines]


def _brief(name: str, brief: Composition) -> list[str]:
    older = f", and {brief.older} older" if brief.older else ""
    return [f"{name}, {brief.on}: {_number(len(brief.entries), 'thing')}{older}"]


async def _escalated(app: App, escalated: Escalated) -> list[str]:
    async with app.storage.read() as uow:
        reminders = await uow.reminders.list_in({one.reminder_id for one in escalated.announcements})
        reasons = await read_reasons(uow, reminders)
    by_id = {one.id: one for one in reminders}

    def line(one: Announcement) -> str:
        return f"{one.stage.value:<9} {reasons.tell(by_id[one.reminder_id])}"

    waiting = _number(len(escalated.announcements), "reminder")
    return [f"{escalated.on}, {waiting} waited too long.", *sorted(map(line, escalated.announcements))]


TELL: dict[str, Callable[[App, Any], Awaitable[list[str]]]] = {
    "plan_reminders": _planned,
    "send_briefs": _composed,
    "escalate": _escalated,
}


def _counted(done: Any) -> str:
    """Counts as words, for jobs whose result needs no names."""
    if hasattr(done, "machinery"):
        done = {
            "people": done.people,
            "forms": done.forms,
            "acts": done.acts,
            "notices": done.notices,
            **done.machinery,
        }
    if isinstance(done, dict):
        return _listed([f"{name.replace('_', ' ')} {number}" for name, number in done.items() if number]) or "nothing"
    return "nothing" if done is None else str(done)


def _has_dry_run(name: str) -> bool:
    return "dry_run" in inspect.signature(RUNS[name]).parameters


def _listed(parts: list[str]) -> str:
    return ", ".join(parts[:-1]) + " and " + parts[-1] if len(parts) > 1 else "".join(parts)


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
