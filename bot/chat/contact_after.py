"""After a contact was saved: which reminder was meant, a promise kept or to be made, a check-in to be planned."""

from bot.chat.buttons import button
from bot.chat.html import esc, shortened
from bot.chat.keyboards import Key, keyboard
from bot.chat.router import Room
from bot.chat.talk import Talk
from bot.chat.undo import undo_key
from bot.domain.promises import Promise
from bot.i18n import words
from bot.i18n.translator import Translator
from bot.usecases.asks import PlanCheckIn
from bot.usecases.corrections import ConfirmSettled
from bot.usecases.interactions import ANSWER_WORKDAYS, Logged
from bot.usecases.promises import AddPromise
from bot.usecases.settling import Touched

room = Room()
OFFERED = 4
WORDS_SHOWN = 30


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


def after_keys(t: Translator, logged: Logged) -> list[list[Key]]:
    """What a saved contact offers, and Undo."""
    id = logged.interaction_id
    rows = [[Key(_named(t, one), ConfirmReminder(id, one.reminder_id))] for one in logged.to_choose[:OFFERED]]
    for promise in logged.promises[:OFFERED]:
        text = shortened(promise.text, WORDS_SHOWN)
        rows.append([Key(t("Promise kept: {text}", text=text), ConfirmKept(id, promise.promise_id))])
    if logged.promise_due_on is not None:
        rows.append([Key(t("Note the promise"), PromiseAnswer(id))])
    if logged.gentle is not None:
        rows.append([Key(t("Plan a check-in next week"), PlanNext(logged.partner_id))])
    key = undo_key(t, logged.change_set_id)
    return [*rows, *([[key]] if key else [])]


@room.button(ConfirmReminder)
async def confirm_reminder(talk: Talk, pressed: ConfirmReminder) -> None:
    """Settles the reminder that was meant."""
    confirm = ConfirmSettled(talk.house.storage, talk.house.organisation)
    done = await confirm(talk.actor, pressed.interaction_id, [pressed.reminder_id])
    text = talk.t("Noted: that reminder is done.") if done.settled else talk.t("That reminder was settled before.")
    await _shown(talk, text, done.change_set_id)


@room.button(ConfirmKept)
async def confirm_kept(talk: Talk, pressed: ConfirmKept) -> None:
    """Says that the contact kept a promise."""
    confirm = ConfirmSettled(talk.house.storage, talk.house.organisation)
    done = await confirm(talk.actor, pressed.interaction_id, (), [pressed.promise_id])
    await _shown(talk, talk.t("Noted: the promise is kept."), done.change_set_id)


@room.button(PromiseAnswer)
async def save_promise(talk: Talk, pressed: PromiseAnswer) -> None:
    """Notes the promise to answer what they asked, offered or invited us to."""
    async with talk.house.storage.read() as uow:
        contact = await uow.interactions.get(pressed.interaction_id)
    due_on = talk.house.workdays.add_working(talk.today, ANSWER_WORKDAYS)
    answer = talk.t("answer: {what}", what=words.purpose(talk.t, contact.purpose, inline=True))
    promise = Promise(contact.partner_id, answer, due_on, contact.person_id, interaction_id=contact.id)
    noted = await AddPromise(talk.house.storage, talk.house.organisation)(talk.actor, promise)
    text = talk.t("Noted: answer by {day}.", day=talk.f.relative(due_on, talk.today))
    await _shown(talk, text, noted.change_set_id)


@room.button(PlanNext)
async def plan_check_in(talk: Talk, pressed: PlanNext) -> None:
    """Plans a check-in for the first working day of next week."""
    planned = await PlanCheckIn(talk.house.storage, talk.house.organisation)(talk.actor, pressed.partner_id)
    day = talk.f.relative(planned.on, talk.today)
    text = talk.t("Planned: check in with {partner}, {day}.", partner=esc(planned.partner_name), day=day)
    await _shown(talk, text, planned.change_set_id)


async def _shown(talk: Talk, text: str, change_set_id: int | None) -> None:
    key = undo_key(talk.t, change_set_id)
    await talk.show(text, keyboard([[key]] if key else []))


def _named(t: Translator, one: Touched) -> str:
    return t("It was: {what}", what=words.reminder_kind(t, one.kind, inline=True))
