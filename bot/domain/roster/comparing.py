"""A roster held against what is known: what is new, what changes, what stays."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.domain.agreements import Agreement
from bot.domain.occasions import KeptFeast, Occasion
from bot.domain.partners import Partner
from bot.domain.people import Person
from bot.domain.roster.colleagues import Colleagues
from bot.domain.roster.columns import Column
from bot.domain.roster.entries import Fault, FaultKind, PartnerEntry, PersonEntry, Roster, Term
from bot.domain.roster.reading import name_key
from bot.domain.staff import Staff
from bot.domain.words import Consent, OccasionKind, PersonState

PARTNER_FIELDS = ("tier", "kind", "language", "email", "phone", "city", "note", "since_on", "since_year")
PERSON_FIELDS = ("salutation", "role", "phone", "telegram", "email", "note")


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of the partners that the roster names: by name (so that a merged one leads to what it became)."""

    partners: Mapping[str, Partner]
    people: Sequence[Person] = ()
    occasions: Sequence[Occasion] = ()
    kept_feasts: Sequence[KeptFeast] = ()
    agreements: Sequence[Agreement] = ()
    staff: Sequence[Staff] = ()


@dataclass(frozen=True, slots=True)
class PersonPlan:
    """One person: ``person`` None where new; ``fields`` change; ``birthday`` is the occasion kept so far.

    ``new_birthday`` says that theirs is to be kept anew or changed, ``feasts`` which are to be added.
    """

    entry: PersonEntry
    person: Person | None = None
    fields: Mapping[str, Any] = field(default_factory=dict)
    birthday: Occasion | None = None
    new_birthday: bool = False
    feasts: tuple[str, ...] = ()

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
        days = self.consent is not Consent.REFUSED and (self.new_birthday or bool(self.feasts))
        answered = self.entry.agreed is not None and self.consent is not self.person.consent
        return bool(self.fields) or days or answered


@dataclass(frozen=True, slots=True)
class PartnerPlan:
    """One partner: ``partner`` None where new; ``owner`` and ``backup`` where they become others (id 0: pending).

    ``term`` is an agreement to be added, or to take the place of ``agreement``'s end.
    """

    entry: PartnerEntry
    partner: Partner | None = None
    fields: Mapping[str, Any] = field(default_factory=dict)
    owner: Staff | None = None
    backup: Staff | None = None
    term: Term | None = None
    agreement: Agreement | None = None
    anniversary: Occasion | None = None
    new_anniversary: bool = False
    feasts: tuple[str, ...] = ()
    people: tuple[PersonPlan, ...] = ()

    @property
    def changes(self) -> tuple[Column, ...]:
        """The columns in which a known partner or its known people become others."""
        if self.partner is None:
            return ()
        found = {_column_of(name) for name in self.fields}
        found |= {Column.OWNER} if self.owner is not None else set()
        found |= {Column.BACKUP} if self.backup is not None else set()
        found |= {Column.AGREEMENT_END} if self.term is not None else set()
        found |= {Column.SINCE} if self.new_anniversary else set()
        found |= {Column.CELEBRATIONS} if self.feasts else set()
        found |= {Column.PERSON} if any(person.changed for person in self.people) else set()
        return tuple(column for column in Column if column in found)

    @property
    def new_people(self) -> int:
        """How many of its people are new."""
        return sum(person.person is None for person in self.people)


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


def compare(roster: Roster, known: Known) -> RosterPlan:
    """What is new and what changes. An empty cell changes nothing, and what is not in the roster stays."""
    comparison = _Comparison(known, Colleagues(known.staff))
    partners = tuple(comparison.partner(entry) for entry in roster.partners)
    return RosterPlan(partners, tuple(comparison.colleagues.pending.values()), tuple(comparison.faults))


class _Comparison:
    def __init__(self, known: Known, colleagues: Colleagues) -> None:
        self.known = known
        self.colleagues = colleagues
        self.faults: list[Fault] = []
        self.people = _grouped(known.people)
        self.occasions = _grouped(known.occasions)
        self.feasts = _grouped(known.kept_feasts)
        self.agreements = _grouped(known.agreements)

    def partner(self, entry: PartnerEntry) -> PartnerPlan:
        partner = self.known.partners.get(name_key(entry.name))
        owner = self._colleague(entry, Column.OWNER, entry.owner, partner.owner_id if partner else None)
        backup = self._colleague(entry, Column.BACKUP, entry.backup, partner.backup_id if partner else None)
        if partner is None:
            people = tuple(self._person(one, []) for one in entry.people)
            return PartnerPlan(
                entry,
                owner=owner,
                backup=backup,
                term=entry.term,
                new_anniversary=entry.since_on is not None,
                feasts=entry.feasts,
                people=people,
            )
        there = self.people[partner.id]
        anniversary = _first(
            one for one in self.occasions[partner.id] if one.kind is OccasionKind.PARTNERSHIP and one.person_id is None
        )
        term, agreement = self._term(entry, partner)
        return PartnerPlan(
            entry,
            partner,
            _differing(entry, partner, PARTNER_FIELDS) | _baseline(entry, partner),
            owner,
            backup,
            term,
            agreement,
            anniversary,
            _is_new_anniversary(entry, anniversary),
            self._new_feasts(partner.id, None, entry.feasts),
            tuple(self._person(one, there) for one in entry.people),
        )

    def _person(self, entry: PersonEntry, there: Sequence[Person]) -> PersonPlan:
        person = _first(one for one in there if name_key(one.name) == name_key(entry.name))
        if person is None:
            return PersonPlan(entry, new_birthday=entry.birthday is not None, feasts=entry.feasts)
        if person.state is PersonState.DIED:
            return PersonPlan(PersonEntry(entry.line, entry.name), person)
        birthday = _first(
            one
            for one in self.occasions[person.partner_id]
            if one.kind is OccasionKind.BIRTHDAY and one.person_id == person.id
        )
        return PersonPlan(
            entry,
            person,
            _differing(entry, person, PERSON_FIELDS),
            birthday,
            _is_new_birthday(entry, birthday),
            self._new_feasts(person.partner_id, person.id, entry.feasts),
        )

    def _colleague(self, entry: PartnerEntry, column: Column, name: str | None, now: int | None) -> Staff | None:
        """The colleague who is to be it; None where nobody is named, or it is them already."""
        if name is None:
            return None
        found = self.colleagues.named(name)
        if found is None:
            self.faults.append(Fault(entry.line, column, FaultKind.SEVERAL_COLLEAGUES, name))
            return None
        return None if found.id and found.id == now else found

    def _term(self, entry: PartnerEntry, partner: Partner) -> tuple[Term | None, Agreement | None]:
        known = self.agreements[partner.id]
        if entry.term is None or any(one.to_on == entry.term.to_on for one in known):
            return None, None
        moved = (one for one in known if one.closed_on is None and one.from_on == entry.term.from_on is not None)
        return entry.term, _first(moved)

    def _new_feasts(self, partner_id: int, person_id: int | None, feasts: Iterable[str]) -> tuple[str, ...]:
        kept = {one.feast for one in self.feasts[partner_id] if one.person_id == person_id}
        return tuple(feast for feast in feasts if feast not in kept)


def _differing(entry: object, row: object, names: Iterable[str]) -> dict[str, Any]:
    said = {name: getattr(entry, name) for name in names}
    return {name: value for name, value in said.items() if value is not None and value != getattr(row, name)}


def _baseline(entry: PartnerEntry, partner: Partner) -> dict[str, Any]:
    on = entry.last_contact_on
    return {} if on is None or on == partner.baseline_on else {"baseline_on": on}


def _is_new_birthday(entry: PersonEntry, kept: Occasion | None) -> bool:
    said = entry.birthday
    if said is None or kept is None:
        return said is not None
    if (said.day, said.month, said.calendar) != (kept.day, kept.month, kept.calendar):
        return True
    return said.year is not None and said.year != kept.year


def _is_new_anniversary(entry: PartnerEntry, kept: Occasion | None) -> bool:
    said = entry.since_on
    if said is None or kept is None:
        return said is not None
    return (said.day, said.month, said.year) != (kept.day, kept.month, kept.year)


def _column_of(name: str) -> Column:
    renamed = {"since_on": Column.SINCE, "since_year": Column.SINCE, "baseline_on": Column.LAST_CONTACT}
    return renamed.get(name) or Column(name)


def _grouped(rows: Iterable[Any]) -> defaultdict[int, list[Any]]:
    grouped: defaultdict[int, list[Any]] = defaultdict(list)
    for row in rows:
        grouped[row.partner_id].append(row)
    return grouped


def _first(rows: Iterable[Any]) -> Any:
    return next(iter(rows), None)
