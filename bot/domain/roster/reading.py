"""A table of partners read into entries: rows that repeat a partner add people to it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from bot.domain.roster import cells
from bot.domain.roster.columns import Column, Header, read_header
from bot.domain.roster.entries import (
    Fault,
    FaultKind,
    PartnerEntry,
    PersonEntry,
    Refusal,
    RefusalKind,
    Roster,
)
from bot.domain.roster.rows import Row
from bot.domain.roster.table import Table, TableFault, TableLine, UnreadableTable
from bot.domain.search.folding import words_of

_COLUMN_OF = {
    "since_on": Column.SINCE,
    "since_year": Column.SINCE,
    "last_contact_on": Column.LAST_CONTACT,
    "term": Column.AGREEMENT_END,
}


def read_roster(table: Table, today: date, country: str) -> Roster:
    """The partners of a table; phones that name no country are *country*'s.

    A row is refused only where it cannot be understood at all; a cell that cannot is left out, and said. Raises
    ``UnreadableTable`` where no column holds partners, or no row anything.
    """
    header = read_header(table.header.cells)
    if Column.PARTNER not in header.found:
        named = ", ".join(cell.strip() for cell in table.header.cells[:6])[: cells.NAME_LENGTH]
        raise UnreadableTable(TableFault.NO_PARTNER_COLUMN, (("columns", named),))
    lines = [line for line in table.lines if not line.blank]
    if not lines:
        raise UnreadableTable(TableFault.NO_ROWS)
    reading = _Reading(header, today, country)
    for line in lines:
        reading.take(line)
    partners = tuple(replace(one.entry, people=tuple(one.people.values())) for one in reading.partners.values())
    return Roster(partners, tuple(reading.refusals), tuple(reading.faults), header.unknown)


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
    today: date
    country: str
    partners: dict[str, _Building] = field(default_factory=dict)
    refusals: list[Refusal] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def take(self, line: TableLine) -> None:
        """Takes one row, or writes down why not."""
        refusal = self._unreadable(line)
        if refusal is not None:
            self.refusals.append(refusal)
            return
        row = Row(line.number, self._values(line), self.today, self.country)
        name = row.values.get(Column.PARTNER, "")
        refusal = _misnamed(line.number, name, row.values.get(Column.PERSON, ""))
        known = self.partners.get(name_key(name))
        if refusal is None and known is None:
            self._begin(row, name)
        elif refusal is None and known is not None:
            refusal = self._go_on(row, known)
        if refusal is None:
            self.faults += row.faults
        else:
            self.refusals.append(refusal)

    def _unreadable(self, line: TableLine) -> Refusal | None:
        expected, found = len(self.header.columns), len(line.cells)
        if line.unclosed:
            return Refusal(line.number, RefusalKind.UNCLOSED_QUOTE)
        if found > expected and any(cell.strip() for cell in line.cells[expected:]):
            return Refusal(line.number, RefusalKind.TOO_MANY_CELLS, found, expected)
        if found < expected:
            return Refusal(line.number, RefusalKind.TOO_FEW_CELLS, found, expected)
        return None

    def _values(self, line: TableLine) -> dict[Column, str]:
        pairs = zip(self.header.columns, line.cells, strict=False)
        return {
            column: cells.cleaned(cell, lines=column is Column.NOTE) for column, cell in pairs if column is not None
        }

    def _begin(self, row: Row, name: str) -> None:
        person = row.person(with_note=False)
        said = row.partner_fields()
        entry = PartnerEntry(row.line, name, note=row.note(), feasts=() if person else row.feasts(), **said)
        people = {} if person is None else {name_key(person.name): person}
        self.partners[name_key(name)] = _Building(entry, people)

    def _go_on(self, row: Row, known: _Building) -> Refusal | None:
        said = row.partner_fields()
        person = row.person(with_note=True)
        if person is None:
            said |= _unless_empty(note=row.note(), feasts=row.feasts())
        new = {name: value for name, value in said.items() if not getattr(known.entry, name)}
        if person is None and not new and not row.faults and _agrees(said, known.entry):
            return Refusal(row.line, RefusalKind.REPEATED, first_line=known.entry.line)
        if person is not None:
            first = known.people.setdefault(name_key(person.name), person)
            if first is not person:
                return Refusal(row.line, RefusalKind.REPEATED, first_line=first.line, text=person.name)
        for name, value in said.items():
            if name not in new and value != getattr(known.entry, name):
                row.fault(_COLUMN_OF.get(name) or Column(name), FaultKind.OTHER_THAN_BEFORE)
        known.entry = replace(known.entry, **new)
        return None


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
