"""The fields of a partner as they are typed or chosen."""

from collections.abc import Callable, Mapping
from datetime import date
from hashlib import sha256
from typing import Any

from bot.domain.calendars import DaySpec
from bot.domain.day_results import FarYear, ImpossibleDay, YearOnly
from bot.domain.errors import BadValue
from bot.domain.occasion_days import parse_occasion_day
from bot.domain.partners import Partner
from bot.domain.roster import cells
from bot.domain.roster.typed_phones import typed_phones
from bot.domain.words import Calendar, Kind, Tier

SINCE = "since"
"""Since when it is a partner: a day, or a year alone. It stands in two columns."""
NEVER_EMPTY = frozenset({"name", "tier", "kind"})


def clean_name(text: str) -> str:
    """A name without line breaks; ``BadValue`` for none, or one that is too long."""
    name = cells.cleaned(text)
    if not name:
        raise BadValue("name", "empty")
    return short_text(name)


def short_text(text: str) -> str:
    """A name, a city, a title; ``BadValue`` for one that is too long."""
    if len(text) > cells.NAME_LENGTH:
        raise BadValue("text", "too_long", (("most", cells.NAME_LENGTH), ("length", len(text))))
    return text


def fields_of(field: str, value: str, country: str, today: date) -> dict[str, Any]:
    """The columns that *value*, as typed or as a button holds it, makes of a field; ``BadValue`` says why not.

    An empty value takes the field away.
    """
    if field == SINCE:
        since_on, since_year = since_of(value, today) if value else (None, None)
        return {"since_on": since_on, "since_year": since_year}
    if not value and field not in NEVER_EMPTY:
        return {field: None}
    if field == "phone":
        # A phone that is none is kept as it was typed; the card shows it so.
        return {"phone": short_text(typed_phones(value, country).kept or cells.cleaned(value))}
    return {field: _READ[field](value)}


def since_of(text: str, today: date) -> tuple[date | None, int | None]:
    """Since when: a day, or a year alone (of a month, its year); ``BadValue`` says what is wrong with it."""
    found = parse_occasion_day(text, today)
    if isinstance(found, ImpossibleDay):
        facts = (("day", found.day), ("month", found.month), ("year", found.year))
        raise BadValue(SINCE, "impossible_day", facts)
    if isinstance(found, FarYear):
        raise BadValue(SINCE, "year_out_of_range", (("year", found.year),))
    if isinstance(found, YearOnly):
        if found.year > today.year:
            raise BadValue(SINCE, "since_ahead")
        return None, found.year
    if not isinstance(found, DaySpec) or found.calendar is not Calendar.GREGORIAN:
        raise BadValue(SINCE, "no_since")
    if found.year is None:
        raise BadValue(SINCE, "since_year_missing")
    on = date(found.year, found.month, found.day)
    if on > today:
        raise BadValue(SINCE, "since_ahead")
    return on, None


def value_in(partner: Partner, field: str) -> Any:
    """What stands in a field now."""
    return partner.since_on or partner.since_year if field == SINCE else getattr(partner, field)


def mark_of(value: Any) -> str:
    """A short mark of a value, by which a button and a form tell whether it is still the one that they were made of."""
    return sha256(str("" if value is None else value).encode()).hexdigest()[:6]


def columns_of(field: str) -> tuple[str, ...]:
    """The columns in which a field stands."""
    return ("since_on", "since_year") if field == SINCE else (field,)


def is_no_number(partner: Partner, country: str) -> bool:
    """Whether a phone of it is kept as it was typed, since it is no number that can be dialled."""
    return partner.phone is not None and bool(typed_phones(partner.phone, country).odd)


def _note(text: str) -> str:
    note = cells.cleaned(text, lines=True)
    if len(note) > cells.NOTE_LENGTH:
        raise BadValue("note", "too_long", (("most", cells.NOTE_LENGTH), ("length", len(note))))
    return note


def _email(text: str) -> str:
    address = cells.email_address(text)
    if address is None:
        raise BadValue("email", "bad_email")
    return address


def _language(text: str) -> str:
    language = cells.language_named(text)
    if language is None:
        raise BadValue("language", "bad_language")
    return language


def _chosen(found: Any) -> Any:
    if found is None:
        raise BadValue("value", "no_choice")
    return found


def _tier(text: str) -> Tier:
    return _chosen(Tier(text) if text in set(Tier) else cells.tier_named(text))  # type: ignore[no-any-return]


def _kind(text: str) -> Kind:
    return _chosen(Kind(text) if text in set(Kind) else cells.kind_named(text))  # type: ignore[no-any-return]


def _colleague(text: str) -> int:
    return _chosen(int(text) if text.isascii() and text.isdigit() else None)  # type: ignore[no-any-return]


_READ: Mapping[str, Callable[[str], Any]] = {
    "name": clean_name,
    "tier": _tier,
    "kind": _kind,
    "owner_id": _colleague,
    "backup_id": _colleague,
    "language": _language,
    "city": lambda text: short_text(cells.cleaned(text)),
    "email": _email,
    "note": _note,
    "offers": _note,
    "needs": _note,
}
