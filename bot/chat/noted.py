"""One contact as it was noted: shown whole, corrected field by field, deleted."""

from datetime import date, timedelta
from typing import Any

from bot.chat.buttons import OldButton, button
from bot.chat.contact_after import after_keys
from bot.chat.contact_choices import DAYS_BACK
from bot.chat.contact_texts import WANTED_BY, corrected
from bot.chat.days import need_day
from bot.chat.history_buttons import CorrectNoted, ShowContacts, ShowNoted
from bot.chat.html import bold, esc, shortened
from bot.chat.keyboards import Key, in_rows, keyboard
from bot.chat.people_keys import people_of
from bot.chat.router import Room
from bot.chat.talk import Talk
from bot.chat.undo import undo_key
from bot.domain.dates import parse_day
from bot.domain.day_results import DayAmbiguous
from bot.domain.forms import Form
from bot.domain.words import Channel, Direction, FormKind, Purpose
from bot.i18n import words
from bot.i18n.salutations import full_name
from bot.i18n.translator import mark
from bot.usecases.contact_history import NotedContact, ShowContact
from bot.usecases.corrections import DeleteInteraction, EditInteraction
from bot.usecases.forms import Forms

room = Room()
NAME_UNITS = 200
NOTE_UNITS = 3000

_FIELDS = {
    "on": mark("Day"),
    "person_id": mark("Whom with"),
    "channel": mark("How"),
    "purpose": mark("What for"),
    "direction": mark("From whom"),
    "note": mark("Note"),
}
_QUESTIONS = {
    "on": mark("On which day was it? Choose one, or write it, for example 23/11."),
    "person_id": mark("Whom was it with?"),
    "channel": mark("How was it?"),
    "purpose": mark("What was it for?"),
    "direction": mark("Who wanted the contact?"),
    "note": mark("Write the note as it should be kept."),
}
_WRITTEN = ("on", "note")


@button("wl")
class SetNoted:
    """Set a field of a contact; an empty value takes it away."""

    interaction_id: int
    field: str
    value: str


@button("wm")
class DeleteNoted:
    """Delete a contact."""

    interaction_id: int


@room.button(ShowNoted)
async def show_noted(talk: Talk, pressed: ShowNoted) -> None:
    """Shows the contact, in place of what held the button."""
    await _show(talk, await ShowContact(talk.house.storage)(talk.actor, pressed.interaction_id))


@room.button(CorrectNoted)
async def ask_correction(talk: Talk, pressed: CorrectNoted) -> None:
    """Shows the fields, or asks for the new value of one: by buttons, or by a text that the form waits for."""
    noted = await ShowContact(talk.house.storage)(talk.actor, pressed.interaction_id)
    t, id, field = talk.t, noted.contact.id, pressed.field
    if not noted.may_change:
        await _show(talk, noted)
        return
    if field not in _FIELDS:
        keys = [Key(t(label), CorrectNoted(id, name)) for name, label in _FIELDS.items()]
        rows = [*in_rows(keys, 2), [Key(t("Back"), ShowNoted(id))]]
        await talk.show(t("What should be changed?"), keyboard(rows))
        return
    if field in _WRITTEN:
        fields = {"interaction": id, "field": field}
        await Forms(talk.house.storage).begin(talk.actor, talk.chat_id, FormKind.INTERACTION, "edit", fields, field)
    rows = [*in_rows(await _choices(talk, noted, field), 2), [Key(t("Back"), CorrectNoted(id, ""))]]
    await talk.show(t(_QUESTIONS[field]), keyboard(rows))


@room.button(SetNoted)
async def save_correction(talk: Talk, pressed: SetNoted) -> None:
    """Sets the field."""
    if pressed.field not in _FIELDS:
        raise OldButton
    await _save(talk, pressed.interaction_id, pressed.field, _value(pressed.field, pressed.value))


@room.form(FormKind.INTERACTION)
async def take_correction(talk: Talk, form: Form, text: str) -> None:
    """Takes the day or the note that was written; what cannot be taken leaves the form as it is."""
    field, id = form.fields["field"], form.fields["interaction"]
    if field == "note":
        value: Any = text
    else:
        reading = parse_day(text, talk.today, "past")
        if isinstance(reading, DayAmbiguous):
            days = {day: talk.f.relative(day, talk.today) for day in reading.options}
            keys = [Key(label, SetNoted(id, "on", day.isoformat())) for day, label in days.items()]
            await talk.answer(talk.t("Which day is meant?"), keyboard(in_rows(keys, 2)))
            return
        value = need_day("on", reading)
    await _save(talk, id, field, value)
    await Forms(talk.house.storage).close(talk.actor, form)


@room.button(DeleteNoted)
async def delete_noted(talk: Talk, pressed: DeleteNoted) -> None:
    """Deletes the contact; what it had settled is open again."""
    t = talk.t
    deleted = await DeleteInteraction(talk.house.storage, talk.house.organisation)(talk.actor, pressed.interaction_id)
    lines = [t("Deleted.")]
    if deleted.reopened:
        n = len(deleted.reopened)
        lines.append(t.n("A reminder that it had settled is open again.", "{n} reminders are open again.", n))
    undo = undo_key(t, deleted.change_set_id)
    row = [*([undo] if undo else []), Key(t("History"), ShowContacts(deleted.partner_id, 0))]
    await talk.show("\n".join(lines), keyboard([row]))


async def _save(talk: Talk, interaction_id: int, field: str, value: Any) -> None:
    edit = EditInteraction(talk.house.storage, talk.house.organisation)
    logged = await edit(talk.actor, interaction_id, **{field: value})
    noted = await ShowContact(talk.house.storage)(talk.actor, interaction_id)
    lines = [talk.t("Changed."), "", *_lines(talk, noted)]
    if asked := corrected(talk.t, talk.f, logged, talk.today):
        lines += ["", *asked]
    back = [Key(talk.t("History"), ShowContacts(noted.partner.id, 0))]
    await talk.show("\n".join(lines), keyboard([*await after_keys(talk, logged), back]))


async def _show(talk: Talk, noted: NotedContact) -> None:
    t, id = talk.t, noted.contact.id
    lines = _lines(talk, noted)
    rows = [[Key(t("Back"), ShowContacts(noted.partner.id, 0))]]
    if noted.may_change:
        rows.insert(0, [Key(t("Edit"), CorrectNoted(id, "")), Key(t("Delete"), DeleteNoted(id))])
    else:
        lines += ["", t("One can change what one noted oneself within seven days; managers can change any.")]
    await talk.show("\n".join(lines), keyboard(rows))


def _lines(talk: Talk, noted: NotedContact) -> list[str]:
    t, f, contact = talk.t, talk.f, noted.contact
    lines = [bold(shortened(noted.partner.name, NAME_UNITS))]
    if noted.person is not None:
        lines.append(t("With: {person}", person=esc(shortened(full_name(noted.person), NAME_UNITS))))
    lines.append(t("Day: {day}", day=f.today(contact.on, talk.today)))
    facts = [
        t("How: {channel}", channel=words.channel(t, contact.channel, inline=True)),
        t("For: {purpose}", purpose=words.aim(t, contact.purpose, inline=True)),
        t(WANTED_BY[contact.direction]),
    ]
    lines.append(" · ".join(facts))
    if contact.note:
        lines.append(t("Note: “{note}”", note=esc(shortened(contact.note, NOTE_UNITS))))
    if noted.staff_name is not None:
        name, at = esc(shortened(noted.staff_name, NAME_UNITS)), contact.logged_at
        moment = None if at is None else f.moment(at)
        told = t("Noted by {name}.", name=name)
        lines.append(told if moment is None else t("Noted by {name}, {moment}.", name=name, moment=moment))
    return lines


async def _choices(talk: Talk, noted: NotedContact, field: str) -> list[Key]:
    t, id = talk.t, noted.contact.id

    def key(label: str, value: str) -> Key:
        return Key(label[:1].upper() + label[1:], SetNoted(id, field, value))

    if field == "on":
        days = [talk.today - timedelta(days=back) for back in range(DAYS_BACK)]
        return [key(talk.f.relative(day, talk.today), day.isoformat()) for day in days]
    if field == "person_id":
        people = await people_of(talk, noted.partner.id)
        return [*(key(label, value.partition("-")[2]) for label, value in people), key(t("Nobody in particular"), "")]
    if field == "channel":
        return [*(key(words.channel(t, one), one.value) for one in Channel), key(words.channel(t, None), "")]
    if field == "purpose":
        return [key(words.aim(t, one), one.value) for one in Purpose]
    if field == "direction":
        return [key(words.direction(t, one), one.value) for one in Direction]
    return [key(t("Without a note"), "")] if noted.contact.note else []


def _value(field: str, wire: str) -> Any:
    try:
        if field == "on":
            return date.fromisoformat(wire)
        if field == "person_id":
            return int(wire) if wire else None
        if field == "channel":
            return Channel(wire) if wire else None
        return {"purpose": Purpose, "direction": Direction, "note": str}[field](wire)
    except (ValueError, KeyError) as error:
        raise OldButton from error
