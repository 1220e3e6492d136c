"""A partner's card, and the pages behind it."""

from collections.abc import Sequence

from bot.chat.agreement_buttons import ShowAgreements
from bot.chat.buttons import button
from bot.chat.card_texts import CardText
from bot.chat.contact_draft import ContactDraft
from bot.chat.event_buttons import AskWhom, ShowComplaints
from bot.chat.history_buttons import ShowContacts
from bot.chat.interactions import begin_contact
from bot.chat.keyboards import Key, keyboard
from bot.chat.occasion_buttons import ShowDays
from bot.chat.partners import ShowPartner
from bot.chat.people_buttons import ShowPeople
from bot.chat.router import Room
from bot.chat.talk import Talk
from bot.chat.undo import undo_key
from bot.domain.care import CareReason
from bot.domain.words import PartnerState
from bot.i18n.salutations import full_name
from bot.usecases.cards import PartnerCard, ShowCard
from bot.usecases.known import merged_partner

room = Room()
NOTE_UNITS = 200
NAME_UNITS = 200
ASKED = 2
"""People whose consent is asked about on the card."""


@button("po")
class LogWith:
    """Note a contact with this partner."""

    partner_id: int


@button("pe")
class EditPartner:
    """Show what can be changed about a partner."""

    partner_id: int


@button("pp")
class NamePerson:
    """Add somebody to a partner."""

    partner_id: int


@button("pq")
class AskConsent:
    """Ask whether somebody agreed that their days are remembered."""

    person_id: int


@room.button(ShowPartner)
async def show_partner(talk: Talk, pressed: ShowPartner) -> None:
    """Shows the card, in place of what held the button."""
    await show_card(talk, pressed.partner_id)


async def show_card(
    talk: Talk,
    partner_id: int,
    above: str = "",
    change_set_id: int | None = None,
    below: Sequence[Sequence[Key]] = (),
) -> None:
    """Shows a partner's card, under a line of news if there is one, with Undo where that was a change.

    *below* are further keys.
    """
    card = await ShowCard(talk.house.storage, talk.house.organisation)(talk.actor, partner_id)
    text = CardText(talk.t, talk.f, card, talk.today).text()
    undo = undo_key(talk.t, change_set_id)
    rows = [*_card_rows(talk, card), *([[undo]] if undo else []), *below]
    await talk.show(f"{above}\n\n{text}" if above else text, keyboard(rows))


def _card_rows(talk: Talk, card: PartnerCard) -> list[list[Key]]:
    """What one does most stands first; of an archived partner, History and Edit."""
    t, id = talk.t, card.partner.id
    history, edit = Key(t("History"), ShowContacts(id, 0)), Key(t("Edit"), EditPartner(id))
    if card.partner.state is not PartnerState.ACTIVE:
        return [[history, edit]]
    undecided = [person for person in card.people if person.undecided_until is not None]
    consent = [[Key(t("Consent of {name}", name=full_name(one)), AskConsent(one.id))] for one in undecided[:ASKED]]
    there = [Key(t("People"), ShowPeople(id, 0))] if card.people else [Key(t("Add a person"), NamePerson(id))]
    rows = [[Key(t("Log"), LogWith(id)), history], [*there, Key(t("Days and holidays"), ShowDays(id))]]
    if card.people:
        rows.append([Key(t("Something happened"), AskWhom(id)), Key(t("Add a person"), NamePerson(id))])
    rows.append([Key(t("Agreements"), ShowAgreements(id, 0)), edit])
    if card.care.has(CareReason.COMPLAINT_OPEN):
        rows.append([Key(t("Complaint settled"), ShowComplaints(id))])
    return [*rows, *consent]


@room.button(LogWith)
async def log_with(talk: Talk, pressed: LogWith) -> None:
    """Begins the form of a contact with this partner; what it was for is asked."""
    async with talk.house.storage.read() as uow:
        partner = await merged_partner(uow, pressed.partner_id)
    await begin_contact(talk, ContactDraft(partner_id=partner.id, on=talk.today))
