"""Tables that address books export: Google Contacts, old and new; Outlook, on a desk and on the web; and their like.

They are known by their headings, in any order: who has a first and a last name stands in an address book.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from bot.domain.person_names import split_salutation
from bot.domain.roster.columns import Column
from bot.domain.roster.table import Origin, Table, TableLine
from bot.domain.roster.written_days import DayOrder, is_ambiguous, order_of, worded_day
from bot.domain.search.folding import words_of
from bot.readers import export_headings as headings
from bot.readers.contacts import COLUMNS, Address, Contact, Labelled

_SEVERAL = re.compile(r"\s*:::\s*")
"""What Google writes between several values of a kind."""
_JOINED = re.compile(r"(?<=[a-z])(?=[A-Z])")
"""Where programs leave a blank out: "FirstName"."""
_ALWAYS = frozenset({Column.PARTNER, Column.PERSON})

Cells = Mapping[str, str]
"""What stands in a row, by the folded heading."""


def as_roster(table: Table) -> Table:
    """An address book's table in the roster's own columns, with what else stands in it; any other table as it is."""
    names = [" ".join(words_of(_JOINED.sub(" ", cell))) for cell in table.header.cells]
    origin = headings.origin_of(names)
    if origin is None:
        return table
    order = _order(names, table.lines) if origin is Origin.OUTLOOK else None
    rows = [_contact(_cells(names, line), order).cells() for line in table.lines]
    kept = [place for place, column in enumerate(COLUMNS) if column in _ALWAYS or any(row[place] for row in rows)]
    others = [place for place, name in enumerate(names) if not headings.is_known(name) and _filled(table.lines, place)]
    header = [COLUMNS[place].value for place in kept] + [table.header.cells[place] for place in others]
    lines = [
        replace(
            line,
            cells=tuple(row[place] for place in kept) + tuple(_at(line, place) for place in others),
            counted=_counted(line, len(names), last=line is table.lines[-1]),
        )
        for line, row in zip(table.lines, rows, strict=True)
    ]
    return replace(table, header=replace(table.header, cells=tuple(header)), lines=tuple(lines), origin=origin)


def _cells(names: Sequence[str], line: TableLine) -> Cells:
    found: dict[str, str] = {}
    for name, cell in zip(names, line.cells, strict=False):
        if cell.strip() and name not in found:
            found[name] = cell.strip()
    return found


def _contact(cells: Cells, order: DayOrder | None) -> Contact:
    organisation = _first(cells, headings.ORGANISATION)
    whole = _first(cells, headings.WHOLE_NAME)
    parts = " ".join(part for names in headings.NAME_PARTS if (part := _first(cells, names)))
    suffix = _first(cells, headings.SUFFIX)
    title = _first(cells, headings.TITLE)
    titled = bool(title) and split_salutation(f"{title} X")[1] != "X"
    prefix = _first(cells, headings.PREFIX) or ("" if titled else title)
    name = ", ".join(part for part in (parts, suffix) if part) or _unprefixed(prefix, whole)
    company = bool(organisation) and not parts and name in ("", organisation)
    birthday = _first(cells, headings.BIRTHDAY) or _in_parts(cells)
    days = list(_days(cells, order))
    return Contact(
        organisation=organisation,
        department=_first(cells, headings.DEPARTMENT),
        name=organisation if company else name or _first(cells, headings.NICKNAME),
        salutation=prefix,
        nickname=_first(cells, headings.NICKNAME) if name else "",
        role=_first(cells, headings.ROLE) or (title if titled else ""),
        birthday=birthday if order is None or _is_open(birthday, order) else worded_day(birthday, order),
        language=_first(cells, headings.LANGUAGE),
        company=company,
        phones=list(_several(cells, "phone", headings.PHONES)),
        emails=list(_several(cells, "e mail", headings.EMAILS)),
        addresses=list(_addresses(cells)),
        chats=list(_chats(cells)),
        pages=[one.text for one in _several(cells, "website", headings.PAGES)],
        days=[day for day in days if not _is_open(day.text, order)],
        categories=list(_categories(cells)),
        notes=[*_notes(cells), *(f"{day.label}: {day.text}" for day in days if _is_open(day.text, order))],
    )


def _in_parts(cells: Cells) -> str:
    year, month, day = (cells.get(name, "") for name in headings.BORN)
    return f"{year or '-'}-{month:0>2}-{day:0>2}" if month and day else ""


def _order(names: Sequence[str], lines: Iterable[TableLine]) -> DayOrder:
    """Outlook writes all its days as the computer was set; one day of any column that fits one way tells.

    Others write theirs so that nobody can mistake them, or as people here type them.
    """
    places = [place for place, name in enumerate(names) if name in headings.DAYS]
    return order_of(_at(line, place) for line in lines for place in places)


def _is_open(text: str, order: DayOrder | None) -> bool:
    return order is DayOrder.UNKNOWN and is_ambiguous(text)


def _several(cells: Cells, kind: str, named: Mapping[str, str]) -> Iterator[Labelled]:
    """What Google numbers ("Phone 1 - Value") and Outlook names ("Business Phone")."""
    for number in _numbers(cells, kind):
        label = _label(cells, kind, number)
        for text in _SEVERAL.split(cells.get(f"{kind} {number} value", "")):
            if text:
                yield Labelled(text, label)
    for name, label_of in named.items():
        if name in cells:
            for text in _SEVERAL.split(cells[name]):
                yield Labelled(text, frozenset({label_of} - {""}))


def _numbers(cells: Cells, kind: str) -> list[int]:
    found = (re.match(rf"{kind} ([0-9]+) ", name) for name in cells)
    return sorted({int(match[1]) for match in found if match is not None})


def _label(cells: Cells, kind: str, number: int) -> frozenset[str]:
    """Google marks the preferred one with an asterisk."""
    text = cells.get(f"{kind} {number} type") or cells.get(f"{kind} {number} label") or ""
    label = text.removeprefix("*").strip().lower()
    return frozenset({label, "pref"} if text.startswith("*") else {label}) - {""}


def _addresses(cells: Cells) -> Iterator[Address]:
    for number in _numbers(cells, "address"):
        said = {part: cells.get(f"address {number} {part}", "") for part in headings.ADDRESS_PARTS}
        street = ", ".join(part for part in (said["po box"], said["extended address"], said["street"]) if part)
        rest = " ".join(part for part in (said["region"], said["postal code"], said["country"]) if part)
        if not (street or said["city"] or rest):
            street = said["formatted"]
        yield Address(street, said["city"], rest, _label(cells, "address", number))
    for kind in ("business", "work", "home", "other"):
        street = ", ".join(_each(cells, kind, "street", "street 2", "street 3", "address po box"))
        city = ", ".join(_each(cells, kind, "city"))
        rest = " ".join(_each(cells, kind, "state", "postal code", "zipcode", "zip code", "country region", "country"))
        street = street or ", ".join(_each(cells, kind, "address", "address 2"))
        if street or city or rest:
            yield Address(street, city, rest, frozenset({kind}))


def _each(cells: Cells, kind: str, *names: str) -> Iterator[str]:
    return (cells[f"{kind} {name}"] for name in names if f"{kind} {name}" in cells)


def _chats(cells: Cells) -> Iterator[Labelled]:
    for number in _numbers(cells, "im"):
        service = cells.get(f"im {number} service") or cells.get(f"im {number} label") or ""
        if text := cells.get(f"im {number} value"):
            yield Labelled(text, frozenset({service.lower()}) - {""})
    if "imaddress" in cells:
        yield Labelled(cells["imaddress"])


def _days(cells: Cells, order: DayOrder | None) -> Iterator[Labelled]:
    for number in _numbers(cells, "event"):
        if text := cells.get(f"event {number} value"):
            label = next(iter(_label(cells, "event", number) - {"pref"}), "anniversary")
            yield Labelled(text, frozenset({label.replace('"', "'").capitalize()}))
    text = cells.get("anniversary", "")
    if text and (day := text if _is_open(text, order) else worded_day(text, order or DayOrder.DAY_FIRST)):
        yield Labelled(day, frozenset({"Anniversary"}))


def _categories(cells: Cells) -> Iterator[str]:
    for name in headings.CATEGORIES:
        for text in re.split(r":::|;", cells.get(name, "")):
            if text.strip() and not text.strip().startswith("*"):
                yield text.strip()


def _notes(cells: Cells) -> Iterator[str]:
    if note := _first(cells, headings.NOTES):
        yield note
    for number in _numbers(cells, "custom field"):
        label = cells.get(f"custom field {number} type") or cells.get(f"custom field {number} label") or ""
        if value := cells.get(f"custom field {number} value"):
            yield f"{label}: {value}" if label else value
    for number in _numbers(cells, "organization")[1:]:
        said = (cells.get(f"organization {number} {part}", "") for part in ("name", "title", "department"))
        if text := ", ".join(part for part in said if part):
            yield f"🏢 {text}"


def _first(cells: Cells, names: Iterable[str]) -> str:
    return next((cells[name] for name in names if name in cells), "")


def _unprefixed(prefix: str, whole: str) -> str:
    return whole.removeprefix(prefix).strip() or whole


def _at(line: TableLine, place: int) -> str:
    return line.cells[place] if place < len(line.cells) else ""


def _filled(lines: Iterable[TableLine], place: int) -> bool:
    return any(_at(line, place).strip() for line in lines)


def _counted(line: TableLine, expected: int, *, last: bool) -> tuple[int, int] | None:
    """A row that has cells that nobody named, or was cut off; programs leave out empty cells behind the last one."""
    found = len(line.cells)
    short = last and found < expected
    more = any(cell.strip() for cell in line.cells[expected:])
    return (found, expected) if line.fault is None and (short or more) else None
