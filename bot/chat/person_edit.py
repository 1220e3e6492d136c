"""What can be changed about a person, each field by buttons or by a text."""

from bot.chat.buttons import OldButton, button
from bot.chat.html import bold, esc, shortened
from bot.chat.keyboards import Key, in_rows, keyboard
from bot.chat.news_refusals import refusal_key
from bot.chat.people_buttons import EditPerson, ShowPerson
from bot.chat.person_card import show_person_card
from bot.chat.person_texts import LABELS, NAME_UNITS, QUESTIONS, shown_value, value_lines
from bot.chat.router import Room
from bot.chat.talk import Talk
from bot.domain.errors import ChangedMeanwhile
from bot.domain.forms import Form
from bot.domain.people import Person
from bot.domain.words import FormKind
from bot.i18n.salutations import full_name
from bot.i18n.translator import own_name
from bot.usecases.forms import Forms
from bot.usecases.partner_fields import mark_of
from bot.usecases.person_fields import ChangePerson, PersonFieldChanged

room = Room()
_BY_BUTTONS = ("language",)


@button("yf")
class EditPersonField:
    """Ask for a new value of a field."""

    person_id: int
    field: str


@button("yv")
class SetPersonField:
    """Set a field; an empty value takes it away. ``seen`` marks the value that stood there when it was asked."""

    person_id: int
    field: str
    value: str
    seen: str


@button("yt")
class SetPersonTyped:
    """Set a field to what the form holds, although somebody changed it meanwhile."""

    form: int
    version: int


@room.button(EditPerson)
async def show_fields(talk: Talk, pressed: EditPerson) -> None:
    """Shows what stands where, and what can be changed."""
    person = await _person(talk, pressed.person_id)
    t, id = talk.t, person.id
    keys = [Key(t(label), EditPersonField(id, field)) for field, label in LABELS.items()]
    lines = [t("What should be changed about {name}?", name=_strong(person)), "", *value_lines(t, person)]
    below = [refusal_key(t, person), Key(t("Back"), ShowPerson(id))]
    await talk.show("\n".join(lines).rstrip(), keyboard([*in_rows(keys, 2), below]))


@room.button(EditPersonField)
async def ask_value(talk: Talk, pressed: EditPersonField) -> None:
    """Asks for the new value: by buttons, or by a text that the form then waits for."""
    field = pressed.field
    if field not in LABELS:
        raise OldButton
    person = await _person(talk, pressed.person_id)
    t, value = talk.t, getattr(person, field)
    seen = mark_of(value)
    choices = [Key(own_name(one), SetPersonField(person.id, field, one, seen)) for one in ("id", "en")]
    below = [Key(t("Back"), EditPerson(person.id))]
    if field != "name" and value is not None:
        below.insert(0, Key(t("Take it away"), SetPersonField(person.id, field, "", seen)))
    if field not in _BY_BUTTONS:
        choices = []
        fields = {"person": person.id, "field": field, "seen": seen}
        await Forms(talk.house.storage).begin(talk.actor, talk.chat_id, FormKind.PERSON_FIELD, "edit", fields, field)
    lines = [t(QUESTIONS[field], name=_strong(person))]
    if now := shown_value(field, value):
        lines.append(t("So far: {value}", value=now))
    await talk.show("\n".join(lines), keyboard([choices, below]))


@room.button(SetPersonField)
async def save_value(talk: Talk, pressed: SetPersonField) -> None:
    """Sets the value and shows the card; where somebody was quicker, asks first."""
    try:
        saved = await _save(talk, pressed.person_id, pressed.field, pressed.value, pressed.seen)
    except ChangedMeanwhile as error:
        anyway = SetPersonField(pressed.person_id, pressed.field, pressed.value, mark_of(error.value))
        await _ask_anyway(talk, pressed.person_id, error, pressed.value, Key(talk.t("Change it anyway"), anyway))
        return
    await _show_changed(talk, saved)


async def take_value(talk: Talk, form: Form, text: str) -> None:
    """Takes the value that was written; what cannot be taken leaves the form as it is."""
    forms, fields = Forms(talk.house.storage), form.fields
    if talk.took(form) and "typed" in fields:
        await talk.answer(talk.t("What was typed is kept; answer by the buttons above."))
        return
    try:
        saved = await _save(talk, fields["person"], fields["field"], text, fields["seen"])
    except ChangedMeanwhile as error:
        kept = {**fields, "typed": text, "seen": mark_of(error.value)}
        form = await forms.step(talk.actor, form, step="anyway", fields=kept, awaits=None)
        key = Key(talk.t("Change it anyway"), SetPersonTyped(form.id, form.version))
        await _ask_anyway(talk, fields["person"], error, text, key)
        return
    await forms.close(talk.actor, form)
    await _show_changed(talk, saved)


@room.button(SetPersonTyped)
async def save_typed(talk: Talk, pressed: SetPersonTyped) -> None:
    """Sets what was typed, although somebody was quicker."""
    async with Forms(talk.house.storage).taking(talk.actor, pressed.form, pressed.version) as form:
        fields = form.fields
        saved = await _save(talk, fields["person"], fields["field"], fields["typed"], None)
    await _show_changed(talk, saved)


async def _show_changed(talk: Talk, saved: PersonFieldChanged) -> None:
    t = talk.t
    said = [t("Changed.") if saved.change_set_id is not None else t("It was so already.")]
    if saved.odd:
        odd = ", ".join(f"“{esc(shortened(one, NAME_UNITS))}”" for one in saved.odd)
        said.append(t("{text} is no phone number, so it is kept as it was typed.", text=odd))
    await show_person_card(talk, saved.person_id, " ".join(said), saved.change_set_id)


async def _save(talk: Talk, person_id: int, field: str, value: str, seen: str | None) -> PersonFieldChanged:
    change = ChangePerson(talk.house.storage, talk.house.organisation)
    return await change(talk.actor, person_id, field, value, seen)


async def _ask_anyway(talk: Talk, person_id: int, error: ChangedMeanwhile, wanted: str, anyway: Key) -> None:
    """Says what stands there now and who set it, and offers to change it all the same."""
    t, person = talk.t, await _person(talk, person_id)
    async with talk.house.storage.read() as uow:
        who = await uow.staff.find(error.by)
    if who is None or who.id == talk.staff.id or error.at is None:
        lines = [t("This was changed meanwhile: {name}.", name=_strong(person))]
    else:
        when = talk.f.moment(error.at)
        lines = [t("{who} changed this meanwhile, {when}: {name}.", who=esc(who.name), when=when, name=_strong(person))]
    label, empty = t(LABELS[error.field]), t("empty")
    lines += [
        t("{field} now: {value}", field=label, value=shown_value(error.field, error.value) or empty),
        t("Your answer: {value}", value=shown_value(error.field, wanted) or empty),
    ]
    await talk.show("\n".join(lines), keyboard([[anyway, Key(t("Leave it"), ShowPerson(person_id))]]))


async def _person(talk: Talk, person_id: int) -> Person:
    async with talk.house.storage.read() as uow:
        return await uow.people.get(person_id)


def _strong(person: Person) -> str:
    return bold(shortened(full_name(person), NAME_UNITS))
