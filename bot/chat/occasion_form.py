"""Adding and changing a day: which it is, its name, and the day as one types it, echoed before it is saved."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot.chat.buttons import OldButton
from bot.chat.day_texts import CONSENTS, need_spec
from bot.chat.html import bold, shortened
from bot.chat.interactions import take_instead
from bot.chat.keyboards import Key, in_rows, keyboard
from bot.chat.occasion_buttons import AddDay
from bot.chat.occasion_draft import NOTHING, as_fields, draft_of, missing, spec_in
from bot.chat.occasion_form_buttons import AskDayAgain, LeaveDay, SaveDayAs, SaveTheDay, SetDayKind, SetLeapDay
from bot.chat.occasion_shown import kinds_of, person_of, show_form
from bot.chat.occasions import EditDay, show_page
from bot.chat.replanned_texts import with_replanned
from bot.chat.router import Room
from bot.chat.talk import Talk
from bot.domain.errors import BadValue
from bot.domain.feasts import Feast
from bot.domain.forms import Form
from bot.domain.people import Person
from bot.domain.roster.cells import cleaned
from bot.domain.typed_days import day_of_feast, parted_kind, read_day_of_whom, read_single_day, read_typed_day
from bot.domain.words import Consent, FormKind, OccasionKind
from bot.i18n import words
from bot.i18n.salutations import full_name
from bot.usecases.feasts import read_feasts
from bot.usecases.forms import Forms
from bot.usecases.known import living_partner
from bot.usecases.occasions import TITLE_LENGTH, SaveDay, ShowDay, checked_day, mark_of_day
from bot.usecases.people import RememberDays

room = Room()
NAME_UNITS = 120


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
    await show_form(talk, form)


@room.form(FormKind.OCCASION)
async def take_text(talk: Talk, form: Form, text: str) -> None:
    """Takes the name or the day that was written; what cannot be read leaves the form as it is."""
    if talk.took(form):
        await show_form(talk, form)
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
        if kind is not None and kind in kinds_of(form.fields):
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
    person = await person_of(talk, form)
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
    text = with_replanned(talk.t, talk.f, talk.t("Not kept: it was not agreed to."), kept.told)
    await show_page(talk, kept.partner_id, kept.person_id, text, kept.change_set_id)


async def _save(talk: Talk, form_id: int, version: int, consent: Consent | None) -> None:
    async with Forms(talk.house.storage).taking(talk.actor, form_id, version) as form:
        draft = draft_of(form.fields, spec_in(form.fields), talk.today)
        save = SaveDay(talk.house.storage, talk.house.organisation)
        kept = await save(talk.actor, draft, consent, form.fields.get("seen"))
    text = talk.t("Saved.")
    if consent is Consent.UNDECIDED:
        text = talk.t("Saved, and not used for now: decide within thirty days whether it was agreed.")
    text = with_replanned(talk.t, talk.f, text, kept.told)
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
    await show_form(talk, await Forms(talk.house.storage).step(talk.actor, form, fields=fields, awaits=missing(fields)))
