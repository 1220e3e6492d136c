"""Reminders in the chat: /today, the brief's items opened in place, a feast's round, and drafts."""

from datetime import date
from urllib.parse import quote

from bot.chat.answer_buttons import AskDone, ShowItem, ShowList
from bot.chat.brief_texts import PAGE, ShowAhead, ShowRound, list_keys, list_text
from bot.chat.drafting import draft_for, gone_text
from bot.chat.html import bold, esc
from bot.chat.item_texts import ShowDraft, item_keys, item_text
from bot.chat.keyboards import AnyKey, Copy, Key, Link, keyboard
from bot.chat.router import Room
from bot.chat.talk import Talk
from bot.domain.briefs import Brief, BriefItem
from bot.domain.paging import page_near
from bot.domain.planning.days_of_people import feast_of
from bot.domain.words import Stage
from bot.i18n import words
from bot.i18n.translator import mark
from bot.usecases.today import ShowItem as ReadItem
from bot.usecases.today import ShowToday

room = Room()
COPIED_MOST = 256
ADDRESS_MOST = 2000


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
    """Opens an item in place; a settled one says by whom."""
    view = await ReadItem(talk.house.storage, talk.house.organisation)(talk.actor, pressed.reminder_id)
    await talk.show(item_text(talk.t, talk.f, view, talk.today), item_keys(talk.t, view))


@room.button(ShowRound)
async def show_round(talk: Talk, pressed: ShowRound) -> None:
    """Opens a feast's round: key partners first; who is done is gone from it."""
    brief = await _brief(talk)
    item = await _round_of(talk, brief, pressed.reminder_id)
    if item is None:
        await show_item(talk, ShowItem(pressed.reminder_id))
        return
    ids = item.reminder_ids
    async with talk.house.storage.read() as uow:
        reminders = {one.id: one for one in await uow.reminders.list_in(ids)}
        people = {one.id: one for one in await uow.people.list_in(one.person_id or 0 for one in reminders.values())}
        partners = {one.id: one for one in await uow.partners.list_in(one.partner_id for one in reminders.values())}
    pages = -(-len(ids) // PAGE)
    page = max(0, min(pressed.page, pages - 1))
    first = page * PAGE
    keys: list[list[Key]] = []
    for id in ids[first : first + PAGE]:
        reminder = reminders[id]
        person, partner = people.get(reminder.person_id or 0), partners[reminder.partner_id]
        label = f"{person.addressed} ({partner.name})" if person else partner.name
        keys.append([Key(label, ShowItem(id))])
    turn = [Key("←", ShowRound(item.reminder_id, page - 1))] if page else []
    turn += [Key("→", ShowRound(item.reminder_id, page + 1))] if page + 1 < pages else []
    await talk.show(_round_text(talk, item, brief.on), keyboard([*keys, turn, [_back(talk)]]))


@room.button(ShowDraft)
async def show_draft(talk: Talk, pressed: ShowDraft) -> None:
    """Shows a draft to copy, or to send by WhatsApp; *Another* turns through them."""
    t = talk.t
    draft = await draft_for(talk, pressed.reminder_id, pressed.number)
    if draft is None:
        await talk.toast(t("For this one there is no draft: only you know the words."), alert=True)
        return
    if draft.gone is not None:
        await talk.toast(gone_text(t, draft), alert=True)
        return
    send: list[AnyKey] = []
    if len(draft.text) <= COPIED_MOST:
        send.append(Copy(t("Copy"), draft.text))
    if draft.phone is not None:
        address = f"https://wa.me/{draft.phone.lstrip('+')}?text={quote(draft.text)}"
        if len(address) <= ADDRESS_MOST:
            send.append(Link("WhatsApp", address))
    rows: list[list[AnyKey]] = [send]
    if draft.of > 1:
        rows.append([Key(t("Another"), ShowDraft(pressed.reminder_id, (pressed.number + 1) % draft.of))])
    done = [Key(t("Done"), AskDone(pressed.reminder_id))] if draft.can_be_done else []
    rows.append([*done, Key(t("Back"), ShowItem(pressed.reminder_id))])
    head = t("A draft for {name}; change it as you like:", name=bold(draft.to))
    if len(draft.text) <= COPIED_MOST:
        await talk.show(f"{head}\n\n<blockquote>{esc(draft.text)}</blockquote>", keyboard(rows))
        return
    # Too long for a copying button: the apps copy a text of this kind when it is tapped.
    tap = t("Tap the text to copy it.")
    await talk.show(f"{head}\n\n<code>{esc(draft.text)}</code>\n\n{tap}", keyboard(rows))


async def _brief(talk: Talk) -> Brief:
    return await ShowToday(talk.house.storage, talk.house.organisation)(talk.actor)


async def _round_of(talk: Talk, brief: Brief, reminder_id: int) -> BriefItem | None:
    """The round that a reminder belongs to; also where it is settled itself, and others of its feast are not."""
    async with talk.house.storage.read() as uow:
        feast = feast_of((await uow.reminders.get(reminder_id)).subject)
    of_feast = [one for one in brief.items if feast is not None and one.feast == feast]
    return next((one for one in of_feast if reminder_id in one.reminder_ids), next(iter(of_feast), None))


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
    more = [Key(talk.t("Prepare"), ShowAhead(0))] if rest and not ahead else []
    await talk.show(text, list_keys(items, page, ahead=ahead, more=more))


def _round_text(talk: Talk, item: BriefItem, on: date) -> str:
    t, f = talk.t, talk.f
    day = f.relative(item.due_on, on)
    if item.tentative:
        day = t("probably {day}, until it is confirmed", day=day)
    lines = [f"🎊 {bold(words.feast(t, item.feast or ''))} · {day}"]
    n = len(item.reminder_ids)
    lines.append(t.n("{n} person is still to be greeted.", "{n} people are still to be greeted.", n))
    if item.key_partners:
        lines[-1] += " " + t.n("{n} is with a key partner.", "{n} are with key partners.", item.key_partners)
    if item.last_on is not None:
        lines[-1] += " " + t("Greetings fit until {day}.", day=f.day_near(item.last_on, on))
    return "\n".join(lines)


def _back(talk: Talk) -> Key:
    return Key(talk.t("Back"), ShowList(0))
