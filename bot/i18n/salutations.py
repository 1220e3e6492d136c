"""How a person is named and spoken to.

Salutations and titles stay as typed. By name a person is called by the kept call name, else by the full name; the
first word of a name is never taken for one ("I Made Wirawan", "Liem Mei Hwa").
"""

from typing import Protocol

_YOU = {
    "bu": "Ibu",
    "ibu": "Ibu",
    "pak": "Bapak",
    "bapak": "Bapak",
    "bpk": "Bapak",
    "dr": "Dokter",
    "dokter": "Dokter",
    "prof": "Prof",
    "kak": "Kakak",
    "mas": "Mas",
    "mbak": "Mbak",
    "romo": "Romo",
    "suster": "Suster",
    "ustaz": "Ustaz",
    "ustazah": "Ustazah",
    "kiai": "Kiai",
}
"""What Indonesian says for *you*: the first word of the salutation decides, and nothing else does."""

_SCHOLARS = frozenset(["Dr.", "Dr", "DR."])
"""A doctorate, which is written with a capital; *dr.* is a physician, and only a physician is spoken to as Dokter."""

_BEFORE_SURNAMES = frozenset(["mr", "mrs", "ms", "miss", "mx"])
"""English salutations that do not stand before a call name."""


class Named(Protocol):
    """Somebody with a name, and perhaps a salutation and a call name."""

    @property
    def name(self) -> str: ...

    @property
    def salutation(self) -> str | None: ...

    @property
    def call_name(self) -> str | None: ...


def full_name(person: Named) -> str:
    """Bu Ratna Wulandari: salutation and full name."""
    return _joined(person.salutation, person.name)


def call_name(person: Named, language: str = "id") -> str:
    """Bu Ratna, where that call name is kept; else Bu Ratna Wulandari. In English, Eleanor rather than Ms Eleanor."""
    if not person.call_name:
        return full_name(person)
    if language == "en" and _first_word(person.salutation) in _BEFORE_SURNAMES:
        return person.call_name
    return _joined(person.salutation, person.call_name)


def you(person: Named, language: str = "id") -> str:
    """How a sentence to the person says *you*: Ibu, Bapak, Dokter; who has no such salutation is called by name."""
    if language != "id":
        return "you"
    first = (person.salutation or "").partition(" ")[0]
    known = None if first in _SCHOLARS else _YOU.get(_first_word(person.salutation))
    return known or call_name(person, language)


def _first_word(salutation: str | None) -> str:
    words = (salutation or "").split()
    return words[0].rstrip(".").lower() if words else ""


def _joined(salutation: str | None, name: str) -> str:
    """Salutation and name; not twice, where the name was typed with it."""
    if not salutation or name.lower().startswith(f"{salutation.lower()} "):
        return name
    return f"{salutation} {name}"
