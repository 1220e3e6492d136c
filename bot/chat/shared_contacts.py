"""A contact shared from Telegram, or a file with one contact card, becomes a person in two taps: where, and Save."""

from collections.abc import Sequence

from pydantic import TypeAdapter
from telegram import InlineKeyboardMarkup, Message

from bot.chat.buttons import button
from bot.chat.html import bold, esc, shortened
from bot.chat.interactions import take_instead
from bot.chat.keyboards import Key, in_rows, keyboard
from bot.chat.leaving import SetPartner
from bot.chat.people import ask_about_days
from bot.chat.person_card import show_person_card
from bot.chat.person_texts import LABELS, shown_value
from bot.chat.router import Room
from bot.chat.talk import Talk
from bot.domain.forms import Form
from bot.domain.partners import Partner
from bot.domain.people import Person
from bot.domain.phones import phones_of
from bot.domain.roster.entries import PersonEntry
from bot.domain.roster.reading import name_key, read_roster
from bot.domain.roster.table import UnreadableTable
from bot.domain.words import FormKind, PartnerState
from bot.i18n.salutations import full_name
from bot.readers.contact_cards import read_cards
from bot.usecases.forms import Forms
from bot.usecases.partners import AddPartner
from bot.usecases.people import PersonChanged
from bot.usecases.shared_contacts import (
    CompleteContact,
    ContactSaved,
    FindKnownContacts,
    ListOwnPartners,
    SaveContact,
    card_of,
    with_phone,
)

room = Room()
OFFERED = 6
RESEMBLES = 62
"""Score from which a partner is taken for the one that the card names."""
NAME_UNITS = 120
_CARD: TypeAdapter[PersonEntry] = TypeAdapter(PersonEntry)
_SHOWN = ("role", "phone", "email", "telegram", "call_name", "note")


@button("yn")
class SaveAt:
    """Save the card's person at this partner? 0 asks for the partner anew."""

    form: int
    version: int
    partner_id: int


@button("yo")
class SaveAtNew:
    """Add the partner that the card names, and save its person there?"""

    form: int
    version: int


@button("yp")
class SaveCard:
    """Save the card's person."""

    form: int
    version: int


@button("yq")
class CompleteKnown:
    """Add what the card says to this person, who is known."""

    form: int
    version: int
    person_id: int


@button("ys")
class LeaveCard:
    """Save nothing."""

    form: int
    version: int


@room.contact
async def take_contact(talk: Talk, message: Message) -> None:
    """Takes a contact that somebody shared."""
    contact = message.contact
    if contact is None:
        return
    country = talk.house.organisation.country
    found = _only_card(talk, (contact.vcard or "").encode())
    if found is not None:
        organisation, card = found
        card = with_phone(card, contact.phone_number, country)
    else:
        name = " ".join(part for part in (contact.first_name, contact.last_name) if part)
        organisation, (card, _) = "", card_of(name, contact.phone_number, country)
    await _begin(talk, organisation, card)


async def take_card(talk: Talk, content: bytes) -> bool:
    """Takes a file with one contact card of a person; whether it was that."""
    found = _only_card(talk, content)
    if found is None:
        return False
    await _begin(talk, *found)
    return True


@room.button(SaveAt)
async def ask_save(talk: Talk, pressed: SaveAt) -> None:
    """Shows what would be saved at the partner, and who is known there already."""
    form = await Forms(talk.house.storage).get(talk.actor, pressed.form, pressed.version)
    if not pressed.partner_id:
        await _ask_where(talk, await _step(talk, form, partner=None))
        return
    await _ask_save(talk, await _step(talk, form, partner=pressed.partner_id))


@room.button(SaveAtNew)
async def ask_save_at_new(talk: Talk, pressed: SaveAtNew) -> None:
    """Adds the partner that the card names."""
    form = await Forms(talk.house.storage).get(talk.actor, pressed.form, pressed.version)
    add = AddPartner(talk.house.storage, talk.house.organisation)
    added = await add(talk.actor, form.fields["organisation"])
    await _ask_save(talk, await _step(talk, form, partner=added.partner_id))


@room.button(SaveCard)
async def save_card(talk: Talk, pressed: SaveCard) -> None:
    """Saves the person; days that the card names wait for consent."""
    async with Forms(talk.house.storage).taking(talk.actor, pressed.form, pressed.version) as form:
        card = _CARD.validate_python(form.fields["card"])
        saved = await SaveContact(talk.house.storage)(talk.actor, form.fields["partner"], card)
    await _tell(talk, saved, card, talk.t("Saved: {name}.", name=bold(saved.name)))


@room.button(CompleteKnown)
async def complete_known(talk: Talk, pressed: CompleteKnown) -> None:
    """Completes somebody who is known."""
    t = talk.t
    async with Forms(talk.house.storage).taking(talk.actor, pressed.form, pressed.version) as form:
        card = _CARD.validate_python(form.fields["card"])
        saved = await CompleteContact(talk.house.storage)(talk.actor, pressed.person_id, card)
    if not saved.filled:
        above = t("All of this was known of {name} already.", name=bold(saved.name))
    else:
        what = talk.f.list_of([t(LABELS[name]) for name in saved.filled])
        above = t("Added to {name}: {what}.", name=bold(saved.name), what=what)
    await _tell(talk, saved, card, above)


@room.button(LeaveCard)
async def leave_card(talk: Talk, pressed: LeaveCard) -> None:
    """Saves nothing."""
    await Forms(talk.house.storage).take(talk.actor, pressed.form, pressed.version)
    await talk.show(talk.t("Not saved."))


@room.form(FormKind.SHARED)
async def take_partner(talk: Talk, form: Form, text: str) -> None:
    """Takes the partner's name as typed."""
    if talk.took(form) or await take_instead(talk, text):
        return
    found = await talk.house.names.find(text, OFFERED)
    partners = {one.partner.id: one.partner for one in found if one.partner.state is PartnerState.ACTIVE}
    if not partners:
        await talk.answer(talk.t("No partner has that name. Write it in another way, or add it with /add."))
        return
    await talk.answer(talk.t("Where?"), _where_keys(talk, form, list(partners.values())))


async def _begin(talk: Talk, organisation: str, card: PersonEntry) -> None:
    fields = {"organisation": organisation, "card": _CARD.dump_python(card, mode="json"), "partner": None}
    form = await Forms(talk.house.storage).begin(
        talk.actor, talk.chat_id, FormKind.SHARED, "partner", fields, awaits="partner"
    )
    await _ask_where(talk, form)


async def _step(talk: Talk, form: Form, *, partner: int | None) -> Form:
    fields = {**form.fields, "partner": partner}
    awaits = "partner" if partner is None else None
    step = "partner" if partner is None else "save"
    return await Forms(talk.house.storage).step(talk.actor, form, step=step, fields=fields, awaits=awaits)


async def _ask_where(talk: Talk, form: Form) -> None:
    """Says who is known by a number of the card, and asks at which partner the person is."""
    t, card = talk.t, _CARD.validate_python(form.fields["card"])
    lines = _card_lines(talk, card, form.fields["organisation"])
    known = await _known(talk, form, card)
    rows = [[key] for key in await _known_keys(talk, form, known, lines)]
    lines += ["", t("At which partner? Choose one, or write the name.")]
    resembling = await _resembling(talk, form.fields["organisation"])
    own = await ListOwnPartners(talk.house.storage)(talk.actor, OFFERED)
    offered = list({one.id: one for one in (*resembling, *own)}.values())[:OFFERED]
    await talk.show("\n".join(lines), _where_keys(talk, form, offered, rows))


async def _ask_save(talk: Talk, form: Form) -> None:
    t, card = talk.t, _CARD.validate_python(form.fields["card"])
    async with talk.house.storage.read() as uow:
        partner = await uow.partners.get(form.fields["partner"])
    name, at = bold(shortened(full_name(_person(card)), NAME_UNITS)), bold(shortened(partner.name, NAME_UNITS))
    lines = [t("Save {name} at {partner}?", name=name, partner=at), *_card_lines(talk, card, "")[1:]]
    known = await _known(talk, form, card)
    there = any(one.partner_id == partner.id and name_key(one.name) == name_key(card.name) for one in known)
    rows = [[key] for key in await _known_keys(talk, form, known, lines)]
    rows += [
        [Key(t("{name} moved here", name=full_name(one)), SetPartner(one.id, partner.id))]
        for one in known
        if one.partner_id != partner.id
    ]
    save = [] if there else [Key(t("Save"), SaveCard(form.id, form.version))]
    elsewhere = Key(t("Another partner"), SaveAt(form.id, form.version, 0))
    rows += [save, [elsewhere, Key(t("Cancel"), LeaveCard(form.id, form.version))]]
    await talk.show("\n".join(lines), keyboard(rows))


async def _tell(talk: Talk, saved: ContactSaved, card: PersonEntry, above: str) -> None:
    if card.birthday is not None or card.days:
        await ask_about_days(talk, PersonChanged(saved.person_id, saved.partner_id, saved.name), card, above)
        return
    await show_person_card(talk, saved.person_id, above, saved.change_set_id)


async def _known(talk: Talk, form: Form, card: PersonEntry) -> list[Person]:
    people: list[Person] = []
    for number in phones_of(card.phone):
        people += [one.person for one in await talk.house.names.find(number, OFFERED) if one.person is not None]
    find = FindKnownContacts(talk.house.storage)
    return await find(talk.actor, card, people, form.fields["partner"] or 0)


async def _known_keys(talk: Talk, form: Form, known: Sequence[Person], lines: list[str]) -> list[Key]:
    """Buttons that complete who is known, after a line that says so for each."""
    t = talk.t
    if not known:
        return []
    async with talk.house.storage.read() as uow:
        partners = {one.id: one.name for one in await uow.partners.list_in(one.partner_id for one in known)}
    lines.append("")
    for one in known[:OFFERED]:
        name, at = bold(shortened(full_name(one), NAME_UNITS)), esc(shortened(partners[one.partner_id], NAME_UNITS))
        lines.append(t("Known already: {name} ({partner}).", name=name, partner=at))
    return [
        Key(t("Complete {name}", name=full_name(one)), CompleteKnown(form.id, form.version, one.id))
        for one in known[:OFFERED]
    ]


def _where_keys(
    talk: Talk, form: Form, partners: Sequence[Partner], above: Sequence[list[Key]] = ()
) -> InlineKeyboardMarkup | None:
    t, organisation = talk.t, form.fields["organisation"]
    keys = [Key(one.name, SaveAt(form.id, form.version, one.id)) for one in partners]
    rows = [*above, *in_rows(keys, 2)]
    if organisation and all(name_key(one.name) != name_key(organisation) for one in partners):
        label = t("Add partner “{name}”", name=shortened(organisation, NAME_UNITS // 4))
        rows.append([Key(label, SaveAtNew(form.id, form.version))])
    return keyboard([*rows, [Key(t("Cancel"), LeaveCard(form.id, form.version))]])


def _card_lines(talk: Talk, card: PersonEntry, organisation: str) -> list[str]:
    t = talk.t
    lines = ["👤 " + bold(shortened(full_name(_person(card)), NAME_UNITS))]
    values = {field: shown_value(field, getattr(card, field)) for field in _SHOWN}
    lines += [f"{t(LABELS[field])}: {value}" for field, value in values.items() if value]
    if organisation:
        lines.append(t("Organisation: {name}", name=esc(shortened(organisation, NAME_UNITS))))
    if card.phone is None:
        lines.append(t("Without a phone number."))
    elif odd := [one for one in phones_of(card.phone) if not one.startswith("+")]:
        shown = ", ".join(f"“{esc(shortened(one, NAME_UNITS))}”" for one in odd)
        lines.append(t("{text} is no phone number, so it is kept as it was typed.", text=shown))
    return lines


async def _resembling(talk: Talk, organisation: str) -> list[Partner]:
    if not organisation:
        return []
    found = await talk.house.names.find(organisation, OFFERED)
    return [one.partner for one in found if one.score >= RESEMBLES and one.partner.state is PartnerState.ACTIVE]


def _only_card(talk: Talk, content: bytes) -> tuple[str, PersonEntry] | None:
    """The organisation and the person of the only card; None where there is none, several, or nobody in it."""
    try:
        table = read_cards(content)
        roster = read_roster(table, talk.today, talk.house.organisation.country)
    except UnreadableTable:
        return None
    people = [(partner.name, person) for partner in roster.partners for person in partner.people]
    if len(table.lines) != 1 or len(people) != 1:
        return None
    name, person = people[0]
    return ("" if name_key(name) == name_key(person.name) else name), person


def _person(card: PersonEntry) -> Person:
    return Person(0, card.name, salutation=card.salutation)
