"""Change sets: what an act changed, by field, for undo, audit and history."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


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
    """All changes of one act. ``key`` is unique: the same act is done once; ``outcome`` is what it answered."""

    act: str
    at: datetime
    key: str | None = None
    staff_id: int | None = None
    partner_id: int | None = None
    changes: tuple[Change, ...] = ()
    outcome: Mapping[str, Any] = field(default_factory=dict)
    undone_at: datetime | None = None
    undo_of: int | None = None
    id: int = 0
