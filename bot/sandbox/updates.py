"""The updates that wait for a bot, and where a webhook wants them sent."""

import asyncio
from collections import deque
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]

# The kinds that a bot has to ask for by name (Bot API, getUpdates, allowed_updates).
BY_REQUEST_ONLY = frozenset({"chat_member", "message_reaction", "message_reaction_count"})


@dataclass(slots=True)
class Webhook:
    """A webhook as setWebhook was given it, and its last trouble."""

    url: str
    secret_token: str | None = None
    max_connections: int = 40
    last_error_at: int | None = None
    last_error: str | None = None


class Aborted(Exception):
    """Somebody else wants the updates now; says who, in Telegram's words."""


class UpdateQueue:
    """The unconfirmed updates of one bot, oldest first. Ids grow by one and are never used again."""

    def __init__(self, first_id: int) -> None:
        self._next_id = first_id
        self._waiting: deque[Json] = deque()
        self._waiter: asyncio.Future[None] | None = None
        self.allowed: frozenset[str] | None = None
        self.confirmed = 0

    def __len__(self) -> int:
        return len(self._waiting)

    @property
    def next_id(self) -> int:
        """The id that the next update will have."""
        return self._next_id

    @property
    def is_awaited(self) -> bool:
        """Whether somebody waits for the next update: a poll, or the sender to a webhook."""
        return self._waiter is not None

    def put(self, kind: str, payload: Json) -> int | None:
        """Queues an update and gives its id; None where the bot does not want this kind."""
        if not self._wants(kind):
            return None
        update_id = self._next_id
        self._next_id += 1
        self._waiting.append({"update_id": update_id, kind: payload})
        self.release()
        return update_id

    def allow(self, kinds: Collection[str]) -> None:
        """Sets which kinds are wanted from now on; none named means all but those by request only."""
        self.allowed = frozenset(kinds) or None

    def confirm_before(self, offset: int) -> None:
        """Forgets what came before `offset`; a negative offset keeps that many of the newest."""
        if offset < 0:
            while len(self._waiting) > -offset:
                self._drop_first()
            return
        while self._waiting and self._waiting[0]["update_id"] < offset:
            self._drop_first()

    def first(self, limit: int = 100) -> list[Json]:
        """Up to `limit` of the oldest updates. They stay until they are confirmed."""
        return [self._waiting[place] for place in range(min(limit, len(self._waiting)))]

    def drop_all(self) -> None:
        """Forgets everything that waits."""
        self.confirm_before(self._next_id)

    async def wait(self, timeout: float | None) -> None:
        """Returns as soon as an update waits, is released, or `timeout` seconds went by; raises Aborted on `abort`."""
        if self._waiting:
            return
        self._waiter = waiter = asyncio.get_running_loop().create_future()
        try:
            async with asyncio.timeout(timeout):
                await waiter
        except TimeoutError:
            pass
        finally:
            if self._waiter is waiter:
                self._waiter = None

    def release(self) -> None:
        """Ends the wait of whoever waits."""
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(None)

    def abort(self, reason: str) -> None:
        """Ends the wait of whoever waits, as a failure."""
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_exception(Aborted(reason))

    def _wants(self, kind: str) -> bool:
        return kind not in BY_REQUEST_ONLY if self.allowed is None else kind in self.allowed

    def _drop_first(self) -> None:
        self._waiting.popleft()
        self.confirmed += 1
