"""The morning brief: composed at each colleague's hour, owed once a day."""

import asyncio
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.domain.notices import Notice
from bot.domain.planning.composing import Board, Composition, brief_is_due, compose, is_ahead, unseen_entries
from bot.domain.planning.facts import Team, team_of
from bot.domain.planning.responsible import managers_here
from bot.domain.ports import Organisation, Storage, UnitOfWork
from bot.domain.reminders import Reminder
from bot.domain.staff import Staff
from bot.domain.words import NoticeKind, NoticeState, ReminderKind, ReminderState, Stage
from bot.usecases.escalation import Escalate, announcements_of
from bot.usecases.planning.plan_reminders import PlanReminders
from bot.usecases.rhythms import work_calendar

_UNANSWERED = (ReminderState.OPEN, ReminderState.SNOOZED)
WRITTEN_AT_ONCE = 20
"""Briefs in one writing transaction."""
LOOK_BACK_DAYS = 10
"""How far back a brief that never arrived is remembered."""
_NOT_SENT = tuple(state for state in NoticeState if state is not NoticeState.SENT)


@dataclass(frozen=True, slots=True)
class Composed:
    """How many briefs were looked at, and for whom one is owed now."""

    looked_at: int
    owed: tuple[tuple[int, Composition], ...] = ()


@dataclass(frozen=True, slots=True)
class ComposeBriefs:
    """Owes each colleague whose hour has come the brief of their day, with what it announces, in one transaction.

    The day is planned and escalated first, so that jobs may run in any order. One is owed once by colleague and local
    date; nothing to say, no message.
    """

    storage: Storage
    organisation: Organisation
    _planned: dict[str, date] = field(default_factory=dict, repr=False, compare=False)

    async def __call__(self, now: datetime, *, dry_run: bool = False) -> Composed:
        """Composes what is due at *now*; a dry run tells what would be owed by what is planned already."""
        async with self.storage.read() as uow:
            due = await self._due(uow, now)
        if not due:
            return Composed(0)
        if not dry_run:
            await self._plan_once(now)
        async with self.storage.read() as uow:
            board = await read_board(uow, self.organisation, now)
            unseen = await _unseen(uow, due)
        shares = Shares(replace(board, unseen=unseen))
        composed: list[tuple[Staff, Composition]] = []
        for staff, on in due:
            composed.append((staff, compose(staff, shares.of(staff), on)))
            # Six hundred briefs take a while; others are answered in between.
            await asyncio.sleep(0)
        wanted = [(staff, brief) for staff, brief in composed if brief]
        if not dry_run:
            wanted = [
                pair for start in range(0, len(wanted), WRITTEN_AT_ONCE) for pair in await self._owe(wanted, start)
            ]
        return Composed(len(due), tuple((staff.id, brief) for staff, brief in wanted))

    async def _due(self, uow: UnitOfWork, now: datetime) -> list[tuple[Staff, date]]:
        """Colleagues whose hour has come today, and who were owed nothing yet."""
        due: list[tuple[Staff, date]] = []
        for staff in await uow.staff.list_active():
            local = now.astimezone(ZoneInfo(staff.zone) if staff.zone else self.organisation.zone)
            if staff.present and brief_is_due(staff.brief_at, local.time()):
                due.append((staff, local.date()))
        keys = [brief_key(staff.id, on) for staff, on in due]
        owed = {one.key for one in await uow.notices.list_by(kind=NoticeKind.BRIEF, key=keys)} if keys else set()
        return [pair for pair, key in zip(due, keys, strict=True) if key not in owed]

    async def _plan_once(self, now: datetime) -> None:
        """Colleagues with nothing to hear stay due till evening: the day need not be planned for them each time."""
        today = self.organisation.today(now)
        if self._planned.get("on") != today:
            await PlanReminders(self.storage, self.organisation)(now)
            await Escalate(self.storage, self.organisation)(now)
            self._planned["on"] = today

    async def _owe(self, wanted: Sequence[tuple[Staff, Composition]], start: int) -> list[tuple[Staff, Composition]]:
        owed: list[tuple[Staff, Composition]] = []
        async with self.storage.write() as uow:
            for staff, brief in wanted[start : start + WRITTEN_AT_ONCE]:
                if await uow.notices.owe(notice_of(staff, brief)) is not None:
                    await uow.announcements.add_new([entry.announcement for entry in brief.entries])
                    owed.append((staff, brief))
            await uow.commit()
        return owed


def brief_key(staff_id: int, on: date) -> str:
    """Under which a colleague's brief of a local date is owed once."""
    return f"brief:{staff_id}:{on.isoformat()}"


def notice_of(staff: Staff, brief: Composition) -> Notice:
    """The brief as a notice: ids and stages; what they say is read again when it is sent."""
    return Notice(
        kind=NoticeKind.BRIEF,
        key=brief_key(staff.id, brief.on),
        staff_id=staff.id,
        facts={
            "on": brief.on.isoformat(),
            "items": [[entry.reminder.id, entry.stage.value] for entry in brief.entries],
            "older": brief.older,
        },
        due_on=brief.on,
    )


async def _unseen(uow: UnitOfWork, due: Sequence[tuple[Staff, date]]) -> frozenset[tuple[int, int, Stage]]:
    """What these colleagues were owed in the last days and never got: a brief is not sent after its day."""
    newest = max(on for _, on in due)
    lately = [newest - timedelta(days=back) for back in range(1, LOOK_BACK_DAYS + 1)]
    ids = [staff.id for staff, _ in due]
    lost = await uow.notices.list_by(kind=NoticeKind.BRIEF, due_on=lately, staff_id=ids, state=_NOT_SENT)
    if not lost:
        return frozenset()
    whose = {one.staff_id for one in lost}
    return unseen_entries(await uow.notices.list_by(kind=NoticeKind.BRIEF, due_on=lately, staff_id=whose), newest)


class Shares:
    """A board parted by whom it concerns, so that each brief looks at its own reminders alone."""

    def __init__(self, board: Board) -> None:
        self.board = board
        self._managers = {one.id for one in managers_here(board.team)}
        self._own: dict[int | None, list[Reminder]] = defaultdict(list)
        self._backed: dict[int | None, list[Reminder]] = defaultdict(list)
        self._escalated: list[Reminder] = []
        for reminder in board.reminders:
            self._own[reminder.staff_id].append(reminder)
            if (reminder.id, Stage.BACKUP, "") in board.announced:
                self._backed[board.partners[reminder.partner_id].backup_id].append(reminder)
            if (reminder.id, Stage.MANAGERS, "") in board.announced:
                self._escalated.append(reminder)

    def of(self, staff: Staff) -> Board:
        """The part of the board that may concern a colleague: their own, what they back, what managers see."""
        parts = [self._own.get(staff.id, ()), self._backed.get(staff.id, ())]
        if staff.id in self._managers:
            parts += [self._own.get(None, ()), self._escalated]
        return replace(self.board, reminders=list({one.id: one for part in parts for one in part}.values()))


async def read_board(uow: UnitOfWork, organisation: Organisation, now: datetime, reader: Staff | None = None) -> Board:
    """All that somebody may be shown at *now*; with a *reader* who is no manager, what may concern them alone."""
    today = organisation.today(now)
    team = team_of(await uow.staff.list_by(), await uow.absences.list_by(), today)
    shown = await _shown(uow, today, None if reader is None or _sees_all(reader, team) else reader)
    announced = await announcements_of(uow, shown)
    return Board(
        reminders=shown,
        partners={one.id: one for one in await uow.partners.list_in(one.partner_id for one in shown)},
        announced=frozenset((one.reminder_id, one.stage, one.mark) for one in announced),
        team=team,
        calendar=work_calendar(organisation),
    )


def _sees_all(reader: Staff, team: Team) -> bool:
    return any(one.id == reader.id for one in managers_here(team))


async def _shown(uow: UnitOfWork, today: date, reader: Staff | None) -> list[Reminder]:
    """Open and snoozed ones, and wishes to be prepared; of one colleague: their own and those of partners they back."""
    whose: list[dict[str, Any]] = [{}]
    if reader is not None:
        backed = [one.id for one in await uow.partners.list_by(backup_id=reader.id)]
        whose = [{"staff_id": reader.id}, *([{"partner_id": backed}] if backed else [])]
    found: dict[int, Reminder] = {}
    for where in whose:
        shown = await uow.reminders.list_by(state=_UNANSWERED, **where)
        coming = await uow.reminders.list_by(state=ReminderState.PLANNED, kind=ReminderKind.CONGRATULATION, **where)
        found.update({one.id: one for one in [*shown, *(one for one in coming if is_ahead(one, today))]})
    return list(found.values())
