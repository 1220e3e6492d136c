"""The page's stream of changes, as server-sent events. The browser reconnects by itself and says where it was."""

import json
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from aiohttp import web

from bot.sandbox.clock import MovingClock
from bot.sandbox.page_changes import Persona, Watcher, cursor_of
from bot.sandbox.world import World

Json = dict[str, Any]

HEARTBEAT_SECONDS = 15.0
# While the clock moves, the page shows where it is.
MOVING_SECONDS = 0.4
RETRY_MILLISECONDS = 1000


async def stream_changes(
    request: web.Request, world: World, personas: Sequence[Persona], clock: MovingClock
) -> web.StreamResponse:
    """Sends each change after the cursor until the page goes; `reload` where the cursor is of an earlier start."""
    response = web.StreamResponse(headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"})
    await response.prepare(request)
    await response.write(f"retry: {RETRY_MILLISECONDS}\n\n".encode())
    revision = revision_in(request.headers.get("Last-Event-ID") or request.query.get("after", ""), world)
    if revision is None:
        await response.write(_event({"kind": "reload"}, cursor_of(world)))
        return response
    watcher = Watcher(world, personas, clock, revision)
    # A page that was closed is noticed at the next event.
    with suppress(ConnectionResetError):
        await _follow(response, watcher)
    return response


async def _follow(response: web.StreamResponse, watcher: Watcher) -> None:
    while True:
        changes = list(watcher.changes())
        for change in changes:
            await response.write(_event(change, f"{watcher.world.epoch}-{watcher.revision}"))
        timeout = MOVING_SECONDS if watcher.clock.moving_to else HEARTBEAT_SECONDS
        if await watcher.world.feed.changed(watcher.revision, timeout) == watcher.revision:
            await response.write(_event(watcher.clock_change(), f"{watcher.world.epoch}-{watcher.revision}"))


def revision_in(cursor: str, world: World) -> int | None:
    """The revision in a cursor of this start of the world; None for any other."""
    epoch, _, revision = cursor.partition("-")
    if epoch != str(world.epoch) or not revision.isdecimal() or int(revision) > world.revision:
        return None
    return int(revision)


def _event(change: Json, cursor: str) -> bytes:
    return f"id: {cursor}\ndata: {json.dumps(change, ensure_ascii=False)}\n\n".encode()
