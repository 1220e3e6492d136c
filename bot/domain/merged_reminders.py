"""The reminders of two partners that become one: each identity once, one living reminder a rhythm."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from bot.domain.answers import is_planned_by_hand
from bot.domain.merging import Ids, Merging
from bot.domain.reminders import Reminder
from bot.domain.words import RHYTHM_KINDS, ReminderKind, ReminderState

GAVE_WAY = "merged:"
"""How the subject of a reminder begins that gave way to another when its partner was merged; then that one's id."""


@dataclass(frozen=True, slots=True)
class Moving:
    """Fields of a reminder that become others."""

    reminder: Reminder
    fields: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class _Placed:
    """A reminder as it would be with the survivor, and whether it was the survivor's before."""

    before: Reminder
    now: Reminder
    own: bool


def move_reminders(
    partner_id: int,
    own: Sequence[Reminder],
    others: Sequence[Reminder],
    merging: Merging,
    cycles: Mapping[ReminderKind, str],
) -> list[Moving]:
    """How the others' reminders come over to *partner_id*, in the order in which it can be written.

    Of two with one identity, and of two that live for one rhythm, the one that opened earlier survives; what was done
    is not to be done again. *cycles* are the present rounds of the rhythms that are due, which their reminder stands
    for from now on.
    """
    placed = [_Placed(one, one, True) for one in own]
    placed += [_Placed(one, _moved(one, partner_id, merging), False) for one in others]
    placed, gave_way = _one_a_rhythm(placed, cycles)
    kept, doubled = _one_an_identity(placed)
    moving = [Moving(loser.before, _retired(loser.now, winner.before)) for loser, winner in (*gave_way, *doubled)]
    moving += [Moving(one.before, _changed(one)) for one in sorted(kept, key=lambda one: not one.own)]
    return [one for one in moving if one.fields]


def _moved(one: Reminder, partner_id: int, merging: Merging) -> Reminder:
    subject = _subject(one.subject, merging)
    cycle = subject if one.cycle == one.subject else one.cycle
    person_id = merging.person(one.person_id)
    return replace(one, partner_id=partner_id, subject=subject, cycle=cycle, person_id=person_id)


def _subject(subject: str, merging: Merging) -> str:
    """What it is about once rows have become one."""
    head, _, last = subject.rpartition(":")
    if not last.isdigit():
        return subject
    noun = head.rpartition(":")[2]
    ids: Mapping[str, Ids] = {
        "person": merging.people,
        "occasion": merging.occasions,
        "event": merging.events,
        "agreement": merging.agreements,
    }
    id = ids.get(noun, {}).get(int(last))
    return subject if id is None else f"{head}:{id}"


def _one_a_rhythm(
    placed: Iterable[_Placed], cycles: Mapping[ReminderKind, str]
) -> tuple[list[_Placed], list[tuple[_Placed, _Placed]]]:
    rest: list[_Placed] = []
    living: dict[ReminderKind, list[_Placed]] = defaultdict(list)
    for one in placed:
        (living[one.now.kind] if one.now.kind in RHYTHM_KINDS and one.now.state.living else rest).append(one)
    settled = {one.now.identity for one in rest}
    gave_way: list[tuple[_Placed, _Placed]] = []
    for kind, group in living.items():
        winner = min(group, key=_earlier)
        gave_way += [(one, winner) for one in group if one is not winner]
        present = replace(winner.now, cycle=cycles.get(kind, winner.now.cycle))
        if is_planned_by_hand(winner.now) or present.identity in settled:
            present = winner.now
        rest.append(replace(winner, now=present))
    return rest, gave_way


def _one_an_identity(placed: Iterable[_Placed]) -> tuple[list[_Placed], list[tuple[_Placed, _Placed]]]:
    groups: dict[Any, list[_Placed]] = defaultdict(list)
    for one in placed:
        groups[one.now.identity].append(one)
    kept: list[_Placed] = []
    doubled: list[tuple[_Placed, _Placed]] = []
    for group in groups.values():
        winner = min(group, key=lambda one: (_rank(one.now), *_earlier(one)))
        kept.append(winner)
        doubled += [(one, winner) for one in group if one is not winner]
    return kept, doubled


def _earlier(one: _Placed) -> tuple[date, bool, int]:
    return one.before.opened_on or date.max, not one.own, one.before.id


def _rank(one: Reminder) -> int:
    if one.state is ReminderState.DONE:
        return 0
    return 1 if one.state.living else 2


def _retired(loser: Reminder, winner: Reminder) -> dict[str, Any]:
    """It leaves its identity to the winner and is kept beside it."""
    fields: dict[str, Any] = {
        "partner_id": loser.partner_id,
        "subject": f"{GAVE_WAY}{winner.id}",
        "cycle": str(loser.id),
        "person_id": loser.person_id,
    }
    return fields | ({"state": ReminderState.WITHDRAWN} if loser.state.living else {})


def _changed(one: _Placed) -> dict[str, Any]:
    names = ("partner_id", "subject", "cycle", "person_id")
    return {name: getattr(one.now, name) for name in names if getattr(one.now, name) != getattr(one.before, name)}
