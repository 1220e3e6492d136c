"""All rooms of the chat, put together."""

from bot.chat import (
    answers,
    asks,
    baselines,
    contact_after,
    events,
    finding,
    interactions,
    joining,
    partner_card,
    partner_edit,
    partners,
    people,
    promises,
    reminders,
    roster,
    settings,
    staff,
    summaries,
    undo,
    upcoming,
)
from bot.chat import briefs as _briefs  # noqa: F401 - it words notices and takes nothing
from bot.chat.menu import offer
from bot.chat.router import Router

ROOMS = (
    joining.room,
    interactions.room,
    contact_after.room,
    asks.room,
    answers.room,
    reminders.room,
    summaries.room,
    roster.room,
    baselines.room,
    partners.room,
    partner_card.room,
    partner_edit.room,
    people.room,
    events.room,
    finding.room,
    upcoming.room,
    promises.room,
    staff.room,
    settings.room,
    undo.room,
)


def make_router() -> Router:
    """The router over all rooms; the command menu offers what they take."""
    router = Router(ROOMS)
    offer(router.commands)
    return router
