"""Sends what is owed and may go now."""

from collections import Counter
from datetime import datetime

from bot.app import App


async def run(app: App, now: datetime) -> Counter[str]:
    """How many notices came to which end."""
    line = app.line or await app.connect()
    await line.pacing.account()
    return await line.deliver(now)
