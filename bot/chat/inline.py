"""``@bot ratna`` in any chat: words for that person, to colleagues alone; what was chosen is logged."""

from telegram import ChosenInlineResult, InlineQuery, InlineQueryResultArticle, InputTextMessageContent

from bot.chat.answers import tell_done
from bot.chat.brief_lines import what
from bot.chat.drafting import SHOWN, Offer, offer_of
from bot.chat.html import shortened
from bot.chat.talk import Talk
from bot.domain.drafting import Drafting
from bot.domain.errors import RawatError
from bot.domain.given_texts import mark_of
from bot.domain.inline import InlineChoice
from bot.i18n import words
from bot.usecases.inline import ListDraftings, LogChosen

FOUND = 3
"""People and partners whose words are offered at a time."""
MOST = 20
TITLE_UNITS = 80
SHOWN_UNITS = 160


async def answer_inline(query: InlineQuery, talk: Talk | None) -> None:
    """Answers with words for whom the text names; nothing for a stranger. Never kept for anybody else, or for later."""
    results = await _results(talk, query.query) if talk is not None else []
    await query.answer(results, cache_time=0, is_personal=True)


async def log_chosen(talk: Talk, chosen: ChosenInlineResult) -> None:
    """Logs what was sent, and says so in the colleague's own chat with the bot."""
    choice = InlineChoice.read(chosen.result_id)
    if choice is None:
        return
    done = await LogChosen(talk.house.storage, talk.house.organisation)(talk.actor, choice)
    if done is not None:
        await tell_done(talk, done)


async def _results(talk: Talk, text: str) -> list[InlineQueryResultArticle]:
    if not text.strip():
        return []
    found = await talk.house.names.find(text.strip(), FOUND)
    clear = [one for one in found if one.clear]
    offers: list[Offer] = []
    for one in clear or found:
        drafts = ListDraftings(talk.house.storage, talk.house.organisation)
        try:
            draftings = await drafts(talk.actor, one.partner.id, one.person.id if one.person else None)
        except RawatError:
            # Erased, or moved, between the search and the look.
            continue
        offers += [offer_of(talk, drafting) for drafting in draftings]
    return [result for offer in offers for result in _of_offer(talk, offer)][:MOST]


def _of_offer(talk: Talk, offer: Offer) -> list[InlineQueryResultArticle]:
    about = _about(talk, offer.drafting)
    title = shortened(f"{about[:1].upper()}{about[1:]} · {offer.to}", TITLE_UNITS)
    return [
        InlineQueryResultArticle(
            id=_choice(talk, offer.drafting, one.key).wire,
            title=title,
            description=shortened(" ".join(one.text.split()), SHOWN_UNITS),
            input_message_content=InputTextMessageContent(one.text),
        )
        for one in offer.texts[:SHOWN]
    ]


def _about(talk: Talk, drafting: Drafting) -> str:
    if drafting.view is not None:
        return what(talk.t, drafting.view.item)
    return words.reminder_kind(talk.t, drafting.kind, inline=True)


def _choice(talk: Talk, drafting: Drafting, key: str) -> InlineChoice:
    asked, mark = talk.update.update_id, mark_of(key)
    if drafting.view is not None:
        return InlineChoice("r", drafting.view.item.reminder_id, mark, asked)
    if drafting.person is not None:
        return InlineChoice("p", drafting.person.id, mark, asked)
    return InlineChoice("o", drafting.partner.id, mark, asked)
