"""What a roster changes, told column by column: what stood there, and what the file says."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from enum import Enum
from typing import Any

from bot.domain.occasions import Occasion
from bot.domain.people import Person
from bot.domain.roster.columns import Column
from bot.domain.roster.entries import Birthday, DayEntry
from bot.domain.roster.plans import FieldChange, Moved, PersonPlan

_PERSON_COLUMNS = {
    "name": Column.PERSON,
    "phone": Column.PERSON_PHONE,
    "telegram": Column.PERSON_TELEGRAM,
    "email": Column.PERSON_EMAIL,
    "language": Column.PERSON_LANGUAGE,
    "note": Column.PERSON_NOTE,
    "state": Column.PERSON_STATE,
}


def by_partner(rows: Iterable[Any]) -> Mapping[int, list[Any]]:
    """Rows by their partner."""
    grouped: defaultdict[int, list[Any]] = defaultdict(list)
    for row in rows:
        grouped[row.partner_id].append(row)
    return grouped


def person_details(plan: PersonPlan, person: Person) -> Iterator[FieldChange]:
    """What changes about somebody."""
    for name, value in plan.fields.items():
        column = _PERSON_COLUMNS.get(name) or Column(name)
        yield FieldChange(column, in_words(getattr(person, name)), in_words(value), person.name)
    if plan.new_birthday:
        yield FieldChange(Column.BIRTHDAY, day_in_words(plan.birthday), day_in_words(plan.entry.birthday), person.name)
    yield from feast_details(plan.feasts, plan.moved, Column.CELEBRATIONS, person.name)
    yield from day_details(plan.days, Column.PERSON_DAYS, person.name)
    if plan.entry.agreed is not None and plan.consent is not None and plan.consent is not person.consent:
        yield FieldChange(Column.AGREED, person.consent.value, plan.consent.value, person.name)


def day_details(days: Iterable[DayEntry], column: Column, person: str | None) -> Iterator[FieldChange]:
    """Days that are added."""
    for day in days:
        yield FieldChange(column, None, f"{day.title or day.kind.value}: {day_in_words(day)}", person)


def feast_details(
    feasts: Iterable[tuple[str, int]], moved: Iterable[Moved], column: Column, person: str | None
) -> Iterator[FieldChange]:
    """Feasts that are added, and those kept on another day."""
    for feast, shift in feasts:
        yield FieldChange(column, None, _shifted(feast, shift), person)
    for one in moved:
        feast = one.kept.feast
        yield FieldChange(column, _shifted(feast, one.kept.shift), _shifted(feast, one.shift), person)


def _shifted(feast: str, shift: int) -> str:
    return f"{feast} ({shift:+d})" if shift else feast


def day_in_words(day: Occasion | Birthday | DayEntry | None) -> str | None:
    """A day as a file may say it."""
    if day is None:
        return None
    if day.year is not None and day.calendar.value == "gregorian":
        return date(day.year, day.month, day.day).isoformat()
    calendar = "" if day.calendar.value == "gregorian" else f" {day.calendar.value}"
    return f"{day.day}/{day.month}{calendar}"


def in_words(value: Any) -> str | None:
    """A value as a file may say it."""
    if value is None:
        return None
    if isinstance(value, Enum):
        return str(value.value)
    return value.isoformat() if isinstance(value, date) else str(value)
