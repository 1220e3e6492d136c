"""A partner's year in months: our care, our work, our asks, and what came from them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from bot.domain.interactions import Interaction
from bot.domain.words import Direction, Stance

MONTHS = 12


@dataclass(frozen=True, slots=True)
class MonthOfContacts:
    """How many contacts of each sort a month had; mass mailings are none."""

    first_on: date
    care: int = 0
    work: int = 0
    asks: int = 0
    theirs: int = 0


def months_back(today: date, months: int = MONTHS) -> list[date]:
    """The first days of the last months, this one included, the oldest first."""
    newest = today.year * 12 + today.month - 1
    return [date(month // 12, month % 12 + 1, 1) for month in range(newest - months + 1, newest + 1)]


def year_of(interactions: Iterable[Interaction], today: date) -> tuple[MonthOfContacts, ...]:
    """The last twelve months, the oldest first; what was noted of other days is left out."""
    counted = {first: [0, 0, 0, 0] for first in months_back(today)}
    for one in interactions:
        month = counted.get(one.on.replace(day=1))
        if month is None or one.on > today or one.mass:
            continue
        if one.direction is Direction.THEIRS:
            month[3] += 1
        elif one.stance is not None:
            month[(Stance.CARE, Stance.WORK, Stance.ASK).index(one.stance)] += 1
    return tuple(MonthOfContacts(first, *counts) for first, counts in counted.items())
