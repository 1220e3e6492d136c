"""Makes the reminders what the facts of the day call for."""

from datetime import datetime

from bot.app import App
from bot.usecases.planning.plan_reminders import Planned


async def run(app: App, now: datetime, *, dry_run: bool = False) -> Planned:
    """Plans the organisation's day of *now*."""
    return await app.plan_reminders(now, dry_run=dry_run)
