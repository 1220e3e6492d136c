"""Logging a contact: one message, one tap. What is not sure is asked by buttons, one question at a time."""

from dataclasses import replace
from datetime import date

from telegram import InlineKeyboardMarkup

from bot.chat.contact_after import after_keys
from bot.chat.contact_choices import CancelContact, EditContact, SaveContact, SetContact, choices
from bot.chat.contact_draft import FIELDS, ContactDraft, Question, person_value
from bot.chat.contact_texts import Around, card, question, saved
from bot.chat.days import need_day
from bot.chat.keyboards import Key, in_rows, keyboard
from bot.chat.reading import read
from bot.chat.router import Room
from bot.chat.talk import Talk
from bot.domain.dates import parse_day
from bot.domain.day_results import DayAmbiguous
from bot.domain.errors import BadValue
from bot.domain.forms import Form
from bot.domain.sentences.understood import NotLog
from bot.domain.words import FormKind
from bot.i18n.translator import Translator, mark
from bot.usecases.forms import Forms
from bot.usecases.interactions import LogContact, ShowRecentContacts

room = Room()
NOTE_MOST = 4000


@room.command("log", "catat", says=mark("Note a contact"))
async def ask_contact(talk: Talk, text: str) -> None:
    """Takes a contact; without text, asks for it."""
    if not text:
        example = talk.t("Write in one line whom you contacted and why, for example: called Bu Ratna to catch up.")
        await talk.answer(example)
        return
    await show_contact(talk, text)


@room.text
async def show_contact(talk: Talk, text: str) -> None:
    """Understands a sentence and shows it as a card; what is no log is led elsewhere."""
    reading = await read(talk, text)
    if reading.not_log is not None:
        await talk.answer(_no_log(talk.t, reading.not_log))
        return
    await begin_contact(talk, reading.draft)


async def begin_contact(talk: Talk, draft: ContactDraft) -> None:
    """Begins the form of a contact and shows its card, or the first question."""
    forms = Forms(talk.house.storage)
    form = await forms.begin(talk.actor, talk.chat_id, FormKind.CONTACT, "card", draft.as_fields, _awaits(draft))
    await _show(talk, form)


@room.button(EditContact)
async def ask_field(talk: Talk, pressed: EditContact) -> None:
    """Shows the fields, the choices of one, or the card again."""
    forms = Forms(talk.house.storage)
    form = await _seen(talk, pressed.form, pressed.version)
    if not pressed.field:
        form = await forms.step(talk.actor, form, step="card", awaits=None)
        await _show(talk, form)
    elif pressed.field == "all":
        await talk.show(talk.t("What should be changed?"), _field_keys(talk.t, form))
    else:
        awaits = pressed.field if pressed.field in ("partner", "on", "note") else None
        form = await forms.step(talk.actor, form, step=pressed.field, awaits=awaits)
        await _ask(talk, form, Question(pressed.field))


@room.button(SetContact)
async def save_field(talk: Talk, pressed: SetContact) -> None:
    """Sets a field and shows the card, or the next question."""
    form = await _seen(talk, pressed.form, pressed.version)
    await _step(talk, form, ContactDraft.of(form).with_value(pressed.field, pressed.value))


@room.form(FormKind.CONTACT)
async def take_field(talk: Talk, form: Form, text: str) -> None:
    """Takes a field that was written: the partner's name, the day, or the note."""
    if talk.took(form):
        await _show(talk, form)
        return
    draft = ContactDraft.of(form)
    if form.awaits == "on":
        await _step(talk, form, _with_day(draft, text, talk.today))
    elif form.awaits == "note":
        if len(text) > NOTE_MOST:
            raise BadValue("note", "too_long", (("most", NOTE_MOST),))
        await _step(talk, form, draft.with_value("note", text.strip()))
    else:
        found = await talk.house.names.find(text, 6)
        named = (person_value(one.partner.id, one.person.id if one.person else None) for one in found)
        values = tuple(dict.fromkeys(named))
        if found and found[0].clear:
            await _step(talk, form, draft.with_value("partner", values[0]))
        elif not found:
            await talk.answer(talk.t("No partner has that name. Write it in another way, or add it with /add."))
        else:
            await _ask(talk, form, Question("partner", values))


@room.button(SaveContact)
async def save_contact(talk: Talk, pressed: SaveContact) -> None:
    """Saves the contact once, and says what came of it."""
    form = await Forms(talk.house.storage).take(talk.actor, pressed.form, pressed.version)
    logged = await LogContact(talk.house.storage, talk.house.organisation)(
        talk.actor, ContactDraft.of(form).as_interaction()
    )
    await talk.show(saved(talk.t, talk.f, logged, talk.today), keyboard(after_keys(talk.t, logged)))


@room.button(CancelContact)
async def cancel_contact(talk: Talk, pressed: CancelContact) -> None:
    """Leaves the contact; nothing is saved."""
    await Forms(talk.house.storage).take(talk.actor, pressed.form, pressed.version)
    await talk.show(talk.t("Not saved."))


async def _seen(talk: Talk, form_id: int, version: int) -> Form:
    form = await Forms(talk.house.storage).get(talk.actor, form_id)
    return (
        form
        if form.version == version
        else await Forms(talk.house.storage).step(talk.actor, replace(form, version=version))
    )


async def _step(talk: Talk, form: Form, draft: ContactDraft) -> None:
    changes = {"fields": draft.as_fields, "step": "card", "awaits": _awaits(draft)}
    await _show(talk, await Forms(talk.house.storage).step(talk.actor, form, **changes))


def _awaits(draft: ContactDraft) -> str | None:
    asked = draft.next_question
    return asked.field if asked is not None and asked.field in ("partner", "on", "note") else None


async def _show(talk: Talk, form: Form) -> None:
    draft = ContactDraft.of(form)
    asked = draft.next_question
    if asked is not None or draft.partner_id is None:
        await _ask(talk, form, asked or Question("partner"))
        return
    async with talk.house.storage.read() as uow:
        partner = await uow.partners.get(draft.partner_id)
        person = await uow.people.find(draft.person_id)
    recent = await ShowRecentContacts(talk.house.storage, talk.house.organisation)(talk.actor, partner.id)
    text = card(talk.t, talk.f, draft, Around(partner, person, recent, talk.today))
    t = talk.t
    keys = keyboard(
        [
            [Key(t("Save"), SaveContact(form.id, form.version))],
            [
                Key(t("Edit"), EditContact(form.id, form.version, "all")),
                Key(t("Cancel"), CancelContact(form.id, form.version)),
            ],
        ]
    )
    await _remember(talk, form, text, keys)


async def _ask(talk: Talk, form: Form, asked: Question) -> None:
    keys = await choices(talk, form, asked)
    rows = in_rows(keys, 1 if asked.field in ("partner", "person") else 2)
    leave = [Key(talk.t("Cancel"), CancelContact(form.id, form.version))]
    if ContactDraft.of(form).next_question is None:
        leave.insert(0, Key(talk.t("Back"), EditContact(form.id, form.version, "")))
    text = question(talk.t, asked.field, ContactDraft.of(form).note)
    await _remember(talk, form, text, keyboard([*rows, leave]))


def _with_day(draft: ContactDraft, text: str, today: date) -> ContactDraft:
    reading = parse_day(text, today, "past")
    if isinstance(reading, DayAmbiguous):
        values = tuple(day.isoformat() for day in reading.options)
        kept = tuple(question for question in draft.questions if question.field != "on")
        return replace(draft, on=None).ask([*kept, Question("on", values)])
    return draft.with_value("on", need_day("on", reading).isoformat())


async def _remember(talk: Talk, form: Form, text: str, keys: InlineKeyboardMarkup | None) -> None:
    shown = await talk.show(text, keys) if talk.query else (await talk.answer(text, keys)).message_id
    await Forms(talk.house.storage).shown_in(form, shown)


_FIELD_LABELS = {
    "partner": mark("Partner"),
    "person": mark("Whom with"),
    "on": mark("Day"),
    "channel": mark("How"),
    "purpose": mark("What for"),
    "direction": mark("From whom"),
    "note": mark("Note"),
}


def _field_keys(t: Translator, form: Form) -> InlineKeyboardMarkup | None:
    keys = [Key(t(_FIELD_LABELS[field]), EditContact(form.id, form.version, field)) for field in FIELDS]
    return keyboard([*in_rows(keys, 2), [Key(t("Back"), EditContact(form.id, form.version, ""))]])


_NO_LOG = {
    NotLog.GREETING: mark("Hello! Write in one line whom you contacted and why, or look at /today."),
    NotLog.QUESTION: mark("/upcoming shows birthdays and other days, /find a partner, /today what is waiting."),
    NotLog.NAME: mark("To look somebody up, write /find and the name. To note a contact, write what it was."),
    NotLog.NOT_YET: mark("That is still ahead. Write it again once it has happened; /promise notes what we owe."),
}
_NOTHING = mark("No contact was found in that. Write in one line whom you contacted and why, or look at /help.")


def _no_log(t: Translator, why: NotLog) -> str:
    return t(_NO_LOG.get(why, _NOTHING))
