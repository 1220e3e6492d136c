"""Files of partners, read and waiting to be imported."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class RosterFile:
    """A file in staging, as it came and as it was understood; ``staff_id`` None where an operator brought it.

    ``rows`` is what it says, as JSON, a part of it a line; ``facts`` are the sheet and the columns chosen, what was
    shown, and where the acts stood then. Once it is imported, ``content`` and ``rows`` are gone.
    """

    name: str
    rows: str
    read_at: datetime
    staff_id: int | None = None
    imported_at: datetime | None = None
    content: bytes | None = None
    facts: Mapping[str, Any] | None = field(default_factory=dict)
    id: int = 0
