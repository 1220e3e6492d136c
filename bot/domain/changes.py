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
