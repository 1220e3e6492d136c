"""What happened at a partner, page by page, and one contact by itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from bot.domain.interactions import Interaction
from bot.domain.paging import page_near, pages_of
from bot.domain.partners import Partner
from bot.domain.people import Person
from bot.domain.ports import Actor, Storage, UnitOfWork
from bot.domain.words import Direction, IntroductionOutcome, Purpose, Role, Stance
from bot.usecases.acting import need
from bot.usecases.corrections import may_correct
from bot.usecases.known import merged_partner

PAGE = 8


class Sort(StrEnum):
    """Which contacts are shown: all, ours of a stance, or theirs."""

    ALL = "all"
    CARE = "care"
    WORK = "work"
    ASK = "ask"
    THEIRS = "theirs"


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a history is narrowed to; 0 is anybody."""

    sort: Sort = Sort.ALL
    person_id: int = 0
    staff_id: int = 0

    def has(self, contact: Interaction) -> bool:
        """Whether a contact is one of those."""
        if self.person_id and contact.person_id != self.person_id:
            return False
        if self.staff_id and contact.staff_id != self.staff_id:
            return False
        if self.sort is Sort.THEIRS:
            return contact.direction is Direction.THEIRS
        return self.sort is Sort.ALL or contact.stance is Stance(self.sort.value)


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """A page of a partner's contacts, the newest first, with the names of those who were part of them.

    ``outcomes`` says by the contact what came of an introduction.
    """

    partner: Partner
    contacts: Sequence[Interaction]
    people: Mapping[int, Person]
    staff_names: Mapping[int, str]
    page: int
    total: int
    chosen: Chosen = Chosen()
    outcomes: Mapping[int, IntroductionOutcome] = field(default_factory=dict)

    @property
    def pages(self) -> int:
        """How many pages there are, one at least."""
        return pages_of(self.total, PAGE)


@dataclass(frozen=True, slots=True)
class NotedContact:
    """One contact with its names; ``may_change`` says whether the one who looks may correct it now."""

    contact: Interaction
    partner: Partner
    person: Person | None
    staff_name: str | None
    may_change: bool


@dataclass(frozen=True, slots=True)
class ShowHistory:
    """What was noted of contacts with a partner."""

    storage: Storage

    async def __call__(self, by: Actor, partner_id: int, page: int = 0, chosen: Chosen = Chosen()) -> HistoryPage:
        """A page that is not there gives the nearest one."""
        need(by, Role.STAFF)
        async with self.storage.read() as uow:
            partner = await merged_partner(uow, partner_id)
            if chosen == Chosen():
                total = await uow.interactions.count_by(partner_id=partner.id)
                page = page_near(page, total, PAGE)
                newest = await uow.interactions.list_of(partner.id, limit=(page + 1) * PAGE)
            else:
                newest = [one for one in await uow.interactions.list_of(partner.id) if chosen.has(one)]
                total = len(newest)
                page = page_near(page, total, PAGE)
            contacts = newest[page * PAGE : (page + 1) * PAGE]
            people, staff = await _names(uow, contacts, chosen)
            outcomes = await _outcomes(uow, contacts)
        return HistoryPage(partner, contacts, people, staff, page, total, chosen, outcomes)


@dataclass(frozen=True, slots=True)
class ListWho:
    """The people, or the colleagues, who were part of a partner's contacts; the newest first."""

    storage: Storage

    async def __call__(self, by: Actor, partner_id: int) -> tuple[Sequence[Person], Mapping[int, str]]:
        """People and the names of colleagues by their id."""
        need(by, Role.STAFF)
        async with self.storage.read() as uow:
            partner = await merged_partner(uow, partner_id)
            contacts = await uow.interactions.list_of(partner.id)
            people, staff = await _names(uow, contacts, Chosen())
            order = dict.fromkeys(one.person_id for one in contacts)
            return [people[id] for id in order if id in people], staff


@dataclass(frozen=True, slots=True)
class ShowContact:
    """One contact as it was noted."""

    storage: Storage

    async def __call__(self, by: Actor, interaction_id: int) -> NotedContact:
        """``NotFound`` where it was deleted."""
        need(by, Role.STAFF)
        async with self.storage.read() as uow:
            contact = await uow.interactions.get(interaction_id)
            partner = await merged_partner(uow, contact.partner_id)
            person = await uow.people.find(contact.person_id)
            staff = await uow.staff.find(contact.staff_id)
        return NotedContact(contact, partner, person, staff.name if staff else None, may_correct(by, contact))


async def _outcomes(uow: UnitOfWork, contacts: Sequence[Interaction]) -> dict[int, IntroductionOutcome]:
    """What came of the introductions among these contacts, as far as it was told."""
    ids = [one.id for one in contacts if one.purpose is Purpose.INTRODUCTION]
    if not ids:
        return {}
    rows = [
        *await uow.introductions.list_by(interaction_id=ids),
        *await uow.introductions.list_by(other_interaction_id=ids),
    ]
    told = [(id, one.outcome) for one in rows for id in (one.interaction_id, one.other_interaction_id)]
    return {id: outcome for id, outcome in told if id is not None and outcome is not None}


async def _names(
    uow: UnitOfWork, contacts: Sequence[Interaction], chosen: Chosen
) -> tuple[dict[int, Person], dict[int, str]]:
    people = await uow.people.list_in({one.person_id or 0 for one in contacts} | {chosen.person_id})
    staff = await uow.staff.list_in({one.staff_id or 0 for one in contacts} | {chosen.staff_id})
    return {one.id: one for one in people}, {one.id: one.name for one in staff}
