"""What importing a roster would do, partner by partner, and what is known beforehand."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.domain.agreements import Agreement
from bot.domain.occasions import KeptFeast, Occasion
from bot.domain.partners import Partner
from bot.domain.people import Person
from bot.domain.rhythms import PartnerRhythm
from bot.domain.roster.columns import Column
from bot.domain.roster.entries import DayEntry, Fault, PartnerEntry, PersonEntry, Term
from bot.domain.staff import Staff
from bot.domain.words import Consent, Rhythm


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of the partners that the roster names, by name and by id (a merged one is what it became)."""

    partners: Mapping[str, Partner]
    people: Sequence[Person] = ()
    occasions: Sequence[Occasion] = ()
    kept_feasts: Sequence[KeptFeast] = ()
    agreements: Sequence[Agreement] = ()
    rhythms: Sequence[PartnerRhythm] = ()
    staff: Sequence[Staff] = ()
    by_id: Mapping[int, Partner] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FieldChange:
    """What one column becomes; plain values, None for nothing. ``person`` names whose it is, None the partner's."""

    column: Column
    before: str | None
    after: str | None
    person: str | None = None


@dataclass(frozen=True, slots=True)
class Moved:
    """A feast that is kept already, and the days by which it is to be shifted."""

    kept: KeptFeast
    shift: int


@dataclass(frozen=True, slots=True)
class PersonPlan:
    """One person: ``person`` None where new; ``fields`` change; ``birthday`` is the occasion kept so far.

    ``new_birthday`` says that theirs is to be kept anew or changed; ``feasts`` (with their shifts) and ``days`` are to
    be added.
    """

    entry: PersonEntry
    person: Person | None = None
    fields: Mapping[str, Any] = field(default_factory=dict)
    birthday: Occasion | None = None
    new_birthday: bool = False
    feasts: tuple[tuple[str, int], ...] = ()
    moved: tuple[Moved, ...] = ()
    days: tuple[DayEntry, ...] = ()

    @property
    def consent(self) -> Consent | None:
        """What is known of their consent, from the roster or before; None: it has to be asked."""
        if self.entry.agreed is not None:
            return Consent.AGREED if self.entry.agreed else Consent.REFUSED
        known = Consent.UNDECIDED if self.person is None else self.person.consent
        return None if known is Consent.UNDECIDED else known

    @property
    def asks_consent(self) -> bool:
        """Whether there are days to remember, and nobody said whether they agreed."""
        return self.entry.has_days and self.consent is None

    @property
    def changed(self) -> bool:
        """Whether something becomes other; of somebody new, nothing does."""
        if self.person is None:
            return False
        of_consent = self.new_birthday or bool(self.feasts) or bool(self.moved)
        days = bool(self.days) or (self.consent is not Consent.REFUSED and of_consent)
        answered = self.entry.agreed is not None and self.consent is not self.person.consent
        return bool(self.fields) or days or answered


@dataclass(frozen=True, slots=True)
class PartnerPlan:
    """One partner: ``partner`` None where new; ``owner`` and ``backup`` where they become others (id 0: pending).

    ``term`` takes the place of ``agreement``'s end; ``terms`` are agreements to be added, ``days`` further occasions;
    ``own_days`` are the lengths of its rhythms that become others.
    """

    entry: PartnerEntry
    partner: Partner | None = None
    fields: Mapping[str, Any] = field(default_factory=dict)
    owner: Staff | None = None
    backup: Staff | None = None
    term: Term | None = None
    agreement: Agreement | None = None
    terms: tuple[Term, ...] = ()
    anniversary: Occasion | None = None
    new_anniversary: bool = False
    feasts: tuple[tuple[str, int], ...] = ()
    moved: tuple[Moved, ...] = ()
    days: tuple[DayEntry, ...] = ()
    own_days: Mapping[Rhythm, int] = field(default_factory=dict)
    people: tuple[PersonPlan, ...] = ()
    details: tuple[FieldChange, ...] = ()

    @property
    def changes(self) -> tuple[Column, ...]:
        """The columns in which a known partner or its known people become others."""
        if self.partner is None:
            return ()
        found = {Column.PERSON if one.person is not None else one.column for one in self.details}
        return tuple(column for column in Column if column in found)

    @property
    def new_people(self) -> int:
        """How many of its people are new."""
        return sum(person.person is None for person in self.people)

    @property
    def does_something(self) -> bool:
        """Whether taking it over would write anything."""
        return self.partner is None or bool(self.details) or any(_touches(one) for one in self.people)

    @property
    def lines(self) -> tuple[int, ...]:
        """The lines of the file that it comes from."""
        return tuple(sorted({self.entry.line, *(person.entry.line for person in self.people)}))


@dataclass(frozen=True, slots=True)
class RosterPlan:
    """All that importing a roster would do. ``pending`` are the colleagues who have yet to join, ``faults`` owners
    that could be several colleagues."""

    partners: tuple[PartnerPlan, ...]
    pending: tuple[Staff, ...] = ()
    faults: tuple[Fault, ...] = ()

    @property
    def people(self) -> Iterable[PersonPlan]:
        """Everybody in it."""
        return (person for partner in self.partners for person in partner.people)


def _touches(person: PersonPlan) -> bool:
    return person.person is None or person.changed or person.asks_consent
