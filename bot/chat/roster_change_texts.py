"""What a file would change, in words: columns, and what stood and will stand in them."""

from collections.abc import Callable, Mapping
from datetime import date

from bot.domain.roster.columns import Column
from bot.domain.roster.plans import FieldChange
from bot.domain.words import Consent, Kind, OccasionKind, PartnerState, PersonState, Tier
from bot.i18n import words
from bot.i18n.formats import Formats
from bot.i18n.translator import Translator, own_name

MOST_LETTERS = 60
_NOTHING = "—"


def value_text(t: Translator, f: Formats, column: Column, value: str | None) -> str:
    """A value as a colleague would read it; a dash for nothing."""
    if value is None or value == "":
        return _NOTHING
    said = _WORDS.get(column)
    text = said(t, value) if said is not None else _written_day(f, value)
    return text if len(text) <= MOST_LETTERS else text[: MOST_LETTERS - 1].rstrip() + "…"


def change_values(t: Translator, f: Formats, change: FieldChange) -> tuple[str, str]:
    """What stands there and what will."""
    return value_text(t, f, change.column, change.before), value_text(t, f, change.column, change.after)


def _written_day(f: Formats, value: str) -> str:
    try:
        return f.day_year(date.fromisoformat(value))
    except ValueError:
        return " ".join(value.split())


def _feast(t: Translator, value: str) -> str:
    key, _, shift = value.partition(" ")
    return f"{words.feast(t, key)} {shift}".strip()


def _day(t: Translator, value: str) -> str:
    title, _, day = value.rpartition(": ")
    known = {kind.value: kind for kind in OccasionKind}
    return f"{words.occasion_kind(t, known[title]) if title in known else title}: {day}"


_WORDS: Mapping[Column, Callable[[Translator, str], str]] = {
    Column.TIER: lambda t, value: words.tier(t, Tier(value)),
    Column.KIND: lambda t, value: words.kind(t, Kind(value)),
    Column.STATE: lambda t, value: words.partner_state(t, PartnerState(value)),
    Column.PERSON_STATE: lambda t, value: words.person_state(t, PersonState(value)),
    Column.LANGUAGE: lambda _t, value: own_name(value),
    Column.PERSON_LANGUAGE: lambda _t, value: own_name(value),
    Column.AGREED: lambda t, value: words.consent(t, Consent(value)),
    Column.CELEBRATIONS: _feast,
    Column.PARTNER_CELEBRATIONS: _feast,
    Column.PARTNER_DAYS: _day,
    Column.PERSON_DAYS: _day,
}
