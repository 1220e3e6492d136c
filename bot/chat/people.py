"""People at partners: added with their name, and the birthday that they agreed to have remembered."""

from datetime import date

from pydantic import TypeAdapter
from telegram import InlineKeyboardMarkup

from bot.chat.buttons import button
from bot.chat.day_texts import said_day
from bot.chat.html import bold, esc
from bot.chat.interactions import take_instead
from bot.chat.keyboards import Key, in_rows, keyboard
from bot.chat.partner_card import AskConsent, NamePerson
from bot.chat.partners import ShowPartner
from bot.chat.people_buttons import ShowPerson
from bot.chat.person_card import show_person_card
from bot.chat.replanned_texts import with_replanned
from bot.chat.router import Room
from bot.chat.talk import Talk
from bot.domain.calendars import DaySpec, spec_of
from bot.domain.day_results import FarYear, ImpossibleDay, YearOnly
from bot.domain.errors import BadValue
from bot.domain.forms import Form
from bot.domain.occasion_days import parse_occasion_day
from bot.domain.occasions import Occasion
from bot.domain.roster import cells
from bot.domain.roster.entries import Birthday, DayEntry, PersonEntry
from bot.domain.words import Consent, FormKind, OccasionKind
from bot.i18n import words
from bot.i18n.salutations import full_name
from bot.i18n.translator import mark
from bot.usecases.forms import Forms
from bot.usecases.known import living_partner
from bot.usecases.people import AddPerson, PersonChanged, RememberDays

room = Room()
_BORN: TypeAdapter[Birthday | None] = TypeAdapter(Birthday | None)
_DAYS: TypeAdapter[tuple[DayEntry, ...]] = TypeAdapter(tuple[DayEntry, ...])
"""Days as a form keeps them."""
_ANSWERS = {
    Consent.AGREED: mark("Yes, agreed"),
    Consent.REFUSED: mark("No, do not keep it"),
    Consent.UNDECIDED: mark("Decide later"),
}


@button("pd")
class SetConsent:
    """Say whether the person agreed that the birthday in the form is remembered."""

    form: int
    version: int
    consent: Consent


@button("pn")
class NoBirthday:
    """Leave the birthday open."""

    form: int
    version: int


@button("pg")
class DecideConsent:
    """Say whether somebody agreed that the days kept of them are remembered."""

    person_id: int
    consent: Consent


@room.button(NamePerson)
async def ask_person(talk: Talk, pressed: NamePerson) -> None:
    """Asks for the name."""
    t = talk.t
    async with talk.house.storage.read() as uow:
        partner = await living_partner(uow, pressed.partner_id)
    fields = {"partner": partner.id}
    await Forms(talk.house.storage).begin(talk.actor, talk.chat_id, FormKind.PERSON, "name", fields, awaits="name")
    text = t("Who is it? Write the name as you say it, for example: Bu Ratna Wulandari, Director.")
    await talk.show(f"{bold(partner.name)}\n{text}", keyboard([[Key(t("Back"), ShowPartner(partner.id))]]))


_STEP_BEFORE = {"birthday": "name", "consent": "birthday"}
"""What a text answered that has brought its form to this step, when its update comes again."""


@room.form(FormKind.PERSON)
async def take_person(talk: Talk, form: Form, text: str) -> None:
    """Takes the name, then the birthday; what cannot be taken leaves the form as it is."""
    step = _STEP_BEFORE[form.step] if talk.took(form) else form.step
    if step == "name":
        # A sentence is a name as well, as far as letters go.
        if not await take_instead(talk, text):
            await _add(talk, form, text)
    else:
        # A birthday that came along with the name was not what this text is as a whole.
        await _ask_consent(talk, form, (form.fields.get("born") if talk.took(form) else None) or text)


@room.button(SetConsent)
async def save_birthday(talk: Talk, pressed: SetConsent) -> None:
    """Keeps the birthday as the person agreed."""
    async with Forms(talk.house.storage).taking(talk.actor, pressed.form, pressed.version) as form:
        born, days = _BORN.validate_python(form.fields["birthday"]), _DAYS.validate_python(form.fields.get("days", ()))
        remember = RememberDays(talk.house.storage, talk.house.organisation)
        kept = await remember(talk.actor, form.fields["person"], pressed.consent, birthday=born, days=days)
    texts = {
        Consent.AGREED: talk.t("The birthday is kept."),
        Consent.REFUSED: talk.t("The birthday is not kept."),
        Consent.UNDECIDED: talk.t("The birthday is kept for thirty days and not used; by then decide."),
    }
    text = with_replanned(talk.t, talk.f, texts[pressed.consent], kept.told)
    await show_person_card(talk, kept.person_id, text, kept.change_set_id)


@room.button(NoBirthday)
async def leave_birthday(talk: Talk, pressed: NoBirthday) -> None:
    """Leaves the birthday open and shows the card."""
    form = await Forms(talk.house.storage).take(talk.actor, pressed.form, pressed.version)
    await show_person_card(talk, form.fields["person"])


@room.button(AskConsent)
async def ask_consent(talk: Talk, pressed: AskConsent) -> None:
    """Asks about days that are kept and not used yet."""
    t = talk.t
    async with talk.house.storage.read() as uow:
        person = await uow.people.get(pressed.person_id)
    text = t("Did {name} agree that we remember birthday and holidays?", name=bold(full_name(person)))
    keys = [Key(t(label), DecideConsent(person.id, one)) for one, label in _ANSWERS.items()]
    await talk.show(text, keyboard([*in_rows(keys, 2), [Key(t("Back"), ShowPerson(person.id))]]))


@room.button(DecideConsent)
async def save_consent(talk: Talk, pressed: DecideConsent) -> None:
    """Keeps the answer: from now on the days are used, or forgotten."""
    remember = RememberDays(talk.house.storage, talk.house.organisation)
    kept = await remember(talk.actor, pressed.person_id, pressed.consent)
    text = with_replanned(talk.t, talk.f, talk.t("Changed."), kept.told)
    await show_person_card(talk, kept.person_id, text, kept.change_set_id)


def need_birthday(text: str, today: date) -> Birthday:
    """A birthday that was typed, its year known or not; ``BadValue`` says what is wrong with it."""
    found = parse_occasion_day(text, today)
    if isinstance(found, ImpossibleDay):
        facts = (("day", found.day), ("month", found.month), ("year", found.year))
        raise BadValue("birthday", "impossible_day", facts)
    if isinstance(found, FarYear):
        raise BadValue("birthday", "year_out_of_range", (("year", found.year),))
    if isinstance(found, YearOnly):
        raise BadValue("birthday", "year_alone")
    if not isinstance(found, DaySpec):
        raise BadValue("birthday", "no_birthday")
    born, _ = cells.birthday(text, today)
    if born is None:
        raise BadValue("birthday", "birthday_ahead")
    return born


async def _add(talk: Talk, form: Form, text: str) -> None:
    t = talk.t
    add = AddPerson(talk.house.storage, talk.house.organisation)
    added = await add(talk.actor, form.fields["partner"], text)
    fields = {"partner": added.partner_id, "person": added.person_id, "born": added.born}
    forms = Forms(talk.house.storage)
    form = await forms.step(talk.actor, form, step="birthday", fields=fields, awaits="birthday")
    said = t("Added: {name}.", name=bold(added.name))
    if added.born:
        await _ask_consent(talk, form, added.born, said)
        return
    ask = t("When is the birthday? Write it, for example 14 August 1978 or 14/8; the year can be left out.")
    await talk.answer(f"{said}\n{ask}", keyboard([[Key(t("Not known"), NoBirthday(form.id, form.version))]]))


async def _ask_consent(talk: Talk, form: Form, text: str, above: str = "") -> None:
    t, born = talk.t, need_birthday(text, talk.today)
    fields = {**form.fields, "birthday": _BORN.dump_python(born, mode="json")}
    form = await Forms(talk.house.storage).step(talk.actor, form, step="consent", fields=fields, awaits=None)
    text = t("Birthday: {day}. Did this person agree that we remember it?", day=_said(talk, born))
    await talk.answer(f"{above}\n{text}" if above else text, _consent_keys(talk, form))


async def ask_about_days(talk: Talk, saved: PersonChanged, card: PersonEntry, above: str) -> None:
    """Asks whether the days that a card named may be remembered; until then they are in the form alone."""
    t = talk.t
    fields = {
        "partner": saved.partner_id,
        "person": saved.person_id,
        "birthday": _BORN.dump_python(card.birthday, mode="json"),
        "days": _DAYS.dump_python(card.days, mode="json"),
    }
    form = await Forms(talk.house.storage).begin(talk.actor, talk.chat_id, FormKind.PERSON, "consent", fields)
    days = [] if card.birthday is None else [t("birthday {day}", day=_said(talk, card.birthday))]
    named = [(one.title or words.occasion_kind(t, one.kind, inline=True), one) for one in card.days]
    days += [f"{esc(title)} {_said(talk, one)}" for title, one in named]
    asked = t("It also names: {days}. Did this person agree that we remember it?", days=talk.f.list_of(days))
    await talk.show(f"{above}\n\n{asked}", _consent_keys(talk, form))


def _consent_keys(talk: Talk, form: Form) -> InlineKeyboardMarkup | None:
    keys = [Key(talk.t(label), SetConsent(form.id, form.version, one)) for one, label in _ANSWERS.items()]
    return keyboard(in_rows(keys, 2))


def _said(talk: Talk, day: Birthday | DayEntry) -> str:
    """The day that was understood, in its own calendar."""
    occasion = Occasion(0, OccasionKind.BIRTHDAY, day.day, day.month, calendar=day.calendar, year=day.year)
    return esc(said_day(talk.t, talk.f, spec_of(occasion)))
