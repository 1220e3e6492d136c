"""``rawat run``: the bot, its jobs, or both."""

from bot.app import App
from bot.chat.logs import set_up_logs
from bot.chat.poller import LEASE_NAME
from bot.commands.database import make_ready
from bot.commands.running import Running, until_stopped
from bot.domain.errors import OperatorError
from bot.storage.engine import is_sqlite


async def run(app: App, only: str | None) -> None:
    """Runs until it is stopped. On SQLite a second run beside a living one is refused."""
    set_up_logs()
    token = app.token
    await make_ready(app)
    if only != "jobs" and is_sqlite(app.engine) and await app.leases.is_held(LEASE_NAME):
        raise OperatorError(
            "Another run uses this database file, or ended less than half a minute ago; stop it or wait. "
            "For several machines use PostgreSQL."
        )
    line = await app.connect(token)
    running = Running(app, line, bot=only != "jobs", jobs=only != "bot")
    await running.start()
    try:
        await until_stopped(running)
    finally:
        await running.stop()
