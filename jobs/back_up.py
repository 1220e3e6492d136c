"""Copies the database once a day."""

from datetime import datetime
from pathlib import Path

from bot.app import App


async def run(app: App, now: datetime) -> Path | None:
    """The copy that was made; None on PostgreSQL, whose own pg_dump does that, and where today's copy is there."""
    return await app.back_up_daily(now)
