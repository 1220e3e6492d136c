"""/promise: what we said we would do, for whom, by which day."""

from collections.abc import Mapping
from datetime import date, timedelta

from telegram import InlineKeyboardMarkup

from bot.chat.buttons import button
from bot.chat.days import need_day
from bot.chat.html import bold, esc, shortened
from bot.chat.interactions import take_instead
from bot.chat.keyboards import Key, in_rows, keyboard
from bot.chat.people_keys import partner_keys
from bot.chat.reading import read
from bot.chat.router import Room
from bot.chat.talk import Talk
from bot.chat.undo import undo_key
from bot.domain.dates import find_day, parse_day
from bot.domain.day_results import DayAmbiguous, DayFound
from bot.domain.errors import BadValue
from bot.domain.forms import Form
from bot.domain.promises import Promise
from bot.domain.words import FormKind
from bot.i18n.translator import mark
from bot.usecases.forms import Forms
from bot.usecases.promises import AddPromise

room = Room()
AHEAD = (1, 3, 7, 14)
"""Days ahead that are offered."""
NAME_UNITS = 120
TEXT_UNITS = 600
TEXT_MOST = 1000


@button("ma")
class SavePromise:
    """Save the promise as the card shows it."""

    form: int
    version: int


@button("mc")
class LeavePromise:
    """Leave the promise."""

    form: int
    version: int


@button("me")
class EditPromise:
    """Ask for the partner or the day again."""

    form: int
    version: int
    field: str


@button("mv")
class SetPromise:
    """Set the partner or the day of the promise."""

    form: int
    version: int
    field: str
    value: str


@room.command("promise", "janji", says=mark("Note a promise"))
async def ask_promise(talk: Talk, text: str) -> None:
    """Takes a promise from a sentence; what it does not say is asked."""
    if not text:
        example = talk.t(
            "Write it behind the command, for example: /promise send the price list to Klinik Sehat by Friday"
        )
        await talk.answer(example)
        return
    if len(text) > TEXT_MOST:
        raise BadValue("text", "too_long", (("most", TEXT_MOST), ("length", len(text))))
    reading = await read(talk, text)
    named = [question.values for question in reading.draft.questions if question.field in ("partner", "person")]
    day = find_day(text, talk.today, "future")
    fields = {
        "text": text,
        "partner": reading.draft.partner_id,
        "person": reading.draft.person_id,
        "offered": list(named[0]) if named else [],
        "on": day.on.isoformat() if isinstance(day, DayFound) and day.on >= talk.today else None,
        "days": [one.isoformat() for one in day.options if one >= talk.today] if isinstance(day, DayAmbiguous) else [],
    }
    form = await Forms(talk.house.storage).begin(
        talk.actor, talk.chat_id, FormKind.PROMISE, "card", fields, awaits=_missing(fields)
    )
    await _show(talk, form)


@room.button(EditPromise)
async def ask_part(talk: Talk, pressed: EditPromise) -> None:
    """Asks for the partner or the day again."""
    forms = Forms(talk.house.storage)
    form = await forms.get(talk.actor, pressed.form, pressed.version)
    fields = {**form.fields, pressed.field: None, "offered": [], "days": []}
    await _show(talk, await forms.step(talk.actor, form, fields=fields, awaits=_missing(fields)))


@room.button(SetPromise)
async def save_part(talk: Talk, pressed: SetPromise) -> None:
    """Sets the partner or the day."""
    form = await Forms(talk.house.storage).get(talk.actor, pressed.form, pressed.version)
    if pressed.field == "on":
        await _set(talk, form, on=pressed.value)
        return
    partner, _, person = pressed.value.partition("-")
    await _set(talk, form, partner=int(partner), person=int(person or 0) or None, offered=[])


@room.form(FormKind.PROMISE)
async def take_part(talk: Talk, form: Form, text: str) -> None:
    """Takes the partner or the day that was written; what cannot be read leaves the form as it is."""
    if talk.took(form):
        await _show(talk, form)
        return
    if form.awaits == "on":
        reading = parse_day(text, talk.today, "future")
        if isinstance(reading, DayAmbiguous):
            await _set(talk, form, days=[one.isoformat() for one in reading.options])
            return
        on = need_day("on", reading)
        if on < talk.today:
            raise BadValue("on", "past", (("day", on),))
        await _set(talk, form, on=on.isoformat())
        return
    if await take_instead(talk, text):
        return
    found = await talk.house.names.find(text, 6)
    if not found:
        await talk.answer(talk.t("No partner has that name. Write it in another way, or add it with /add."))
    elif found[0].clear:
        person = found[0].person
        await _set(talk, form, partner=found[0].partner.id, person=person.id if person else None, offered=[])
    else:
        offered = [f"{one.partner.id}-{one.person.id if one.person else 0}" for one in found]
        await _set(talk, form, offered=offered)


@room.button(SavePromise)
async def save_promise(talk: Talk, pressed: SavePromise) -> None:
    """Saves the promise once."""
    async with Forms(talk.house.storage).taking(talk.actor, pressed.form, pressed.version) as form:
        kept = form.fields
        on = date.fromisoformat(kept["on"])
        promise = Promise(partner_id=kept["partner"], text=kept["text"], due_on=on, person_id=kept["person"])
        noted = await AddPromise(talk.house.storage, talk.house.organisation)(talk.actor, promise)
    key = undo_key(talk.t, noted.change_set_id)
    if talk.house.workdays.previous_working(noted.due_on - timedelta(days=1)) <= talk.today:
        day = talk.f.relative(noted.due_on, talk.today)
        text = talk.t("Noted. It is due {day}, so it comes up from today.", day=day)
    else:
        day = talk.f.day_near(noted.due_on, talk.today)
        text = talk.t("Noted. It comes up on the working day before {day}.", day=day)
    await talk.show(text, keyboard([[key]] if key else []))


@room.button(LeavePromise)
async def leave_promise(talk: Talk, pressed: LeavePromise) -> None:
    """Leaves it; nothing is saved."""
    await Forms(talk.house.storage).take(talk.actor, pressed.form, pressed.version)
    await talk.show(talk.t("Cancelled. Nothing was saved."))


async def _set(talk: Talk, form: Form, **values: object) -> None:
    fields = {**form.fields, **values}
    await _show(talk, await Forms(talk.house.storage).step(talk.actor, form, fields=fields, awaits=_missing(fields)))


def _missing(fields: Mapping[str, object]) -> str | None:
    return next((name for name in ("partner", "on") if fields[name] is None), None)


async def _show(talk: Talk, form: Form) -> None:
    text, keys = await _card(talk, form) if form.awaits is None else await _question(talk, form, form.awaits)
    shown = await talk.show(text, keys)
    await Forms(talk.house.storage).shown_in(form, shown)


async def _question(talk: Talk, form: Form, field: str) -> tuple[str, InlineKeyboardMarkup | None]:
    t, f = talk.t, talk.f
    quoted = f"<i>{esc(shortened(form.fields['text'], TEXT_UNITS))}</i>"
    leave = [Key(t("Cancel"), LeavePromise(form.id, form.version))]
    if field == "partner":
        labelled = await partner_keys(talk, form.fields["offered"] or None)
        rows = [[Key(label, SetPromise(form.id, form.version, "partner", value))] for label, value in labelled]
        asked = t("To which partner? Choose one, or write the name.")
    else:
        days = [date.fromisoformat(one) for one in form.fields["days"]] or [
            talk.today + timedelta(days=ahead) for ahead in AHEAD
        ]
        said = [(day, f.relative(day, talk.today)) for day in days]
        keys = [
            Key(label[:1].upper() + label[1:], SetPromise(form.id, form.version, "on", day.isoformat()))
            for day, label in said
        ]
        rows = in_rows(keys, 2)
        asked = t("By which day? Choose one, or write it, for example Friday or 27/11.")
    return f"{quoted}\n\n{asked}", keyboard([*rows, leave])


async def _card(talk: Talk, form: Form) -> tuple[str, InlineKeyboardMarkup | None]:
    t, kept = talk.t, form.fields
    async with talk.house.storage.read() as uow:
        partner = await uow.partners.get(kept["partner"])
    lines = [
        bold(t("Save this promise?")),
        t("Partner: {partner}", partner=esc(shortened(partner.name, NAME_UNITS))),
        t("Promise: “{text}”", text=esc(shortened(kept["text"], TEXT_UNITS))),
        t("By: {day}", day=talk.f.today(date.fromisoformat(kept["on"]), talk.today)),
    ]

    def edit(label: str, field: str) -> Key:
        return Key(label, EditPromise(form.id, form.version, field))

    rows = [
        [Key(t("Save"), SavePromise(form.id, form.version))],
        [edit(t("Another day"), "on"), edit(t("Another partner"), "partner")],
        [Key(t("Cancel"), LeavePromise(form.id, form.version))],
    ]
    return "\n".join(lines), keyboard(rows)
