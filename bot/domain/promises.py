"""Things that we said we would do, or owe an answer to."""

from dataclasses import dataclass
from datetime import date

from bot.domain.words import PromiseState


@dataclass(frozen=True, slots=True)
class Promise:
    """One promise, with its day."""

    partner_id: int
    text: str
    due_on: date
    person_id: int | None = None
    staff_id: int | None = None
    interaction_id: int | None = None
    state: PromiseState = PromiseState.OPEN
    made_on: date | None = None
    settled_on: date | None = None
    id: int = 0
