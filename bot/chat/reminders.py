"""Reminders in the chat: /today, and the brief's items opened in place."""

from bot.chat.answer_buttons import ShowBriefAgain, ShowItem, ShowList
from bot.chat.brief_texts import PAGE, ShowAhead, brief_keys, brief_text, list_keys, list_text
from bot.chat.draft_texts import barred_text, mark_shown, quoted, send_rows
from bot.chat.drafting import has_words, offer_of
from bot.chat.item_texts import item_keys, item_text
from bot.chat.keyboards import AnyKey, Key
from bot.chat.router import Room
from bot.chat.talk import Talk
from bot.domain.briefs import Brief
from bot.domain.paging import page_near
from bot.domain.words import ReminderKind, Stage
from bot.i18n.translator import mark
from bot.usecases.drafting import ReadDrafting
from bot.usecases.today import FindBrief, FindBriefDay, ShowBrief, ShowToday

room = Room()
AT_ONCE = (ReminderKind.CONGRATULATION, ReminderKind.CONDOLENCE, ReminderKind.THANKS)
"""Kinds that are settled by a few words: those stand under the item as it opens."""


@room.command("today", "hariini", says=mark("What is waiting for you"))
async def show_today(talk: Talk, _text: str) -> None:
    """All that is open for the colleague now."""
    await _list(talk, 0, ahead=False)


@room.button(ShowList)
async def show_list(talk: Talk, pressed: ShowList) -> None:
    """A page of today's list, in place."""
    await _list(talk, pressed.page, ahead=False)


@room.button(ShowAhead)
async def show_ahead(talk: Talk, pressed: ShowAhead) -> None:
    """A page of what is to be prepared."""
    await _list(talk, pressed.page, ahead=True)


@room.button(ShowItem)
async def show_item(talk: Talk, pressed: ShowItem) -> None:
    """Opens an item in place; a settled one says by whom. Where a few words settle it, they are there at once."""
    drafting = await ReadDrafting(talk.house.storage, talk.house.organisation)(talk.actor, pressed.reminder_id)
    view, t = drafting.view, talk.t
    assert view is not None
    text, sending = item_text(t, talk.f, view, talk.today), list[list[AnyKey]]()
    kind = view.item.kind
    words = view.item.living and has_words(kind)
    if words and kind in AT_ONCE:
        offer = offer_of(talk, drafting)
        if drafting.barred is not None:
            text, words = f"{text}\n\n{barred_text(t, offer)}", False
        elif offer.texts and offer.can_be_sent:
            sending = send_rows(t, offer, offer.chosen.text, mark_shown(offer), number=offer.number, in_round=False)
            text = f"{text}\n\n{quoted(t, offer.chosen.text)}"
    await talk.show(text, item_keys(t, view, words=words, sending=sending, back=await _came_from(talk)))


@room.button(ShowBriefAgain)
async def show_brief_again(talk: Talk, pressed: ShowBriefAgain) -> None:
    """Shows a brief again, in place: what was settled since says by whom."""
    notice = await FindBrief(talk.house.storage)(talk.actor, pressed.day)
    if notice is None:
        await _list(talk, 0, ahead=False)
        return
    entries = [(int(id), str(stage)) for id, stage in notice.facts["items"]]
    older = int(notice.facts["older"])
    brief = await ShowBrief(talk.house.storage)(talk.staff.id, pressed.day, entries, older, keep_settled=True)
    text = brief_text(talk.t, talk.f, brief, talk.staff.name, talk.f.local(talk.now).hour)
    await talk.show(text, brief_keys(talk.t, brief))


async def _came_from(talk: Talk) -> ShowBriefAgain | None:
    """The brief, where the item was opened in its message; what was opened from today's list leads back there."""
    message = talk.message
    if talk.query is None or message is None:
        return None
    on = await FindBriefDay(talk.house.storage, talk.house.organisation)(talk.actor, message.message_id)
    return None if on is None else ShowBriefAgain(on)


async def _brief(talk: Talk) -> Brief:
    return await ShowToday(talk.house.storage, talk.house.organisation)(talk.actor)


async def _list(talk: Talk, page: int, *, ahead: bool) -> None:
    brief = await _brief(talk)
    items = [item for item in brief.items if (item.stage is Stage.PREPARE) == ahead]
    if ahead and not items:
        ahead, items = False, list(brief.items)
    page = page_near(page, len(items), PAGE)
    text = list_text(talk.t, talk.f, items, brief, page)
    rest = len(brief.items) - len(items)
    if rest and not ahead:
        text += "\n\n" + talk.t.n("{n} greeting can be prepared.", "{n} greetings can be prepared.", rest)
    other = Key(talk.t("Back"), ShowList(0)) if ahead else Key(talk.t("Prepare"), ShowAhead(0))
    more = [other] if rest else []
    await talk.show(text, list_keys(items, page, ahead=ahead, more=more))
