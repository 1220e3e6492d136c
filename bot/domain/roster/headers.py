"""What the columns of a table hold: by their names, and by what somebody chose for those that nobody knows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.domain.roster.columns import IGNORED, SEVERAL, Column, column_named, is_mobile
from bot.domain.roster.table import Table
from bot.domain.search.folding import words_of

Chosen = Mapping[str, Column | None]
"""Columns chosen for headings as they stand in the table; None leaves one out."""

_SAMPLES = 3
_SAMPLE_LENGTH = 60


@dataclass(frozen=True, slots=True)
class Header:
    """What each column holds, None where that is not known; and the names that were not understood.

    ``names`` are the headings. What ``SEVERAL`` holds can be there more than once, everything else once.
    """

    columns: tuple[Column | None, ...]
    unknown: tuple[str, ...]
    names: tuple[str, ...] = ()

    @property
    def found(self) -> frozenset[Column]:
        """The columns there are."""
        return frozenset(column for column in self.columns if column is not None)


@dataclass(frozen=True, slots=True)
class Heading:
    """A column of a table that is not known, with a few of the different things that stand in it."""

    name: str
    samples: tuple[str, ...]


def read_header(cells: Iterable[str], chosen: Chosen | None = None) -> Header:
    """The columns of a row of headings. Of two that hold the same, the first counts and the other is not understood.

    What somebody chose comes before what a heading seems to say. Where no column is called a partner's, the one called
    "name" holds the partners; where there are people, mobile phones are theirs.
    """
    names = [cell.strip() for cell in cells]
    by_hand = dict(chosen or {})
    taken = {column for name, column in by_hand.items() if name in names and column is not None} - SEVERAL
    columns: list[Column | None] = []
    for name in names:
        column = by_hand.pop(name) if name in by_hand else _free(column_named(name), taken)
        columns.append(column)
        taken |= {column} - SEVERAL if column is not None else set()
    if Column.PARTNER not in columns and Column.PERSON in columns:
        place = columns.index(Column.PERSON)
        if words_of(names[place]) in (["name"], ["nama"]) and names[place] not in (chosen or {}):
            columns[place] = Column.PARTNER
    if Column.PERSON in columns and Column.PERSON_PHONE not in columns:
        mobile = [is_mobile(name) and name not in (chosen or {}) for name in names]
        columns = [Column.PERSON_PHONE if its else column for column, its in zip(columns, mobile, strict=True)]
    left_out = {name for name, column in (chosen or {}).items() if column is None}
    columns = _own_pic(names, columns, chosen or {})
    pairs = zip(names, columns, strict=True)
    left_out |= {name for name in names if " ".join(words_of(name)) in IGNORED}
    unknown = tuple(name for name, column in pairs if column is None and name and name not in left_out)
    return Header(tuple(columns), unknown, tuple(names))


def _own_pic(names: list[str], columns: list[Column | None], chosen: Chosen) -> list[Column | None]:
    """Beside a column of contact persons, "PIC" is one of us who answers for the partner."""
    pics = [place for place, name in enumerate(names) if name not in chosen and words_of(name) == ["pic"]]
    others = [
        place
        for place, name in enumerate(names)
        if place not in pics
        and name not in chosen
        and columns[place] in {None, Column.PERSON}
        and column_named(name) is Column.PERSON
    ]
    if len(pics) != 1 or len(others) != 1 or Column.OWNER in columns:
        return columns
    changed = {pics[0]: Column.OWNER, others[0]: Column.PERSON}
    return [changed.get(place, column) for place, column in enumerate(columns)]


def unknown_headings(table: Table, chosen: Chosen | None = None) -> tuple[Heading, ...]:
    """The columns in which something stands and of which nobody knows what, in their order."""
    header = read_header(table.header.cells, chosen)
    unknown = set(header.unknown)
    found = (
        Heading(name, _samples(table, place))
        for place, (name, column) in enumerate(zip(header.names, header.columns, strict=True))
        if column is None and name in unknown
    )
    return tuple(heading for heading in found if heading.samples)


def free_columns(table: Table, chosen: Chosen | None = None) -> tuple[Column, ...]:
    """What can be chosen for a column that is not known: everything that no other column holds already."""
    taken = read_header(table.header.cells, chosen).found - SEVERAL
    return tuple(column for column in Column if column not in taken)


def _free(column: Column | None, taken: set[Column]) -> Column | None:
    return None if column in taken else column


def _samples(table: Table, place: int) -> tuple[str, ...]:
    samples: dict[str, None] = {}
    for line in table.lines:
        text = " ".join(line.cells[place].split()) if place < len(line.cells) else ""
        if text:
            samples[text[:_SAMPLE_LENGTH]] = None
        if len(samples) == _SAMPLES:
            break
    return tuple(samples)
