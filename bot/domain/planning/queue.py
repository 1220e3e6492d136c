"""At most eight rhythm reminders are open for one colleague; the others wait their turn (design 2.2)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.domain.answers import is_planned_by_hand
from bot.domain.planning.reconcile import Changing
from bot.domain.reminder_steps import Because
from bot.domain.reminders import Reminder
from bot.domain.words import ReminderState, Tier

OPEN_AT_MOST = 8
"""Rhythm reminders open for one colleague. One that is snoozed is not open: while it sleeps, another has its place."""

FAIR_TURN = 8
"""Every eighth opening goes to the one that waits longest, whatever its tier."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A rhythm reminder in its colleague's queue. ``days`` is its rhythm; ``held``: its time is quiet."""

    reminder: Reminder
    tier: Tier
    days: int
    held: bool = False

    def overdue(self, today: date) -> float:
        """Days over, as a share of the rhythm."""
        return (today - self.reminder.due_on).days / max(self.days, 1)


def queue_moves(turns: Iterable[Turn], openings: int, today: date, *, opens: bool) -> list[Changing]:
    """What moves in one colleague's queue: woken, opened, and sent back where there are too many.

    *openings* is how many were opened for them before; *opens* is False on days off, and for somebody who has not
    joined yet.
    """
    turns = list(turns)
    back = [one for one in turns if one.held and one.reminder.state is ReminderState.OPEN]
    free = [one for one in turns if not one.held]
    standing = [one for one in free if _stands(one.reminder, today)]
    if len(standing) > OPEN_AT_MOST:
        # Some woke, or somebody stands in for a colleague or took partners over: what is too much waits again.
        standing.sort(key=lambda one: _rank(one, today))
        back += standing[OPEN_AT_MOST:]
        standing = standing[:OPEN_AT_MOST]
    waiting = [one for one in free if _waits(one.reminder, today)]
    room = OPEN_AT_MOST - len(standing) if opens else 0
    moves = [_opening(one.reminder, today) for one in standing]
    moves += [_opening(one.reminder, today) for one in _next_turns(waiting, openings, room, today)]
    sent_back = {"state": ReminderState.PLANNED, "snoozed_until": None}
    moves += [Changing(one.reminder, sent_back, Because.QUIET if one.held else Because.TOO_MANY) for one in back]
    return [move for move in moves if _moves(move)]


def _next_turns(waiting: list[Turn], openings: int, room: int, today: date) -> Sequence[Turn]:
    chosen: list[Turn] = []
    by_rank = sorted(waiting, key=lambda one: _rank(one, today), reverse=True)
    for number in range(openings + 1, openings + 1 + min(room, len(waiting))):
        if number % FAIR_TURN == 0:
            turn = min(by_rank, key=lambda one: (one.reminder.due_on, one.reminder.id))
            by_rank.remove(turn)
        else:
            turn = by_rank.pop()
        chosen.append(turn)
    return chosen


def _rank(turn: Turn, today: date) -> tuple[Any, ...]:
    """What a colleague planned by hand first, then key partners, then the most overdue."""
    by_hand = is_planned_by_hand(turn.reminder)
    key = turn.tier is Tier.KEY
    return (not by_hand, not key, -turn.overdue(today), list(Tier).index(turn.tier), turn.reminder.id)


def _opening(reminder: Reminder, today: date) -> Changing:
    return Changing(reminder, {"state": ReminderState.OPEN, "opened_on": reminder.opened_on or today})


def _moves(move: Changing) -> bool:
    return any(getattr(move.before, name) != value for name, value in move.fields.items())


def _stands(reminder: Reminder, today: date) -> bool:
    """Open, or back from a snooze."""
    if reminder.state is ReminderState.OPEN:
        return True
    return reminder.state is ReminderState.SNOOZED and not _sleeps(reminder, today)


def _sleeps(reminder: Reminder, today: date) -> bool:
    until = reminder.snoozed_until
    return reminder.state is ReminderState.SNOOZED and until is not None and until > today


def _waits(reminder: Reminder, today: date) -> bool:
    return reminder.state is ReminderState.PLANNED and reminder.due_on <= today
