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
        self._here = [one for one in self.staff if one.state is not StaffState.LEFT]

    def named(self, name: str) -> Staff | None:
        """The colleague; a new, pending one has the id 0. None where several are called so."""
        key = name_key(name.removeprefix("@"))
        for matching in (self._by_name(key), self._by_username(name), self._by_first_name(key)):
            if matching:
                return matching[0] if len(matching) == 1 else None
        return self.pending.setdefault(key, Staff(_as_written(name)))

    def _by_name(self, key: str) -> list[Staff]:
        return [one for one in self._here if name_key(one.name) == key]

    def _by_username(self, name: str) -> list[Staff]:
        wanted = name.removeprefix("@").casefold()
        return [one for one in self._here if one.username is not None and one.username.casefold() == wanted]

    def _by_first_name(self, key: str) -> list[Staff]:
        return [one for one in self._here if name_key(one.name).split(" ")[0] == key]


def _as_written(name: str) -> str:
    """A name typed in small letters throughout gets its capitals."""
    plain = name.removeprefix("@")
    return " ".join(word[:1].upper() + word[1:] for word in plain.split()) if plain.islower() else plain
