"""Others have their turn in the middle of a long reckoning."""

import asyncio

from bot.usecases.turns import PART, by_turns, in_turn


async def test_others_have_their_turn_after_every_part() -> None:
    turns: list[int] = []
    gone_through = 0

    async def other() -> None:
        while True:
            turns.append(gone_through)
            await asyncio.sleep(0)

    waiting = asyncio.create_task(other())
    async for row in by_turns(range(3 * PART + 1)):
        assert row == gone_through
        gone_through += 1
    waiting.cancel()
    assert turns == [PART, 2 * PART, 3 * PART, 3 * PART + 1]


async def test_others_have_their_turn_before_what_is_reckoned_at_once() -> None:
    order: list[str] = []
    other = asyncio.create_task(_note(order))
    assert await in_turn(lambda: len(order)) == 1
    await other


async def _note(order: list[str]) -> None:
    order.append("other")
