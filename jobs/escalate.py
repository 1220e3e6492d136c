"""Notes which reminders have waited too long, so that briefs show them to others."""

from datetime import datetime

from bot.app import App
from bot.usecases.escalation import Escalated


async def run(app: App, now: datetime, *, dry_run: bool = False) -> Escalated:
    """Escalates the organisation's day of *now*."""
    return await app.escalate(now, dry_run=dry_run)
