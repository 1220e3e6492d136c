"""People who are no longer there: left, with a successor; moved to another partner; or died."""

from collections.abc import Sequence

from bot.chat.buttons import button
from bot.chat.event_buttons import NoteEvent
from bot.chat.html import bold, esc, shortened
from bot.chat.interactions import take_instead
from bot.chat.keyboards import Key, in_rows, keyboard
from bot.chat.people_buttons import AskDied, AskLeaving, ShowPerson
from bot.chat.person_card import show_person_card
from bot.chat.person_edit import EditPersonField
from bot.chat.person_texts import gone_line
from bot.chat.replanned_texts import with_replanned
from bot.chat.router import Room
from bot.chat.talk import Talk
from bot.chat.undo import undo_key
from bot.domain.forms import Form
from bot.domain.partners import Partner
from bot.domain.people import Person
from bot.domain.words import EventKind, FormKind, PartnerState, PersonState
from bot.i18n.salutations import full_name
from bot.usecases.forms import Forms
from bot.usecases.leaving import (
    BringBackPerson,
    MarkDied,
    MarkLeft,
    MovePerson,
    NameSuccessor,
    PersonGone,
    PlanCondolence,
    SuccessorNamed,
)
from bot.usecases.person_cards import PersonCard, ShowPersonCard

room = Room()
NAME_UNITS = 200
OFFERED = 8


@button("ya")
class SayLeft:
    """Say that the person has left."""

    person_id: int


@button("yb")
class AskSuccessor:
    """Who took over?"""

    person_id: int


@button("yc")
class SetSuccessor:
    """Say that this colleague of theirs took over."""

    person_id: int
    successor_id: int


@button("yd")
class AskWhereTo:
    """To which partner did the person move?"""

    person_id: int


@button("ye")
class SetPartner:
    """Say that the person works at this partner now."""

    person_id: int
    partner_id: int


@button("yh")
class SayDied:
    """Say that the person has died."""

    person_id: int


@button("yi")
class SayBack:
    """Say that the person is there after all."""

    person_id: int


@button("yj")
class Condole:
    """Make a reminder to offer the partner condolences."""

    person_id: int


@room.button(AskLeaving)
async def ask_leaving(talk: Talk, pressed: AskLeaving) -> None:
    """What became of the person?"""
    card = await _card(talk, pressed.person_id)
    t, id, state = talk.t, card.person.id, card.person.state
    left, moved = Key(t("Has left"), SayLeft(id)), Key(t("Works elsewhere now"), AskWhereTo(id))
    died, back = Key(t("Has died"), AskDied(id)), Key(t("Back"), ShowPerson(id))
    if state is PersonState.ACTIVE:
        text = t("{name} is no longer at {partner}? What became of them?", name=_strong(card.person), partner=_at(card))
        await talk.show(text, keyboard([[left, moved], [died, back]]))
        return
    lines = [_strong(card.person), gone_line(t, talk.f, card) or ""]
    if state is PersonState.DIED:
        offered = [] if card.condoled else [Key(t("Offer condolences"), Condole(id))]
        rows = [offered, [Key(t("It was a mistake"), SayBack(id)), back]]
    else:
        successor = Key(t("Who took over?"), AskSuccessor(id))
        rows = [[successor, moved], [Key(t("Is there again"), SayBack(id)), died], [back]]
    await talk.show("\n".join(lines), keyboard(rows))


@room.button(SayLeft)
async def save_left(talk: Talk, pressed: SayLeft) -> None:
    """Marks who left; reminders stop, and who took over is asked."""
    gone = await MarkLeft(talk.house.storage, talk.house.organisation)(talk.actor, pressed.person_id)
    t = talk.t
    if gone.change_set_id is None:
        await ask_leaving(talk, AskLeaving(gone.person_id))
        return
    noted = t("{name} is marked as no longer there; their reminders stop.", name=bold(gone.name))
    await _ask_successor(talk, gone.person_id, noted, gone.change_set_id)


@room.button(AskSuccessor)
async def ask_successor(talk: Talk, pressed: AskSuccessor) -> None:
    """Asks who took over."""
    await _ask_successor(talk, pressed.person_id)


@room.button(SetSuccessor)
async def save_successor(talk: Talk, pressed: SetSuccessor) -> None:
    """Keeps a colleague of theirs as the one who took over."""
    name = NameSuccessor(talk.house.storage, talk.house.organisation)
    await _tell_successor(talk, await name(talk.actor, pressed.person_id, pressed.successor_id))


async def take_successor(talk: Talk, form: Form, text: str) -> None:
    """Adds who took over, from the name as typed."""
    if not talk.took(form) and await take_instead(talk, text):
        return
    async with Forms(talk.house.storage).taking(talk.actor, form.id, form.version):
        name = NameSuccessor(talk.house.storage, talk.house.organisation)
        named = await name(talk.actor, form.fields["person"], text)
    await _tell_successor(talk, named)


@room.button(AskWhereTo)
async def ask_where_to(talk: Talk, pressed: AskWhereTo) -> None:
    """Asks for the partner, by its name."""
    t, card = talk.t, await _card(talk, pressed.person_id)
    fields = {"person": card.person.id}
    await Forms(talk.house.storage).begin(talk.actor, talk.chat_id, FormKind.PERSON_FIELD, "moves", fields, "partner")
    text = t("To which partner did {name} move? Write its name.", name=_strong(card.person))
    await talk.show(text, keyboard([[Key(t("Back"), AskLeaving(card.person.id))]]))


async def take_partner(talk: Talk, form: Form, text: str) -> None:
    """Offers the partners of that name; the press that chooses one moves the person."""
    t, person_id = talk.t, form.fields["person"]
    if await take_instead(talk, text):
        return
    found = await talk.house.names.find(text, OFFERED)
    partners = {one.partner.id: one.partner for one in found if one.partner.state is PartnerState.ACTIVE}
    card = await _card(talk, person_id)
    partners.pop(card.person.partner_id, None)
    back = [Key(t("Back"), AskLeaving(person_id))]
    if not partners:
        await talk.answer(t("No other partner has that name. Write it in another way, or add it with /add."))
        return
    keys = [Key(one.name, SetPartner(person_id, one.id)) for one in partners.values()]
    await talk.answer(t("{name} works there now?", name=_strong(card.person)), keyboard([*in_rows(keys, 1), back]))


@room.button(SetPartner)
async def save_partner(talk: Talk, pressed: SetPartner) -> None:
    """Moves the person; a new role is offered as something to congratulate on."""
    move = MovePerson(talk.house.storage, talk.house.organisation)
    moved = await move(talk.actor, pressed.person_id, pressed.partner_id)
    t, name = talk.t, bold(moved.name)
    lines = [
        t("{name} is now at {partner}.", name=name, partner=bold(shortened(moved.partner, NAME_UNITS))),
        t("Birthday, holidays and what was agreed about them came along; what was noted stays with the old partner."),
        with_replanned(t, talk.f, t("Phone, e-mail and role may be others now."), moved.told),
    ]
    id, undo = moved.person_id, undo_key(t, moved.change_set_id)
    rows = [
        [Key(t("Congratulate on the new role"), NoteEvent(id, EventKind.NEW_ROLE))],
        [Key(t("Role"), EditPersonField(id, "role")), Key(t("Open the card"), ShowPerson(id))],
        [undo] if undo else [],
    ]
    await talk.show("\n".join(lines), keyboard(rows))


@room.button(AskDied)
async def ask_died(talk: Talk, pressed: AskDied) -> None:
    """Asks once more: a wrong press here would hurt."""
    card = await _card(talk, pressed.person_id)
    t, id = talk.t, card.person.id
    lines = [
        t("Has {name} ({partner}) died?", name=_strong(card.person), partner=_at(card)),
        t("Then nothing is ever sent to them again, and their reminders stop at once."),
    ]
    await talk.show(
        "\n".join(lines), keyboard([[Key(t("Yes, has died"), SayDied(id)), Key(t("Back"), ShowPerson(id))]])
    )


@room.button(SayDied)
async def save_died(talk: Talk, pressed: SayDied) -> None:
    """Marks who died, and offers condolences to the partner."""
    gone = await MarkDied(talk.house.storage, talk.house.organisation)(talk.actor, pressed.person_id)
    t, card = talk.t, await _card(talk, gone.person_id)
    if gone.change_set_id is None:
        await ask_leaving(talk, AskLeaving(gone.person_id))
        return
    lines = [
        t("Noted: {name} has died. Nothing is sent to them any more.", name=bold(gone.name)),
        t("Should a reminder be made to offer {partner} our condolences?", partner=_at(card)),
    ]
    undo = undo_key(t, gone.change_set_id)
    rows = [
        [Key(t("Offer condolences"), Condole(gone.person_id)), Key(t("Not now"), ShowPerson(gone.person_id))],
        [undo] if undo else [],
    ]
    await talk.show("\n".join(lines), keyboard(rows))


@room.button(SayBack)
async def save_back(talk: Talk, pressed: SayBack) -> None:
    """Brings somebody back."""
    back = await BringBackPerson(talk.house.storage, talk.house.organisation)(talk.actor, pressed.person_id)
    above = talk.t("{name} is there again, with days and reminders as before.", name=bold(back.name))
    await _show(talk, back, above)


@room.button(Condole)
async def plan_condolence(talk: Talk, pressed: Condole) -> None:
    """Makes the reminder to offer condolences."""
    gone = await PlanCondolence(talk.house.storage, talk.house.organisation)(talk.actor, pressed.person_id)
    above = talk.t("The reminder to offer condolences is made; a draft is with it, under /today.")
    await _show(talk, gone, above)


async def _ask_successor(talk: Talk, person_id: int, above: str = "", change_set_id: int | None = None) -> None:
    t, card = talk.t, await _card(talk, person_id)
    fields = {"person": person_id}
    await Forms(talk.house.storage).begin(talk.actor, talk.chat_id, FormKind.PERSON_FIELD, "successor", fields, "name")
    keys = [Key(full_name(one), SetSuccessor(person_id, one.id)) for one in await _colleagues(talk, card)]
    asked = t("Who took over from {name}? Choose, or write the name of somebody new.", name=_strong(card.person))
    undo = undo_key(t, change_set_id)
    below = [Key(t("Nobody yet"), ShowPerson(person_id)), *([undo] if undo else [])]
    text = f"{above}\n\n{asked}" if above else asked
    await talk.show(text, keyboard([*in_rows(keys, 2), below]))


async def _tell_successor(talk: Talk, named: SuccessorNamed) -> None:
    t, name = talk.t, bold(named.name)
    if named.added:
        above = t("Added: {name} took over, with the role and what we had promised.", name=name)
    else:
        above = t("{name} took over, with what we had promised.", name=name)
    await show_person_card(talk, named.successor_id, above, named.change_set_id)


async def _show(talk: Talk, gone: PersonGone, above: str) -> None:
    await show_person_card(talk, gone.person_id, above, gone.change_set_id)


async def _colleagues(talk: Talk, card: PersonCard) -> Sequence[Person]:
    async with talk.house.storage.read() as uow:
        there = await uow.people.list_by(partner_id=card.person.partner_id, state=PersonState.ACTIVE, limit=OFFERED)
    return [one for one in there if one.id != card.person.id]


async def _card(talk: Talk, person_id: int) -> PersonCard:
    return await ShowPersonCard(talk.house.storage, talk.house.organisation)(talk.actor, person_id)


def _strong(person: Person) -> str:
    return bold(shortened(full_name(person), NAME_UNITS))


def _at(card: PersonCard) -> str:
    partner: Partner = card.partner
    return esc(shortened(partner.name, NAME_UNITS))
