"""News that something changed, for those who watch."""

import asyncio


class Feed:
    """A revision that grows with every change, and a way to wait for the next."""

    def __init__(self) -> None:
        self.revision = 0
        self._waiters: set[asyncio.Future[None]] = set()

    def bump(self) -> int:
        """Counts one change, wakes all who wait, and gives the new revision."""
        self.revision += 1
        if self._waiters:
            for waiter in self._waiters:
                if not waiter.done():
                    waiter.set_result(None)
            self._waiters.clear()
        return self.revision

    async def changed(self, after: int, timeout: float | None = None) -> int:
        """Waits until the revision is past `after` or `timeout` seconds went by; gives the revision."""
        try:
            async with asyncio.timeout(timeout):
                while self.revision <= after:
                    await self._next()
        except TimeoutError:
            pass
        return self.revision

    async def _next(self) -> None:
        waiter = asyncio.get_running_loop().create_future()
        self._waiters.add(waiter)
        try:
            await waiter
        finally:
            self._waiters.discard(waiter)
