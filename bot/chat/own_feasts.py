"""Holidays of the organisation's own: name, day in any calendar, greeting days. Managers keep them."""

import re
from collections.abc import Mapping
from typing import Any

from bot.chat.buttons import button
from bot.chat.day_texts import feast_day_text, greeting_text, need_spec, said_calendar, said_day
from bot.chat.feast_buttons import ShowOwnFeasts, ShowTentative
from bot.chat.html import bold, esc, shortened
from bot.chat.interactions import take_instead
from bot.chat.keyboards import Key, in_rows, keyboard
from bot.chat.replanned_texts import with_replanned
from bot.chat.router import Room
from bot.chat.talk import Talk
from bot.chat.undo import undo_key
from bot.domain.calendars import DaySpec
from bot.domain.errors import BadValue, NotFound
from bot.domain.feasts import Feast, next_occurrence, own_feast
from bot.domain.forms import Form
from bot.domain.occasions import OwnFeast
from bot.domain.typed_days import day_of_feast, read_typed_day
from bot.domain.words import Calendar, FormKind, Role
from bot.i18n import words
from bot.usecases.acting import need
from bot.usecases.forms import Forms
from bot.usecases.own_feasts import (
    AddOwnFeast,
    ChangeOwnFeast,
    ListOwnFeasts,
    OwnFeastView,
    RemoveOwnFeast,
    check_greeting,
    checked_name,
)

room = Room()
NAME_UNITS = 80
GREETINGS = ((0, 7), (-1, 7), (0, 0), (-1, 14))
"""Greeting days that are offered."""
_GREETING = re.compile(r"\s*([-−+]?\d{1,3})\s*(?:\.\.+|…|/|,|;|sampai|s/d|hingga|to|until|\s)\s*([-−+]?\d{1,3})\s*")


@button("om")
class AddOwn:
    """Begin to add one."""


@button("on")
class ShowOwn:
    """Show one of them."""

    feast_id: int


@button("op")
class DropOwn:
    """Take one away; asked once more first."""

    feast_id: int
    sure: bool


@button("oq")
class ChangeOwn:
    """Ask for the day or the greeting days of one again."""

    feast_id: int
    field: str


@button("ot")
class SetGreeting:
    """Set the greeting days, relative to the first day."""

    form: int
    version: int
    first: int
    last: int


@button("ou")
class SaveOwn:
    """Save the feast that the form holds."""

    form: int
    version: int


@button("ow")
class LeaveOwn:
    """Leave the form."""

    form: int
    version: int


@button("ox")
class AskOwnAgain:
    """Ask for a part again."""

    form: int
    version: int
    field: str


@room.button(ShowOwnFeasts)
async def show_own_feasts(talk: Talk, _pressed: ShowOwnFeasts) -> None:
    """All of them."""
    await _list(talk)


async def _list(talk: Talk, above: str = "", change_set_id: int | None = None) -> None:
    t = talk.t
    found = await ListOwnFeasts(talk.house.storage, talk.house.organisation)(talk.actor)
    lines = [above, ""] if above else []
    lines.append(bold(t("Holidays of our own")))
    lines += [f"{n}. {_line(talk, one)}" for n, one in enumerate(found, 1)]
    if not found:
        lines.append(t("None yet. A day that is celebrated beside the known holidays can be added here."))
    keys = [Key(str(n), ShowOwn(one.own.id)) for n, one in enumerate(found, 1)]
    undo = undo_key(t, change_set_id)
    rows = [
        *in_rows(keys, 6),
        *([[undo]] if undo else []),
        [Key(t("Add a holiday"), AddOwn()), Key(t("Back"), ShowTentative())],
    ]
    await talk.show("\n".join(lines), keyboard(rows))


def _line(talk: Talk, view: OwnFeastView) -> str:
    t, following = talk.t, view.following
    day = feast_day_text(t, talk.f, following.on if following else None, following)
    line = f"🎊 {bold(shortened(view.own.name, NAME_UNITS))}: {day}"
    return line + (t.n(" · kept by {n}", " · kept by {n}", view.kept_by) if view.kept_by else "")


@room.button(ShowOwn)
async def show_own(talk: Talk, pressed: ShowOwn) -> None:
    """One of them, with what can be changed."""
    t, view = talk.t, await _find(talk, pressed.feast_id)
    feast, id = own_feast(view.own), view.own.id
    lines = [_line(talk, view)]
    if feast.spec is not None:
        lines.append(f"{said_day(t, talk.f, feast.spec)} · {said_calendar(t, feast.spec)}")
    lines.append(t("Greetings fit {days}.", days=greeting_text(t, talk.f, feast)))
    rows = [
        [Key(t("Change the day"), ChangeOwn(id, "day")), Key(t("Greeting days"), ChangeOwn(id, "greeting"))],
        [Key(t("Take away"), DropOwn(id, False)), Key(t("Back"), ShowOwnFeasts())],
    ]
    await talk.show("\n".join(lines), keyboard(rows))


@room.button(DropOwn)
async def drop_own(talk: Talk, pressed: DropOwn) -> None:
    """Asks once more, then takes it away."""
    t = talk.t
    if not pressed.sure:
        view = await _find(talk, pressed.feast_id)
        text = t("Take {feast} away?", feast=bold(view.own.name))
        if view.kept_by:
            kept = t.n("{n} partner or person keeps it; ", "{n} partners and people keep it; ", view.kept_by)
            text += " " + kept + t("nobody is reminded of it any more.")
        sure = [Key(t("Yes, take away"), DropOwn(pressed.feast_id, True)), Key(t("Back"), ShowOwn(pressed.feast_id))]
        await talk.show(text, keyboard([sure]))
        return
    gone = await RemoveOwnFeast(talk.house.storage, talk.house.organisation)(talk.actor, pressed.feast_id)
    text = with_replanned(t, talk.f, t("{feast} was taken away.", feast=bold(gone.name)), gone.told)
    await _list(talk, text, gone.change_set_id)


@room.button(AddOwn)
async def ask_own(talk: Talk, _pressed: AddOwn) -> None:
    """Begins with the name."""
    need(talk.actor, Role.MANAGER)
    await _begin(talk, {"id": 0, "name": None, "day": None, "greeting": None})


@room.button(ChangeOwn)
async def ask_own_again(talk: Talk, pressed: ChangeOwn) -> None:
    """Asks for the day or the greeting days of one that there is."""
    own = (await _find(talk, pressed.feast_id)).own
    kept = {"day": _day_of(own), "greeting": [own.greet_from, own.greet_until]}
    await _begin(talk, {"id": own.id, "name": own.name, **kept, pressed.field: None, "was": kept})


async def _begin(talk: Talk, fields: Mapping[str, Any]) -> None:
    form = await Forms(talk.house.storage).begin(
        talk.actor, talk.chat_id, FormKind.FEAST, "own", fields, awaits=_missing(fields)
    )
    await _show(talk, form)


async def take_own(talk: Talk, form: Form, text: str) -> None:
    """Takes the name, the day or the greeting days; what cannot be read leaves the form as it is."""
    if talk.took(form):
        await _show(talk, form)
    elif form.awaits == "name":
        async with talk.house.storage.read() as uow:
            name = checked_name(text, await uow.own_feasts.list_by())
        await _set(talk, form, name=name)
    elif form.awaits == "greeting":
        first, last = _need_greeting(text)
        await _set(talk, form, greeting=[first, last])
    else:
        reading = read_typed_day(text, talk.today)
        if reading is None and await take_instead(talk, text):
            return
        if isinstance(reading, Feast):
            reading = day_of_feast(reading) or _refuse(talk, reading)
        await _set(talk, form, day=_as_fields(need_spec(reading, talk.t)))


def _refuse(talk: Talk, feast: Feast) -> DaySpec:
    raise BadValue("day", "moving_feast", (("feast", words.feast(talk.t, feast.key)),))


def _need_greeting(text: str) -> tuple[int, int]:
    found = _GREETING.fullmatch(text.casefold())
    if found is None:
        raise BadValue("greeting", "greeting_days", (("most", 30),))
    first, last = (int(part.replace("−", "-")) for part in found.groups())
    check_greeting(first, last)
    return first, last


@room.button(SetGreeting)
async def set_greeting(talk: Talk, pressed: SetGreeting) -> None:
    """Sets the greeting days."""
    form = await Forms(talk.house.storage).get(talk.actor, pressed.form, pressed.version)
    await _set(talk, form, greeting=[pressed.first, pressed.last])


@room.button(AskOwnAgain)
async def ask_part(talk: Talk, pressed: AskOwnAgain) -> None:
    """Asks for a part again."""
    form = await Forms(talk.house.storage).get(talk.actor, pressed.form, pressed.version)
    await _set(talk, form, **{pressed.field: None})


@room.button(LeaveOwn)
async def leave_own(talk: Talk, pressed: LeaveOwn) -> None:
    """Leaves it."""
    await Forms(talk.house.storage).take(talk.actor, pressed.form, pressed.version)
    await _list(talk, talk.t("Cancelled. Nothing was saved."))


@room.button(SaveOwn)
async def save_own(talk: Talk, pressed: SaveOwn) -> None:
    """Saves it once."""
    t, storage, organisation = talk.t, talk.house.storage, talk.house.organisation
    async with Forms(storage).taking(talk.actor, pressed.form, pressed.version) as form:
        own = _own(form.fields)
        if own.id:
            was = form.fields["was"]
            spec = _spec(form.fields) if form.fields["day"] != was["day"] else None
            greeting = (own.greet_from, own.greet_until) if form.fields["greeting"] != was["greeting"] else None
            change = ChangeOwnFeast(storage, organisation)
            kept = await change(talk.actor, _own({**form.fields, **was}), spec=spec, greeting=greeting)
            text = with_replanned(t, talk.f, t("{feast} is changed.", feast=bold(kept.name)), kept.told)
        else:
            kept = await AddOwnFeast(storage, organisation)(talk.actor, own)
            text = t("{feast} is added. It can now be chosen for partners and people.", feast=bold(kept.name))
    await _list(talk, text, kept.change_set_id)


def _missing(fields: Mapping[str, Any]) -> str | None:
    return next((name for name in ("name", "day", "greeting") if fields[name] is None), None)


async def _set(talk: Talk, form: Form, **values: Any) -> None:
    fields = {**form.fields, **values}
    await _show(talk, await Forms(talk.house.storage).step(talk.actor, form, fields=fields, awaits=_missing(fields)))


async def _show(talk: Talk, form: Form) -> None:
    t = talk.t
    rows: list[list[Key]] = []
    named = bold(form.fields["name"]) + "\n" if form.fields["name"] else ""
    if form.awaits == "name":
        text = t("What is the holiday called? Write its name, for example: Teachers' Day.")
    elif form.awaits == "day":
        text = named + t(
            "On which day is it? Write it, for example 25 November, 12 Rabiul Awal, or odalan and a date for a day "
            "that comes every 210 days."
        )
    elif form.awaits == "greeting":
        text = named + t("On which days does one greet? Choose, or write days before and after, for example -1 7.")
        rows = in_rows([_greeting_key(talk, form, *span) for span in GREETINGS], 1)
    else:
        text, rows = _card(talk, form)
    leave = [Key(t("Cancel"), LeaveOwn(form.id, form.version))]
    shown = await talk.show(text, keyboard([*rows, leave]))
    await Forms(talk.house.storage).shown_in(form, shown)


def _greeting_key(talk: Talk, form: Form, first: int, last: int) -> Key:
    label = greeting_text(talk.t, talk.f, Feast("", ((first, last),)))
    return Key(label[:1].upper() + label[1:], SetGreeting(form.id, form.version, first, last))


def _card(talk: Talk, form: Form) -> tuple[str, list[list[Key]]]:
    t, f = talk.t, talk.f
    feast, spec = own_feast(_own(form.fields)), _spec(form.fields)
    following = next_occurrence(feast, talk.today)
    lines = [
        t("Save this holiday?"),
        f"🎊 {bold(feast.key)}: {esc(said_day(t, f, spec))}",
        said_calendar(t, spec),
        t("Next: {day}", day=feast_day_text(t, f, following.on if following else None, following)),
        t("Greetings fit {days}.", days=greeting_text(t, f, feast)),
    ]
    edit = Key(t("Edit"), AskOwnAgain(form.id, form.version, "day"))
    return "\n".join(lines), [[Key(t("Save"), SaveOwn(form.id, form.version)), edit]]


async def _find(talk: Talk, feast_id: int) -> OwnFeastView:
    found = await ListOwnFeasts(talk.house.storage, talk.house.organisation)(talk.actor)
    view = next((one for one in found if one.own.id == feast_id), None)
    if view is None:
        raise NotFound("own_feasts", feast_id)
    return view


def _day_of(own: OwnFeast) -> dict[str, Any]:
    return {"calendar": own.calendar.value, "day": own.day, "month": own.month, "year": own.year}


def _as_fields(spec: DaySpec) -> dict[str, Any]:
    """The day without its year, which a feast does not have; a Balinese one is told by its date."""
    year = spec.year if spec.calendar is Calendar.BALINESE else None
    return {"calendar": spec.calendar.value, "day": spec.day, "month": spec.month, "year": year}


def _spec(fields: Mapping[str, Any]) -> DaySpec:
    kept = fields["day"]
    return DaySpec(Calendar(kept["calendar"]), kept["day"], kept["month"], kept["year"])


def _own(fields: Mapping[str, Any]) -> OwnFeast:
    day, greeting = fields["day"], fields["greeting"]
    return OwnFeast(
        name=fields["name"],
        day=day["day"],
        month=day["month"],
        calendar=Calendar(day["calendar"]),
        year=day["year"],
        greet_from=greeting[0],
        greet_until=greeting[1],
        id=fields["id"],
    )
