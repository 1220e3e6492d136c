"""Forgets what is no longer needed."""

from datetime import datetime

from bot.app import App
from bot.usecases.tidying import Tidied


async def run(app: App, now: datetime) -> Tidied:
    """How much was forgotten."""
    return await app.tidy(now)
