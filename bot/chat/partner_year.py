"""A partner's year as a picture: care above the line, requests below."""

from bot.chat.history_buttons import ShowYear
from bot.chat.html import bold, shortened
from bot.chat.router import Room
from bot.chat.talk import Talk
from bot.reports.drawing import drawn
from bot.reports.pictures import year_picture
from bot.usecases.partner_year import ShowPartnerYear

room = Room()
NAME_SHOWN = 100


@room.button(ShowYear)
async def show_year(talk: Talk, pressed: ShowYear) -> None:
    """Sends the picture, with its figures in words; without any contact there is nothing to draw."""
    year = await ShowPartnerYear(talk.house.storage, talk.house.organisation)(talk.actor, pressed.partner_id)
    t, months = talk.t, year.months
    partner = bold(shortened(year.partner.name, NAME_SHOWN))
    care, asks = sum(one.care for one in months), sum(one.asks for one in months)
    work, theirs = sum(one.work for one in months), sum(one.theirs for one in months)
    if not care + asks + work + theirs:
        await talk.answer(t("{partner}: no contact was noted in the last twelve months.", partner=partner))
        return
    facts = [
        t.n("{n} contact to care for them", "{n} contacts to care for them", care),
        t.n("{n} about work", "{n} about work", work),
        t.n("{n} request", "{n} requests", asks),
        t.n("{n} from them", "{n} from them", theirs),
    ]
    caption = t("{partner}, the last twelve months: {facts}.", partner=partner, facts=talk.f.list_of(facts))
    picture = await drawn(year_picture, t, talk.f, year.partner.name, months)
    await talk.send_picture(picture, caption)
