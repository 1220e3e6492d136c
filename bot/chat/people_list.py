"""The people of a partner, page by page."""

from bot.chat.html import bold, esc, shortened
from bot.chat.keyboards import Key, in_rows, keyboard
from bot.chat.partner_card import NamePerson
from bot.chat.partners import ShowPartner
from bot.chat.people_buttons import ShowPeople, ShowPerson
from bot.chat.router import Room
from bot.chat.talk import Talk
from bot.domain.people import Person
from bot.domain.words import PartnerState, PersonState
from bot.i18n import words
from bot.i18n.salutations import full_name
from bot.i18n.translator import Translator
from bot.usecases.person_cards import ListPeople, PeoplePage

room = Room()
NAME_UNITS = 120


@room.button(ShowPeople)
async def show_people(talk: Talk, pressed: ShowPeople) -> None:
    """Shows a page: those still there first, those who left or died marked."""
    page = await ListPeople(talk.house.storage)(talk.actor, pressed.partner_id, pressed.page)
    t, id = talk.t, page.partner.id
    head = t("People at {partner}", partner=bold(shortened(page.partner.name, NAME_UNITS)))
    lines = [f"{head} · {talk.f.number(page.total)}" if page.total else head]
    lines += [_line(t, person) for person in page.people] or [t("Nobody is known there yet.")]
    keys = [Key(_label(t, person), ShowPerson(person.id)) for person in page.people]
    below = [Key(t("Back"), ShowPartner(id))]
    if page.partner.state is PartnerState.ACTIVE:
        below.insert(0, Key(t("Add a person"), NamePerson(id)))
    await talk.show("\n".join(lines), keyboard([*in_rows(keys, 2), _turning(talk, page), below]))


def _turning(talk: Talk, page: PeoplePage) -> list[Key]:
    if page.pages == 1:
        return []
    id, of = page.partner.id, f"{talk.f.number(page.page + 1)}/{talk.f.number(page.pages)}"
    turn = [Key("←", ShowPeople(id, page.page - 1))] if page.page else []
    turn.append(Key(of, ShowPeople(id, page.page)))
    return [*turn, Key("→", ShowPeople(id, page.page + 1))] if page.page + 1 < page.pages else turn


def _line(t: Translator, person: Person) -> str:
    line = "👤 " + bold(shortened(full_name(person), NAME_UNITS))
    if person.role:
        line += f", {esc(shortened(person.role, NAME_UNITS))}"
    if person.state is not PersonState.ACTIVE:
        line += f" · {words.person_state(t, person.state, inline=True)}"
    return line


def _label(t: Translator, person: Person) -> str:
    if person.state is PersonState.ACTIVE:
        return full_name(person)
    return f"{full_name(person)} ({words.person_state(t, person.state, inline=True)})"
