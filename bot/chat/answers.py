"""Answering a reminder in place: Done, Snooze, Skip, and the outcomes that some kinds ask for."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import wraps
from typing import Any

from bot.chat.answer_buttons import (
    AskDone,
    AskSkip,
    AskSnooze,
    DoneAs,
    DoneElsewhere,
    FollowUp,
    Renewal,
    ShowItem,
    ShowList,
    Skip,
    Snooze,
)
from bot.chat.answer_texts import answered_text, settled_by, skipped_text, snoozed_text
from bot.chat.contact_after import PLAN, after_keys, plan_check_in
from bot.chat.days import need_day
from bot.chat.gesture_buttons import TakeGesture
from bot.chat.gesture_lines import came_keys, ends_keys
from bot.chat.history_buttons import CorrectNoted
from bot.chat.keyboards import Key, in_rows, keyboard
from bot.chat.router import Room
from bot.chat.talk import Talk
from bot.chat.undo import undo_key
from bot.domain.answers import SnoozeFor
from bot.domain.dates import parse_day
from bot.domain.day_results import DayAmbiguous, DayReading
from bot.domain.errors import AlreadyAnswered, MailedAlready
from bot.domain.forms import Form
from bot.domain.introductions import SUBJECT as OF_INTRODUCTION
from bot.domain.offers import SUBJECT as OF_OFFER
from bot.domain.reminders import Reminder
from bot.domain.words import (
    GESTURES,
    AgreementOutcome,
    AskAnswer,
    FormKind,
    Purpose,
    ReminderKind,
    SkipReason,
    Stance,
)
from bot.i18n import words
from bot.usecases.answers import Answered, MarkDone, SkipReminder, SnoozeReminder
from bot.usecases.forms import Forms
from bot.usecases.outcomes import AnswerFollowUp, AnswerRenewal

room = Room()
ASKS_PURPOSE = (ReminderKind.GESTURE, ReminderKind.PROMISE)
DAYS_BACK = 4
_KEPT = (Purpose.OFFER, Purpose.INTRODUCTION)


Handler = Callable[[Talk, Any], Awaitable[None]]


def settled_kindly(handler: Handler) -> Handler:
    """Where a colleague was quicker, says who and when, in place."""

    @wraps(handler)
    async def kind(talk: Talk, pressed: Any) -> None:
        try:
            await handler(talk, pressed)
        except (AlreadyAnswered, MailedAlready) as error:
            async with talk.house.storage.read() as uow:
                who = await uow.staff.find(error.by)
            await talk.show(settled_by(talk.t, talk.f, error, who), keyboard([[_back(talk)]]))

    return kind


@room.button(AskDone)
@settled_kindly
async def save_done(talk: Talk, pressed: AskDone) -> None:
    """Settles it, or asks the one thing that its kind needs."""
    reminder = await _reminder(talk, pressed.reminder_id)
    id, t = reminder.id, talk.t
    back = [Key(t("Back"), ShowItem(id))]
    if reminder.kind in ASKS_PURPOSE:
        await _ask_purpose(talk, reminder, None)
    elif reminder.kind is ReminderKind.RENEWAL:
        outcomes = [one for one in AgreementOutcome if one is not AgreementOutcome.OPEN]
        keys = [Key(words.agreement_outcome(t, outcome), Renewal(id, outcome)) for outcome in outcomes]
        await talk.show(t("What became of the agreement?"), keyboard([*in_rows(keys, 2), back]))
    elif reminder.kind is ReminderKind.FOLLOW_UP:
        await _ask_outcome(talk, reminder, back)
    else:
        await _done(talk, id)


@room.button(DoneAs)
@settled_kindly
async def save_done_as(talk: Talk, pressed: DoneAs) -> None:
    """Settles it with the purpose that was chosen."""
    await _done(talk, pressed.reminder_id, purpose=pressed.purpose, on=pressed.day)


@room.button(DoneElsewhere)
@settled_kindly
async def ask_done_elsewhere(talk: Talk, pressed: DoneElsewhere) -> None:
    """Asks on which day it was done, or settles it with that day."""
    reminder = await _reminder(talk, pressed.reminder_id)
    if pressed.day is not None:
        await _done_on(talk, reminder, pressed.day)
        return
    form = await _ask_day(talk, "done", pressed.reminder_id)
    days = [talk.today - timedelta(days=back) for back in range(DAYS_BACK)]
    keys = [Key(_label(talk, day), DoneElsewhere(pressed.reminder_id, day)) for day in days]
    rows = [*in_rows(keys, 2), [Key(talk.t("Back"), ShowItem(pressed.reminder_id))]]
    await _shown(talk, form, talk.t("On which day was it? Choose one, or write it, for example 23/11."), rows)


@room.button(AskSnooze)
@settled_kindly
async def ask_snooze(talk: Talk, pressed: AskSnooze) -> None:
    """Asks until when it should wait."""
    await _reminder(talk, pressed.reminder_id)
    t, id = talk.t, pressed.reminder_id
    labels = {
        SnoozeFor.TOMORROW: t("Tomorrow"),
        SnoozeFor.THREE_DAYS: t("In three days"),
        SnoozeFor.NEXT_WEEK: t("Next week"),
        SnoozeFor.DAY: t("Choose a day"),
    }
    keys = [Key(label, Snooze(id, choice)) for choice, label in labels.items()]
    await talk.show(t("Until when should it wait?"), keyboard([*in_rows(keys, 2), [Key(t("Back"), ShowItem(id))]]))


@room.button(Snooze)
@settled_kindly
async def save_snooze(talk: Talk, pressed: Snooze) -> None:
    """Puts it off, or asks for the day."""
    if pressed.choice is SnoozeFor.DAY:
        form = await _ask_day(talk, "snooze", pressed.reminder_id)
        text = talk.t("Until which day? Write it, for example Friday or 4 December.")
        await _shown(talk, form, text, [[Key(talk.t("Back"), ShowItem(pressed.reminder_id))]])
        return
    await _snooze(talk, pressed.reminder_id, pressed.choice)


@room.button(AskSkip)
@settled_kindly
async def ask_skip(talk: Talk, pressed: AskSkip) -> None:
    """Asks why, in one tap."""
    t, id = talk.t, pressed.reminder_id
    keys = [Key(words.skip_reason(t, reason), Skip(id, reason)) for reason in SkipReason]
    # What came of a request is not a thing that one does elsewhere: Done asks for it.
    asked = (await _reminder(talk, id)).kind is ReminderKind.FOLLOW_UP
    elsewhere = [] if asked else [Key(t("Already done elsewhere"), DoneElsewhere(id, None))]
    rows = [*in_rows(keys, 2), elsewhere, [Key(t("Back"), ShowItem(id))]]
    await talk.show(t("Why is it skipped this time?"), keyboard(rows))


@room.button(Skip)
@settled_kindly
async def save_skip(talk: Talk, pressed: Skip) -> None:
    """Skips it."""
    skipped = await SkipReminder(talk.house.storage, talk.house.organisation)(
        talk.actor, pressed.reminder_id, pressed.reason
    )
    await _answered(talk, skipped_text(talk.t, skipped), skipped.change_set_id)


@room.button(Renewal)
@settled_kindly
async def save_renewal(talk: Talk, pressed: Renewal) -> None:
    """Closes the agreement by its outcome; a renewal asks until when."""
    if pressed.outcome is AgreementOutcome.RENEWED:
        form = await _ask_day(talk, "renew", pressed.reminder_id)
        text = talk.t("Renewed until when? Write the day, for example 31 December 2027.")
        await _shown(talk, form, text, [[Key(talk.t("Back"), ShowItem(pressed.reminder_id))]])
        return
    await _renewed(talk, pressed.reminder_id, pressed.outcome)


@room.button(FollowUp)
@settled_kindly
async def save_follow_up(talk: Talk, pressed: FollowUp) -> None:
    """Keeps what came of the request."""
    told = await AnswerFollowUp(talk.house.storage, talk.house.organisation)(
        talk.actor, pressed.reminder_id, pressed.answer
    )
    t, f = talk.t, talk.f
    if told.thanks_on is not None:
        text = t("Good. The thanks are planned for {day}.", day=f.relative(told.thanks_on, talk.today))
    elif told.again_on is not None:
        text = t("Noted. The question comes again {day}.", day=f.relative(told.again_on, talk.today))
    else:
        text = t("Noted.")
    await _answered(talk, text, told.change_set_id)


@room.form(FormKind.ANSWER)
async def take_day(talk: Talk, form: Form, text: str) -> None:
    """Takes the day that was written; one that cannot be leaves the form as it is."""
    what, reminder_id = form.fields["what"], int(form.fields.get("reminder", 0))
    day = _one_day(parse_day(text, talk.today, "past" if what == "done" else "future"))

    @settled_kindly
    async def act(talk: Talk, day: date) -> None:
        if what == "done":
            await _done_on(talk, await _reminder(talk, reminder_id), day)
        elif what == PLAN:
            await _answered(talk, *await plan_check_in(talk, int(form.fields["partner"]), day))
        elif what == "snooze":
            await _snooze(talk, reminder_id, SnoozeFor.DAY, day)
        else:
            await _renewed(talk, reminder_id, AgreementOutcome.RENEWED, day)

    await act(talk, day)
    await Forms(talk.house.storage).close(talk.actor, form)


def _one_day(reading: DayReading | None) -> date:
    """The day that was typed; of a word with two meanings ("minggu") the likelier, which the answer names."""
    if isinstance(reading, DayAmbiguous):
        return reading.options[0]
    return need_day("day", reading)


async def _ask_outcome(talk: Talk, reminder: Reminder, back: list[Key]) -> None:
    """What came of a request, of an introduction, or what is done about an offer that ends."""
    t, id = talk.t, reminder.id
    if reminder.subject.startswith(OF_INTRODUCTION):
        await talk.show(t("Did something come of it?"), keyboard([*in_rows(came_keys(t, id), 1), back]))
    elif reminder.subject.startswith(OF_OFFER):
        await talk.show(t("What about the offer?"), keyboard([*in_rows(ends_keys(t, id), 1), back]))
    else:
        keys = [Key(words.ask_answer(t, one), FollowUp(id, one)) for one in AskAnswer]
        await talk.show(t("Did they help?"), keyboard([keys, back]))


async def _done_on(talk: Talk, reminder: Reminder, day: date) -> None:
    if reminder.kind in ASKS_PURPOSE:
        await _ask_purpose(talk, reminder, day)
    else:
        await _done(talk, reminder.id, on=day)


async def _ask_purpose(talk: Talk, reminder: Reminder, day: date | None) -> None:
    t, id = talk.t, reminder.id
    if reminder.kind is ReminderKind.GESTURE:
        text, offered = t("Which of these was it?"), list(GESTURES)
    else:
        text = t("Kept! What was the contact for?")
        offered = [Purpose.COORDINATION, *(one for one in Purpose if one.stance is Stance.CARE)]
    kept = _KEPT if reminder.kind is ReminderKind.GESTURE and day is None else ()
    keys = [
        # What is kept beside the contact is asked for: what was offered until when, who met whom.
        Key(words.purpose(t, one), TakeGesture(id, one, False) if one in kept else DoneAs(id, one, day))
        for one in offered
    ]
    await talk.show(text, keyboard([*in_rows(keys, 2), [Key(t("Back"), ShowItem(id))]]))


async def _done(talk: Talk, id: int, *, purpose: Purpose | None = None, on: date | None = None) -> None:
    done = await MarkDone(talk.house.storage, talk.house.organisation)(talk.actor, id, purpose=purpose, on=on)
    await tell_done(talk, done)


async def tell_done(talk: Talk, done: Answered) -> None:
    """Says what an answer wrote, and offers what may follow it."""
    # The act to be taken back is Done itself, which logged the contact.
    offers = await after_keys(talk, replace(done.logged, change_set_id=None)) if done.logged else []
    if done.logged is not None:
        id = done.logged.interaction_id
        widen = [Key(talk.t("How"), CorrectNoted(id, "channel")), Key(talk.t("Add a note"), CorrectNoted(id, "note"))]
        offers = [widen, *offers]
    await _answered(talk, answered_text(talk.t, talk.f, done, talk.today), done.change_set_id, offers)


async def _snooze(talk: Talk, id: int, choice: SnoozeFor, day: date | None = None) -> None:
    slept = await SnoozeReminder(talk.house.storage, talk.house.organisation)(talk.actor, id, choice, day)
    await _answered(talk, snoozed_text(talk.t, talk.f, slept, talk.today), slept.change_set_id)


async def _renewed(talk: Talk, id: int, outcome: AgreementOutcome, to_on: date | None = None) -> None:
    closed = await AnswerRenewal(talk.house.storage, talk.house.organisation)(talk.actor, id, outcome, to_on)
    t = talk.t
    if closed.next_to_on is not None:
        text = t("Renewed until {day}. There will be a reminder in good time.", day=talk.f.day_year(closed.next_to_on))
    else:
        text = t("Noted: {outcome}.", outcome=words.agreement_outcome(t, outcome, inline=True))
    await _answered(talk, text, closed.change_set_id)


async def _answered(talk: Talk, text: str, change_set_id: int | None, offers: Sequence[list[Key]] = ()) -> None:
    undo = undo_key(talk.t, change_set_id)
    await talk.show(text, keyboard([*offers, [*([undo] if undo else []), _back(talk)]]))


async def _ask_day(talk: Talk, what: str, reminder_id: int) -> Form:
    fields = {"what": what, "reminder": reminder_id}
    return await Forms(talk.house.storage).begin(talk.actor, talk.chat_id, FormKind.ANSWER, what, fields, "day")


async def _shown(talk: Talk, form: Form, text: str, rows: list[list[Key]]) -> None:
    await Forms(talk.house.storage).shown_in(form, await talk.show(text, keyboard(rows)))


async def _reminder(talk: Talk, id: int) -> Reminder:
    """The reminder, if it still waits for an answer; what this very update answered before a kill goes on too."""
    async with talk.house.storage.read() as uow:
        reminder = await uow.reminders.get(id)
    if not reminder.state.living and not talk.again:
        raise AlreadyAnswered(id, reminder.state.value, reminder.answered_by, reminder.answered_at)
    return reminder


def _label(talk: Talk, day: date) -> str:
    said = talk.f.relative(day, talk.today)
    return said[:1].upper() + said[1:]


def _back(talk: Talk) -> Key:
    return Key(talk.t("What is waiting"), ShowList(0))
