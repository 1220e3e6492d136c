"""Change sets: what an act changed, by field, for undo, audit and history."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

Ranges = tuple[tuple[int, int], ...]
"""Ids, as the first and last of each run."""
REMOVED = "removed:"
"""Before a noun: ids of rows that went, among those that an act notes by their ids alone."""


@dataclass(frozen=True, slots=True)
class Change:
    """One row's change. ``before`` is None for a row added, ``after`` for one removed; values are plain JSON."""

    noun: str
    id: int
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None

    @property
    def blanked(self) -> bool:
        """Whether its values were forgotten, and the names of its fields alone are left."""
        return all(value is None for values in (self.before, self.after) for value in (values or {}).values())

    def without_values(self) -> "Change":
        """Which fields of which row changed, and nothing of what stood in them."""
        before, after = (None if values is None else dict.fromkeys(values) for values in (self.before, self.after))
        return Change(self.noun, self.id, before, after)


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """All changes of one act. ``key`` is unique: the same act is done once; ``outcome`` is what it answered.

    ``added`` are rows that came in by the thousand: by noun, their ids alone, without what stood in them.
    """

    act: str
    at: datetime
    key: str | None = None
    staff_id: int | None = None
    partner_id: int | None = None
    changes: tuple[Change, ...] = ()
    outcome: Mapping[str, Any] = field(default_factory=dict)
    undone_at: datetime | None = None
    undo_of: int | None = None
    added: Mapping[str, Ranges] = field(default_factory=dict)
    id: int = 0


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the order of acts: the last one seen, and ids before it whose acts might still be under way."""

    last: int = 0
    missing: tuple[int, ...] = ()


def ranges_of(ids: Iterable[int]) -> Ranges:
    """Ids as runs."""
    runs: list[tuple[int, int]] = []
    for id in sorted(ids):
        if runs and runs[-1][1] == id - 1:
            runs[-1] = (runs[-1][0], id)
        else:
            runs.append((id, id))
    return tuple(runs)


def holds(ranges: Ranges, id: int) -> bool:
    """Whether an id is in one of the runs."""
    return any(first <= id <= last for first, last in ranges)
