"""Lists of partners and of what happened there, page by page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from bot.domain.interactions import Interaction
from bot.domain.partners import Partner
from bot.domain.people import Person
from bot.domain.ports import Actor, Organisation, Storage
from bot.domain.words import CareLevel, PartnerState, Role, Tier
from bot.usecases.acting import need
from bot.usecases.care import care_views
from bot.usecases.known import merged_partner
from bot.usecases.rhythms import work_calendar

PAGE = 8


class Chosen(StrEnum):
    """Which partners a list shows."""

    MINE = "mine"
    ALL = "all"
    KEY = "key"
    CORE = "core"
    LIGHT = "light"
    UNOWNED = "unowned"
    ARCHIVED = "archived"


@dataclass(frozen=True, slots=True)
class PartnerLine:
    """A partner in a list, with its care level."""

    partner: Partner
    level: CareLevel


@dataclass(frozen=True, slots=True)
class PartnerPage:
    """A page of a list; pages count from 0."""

    chosen: Chosen
    lines: Sequence[PartnerLine]
    page: int
    total: int

    @property
    def pages(self) -> int:
        """How many pages there are, one at least."""
        return max(1, -(-self.total // PAGE))


@dataclass(frozen=True, slots=True)
class ListPartners:
    """A page of the roster, by name."""

    storage: Storage
    organisation: Organisation

    async def __call__(self, by: Actor, chosen: Chosen, page: int = 0) -> PartnerPage:
        """A page that is not there gives the nearest one."""
        need(by, Role.STAFF)
        where = _where(by, chosen)
        today = self.organisation.today(by.now)
        async with self.storage.read() as uow:
            total = await uow.partners.count_by(**where)
            page = max(0, min(page, -(-total // PAGE) - 1))
            partners = await uow.partners.list_named(offset=page * PAGE, limit=PAGE, **where)
            views = await care_views(uow, partners, today, work_calendar(self.organisation)) if partners else {}
        return PartnerPage(chosen, [PartnerLine(one, views[one.id].level) for one in partners], page, total)


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


def _where(by: Actor, chosen: Chosen) -> dict[str, Any]:
    if chosen is Chosen.ARCHIVED:
        return {"state": PartnerState.ARCHIVED}
    active: dict[str, Any] = {"state": PartnerState.ACTIVE}
    if chosen is Chosen.MINE:
        return active | {"owner_id": by.staff.id}
    if chosen is Chosen.UNOWNED:
        return active | {"owner_id": None}
    return active if chosen is Chosen.ALL else active | {"tier": Tier(chosen.value)}
