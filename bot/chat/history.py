"""/history: what was noted with a partner, page by page, narrowed to a sort, a person or a colleague."""

from bot.chat.buttons import OldButton, button
from bot.chat.gesture_lines import came_text
from bot.chat.history_buttons import ShowContacts, ShowNoted, ShowSome, ShowYear
from bot.chat.html import bold, esc, shortened
from bot.chat.keyboards import Key, in_even_rows, in_rows, keyboard
from bot.chat.partners import ShowPartner
from bot.chat.router import Room
from bot.chat.talk import Talk
from bot.domain.interactions import Interaction
from bot.i18n import words
from bot.i18n.salutations import full_name
from bot.i18n.translator import mark
from bot.usecases.contact_history import PAGE, Chosen, HistoryPage, ListWho, ShowHistory, Sort

room = Room()
NOTE_UNITS = 200
NAME_UNITS = 200
OFFERED = 12
"""People, or colleagues, among whom one chooses."""

_SORTS = {
    Sort.ALL: mark("All"),
    Sort.CARE: mark("Our care"),
    Sort.WORK: mark("Our work"),
    Sort.ASK: mark("Our requests"),
    Sort.THEIRS: mark("Theirs"),
}


@button("wj")
class ChooseWho:
    """Choose the person, or the colleague, whose contacts are shown."""

    partner_id: int
    sort: str
    colleagues: bool


@room.command("history", "riwayat", says=mark("What was noted about a partner"))
async def ask_history(talk: Talk, text: str) -> None:
    """Shows the contacts with the partner that is named; several are buttons."""
    t = talk.t
    if not text:
        await talk.answer(t("Write the partner behind it, for example: /history Klinik Sehat."))
        return
    found = await talk.house.names.find(text)
    partners = {one.partner.id: one.partner.name for one in found}
    if not partners:
        await talk.answer(t("No partner has that name. Write it in another way, or add it with /add."))
    elif found[0].clear or len(partners) == 1:
        await show_contacts(talk, ShowContacts(found[0].partner.id, 0))
    else:
        rows = [[Key(name, ShowContacts(id, 0))] for id, name in partners.items()]
        await talk.answer(t("Which partner?"), keyboard(rows))


@room.button(ShowContacts)
async def show_contacts(talk: Talk, pressed: ShowContacts) -> None:
    """A page of all contacts, the newest first."""
    await show_some(talk, ShowSome(pressed.partner_id, pressed.page, Sort.ALL.value, 0, 0))


@room.button(ShowSome)
async def show_some(talk: Talk, pressed: ShowSome) -> None:
    """A page of the contacts of a sort, with a person, or of a colleague."""
    chosen = Chosen(_sort(pressed.sort), pressed.person_id, pressed.staff_id)
    history = await ShowHistory(talk.house.storage)(talk.actor, pressed.partner_id, pressed.page, chosen)
    t, id = talk.t, history.partner.id
    lines = [t("History of {partner}", partner=bold(shortened(history.partner.name, NAME_UNITS)))]
    lines += _narrowed(talk, history)
    if not history.contacts:
        lines.append(t("No contact has been noted yet.") if chosen == Chosen() else t("None of this sort was noted."))
    first = history.page * PAGE + 1
    lines += [_line(talk, history, one, number) for number, one in enumerate(history.contacts, first)]
    numbers = [Key(talk.f.number(number), ShowNoted(one.id)) for number, one in enumerate(history.contacts, first)]

    def turned(page: int) -> ShowSome:
        return ShowSome(id, page, chosen.sort.value, chosen.person_id, chosen.staff_id)

    turn = [Key("←", turned(history.page - 1))] if history.page else []
    turn += [Key("→", turned(history.page + 1))] if history.page + 1 < history.pages else []
    sorts = [
        Key(("✓ " if one is chosen.sort else "") + t(label), ShowSome(id, 0, one.value, 0, 0))
        for one, label in _SORTS.items()
    ]
    who = [Key(t("One person"), ChooseWho(id, chosen.sort.value, False))]
    who.append(Key(t("One colleague"), ChooseWho(id, chosen.sort.value, True)))
    back = [Key(t("Chart"), ShowYear(id)), Key(t("Back"), ShowPartner(id))]
    rows = [*in_even_rows(numbers), turn, *in_rows(sorts, 3), who, back]
    await talk.show("\n".join(lines), keyboard(rows if history.contacts or chosen != Chosen() else [back[1:]]))


@room.button(ChooseWho)
async def ask_who(talk: Talk, pressed: ChooseWho) -> None:
    """Offers the people, or the colleagues, who were part of the contacts."""
    t, id, sort = talk.t, pressed.partner_id, _sort(pressed.sort).value
    people, staff = await ListWho(talk.house.storage)(talk.actor, id)
    if pressed.colleagues:
        keys = [Key(name, ShowSome(id, 0, sort, 0, one)) for one, name in staff.items()]
        asked = t("Whose contacts should be shown?")
    else:
        keys = [Key(full_name(one), ShowSome(id, 0, sort, one.id, 0)) for one in people]
        asked = t("Contacts with whom should be shown?")
    back = [Key(t("Back"), ShowSome(id, 0, sort, 0, 0))]
    await talk.show(asked, keyboard([*in_rows(keys[:OFFERED], 2), back]))


def _sort(name: str) -> Sort:
    try:
        return Sort(name)
    except ValueError as error:
        raise OldButton from error


def _narrowed(talk: Talk, history: HistoryPage) -> list[str]:
    """What the page is narrowed to, in words."""
    t, chosen = talk.t, history.chosen
    facts = [t(_SORTS[chosen.sort])] if chosen.sort is not Sort.ALL else []
    person, colleague = history.people.get(chosen.person_id), history.staff_names.get(chosen.staff_id)
    if person is not None:
        facts.append(esc(shortened(full_name(person), NAME_UNITS)))
    if colleague is not None:
        facts.append(esc(colleague))
    if not facts:
        return []
    found = t.n("{n} contact", "{n} contacts", history.total)
    return [t("Only: {what} ({found})", what=" · ".join(facts), found=found)]


def _line(talk: Talk, history: HistoryPage, contact: Interaction, number: int) -> str:
    t = talk.t
    facts = [words.purpose(t, contact.purpose), words.direction(t, contact.direction, inline=True)]
    if contact.channel is not None:
        facts.append(words.channel(t, contact.channel, inline=True))
    person = history.people.get(contact.person_id or 0)
    if person is not None:
        facts.append(esc(shortened(full_name(person), NAME_UNITS)))
    if (name := history.staff_names.get(contact.staff_id or 0)) is not None:
        facts.append(esc(name))
    if (outcome := history.outcomes.get(contact.id)) is not None:
        facts.append(came_text(t, outcome).lower())
    day = talk.f.day_near(contact.on, talk.today)
    line = f"\n{talk.f.number(number)}. <b>{day}</b>: {' · '.join(facts)}"
    return f"{line}\n“{esc(shortened(contact.note, NOTE_UNITS))}”" if contact.note else line
