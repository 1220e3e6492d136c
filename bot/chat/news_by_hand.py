"""For whom news is, chosen by hand: partners turned on and off, found by a written name."""

from collections.abc import Sequence

from bot.chat.html import esc, shortened
from bot.chat.keyboards import AnyKey, Key
from bot.chat.news_buttons import NewsByHand, NewsFor
from bot.chat.news_parts import shown_as, step_key, view_of
from bot.chat.talk import Talk
from bot.domain.forms import Form
from bot.domain.mailing import Audience
from bot.domain.paging import page_near
from bot.domain.partners import Partner
from bot.usecases.mail_audience import chosen_partners, is_in

PAGE = 8
NAME_UNITS = 60
FOUND_AT_MOST = 40


async def show_hand(talk: Talk, form: Form, page: int) -> None:
    """A page of the partners among whom one chooses, or of those that were found by name."""
    t, view = talk.t, await view_of(talk, form)
    audience = Audience.of(view.mailing.audience)
    async with talk.house.storage.read() as uow:
        partners = await chosen_partners(uow, talk.actor, audience, talk.today)
    n = sum(1 for one in partners if is_in(audience, one.id))
    text = t.n(
        "{n} partner is chosen. A tap adds one or takes it out; write a name to find it.",
        "{n} partners are chosen. A tap adds one or takes it out; write a name to find it.",
        n,
    )
    sought = str(form.fields.get("find", ""))
    found = await _found(talk, partners, sought) if sought else []
    shown = found or partners
    page = page_near(page, len(shown), PAGE)
    rows: list[list[AnyKey]] = []
    for one in shown[page * PAGE :][:PAGE]:
        sign = "✓" if is_in(audience, one.id) else "–"
        label = f"{sign} {shortened(one.name, NAME_UNITS)}"
        rows.append([Key(label, NewsByHand(form.id, form.version, page, one.id))])
    turn = [Key("←", NewsByHand(form.id, form.version, page - 1, 0))] if page else []
    turn += [Key("→", NewsByHand(form.id, form.version, page + 1, 0))] if (page + 1) * PAGE < len(shown) else []
    if found:
        text = f"{text}\n\n{t('Found for “{text}”:', text=esc(shortened(sought, NAME_UNITS)))}"
        below = [Key(t("Show all again"), NewsByHand(form.id, form.version, -1, 0))]
    else:
        below = [
            Key(t("Choose all"), NewsFor(form.id, form.version, "everybody", "")),
            Key(t("Choose none"), NewsFor(form.id, form.version, "none", "")),
        ]
    if sought and not found:
        none = t("No partner here is called “{text}”; here are all of them.", text=esc(shortened(sought, NAME_UNITS)))
        text = f"{none}\n\n{text}"
    await shown_as(talk, form, text, [*rows, turn, below, [step_key(t, form, "whom", t("Back"))]])


async def _found(talk: Talk, partners: Sequence[Partner], sought: str) -> list[Partner]:
    """Those of them who are called so, or like it, the likeliest first."""
    by_id = {one.id: one for one in partners}
    hits = dict.fromkeys(one.partner.id for one in await talk.house.names.find(sought, FOUND_AT_MOST))
    return [by_id[id] for id in hits if id in by_id]
