"""All rooms of the chat, put together."""

from bot.chat import (
    agreement_forms,
    agreements,
    answers,
    asks,
    baselines,
    confirming,
    contact_after,
    events,
    finding,
    interactions,
    joining,
    kept_feasts,
    leaving,
    media,
    merging,
    occasion_form,
    occasions,
    own_feasts,
    own_words,
    partner_card,
    partner_edit,
    partners,
    people,
    people_list,
    person_card,
    person_edit,
    person_forms,
    promises,
    reminders,
    rhythms,
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
    media.room,
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
    rhythms.room,
    agreements.room,
    agreement_forms.room,
    merging.room,
    people.room,
    people_list.room,
    person_card.room,
    person_edit.room,
    leaving.room,
    person_forms.room,
    events.room,
    occasions.room,
    occasion_form.room,
    kept_feasts.room,
    own_feasts.room,
    confirming.room,
    finding.room,
    upcoming.room,
    promises.room,
    staff.room,
    settings.room,
    own_words.room,
    undo.room,
)


def make_router() -> Router:
    """The router over all rooms; the command menu offers what they take."""
    router = Router(ROOMS)
    offer(router.commands)
    return router
