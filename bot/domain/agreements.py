"""What was agreed with a partner, and what we promised."""

from dataclasses import dataclass
from datetime import date

from bot.domain.words import AgreementOutcome


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
