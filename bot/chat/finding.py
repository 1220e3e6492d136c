"""/find and /add: a partner or a person by name; a new partner with its name alone."""

from telegram import InlineKeyboardMarkup

from bot.chat.buttons import button
from bot.chat.html import bold, esc, shortened
from bot.chat.keyboards import Key, keyboard
from bot.chat.partner_card import show_card
from bot.chat.partners import ShowPartner
from bot.chat.people_buttons import ShowPerson
from bot.chat.person_card import show_person_card
from bot.chat.router import Room
from bot.chat.talk import Talk
from bot.domain.finding import Found
from bot.domain.forms import Form
from bot.domain.roster import cells
from bot.domain.words import FormKind, PartnerState, PersonState
from bot.i18n.salutations import full_name
from bot.i18n.translator import Translator, mark
from bot.i18n.words import person_state
from bot.usecases.acting import act_key
from bot.usecases.forms import Forms
from bot.usecases.partner_fields import clean_name
from bot.usecases.partners import AddPartner, PartnerChanged

room = Room()
RESEMBLES = 62
"""Score from which a known partner is shown before another one is added."""
NAME_UNITS = 120
OFFERED = 8
MOST_ASKED = 55
"""Bytes of what was looked for that a button carries to the next page."""


@button("pa")
class AddNamed:
    """Add the partner whose name the form holds."""

    form: int
    version: int


@button("px")
class LeaveNamed:
    """Add nothing."""

    form: int
    version: int


@button("fm")
class MoreFound:
    """Show another page of what fits a text: so much of it as a button can hold."""

    page: int
    text: str


@room.command("find", "cari", says=mark("Look up a partner or a person"))
async def find(talk: Talk, text: str) -> None:
    """One clear hit opens its card, several are buttons; where there is none, adding it is offered."""
    t = talk.t
    if not text:
        await talk.answer(t("Write behind it whom to look for, for example: /find Klinik Sehat, or /find Bu Ratna."))
        return
    found = await talk.house.names.find(text, OFFERED + 1)
    if not found:
        nobody = t("No partner and no person is called {name}.", name=bold(shortened(text, NAME_UNITS)))
        if len(text) > cells.NAME_LENGTH or text.startswith("@") or not any(map(str.isalpha, text)):
            # A number or an account names no partner.
            await talk.answer(nobody)
        else:
            await _offer(talk, text, [], nobody)
    elif found[0].clear or len(found) == 1:
        await _show(talk, found[0])
    else:
        await talk.answer(t("Several fit. Which one?"), _choice(t, text, found, 0))


@room.button(MoreFound)
async def show_more_found(talk: Talk, pressed: MoreFound) -> None:
    """Turns the page of what fits."""
    start = max(0, pressed.page) * OFFERED
    found = (await talk.house.names.find(pressed.text, start + OFFERED + 1))[start:]
    if found:
        await talk.show(talk.t("Several fit. Which one?"), _choice(talk.t, pressed.text, found, start // OFFERED))
    else:
        # What was there on the page before was renamed or merged in the meantime.
        await talk.show(talk.t("Nothing more fits."))


@room.command("add", "tambah", says=mark("Add a partner"))
async def add(talk: Talk, text: str) -> None:
    """Adds a partner; one that resembles a known one is shown first. Without a name, asks for it."""
    if not text or len(cells.cleaned(text)) > cells.NAME_LENGTH:
        await Forms(talk.house.storage).begin(talk.actor, talk.chat_id, FormKind.NAME, "name", awaits="name")
        if text:
            # The form waits, so that a shorter one can be sent as it is.
            clean_name(text)
        await talk.answer(talk.t("What is the new partner called? Everything else can wait."))
        return
    await _told(talk, text, await _add(talk, text))


@room.form(FormKind.NAME)
async def take_name(talk: Talk, form: Form, text: str) -> None:
    """Takes the name of the new partner; one that does not fit leaves the form as it is."""
    clean_name(text)
    async with Forms(talk.house.storage).taking(talk.actor, form.id, form.version):
        came = await _add(talk, text)
    await _told(talk, text, came)


@room.button(AddNamed)
async def add_named(talk: Talk, pressed: AddNamed) -> None:
    """Adds the partner although it resembles another, or was looked for in vain."""
    async with Forms(talk.house.storage).taking(talk.actor, pressed.form, pressed.version) as form:
        name = form.fields["name"]
        added = await _save(talk, name)
    await _told(talk, name, added)


@room.button(LeaveNamed)
async def leave_named(talk: Talk, pressed: LeaveNamed) -> None:
    """Adds nothing."""
    await Forms(talk.house.storage).take(talk.actor, pressed.form, pressed.version)
    await talk.show(talk.t("Left. Nothing was added."))


async def _add(talk: Talk, text: str) -> PartnerChanged | list[Found]:
    """Adds the partner; where known ones resemble it, gives these instead."""
    name = clean_name(text)
    if await _added_before(talk):
        return await _save(talk, name)
    known = {one.partner.id: one for one in await talk.house.names.find(name, OFFERED) if one.score >= RESEMBLES}
    return list(known.values()) or await _save(talk, name)


async def _told(talk: Talk, text: str, came: PartnerChanged | list[Found]) -> None:
    if isinstance(came, PartnerChanged):
        above = talk.t("Added: {name}. Everything else can be filled in under Edit.", name=esc(came.name))
        await show_card(talk, came.partner_id, above, came.change_set_id)
        return
    name = clean_name(text)
    asked = talk.t("{name} resembles what is known already. Is it one of these?", name=bold(name))
    await _offer(talk, name, came, asked)


async def _added_before(talk: Talk) -> bool:
    """Whether this update, which comes again, has added the partner: it would resemble itself."""
    key = act_key(talk.actor, "add_partner")
    if not talk.again or key is None:
        return False
    async with talk.house.storage.read() as uow:
        return await uow.change_sets.find_by_key(key) is not None


async def _offer(talk: Talk, name: str, known: list[Found], text: str) -> None:
    """Offers to add a partner, below the known ones that it resembles."""
    t, forms = talk.t, Forms(talk.house.storage)
    form = await forms.begin(talk.actor, talk.chat_id, FormKind.NAME, "resembling", {"name": name})
    rows = [[Key(_known(t, one), _card(one))] for one in known]
    label = t("Add it, it is another one") if known else t("Add “{name}”", name=shortened(name, NAME_UNITS // 3))
    rows.append([Key(label, AddNamed(form.id, form.version)), Key(t("Cancel"), LeaveNamed(form.id, form.version))])
    await talk.answer(text, keyboard(rows))


async def _save(talk: Talk, name: str) -> PartnerChanged:
    return await AddPartner(talk.house.storage, talk.house.organisation)(talk.actor, name)


def _choice(t: Translator, text: str, found: list[Found], page: int) -> InlineKeyboardMarkup | None:
    """A button each, and arrows where there are more before or behind."""
    asked = text.replace(":", " ").encode()[:MOST_ASKED].decode(errors="ignore")
    turn = [Key("←", MoreFound(page - 1, asked))] if page else []
    if len(found) > OFFERED:
        turn.append(Key("→", MoreFound(page + 1, asked)))
    return keyboard([*([Key(_label(t, one), _card(one))] for one in found[:OFFERED]), turn])


def _known(t: Translator, found: Found) -> str:
    """The partner's name; one that was put away could be brought back instead."""
    archived = found.partner.state is PartnerState.ARCHIVED
    return t("{name} (archived)", name=found.partner.name) if archived else found.partner.name


async def _show(talk: Talk, found: Found) -> None:
    """The card of whom was looked for: the person's, where it is a person."""
    above = _gone(talk.t, found)
    if found.person is not None:
        await show_person_card(talk, found.person.id, above)
    else:
        await show_card(talk, found.partner.id, above)


def _card(found: Found) -> ShowPartner | ShowPerson:
    return ShowPartner(found.partner.id) if found.person is None else ShowPerson(found.person.id)


def _label(t: Translator, found: Found) -> str:
    person = found.person
    if person is None:
        return _known(t, found)
    state = "" if person.state is PersonState.ACTIVE else f", {person_state(t, person.state, inline=True)}"
    return f"{full_name(person)} ({_known(t, found)}{state})"


def _gone(t: Translator, found: Found) -> str:
    """What the card of a partner does not show: that the person who was meant is no longer there."""
    person = found.person
    if person is None or person.state is PersonState.ACTIVE:
        return ""
    return f"{bold(full_name(person))}: {person_state(t, person.state, inline=True)}"
