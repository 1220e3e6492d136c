"""Pictures are drawn aside, one at a time: whoever writes meanwhile is answered, and memory is taken once."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import ParamSpec

P = ParamSpec("P")

_PENCIL = ThreadPoolExecutor(max_workers=1, thread_name_prefix="pictures")


async def drawn(draw: Callable[P, bytes], *facts: P.args, **more: P.kwargs) -> bytes:
    """What *draw* makes of the facts, in a thread of its own."""
    return await asyncio.get_running_loop().run_in_executor(_PENCIL, partial(draw, *facts, **more))
