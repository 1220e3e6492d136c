"""Two partners that are the same: which rows become one, what comes over, what is kept as a further value."""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any, TypeVar

from bot.domain.agreements import Agreement
from bot.domain.occasions import Event, KeptFeast, Occasion
from bot.domain.partners import Partner
from bot.domain.people import Person
from bot.domain.phones import joined_phones
from bot.domain.roster.reading import name_key
from bot.domain.words import Consent, Kind, OccasionKind, PersonState

E = TypeVar("E")
Ids = Mapping[int, int]
"""From a row that goes to the one in which it lives on."""

_OF_THE_PARTNER = frozenset(
    {
        *("id", "name", "tier", "kind", "owner_id", "backup_id", "owner_since_on", "state", "merged_into"),
        *("note", "offers", "needs", "since_on", "since_year", "added_on", "added_by"),
        *("spread_place", "spread_of", "baseline_on", "baseline_asked_on", "news_refused_on"),
    }
)
"""Fields of the survivor that stay whatever the other says, or that are joined in a way of their own."""
_OF_THE_PERSON = frozenset(
    {
        *("id", "partner_id", "name", "phone", "note"),
        *("consent", "undecided_until", "state", "left_on", "successor_id", "news_refused_on"),
    }
)
_ONCE = frozenset({OccasionKind.BIRTHDAY, OccasionKind.FOUNDING, OccasionKind.PARTNERSHIP})
"""Days of which a person, or a partner, has one."""
_MOST_TELLING = (PersonState.DIED, PersonState.ACTIVE, PersonState.LEFT)


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two, with its rows."""

    partner: Partner
    people: Sequence[Person] = ()
    occasions: Sequence[Occasion] = ()
    kept_feasts: Sequence[KeptFeast] = ()
    events: Sequence[Event] = ()
    agreements: Sequence[Agreement] = ()


@dataclass(frozen=True, slots=True)
class Merging:
    """What becomes of the other's rows. Those that are not named as going come over as they are.

    ``people`` … ``agreements`` name the rows that go, each with the survivor's that stands for it. ``changes`` are
    fields of the survivor's rows, by noun and id. ``doubled`` are people of one name whose answers about their days
    contradict each other: they stay two. ``further`` are values that the survivor's fields have no place for; they
    are added to the notes.
    """

    people: Ids
    occasions: Ids
    kept_feasts: Ids
    events: Ids
    agreements: Ids
    changes: Mapping[tuple[str, int], Mapping[str, Any]]
    doubled: tuple[Person, ...] = ()
    further: tuple[str, ...] = ()

    def person(self, id: int | None) -> int | None:
        """As whom somebody lives on."""
        return None if id is None else self.people.get(id, id)


@dataclass
class _Found:
    """What is found while the rows are compared."""

    changes: dict[tuple[str, int], dict[str, Any]] = field(default_factory=dict)
    further: dict[tuple[str, int], list[str]] = field(default_factory=dict)

    def fill(self, noun: str, kept: Any, other: Any, names: Iterable[str]) -> None:
        """Takes from the other what the survivor's row does not say; what both say differently is a further value."""
        for name in names:
            mine, theirs = getattr(kept, name), getattr(other, name)
            if theirs in (None, "", ()) or _same(mine, theirs):
                continue
            if mine in (None, "", ()):
                self.changes.setdefault((noun, kept.id), {})[name] = theirs
            else:
                self.further.setdefault((noun, kept.id), []).append(str(theirs))


def merging_of(kept: Side, other: Side) -> Merging:
    """How *other* is merged into *kept*, whose own values stay."""
    found = _Found()
    people, doubled = _people(kept, other, found)
    moved = [replace(one, person_id=people.get(one.person_id or 0, one.person_id)) for one in other.occasions]
    occasions = _occasions(kept, moved, found)
    feasts = _twins(
        kept.kept_feasts, other.kept_feasts, lambda one: (one.feast, people.get(one.person_id or 0, one.person_id))
    )
    for theirs, mine in feasts:
        if theirs.shift and not mine.shift:
            found.changes[("kept_feasts", mine.id)] = {"shift": theirs.shift, "surfaces_on": None}
    events = _twins(kept.events, other.events, lambda one: (people.get(one.person_id, one.person_id), one.kind, one.on))
    for gone, stays in events:
        found.fill("events", stays, gone, ("note",))
    agreements = _twins(
        kept.agreements, other.agreements, lambda one: (one.from_on, one.to_on, _folded(one.title), one.outcome)
    )
    _partner(kept.partner, other.partner, found)
    _notes(kept, other, people, found)
    return Merging(
        people=people,
        occasions=occasions,
        kept_feasts=_ids(feasts),
        events=_ids(events),
        agreements=_ids(agreements),
        changes={key: fields for key, fields in found.changes.items() if fields},
        doubled=tuple(doubled),
        further=tuple(value for values in found.further.values() for value in values),
    )


def _people(kept: Side, other: Side, found: _Found) -> tuple[dict[int, int], list[Person]]:
    same = _twins(kept.people, other.people, lambda one: name_key(one.name))
    doubled = [gone for gone, stays in same if _contradict(gone, stays)]
    twins = [(gone, stays) for gone, stays in same if not _contradict(gone, stays)]
    names = [one.name for one in fields(Person) if one.name not in _OF_THE_PERSON]
    for pair in same:
        if pair in twins or PersonState.DIED not in [one.state for one in pair]:
            continue
        for one in pair:
            # They stay two, and it is one person still, to whom nothing is ever sent again.
            if one.state is not PersonState.DIED:
                found.changes[("people", one.id)] = {"state": PersonState.DIED, "left_on": None}
    for gone, stays in twins:
        found.fill("people", stays, gone, names)
        changed = _standing(gone, stays) | _joined_with(gone, stays, _ids(twins))
        if changed:
            found.changes.setdefault(("people", stays.id), {}).update(changed)
    return _ids(twins), doubled


def _contradict(gone: Person, stays: Person) -> bool:
    """Whether one of them refused that days are remembered of whom the other still has some."""
    refusing = [one for one in (gone, stays) if one.consent is Consent.REFUSED]
    if len(refusing) != 1:
        return False
    (asked,) = [one for one in (gone, stays) if one not in refusing]
    return asked.consent is Consent.AGREED or asked.undecided_until is not None


def _standing(gone: Person, stays: Person) -> dict[str, Any]:
    """State and consent of two who are one: who died has died; an answer about days counts for both."""
    changed: dict[str, Any] = {}
    telling = min(gone, stays, key=lambda one: _MOST_TELLING.index(one.state))
    if telling.state is not stays.state:
        changed |= {"state": telling.state, "left_on": telling.left_on}
    if stays.consent is Consent.UNDECIDED is not gone.consent:
        changed |= {"consent": gone.consent, "undecided_until": None}
    elif stays.consent is Consent.UNDECIDED and stays.undecided_until is None is not gone.undecided_until:
        changed["undecided_until"] = gone.undecided_until
    return changed


def _joined_with(gone: Person, stays: Person, people: Ids) -> dict[str, Any]:
    """All numbers of both, and who took over."""
    changed: dict[str, Any] = {}
    if (phone := joined_phones(stays.phone, gone.phone)) != stays.phone:
        changed["phone"] = phone
    if stays.news_refused_on is None is not gone.news_refused_on:
        changed["news_refused_on"] = gone.news_refused_on
    if stays.successor_id is None is not gone.successor_id:
        changed["successor_id"] = people.get(gone.successor_id, gone.successor_id)
    return changed


def _occasions(kept: Side, moved: Sequence[Occasion], found: _Found) -> dict[int, int]:
    twins = _twins(kept.occasions, moved, _day_key)
    for gone, stays in twins:
        if (gone.day, gone.month, gone.calendar) == (stays.day, stays.month, stays.calendar):
            found.fill("occasions", stays, gone, ("year", "title"))
        else:
            holder = ("partners", kept.partner.id) if stays.person_id is None else ("people", stays.person_id)
            said = (gone.day, gone.month, *((gone.year,) if gone.year else ()))
            found.further.setdefault(holder, []).append("/".join(map(str, said)))
    return _ids(twins)


def _day_key(one: Occasion) -> Hashable:
    if one.kind in _ONCE:
        return one.kind, one.person_id
    year = one.year if one.single else None
    return one.kind, one.person_id, _folded(one.title), one.day, one.month, one.calendar, one.single, year


def _partner(kept: Partner, other: Partner, found: _Found) -> None:
    found.fill("partners", kept, other, [one.name for one in fields(Partner) if one.name not in _OF_THE_PARTNER])
    changes = found.changes.setdefault(("partners", kept.id), {})
    for name in ("offers", "needs"):
        joined = _joined(getattr(kept, name), getattr(other, name))
        if joined != getattr(kept, name):
            changes[name] = joined
    if kept.since_on is None and kept.since_year is None:
        changes |= {name: value for name in ("since_on", "since_year") if (value := getattr(other, name)) is not None}
    for name in ("baseline_on", "baseline_asked_on", "news_refused_on"):
        if getattr(kept, name) is None and getattr(other, name) is not None:
            changes[name] = getattr(other, name)
    if kept.kind is Kind.OTHER is not other.kind:
        changes["kind"] = other.kind
    if kept.backup_id is None and other.backup_id not in (None, kept.owner_id):
        changes["backup_id"] = other.backup_id


def _notes(kept: Side, other: Side, people: Ids, found: _Found) -> None:
    """Adds to each note what has no place elsewhere: the other's note, its name if it is another, further values."""
    key, name = ("partners", kept.partner.id), other.partner.name
    values = " · ".join(found.further.get(key, ()))
    named = name_key(name) != name_key(kept.partner.name)
    line = f"{name}: {values}" if values else name if named else None
    _add_note(found, key, kept.partner.note, line, other.partner.note)
    there = {one.id: one for one in kept.people}
    gone = {stays: one for one in other.people if (stays := people.get(one.id)) is not None}
    for id, one in gone.items():
        values = " · ".join(found.further.get(("people", id), ()))
        _add_note(found, ("people", id), there[id].note, values or None, one.note)


def _add_note(found: _Found, key: tuple[str, int], note: str | None, *more: str | None) -> None:
    joined = note
    for text in more:
        joined = _joined(joined, text)
    if joined != note:
        found.changes.setdefault(key, {})["note"] = joined


def _joined(mine: str | None, theirs: str | None) -> str | None:
    """Both texts, the second one below; once where one holds the other."""
    if not theirs or (mine and theirs.casefold() in mine.casefold()):
        return mine
    return f"{mine}\n{theirs}" if mine else theirs


def _twins(kept: Sequence[E], other: Sequence[E], key: Callable[[E], Hashable]) -> list[tuple[E, E]]:
    """The pairs (other's, survivor's) with one key; each of the survivor's rows stands for one of the other's."""
    there: dict[Hashable, list[E]] = {}
    for one in kept:
        there.setdefault(key(one), []).append(one)
    return [(one, there[key(one)].pop(0)) for one in other if there.get(key(one))]


def _ids(pairs: Iterable[tuple[Any, Any]]) -> dict[int, int]:
    return {gone.id: stays.id for gone, stays in pairs}


def _same(mine: Any, theirs: Any) -> bool:
    return bool(mine == theirs) or (
        isinstance(mine, str) and isinstance(theirs, str) and _folded(mine) == _folded(theirs)
    )


def _folded(text: str | None) -> str:
    return (text or "").strip().casefold()
