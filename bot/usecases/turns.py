"""Giving others their turn in the middle of a long reckoning: on SQLite no question waits, and so none of them does."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable
from itertools import islice
from typing import TypeVar

T = TypeVar("T")

PART = 250
"""Rows that are gone through at a stretch: some milliseconds."""


async def by_turns(rows: Iterable[T]) -> AsyncIterator[T]:
    """Each of many rows; after every part others have their turn."""
    left = iter(rows)
    while part := list(islice(left, PART)):
        for one in part:
            yield one
        await asyncio.sleep(0)


async def in_turn(reckon: Callable[[], T]) -> T:
    """What is reckoned, once others have had their turn."""
    await asyncio.sleep(0)
    return reckon()
