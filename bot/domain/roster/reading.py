"""A table of partners read into entries: rows that repeat a partner add people to it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from bot.domain.feasts import FEASTS, Feast
from bot.domain.roster import cells
from bot.domain.roster.columns import Column
from bot.domain.roster.entries import Fault, FaultKind, PartnerEntry, PersonEntry, Refusal, RefusalKind, Roster
from bot.domain.roster.headers import Chosen, Header, read_header, unknown_headings
from bot.domain.roster.repeated_people import as_one
from bot.domain.roster.rows import Row
from bot.domain.roster.table import Origin, Table, TableFault, TableLine, UnreadableTable
from bot.domain.roster.values import Values
from bot.domain.search.folding import words_of

_COLUMN_OF = {
    "since_on": Column.SINCE,
    "since_year": Column.SINCE,
    "keeps_since": Column.SINCE,
    "last_contact_on": Column.LAST_CONTACT,
    "term": Column.AGREEMENT_END,
    "feasts": Column.PARTNER_CELEBRATIONS,
    "shifts": Column.PARTNER_CELEBRATIONS,
    "days": Column.PARTNER_DAYS,
    "terms": Column.AGREEMENTS,
}


@dataclass
class Reached:
    """How far a long work is; whoever waits for it may look."""

    done: int = 0
    of: int = 0


def read_roster(
    table: Table,
    today: date,
    country: str,
    columns: Chosen | None = None,
    feasts: Mapping[str, Feast] = FEASTS,
    reached: Reached | None = None,
) -> Roster:
    """The partners of a table; phones that name no country are *country*'s.

    *columns* says what headings hold that are not known by themselves, or not rightly; *feasts* are those that there
    are. A row is refused only where it cannot be understood at all; a cell that cannot is left out, and said. Raises
    ``UnreadableTable`` where no column holds partners, or no row anything.
    """
    header = read_header(table.header.cells, columns)
    if Column.PARTNER not in header.found:
        named = ", ".join(name for name in header.names[:6])[: cells.NAME_LENGTH]
        raise UnreadableTable(TableFault.NO_PARTNER_COLUMN, (("columns", named),))
    lines = [line for line in table.lines if not line.blank]
    if not lines:
        raise UnreadableTable(TableFault.NO_ROWS)
    values = Values(header, table)
    reading = _Reading(header, values, table.origin, today, country, feasts)
    for place, line in enumerate(lines):
        if reached is not None:
            reached.done, reached.of = place, len(lines)
        reading.take(line)
    partners = tuple(replace(one.entry, people=tuple(one.people.values())) for one in reading.partners.values())
    unknown = tuple(heading.name for heading in unknown_headings(table, columns))
    return Roster(partners, tuple(reading.refusals), tuple(reading.faults), unknown, values.month_first)


def name_key(name: str) -> str:
    """What makes two names the same: their words, whatever case, accents and points."""
    return " ".join(words_of(name)) or name.casefold().strip()


@dataclass
class _Building:
    """A partner whose rows are being read."""

    entry: PartnerEntry
    people: dict[str, PersonEntry] = field(default_factory=dict)


@dataclass
class _Reading:
    header: Header
    values: Values
    origin: Origin
    today: date
    country: str
    feasts: Mapping[str, Feast]
    partners: dict[str, _Building] = field(default_factory=dict)
    refusals: list[Refusal] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    by_id: dict[int, _Building] = field(default_factory=dict)

    def take(self, line: TableLine) -> None:
        """Takes one row, or writes down why not."""
        refusal = self._unreadable(line)
        if refusal is not None:
            self.refusals.append(refusal)
            return
        row = Row(line.number, self.values.of(line), self.today, self.country, self.feasts)
        for column, text in self.values.ambiguous(line):
            row.fault(column, FaultKind.AMBIGUOUS_DAY, text)
        name = row.values.get(Column.PARTNER, "")
        refusal = _misnamed(line.number, name, row.values.get(Column.PERSON, ""))
        known = self._known(row, name)
        if refusal is None and known is None:
            self._begin(row, name)
        elif refusal is None and known is not None:
            refusal = self._go_on(row, known)
        if refusal is None:
            self.faults += row.faults
        else:
            self.refusals.append(refusal)

    def _unreadable(self, line: TableLine) -> Refusal | None:
        found, expected = line.counted or (len(line.cells), len(self.header.columns))
        if line.fault is not None:
            return Refusal(line.number, RefusalKind(line.fault.value))
        if found > expected and (line.counted or any(cell.strip() for cell in line.cells[expected:])):
            return Refusal(line.number, RefusalKind.TOO_MANY_CELLS, found, expected)
        if found < expected:
            return Refusal(line.number, RefusalKind.TOO_FEW_CELLS, found, expected)
        return None

    def _known(self, row: Row, name: str) -> _Building | None:
        """The partner of the row, if one before named it: by its name, or by its id in a table that was exported.

        Other tables number their rows, not their partners.
        """
        id = cells.whole_number(row.values.get(Column.ID, ""))
        named = self.partners.get(name_key(name))
        if id is None or Column.PERSON_ID not in row.values:
            return named
        if named is not None and named.entry.id is None:
            return named
        return self.by_id.get(id)

    def _begin(self, row: Row, name: str) -> None:
        person = row.person(with_note=False)
        said = row.partner_fields()
        said |= row.partner_feasts(with_person=person is not None)
        entry = PartnerEntry(row.line, name, note=row.note(), **said)
        people = {} if person is None else {name_key(person.name): person}
        key = name_key(name)
        building = _Building(entry, people)
        # Two that are called the same are told apart by their ids.
        self.partners[f"{key} #{entry.id}" if key in self.partners else key] = building
        if entry.id is not None:
            self.by_id[entry.id] = building

    def _go_on(self, row: Row, known: _Building) -> Refusal | None:
        said = row.partner_fields()
        if known.entry.id is not None and Column.PERSON_ID not in row.values:
            said.pop("id", None)
        person = row.person(with_note=True)
        if person is not None and person.note == known.entry.note and Column.PERSON_NOTE not in row.values:
            # What each row repeats of its partner is nothing of the person's.
            person = replace(person, note=None)
        said |= row.partner_feasts(with_person=person is not None)
        if person is None or Column.PERSON_NOTE in row.values:
            said |= _unless_empty(note=row.note())
        new = {name: value for name, value in said.items() if not getattr(known.entry, name)}
        if person is None and not new and not row.faults and _agrees(said, known.entry):
            return Refusal(row.line, RefusalKind.REPEATED, first_line=known.entry.line)
        if person is not None:
            key = _person_key(known.people, person)
            first = known.people.get(key)
            one = person if first is None else as_one(first, person, self.origin)
            if one is None or (one == first and not new):
                return Refusal(row.line, RefusalKind.REPEATED, first_line=first.line if first else 0, text=person.name)
            known.people[key] = one
        for name, value in said.items():
            if name not in new and value != getattr(known.entry, name):
                row.fault(_COLUMN_OF.get(name) or Column(name), FaultKind.OTHER_THAN_BEFORE)
        known.entry = replace(known.entry, **new)
        return None


def _person_key(people: Mapping[str, PersonEntry], person: PersonEntry) -> str:
    """Two people who are called the same are told apart by their ids."""
    key = name_key(person.name)
    other = people.get(key)
    told_apart = other is not None and None not in (other.id, person.id) and other.id != person.id
    return f"{key} #{person.id}" if told_apart else key


def _misnamed(line: int, partner: str, person: str) -> Refusal | None:
    if not partner:
        return Refusal(line, RefusalKind.NO_PARTNER, text=person)
    longest = max((partner, person), key=len)
    if len(longest) > cells.NAME_LENGTH:
        return Refusal(line, RefusalKind.NAME_TOO_LONG, len(longest), cells.NAME_LENGTH, text=longest[:60])
    return None


def _unless_empty(**said: Any) -> dict[str, Any]:
    return {name: value for name, value in said.items() if value}


def _agrees(said: Mapping[str, Any], entry: PartnerEntry) -> bool:
    return all(value == getattr(entry, name) for name, value in said.items())
