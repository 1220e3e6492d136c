"""Logging a contact: one message, one tap. What is not sure is asked by buttons, one question at a time."""

import re
from dataclasses import replace

from telegram import InlineKeyboardMarkup

from bot.chat.contact_after import after_keys, plan_check_in, promise_keys
from bot.chat.contact_choices import (
    CancelContact,
    EditContact,
    PlanContact,
    SaveContact,
    SetContact,
    choices,
    meant,
)
from bot.chat.contact_draft import FIELDS, ContactDraft, Question, person_value
from bot.chat.contact_texts import Around, card, question, saved
from bot.chat.days import need_day
from bot.chat.event_offers import offer_event
from bot.chat.keyboards import Key, in_rows, keyboard
from bot.chat.partners import ShowPartner
from bot.chat.people_keys import named
from bot.chat.questions import answer_no_log
from bot.chat.reading import Reading, read
from bot.chat.router import Room
from bot.chat.talk import Talk
from bot.chat.undo import undo_key
from bot.domain.dates import parse_day
from bot.domain.day_results import DayAmbiguous, DayReading
from bot.domain.forms import Form
from bot.domain.sentences.understood import NotLog
from bot.domain.words import Channel, FormKind, PartnerState
from bot.i18n import words
from bot.i18n.translator import Translator, mark
from bot.usecases.forms import Forms
from bot.usecases.interactions import LogContact, RecentContact, ShowRecentContacts
from bot.usecases.known import merged_partner

room = Room()
WRITTEN = ("partner", "person", "on", "note")
"""Fields that a text can answer."""
NAMES_FOUND = 6
_PROMISE = re.compile(
    r"\s*(?:(?:kita|kami|saya|aku|we|i)\s+)?(?:(?:sudah|udah|sdh)\s+)?"
    r"(?:(?:ber)?janji(?:in|kan)?(?!\s+(?:ke)?temu)|promised?(?:\s+to)?)\s+(?P<what>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
"""A sentence that begins with the promise."""


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
    draft = reading.draft
    told = draft.channel in (Channel.IN_PERSON, Channel.CALL, Channel.VIDEO)
    if draft.promised_on is not None and not told and (promise := _PROMISE.fullmatch(text)):
        # The promise is what happened, and no contact was told along. Its room imports this one.
        from bot.chat.promises import ask_promise

        await ask_promise(talk, promise["what"])
        return
    if reading.not_log is not None:
        offered = reading.not_log is NotLog.EVENT and await offer_event(talk, reading.draft)
        if not offered:
            await answer_no_log(talk, text, reading.not_log, reading.draft)
        return
    await begin_contact(talk, reading.draft)


async def begin_contact(talk: Talk, draft: ContactDraft, above: str = "") -> None:
    """Begins the form of a contact and shows its card, or the first question, with a sentence above."""
    forms = Forms(talk.house.storage)
    form = await forms.begin(talk.actor, talk.chat_id, FormKind.CONTACT, "card", draft.as_fields, _awaits(draft))
    await _show(talk, form, above)


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
        awaits = pressed.field if pressed.field in WRITTEN else None
        form = await forms.step(talk.actor, form, step=pressed.field, awaits=awaits)
        await _ask(talk, form, Question(pressed.field))


@room.button(SetContact)
async def save_field(talk: Talk, pressed: SetContact) -> None:
    """Sets a field and shows the card, or the next question."""
    form = await _seen(talk, pressed.form, pressed.version)
    await _step(talk, form, ContactDraft.of(form).with_value(pressed.field, pressed.value))


@room.form(FormKind.CONTACT)
async def take_field(talk: Talk, form: Form, text: str) -> None:
    """Takes a field that was written: the partner's or person's name, the day, or the note.

    A sentence that tells of another contact is a contact of its own; the form is set aside for it.
    """
    if talk.took(form):
        await _show(talk, form)
        return
    draft = ContactDraft.of(form)
    if form.awaits == "on":
        await _step(talk, form, _with_day(draft, parse_day(text, talk.today, "past")))
    elif form.awaits == "note":
        await _step(talk, form, draft.with_value("note", text.strip()))
    else:
        await _take_name(talk, form, draft, text)


async def _take_name(talk: Talk, form: Form, draft: ContactDraft, text: str) -> None:
    if await take_instead(talk, text):
        return
    field = form.awaits or "partner"
    found = await talk.house.names.find(text, NAMES_FOUND)
    there = [one for one in found if field == "person" and one.partner.id == draft.partner_id]
    named = [person_value(one.partner.id, one.person.id if one.person else None) for one in there or found]
    values = tuple(dict.fromkeys(named))
    if len(values) == 1 or (found and found[0].clear and not there):
        await _step(talk, form, draft.with_value(field, values[0]))
    elif not found:
        await talk.answer(talk.t("No partner has that name. Write it in another way, or add it with /add."))
    else:
        rest = [question for question in draft.questions if question.field not in ("partner", "person")]
        asked = Question(field, values)
        await _step(talk, form, replace(draft.without(field), questions=(asked, *rest)))


@room.text_instead
async def take_instead(talk: Talk, text: str) -> bool:
    """Takes a contact that is told where a form asked for something else; the form is set aside for it."""
    if len(text.split()) < 2:
        # A word alone is a name, a day or an address, even if words of a contact are in it: "kontak@pelita".
        return False
    reading = await read(talk, text)
    if reading.not_log is NotLog.EVENT and reading.draft.event is not None and reading.draft.person_id is not None:
        # "Pak Made sakit" is no name either.
        await _leave_form(talk)
        return await offer_event(talk, reading.draft)
    other = _another(reading)
    if other is None:
        return False
    await _set_aside_for(talk, other)
    return True


async def _leave_form(talk: Talk) -> None:
    forms = Forms(talk.house.storage)
    form = await forms.awaiting_text(talk.actor, talk.chat_id)
    if form is not None:
        await forms.set_aside(form)
        await talk.answer(talk.t("What you had begun is set aside; its buttons still work."))


def _another(reading: Reading) -> ContactDraft | None:
    """The contact that a sentence tells by itself; None for a mere name or day."""
    draft = reading.draft
    known = draft.partner_id is not None or any(
        question.values for question in draft.questions if question.field in ("partner", "person")
    )
    return draft if reading.not_log is None and known else None


async def _set_aside_for(talk: Talk, draft: ContactDraft) -> None:
    await talk.answer(talk.t("What you had begun is set aside; its buttons still work."))
    await begin_contact(talk, draft)


@room.button(SaveContact)
async def save_contact(talk: Talk, pressed: SaveContact) -> None:
    """Saves the contact once, and says what came of it. One that is refused stays as it is."""
    async with Forms(talk.house.storage).taking(talk.actor, pressed.form, pressed.version) as form:
        draft = ContactDraft.of(form)
        log = LogContact(talk.house.storage, talk.house.organisation)
        logged = await log(talk.actor, draft.as_interaction(), draft.besides(), draft.event_to_note())
    keys = [*promise_keys(talk, draft, logged), *await after_keys(talk, logged)]
    await talk.show(saved(talk.t, talk.f, logged, talk.today), keyboard(keys))


@room.button(PlanContact)
async def save_plan(talk: Talk, pressed: PlanContact) -> None:
    """Plans a check-in for the day ahead that was named."""
    async with Forms(talk.house.storage).taking(talk.actor, pressed.form, pressed.version) as form:
        draft = ContactDraft.of(form)
        text, planned = await plan_check_in(talk, draft.partner_id or 0, draft.planned_on, draft.person_id)
    key = undo_key(talk.t, planned)
    await talk.show(text, keyboard([[key]] if key else []))


@room.button(CancelContact)
async def cancel_contact(talk: Talk, pressed: CancelContact) -> None:
    """Leaves the contact; nothing is saved."""
    await Forms(talk.house.storage).take(talk.actor, pressed.form, pressed.version)
    await talk.show(talk.t("Not saved."))


async def _seen(talk: Talk, form_id: int, version: int) -> Form:
    """The form as the press saw it; stepping it in an older version says kindly that it is outdated."""
    forms = Forms(talk.house.storage)
    form = await forms.get(talk.actor, form_id)
    return form if form.version == version else await forms.step(talk.actor, replace(form, version=version))


async def _step(talk: Talk, form: Form, draft: ContactDraft) -> None:
    changes = {"fields": draft.as_fields, "step": "card", "awaits": _awaits(draft)}
    await _show(talk, await Forms(talk.house.storage).step(talk.actor, form, **changes))


def _awaits(draft: ContactDraft) -> str | None:
    asked = draft.next_question
    return asked.field if asked is not None and asked.field in WRITTEN else None


async def _show(talk: Talk, form: Form, above: str = "") -> None:
    draft = ContactDraft.of(form)
    asked = draft.next_question
    if asked is not None or draft.partner_id is None:
        await _ask(talk, form, asked or Question("partner"), above)
        return
    async with talk.house.storage.read() as uow:
        partner = await merged_partner(uow, draft.partner_id)
        person = await uow.people.find(draft.person_id)
    recent: tuple[RecentContact, ...] = ()
    if partner.state is PartnerState.ACTIVE:
        recent = await ShowRecentContacts(talk.house.storage, talk.house.organisation)(talk.actor, partner.id)
    also = await named(talk, draft.besides(), partner.id)
    text = card(talk.t, talk.f, draft, Around(partner, person, recent, talk.today, also))
    t = talk.t
    archived = [Key(t("Open the card"), ShowPartner(partner.id))] if partner.state is PartnerState.ARCHIVED else []
    keys = keyboard(
        [
            [Key(t("Save"), SaveContact(form.id, form.version)), *archived],
            _event_keys(talk, form, draft),
            [
                Key(t("Edit"), EditContact(form.id, form.version, "all")),
                Key(t("Cancel"), CancelContact(form.id, form.version)),
            ],
        ]
    )
    await _remember(talk, form, text, keys)


def _event_keys(talk: Talk, form: Form, draft: ContactDraft) -> list[Key]:
    """What befell the person can be noted along, or left out."""
    if draft.event is None or draft.person_id is None:
        return []
    what = words.event_kind(talk.t, draft.event, inline=True)
    if draft.with_event:
        return [Key(talk.t("Do not note: {event}", event=what), SetContact(form.id, form.version, "event", "0"))]
    return [Key(talk.t("Note as well: {event}", event=what), SetContact(form.id, form.version, "event", "1"))]


async def _ask(talk: Talk, form: Form, asked: Question, above: str = "") -> None:
    t, draft = talk.t, ContactDraft.of(form)
    among = await meant(talk, asked)
    keys = await choices(talk, form, asked, among)
    rows: list[list[Key]] = in_rows(keys, 1 if asked.field in ("partner", "person") else 2)
    if asked.field == "on" and draft.planned_on is not None and draft.partner_id is not None:
        day = talk.f.relative(draft.planned_on, talk.today)
        rows.insert(0, [Key(t("Plan a check-in, {day}", day=day), PlanContact(form.id, form.version))])
    leave = [Key(t("Cancel"), CancelContact(form.id, form.version))]
    if draft.next_question is None:
        leave.insert(0, Key(t("Back"), EditContact(form.id, form.version, "")))
    text = question(t, talk.f, asked, draft, [one.whole for one in among], talk.today)
    await _remember(talk, form, f"{above}\n\n{text}" if above else text, keyboard([*rows, leave]))


def _with_day(draft: ContactDraft, reading: DayReading | None) -> ContactDraft:
    if isinstance(reading, DayAmbiguous):
        kept = tuple(question for question in draft.questions if question.field != "on")
        values = tuple(day.isoformat() for day in reading.options)
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
    if ContactDraft.of(form).besides():
        keys.append(Key(t("Without the others"), SetContact(form.id, form.version, "also", "")))
    return keyboard([*in_rows(keys, 2), [Key(t("Back"), EditContact(form.id, form.version, ""))]])
