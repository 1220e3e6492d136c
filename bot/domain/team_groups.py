"""The group chat that an admin linked as the team's."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class TeamGroup:
    """A linked group; ``chat_id`` changes when Telegram turns the group into a larger one.

    ``weekly``: Monday's figures are posted there.
    """

    chat_id: int
    title: str
    linked_by: int | None = None
    linked_at: datetime | None = None
    weekly: bool = False
    id: int = 0
