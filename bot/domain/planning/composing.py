"""What one colleague's brief holds on one day (design 2.5)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, time

from bot.domain.agreements import newest_step
from bot.domain.notices import Notice
from bot.domain.partners import Partner
from bot.domain.planning.days_of_people import silent_until
from bot.domain.planning.facts import Team
from bot.domain.planning.responsible import WISHES, managers_here
from bot.domain.reminders import Announcement, Reminder
from bot.domain.staff import Staff
from bot.domain.words import NoticeState, ReminderKind, ReminderState, Stage, Tier
from bot.domain.workdays import WorkCalendar

UNTIL = time(20)
"""After an outage, today's brief still comes until then."""

WEIGHT = (
    ReminderKind.CONDOLENCE,
    ReminderKind.CONGRATULATION,
    ReminderKind.PROMISE,
    ReminderKind.CHECK_IN,
    ReminderKind.RENEWAL,
    ReminderKind.THANKS,
    ReminderKind.FOLLOW_UP,
    ReminderKind.INTRODUCE,
    ReminderKind.UPDATE,
    ReminderKind.GESTURE,
)
"""Kinds by what cannot wait."""

STAGES = (Stage.OPENED, Stage.FLAGGED, Stage.BACKUP, Stage.MANAGERS, Stage.PREPARE)
"""What is one's own comes first, what is still ahead last."""


@dataclass(frozen=True, slots=True)
class Board:
    """What all briefs of a moment are made from.

    *reminders* are those somebody may be shown, *announced* what was announced of them, as (reminder, stage, mark).
    *unseen* is what stood in a brief that never arrived, as (colleague, reminder, stage): it is announced again.
    """

    reminders: Iterable[Reminder]
    partners: Mapping[int, Partner]
    announced: frozenset[tuple[int, Stage, str]]
    team: Team
    calendar: WorkCalendar
    unseen: frozenset[tuple[int, int, Stage]] = frozenset()


@dataclass(frozen=True, slots=True)
class Entry:
    """One reminder in a brief, and at which stage."""

    reminder: Reminder
    stage: Stage
    announcement: Announcement


@dataclass(frozen=True, slots=True)
class Composition:
    """A brief's contents: its entries in order, and how many older reminders wait."""

    entries: tuple[Entry, ...] = ()
    older: int = 0
    on: date = field(default=date.min)

    def __bool__(self) -> bool:
        return bool(self.entries or self.older)


def brief_is_due(brief_at: time, local: time) -> bool:
    """Whether a brief comes at this local time: from its hour until 20:00; an hour later than that, all evening."""
    return brief_at <= local and (local < UNTIL or brief_at >= UNTIL)


def compose(staff: Staff, board: Board, on: date) -> Composition:
    """The brief of a colleague on their local date: prepare, open today, new, told as backup or manager; older ones.

    On a day off only wishes come that are open, nothing is to be prepared, and nothing is said of what is older.
    """
    working = board.calendar.is_working(on)
    entries: list[Entry] = []
    older = 0
    manages = any(one.id == staff.id for one in managers_here(board.team))
    for reminder in board.reminders:
        if not working and reminder.kind not in WISHES:
            continue
        stage = next((one for one in _stages(reminder, staff, manages, board, on)), None)
        if stage is not None:
            entries.append(stage)
        elif working and is_own(reminder, staff, manages=manages) and reminder.state is ReminderState.OPEN:
            older += 1
    entries.sort(key=lambda entry: _weight(entry.reminder, entry.stage, board))
    return Composition(tuple(entries), older, on)


def entries_of_today(staff: Staff, board: Board, on: date) -> list[tuple[Reminder, Stage]]:
    """All that is open for a colleague, to be prepared by them, or told them as backup or manager, in order.

    Whoever asks on a day off sees what is to be prepared too; a greeting on its silent day nobody does.
    """
    manages = any(one.id == staff.id for one in managers_here(board.team))
    shown: list[tuple[Reminder, Stage]] = []
    for reminder in board.reminders:
        if reminder.state in _UNANSWERED and silent_until(reminder, on) is not None:
            continue
        stage = told_as(reminder, staff, board, manages=manages)
        if is_own(reminder, staff, manages=manages):
            flagged = (reminder.id, Stage.FLAGGED, "") in board.announced
            own = Stage.FLAGGED if flagged else Stage.OPENED
            stage = own if reminder.state is ReminderState.OPEN else Stage.PREPARE if is_ahead(reminder, on) else None
        if stage is not None:
            shown.append((reminder, stage))
    # What was flagged is open like the rest: a key partner that waits longest does not stand behind the others for it.
    own_first = {Stage.FLAGGED: Stage.OPENED}
    return sorted(shown, key=lambda one: _weight(one[0], own_first.get(one[1], one[1]), board))


def unseen_entries(briefs: Iterable[Notice], on: date) -> frozenset[tuple[int, int, Stage]]:
    """What stood in earlier briefs that never arrived, and in none that did since."""
    unseen: set[tuple[int, int, Stage]] = set()
    for brief in sorted(briefs, key=lambda one: one.due_on or on):
        # Of what was sent long ago no facts are kept.
        shown = {(brief.staff_id or 0, int(id), Stage(stage)) for id, stage in brief.facts.get("items", ())}
        if brief.state is NoticeState.SENT:
            unseen -= shown
        elif brief.due_on is not None and brief.due_on < on:
            unseen |= shown
    return frozenset(unseen)


def is_own(reminder: Reminder, staff: Staff, *, manages: bool) -> bool:
    """Whether it is this colleague's; what is nobody's belongs to all managers."""
    return reminder.staff_id == staff.id or (reminder.staff_id is None and manages)


def is_ahead(reminder: Reminder, on: date) -> bool:
    """Whether it is to be prepared on that day."""
    if reminder.state is not ReminderState.PLANNED or reminder.ahead_on is None or reminder.opens_on is None:
        return False
    return reminder.ahead_on <= on < reminder.opens_on


def told_as(reminder: Reminder, staff: Staff, board: Board, *, manages: bool) -> Stage | None:
    """As whom a colleague is told of somebody else's reminder."""
    own = is_own(reminder, staff, manages=manages)
    if own or reminder.state not in _UNANSWERED or not board.team.here(staff.id):
        return None
    backs = board.partners[reminder.partner_id].backup_id == staff.id
    for stage, concerns in ((Stage.BACKUP, backs), (Stage.MANAGERS, manages)):
        if concerns and (reminder.id, stage, "") in board.announced:
            return stage
    return None


_UNANSWERED = (ReminderState.OPEN, ReminderState.SNOOZED)


def _stages(reminder: Reminder, staff: Staff, manages: bool, board: Board, on: date) -> Iterable[Entry]:
    """The stages that this colleague has not been shown yet."""
    me = str(staff.id)
    marks: list[tuple[Stage, str]] = []
    if is_own(reminder, staff, manages=manages):
        if is_ahead(reminder, on) and board.calendar.is_working(on):
            marks.append((Stage.PREPARE, me))
        if reminder.state is ReminderState.OPEN and silent_until(reminder, on) is None:
            marks.append((Stage.OPENED, f"{me}:{_round(reminder, on)}"))
        if reminder.state in _UNANSWERED and (reminder.id, Stage.FLAGGED, "") in board.announced:
            marks.append((Stage.FLAGGED, me))
    elif (told := told_as(reminder, staff, board, manages=manages)) is not None:
        marks.append((told, me))
    for stage, mark in marks:
        lost = (reminder.id, stage, mark) in board.announced and (staff.id, reminder.id, stage) in board.unseen
        shown = f"{mark} again {on}" if lost else mark
        if (reminder.id, stage, shown) not in board.announced:
            yield Entry(reminder, stage, Announcement(reminder.id, stage, on, shown))


def _round(reminder: Reminder, on: date) -> str:
    """Which time it shows: an agreement by its step, a promise again on its day, and each when it comes back.

    It comes back from a snooze, or on a later day than it opened because what it is about is there again.
    """
    back = f" {reminder.snoozed_until}" if reminder.snoozed_until else ""
    if reminder.planned_on is not None and reminder.opened_on is not None and reminder.planned_on > reminder.opened_on:
        back += f" anew {reminder.planned_on}"
    if reminder.kind is ReminderKind.RENEWAL and (step := newest_step(reminder.due_on, on)) is not None:
        return f"step {step.mark}{back}"
    if reminder.kind is ReminderKind.PROMISE and on >= reminder.due_on:
        # Shown the day before, and again on its day: that is when it is to be kept.
        return f"due {reminder.due_on}{back}"
    return f"{reminder.opened_on}{back}"


def _weight(reminder: Reminder, stage: Stage, board: Board) -> tuple[int, int, int, date, int]:
    tier = board.partners[reminder.partner_id].tier
    return (
        STAGES.index(stage),
        WEIGHT.index(reminder.kind),
        list(Tier).index(tier),
        reminder.due_on,
        reminder.id,
    )
