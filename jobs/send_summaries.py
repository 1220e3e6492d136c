"""Owes each manager last week's summary on Monday, at their hour; to group and colleagues, what they want of it."""

from datetime import datetime

from bot.app import App


async def run(app: App, now: datetime) -> int:
    """How many summaries are newly owed at *now*."""
    return await app.owe_summaries(now) + await app.owe_team_weeks(now)
