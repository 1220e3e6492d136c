"""Which reminders a partner's facts call for, the rhythms and days of people left to their own rooms."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from bot.domain.agreements import FIRST_STEP
from bot.domain.introductions import ASKED_AFTER, FORGOTTEN_AFTER
from bot.domain.introductions import SUBJECT as OF_INTRODUCTION
from bot.domain.occasions import Event
from bot.domain.offers import SUBJECT as OF_OFFER
from bot.domain.offers import comes_up_on
from bot.domain.planning.facts import PartnerFacts, PlanningDay
from bot.domain.planning.horizon import ASK_FOLLOWED_AFTER, ASK_FORGOTTEN_AFTER, EVENT_FRESH
from bot.domain.reminders import Reminder
from bot.domain.rhythms import PartnerRhythm, moved_due
from bot.domain.words import EventKind, PersonState, ReminderKind
from bot.domain.workdays import ONE_DAY

INTRODUCED_WITHIN = 5
"""Working days in which a new owner introduces themselves."""

INTRODUCTION_FRESH = timedelta(days=30)
"""A change of owner longer ago than this asks for no introduction any more."""

EVENT_LASTS = timedelta(days=30)
"""How long a condolence, a get-well or a congratulation on an event may still be sent."""

EVENT_KINDS = {
    EventKind.BEREAVEMENT: ReminderKind.CONDOLENCE,
    EventKind.ILLNESS: ReminderKind.CONDOLENCE,
    EventKind.WEDDING: ReminderKind.CONGRATULATION,
    EventKind.BIRTH: ReminderKind.CONGRATULATION,
    EventKind.NEW_ROLE: ReminderKind.CONGRATULATION,
    EventKind.AWARD: ReminderKind.CONGRATULATION,
    EventKind.DEATH: ReminderKind.CONDOLENCE,
}
"""The reminder that an event makes; an illness makes a get-well, which is sympathy too."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A reminder that ought to be there, in the shape of a planned one.

    ``fresh``: to be made if it is not there yet (others are only kept true while they live). ``missed``: its days went
    by while nothing ran; it is written down as expired. ``rhythm`` is the row it comes from.
    """

    reminder: Reminder
    fresh: bool = True
    missed: bool = False
    rhythm: PartnerRhythm | None = field(default=None, compare=False)


def wanted_of_rhythms(facts: PartnerFacts, day: PlanningDay) -> Iterator[Wanted]:
    """One a rhythm that has a due day, on the working day it is moved to."""
    living = {one.kind for one in facts.living}
    for row in facts.rhythms:
        if row.due_on is None:
            continue
        kind = ReminderKind(row.rhythm.value)
        reminder = Reminder(
            partner_id=facts.partner.id,
            kind=kind,
            subject="",
            cycle=row.cycle,
            due_on=moved_due(row.due_on, day.calendar),
        )
        # One that a colleague planned by hand stands in for the rhythm's own: at most one lives.
        known = any(one.identity == reminder.identity for one in facts.living)
        yield Wanted(reminder, fresh=row.due_on <= day.today and (known or kind not in living), rhythm=row)


def wanted_of_promises(facts: PartnerFacts, day: PlanningDay) -> Iterator[Wanted]:
    """One a promise, from the working day before its own."""
    for promise in facts.promises:
        opens_on = day.calendar.previous_working(promise.due_on - ONE_DAY)
        subject = f"promise:{promise.id}"
        person = facts.person(promise.person_id)
        yield Wanted(
            Reminder(
                partner_id=facts.partner.id,
                kind=ReminderKind.PROMISE,
                subject=subject,
                cycle=subject,
                due_on=promise.due_on,
                opens_on=opens_on,
                person_id=person.id if person else None,
            ),
            fresh=opens_on <= day.today,
        )


def wanted_of_agreements(facts: PartnerFacts, day: PlanningDay) -> Iterator[Wanted]:
    """One an agreement, from ninety days before its end until an outcome closes it."""
    for agreement in facts.agreements:
        opens_on = agreement.to_on - FIRST_STEP
        subject = f"agreement:{agreement.id}"
        yield Wanted(
            Reminder(
                partner_id=facts.partner.id,
                kind=ReminderKind.RENEWAL,
                subject=subject,
                cycle=subject,
                due_on=agreement.to_on,
                opens_on=opens_on,
            ),
            fresh=opens_on <= day.today,
        )


def wanted_of_asks(facts: PartnerFacts, day: PlanningDay) -> Iterator[Wanted]:
    """*Helped / Not yet / No*, seven days after each ask that nobody told the end of."""
    for ask in facts.asks:
        if ask.mass:
            continue
        subject = f"ask:{ask.id}"
        due_on = day.calendar.next_working(ask.on + ASK_FOLLOWED_AFTER)
        person = facts.person(ask.person_id)
        yield Wanted(
            Reminder(
                partner_id=facts.partner.id,
                kind=ReminderKind.FOLLOW_UP,
                subject=subject,
                cycle=subject,
                due_on=due_on,
                person_id=person.id if person else None,
            ),
            fresh=due_on <= day.today and ask.on >= day.today - ASK_FORGOTTEN_AFTER,
        )


def wanted_of_offers(facts: PartnerFacts, day: PlanningDay) -> Iterator[Wanted]:
    """One an offer, a week before its end; extended, it comes up again before the new one."""
    for offer in facts.offers:
        opens_on = comes_up_on(offer, day.calendar)
        if opens_on is None or offer.ends_on < day.today:
            continue
        yield Wanted(
            Reminder(
                partner_id=facts.partner.id,
                kind=ReminderKind.FOLLOW_UP,
                subject=f"{OF_OFFER}{offer.id}",
                cycle=offer.ends_on.isoformat(),
                due_on=opens_on,
                last_on=offer.ends_on,
            ),
            fresh=opens_on <= day.today,
        )


def wanted_of_introductions(facts: PartnerFacts, day: PlanningDay) -> Iterator[Wanted]:
    """*Did something come of it?*, three weeks after each introduction of which nobody told the end."""
    for one in facts.introductions:
        subject = f"{OF_INTRODUCTION}{one.id}"
        due_on = day.calendar.next_working(one.on + ASKED_AFTER)
        person = facts.person(one.person_id)
        yield Wanted(
            Reminder(
                partner_id=facts.partner.id,
                kind=ReminderKind.FOLLOW_UP,
                subject=subject,
                cycle=subject,
                due_on=due_on,
                person_id=person.id if person else None,
            ),
            fresh=due_on <= day.today and one.on >= day.today - FORGOTTEN_AFTER,
        )


def wanted_of_events(facts: PartnerFacts, day: PlanningDay) -> Iterator[Wanted]:
    """One an event, at once; nothing for somebody who left or died, but to the partner whose person died."""
    died = {one.id for one in facts.people if one.state is PersonState.DIED}
    for event in facts.events:
        if event.kind is EventKind.DEATH:
            if event.person_id in died:
                yield _wanted_of_event(facts, event, day.today, to=None)
        elif facts.person(event.person_id) is not None:
            yield _wanted_of_event(facts, event, day.today, to=event.person_id)


def wanted_of_owner(facts: PartnerFacts, day: PlanningDay) -> Iterator[Wanted]:
    """*Introduce yourself within five working days*, for an owner who took the partner over."""
    partner = facts.partner
    since = partner.owner_since_on
    if partner.owner_id is None or since is None:
        return
    yield Wanted(
        Reminder(
            partner_id=partner.id,
            kind=ReminderKind.INTRODUCE,
            subject=f"owner:{partner.owner_id}",
            cycle=since.isoformat(),
            due_on=day.calendar.add_working(since, INTRODUCED_WITHIN),
            opens_on=since,
        ),
        # Whoever added it on the day itself has no need; who took it over that day has been given the reminder.
        fresh=partner.added_on is not None and partner.added_on < since >= day.today - INTRODUCTION_FRESH,
    )


def _wanted_of_event(facts: PartnerFacts, event: Event, today: date, to: int | None) -> Wanted:
    subject = f"event:{event.id}"
    known = next((one for one in facts.living if one.subject == subject), None)
    noted_on = known.planned_on if known is not None and known.planned_on is not None else today
    opens_on = max(event.on, noted_on)
    return Wanted(
        Reminder(
            partner_id=facts.partner.id,
            kind=EVENT_KINDS[event.kind],
            subject=subject,
            cycle=subject,
            due_on=opens_on,
            opens_on=opens_on,
            last_on=opens_on + EVENT_LASTS,
            person_id=to,
        ),
        fresh=event.on >= today - EVENT_FRESH,
    )
