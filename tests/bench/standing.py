"""A start to the first answer, memory at rest, the search, and planning."""

import asyncio
import random
import time
from pathlib import Path

from bot.storage.engine import make_engine
from bot.storage.names import StoredNames
from bot.storage.unit_of_work import SqlStorage
from tests.bench.processes import Side, memory_mib, rawat
from tests.bench.town import Town, misspelt

REST = 3.0
"""Seconds without anything to do before memory is weighed."""


async def start(side: Side, folder: Path, database: str, text: str, user: int) -> tuple[float, float]:
    """Seconds from the start of ``rawat run`` to the answer of a command that waits; then MiB at rest."""
    began = time.monotonic()
    async with rawat(side, folder, database) as running:
        heard = await side.ask("hear_one", user, text)
        await asyncio.sleep(REST)
        return float(heard["at"]) - began, memory_mib(running.pid)


async def search(database: str, town: Town, count: int) -> list[float]:
    """Milliseconds of searches, half misspelt, each read again from the database; in order of length."""
    dice, engine = random.Random(11), make_engine(database)
    names = StoredNames(SqlStorage(engine))
    try:
        await names.index()
        took = []
        for place in range(count):
            name = dice.choice(town.names)
            asked = misspelt(name, dice) if place % 2 else name
            began = time.perf_counter()
            await names.find(asked)
            took.append(1000 * (time.perf_counter() - began))
    finally:
        await engine.dispose()
    return sorted(took)
