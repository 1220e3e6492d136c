"""Files of partners, read and waiting to be imported."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class RosterFile:
    """A file in staging. ``rows`` is what it says, as JSON; ``staff_id`` None where an operator brought it."""

    name: str
    rows: str
    read_at: datetime
    staff_id: int | None = None
    imported_at: datetime | None = None
    id: int = 0
