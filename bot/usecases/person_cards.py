"""Somebody at a partner at a glance, and all people of a partner."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from bot.domain.coming import ComingDay, coming_days
from bot.domain.interactions import Interaction
from bot.domain.paging import page_near, pages_of
from bot.domain.partners import Partner
from bot.domain.people import Person
from bot.domain.ports import Actor, Organisation, Storage
from bot.domain.words import EventKind, PersonState, Role
from bot.usecases.acting import need
from bot.usecases.feasts import read_feasts
from bot.usecases.known import merged_partner

AHEAD = timedelta(days=365)
"""How far ahead a person's card shows the days that matter: each birthday comes once."""
PAGE = 8


@dataclass(frozen=True, slots=True)
class PersonCard:
    """A person with their partner, the days to come within a year, and the newest contact with them.

    ``owner`` is the partner's; ``logged_by`` who noted the contact; ``successor`` who took over. ``days_kept`` counts
    what is kept of birthday and feasts, used or not; ``condoled``: condolences on their death were planned.
    """

    person: Person
    partner: Partner
    days: Sequence[ComingDay] = ()
    days_kept: int = 0
    newest: Interaction | None = None
    logged_by: str | None = None
    successor: Person | None = None
    condoled: bool = False


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """A page of the people of a partner: those still there first, by id, so that the main person leads."""

    partner: Partner
    people: Sequence[Person]
    page: int
    total: int

    @property
    def pages(self) -> int:
        """How many pages there are, one at least."""
        return pages_of(self.total, PAGE)


@dataclass(frozen=True, slots=True)
class ShowPersonCard:
    """The card of a person."""

    storage: Storage
    organisation: Organisation

    async def __call__(self, by: Actor, person_id: int) -> PersonCard:
        """``NotFound`` where there is nobody, or they were erased."""
        need(by, Role.STAFF)
        today = self.organisation.today(by.now)
        async with self.storage.read() as uow:
            person = await uow.people.get(person_id)
            partner = await uow.partners.get(person.partner_id)
            occasions = await uow.occasions.list_by(person_id=person.id)
            kept = await uow.kept_feasts.list_by(person_id=person.id)
            contacts = await uow.interactions.list_by(person_id=person.id)
            newest = max((one for one in contacts if not one.mass), key=lambda one: (one.on, one.id), default=None)
            staff = await uow.staff.find(newest.staff_id if newest else None)
            condoled = await uow.events.count_by(person_id=person.id, kind=EventKind.DEATH)
            return PersonCard(
                person,
                partner,
                coming_days(occasions, kept, [person], today, today + AHEAD, await read_feasts(uow)),
                len(occasions) + len(kept),
                newest,
                staff.name if staff else None,
                await uow.people.find(person.successor_id),
                bool(condoled),
            )


@dataclass(frozen=True, slots=True)
class ListPeople:
    """The people of a partner; of a merged one, those of the partner it became."""

    storage: Storage

    async def __call__(self, by: Actor, partner_id: int, page: int = 0) -> PeoplePage:
        """A page that is not there gives the nearest one."""
        need(by, Role.STAFF)
        async with self.storage.read() as uow:
            partner = await merged_partner(uow, partner_id)
            people = await uow.people.list_by(partner_id=partner.id)
        people.sort(key=lambda one: (list(PersonState).index(one.state), one.id))
        page = page_near(page, len(people), PAGE)
        return PeoplePage(partner, people[page * PAGE :][:PAGE], page, len(people))
