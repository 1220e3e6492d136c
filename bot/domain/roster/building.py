"""The rows that a roster's plan comes to: complete, so that keeping them needs no more thought."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from bot.domain.agreements import Agreement
from bot.domain.changes import Change
from bot.domain.interactions import Interaction
from bot.domain.occasions import KeptFeast, Occasion
from bot.domain.partners import Partner
from bot.domain.people import Person
from bot.domain.rhythms import PartnerRhythm, recompute_rhythms
from bot.domain.roster.comparing import PARTNER_FIELDS, PERSON_FIELDS
from bot.domain.roster.differences import by_partner
from bot.domain.roster.entries import DayEntry, Term, is_birthday
from bot.domain.roster.plans import Known, Moved, PartnerPlan, PersonPlan, RosterPlan
from bot.domain.roster.reading import name_key
from bot.domain.staff import Staff
from bot.domain.words import Consent, Kind, OccasionKind, PartnerState, PersonState, Rhythm, Tier

CONSENTS = {"all": Consent.AGREED, "none": Consent.REFUSED, "later": Consent.UNDECIDED}
"""What the answer to the one question means for those of whom nothing is known."""
NOUNS = ("staff", "partners", "people", "occasions", "kept_feasts", "agreements", "rhythms")
"""In the order in which rows can be kept: none points to one that comes later."""
_RHYTHM_FIELDS = frozenset({"tier", "baseline_on", "state"})
"""Fields of a partner on which its rhythms rest."""


@dataclass(frozen=True, slots=True)
class Settled:
    """What holds for a whole import."""

    today: date
    agreed: str
    language: str
    undecided_for: timedelta
    added_by: int | None = None


@dataclass(slots=True)
class Built:
    """The rows of some partners: to be added, by noun; to be changed and removed, each with its partner's id.

    ``derived`` are fields that planning reckons: noun, id of the row, fields.
    """

    added: dict[str, list[Any]] = field(default_factory=lambda: {noun: [] for noun in NOUNS})
    changes: list[tuple[int, Change]] = field(default_factory=list)
    removed: list[tuple[int, Change]] = field(default_factory=list)
    derived: list[tuple[int, str, int, dict[str, Any]]] = field(default_factory=list)
    touched: set[int] = field(default_factory=set)

    def without(self, partner_ids: set[int]) -> "Built":
        """The same without some partners, by their ids as they are here."""
        kept = {
            noun: [row for row in rows if _partner_of(noun, row) not in partner_ids]
            for noun, rows in self.added.items()
        }
        return Built(
            kept,
            [one for one in self.changes if one[0] not in partner_ids],
            [one for one in self.removed if one[0] not in partner_ids],
            [one for one in self.derived if one[0] not in partner_ids],
            self.touched - partner_ids,
        )


@dataclass
class Builder:
    """Makes rows of plans, partner by partner; ``ids`` were drawn for the new ones, by noun."""

    settled: Settled
    known: Known
    ids: Mapping[str, Iterator[int]]
    contacts: Mapping[int, Sequence[Interaction]] = field(default_factory=dict)
    kept_undecided_until: date | None = None
    _staff: dict[str, int] = field(default_factory=dict)
    _sizes: Counter[Any] = field(default_factory=Counter)
    _places: Counter[Any] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self._occasions = by_partner(self.known.occasions)
        self._feasts = by_partner(self.known.kept_feasts)
        self._rhythms = by_partner(self.known.rhythms)

    def colleagues(self, pending: Iterable[Staff]) -> Built:
        """Those who have yet to join."""
        built = Built()
        for one in pending:
            row = Staff(one.name, language=self.settled.language, added_on=self.settled.today, id=self._next("staff"))
            self._staff[name_key(one.name)] = row.id
            built.added["staff"].append(row)
        return built

    def expect(self, plans: Iterable[PartnerPlan]) -> None:
        """Counts the new partners of each owner and tier: each gets its place among them (design 2.2)."""
        self._sizes.update(self._share(one) for one in plans if one.partner is None)

    def build(self, plans: Iterable[PartnerPlan]) -> Built:
        """The rows of some partners."""
        built = Built()
        for plan in plans:
            partner = self._new_partner(plan) if plan.partner is None else plan.partner
            if plan.partner is None:
                built.added["partners"].append(partner)
                self._rhythms_of_new(built, partner, plan)
            else:
                self._change_partner(built, plan, partner)
            if plan.does_something:
                built.touched.add(partner.id)
            self._days_of_partner(built, plan, partner)
            for who in plan.people:
                self._person(built, who, partner)
            _name_successors(built, plan)
        return built

    def _next(self, noun: str) -> int:
        return next(self.ids[noun])

    def _staff_id(self, staff: Staff | None) -> int | None:
        return None if staff is None else staff.id or self._staff[name_key(staff.name)]

    def _share(self, plan: PartnerPlan) -> tuple[int | None, Tier]:
        return self._staff_id(plan.owner), plan.entry.tier or Tier.CORE

    def _new_partner(self, plan: PartnerPlan) -> Partner:
        entry, share, today = plan.entry, self._share(plan), self.settled.today
        self._places[share] += 1
        said = {name: getattr(entry, name) for name in PARTNER_FIELDS}
        said |= {"tier": share[1], "kind": entry.kind or Kind.OTHER, "state": entry.state or PartnerState.ACTIVE}
        return Partner(
            name=entry.name,
            owner_id=share[0],
            backup_id=self._staff_id(plan.backup),
            owner_since_on=None if share[0] is None else today,
            added_on=today,
            added_by=self.settled.added_by,
            spread_place=self._places[share],
            spread_of=self._sizes[share],
            baseline_on=entry.last_contact_on,
            id=self._next("partners"),
            **said,
        )

    def _change_partner(self, built: Built, plan: PartnerPlan, partner: Partner) -> None:
        fields = dict(plan.fields)
        if plan.owner is not None:
            fields |= {"owner_id": self._staff_id(plan.owner), "owner_since_on": self.settled.today}
        if plan.backup is not None:
            fields["backup_id"] = self._staff_id(plan.backup)
        _change(built, partner.id, "partners", partner, fields)
        if "tier" in fields:
            self._look_anew(built, partner.id)
        if plan.own_days or _RHYTHM_FIELDS & fields.keys():
            self._move_rhythms(built, plan, replace(partner, **fields))

    def _rhythms_of_new(self, built: Built, partner: Partner, plan: PartnerPlan) -> None:
        own = [PartnerRhythm(partner.id, rhythm, days) for rhythm, days in plan.own_days.items()]
        rows = recompute_rhythms(partner, own, ())
        built.added["rhythms"] += [replace(row, id=self._next("rhythms")) for row in rows]

    def _move_rhythms(self, built: Built, plan: PartnerPlan, partner: Partner) -> None:
        before = {row.rhythm: row for row in self._rhythms[partner.id]}
        own = plan.own_days
        rows = [
            replace(row, own_days=own.get(rhythm, row.own_days))
            for rhythm, row in {rhythm: PartnerRhythm(partner.id, rhythm) for rhythm in Rhythm}.items()
            for row in [before.get(rhythm, row)]
        ]
        for row in recompute_rhythms(partner, rows, self.contacts.get(partner.id, ())):
            if not row.id:
                built.added["rhythms"].append(replace(row, id=self._next("rhythms")))
                continue
            was = before[row.rhythm]
            if row.own_days != was.own_days:
                _change(built, partner.id, "rhythms", was, {"own_days": row.own_days})
            if (row.counts_from, row.due_on) != (was.counts_from, was.due_on):
                moved = {"counts_from": row.counts_from, "due_on": row.due_on}
                built.derived.append((partner.id, "rhythms", row.id, moved))

    def _look_anew(self, built: Built, partner_id: int, person_id: int | None = None) -> None:
        """Asks planning to look at days again: the partner's, or those of one person there."""
        for noun, rows in (("occasions", self._occasions), ("kept_feasts", self._feasts)):
            wanted = [row for row in rows[partner_id] if person_id is None or row.person_id == person_id]
            built.derived += [(partner_id, noun, row.id, {"surfaces_on": None}) for row in wanted]

    def _days_of_partner(self, built: Built, plan: PartnerPlan, partner: Partner) -> None:
        on, days = plan.entry.since_on, built.added["occasions"]
        if plan.new_anniversary and on is not None and plan.anniversary is not None:
            said = {"day": on.day, "month": on.month, "year": on.year}
            self._move_day(built, partner.id, plan.anniversary, said)
        elif plan.new_anniversary and on is not None:
            id = self._next("occasions")
            days.append(Occasion(partner.id, OccasionKind.PARTNERSHIP, on.day, on.month, year=on.year, id=id))
        days += [self._own_day(partner.id, None, one) for one in plan.days]
        built.added["kept_feasts"] += self._kept(partner.id, None, plan.feasts)
        self._shift(built, partner.id, plan.moved)
        built.added["agreements"] += [self._agreement(partner.id, term) for term in plan.terms]
        if plan.agreement is not None and plan.term is not None:
            _change(built, partner.id, "agreements", plan.agreement, {"to_on": plan.term.to_on})

    def _person(self, built: Built, plan: PersonPlan, partner: Partner) -> None:
        consent = self._consent_of(plan)
        person = plan.person
        if person is None:
            said = {name: getattr(plan.entry, name) for name in PERSON_FIELDS}
            said["state"] = plan.entry.state or PersonState.ACTIVE
            person = Person(partner.id, plan.entry.name, **said, **consent, id=self._next("people"))
            built.added["people"].append(person)
        else:
            person = self._change_person(built, plan, person, consent)
        refused = person.consent is Consent.REFUSED
        days = [one for one in plan.days if not (refused and is_birthday(one))]
        built.added["occasions"] += [self._own_day(partner.id, person.id, one) for one in days]
        if person.consent is Consent.REFUSED:
            return
        built.added["kept_feasts"] += self._kept(partner.id, person.id, plan.feasts)
        self._shift(built, partner.id, plan.moved)
        self._birthday(built, plan, person)

    def _change_person(self, built: Built, plan: PersonPlan, person: Person, consent: dict[str, Any]) -> Person:
        fields = dict(plan.fields) | consent
        if fields["consent"] is person.consent is Consent.UNDECIDED and person.undecided_until is not None:
            fields["undecided_until"] = person.undecided_until
        _change(built, person.partner_id, "people", person, fields)
        if fields["consent"] is Consent.AGREED is not person.consent:
            self._look_anew(built, person.partner_id, person.id)
        if fields["consent"] is Consent.REFUSED:
            self._forget_days(built, person)
        return replace(person, **fields)

    def _forget_days(self, built: Built, person: Person) -> None:
        """What was not agreed is not kept."""
        for noun, rows in (("occasions", self._occasions), ("kept_feasts", self._feasts)):
            for row in rows[person.partner_id]:
                if row.person_id == person.id and (noun == "kept_feasts" or row.kind is OccasionKind.BIRTHDAY):
                    built.removed.append((person.partner_id, Change(noun, row.id, _lasting(row), None)))

    def _consent_of(self, plan: PersonPlan) -> dict[str, Any]:
        """What the person's consent becomes; without days to remember it is left to be asked another time."""
        known = plan.consent
        if known is None:
            known = CONSENTS[self.settled.agreed] if plan.entry.has_days else Consent.UNDECIDED
        until = None
        if known is Consent.UNDECIDED and plan.entry.has_days:
            until = self.kept_undecided_until = self.settled.today + self.settled.undecided_for
        return {"consent": known, "undecided_until": until}

    def _birthday(self, built: Built, plan: PersonPlan, person: Person) -> None:
        said = plan.entry.birthday
        if said is None or not plan.new_birthday:
            return
        day: dict[str, Any] = {
            "day": said.day,
            "month": said.month,
            "calendar": said.calendar,
            "leap_on_march": said.leap_on_march,
        }
        if plan.birthday is not None:
            self._move_day(built, person.partner_id, plan.birthday, day | {"year": said.year or plan.birthday.year})
            return
        of: dict[str, Any] = {"partner_id": person.partner_id, "person_id": person.id, "kind": OccasionKind.BIRTHDAY}
        built.added["occasions"].append(Occasion(**of, **day, year=said.year, id=self._next("occasions")))

    def _move_day(self, built: Built, partner_id: int, day: Occasion, fields: Mapping[str, Any]) -> None:
        _change(built, partner_id, "occasions", day, fields)
        built.derived.append((partner_id, "occasions", day.id, {"surfaces_on": None}))

    def _shift(self, built: Built, partner_id: int, moved: Iterable[Moved]) -> None:
        for one in moved:
            _change(built, partner_id, "kept_feasts", one.kept, {"shift": one.shift})
            built.derived.append((partner_id, "kept_feasts", one.kept.id, {"surfaces_on": None}))

    def _kept(self, partner_id: int, person_id: int | None, feasts: Iterable[tuple[str, int]]) -> list[KeptFeast]:
        return [KeptFeast(partner_id, feast, person_id, shift, id=self._next("kept_feasts")) for feast, shift in feasts]

    def _own_day(self, partner_id: int, person_id: int | None, day: DayEntry) -> Occasion:
        return Occasion(
            partner_id,
            day.kind,
            day.day,
            day.month,
            person_id,
            day.title,
            day.calendar,
            day.year,
            day.leap_on_march,
            day.single,
            id=self._next("occasions"),
        )

    def _agreement(self, partner_id: int, term: Term) -> Agreement:
        return Agreement(
            partner_id,
            term.to_on,
            term.from_on,
            term.title,
            term.outcome,
            term.closed_on,
            entered_on=self.settled.today,
            id=self._next("agreements"),
        )


def rows_needed(plan: RosterPlan) -> Counter[str]:
    """How many new rows there are at most, by noun."""
    needed = Counter({"staff": len(plan.pending)})
    for one in plan.partners:
        new = one.partner is None
        needed["partners"] += new
        needed["rhythms"] += len(Rhythm) if new or needs_rhythms(one) else 0
        needed["agreements"] += len(one.terms)
        needed["occasions"] += len(one.days) + one.new_anniversary
        needed["kept_feasts"] += len(one.feasts)
        for who in one.people:
            needed["people"] += who.person is None
            needed["occasions"] += len(who.days) + who.new_birthday
            needed["kept_feasts"] += len(who.feasts)
    return needed


def _name_successors(built: Built, plan: PartnerPlan) -> None:
    """Who took over from whom, of those who are new, by the names in the roster."""
    new = [who.entry for who in plan.people if who.person is None]
    if not any(entry.successor for entry in new):
        return
    people = built.added["people"]
    start = len(people) - len(new)
    there = [who.person for who in plan.people if who.person is not None]
    ids = {name_key(one.name): one.id for one in (*there, *people[start:])}
    for place, entry in enumerate(new, start):
        id = ids.get(name_key(entry.successor)) if entry.successor else None
        if id not in (None, people[place].id):
            people[place] = replace(people[place], successor_id=id)


def needs_rhythms(plan: PartnerPlan) -> bool:
    """Whether a known partner's rhythms have to be reckoned anew."""
    return plan.partner is not None and bool(plan.own_days or _RHYTHM_FIELDS & plan.fields.keys())


def _change(built: Built, partner_id: int, noun: str, row: Any, fields: Mapping[str, Any]) -> None:
    before = {name: getattr(row, name) for name, value in fields.items() if getattr(row, name) != value}
    if before:
        built.changes.append((partner_id, Change(noun, row.id, before, {name: fields[name] for name in before})))


def _lasting(row: Any) -> dict[str, Any]:
    return {name: getattr(row, name) for name in row.__dataclass_fields__ if name != "surfaces_on"}


def _partner_of(noun: str, row: Any) -> int | None:
    if noun == "staff":
        return None
    return int(row.id if noun == "partners" else row.partner_id)
