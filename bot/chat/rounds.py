"""A feast's round: who is to be greeted, then person by person, key partners first."""

from collections.abc import Awaitable, Callable
from datetime import date

from bot.chat.answer_buttons import ShowItem, ShowList
from bot.chat.answer_texts import settled_by
from bot.chat.brief_texts import PAGE
from bot.chat.buttons import OldButton
from bot.chat.draft_buttons import TurnDraft
from bot.chat.draft_texts import barred_text, mark_shown, quoted, remarks, send_rows
from bot.chat.drafting import Offer, offer_for
from bot.chat.html import bold, esc, shortened
from bot.chat.item_texts import cautions
from bot.chat.keyboards import AnyKey, Key, keyboard
from bot.chat.round_buttons import ChooseInRound, GoRound, PassOver, ShowRound
from bot.chat.router import Room
from bot.chat.talk import Talk
from bot.chat.undo import undo_key
from bot.domain.briefs import Brief, BriefItem
from bot.domain.errors import AlreadyAnswered, MailedAlready
from bot.domain.feasts import TELLS_MONTH
from bot.domain.paging import page_near
from bot.domain.planning.days_of_people import feast_of
from bot.domain.reminders import Reminder
from bot.domain.words import SkipReason, Stage
from bot.i18n import words
from bot.i18n.salutations import full_name
from bot.i18n.translator import Translator
from bot.usecases.answers import SkipReminder
from bot.usecases.rounds import CountRound, GoOnInRound
from bot.usecases.single_mail import ListMailed
from bot.usecases.today import ShowToday

room = Room()
NAME_UNITS = 120
SIGHTED = frozenset({"ramadan", "idulfitri", "iduladha"})
"""Feasts of which a sitting on the evening before decides (sidang isbat)."""
Act = Callable[[], Awaitable[tuple[str, int | None]]]
"""Something that settles a reminder of the round: a word about it, and the act that can be taken back."""


@room.button(ShowRound)
async def show_round(talk: Talk, pressed: ShowRound) -> None:
    """Opens a feast's round; who is done is gone from it."""
    brief, reminder = await _brief(talk), await _reminder(talk, pressed.reminder_id)
    item = _round_of(brief, reminder)
    if item is None:
        await _show_end(talk, reminder, "", None, 0)
        return
    if item.stage is Stage.PREPARE:
        await show_choice(talk, ChooseInRound(item.reminder_id, pressed.page))
        return
    t, id = talk.t, item.reminder_id
    begun = (await CountRound(talk.house.storage)(talk.actor, item.feast or "", reminder.cycle)).greeted
    label = t("Go on") if begun else t("Start with key partners") if item.key_partners else t("Start")
    rows = [[Key(label, GoRound(id)), Key(t("Later"), ShowList(0))], [Key(t("Choose a person"), ChooseInRound(id, 0))]]
    await talk.show(_round_text(talk, item, reminder, brief.on), keyboard(rows))


@room.button(ChooseInRound)
async def show_choice(talk: Talk, pressed: ChooseInRound) -> None:
    """The people of a round, a page of them, each of whom opens."""
    brief, reminder = await _brief(talk), await _reminder(talk, pressed.reminder_id)
    item = _round_of(brief, reminder)
    if item is None:
        await _show_end(talk, reminder, "", None, 0)
        return
    ids = item.reminder_ids
    async with talk.house.storage.read() as uow:
        reminders = {one.id: one for one in await uow.reminders.list_in(ids)}
        people = {one.id: one for one in await uow.people.list_in(one.person_id or 0 for one in reminders.values())}
        partners = {one.id: one for one in await uow.partners.list_in(one.partner_id for one in reminders.values())}
    page = page_near(pressed.page, len(ids), PAGE)
    keys: list[list[Key]] = []
    for id in ids[page * PAGE :][:PAGE]:
        person, partner = people.get(reminders[id].person_id or 0), partners[reminders[id].partner_id]
        keys.append([Key(f"{person.addressed} ({partner.name})" if person else partner.name, ShowItem(id))])
    turn = [Key("←", ChooseInRound(item.reminder_id, page - 1))] if page else []
    turn += [Key("→", ChooseInRound(item.reminder_id, page + 1))] if (page + 1) * PAGE < len(ids) else []
    ahead = item.stage is Stage.PREPARE
    back = Key(talk.t("Back"), ShowList(0) if ahead else ShowRound(item.reminder_id, 0))
    await talk.show(_round_text(talk, item, reminder, brief.on), keyboard([*keys, turn, [back]]))


@room.button(GoRound)
async def go_round(talk: Talk, pressed: GoRound) -> None:
    """Comes to the next person, or back to the one where the round was left."""
    await go_on(talk, pressed.reminder_id)


@room.button(PassOver)
async def pass_over(talk: Talk, pressed: PassOver) -> None:
    """Passes over somebody this time, and goes on."""

    async def skip() -> tuple[str, int | None]:
        skip = SkipReminder(talk.house.storage, talk.house.organisation)
        skipped = await skip(talk.actor, pressed.reminder_id, SkipReason.NOT_NOW)
        async with talk.house.storage.read() as uow:
            reminder = await uow.reminders.get(pressed.reminder_id)
            person, partner = await uow.people.find(reminder.person_id), await uow.partners.get(reminder.partner_id)
        name = esc(shortened(full_name(person) if person else partner.name, NAME_UNITS))
        return talk.t("{name}: skipped this time.", name=name), skipped.change_set_id

    await settled_on_the_way(talk, pressed.reminder_id, skip)


async def settled_on_the_way(talk: Talk, reminder_id: int, act: Act) -> None:
    """Settles a reminder of the round and goes on to the next; where a colleague was quicker, says so on the way."""
    try:
        said, change_set_id = await act()
    except (AlreadyAnswered, MailedAlready) as error:
        async with talk.house.storage.read() as uow:
            who = await uow.staff.find(error.by)
        said, change_set_id = settled_by(talk.t, talk.f, error, who), None
    await go_on(talk, reminder_id, said, change_set_id)


async def go_on(talk: Talk, reminder_id: int, above: str = "", change_set_id: int | None = None) -> None:
    """The next person of the round that this reminder belongs to, under a word about the one before."""
    brief, reminder = await _brief(talk), await _reminder(talk, reminder_id)
    item = _round_of(brief, reminder)
    ids = item.reminder_ids if item is not None and item.stage is not Stage.PREPARE else ()
    # To whom a mail is on its way, the round does not come again.
    mailed = await ListMailed(talk.house.storage)(talk.actor, ids)
    ids = tuple(id for id in ids if id not in mailed)
    came = await GoOnInRound(talk.house.storage)(talk.actor, feast_of(reminder.subject) or "", reminder.cycle, ids)
    if came.reminder_id is None:
        await _show_end(talk, reminder, above, change_set_id, came.held, len(mailed))
        return
    offer = await offer_for(talk, came.reminder_id)
    lines = [*([above, ""] if above else []), _head(talk.t, reminder, len(ids)), *_whom(talk, offer)]
    said = [quoted(talk.t, offer.chosen.text), *remarks(talk.t, offer)] if offer.texts else [barred_text(talk.t, offer)]
    await talk.show("\n\n".join(["\n".join(lines), *said]), keyboard(_rows(talk, offer, change_set_id)))


def _rows(talk: Talk, offer: Offer, change_set_id: int | None) -> list[list[AnyKey]]:
    t, view = talk.t, offer.drafting.view
    id = view.item.reminder_id if view else 0
    rows: list[list[AnyKey]] = []
    below: list[AnyKey] = [Key(t("Skip"), PassOver(id))]
    if offer.texts:
        rows += send_rows(t, offer, offer.chosen.text, mark_shown(offer), number=offer.number, in_round=True)
        below.append(Key(t("Other words"), TurnDraft(id, 0, None, True)))
    undo = undo_key(t, change_set_id)
    return [*rows, below, [*([undo] if undo else []), Key(t("Leave the round"), ShowRound(id, 0))]]


def _head(t: Translator, reminder: Reminder, left: int) -> str:
    n = t.n("{n} person left", "{n} people left", left)
    return f"🎊 {bold(titled(t, reminder))} · {n}"


def _whom(talk: Talk, offer: Offer) -> list[str]:
    partner, view = offer.drafting.partner, offer.drafting.view
    name = bold(shortened(offer.to, NAME_UNITS))
    of = [esc(shortened(partner.name, NAME_UNITS))] if offer.drafting.person else []
    lines = [" · ".join([name, *of, words.tier(talk.t, partner.tier)])]
    return [*lines, *(cautions(talk.t, talk.f, view, talk.today) if view else [])]


async def _show_end(
    talk: Talk, reminder: Reminder, above: str, change_set_id: int | None, held: int, mailed: int = 0
) -> None:
    """How many were greeted; who is with a colleague just now comes again later if need be."""
    t, feast = talk.t, feast_of(reminder.subject)
    if feast is None:
        raise OldButton
    done = await CountRound(talk.house.storage)(talk.actor, feast, reminder.cycle)
    said = [t.n("{n} person greeted.", "{n} people greeted.", done.greeted)]
    if done.skipped:
        said.append(t.n("{n} was skipped.", "{n} were skipped.", done.skipped))
    if mailed:
        said.append(t.n("{n} mail is on its way or uncertain.", "{n} mails are on their way or uncertain.", mailed))
    if held:
        said.append(
            t.n(
                "{n} person is with a colleague just now; look again in ten minutes.",
                "{n} people are with colleagues just now; look again in ten minutes.",
                held,
            )
        )
        head = f"🎊 {bold(titled(t, reminder))}"
    else:
        head = "🎊 " + t("{feast}: nobody is left to greet.", feast=bold(titled(t, reminder)))
    undo = undo_key(t, change_set_id)
    keys = [*([undo] if undo else []), Key(t("What is waiting"), ShowList(0))]
    text = "\n".join([*([above, ""] if above else []), head, " ".join(said)])
    await talk.show(text, keyboard([keys]))


def titled(t: Translator, reminder: Reminder) -> str:
    """A feast with its Hijri year: Idulfitri 1448 H."""
    feast = feast_of(reminder.subject) or ""
    name = words.feast(t, feast)
    return t("{feast} {year} AH", feast=name, year=reminder.cycle) if feast in TELLS_MONTH else name


async def _brief(talk: Talk) -> Brief:
    return await ShowToday(talk.house.storage, talk.house.organisation)(talk.actor)


async def _reminder(talk: Talk, reminder_id: int) -> Reminder:
    async with talk.house.storage.read() as uow:
        return await uow.reminders.get(reminder_id)


def _round_of(brief: Brief, reminder: Reminder) -> BriefItem | None:
    """The round that a reminder belongs to; also where it is settled itself, and others of its feast are not."""
    feast = feast_of(reminder.subject)
    of_feast = [one for one in brief.items if feast is not None and one.feast == feast]
    # What can be sent now comes before what can only be prepared.
    of_feast.sort(key=lambda one: one.stage is Stage.PREPARE)
    return next((one for one in of_feast if reminder.id in one.reminder_ids), next(iter(of_feast), None))


def _round_text(talk: Talk, item: BriefItem, reminder: Reminder, on: date) -> str:
    t, f = talk.t, talk.f
    day = f.relative(item.due_on, on)
    if item.tentative and item.feast in SIGHTED:
        day = t("probably {day}, until the moon is sighted", day=day)
    elif item.tentative:
        day = t("probably {day}, until it is confirmed", day=day)
    lines = [f"🎊 {bold(titled(t, reminder))} · {day}"]
    n = len(item.reminder_ids)
    if item.stage is Stage.PREPARE:
        lines.append(t.n("{n} person celebrates it.", "{n} people celebrate it.", n))
    else:
        lines.append(t.n("{n} person is still to be greeted.", "{n} people are still to be greeted.", n))
    if item.key_partners:
        lines[-1] += " " + t.n("{n} is with a key partner.", "{n} are with key partners.", item.key_partners)
    if item.last_on is not None:
        lines[-1] += " " + t("Greetings fit until {day}.", day=f.day_near(item.last_on, on))
    return "\n".join(lines)
