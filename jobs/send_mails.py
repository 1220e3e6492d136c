"""Sends the mails that wait and may go now."""

from collections import Counter
from datetime import datetime

from bot.app import App


async def run(app: App, now: datetime) -> Counter[str]:
    """How many mails came to which end."""
    return await app.send_mails(now)
