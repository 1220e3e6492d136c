"""A colleague's way through the people who keep a feast."""

from dataclasses import dataclass
from datetime import datetime, timedelta

HELD_FOR = timedelta(minutes=10)
"""So long after somebody came to a person of the round, colleagues who share it are led past."""


@dataclass(frozen=True, slots=True)
class FeastRound:
    """Where a colleague is in a feast's round: at which reminder, since when. One a colleague, feast and cycle."""

    staff_id: int
    feast: str
    cycle: str
    reminder_id: int | None = None
    at: datetime | None = None
    id: int = 0
