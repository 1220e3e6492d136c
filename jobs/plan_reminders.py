"""Makes the reminders what the facts of the day call for."""

from datetime import datetime

from bot.app import App
from bot.usecases.forecast import Forecast
from bot.usecases.planning.plan_reminders import Planned


async def run(app: App, now: datetime, *, dry_run: bool = False) -> Planned | Forecast:
    """Plans the organisation's day of *now*; a dry run tells what everybody would see then."""
    if dry_run:
        return await app.forecast_day(now)
    return await app.plan_reminders(now)
