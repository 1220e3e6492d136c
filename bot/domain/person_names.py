"""Somebody's name as one types it, with salutation before and role behind: "Bu Ratna Wulandari, Direktur"."""

import re
from dataclasses import dataclass

_TITLES = frozenset(
    {
        *("bu", "ibu", "pak", "bapak", "bpk", "mas", "mbak", "mba", "kak", "kakak", "bang", "abang", "mama", "papa"),
        *("dr", "drg", "drh", "prof", "ir", "drs", "dra", "romo", "suster", "bruder", "pastor", "pdt", "pendeta"),
        *("ustaz", "ustadz", "ustad", "ustazah", "ustadzah", "kiai", "kyai", "kh", "nyai", "gus", "ning", "habib"),
        *("haji", "hajah", "hj", "bhante", "bikkhu", "bhikkhu", "pedanda", "cak", "teh", "kang", "tante", "om", "opa"),
        *("oma", "mr", "mrs", "ms", "miss", "mx", "sir", "madam", "dame", "lord", "rev", "fr"),
    }
)
"""Words that stand before a name and are none; compared without their full stop."""

_DEGREE = re.compile(r"(?:[A-Za-z]{1,6}\.){1,4}[A-Za-z]{0,6}|[A-Z][A-Za-z]{0,3}D?|M[A-Z]{1,3}|S[A-Z]{1,3}")
"""What stands behind a comma and still belongs to the name: S.E., M.Kes, PhD, MBA."""


@dataclass(frozen=True, slots=True)
class TypedName:
    """A name taken apart. Salutation and role stay as typed; None where there was none."""

    name: str
    salutation: str | None = None
    role: str | None = None


def parse_person(text: str) -> TypedName | None:
    """Salutation, name and role, the last one behind a comma or a dash; None where no name is left."""
    whole = " ".join(text.split())
    head, *parts = re.split(r"\s*,\s*|\s+[-–]\s+", whole)
    while parts and _DEGREE.fullmatch(parts[0]):
        head += f", {parts.pop(0)}"
    salutation, name = split_salutation(head)
    if not name:
        return None
    return TypedName(name, salutation, ", ".join(part for part in parts if part) or None)


def split_salutation(text: str) -> tuple[str | None, str]:
    """The salutation and titles before a name, and the name; a title alone is taken for a name."""
    words = text.split()
    count = 0
    while count < len(words) - 1 and _is_title(words[count]):
        count += 1
    return " ".join(words[:count]) or None, " ".join(words[count:])


def _is_title(word: str) -> bool:
    return word.rstrip(".").lower() in _TITLES or all(part in _TITLES for part in word.lower().split(".") if part)
