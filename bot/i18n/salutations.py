"""How a person is named and spoken to.

Salutations and titles stay as typed. By name a person is called by the kept call name, else by the full name; the
first word of a name is never taken for one ("I Made Wirawan", "Liem Mei Hwa").
"""

from typing import Protocol

_YOU = {
    "abah": "Abah",
    "abang": "Abang",
    "akang": "Akang",
    "ayah": "Ayah",
    "bang": "Bang",
    "bapak": "Bapak",
    "bhante": "Bhante",
    "bhikkhu": "Bhante",
    "biksu": "Bhante",
    "bli": "Bli",
    "bpk": "Bapak",
    "bruder": "Bruder",
    "bu": "Ibu",
    "bunda": "Bunda",
    "buya": "Buya",
    "ci": "Cici",
    "cici": "Cici",
    "dokter": "Dokter",
    "dr": "Dokter",
    "drg": "Dokter",
    "drh": "Dokter",
    "frater": "Frater",
    "gus": "Gus",
    "habib": "Habib",
    "ibu": "Ibu",
    "kak": "Kakak",
    "kakak": "Kakak",
    "kang": "Kang",
    "kiai": "Kiai",
    "ko": "Koko",
    "koko": "Koko",
    "kyai": "Kiai",
    "mama": "Mama",
    "mas": "Mas",
    "mba": "Mbak",
    "mbak": "Mbak",
    "mbok": "Mbok",
    "mbah": "Mbah",
    "miss": "Ibu",
    "mr": "Bapak",
    "mrs": "Ibu",
    "ms": "Ibu",
    "neng": "Neng",
    "nyai": "Nyai",
    "oma": "Oma",
    "om": "Om",
    "opa": "Opa",
    "pak": "Bapak",
    "pastor": "Pastor",
    "pater": "Pater",
    "pdt": "Pendeta",
    "pendeta": "Pendeta",
    "prof": "Prof",
    "romo": "Romo",
    "sr": "Suster",
    "suster": "Suster",
    "syekh": "Syekh",
    "tante": "Tante",
    "teh": "Teteh",
    "teteh": "Teteh",
    "uda": "Uda",
    "umi": "Umi",
    "uni": "Uni",
    "ustadz": "Ustaz",
    "ustadzah": "Ustazah",
    "ustaz": "Ustaz",
    "ustazah": "Ustazah",
}
"""What Indonesian says for *you*: the first word of the salutation decides, and nothing else does."""

_UNMARRIED = frozenset(["Bhante", "Bruder", "Frater", "Pastor", "Pater", "Romo", "Suster"])
"""Who has no family of their own to be greeted with."""

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


def has_family(person: Named) -> bool:
    """Whether a family is greeted along; monks, nuns and priests have none."""
    return _YOU.get(_first_word(person.salutation)) not in _UNMARRIED


def _first_word(salutation: str | None) -> str:
    words = (salutation or "").split()
    return words[0].rstrip(".").lower() if words else ""


def _joined(salutation: str | None, name: str) -> str:
    """Salutation and name; what the name was typed with is not said twice (Bapak, Pak Budi: Bapak Budi)."""
    if not salutation:
        return name
    said = {_plain(word) for word in salutation.split()}
    words = name.split(" ")
    while len(words) > 1 and _plain(words[0]) in said:
        del words[0]
    return f"{salutation} {' '.join(words)}"


def _plain(word: str) -> str:
    plain = word.rstrip(".").lower()
    return {"pak": "bapak", "bpk": "bapak", "bu": "ibu", "mba": "mbak"}.get(plain, plain)
