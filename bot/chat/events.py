"""What happened to somebody at a partner, noted from its card; and complaints that are settled."""

from bot.chat.event_buttons import AskEvent, AskWhom, NoteEvent, Settle, ShowComplaints
from bot.chat.html import bold, esc, shortened
from bot.chat.keyboards import Key, in_rows, keyboard
from bot.chat.partner_card import show_card
from bot.chat.partners import ShowPartner
from bot.chat.people_keys import people_of
from bot.chat.replanned_texts import with_replanned
from bot.chat.router import Room
from bot.chat.talk import Talk
from bot.domain.errors import Outdated
from bot.domain.occasions import Event
from bot.domain.words import HAPPENINGS
from bot.i18n import words
from bot.i18n.salutations import full_name
from bot.usecases.events import AddEvent, ListComplaints, SettleComplaint

room = Room()
NOTE_SHOWN = 120


@room.button(AskWhom)
async def ask_whom(talk: Talk, pressed: AskWhom) -> None:
    """Asks to whom it happened; where one person is known, that is them."""
    t, people = talk.t, await people_of(talk, pressed.partner_id)
    keys = [Key(name, AskEvent(int(value.partition("-")[2]))) for name, value in people]
    if len(keys) == 1:
        await ask_event(talk, keys[0].press)
        return
    back = Key(t("Back"), ShowPartner(pressed.partner_id))
    await talk.show(t("To whom did something happen?"), keyboard([*in_rows(keys, 2), [back]]))


@room.button(AskEvent)
async def ask_event(talk: Talk, pressed: AskEvent) -> None:
    """Asks what happened."""
    t = talk.t
    async with talk.house.storage.read() as uow:
        person = await uow.people.get(pressed.person_id)
    keys = [Key(words.event_kind(t, kind), NoteEvent(person.id, kind)) for kind in HAPPENINGS]
    text = t("What happened to {name}?", name=bold(full_name(person)))
    await talk.show(text, keyboard([*in_rows(keys, 2), [Key(t("Back"), ShowPartner(person.partner_id))]]))


@room.button(NoteEvent)
async def note_event(talk: Talk, pressed: NoteEvent) -> None:
    """Notes it as of today; its reminder is made at once."""
    async with talk.house.storage.read() as uow:
        person = await uow.people.get(pressed.person_id)
    draft = Event(person.partner_id, person.id, pressed.kind, talk.today)
    noted = await AddEvent(talk.house.storage, talk.house.organisation)(talk.actor, draft)
    what, name = words.event_kind(talk.t, noted.kind, inline=True), bold(full_name(person))
    text = talk.t("Noted for {name}: {what}. The reminder is made.", name=name, what=what)
    text = with_replanned(talk.t, talk.f, text, noted.others)
    await show_card(talk, noted.partner_id, text, noted.change_set_id)


@room.button(ShowComplaints)
async def ask_complaint(talk: Talk, pressed: ShowComplaints) -> None:
    """Settles the open complaint; of several, asks which."""
    t = talk.t
    found = await ListComplaints(talk.house.storage)(talk.actor, pressed.partner_id)
    if len(found) == 1:
        await settle(talk, Settle(found[0].id))
        return
    if not found:
        await show_card(talk, pressed.partner_id)
        return
    days = [talk.f.day_near(one.on, talk.today) for one in found]
    lines = [
        f"{day}: {esc(shortened(one.note or '', NOTE_SHOWN))}".rstrip(": ")
        for day, one in zip(days, found, strict=True)
    ]
    keys = [Key(day, Settle(one.id)) for day, one in zip(days, found, strict=True)]
    text = "\n".join([t("Which complaint is settled?"), *lines])
    await talk.show(text, keyboard([*in_rows(keys, 2), [Key(t("Back"), ShowPartner(pressed.partner_id))]]))


@room.button(Settle)
async def settle(talk: Talk, pressed: Settle) -> None:
    """Settles it; whoever comes second is told so."""
    try:
        settled = await SettleComplaint(talk.house.storage, talk.house.organisation)(talk.actor, pressed.interaction_id)
    except Outdated:
        await talk.toast(talk.t("This complaint is settled already."), alert=True)
        return
    text = with_replanned(talk.t, talk.f, talk.t("The complaint is settled."), settled.told)
    await show_card(talk, settled.partner_id, text, settled.change_set_id)
