"""What a gesture needs to be typed or chosen: an offer and its end, what is promoted, the second partner."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from telegram import InlineKeyboardMarkup

from bot.chat.answer_buttons import DoneAs, ShowItem
from bot.chat.days import need_day
from bot.chat.gesture_buttons import AskAnew, AskPerson, ChooseOther, KeepOffers, SetEnd, SetPerson
from bot.chat.gesture_texts import words_keys, words_text
from bot.chat.gesture_words import BEGINNING, FIRST, purpose_of, read_gesture, words_of
from bot.chat.html import bold, esc, shortened
from bot.chat.interactions import take_instead
from bot.chat.keyboards import Key, in_rows, keyboard
from bot.chat.people_keys import partner_keys
from bot.chat.router import Room
from bot.chat.talk import Talk
from bot.domain.dates import parse_day
from bot.domain.day_results import DayAmbiguous
from bot.domain.drafting import addressee
from bot.domain.errors import BadValue
from bot.domain.forms import Form
from bot.domain.offers import offer_in
from bot.domain.words import FormKind, Purpose
from bot.i18n.salutations import full_name
from bot.usecases.forms import Forms
from bot.usecases.offers import offer_text
from bot.usecases.reading_gestures import GestureRead

room = Room()
AHEAD = (14, 30, 60, 90)
"""Days ahead that are offered as the end of an offer."""
FOUND = 6
TEXT_UNITS = 600


async def begin_gesture(talk: Talk, reminder_id: int, purpose: Purpose, read: GestureRead) -> Form:
    """The form of a gesture, with what is known of it."""
    person = addressee(read.drafting.view) if read.drafting.view else None
    there = {one.id for one in read.side.people}
    main = read.side.people[0].id if read.side.people else None
    fields: dict[str, Any] = {
        "reminder": reminder_id,
        "purpose": purpose.value,
        "partner": read.side.partner.id,
        "person": person.id if person is not None and person.id in there else main,
        "text": read.side.partner.offers if purpose is Purpose.PROMOTION else None,
        "keep": False,
        "ends": None,
        "other": None,
        "other_person": None,
        "offered": [],
        "days": [],
    }
    forms = Forms(talk.house.storage)
    return await forms.begin(talk.actor, talk.chat_id, FormKind.GESTURE, "made", fields, _missing(fields))


async def show_gesture(talk: Talk, form: Form) -> None:
    """The next question of a gesture, or its words."""
    if form.awaits is not None:
        view = await _question(talk, form, form.awaits)
    elif form.step == "keep":
        view = _keep_question(talk, form)
    else:
        shown = await words_of(talk, form, BEGINNING[purpose_of(form)], 0, "")
        view = words_text(talk, form, shown), keyboard(words_keys(talk.t, form, shown, AskAnew))
    await Forms(talk.house.storage).shown_in(form, await talk.show(*view))


@room.button(AskAnew)
async def ask_anew(talk: Talk, pressed: AskAnew) -> None:
    """Asks for a part again."""
    form = await Forms(talk.house.storage).get(talk.actor, pressed.form, pressed.version)
    if pressed.field not in ("text", "ends", "other"):
        raise BadValue("form", "unknown_field")
    cleared: dict[str, Any] = {pressed.field: None, "offered": [], "days": []}
    if pressed.field == "other":
        cleared["other_person"] = None
    await _step(talk, form, "made", **cleared)


@room.button(SetEnd)
async def save_end(talk: Talk, pressed: SetEnd) -> None:
    """Sets the last day of an offer."""
    form = await Forms(talk.house.storage).get(talk.actor, pressed.form, pressed.version)
    await _step(talk, form, "made", ends=_later(talk, pressed.day).isoformat())


@room.button(ChooseOther)
async def save_other(talk: Talk, pressed: ChooseOther) -> None:
    """Sets the partner, and perhaps the person, on the other side."""
    form = await Forms(talk.house.storage).get(talk.actor, pressed.form, pressed.version)
    partner, _, person = pressed.value.partition("-")
    await _set_other(talk, form, int(partner), int(person or 0) or None)


@room.button(AskPerson)
async def ask_person(talk: Talk, pressed: AskPerson) -> None:
    """Asks who it is on one side."""
    form = await Forms(talk.house.storage).get(talk.actor, pressed.form, pressed.version)
    read = await read_gesture(talk, form)
    side = read.side if pressed.side == FIRST or read.other is None else read.other
    t, id, version = talk.t, form.id, form.version
    keys = [Key(full_name(one), SetPerson(id, version, pressed.side, one.id)) for one in side.people]
    keys.append(Key(t("Nobody in particular"), SetPerson(id, version, pressed.side, 0)))
    text = t("Who is it at {partner}?", partner=esc(side.partner.name))
    await talk.show(text, keyboard([*in_rows(keys, 2), [_back(talk, form)]]))


@room.button(SetPerson)
async def save_person(talk: Talk, pressed: SetPerson) -> None:
    """Sets who it is on one side."""
    form = await Forms(talk.house.storage).get(talk.actor, pressed.form, pressed.version)
    name = "person" if pressed.side == FIRST else "other_person"
    await _step(talk, form, "made", **{name: pressed.person_id or None})


@room.form(FormKind.GESTURE)
async def take_typed(talk: Talk, form: Form, text: str) -> None:
    """Takes what was typed; what cannot be read leaves the form as it is."""
    if talk.took(form):
        await show_gesture(talk, form)
    elif form.awaits == "ends":
        await _take_end(talk, form, text)
    elif form.awaits == "other":
        await _take_other(talk, form, text)
    elif purpose_of(form) is Purpose.OFFER:
        offer, day = offer_in(text, talk.today)
        ends = {"ends": day.isoformat()} if day is not None and day >= talk.today else {}
        await _step(talk, form, "made", text=offer_text(offer), **ends)
    else:
        await _step(talk, form, "keep", text=offer_text(text).strip(" ."))


async def _take_end(talk: Talk, form: Form, text: str) -> None:
    reading = parse_day(text, talk.today, "future")
    if isinstance(reading, DayAmbiguous):
        await _step(talk, form, "made", days=[one.isoformat() for one in reading.options])
        return
    await _step(talk, form, "made", ends=_later(talk, need_day("ends", reading)).isoformat())


async def _take_other(talk: Talk, form: Form, text: str) -> None:
    if await take_instead(talk, text):
        return
    own = int(form.fields["partner"])
    found = [one for one in await talk.house.names.find(text, FOUND) if one.partner.id != own]
    if not found:
        await talk.answer(talk.t("No other partner has that name. Write it in another way, or add it with /add."))
    elif found[0].clear:
        person = found[0].person
        await _set_other(talk, form, found[0].partner.id, person.id if person else None)
    else:
        await _step(
            talk, form, "made", offered=[f"{one.partner.id}-{one.person.id if one.person else 0}" for one in found]
        )


async def _set_other(talk: Talk, form: Form, partner_id: int, person_id: int | None) -> None:
    if partner_id == int(form.fields["partner"]):
        raise BadValue("partner", "no_choice")
    if person_id is None:
        read = await read_gesture(talk, replace(form, fields={**form.fields, "other": partner_id}))
        person_id = read.other.people[0].id if read.other and read.other.people else None
    await _step(talk, form, "made", other=partner_id, other_person=person_id, offered=[])


async def _step(talk: Talk, form: Form, step: str, **values: Any) -> None:
    fields = {**form.fields, **values}
    forms = Forms(talk.house.storage)
    await show_gesture(talk, await forms.step(talk.actor, form, step=step, fields=fields, awaits=_missing(fields)))


def _missing(fields: Mapping[str, Any]) -> str | None:
    """What has to be typed before there are words."""
    needed = {
        Purpose.OFFER: ("text", "ends"),
        Purpose.PROMOTION: ("text",),
        Purpose.INTRODUCTION: ("other",),
    }.get(Purpose(fields["purpose"]), ())
    return next((name for name in needed if not fields[name]), None)


async def _question(talk: Talk, form: Form, field: str) -> tuple[str, InlineKeyboardMarkup | None]:
    t, f, id, version = talk.t, talk.f, form.id, form.version
    back = [_back(talk, form)]
    if purpose_of(form) in (Purpose.OFFER, Purpose.INTRODUCTION):
        # Done says so in one tap more, without any of it.
        back = [Key(t("Just note it"), DoneAs(int(form.fields["reminder"]), purpose_of(form), None)), *back]
    read = await read_gesture(talk, form)
    partner = bold(shortened(read.side.partner.name, TEXT_UNITS))
    if field == "other":
        offered = form.fields["offered"]
        # Those that one knows oneself are a tap away.
        labelled = await partner_keys(talk, offered or None)
        labelled = [one for one in labelled if one[1].partition("-")[0] != str(read.side.partner.id)][:FOUND]
        rows = [[Key(label, ChooseOther(id, version, value))] for label, value in labelled]
        if offered:
            return t("Who is meant?"), keyboard([*rows, back])
        asked = t(
            "To whom should {partner} be introduced? Choose a partner, or write the name of one, or of somebody there.",
            partner=partner,
        )
        return asked, keyboard([*rows, back])
    if field == "ends":
        days = [date.fromisoformat(one) for one in form.fields["days"]]
        days = days or [talk.today + timedelta(days=ahead) for ahead in AHEAD]
        keys = [Key(f.day_near(day, talk.today), SetEnd(id, version, day)) for day in days]
        quoted = f"<i>{esc(shortened(form.fields['text'], TEXT_UNITS))}</i>"
        asked = t("Until when does it stand? Choose a day, or write it, for example 31 December.")
        return f"{quoted}\n\n{asked}", keyboard([*in_rows(keys, 2), back])
    if purpose_of(form) is Purpose.OFFER:
        asked = t(
            "What do we offer the people of {partner}? Write it in one line, with its last day, "
            "for example: two free places in the training until 31 December.",
            partner=partner,
        )
    else:
        asked = t(
            "What would {partner} like to have promoted? Write it in one line, for example: training for volunteers.",
            partner=partner,
        )
    return asked, keyboard([back])


def _keep_question(talk: Talk, form: Form) -> tuple[str, InlineKeyboardMarkup | None]:
    t, id, version = talk.t, form.id, form.version
    quoted = f"<i>{esc(shortened(form.fields['text'], TEXT_UNITS))}</i>"
    asked = t("Should it be kept on their card too, as what they offer?")
    keys = [
        Key(t("Yes, keep it"), KeepOffers(id, version, True)),
        Key(t("Only this time"), KeepOffers(id, version, False)),
    ]
    return f"{quoted}\n\n{asked}", keyboard([keys, [_back(talk, form)]])


def _later(talk: Talk, day: date) -> date:
    if day < talk.today:
        raise BadValue("ends", "past", (("day", day),))
    return day


def _back(talk: Talk, form: Form) -> Key:
    return Key(talk.t("Back"), ShowItem(int(form.fields["reminder"])))
