"""Adding and changing a day: which it is, its name, and the day as one types it, echoed before it is saved."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from telegram import InlineKeyboardMarkup

from bot.chat.buttons import OldButton, button
from bot.chat.day_texts import CONSENTS, feast_day_text, need_spec, occasion_lines, said_day
from bot.chat.html import bold, esc, shortened
from bot.chat.interactions import take_instead
from bot.chat.keyboards import Key, in_rows, keyboard
from bot.chat.occasion_buttons import AddDay, KeepThis
from bot.chat.occasion_draft import NOTHING, as_fields, draft_of, missing, spec_in
from bot.chat.occasions import EditDay, show_page
from bot.chat.router import Room
from bot.chat.talk import Talk
from bot.domain.calendars import spec_of
from bot.domain.errors import BadValue
from bot.domain.feasts import Feast, next_occurrence
from bot.domain.forms import Form
from bot.domain.occasions import Occasion
from bot.domain.people import Person
from bot.domain.roster.cells import cleaned
from bot.domain.typed_days import day_of_feast, parted_kind, read_day_of_whom, read_single_day, read_typed_day
from bot.domain.words import Calendar, Consent, FormKind, OccasionKind
from bot.i18n import words
from bot.i18n.salutations import full_name
from bot.usecases.feasts import read_feasts
from bot.usecases.forms import Forms
from bot.usecases.known import living_partner
from bot.usecases.occasions import ONCE, TITLE_LENGTH, SaveDay, ShowDay, checked_day, mark_of_day, occasion_view
from bot.usecases.people import RememberDays

room = Room()
NAME_UNITS = 120
_OF_PARTNER = (OccasionKind.FOUNDING, OccasionKind.PARTNERSHIP, OccasionKind.BIRTHDAY)


@button("dg")
class SetDayKind:
    """Say what sort of day it is; ``single``: it comes once."""

    form: int
    version: int
    kind: OccasionKind
    single: bool


@button("dh")
class SaveTheDay:
    """Save the day as it was understood."""

    form: int
    version: int


@button("di")
class AskDayAgain:
    """Ask for the day, its sort or its name again."""

    form: int
    version: int
    field: str


@button("dj")
class LeaveDay:
    """Leave the day."""

    form: int
    version: int


@button("dk")
class SetLeapDay:
    """On which day 29 February is kept in common years."""

    form: int
    version: int
    march: bool


@button("dl")
class SaveDayAs:
    """Save the day as the person agreed."""

    form: int
    version: int
    consent: Consent


@room.button(AddDay)
async def ask_day(talk: Talk, pressed: AddDay) -> None:
    """Begins with the sort of day; the day itself may be written at once."""
    async with talk.house.storage.read() as uow:
        partner = await living_partner(uow, pressed.partner_id)
    fields = {"partner": partner.id, "person": pressed.person_id, "id": 0, **NOTHING}
    await _begin(talk, fields)


@room.button(EditDay)
async def ask_day_anew(talk: Talk, pressed: EditDay) -> None:
    """Asks for the day anew; its sort and name stay, unless they are changed too."""
    day = (await ShowDay(talk.house.storage, talk.house.organisation)(talk.actor, pressed.occasion_id)).occasion
    kept = {"kind": day.kind.value, "single": day.single, "title": day.title, "seen": mark_of_day(day)}
    await _begin(talk, {"partner": day.partner_id, "person": day.person_id, "id": day.id, **NOTHING, **kept})


async def _begin(talk: Talk, fields: Mapping[str, Any]) -> None:
    awaits = missing(fields)
    form = await Forms(talk.house.storage).begin(
        talk.actor, talk.chat_id, FormKind.OCCASION, "card", fields, awaits=awaits
    )
    await _show(talk, form)


@room.form(FormKind.OCCASION)
async def take_text(talk: Talk, form: Form, text: str) -> None:
    """Takes the name or the day that was written; what cannot be read leaves the form as it is."""
    if talk.took(form):
        await _show(talk, form)
    elif form.awaits == "title":
        await _set(talk, form, title=_need_title(text))
    else:
        await _take_day(talk, form, text)


async def _take_day(talk: Talk, form: Form, text: str) -> None:
    async with talk.house.storage.read() as uow:
        known = await read_feasts(uow)
    typed = text
    if form.fields["kind"] is None:
        kind, rest = parted_kind(text)
        if kind is not None and kind in _kinds_of(form.fields):
            form, text = replace(form, fields={**form.fields, "kind": kind.value}), rest
            if not rest:
                await _set(talk, form)
                return
    single = read_single_day(text, talk.today) if form.fields["single"] else None
    reading = single or read_typed_day(text, talk.today, known.by_key)
    reading = reading or (read_day_of_whom(text, talk.today, known.by_key) if text != typed else None)
    if reading is None and await take_instead(talk, text):
        return
    if isinstance(reading, Feast):
        spec = day_of_feast(reading)
        if form.fields["kind"] is None:
            await _set(talk, form, feast=reading.token)
            return
        if spec is None:
            raise BadValue("day", "moving_feast", (("feast", words.feast(talk.t, reading.key)),))
    else:
        spec = need_spec(reading, talk.t)
    draft = draft_of(form.fields, spec, talk.today) if form.fields["kind"] else None
    if draft is not None and draft.title is None and draft.kind is OccasionKind.OWN:
        checked_day(replace(draft, title="-"), talk.today)
    elif draft is not None:
        checked_day(draft, talk.today)
    await _set(talk, form, day=as_fields(spec), feast=None)


@room.button(SetDayKind)
async def set_kind(talk: Talk, pressed: SetDayKind) -> None:
    """Sets the sort of day."""
    form = await Forms(talk.house.storage).get(talk.actor, pressed.form, pressed.version)
    await _set(talk, form, kind=pressed.kind.value, single=pressed.single)


@room.button(SetLeapDay)
async def set_leap(talk: Talk, pressed: SetLeapDay) -> None:
    """Says on which day 29 February is kept."""
    form = await Forms(talk.house.storage).get(talk.actor, pressed.form, pressed.version)
    await _set(talk, form, day={**form.fields["day"], "leap_on_march": pressed.march})


@room.button(AskDayAgain)
async def ask_again(talk: Talk, pressed: AskDayAgain) -> None:
    """Asks for a part again."""
    form = await Forms(talk.house.storage).get(talk.actor, pressed.form, pressed.version)
    if pressed.field not in NOTHING:
        raise OldButton
    again = {"feast": None, pressed.field: None} | ({"title": None} if pressed.field == "kind" else {})
    await _set(talk, form, **again)


@room.button(LeaveDay)
async def leave_day(talk: Talk, pressed: LeaveDay) -> None:
    """Leaves it and shows the days again."""
    form = await Forms(talk.house.storage).take(talk.actor, pressed.form, pressed.version)
    await show_page(talk, form.fields["partner"], form.fields["person"], talk.t("Cancelled. Nothing was saved."))


@room.button(SaveTheDay)
async def save_day(talk: Talk, pressed: SaveTheDay) -> None:
    """Saves the day; of somebody who has not agreed yet, asks first."""
    form = await Forms(talk.house.storage).get(talk.actor, pressed.form, pressed.version)
    person = await _person(talk, form)
    if person is not None and person.consent is not Consent.AGREED:
        await _ask_consent(talk, form, person)
        return
    await _save(talk, pressed.form, pressed.version, None)


@room.button(SaveDayAs)
async def save_day_as(talk: Talk, pressed: SaveDayAs) -> None:
    """Saves the day as the person agreed, or writes down that they did not."""
    if pressed.consent is not Consent.REFUSED:
        await _save(talk, pressed.form, pressed.version, pressed.consent)
        return
    async with Forms(talk.house.storage).taking(talk.actor, pressed.form, pressed.version) as form:
        remember = RememberDays(talk.house.storage, talk.house.organisation)
        kept = await remember(talk.actor, form.fields["person"], Consent.REFUSED)
    text = talk.t("Not kept: it was not agreed to.")
    await show_page(talk, kept.partner_id, kept.person_id, text, kept.change_set_id)


async def _save(talk: Talk, form_id: int, version: int, consent: Consent | None) -> None:
    async with Forms(talk.house.storage).taking(talk.actor, form_id, version) as form:
        draft = draft_of(form.fields, spec_in(form.fields), talk.today)
        save = SaveDay(talk.house.storage, talk.house.organisation)
        kept = await save(talk.actor, draft, consent, form.fields.get("seen"))
    text = talk.t("Saved.")
    if consent is Consent.UNDECIDED:
        text = talk.t("Saved, and not used for now: decide within thirty days whether it was agreed.")
    await show_page(talk, kept.partner_id, kept.person_id, text, kept.change_set_id)


async def _ask_consent(talk: Talk, form: Form, person: Person) -> None:
    t, name = talk.t, bold(shortened(full_name(person), NAME_UNITS))
    text = t("Did {name} agree that we remember birthday and holidays?", name=name)
    answers = list(CONSENTS)
    if person.consent is Consent.REFUSED:
        text = t("So far {name} did not agree that we remember such days. Has that changed?", name=name)
        answers = [Consent.AGREED, Consent.REFUSED]
    keys = [Key(t(CONSENTS[one]), SaveDayAs(form.id, form.version, one)) for one in answers]
    await talk.show(text, keyboard([*in_rows(keys, 2), [Key(t("Cancel"), LeaveDay(form.id, form.version))]]))


def _need_title(text: str) -> str:
    title = cleaned(text)
    if not title:
        raise BadValue("title", "empty")
    if len(title) > TITLE_LENGTH:
        raise BadValue("title", "too_long", (("most", TITLE_LENGTH), ("length", len(title))))
    return title


async def _set(talk: Talk, form: Form, **values: Any) -> None:
    fields = {**form.fields, **values}
    await _show(talk, await Forms(talk.house.storage).step(talk.actor, form, fields=fields, awaits=missing(fields)))


async def _show(talk: Talk, form: Form) -> None:
    fields = form.fields
    if fields["feast"] is not None:
        text, rows = await _feast_card(talk, form)
    elif form.awaits == "title":
        text, rows = talk.t("What is it called? Write it, for example: Temple anniversary, Teachers' Day."), []
    elif form.awaits == "day":
        text, rows = _question(talk, form)
    elif fields["kind"] is None:
        text, rows = talk.t("What sort of day is it?"), _kinds(talk, form)
    else:
        text, rows = _card(talk, form, await _replaced(talk, form))
    name = await _name(talk, form)
    shown = await talk.show(f"{bold(name)}\n{text}", _with_cancel(talk, form, rows))
    await Forms(talk.house.storage).shown_in(form, shown)


def _with_cancel(talk: Talk, form: Form, rows: list[list[Key]]) -> InlineKeyboardMarkup | None:
    cancel = Key(talk.t("Cancel"), LeaveDay(form.id, form.version))
    if rows and len(rows[-1]) == 1 and isinstance(rows[-1][0].press, AskDayAgain):
        return keyboard([*rows[:-1], [*rows[-1], cancel]])
    return keyboard([*rows, [cancel]])


def _question(talk: Talk, form: Form) -> tuple[str, list[list[Key]]]:
    t = talk.t
    ask = t("Which day is it? Write it, for example 14 August 1978, 14/8, 29 Feb, 17 Ramadan or Galungan.")
    if form.fields["kind"] is None:
        return ask + "\n" + t("Or choose first what sort of day it is:"), _kinds(talk, form)
    if form.fields["kind"] == OccasionKind.OWN.value:
        named = esc(shortened(form.fields["title"] or "", NAME_UNITS))
        hint = t("For a day that comes every 210 days, write odalan and a date: odalan 17/6/2026.")
        return f"{named}\n{ask}\n{hint}", []
    kind = words.occasion_kind(t, OccasionKind(form.fields["kind"]))
    return f"{kind}\n{ask}\n" + t("The year can be left out."), []


def _kinds_of(fields: Mapping[str, Any]) -> Sequence[OccasionKind]:
    return (OccasionKind.BIRTHDAY,) if fields["person"] else _OF_PARTNER


def _kinds(talk: Talk, form: Form) -> list[list[Key]]:
    t = talk.t
    once = _kinds_of(form.fields)

    def key(label: str, kind: OccasionKind, *, single: bool = False) -> Key:
        return Key(label, SetDayKind(form.id, form.version, kind, single))

    own = [
        key(t("Another, every year"), OccasionKind.OWN),
        key(t("Another, once"), OccasionKind.OWN, single=True),
    ]
    return [*in_rows([key(words.occasion_kind(t, kind), kind) for kind in once], 2), own]


async def _replaced(talk: Talk, form: Form) -> Occasion | None:
    """The day that this one takes the place of: of some kinds there is one."""
    draft = draft_of(form.fields, spec_in(form.fields), talk.today)
    if draft.id or draft.kind not in ONCE:
        return None
    async with talk.house.storage.read() as uow:
        same = await uow.occasions.list_by(partner_id=draft.partner_id, person_id=draft.person_id, kind=draft.kind)
    return same[0] if same else None


def _card(talk: Talk, form: Form, replaced: Occasion | None) -> tuple[str, list[list[Key]]]:
    """The echo: what was understood, in which calendar, and when it is next."""
    t, spec = talk.t, spec_in(form.fields)
    draft = draft_of(form.fields, spec, talk.today)
    spec = spec_of(draft)
    lines = [t("Save this day?"), *occasion_lines(t, talk.f, occasion_view(draft, talk.today), talk.today, spec)]
    if replaced is not None:
        lines.append(t("So far: {day}. It takes its place.", day=said_day(t, talk.f, spec_of(replaced))))
    rows = [[Key(t("Save"), SaveTheDay(form.id, form.version))]]
    if (spec.calendar, spec.day, spec.month) == (Calendar.GREGORIAN, 29, 2) and not spec.single:
        label = t("Keep on 28 February") if spec.leap_on_march else t("Keep on 1 March")
        rows.append([Key(label, SetLeapDay(form.id, form.version, not spec.leap_on_march))])
    return "\n".join(lines), [*rows, [Key(t("Edit"), AskDayAgain(form.id, form.version, "day"))]]


async def _feast_card(talk: Talk, form: Form) -> tuple[str, list[list[Key]]]:
    """A feast that was named where no sort of day was chosen: it is kept among the feasts."""
    t = talk.t
    async with talk.house.storage.read() as uow:
        known = await read_feasts(uow)
    feast = known.by_token(form.fields["feast"])
    if feast is None:
        raise OldButton
    following = next_occurrence(feast, talk.today, known.confirmed)
    day = feast_day_text(t, talk.f, following.on if following else None, following)
    text = t("🎊 {feast} is a holiday. Next: {day}.", feast=bold(words.feast(t, feast.key)), day=day)
    keep = KeepThis(form.fields["partner"], form.fields["person"], feast.token)
    rows = [[Key(t("Save"), keep)], [Key(t("Edit"), AskDayAgain(form.id, form.version, "day"))]]
    return f"{text}\n" + t("Save that it is kept here?"), rows


async def _person(talk: Talk, form: Form) -> Person | None:
    async with talk.house.storage.read() as uow:
        return await uow.people.find(form.fields["person"])


async def _name(talk: Talk, form: Form) -> str:
    person = await _person(talk, form)
    if person is not None:
        return shortened(full_name(person), NAME_UNITS)
    async with talk.house.storage.read() as uow:
        return shortened((await uow.partners.get(form.fields["partner"])).name, NAME_UNITS)
