"""What answers a reminder: Done, a log, Snooze, Skip (the table of design 2.4)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from bot.domain.errors import BadValue
from bot.domain.interactions import Interaction
from bot.domain.reminders import Reminder
from bot.domain.rhythms import counts_for
from bot.domain.words import GESTURES, Direction, Purpose, ReminderKind, ReminderState, Rhythm

_WRITTEN: Mapping[ReminderKind, Purpose] = {
    ReminderKind.CHECK_IN: Purpose.CHECK_IN,
    ReminderKind.UPDATE: Purpose.UPDATE,
    ReminderKind.CONGRATULATION: Purpose.CONGRATULATION,
    ReminderKind.CONDOLENCE: Purpose.CONDOLENCE,
    ReminderKind.PROMISE: Purpose.COORDINATION,
    ReminderKind.THANKS: Purpose.THANKS,
    # The design's table does not name it: the new owner says hello.
    ReminderKind.INTRODUCE: Purpose.CHECK_IN,
}
_TO_SOMEBODY = (ReminderKind.CONGRATULATION, ReminderKind.CONDOLENCE)
_ASKS_OUTCOME = (ReminderKind.RENEWAL, ReminderKind.FOLLOW_UP)
_NEVER_BY_LOG = (*_ASKS_OUTCOME, ReminderKind.PROMISE)


def written_purpose(reminder: Reminder, chosen: Purpose | None = None, *, get_well: bool = False) -> Purpose:
    """The purpose of the contact that Done writes.

    ``BadValue`` where it has to be chosen first (a gesture), cannot be chosen so, or where Done is not the answer
    (renewal, follow-up). Wishing somebody well is asking how they are.
    """
    if reminder.kind in _ASKS_OUTCOME:
        raise BadValue("reminder", "asks_outcome")
    if reminder.kind is ReminderKind.GESTURE:
        if chosen not in GESTURES:
            raise BadValue("purpose", "choose_gesture")
        return chosen
    if reminder.kind is ReminderKind.PROMISE and chosen is not None:
        return chosen
    return Purpose.CHECK_IN if get_well else _WRITTEN[reminder.kind]


def could_answer(reminder: Reminder, contact: Interaction, *, get_well: bool = False) -> bool:
    """Whether a log of this kind answers this reminder, by the table; the day it was announced is not looked at."""
    if reminder.kind in _NEVER_BY_LOG or reminder.partner_id != contact.partner_id:
        return False
    if reminder.of_rhythm:
        return counts_for(Rhythm(reminder.kind.value), contact)
    if contact.mass or contact.is_our_ask or contact.direction is Direction.THEIRS:
        return False
    if reminder.kind is ReminderKind.INTRODUCE:
        return contact.staff_id == reminder.staff_id
    same = contact.purpose is written_purpose(reminder, get_well=get_well)
    return same and (reminder.kind not in _TO_SOMEBODY or _reaches(reminder, contact))


@dataclass(frozen=True, slots=True)
class Settlement:
    """What a contact does to the living reminders of its partner.

    ``done`` are answered; ``withdrawn`` have become pointless before anybody was shown them; ``to_choose`` are asked
    about: several congratulations fit, or it is not said to whom. Promises are settled on confirmation alone.
    """

    done: tuple[Reminder, ...] = ()
    withdrawn: tuple[Reminder, ...] = ()
    to_choose: tuple[Reminder, ...] = ()


def settlement(
    living: Iterable[Reminder],
    contact: Interaction,
    announced: Mapping[int, date],
    get_well: frozenset[int] = frozenset(),
) -> Settlement:
    """Sorts a partner's living reminders by what a contact does to them.

    *announced* tells by reminder when it was first shown: a contact dated before that answers nothing. *get_well*
    are the reminders of an illness.
    """
    fitting = [one for one in living if could_answer(one, contact, get_well=one.id in get_well)]
    fitting = [one for one in fitting if one.id not in announced or contact.on >= announced[one.id]]
    wished = [one for one in fitting if one.kind in _TO_SOMEBODY]
    sure = len(wished) == 1 and wished[0].person_id in (None, contact.person_id)
    rest = [one for one in fitting if one.kind not in _TO_SOMEBODY]
    early = [one for one in rest if one.id not in announced and contact.on < (one.opened_on or one.due_on)]
    return Settlement(
        done=tuple(wished if sure else []) + tuple(one for one in rest if one not in early),
        withdrawn=tuple(one for one in early if one.of_rhythm and not is_planned_by_hand(one)),
        to_choose=() if sure else tuple(wished),
    )


PLANNED = "planned:"
"""How the cycle of a check-in begins that a colleague planned for a day of their choice."""


def is_planned_by_hand(reminder: Reminder) -> bool:
    """Whether somebody chose its day: a contact before that day does not make it pointless."""
    return reminder.cycle.startswith(PLANNED)


def reopened(reminder: Reminder) -> dict[str, object]:
    """The fields that lead a settled reminder back to where it was: open if it ever was, else planned."""
    state = ReminderState.PLANNED if reminder.opened_on is None else ReminderState.OPEN
    return {
        "state": state,
        "answered_at": None,
        "answered_by": None,
        "skip_reason": None,
        "snoozed_until": None,
        "interaction_id": None,
    }


class SnoozeFor(StrEnum):
    """The choices under Snooze."""

    TOMORROW = "tomorrow"
    THREE_DAYS = "three_days"
    NEXT_WEEK = "next_week"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class Snoozed:
    """Until when; ``clipped`` says that the last greeting day came before the day that was wanted."""

    until: date
    clipped: bool = False


def snooze(reminder: Reminder, choice: SnoozeFor, today: date, day: date | None = None) -> Snoozed:
    """Until when a snooze lasts: next week is its Monday. ``BadValue`` for a day that is not ahead, or no day left."""
    wanted = _wanted(choice, today, day)
    if wanted <= today:
        raise BadValue("day", "not_ahead", (("day", wanted),))
    if reminder.last_on is None or wanted <= reminder.last_on:
        return Snoozed(wanted)
    if reminder.last_on <= today:
        raise BadValue("day", "last_day", (("day", reminder.last_on),))
    return Snoozed(reminder.last_on, clipped=True)


def _wanted(choice: SnoozeFor, today: date, day: date | None) -> date:
    if choice is SnoozeFor.TOMORROW:
        return today + timedelta(days=1)
    if choice is SnoozeFor.THREE_DAYS:
        return today + timedelta(days=3)
    if choice is SnoozeFor.NEXT_WEEK:
        return today + timedelta(days=7 - today.weekday())
    if day is None:
        raise BadValue("day", "missing")
    return day


def _reaches(reminder: Reminder, contact: Interaction) -> bool:
    """Within the greeting days, and to that person as far as the contact says whom it was to."""
    first = reminder.opens_on or reminder.due_on
    if contact.on < first or (reminder.last_on is not None and contact.on > reminder.last_on):
        return False
    return None in (reminder.person_id, contact.person_id) or reminder.person_id == contact.person_id
