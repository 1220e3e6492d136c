"""Incoming updates: kept before they are confirmed, done in order within a chat, and done once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Protocol

MOST_FAILURES = 5
"""So often failed, an update is set aside: it would fail for ever, and hold its chat up."""
MOST_BEGUN = 40
"""So often begun, with no word of how it ended, it is set aside: it may be what ends the process. Kills are few."""
MOST_UNANSWERED = 5_000
"""So often done without its answer getting through, over hours, it is set aside."""


@dataclass(frozen=True, slots=True)
class NewUpdate:
    """An update as Telegram gave it. ``payload`` is the Bot API's own object, whole."""

    update_id: int
    chat_id: int
    payload: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ClaimedUpdate:
    """An update that is this claim's to do. ``attempts`` counts this one too."""

    update_id: int
    chat_id: int
    payload: Mapping[str, Any]
    attempts: int
    failures: int = 0
    failure: str | None = None

    @property
    def again(self) -> bool:
        """Whether it was begun before, and may have done its work."""
        return self.attempts > 1

    @property
    def hopeless(self) -> bool:
        """Whether it failed, or was begun, too often."""
        most = MOST_UNANSWERED if self.failure == UNANSWERED else MOST_BEGUN
        return self.failures >= MOST_FAILURES or self.attempts > most


UNANSWERED = "unanswered"
"""The failure of an update that was done, while its answer did not get through."""


class UpdateInbox(Protocol):
    """The rows of incoming updates. All instants are machine time."""

    async def keep(self, updates: Sequence[NewUpdate]) -> int:
        """Keeps updates in one commit; those that are known stay as they are. Gives how many were new."""
        ...

    async def claim(self, most: int, token: str, lease: timedelta, finished: Iterable[int] = ()) -> list[ClaimedUpdate]:
        """Ends the *finished* ones of this token, and claims the oldest unfinished update of each free chat.

        A chat is free when none of its updates is claimed by anybody, on any replica. One commit.
        """
        ...

    async def extend(self, token: str, lease: timedelta) -> None:
        """Holds everything claimed under this token for so much longer."""
        ...

    async def release(self, update_id: int, token: str, failure: str, retry_in: timedelta) -> None:
        """Gives an update back, to be done again after a while; its chat waits for it."""
        ...

    async def set_aside(self, update_id: int, token: str, failure: str) -> None:
        """Ends an update that will not succeed; its payload stays for whoever looks into it, until it is tidied."""
        ...
