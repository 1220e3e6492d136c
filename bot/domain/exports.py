"""The roster going out: in which form, what of it, and the port that writes it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Protocol

from bot.domain.agreements import Agreement
from bot.domain.feasts import ALONE, KnownFeasts
from bot.domain.interactions import Interaction
from bot.domain.occasions import Event, KeptFeast, Occasion
from bot.domain.partners import Partner
from bot.domain.people import Person
from bot.domain.promises import Promise
from bot.domain.reminders import Reminder
from bot.domain.staff import Staff
from bot.domain.words import PartnerState, PersonState, Rhythm


class ExportFormat(StrEnum):
    """The forms in which the roster goes out; each value is the ending of its file."""

    XLSX = "xlsx"
    CSV = "csv"
    VCF = "vcf"
    ICS = "ics"

    @property
    def has_history(self) -> bool:
        """Whether contacts, reminders and promises are in it too."""
        return self is ExportFormat.XLSX


HistoryRow = Event | Interaction | Reminder | Promise
"""What happened with partners, as against who they are."""


@dataclass(frozen=True, slots=True)
class WholeRoster:
    """Who the partners are, all at once: of the history there may be far more, and it comes in parts.

    Merged partners are left out; what was theirs belongs to others. ``rhythms`` are the lengths that a partner has of
    its own. Rows are grouped by their partner's id.
    """

    today: date
    staff: Mapping[int, Staff]
    partners: Sequence[Partner]
    people: Mapping[int, Sequence[Person]] = field(default_factory=dict)
    occasions: Mapping[int, Sequence[Occasion]] = field(default_factory=dict)
    kept_feasts: Mapping[int, Sequence[KeptFeast]] = field(default_factory=dict)
    agreements: Mapping[int, Sequence[Agreement]] = field(default_factory=dict)
    rhythms: Mapping[int, Mapping[Rhythm, int]] = field(default_factory=dict)
    feasts: KnownFeasts = ALONE

    def people_of(self, partner: Partner) -> Sequence[Person]:
        """Everybody who is or was there."""
        return self.people.get(partner.id, ())

    def people_there(self, partner: Partner) -> list[Person]:
        """Who is still there; nobody of a partner that was put away."""
        if partner.state is not PartnerState.ACTIVE:
            return []
        return [one for one in self.people_of(partner) if one.state is PersonState.ACTIVE]


class Report(Protocol):
    """Writes a file. Its calls may take long and be made in another thread, one at a time."""

    def take_roster(self, roster: WholeRoster) -> None:
        """First and once: who the partners are."""
        ...

    def take_history(self, rows: Sequence[HistoryRow]) -> None:
        """Rows of one noun, as many as there are; nouns and rows in order."""
        ...

    def finish(self) -> None:
        """The file is whole."""
        ...
