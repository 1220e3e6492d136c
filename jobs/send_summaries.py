"""Owes each manager last week's summary on Monday, at their hour."""

from datetime import datetime

from bot.app import App


async def run(app: App, now: datetime) -> int:
    """How many summaries are newly owed at *now*."""
    return await app.owe_summaries(now)
