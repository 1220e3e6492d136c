"""What the form of a day shows: its questions, and the day as it was understood."""

from collections.abc import Mapping, Sequence
from typing import Any

from telegram import InlineKeyboardMarkup

from bot.chat.buttons import OldButton
from bot.chat.day_texts import feast_day_text, occasion_lines, said_day
from bot.chat.html import bold, esc, shortened
from bot.chat.keyboards import Key, in_rows, keyboard
from bot.chat.occasion_buttons import KeepThis
from bot.chat.occasion_draft import draft_of, spec_in
from bot.chat.occasion_form_buttons import AskDayAgain, LeaveDay, SaveTheDay, SetDayKind, SetLeapDay
from bot.chat.talk import Talk
from bot.domain.calendars import spec_of
from bot.domain.feasts import next_occurrence
from bot.domain.forms import Form
from bot.domain.occasions import Occasion
from bot.domain.people import Person
from bot.domain.words import Calendar, OccasionKind
from bot.i18n import words
from bot.i18n.salutations import full_name
from bot.usecases.feasts import read_feasts
from bot.usecases.forms import Forms
from bot.usecases.occasions import ONCE, occasion_view

NAME_UNITS = 120
_OF_PARTNER = (OccasionKind.FOUNDING, OccasionKind.PARTNERSHIP, OccasionKind.BIRTHDAY)


async def show_form(talk: Talk, form: Form) -> None:
    """Shows what the form asks for next, or the day as it was understood."""
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


def kinds_of(fields: Mapping[str, Any]) -> Sequence[OccasionKind]:
    """The sorts of day that are offered."""
    return (OccasionKind.BIRTHDAY,) if fields["person"] else _OF_PARTNER


def _kinds(talk: Talk, form: Form) -> list[list[Key]]:
    t = talk.t
    once = kinds_of(form.fields)

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


async def person_of(talk: Talk, form: Form) -> Person | None:
    """Whose day it is; None for a partner's own."""
    async with talk.house.storage.read() as uow:
        return await uow.people.find(form.fields["person"])


async def _name(talk: Talk, form: Form) -> str:
    person = await person_of(talk, form)
    if person is not None:
        return shortened(full_name(person), NAME_UNITS)
    async with talk.house.storage.read() as uow:
        return shortened((await uow.partners.get(form.fields["partner"])).name, NAME_UNITS)
