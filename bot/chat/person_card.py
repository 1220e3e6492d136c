"""One person: the card, and what can be done from it."""

from bot.chat.contact_draft import ContactDraft
from bot.chat.event_buttons import AskEvent
from bot.chat.interactions import begin_contact
from bot.chat.keyboards import Key, keyboard
from bot.chat.occasion_buttons import ShowDaysOf
from bot.chat.partner_card import AskConsent
from bot.chat.partners import ShowPartner
from bot.chat.people_buttons import AskLeaving, EditPerson, LogWithPerson, ShowKept, ShowPeople, ShowPerson
from bot.chat.person_texts import person_text
from bot.chat.router import Room
from bot.chat.talk import Talk
from bot.chat.undo import undo_key
from bot.domain.words import Consent, PartnerState, PersonState
from bot.usecases.person_cards import PersonCard, ShowPersonCard

room = Room()


@room.button(ShowPerson)
async def show_person(talk: Talk, pressed: ShowPerson) -> None:
    """Shows the card, in place of what held the button."""
    await show_person_card(talk, pressed.person_id)


async def show_person_card(talk: Talk, person_id: int, above: str = "", change_set_id: int | None = None) -> None:
    """Shows a person's card, under a line of news if there is one, with Undo where that was a change."""
    card = await ShowPersonCard(talk.house.storage, talk.house.organisation)(talk.actor, person_id)
    text = person_text(talk.t, talk.f, card, talk.today)
    undo = undo_key(talk.t, change_set_id)
    rows = [*_rows(talk, card), *([[undo]] if undo else [])]
    await talk.show(f"{above}\n\n{text}" if above else text, keyboard(rows))


@room.button(LogWithPerson)
async def log_with_person(talk: Talk, pressed: LogWithPerson) -> None:
    """Begins the form of a contact with this person; what it was for is asked."""
    async with talk.house.storage.read() as uow:
        person = await uow.people.get(pressed.person_id)
    await begin_contact(talk, ContactDraft(person.partner_id, person.id, talk.today))


def _rows(talk: Talk, card: PersonCard) -> list[list[Key]]:
    t, person = talk.t, card.person
    id = person.id
    edit, kept = Key(t("Edit"), EditPerson(id)), Key(t("Personal data"), ShowKept(id))
    below = [
        Key(t("All people"), ShowPeople(person.partner_id, 0)),
        Key(t("Partner’s card"), ShowPartner(person.partner_id)),
    ]
    if card.partner.state is not PartnerState.ACTIVE:
        return [[edit, kept], below]
    if person.state is not PersonState.ACTIVE:
        return [[Key(t("What became of them"), AskLeaving(id))], [edit, kept], below]
    asked = Key(t("Consent") if person.consent is Consent.AGREED else t("Agreed?"), AskConsent(id))
    return [
        [Key(t("Log"), LogWithPerson(id)), Key(t("Something happened"), AskEvent(id))],
        [edit, Key(t("Days and holidays"), ShowDaysOf(id))],
        [asked, Key(t("No longer there"), AskLeaving(id))],
        [kept, *below],
    ]
