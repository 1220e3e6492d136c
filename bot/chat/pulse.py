"""The signs of life of taking updates in and of answering them: seldom written, so that they cost nothing."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from bot.domain.delivery import HealthBook

log = logging.getLogger(__name__)

EVERY = 20.0
"""Seconds between two signs."""


@dataclass
class Pulse:
    """Notes that a part of the work goes on, or fails."""

    health: HealthBook
    name: str
    now: Callable[[], datetime]
    _again: float = field(default=float("-inf"), repr=False)
    _failing: bool = field(default=False, repr=False)

    async def well(self) -> None:
        """It goes on."""
        now = asyncio.get_running_loop().time()
        if now < self._again and not self._failing:
            return
        self._again, self._failing = now + EVERY, False
        try:
            await self.health.ended(self.name, self.now())
        except Exception as error:  # noqa: BLE001 - a sign of life is worth no trouble
            log.warning("a sign of life could not be noted", extra={"error": type(error).__name__})

    async def ill(self, failure: str) -> None:
        """It fails; noted once until it goes on."""
        if self._failing:
            return
        self._failing = True
        try:
            await self.health.failed(self.name, failure)
        except Exception as error:  # noqa: BLE001 - the database may be what fails
            log.warning("a failure could not be noted", extra={"error": type(error).__name__})
