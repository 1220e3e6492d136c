"""Labels for choosing a partner or a person, with their wire values."""

from collections.abc import Iterable

from bot.chat.contact_draft import person_value
from bot.chat.talk import Talk
from bot.domain.words import PartnerState, PersonState
from bot.i18n.salutations import full_name

OFFERED = 8


async def partner_keys(talk: Talk, values: Iterable[str] | None) -> list[tuple[str, str]]:
    """The partners (and people) of these wire values; without any, one's own partners contacted last."""
    async with talk.house.storage.read() as uow:
        if values is None:
            own = await uow.partners.list_by(owner_id=talk.staff.id, state=PartnerState.ACTIVE, limit=OFFERED)
            return [(partner.name, person_value(partner.id, None)) for partner in own]
        pairs = [(int(partner), int(person or 0)) for partner, _, person in (value.partition("-") for value in values)]
        partners = {partner.id: partner for partner in await uow.partners.list_in(pair[0] for pair in pairs)}
        people = {person.id: person for person in await uow.people.list_in(pair[1] for pair in pairs if pair[1])}
    labelled: list[tuple[str, str]] = []
    for partner_id, person_id in pairs:
        partner, person = partners.get(partner_id), people.get(person_id)
        if partner is not None:
            label = f"{full_name(person)} ({partner.name})" if person else partner.name
            labelled.append((label, person_value(partner_id, person_id or None)))
    return labelled


async def people_of(talk: Talk, partner_id: int) -> list[tuple[str, str]]:
    """The people who are at a partner now."""
    async with talk.house.storage.read() as uow:
        people = await uow.people.list_by(partner_id=partner_id, state=PersonState.ACTIVE, limit=OFFERED * 2)
    return [(full_name(person), person_value(partner_id, person.id)) for person in people]
