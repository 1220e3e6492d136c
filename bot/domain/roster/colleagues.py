"""Colleagues by the names that a roster gives its owners."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from bot.domain.roster.reading import name_key
from bot.domain.staff import Staff
from bot.domain.words import StaffState


@dataclass
class Colleagues:
    """Finds owners by full name, Telegram name or first name. Whoever is not there becomes pending, once."""

    staff: Iterable[Staff]
    pending: dict[str, Staff] = field(default_factory=dict)

    def __post_init__(self) -> None:
        here = [one for one in self.staff if one.state is not StaffState.LEFT]
        self._by_name = _grouped((name_key(one.name), one) for one in here)
        self._by_username = _grouped((one.username.casefold(), one) for one in here if one.username is not None)
        self._by_first_name = _grouped((name_key(one.name).split(" ")[0], one) for one in here)
        self._keys: dict[str, str] = {}

    def named(self, name: str) -> Staff | None:
        """The colleague; a new, pending one has the id 0. None where several are called so."""
        plain = name.removeprefix("@")
        key = self._keys.get(name) or self._keys.setdefault(name, name_key(plain))
        for found in (self._by_name.get(key), self._by_username.get(plain.casefold()), self._by_first_name.get(key)):
            if found:
                return found[0] if len(found) == 1 else None
        return self.pending.get(key) or self.pending.setdefault(key, Staff(_as_written(name)))


def _grouped(pairs: Iterable[tuple[str, Staff]]) -> dict[str, list[Staff]]:
    grouped: dict[str, list[Staff]] = {}
    for key, one in pairs:
        grouped.setdefault(key, []).append(one)
    return grouped


def _as_written(name: str) -> str:
    """A name typed in small letters throughout gets its capitals."""
    plain = name.removeprefix("@")
    return " ".join(word[:1].upper() + word[1:] for word in plain.split()) if plain.islower() else plain
