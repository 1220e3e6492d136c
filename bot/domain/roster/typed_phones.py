"""Phone numbers as people type them, one or several, brought to the form in which they are kept."""

from dataclasses import dataclass

from bot.domain.phones import joined_phones, phones_of
from bot.domain.roster import cells


@dataclass(frozen=True, slots=True)
class TypedPhones:
    """Numbers as they are kept (None for none), and those among them that are none and stay text."""

    kept: str | None = None
    odd: tuple[str, ...] = ()


def typed_phones(text: str, country: str) -> TypedPhones:
    """Each number as E.164, in *country* where it names none; what is no number stays as it was typed."""
    lines = cells.cleaned(text, lines=True)
    read = {part: cells.phone_number(part, country) for part in phones_of(lines)}
    kept = joined_phones(*(number or part for part, number in read.items()))
    return TypedPhones(kept, tuple(part for part, number in read.items() if number is None))
