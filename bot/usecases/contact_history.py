"""What happened at a partner, page by page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.domain.interactions import Interaction
from bot.domain.partners import Partner
from bot.domain.people import Person
from bot.domain.ports import Actor, Storage
from bot.domain.words import Role
from bot.usecases.acting import need
from bot.usecases.known import merged_partner

PAGE = 8


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """A page of a partner's contacts, the newest first, with the names of those who were part of them."""

    partner: Partner
    contacts: Sequence[Interaction]
    people: Mapping[int, Person]
    staff_names: Mapping[int, str]
    page: int
    total: int

    @property
    def pages(self) -> int:
        """How many pages there are, one at least."""
        return max(1, -(-self.total // PAGE))


@dataclass(frozen=True, slots=True)
class ShowHistory:
    """What was noted of contacts with a partner."""

    storage: Storage

    async def __call__(self, by: Actor, partner_id: int, page: int = 0) -> HistoryPage:
        """A page that is not there gives the nearest one."""
        need(by, Role.STAFF)
        async with self.storage.read() as uow:
            partner = await merged_partner(uow, partner_id)
            total = await uow.interactions.count_by(partner_id=partner.id)
            page = max(0, min(page, -(-total // PAGE) - 1))
            newest = await uow.interactions.list_of(partner.id, limit=(page + 1) * PAGE)
            contacts = newest[page * PAGE :]
            people = await uow.people.list_in(one.person_id or 0 for one in contacts)
            staff = await uow.staff.list_in(one.staff_id or 0 for one in contacts)
        return HistoryPage(
            partner,
            contacts,
            {one.id: one for one in people},
            {one.id: one.name for one in staff},
            page,
            total,
        )
