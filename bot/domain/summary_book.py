"""The summary as a workbook: how each partner stands, and the port that writes it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from bot.domain.care import CareView
from bot.domain.exports import HistoryRow, WholeRoster
from bot.domain.interactions import ContactDays, Interaction
from bot.domain.occasions import Occasion
from bot.domain.partners import Partner
from bot.domain.people import Person
from bot.domain.summary import Summary
from bot.domain.summary_picture import Counted, SummaryPicture, WeekState
from bot.domain.words import GESTURES, Direction, Purpose


@dataclass(frozen=True, slots=True)
class NewestDays:
    """The newest day of each kind of contact with one partner; None for never.

    ``check_in_on``, ``update_on`` and ``gesture_on`` are ours; a mass mailing counts for the update alone. ``met_on``
    is the newest meeting in person.
    """

    check_in_on: date | None = None
    update_on: date | None = None
    gesture_on: date | None = None
    theirs_on: date | None = None
    met_on: date | None = None


@dataclass(frozen=True, slots=True)
class PartnerStanding:
    """How a partner stands at the end of a period. ``asks`` are in a row; ``counted`` is what the eight weeks had."""

    partner: Partner
    view: CareView
    days: ContactDays
    newest: NewestDays = NewestDays()
    asks: int = 0
    counted: Mapping[WeekState, int] = field(default_factory=dict)


class SummaryReport(Protocol):
    """Writes a file. Its calls may take long and be made in another thread, one at a time."""

    def take_summary(self, summary: Summary, picture: SummaryPicture, roster: WholeRoster) -> None:
        """First and once: the figures, and the names of partners and colleagues; people come with the rows."""
        ...

    def take_standings(self, rows: Sequence[PartnerStanding], people: Sequence[Person]) -> None:
        """Active partners; *people* are those that their reasons name."""
        ...

    def take_history(self, rows: Sequence[HistoryRow], people: Sequence[Person], days: Sequence[Occasion]) -> None:
        """Rows of one noun, with the people in them, and the days that they are about."""
        ...

    def finish(self) -> None:
        """The file is whole."""
        ...


def newest_days(contacts: Iterable[Interaction], met_on: date | None) -> NewestDays:
    """The newest days, from the newest contact of each purpose, direction and mass."""
    ours: dict[Purpose, date] = {}
    theirs_on: date | None = None
    for one in contacts:
        if one.direction is Direction.THEIRS:
            theirs_on = max(one.on, theirs_on or one.on)
        elif not one.mass or one.purpose is Purpose.UPDATE:
            ours[one.purpose] = max(one.on, ours.get(one.purpose, one.on))
    return NewestDays(
        check_in_on=ours.get(Purpose.CHECK_IN),
        update_on=ours.get(Purpose.UPDATE),
        gesture_on=max((ours[one] for one in GESTURES if one in ours), default=None),
        theirs_on=theirs_on,
        met_on=met_on,
    )


def counted_by_state(counted: Iterable[Counted]) -> dict[WeekState, int]:
    """How many contacts of each sort there were."""
    found: dict[WeekState, int] = {}
    for one in counted:
        found[one.state] = found.get(one.state, 0) + one.count
    return found
