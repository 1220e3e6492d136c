"""What was agreed with a partner, and the days on which its end is spoken of."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain.words import AgreementOutcome

STEPS = (90, 60, 30, 0)
"""Days before its end on which an agreement surfaces; monthly after that (design 2.7)."""

FIRST_STEP = timedelta(days=STEPS[0])


@dataclass(frozen=True, slots=True)
class Agreement:
    """From, to, and what became of it. ``closed_on`` is set by an outcome alone."""

    partner_id: int
    to_on: date
    from_on: date | None = None
    title: str | None = None
    outcome: AgreementOutcome = AgreementOutcome.OPEN
    closed_on: date | None = None
    entered_on: date | None = None
    id: int = 0


@dataclass(frozen=True, slots=True)
class Step:
    """One surfacing of an agreement; ``mark`` is ``90`` … ``0``, then ``+1`` and so on for the months after its end."""

    mark: str
    on: date


def newest_step(to_on: date, today: date) -> Step | None:
    """The step reached last, None before the first.

    Only the last one counts: steps already past when an agreement is entered surface once, and so do those that an
    outage swallowed.
    """
    if today < to_on - FIRST_STEP:
        return None
    if today <= to_on:
        days = next(days for days in reversed(STEPS) if to_on - timedelta(days=days) <= today)
        return Step(str(days), to_on - timedelta(days=days))
    months = (today.year - to_on.year) * 12 + today.month - to_on.month
    if _months_after(to_on, months) > today:
        months -= 1
    return Step(f"+{months}" if months else "0", _months_after(to_on, months))


def is_first_step(step: Step) -> bool:
    """Whether it is the step that asks if the agreement is still of use to both."""
    return step.mark == str(STEPS[0])


def _months_after(day: date, months: int) -> date:
    """The same day of a later month, or the last of a month that is too short."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
