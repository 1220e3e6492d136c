"""Labels for choosing a partner or a person, with their wire values."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.chat.contact_draft import person_value
from bot.chat.talk import Talk
from bot.domain.partners import Partner
from bot.domain.people import Person
from bot.domain.words import PartnerState, PersonState
from bot.i18n.salutations import full_name
from bot.usecases.known import merged_partner

OFFERED = 8


@dataclass(frozen=True, slots=True)
class Choice:
    """A partner, or a person there, that may be meant."""

    partner: Partner
    person: Person | None = None

    @property
    def value(self) -> str:
        """Its wire form."""
        return person_value(self.partner.id, self.person.id if self.person else None)

    @property
    def whole(self) -> str:
        """Bu Ratna Wulandari (Yayasan Pelita Nusantara)."""
        return f"{full_name(self.person)} ({self.partner.name})" if self.person else self.partner.name

    def label_among(self, others: Sequence["Choice"]) -> str:
        """As short as tells it from the others: people of different partners are told by the partner."""
        partners = {one.partner.id for one in others}
        if self.person is None or len(partners) == len(others) > 1:
            return self.partner.name
        return full_name(self.person) if len(partners) == 1 else self.whole


async def partner_choices(talk: Talk, values: Iterable[str] | None) -> list[Choice]:
    """The partners (and people) of these wire values; without any, one's own partners."""
    async with talk.house.storage.read() as uow:
        if values is None:
            own = await uow.partners.list_by(owner_id=talk.staff.id, state=PartnerState.ACTIVE, limit=OFFERED)
            return [Choice(partner) for partner in own]
        pairs = [(int(partner), int(person or 0)) for partner, _, person in (value.partition("-") for value in values)]
        partners = {partner.id: partner for partner in await uow.partners.list_in(pair[0] for pair in pairs)}
        people = {person.id: person for person in await uow.people.list_in(pair[1] for pair in pairs if pair[1])}
    return [Choice(partners[one], people.get(person)) for one, person in pairs if one in partners]


async def partner_keys(talk: Talk, values: Iterable[str] | None) -> list[tuple[str, str]]:
    """The same as labels and wire values."""
    return [(one.whole, one.value) for one in await partner_choices(talk, values)]


async def people_of(talk: Talk, partner_id: int) -> list[tuple[str, str]]:
    """The people who are at a partner now."""
    async with talk.house.storage.read() as uow:
        partner = await merged_partner(uow, partner_id)
        people = await uow.people.list_by(partner_id=partner.id, state=PersonState.ACTIVE, limit=OFFERED * 2)
    return [(full_name(person), person_value(partner.id, person.id)) for person in people]


async def named(talk: Talk, parties: Iterable[tuple[int, int | None]], at: int) -> tuple[str, ...]:
    """How partners and people are told on a card; of people at the partner *at*, the name alone."""
    values = [person_value(partner, person) for partner, person in parties]
    found = await partner_choices(talk, values) if values else []
    return tuple(full_name(one.person) if one.person and one.partner.id == at else one.whole for one in found)
