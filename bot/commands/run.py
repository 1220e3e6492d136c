"""``rawat run``: the bot, its jobs, or both."""

from bot.app import App, Line
from bot.chat.logs import set_up_logs
from bot.chat.poller import LEASE_NAME
from bot.commands.database import make_ready
from bot.commands.running import Running, until_stopped
from bot.storage.alone import Alone

PARTS = ("bot", "jobs")


async def run(app: App, only: str | None) -> None:
    """Runs until it is stopped. On SQLite a second run beside a living one is refused."""
    set_up_logs()
    token = app.token
    held = [Alone(app.database_file, part) for part in PARTS if only in (None, part)] if app.database_file else []
    try:
        for part in held:
            part.hold()
        await make_ready(app)
        await _run(app, await _connected(app, token, alone=bool(held) and only != "jobs"), only)
    finally:
        for part in held:
            part.let_go()


async def _connected(app: App, token: str, *, alone: bool) -> Line:
    if alone:
        # Whoever held it before is gone, since nobody else runs on this file: no need to wait until it runs out.
        await app.leases.free(LEASE_NAME)
    return await app.connect(token)


async def _run(app: App, line: Line, only: str | None) -> None:
    running = Running(app, line, bot=only != "jobs", jobs=only != "bot")
    try:
        await running.start()
        await until_stopped(running)
    finally:
        await running.stop()
