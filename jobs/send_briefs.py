"""Owes each colleague whose hour has come the brief of their day, and the questions that have theirs."""

from datetime import datetime

from bot.app import App
from bot.usecases.briefs import Composed


async def run(app: App, now: datetime, *, dry_run: bool = False) -> Composed:
    """Composes the briefs that are due at *now*."""
    composed = await app.compose_briefs(now, dry_run=dry_run)
    if not dry_run:
        await app.tell_of_absences(now)
        await app.owe_baselines(now)
        await app.ask_about_feasts(now)
    return composed
