"""People at partners."""

from dataclasses import dataclass
from datetime import date

from bot.domain.words import Consent, PersonState


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody at a partner, with salutation and title as typed.

    Undecided consent keeps birthday and feasts until ``undecided_until``, unused; then they are dropped. ``phone`` may
    hold several numbers (see ``phones``). ``successor_id`` is who took over from somebody who left.
    """

    partner_id: int
    name: str
    salutation: str | None = None
    call_name: str | None = None
    role: str | None = None
    phone: str | None = None
    telegram: str | None = None
    email: str | None = None
    language: str | None = None
    consent: Consent = Consent.UNDECIDED
    undecided_until: date | None = None
    state: PersonState = PersonState.ACTIVE
    left_on: date | None = None
    note: str | None = None
    successor_id: int | None = None
    news_refused_on: date | None = None
    id: int = 0

    @property
    def addressed(self) -> str:
        """Salutation and full name, as one would write it."""
        return f"{self.salutation} {self.name}" if self.salutation else self.name
