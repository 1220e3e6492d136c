"""A partner's year, for its picture."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from bot.domain.partner_year import MonthOfContacts, months_back, year_of
from bot.domain.partners import Partner
from bot.domain.ports import Actor, Organisation, Storage
from bot.domain.words import Role
from bot.usecases.acting import need
from bot.usecases.known import merged_partner


@dataclass(frozen=True, slots=True)
class PartnerYear:
    """A partner, and the last twelve months of contacts with it."""

    partner: Partner
    months: Sequence[MonthOfContacts]


@dataclass(frozen=True, slots=True)
class ShowPartnerYear:
    """How care and asks stood to each other in the last twelve months."""

    storage: Storage
    organisation: Organisation

    async def __call__(self, by: Actor, partner_id: int) -> PartnerYear:
        """For every colleague."""
        need(by, Role.STAFF)
        today = self.organisation.today(by.now)
        since = months_back(today)[0] - timedelta(days=1)
        async with self.storage.read() as uow:
            partner = await merged_partner(uow, partner_id)
            contacts = await uow.interactions.list_of(partner.id, since=since)
        return PartnerYear(partner, year_of(contacts, today))
