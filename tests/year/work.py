"""How much work a life makes: statements and steps of the database's machine, and the memory of the process."""

from dataclasses import dataclass
from typing import Any

import psutil
from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncEngine

STEPS = 1000
"""Steps of SQLite's machine that are counted as one."""


@dataclass
class Work:
    """Statements, and thousands of steps, since the beginning: counted, and so the same on a busy machine."""

    statements: int = 0
    steps: int = 0

    def watch(self, engine: AsyncEngine) -> "Work":
        """Counts what goes through this SQLite engine's connections."""
        event.listen(engine.sync_engine, "connect", self._connected)
        return self

    def _connected(self, connection: Any, _record: Any) -> None:
        database = connection.driver_connection._conn
        database.set_trace_callback(self._said)
        database.set_progress_handler(self._stepped, STEPS)

    def _said(self, _statement: str) -> None:
        self.statements += 1

    def _stepped(self) -> int:
        self.steps += 1
        return 0


def memory_mib() -> float:
    """What this process holds now."""
    return float(psutil.Process().memory_info().rss) / 2**20
