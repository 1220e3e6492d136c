"""A roster held against what is known: what is new, what changes, what stays."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from bot.domain.agreements import Agreement
from bot.domain.occasions import Occasion
from bot.domain.partners import Partner
from bot.domain.people import Person
from bot.domain.roster.colleagues import Colleagues
from bot.domain.roster.columns import Column
from bot.domain.roster.differences import by_partner, day_details, day_in_words, feast_details, in_words, person_details
from bot.domain.roster.entries import DayEntry, Fault, FaultKind, PartnerEntry, PersonEntry, Roster, Term
from bot.domain.roster.plans import FieldChange, Known, Moved, PartnerPlan, PersonPlan, RosterPlan
from bot.domain.roster.reading import name_key
from bot.domain.roster.trusted_ids import partners_meant
from bot.domain.staff import Staff
from bot.domain.words import OccasionKind, PersonState, Rhythm

PARTNER_FIELDS = (
    "tier",
    "kind",
    "language",
    "email",
    "phone",
    "city",
    "note",
    "offers",
    "needs",
    "since_on",
    "since_year",
    "state",
)
PERSON_FIELDS = (
    "salutation",
    "call_name",
    "role",
    "phone",
    "telegram",
    "email",
    "language",
    "note",
    "state",
    "left_on",
)
OWN_DAYS = {
    Rhythm.CHECK_IN: Column.CHECK_IN_DAYS,
    Rhythm.UPDATE: Column.UPDATE_DAYS,
    Rhythm.GESTURE: Column.GESTURE_DAYS,
}
_COLUMNS = {
    "name": Column.PARTNER,
    "since_on": Column.SINCE,
    "since_year": Column.SINCE,
    "baseline_on": Column.LAST_CONTACT,
}


def compare(roster: Roster, known: Known) -> RosterPlan:
    """What is new and what changes. An empty cell changes nothing, and what is not in the roster stays."""
    known = replace(known, by_id=partners_meant(roster, known))
    comparison = Comparison(known)
    partners = tuple(comparison.partner(entry) for entry in roster.partners)
    return comparison.plan(partners)


class Comparison:
    """Holds entries against what is known, one after the other."""

    def __init__(self, known: Known) -> None:
        self.known = known
        self.colleagues = Colleagues(known.staff)
        self.faults: list[Fault] = []
        self.people = by_partner(known.people)
        self.occasions = by_partner(known.occasions)
        self.feasts = by_partner(known.kept_feasts)
        self.agreements = by_partner(known.agreements)
        self.rhythms = by_partner(known.rhythms)
        self.names = {one.id: one.name for one in known.staff}
        self._taken: set[int] = set()

    def plan(self, partners: tuple[PartnerPlan, ...]) -> RosterPlan:
        """All of them together."""
        return RosterPlan(partners, tuple(self.colleagues.pending.values()), tuple(self.faults))

    def partner(self, entry: PartnerEntry) -> PartnerPlan:
        """What one partner of the roster would do."""
        partner = self._known_as(entry)
        owner = self._colleague(entry, Column.OWNER, entry.owner, partner.owner_id if partner else None)
        backup = self._colleague(entry, Column.BACKUP, entry.backup, partner.backup_id if partner else None)
        if partner is None:
            return _new_partner(entry, owner, backup)
        there = self.people[partner.id]
        anniversary = _first(one for one in self.occasions[partner.id] if _is_anniversary(one))
        term, agreement = self._moved_term(entry, partner)
        fields = _differing(entry, partner, PARTNER_FIELDS) | _baseline(entry, partner)
        if entry.id == partner.id and entry.name != partner.name:
            fields["name"] = entry.name
        own_days = self._own_days(entry, partner)
        feasts, moved = self._feasts(partner.id, None, entry)
        plan = PartnerPlan(
            entry,
            partner,
            fields,
            owner,
            backup,
            term,
            agreement,
            self._new_terms(entry, partner, agreement),
            anniversary,
            _is_new_anniversary(entry, anniversary),
            feasts,
            moved,
            self._new_days(partner.id, None, entry.days),
            own_days,
            self._people(entry, there),
        )
        return _with_details(plan, tuple(self._details(plan, partner)))

    def _known_as(self, entry: PartnerEntry) -> Partner | None:
        """By id, or else by name; no partner is two entries."""
        found = self.known.by_id.get(entry.id) if entry.id is not None else None
        if found is None or found.id in self._taken:
            found = self.known.partners.get(name_key(entry.name))
        if found is None or found.id in self._taken:
            return None
        self._taken.add(found.id)
        return found

    def _people(self, entry: PartnerEntry, there: Sequence[Person]) -> tuple[PersonPlan, ...]:
        by_id = {one.id: one for one in there}
        by_name: dict[str, Person] = {}
        for one in there:
            by_name.setdefault(name_key(one.name), one)
        taken: set[int] = set()
        plans = []
        for said in entry.people:
            person = by_id.get(said.id) if said.id is not None else None
            if person is None or person.id in taken:
                person = by_name.get(name_key(said.name))
            if person is not None and person.id in taken:
                person = None
            if person is not None:
                taken.add(person.id)
            plans.append(self._person(said, person))
        return tuple(plans)

    def _person(self, entry: PersonEntry, person: Person | None) -> PersonPlan:
        if person is None:
            return new_person(entry)
        if person.state is PersonState.DIED:
            return PersonPlan(PersonEntry(entry.line, entry.name), person)
        own = [one for one in self.occasions[person.partner_id] if one.person_id == person.id]
        birthday = _first(one for one in own if one.kind is OccasionKind.BIRTHDAY)
        fields = _differing(entry, person, PERSON_FIELDS)
        if entry.id == person.id and entry.name != person.name:
            fields["name"] = entry.name
        feasts, moved = self._feasts(person.partner_id, person.id, entry)
        return PersonPlan(
            entry,
            person,
            fields,
            birthday,
            _is_new_birthday(entry, birthday),
            feasts,
            moved,
            self._new_days(person.partner_id, person.id, entry.days),
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

    def _moved_term(self, entry: PartnerEntry, partner: Partner) -> tuple[Term | None, Agreement | None]:
        """An agreement that began on the same day and ends on another: it is the same, with a new end."""
        known, term = self.agreements[partner.id], entry.term
        if term is None or any(one.to_on == term.to_on for one in known):
            return None, None
        begun = (one for one in known if one.closed_on is None and one.from_on == term.from_on is not None)
        agreement = _first(begun)
        return (None, None) if agreement is None else (term, agreement)

    def _new_terms(self, entry: PartnerEntry, partner: Partner, moved: Agreement | None) -> tuple[Term, ...]:
        known = self.agreements[partner.id]
        ends = {one.to_on for one in known}
        first = [entry.term] if entry.term is not None and moved is None and entry.term.to_on not in ends else []
        there = {(one.to_on, one.from_on, one.title) for one in known}
        return (*first, *(one for one in entry.terms if (one.to_on, one.from_on, one.title) not in there))

    def _new_days(self, partner_id: int, person_id: int | None, days: Iterable[DayEntry]) -> tuple[DayEntry, ...]:
        there = {
            (one.kind, one.day, one.month, one.calendar, one.title)
            for one in self.occasions[partner_id]
            if one.person_id == person_id
        }
        return tuple(one for one in days if (one.kind, one.day, one.month, one.calendar, one.title) not in there)

    def _own_days(self, entry: PartnerEntry, partner: Partner) -> dict[Rhythm, int]:
        said = {rhythm: getattr(entry, column.value) for rhythm, column in OWN_DAYS.items()}
        if all(days is None for days in said.values()):
            return {}
        there = {one.rhythm: one.own_days for one in self.rhythms[partner.id]}
        return {rhythm: days for rhythm, days in said.items() if days is not None and days != there.get(rhythm)}

    def _feasts(
        self, partner_id: int, person_id: int | None, entry: PartnerEntry | PersonEntry
    ) -> tuple[tuple[tuple[str, int], ...], tuple[Moved, ...]]:
        kept = {one.feast: one for one in self.feasts[partner_id] if one.person_id == person_id}
        shifts = dict(entry.shifts)
        new = tuple((feast, shifts.get(feast, 0)) for feast in entry.feasts if feast not in kept)
        moved = (Moved(kept[feast], shift) for feast, shift in shifts.items() if feast in kept)
        return new, tuple(one for one in moved if one.kept.shift != one.shift)

    def _details(self, plan: PartnerPlan, partner: Partner) -> Iterator[FieldChange]:
        for name, value in plan.fields.items():
            yield FieldChange(_COLUMNS.get(name) or Column(name), in_words(getattr(partner, name)), in_words(value))
        for column, now, then in (
            (Column.OWNER, partner.owner_id, plan.owner),
            (Column.BACKUP, partner.backup_id, plan.backup),
        ):
            if then is not None:
                yield FieldChange(column, self.names.get(now) if now is not None else None, then.name)
        if plan.term is not None and plan.agreement is not None:
            yield FieldChange(Column.AGREEMENT_END, in_words(plan.agreement.to_on), in_words(plan.term.to_on))
        for term in plan.terms:
            yield FieldChange(Column.AGREEMENT_END, None, in_words(term.to_on))
        if plan.new_anniversary and "since_on" not in plan.fields:
            yield FieldChange(Column.SINCE, day_in_words(plan.anniversary), in_words(plan.entry.since_on))
        yield from day_details(plan.days, Column.PARTNER_DAYS, None)
        yield from feast_details(plan.feasts, plan.moved, Column.PARTNER_CELEBRATIONS, None)
        there = {one.rhythm: one.own_days for one in self.rhythms[partner.id]}
        for rhythm, days in plan.own_days.items():
            yield FieldChange(OWN_DAYS[rhythm], in_words(there.get(rhythm)), in_words(days))
        for one in plan.people:
            if one.person is not None and one.changed:
                yield from person_details(one, one.person)


def new_person(entry: PersonEntry) -> PersonPlan:
    """Somebody who is not known yet."""
    shifts = dict(entry.shifts)
    feasts = tuple((feast, shifts.get(feast, 0)) for feast in entry.feasts)
    return PersonPlan(entry, new_birthday=entry.birthday is not None, feasts=feasts, days=entry.days)


def _new_partner(entry: PartnerEntry, owner: Staff | None, backup: Staff | None) -> PartnerPlan:
    shifts = dict(entry.shifts)
    said = {rhythm: getattr(entry, column.value) for rhythm, column in OWN_DAYS.items()}
    return PartnerPlan(
        entry,
        owner=owner,
        backup=backup,
        terms=(*([entry.term] if entry.term is not None else []), *entry.terms),
        new_anniversary=_is_new_anniversary(entry, None),
        feasts=tuple((feast, shifts.get(feast, 0)) for feast in entry.feasts),
        days=entry.days,
        own_days={rhythm: days for rhythm, days in said.items() if days is not None},
        people=tuple(new_person(one) for one in entry.people),
    )


def _with_details(plan: PartnerPlan, details: tuple[FieldChange, ...]) -> PartnerPlan:
    return replace(plan, details=details) if details else plan


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
    return (said.year is not None and said.year != kept.year) or (said.leap_on_march and not kept.leap_on_march)


def _is_anniversary(occasion: Occasion) -> bool:
    return occasion.kind is OccasionKind.PARTNERSHIP and occasion.person_id is None


def _is_new_anniversary(entry: PartnerEntry, kept: Occasion | None) -> bool:
    said = entry.since_on
    if said is None or not entry.keeps_since or any(day.kind is OccasionKind.PARTNERSHIP for day in entry.days):
        return False
    return kept is None or (said.day, said.month, said.year) != (kept.day, kept.month, kept.year)


def _first(rows: Iterable[Any]) -> Any:
    return next(iter(rows), None)
