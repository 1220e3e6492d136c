"""Somebody who stands in a file twice: what the second row adds."""

from dataclasses import fields, replace

from bot.domain.phones import joined_phones, phones_of
from bot.domain.roster.entries import PersonEntry
from bot.domain.roster.table import Origin


def as_one(first: PersonEntry, second: PersonEntry, origin: Origin) -> PersonEntry | None:
    """Both as one, the first row filled in from the second; None where they contradict each other.

    Address books hold the same person twice, a number in each. So their numbers, addresses and notes are put together,
    unless there is nothing but a single word of a name to say that they are one.
    """
    one = first
    for field in fields(PersonEntry):
        before, after = getattr(one, field.name), getattr(second, field.name)
        if field.name in ("line", "name") or after in (None, (), before):
            continue
        if before in (None, ()):
            one = replace(one, **{field.name: after})
        elif origin is Origin.TABLE or not (" " in first.name or _shares(first, second)):
            return None
        elif field.name == "phone":
            one = replace(one, phone=joined_phones(before, after))
        elif field.name in ("note", "email"):
            one = replace(one, note=_with_line(one.note, after if field.name == "note" else f"✉️ {after}"))
        else:
            return None
    return one


def _with_line(note: str | None, line: str) -> str:
    if note is None:
        return line
    return note if line in note else f"{note}\n{line}"


def _shares(first: PersonEntry, second: PersonEntry) -> bool:
    phones = set(phones_of(first.phone)) & set(phones_of(second.phone))
    return bool(phones) or (first.email is not None and first.email == second.email)
