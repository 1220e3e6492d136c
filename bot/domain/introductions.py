"""Partners that we brought together, and what came of it."""

from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain.words import IntroductionOutcome

ASKED_AFTER = timedelta(days=21)
"""After so long the owner is asked whether something came of it; after "not yet", once more."""
FORGOTTEN_AFTER = timedelta(days=90)
"""An introduction longer ago than this is history: nobody is asked about it any more."""
SUBJECT = "introduction:"
"""How the subject of the question begins."""


@dataclass(frozen=True, slots=True)
class Introduction:
    """Two partners, and perhaps somebody of each, that we introduced to each other.

    ``partner_id`` is the one whose reminder it came from: its owner is asked. ``outcome`` is what was told last, and
    ``closed_on`` says that nobody is asked any more.
    """

    partner_id: int
    other_id: int
    on: date
    person_id: int | None = None
    other_person_id: int | None = None
    staff_id: int | None = None
    interaction_id: int | None = None
    other_interaction_id: int | None = None
    outcome: IntroductionOutcome | None = None
    closed_on: date | None = None
    id: int = 0

    def other_than(self, partner_id: int) -> int:
        """The partner on the other side."""
        return self.other_id if partner_id == self.partner_id else self.partner_id
