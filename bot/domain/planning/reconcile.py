"""What has to change so that a partner's reminders are what its facts call for.

Everything is reckoned from the facts and the day, nothing from when planning ran last: so it may run at any time, any
number of times, and after days of silence, and always comes to the same.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from bot.domain.answers import is_planned_by_hand
from bot.domain.occasions import KeptFeast, Occasion
from bot.domain.planning.days_of_people import Look, all_looks
from bot.domain.planning.facts import PartnerFacts, PlanningDay
from bot.domain.planning.responsible import responsible
from bot.domain.planning.wanted import (
    Wanted,
    wanted_of_agreements,
    wanted_of_asks,
    wanted_of_events,
    wanted_of_introductions,
    wanted_of_offers,
    wanted_of_owner,
    wanted_of_promises,
    wanted_of_rhythms,
)
from bot.domain.planning.why import why_theirs, why_withdrawn
from bot.domain.reminder_steps import Because
from bot.domain.reminders import Reminder
from bot.domain.rhythms import PartnerRhythm
from bot.domain.words import PartnerState, ReminderKind, ReminderState

Identity = tuple[int, ReminderKind, str, str]

MOVING = ("due_on", "ahead_on", "opens_on", "last_on", "person_id")
"""What a date, a tier, a confirmation may change while the row stays."""


@dataclass(frozen=True, slots=True)
class Adding:
    """A reminder that is new."""

    reminder: Reminder
    wanted: Wanted


@dataclass(frozen=True, slots=True)
class Changing:
    """Fields of a living reminder that become others; it happens only if the row still is as it was seen."""

    before: Reminder
    fields: Mapping[str, Any]
    why: Because | None = None


@dataclass(frozen=True, slots=True)
class Surfacing:
    """When an occasion or kept feast is looked at again; None: when its partner is active again."""

    row: Occasion | KeptFeast
    surfaces_on: date | None


@dataclass(frozen=True, slots=True)
class Steps:
    """All that has to be done for one partner."""

    adding: tuple[Adding, ...] = ()
    changing: tuple[Changing, ...] = ()
    surfacing: tuple[Surfacing, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.adding or self.changing or self.surfacing)


def reconcile(facts: PartnerFacts, day: PlanningDay, *, anew: bool = False) -> Steps:
    """The steps for one partner on one day.

    Rhythms' reminders are planned here; the queue opens them. *anew* reckons the occasions' cursors again, after an
    edit that may have moved them.
    """
    if facts.partner.state is not PartnerState.ACTIVE:
        return _put_away(facts)
    looks = all_looks(facts, day, anew=anew)
    wanted = {one.reminder.identity: one for one in _all_wanted(facts, day, looks)}
    living = {one.identity: one for one in facts.living}
    return Steps(
        adding=tuple(_adding(one, facts, day) for key, one in wanted.items() if one.fresh and key not in living),
        changing=tuple(_changes(facts.living, wanted, facts, day)),
        surfacing=tuple(Surfacing(look.row, look.surfaces_on) for look in looks if _moved(look)),
    )


def resolved(steps: Steps, known: Mapping[Identity, Reminder]) -> Steps:
    """The steps once it is known which of the new reminders were there before.

    A withdrawn one whose premise is back is given a new life, and so is one that was missed by a wrong day, where the
    right one is not over yet; of the others that were settled, nothing is made twice.
    """
    revived = [
        Changing(known[one.reminder.identity], _new_life(known[one.reminder.identity], one.reminder))
        for one in steps.adding
        if one.reminder.identity in known and _lives_again(known[one.reminder.identity], one.wanted)
    ]
    adding = tuple(one for one in steps.adding if one.reminder.identity not in known)
    return replace(steps, adding=adding, changing=(*steps.changing, *revived))


def _lives_again(known: Reminder, wanted: Wanted) -> bool:
    if known.state is ReminderState.EXPIRED:
        return not wanted.missed and known.due_on != wanted.reminder.due_on
    return known.state is ReminderState.WITHDRAWN


def restarts(steps: Steps, known: Mapping[Identity, Reminder]) -> list[tuple[PartnerRhythm, Reminder]]:
    """Rhythms that are due again although the reminder of their present round was answered.

    That happens when *Done* was given a day that does not move the rhythm. It starts again from the answer then, or
    else nobody would ever be reminded.
    """
    answered = (ReminderState.DONE, ReminderState.SKIPPED)
    return [
        (one.wanted.rhythm, known[one.reminder.identity])
        for one in steps.adding
        if one.wanted.rhythm is not None
        and one.reminder.identity in known
        and known[one.reminder.identity].state in answered
    ]


def _all_wanted(facts: PartnerFacts, day: PlanningDay, looks: Iterable[Look]) -> Iterable[Wanted]:
    yield from wanted_of_rhythms(facts, day)
    for look in looks:
        yield from look.wanted
    yield from wanted_of_events(facts, day)
    yield from wanted_of_promises(facts, day)
    yield from wanted_of_agreements(facts, day)
    yield from wanted_of_asks(facts, day)
    yield from wanted_of_offers(facts, day)
    yield from wanted_of_introductions(facts, day)
    yield from wanted_of_owner(facts, day)


def _put_away(facts: PartnerFacts) -> Steps:
    """Of an archived or merged partner nothing is due, and its days are looked at anew when it comes back."""
    rows: list[Occasion | KeptFeast] = [*facts.occasions, *facts.kept_feasts]
    return Steps(
        changing=tuple(Changing(one, _withdrawn(), why_withdrawn(one, facts)) for one in facts.living),
        surfacing=tuple(Surfacing(row, None) for row in rows if row.surfaces_on is not None),
    )


def _moved(look: Look) -> bool:
    return look.row.surfaces_on != look.surfaces_on


def _adding(wanted: Wanted, facts: PartnerFacts, day: PlanningDay) -> Adding:
    staff_id = responsible(facts.partner, wanted.reminder.kind, day.team)
    planned = replace(wanted.reminder, staff_id=staff_id, planned_on=day.today)
    if wanted.missed:
        return Adding(replace(planned, state=ReminderState.EXPIRED), wanted)
    return Adding(replace(planned, **_life(planned, day)), wanted)


def _changes(
    living: Iterable[Reminder], wanted: Mapping[Identity, Wanted], facts: PartnerFacts, day: PlanningDay
) -> Iterable[Changing]:
    for one in living:
        fields = _fields_of(one, wanted.get(one.identity), facts, day)
        changed = {name: value for name, value in fields.items() if getattr(one, name) != value}
        if changed:
            yield Changing(one, changed, _why(one, changed, facts, day))


def _why(one: Reminder, changed: Mapping[str, Any], facts: PartnerFacts, day: PlanningDay) -> Because | None:
    """For the reminder's story."""
    if "staff_id" in changed:
        return why_theirs(facts.partner, one.kind, day.team)
    state = changed.get("state")
    if state is ReminderState.WITHDRAWN:
        return why_withdrawn(one, facts)
    if state is not ReminderState.PLANNED:
        return None
    if one.of_rhythm:
        return Because.QUIET if facts.holds(one, day.today) else None
    return Because.AHEAD


def _fields_of(one: Reminder, wanted: Wanted | None, facts: PartnerFacts, day: PlanningDay) -> dict[str, Any]:
    """How a living reminder ought to be."""
    if wanted is None and not _stands_alone(one):
        over = one.last_on is not None and one.last_on < day.today
        return _life(one, day) if over else _withdrawn()
    moved: dict[str, Any] = {} if wanted is None else {name: getattr(wanted.reminder, name) for name in MOVING}
    if wanted is None and one.person_id is not None and facts.person(one.person_id) is None:
        moved = {"person_id": None}
    now = replace(one, **moved, staff_id=responsible(facts.partner, one.kind, day.team))
    fields = moved | {"staff_id": now.staff_id} | _life(now, day)
    elsewhere = now.staff_id != one.staff_id
    if one.of_rhythm and now.state is ReminderState.OPEN and (elsewhere or facts.holds(one, day.today)):
        # It takes its place in the queue of whoever has it now; in quiet days it waits there.
        fields |= {"state": ReminderState.PLANNED}
    return fields


def _life(one: Reminder, day: PlanningDay) -> dict[str, Any]:
    """The state that the day gives a living reminder. Rhythms are opened and woken by the queue."""
    if one.last_on is not None and one.last_on < day.today:
        return {"state": ReminderState.EXPIRED, "snoozed_until": None}
    opens_on = one.opens_on or one.due_on
    if opens_on > day.today:
        # Its day was moved ahead: it waits again, and is announced again when it comes.
        return {"state": ReminderState.PLANNED, "opened_on": None, "snoozed_until": None}
    if one.of_rhythm:
        return {}
    asleep = one.state is ReminderState.SNOOZED and one.snoozed_until is not None and one.snoozed_until > day.today
    if asleep:
        return {}
    # The day on which a snooze ended is kept: it tells the brief that the reminder is back.
    return {"state": ReminderState.OPEN, "opened_on": one.opened_on or day.today}


def _stands_alone(one: Reminder) -> bool:
    """Reminders that somebody's act made, and that no row calls for."""
    return one.kind is ReminderKind.THANKS or is_planned_by_hand(one)


def _new_life(known: Reminder, wanted: Reminder) -> Mapping[str, Any]:
    fields = {name: getattr(wanted, name) for name in (*MOVING, "staff_id", "state", "planned_on")}
    opens_on = wanted.opens_on or wanted.due_on
    # It opened once: what went and came back waits since then, unless its day was moved behind that.
    since = known.opened_on if known.opened_on is not None and known.opened_on >= opens_on else wanted.opened_on
    return fields | {"opened_on": since, "snoozed_until": None, "answered_at": None, "answered_by": None}


def _withdrawn() -> dict[str, Any]:
    return {"state": ReminderState.WITHDRAWN, "snoozed_until": None}
