"""Birthdays, anniversaries and feasts: which occurrences call for a reminder, and when to look again."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain.calendars import kept_days, next_kept, spec_of
from bot.domain.feasts import FEASTS, may_greet, next_greeting_day
from bot.domain.occasions import KeptFeast, Occasion
from bot.domain.people import Person
from bot.domain.planning.facts import PartnerFacts, PlanningDay
from bot.domain.planning.wanted import Wanted
from bot.domain.planning.windows import Window, feast_window, window_of
from bot.domain.reminders import Reminder
from bot.domain.words import Consent, ReminderKind
from bot.domain.workdays import ONE_DAY

NEVER_AGAIN = date(9999, 12, 31)
"""The cursor of a day that does not come again."""

_BEFORE = timedelta(days=60)
"""No window is longer: an occurrence further back than this is over."""

_AFTER = timedelta(days=45)
"""No window surfaces earlier than this before its day, days off included."""

_LIST_AGAIN = timedelta(days=30)
"""When to ask again for a feast whose list ends here."""


@dataclass(frozen=True, slots=True)
class Look:
    """What looking at one occasion or kept feast gave: the reminders it calls for, and when to look again."""

    row: Occasion | KeptFeast
    wanted: tuple[Wanted, ...]
    surfaces_on: date


def look_at_occasions(facts: PartnerFacts, day: PlanningDay, *, anew: bool) -> Iterator[Look]:
    """Each occasion of the partner. *anew*: the day to look again is reckoned even where it has not come yet."""
    for occasion in facts.occasions:
        since = _since(occasion.surfaces_on, day.today)
        windows = _windows(facts, occasion, day, since) if _may_wish(facts, occasion) else []
        surfaces_on = occasion.surfaces_on
        if anew or surfaces_on is None or surfaces_on <= day.today:
            surfaces_on = _next_surfacing(facts, occasion, day)
        subject = f"occasion:{occasion.id}"
        yield Look(occasion, _called_for(facts, windows, since, day, (subject, occasion.person_id)), surfaces_on)


def look_at_feasts(facts: PartnerFacts, day: PlanningDay, *, anew: bool) -> Iterator[Look]:
    """Each feast that the partner or its people keep."""
    for kept in facts.kept_feasts:
        since = _since(kept.surfaces_on, day.today)
        windows = [
            feast_window(feast_day, kept.shift, facts.partner.tier, day.calendar)
            for feast_day in day.feast_days(kept.feast)
        ]
        surfaces_on = kept.surfaces_on
        if anew or surfaces_on is None or surfaces_on <= day.today:
            ahead = (one.surfaces_on for one in windows if one.surfaces_on > day.today)
            surfaces_on = min(ahead, default=day.today + _LIST_AGAIN)
        person = greeted(facts, kept)
        about = (feast_subject(kept), person.id if person else None)
        kept_windows = windows if _may_greet(facts, kept, person) else []
        yield Look(kept, _called_for(facts, kept_windows, since, day, about), surfaces_on)


def feast_subject(kept: KeptFeast) -> str:
    """What a feast's reminder is about."""
    return f"feast:{kept.feast}:" + ("partner" if kept.person_id is None else f"person:{kept.person_id}")


def feast_of(subject: str) -> str | None:
    """The feast's key in a reminder's subject; None for any other subject."""
    return subject.split(":")[1] if subject.startswith("feast:") else None


def occasion_of(subject: str) -> int | None:
    """The id of the occasion in a reminder's subject; None for any other subject."""
    noun, _, id = subject.partition(":")
    return int(id) if noun == "occasion" and id.isdigit() else None


def silent_until(reminder: Reminder, today: date) -> date | None:
    """The next greeting day, where today is a feast's silent one (Nyepi's own day); None on any other day."""
    feast = FEASTS.get(feast_of(reminder.subject) or "")
    if feast is None or may_greet(feast, reminder.due_on, today):
        return None
    return next_greeting_day(feast, reminder.due_on, today)


def greeted(facts: PartnerFacts, kept: KeptFeast) -> Person | None:
    """Who is greeted: the person who keeps the feast; for a partner, its main person."""
    if kept.person_id is not None:
        return facts.person(kept.person_id)
    return next((one for one in facts.active_people if one.consent is not Consent.REFUSED), None)


def _may_wish(facts: PartnerFacts, occasion: Occasion) -> bool:
    """The partner's own days always; a person's while they are there and agreed that their days are remembered."""
    if occasion.person_id is None:
        return True
    person = facts.person(occasion.person_id)
    return person is not None and person.consent is Consent.AGREED


def _may_greet(facts: PartnerFacts, kept: KeptFeast, person: Person | None) -> bool:
    if kept.person_id is not None:
        return person is not None and person.consent is Consent.AGREED
    # Whoever keeps the feast in their own right is greeted once.
    return person is None or person.consent is not Consent.AGREED or not _keeps_it_too(facts, kept, person)


def _keeps_it_too(facts: PartnerFacts, kept: KeptFeast, person: Person) -> bool:
    return any(one.feast == kept.feast and one.person_id == person.id for one in facts.kept_feasts)


def _since(surfaces_on: date | None, today: date) -> date:
    """What was over before this day was looked at already, or came before the row."""
    return today if surfaces_on is None else min(surfaces_on, today)


def _windows(facts: PartnerFacts, occasion: Occasion, day: PlanningDay, since: date) -> list[Window]:
    found = kept_days(spec_of(occasion), since - _BEFORE, day.today + _AFTER, day.months)
    return [window_of(kept.on, kept.cycle, facts.partner.tier, day.calendar) for kept in found]


def _next_surfacing(facts: PartnerFacts, occasion: Occasion, day: PlanningDay) -> date:
    """The first day after today on which an occurrence surfaces that has not surfaced yet."""
    spec, after = spec_of(occasion), day.today
    while True:
        kept = next_kept(spec, after + ONE_DAY, day.months)
        if kept is None:
            return NEVER_AGAIN
        window = window_of(kept.on, kept.cycle, facts.partner.tier, day.calendar)
        if window.surfaces_on > day.today:
            return window.surfaces_on
        after = kept.on


def _called_for(
    facts: PartnerFacts, windows: Iterable[Window], since: date, day: PlanningDay, about: tuple[str, int | None]
) -> tuple[Wanted, ...]:
    return tuple(
        Wanted(
            _congratulation(facts, window, *about),
            fresh=window.surfaces_on <= day.today,
            missed=window.last_on < day.today,
        )
        for window in windows
        if window.last_on >= since
    )


def _congratulation(facts: PartnerFacts, window: Window, subject: str, person_id: int | None) -> Reminder:
    return Reminder(
        partner_id=facts.partner.id,
        kind=ReminderKind.CONGRATULATION,
        subject=subject,
        cycle=window.cycle,
        due_on=window.on,
        ahead_on=window.ahead_on,
        opens_on=window.opens_on,
        last_on=window.last_on,
        person_id=person_id,
    )


def all_looks(facts: PartnerFacts, day: PlanningDay, *, anew: bool) -> Sequence[Look]:
    """Occasions and feasts together."""
    return [*look_at_occasions(facts, day, anew=anew), *look_at_feasts(facts, day, anew=anew)]
