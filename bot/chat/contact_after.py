"""After a contact was saved: which reminder was meant, a promise kept or to be made, a check-in to be planned.

A press is told under what the message says, and takes its own keys away; the others stay.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from telegram import InlineKeyboardMarkup

from bot.chat.brief_lines import what
from bot.chat.buttons import OldButton, button, decode
from bot.chat.contact_draft import ContactDraft
from bot.chat.html import TEXT_UNITS, esc, shortened, units
from bot.chat.keyboards import Key, keyboard
from bot.chat.router import Room
from bot.chat.talk import Talk
from bot.chat.undo import TakeBack, undo_key
from bot.domain.promises import Promise
from bot.domain.words import FormKind, Stage
from bot.i18n import words
from bot.usecases.asks import PlanCheckIn
from bot.usecases.brief_items import item_of, read_sources
from bot.usecases.corrections import ConfirmSettled
from bot.usecases.forms import Forms
from bot.usecases.interactions import ANSWER_WORKDAYS, Logged
from bot.usecases.promises import AddPromise

room = Room()
OFFERED = 4
WORDS_SHOWN = 30
PROMISE_UNITS = 600
PLAN = "plan"
"""What the day is for that is typed after *Choose a day*."""


@button("kp")
class PromiseAnswer:
    """Note a promise to answer them."""

    interaction_id: int


@button("kr")
class ConfirmReminder:
    """This contact settled this reminder."""

    interaction_id: int
    reminder_id: int


@button("kk")
class ConfirmKept:
    """This contact kept this promise."""

    interaction_id: int
    promise_id: int


@button("kn")
class PlanNext:
    """Plan a check-in for next week."""

    partner_id: int


@button("kw")
class ChoosePlanDay:
    """Plan a check-in for a day that is asked for."""

    partner_id: int


@button("kl")
class LeavePlan:
    """Plan no check-in."""

    partner_id: int


@button("wn")
class PromiseTold:
    """Note the promise that this contact tells of, by this day."""

    interaction_id: int
    day: date


_PLANS = (PlanNext, ChoosePlanDay, LeavePlan)


def promise_keys(talk: Talk, draft: ContactDraft, logged: Logged) -> list[list[Key]]:
    """The promise that the sentence told of, to be noted by its day; else within two working days."""
    if draft.promised_on is None:
        return []
    ahead = draft.promised_on > talk.today
    day = draft.promised_on if ahead else talk.house.workdays.add_working(talk.today, ANSWER_WORKDAYS)
    label = talk.t("Note the promise: {day}", day=talk.f.relative(day, talk.today))
    return [[Key(label, PromiseTold(logged.interaction_id, day))]]


async def after_keys(talk: Talk, logged: Logged) -> list[list[Key]]:
    """What a saved contact offers, and Undo."""
    rows: list[list[Key]] = []
    asked: set[int] = set()
    for one in (logged, *logged.others):
        rows += [[Key(label, ConfirmReminder(one.interaction_id, id))] for id, label in await _possible(talk, one)]
        # A partner of whom two people were met is asked about once.
        rows += _keys_of(talk, one) if one.partner_id not in asked else []
        asked.add(one.partner_id)
    key = undo_key(talk.t, logged.change_set_id)
    return [*rows, *([[key]] if key else [])]


def _keys_of(talk: Talk, logged: Logged) -> list[list[Key]]:
    t, id = talk.t, logged.interaction_id
    rows: list[list[Key]] = []
    for promise in logged.promises[:OFFERED]:
        text = shortened(promise.text, WORDS_SHOWN)
        rows.append([Key(t("Promise kept: {text}", text=text), ConfirmKept(id, promise.promise_id))])
    if logged.promise_due_on is not None:
        rows.append([Key(t("Note the promise"), PromiseAnswer(id))])
    if logged.gentle is not None:
        partner_id = logged.partner_id
        rows.append([Key(t("Next week"), PlanNext(partner_id)), Key(t("Choose a day"), ChoosePlanDay(partner_id))])
        rows.append([Key(t("Not now"), LeavePlan(partner_id))])
    return rows


async def _possible(talk: Talk, logged: Logged) -> list[tuple[int, str]]:
    """The reminders that may have been meant, each with whose day it is."""
    if not logged.to_choose:
        return []
    async with talk.house.storage.read() as uow:
        rows = await uow.reminders.list_in(one.reminder_id for one in logged.to_choose[:OFFERED])
        sources = await read_sources(uow, rows)
    items = [item_of(row, Stage.OPENED, sources, talk.today, talk.staff.id) for row in rows]
    return [(item.reminder_id, f"{item.person or item.partner}: {what(talk.t, item)}") for item in items]


@room.button(ConfirmReminder)
async def confirm_reminder(talk: Talk, pressed: ConfirmReminder) -> None:
    """Settles the reminder that was meant; the others were not."""
    confirm = ConfirmSettled(talk.house.storage, talk.house.organisation)
    done = await confirm(talk.actor, pressed.interaction_id, [pressed.reminder_id])
    text = talk.t("Noted: that reminder is done.") if done.settled else talk.t("That reminder was settled before.")
    await told_below(talk, text, (ConfirmReminder,), done.change_set_id if done.settled else None)


@room.button(ConfirmKept)
async def confirm_kept(talk: Talk, pressed: ConfirmKept) -> None:
    """Says that the contact kept a promise."""
    confirm = ConfirmSettled(talk.house.storage, talk.house.organisation)
    done = await confirm(talk.actor, pressed.interaction_id, (), [pressed.promise_id])
    await told_below(talk, talk.t("Noted: the promise is kept."), (pressed,), done.change_set_id)


@room.button(PromiseAnswer)
async def save_promise(talk: Talk, pressed: PromiseAnswer) -> None:
    """Notes the promise to answer what they asked, offered or invited us to; once for a contact."""
    async with talk.house.storage.read() as uow:
        contact = await uow.interactions.get(pressed.interaction_id)
    due_on = talk.house.workdays.add_working(talk.today, ANSWER_WORKDAYS)
    answer = talk.t("answer: {what}", what=words.purpose(talk.t, contact.purpose, inline=True))
    promise = Promise(contact.partner_id, answer, due_on, contact.person_id, interaction_id=contact.id)
    noted = await AddPromise(talk.house.storage, talk.house.organisation)(talk.actor, promise)
    day = talk.f.relative(noted.due_on, talk.today)
    if noted.change_set_id is None:
        text = talk.t("That promise is noted already, by {day}.", day=day)
    else:
        text = talk.t("Noted: answer by {day}.", day=day)
    await told_below(talk, text, (PromiseAnswer,), noted.change_set_id)


@room.button(PromiseTold)
async def save_told_promise(talk: Talk, pressed: PromiseTold) -> None:
    """Notes the promise that a contact tells of, in its own words; once for a contact."""
    async with talk.house.storage.read() as uow:
        contact = await uow.interactions.get(pressed.interaction_id)
    text = shortened(contact.note or words.purpose(talk.t, contact.purpose, inline=True), PROMISE_UNITS)
    promise = Promise(contact.partner_id, text, pressed.day, contact.person_id, interaction_id=contact.id)
    noted = await AddPromise(talk.house.storage, talk.house.organisation)(talk.actor, promise)
    day = talk.f.relative(noted.due_on, talk.today)
    if noted.change_set_id is None:
        said = talk.t("That promise is noted already, by {day}.", day=day)
    else:
        said = talk.t("Noted: a promise by {day}.", day=day)
    await told_below(talk, said, (PromiseTold,), noted.change_set_id)


@room.button(PlanNext)
async def plan_next(talk: Talk, pressed: PlanNext) -> None:
    """Plans a check-in for the first working day of next week."""
    text, change_set_id = await plan_check_in(talk, pressed.partner_id, None)
    await told_below(talk, text, _PLANS, change_set_id)


@room.button(ChoosePlanDay)
async def ask_plan_day(talk: Talk, pressed: ChoosePlanDay) -> None:
    """Asks for the day of the check-in."""
    fields = {"what": PLAN, "partner": pressed.partner_id}
    form = await Forms(talk.house.storage).begin(talk.actor, talk.chat_id, FormKind.ANSWER, PLAN, fields, "day")
    shown = await talk.answer(talk.t("On which day? Write it, for example Friday or 4 December."))
    await Forms(talk.house.storage).shown_in(form, shown.message_id)


@room.button(LeavePlan)
async def leave_plan(talk: Talk, pressed: LeavePlan) -> None:
    """Leaves it at what was saved."""
    await told_below(talk, "", _PLANS)


async def plan_check_in(
    talk: Talk, partner_id: int, day: date | None, person_id: int | None = None
) -> tuple[str, int | None]:
    """Plans a check-in for a day, or the first working day of next week; what to say of it, and its change set."""
    plan = PlanCheckIn(talk.house.storage, talk.house.organisation)
    planned = await plan(talk.actor, partner_id, day, person_id)
    when = talk.f.relative(planned.on, talk.today)
    text = talk.t("Planned: check in with {partner}, {day}.", partner=esc(planned.partner_name), day=when)
    return text, planned.change_set_id


async def told_below(talk: Talk, text: str, settled: Iterable[Any], change_set_id: int | None = None) -> None:
    """Says it under what the message says, without the keys that are *settled* (buttons, or their kinds).

    Undo takes back the newest act. Where there is no message to go on with, it is said anew.
    """
    key = undo_key(talk.t, change_set_id)
    undo = [[key]] if key else []
    message = talk.message
    if talk.query is None or message is None or not message.is_accessible:
        # A message that is too old comes without its words: what it said is left as it stands.
        if text:
            await talk.answer(text, keyboard(undo))
        return
    above = message.text_html or ""
    together = f"{above}\n\n{text}" if text and text not in above else above
    gone = (*settled, *((TakeBack,) if undo else ()))
    kept = _kept_rows(message.reply_markup, gone)
    made = keyboard(undo)
    rows = [*kept, *(made.inline_keyboard if made else ())]
    markup = InlineKeyboardMarkup(rows) if rows else None
    await talk.show(together if units(together) <= TEXT_UNITS else text, markup)


def _kept_rows(markup: InlineKeyboardMarkup | None, gone: tuple[Any, ...]) -> list[list[Any]]:
    rows = markup.inline_keyboard if markup else ()
    kept = [[one for one in row if not _is_one_of(one.callback_data, gone)] for row in rows]
    return [row for row in kept if row]


def _is_one_of(wire: object, gone: tuple[Any, ...]) -> bool:
    if not isinstance(wire, str):
        return False
    try:
        pressed = decode(wire)
    except OldButton:
        return False
    return any(pressed == one or type(pressed) is one for one in gone)
