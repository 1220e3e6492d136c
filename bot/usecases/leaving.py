"""People who leave a partner, move to another one, come back, or have died."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from bot.domain.errors import BadValue, Outdated
from bot.domain.occasions import Event
from bot.domain.people import Person
from bot.domain.planning.days_of_people import feast_subject
from bot.domain.ports import Actor, Organisation, Storage, UnitOfWork
from bot.domain.roster.reading import name_key
from bot.domain.words import EventKind, PersonState, PromiseState, Role
from bot.usecases.acting import done_before, finish, need
from bot.usecases.known import hold, living_partner
from bot.usecases.people import need_name, refuse_known
from bot.usecases.planning.plan_reminders import replan
from bot.usecases.planning.told import NOTHING, Replanned, replanned
from bot.usecases.telling import tell_event

EVENTS_GO_ALONG = timedelta(days=30)
"""As long as an event's reminder may still be answered."""


@dataclass(frozen=True, slots=True)
class PersonGone:
    """Somebody whose state changed; ``change_set_id`` is None where they were so already."""

    person_id: int
    partner_id: int
    name: str
    state: PersonState
    change_set_id: int | None = None


@dataclass(frozen=True, slots=True)
class SuccessorNamed:
    """Who took over from somebody who left; ``added`` when they were not known before."""

    person_id: int
    successor_id: int
    partner_id: int
    name: str
    added: bool = False
    change_set_id: int | None = None


@dataclass(frozen=True, slots=True)
class PersonMoved:
    """Somebody who works elsewhere now, and what became of the reminders of both partners."""

    person_id: int
    from_id: int
    partner_id: int
    name: str
    partner: str
    change_set_id: int | None = None
    told: Replanned = NOTHING


@dataclass(frozen=True, slots=True)
class MarkLeft:
    """Says that somebody is no longer at the partner: reminders about them stop, what was noted stays."""

    storage: Storage
    organisation: Organisation

    async def __call__(self, by: Actor, person_id: int) -> PersonGone:
        """Of somebody who left already nothing changes; ``BadValue`` where they have died."""
        left = {"state": PersonState.LEFT, "left_on": self.organisation.today(by.now)}
        return await _mark(self, by, person_id, "person_left", left)


@dataclass(frozen=True, slots=True)
class MarkDied:
    """Says that somebody has died: nothing is ever sent to them again."""

    storage: Storage
    organisation: Organisation

    async def __call__(self, by: Actor, person_id: int) -> PersonGone:
        """Reminders about them are withdrawn at once; what was noted of them stays."""
        return await _mark(self, by, person_id, "person_died", {"state": PersonState.DIED})


@dataclass(frozen=True, slots=True)
class BringBackPerson:
    """Says that somebody is there after all: days and reminders are as before."""

    storage: Storage
    organisation: Organisation

    async def __call__(self, by: Actor, person_id: int) -> PersonGone:
        """For who left, and for who was taken for dead by mistake."""
        there = {"state": PersonState.ACTIVE, "left_on": None, "successor_id": None}
        return await _mark(self, by, person_id, "person_back", there)


@dataclass(frozen=True, slots=True)
class NameSuccessor:
    """Says who took over: a colleague of theirs, or somebody new, who gets the role and what was promised."""

    storage: Storage
    organisation: Organisation

    async def __call__(self, by: Actor, person_id: int, successor: int | str) -> SuccessorNamed:
        """*successor* is somebody there, or a name as typed; ``BadValue`` where that is nobody who can be it.

        ``Outdated`` where the person is there.
        """
        need(by, Role.STAFF)
        async with self.storage.write() as uow:
            if before := await done_before(uow, by, "name_successor", SuccessorNamed):
                return before
            gone = await uow.people.get(person_id)
            if gone.state is PersonState.ACTIVE:
                # An old button of somebody who came back, or moved on.
                raise Outdated("people", gone.id)
            known = {one.id for one in await uow.people.list_by(partner_id=gone.partner_id)}
            new = await _successor(uow, gone, successor)
            added = new.id not in known
            if new.role is None and gone.role is not None:
                new = await uow.people.change(new.id, role=gone.role)
            await uow.people.change(gone.id, successor_id=new.id)
            for promise in await uow.promises.list_by(person_id=gone.id, state=PromiseState.OPEN):
                await uow.promises.change(promise.id, person_id=new.id)
            await uow.search.touch([gone.partner_id])
            today = self.organisation.today(by.now)
            await replan(uow, [gone.partner_id], self.organisation, today, remembered=True)
            outcome = SuccessorNamed(gone.id, new.id, gone.partner_id, new.addressed, added)
            return await finish(uow, by, "name_successor", outcome, gone.partner_id)


@dataclass(frozen=True, slots=True)
class MovePerson:
    """Says that somebody works at another partner now. Days, feasts and consent go along; what was noted stays."""

    storage: Storage
    organisation: Organisation

    async def __call__(self, by: Actor, person_id: int, partner_id: int) -> PersonMoved:
        """Their role is to be told anew. ``BadValue`` where they are there already, or have died."""
        need(by, Role.STAFF)
        today = self.organisation.today(by.now)
        async with self.storage.write() as uow:
            if before := await done_before(uow, by, "move_person", PersonMoved):
                return before
            person = await uow.people.get(person_id)
            partner = await living_partner(uow, partner_id)
            if person.state is PersonState.DIED:
                raise BadValue("person", "has_died", (("person", person.addressed),))
            if person.partner_id == partner.id:
                raise BadValue("partner", "there_already", (("person", person.addressed), ("partner", partner.name)))
            await refuse_known(uow, partner, person.name)
            there = {"state": PersonState.ACTIVE, "left_on": None, "role": None, "successor_id": None}
            await uow.people.change(person.id, partner_id=partner.id, **there)
            await _take_along(uow, person, partner.id, today)
            await uow.search.touch([person.partner_id, partner.id])
            both = [person.partner_id, partner.id]
            told = replanned(await replan(uow, both, self.organisation, today, remembered=True))
            outcome = PersonMoved(person.id, person.partner_id, partner.id, person.addressed, partner.name, told=told)
            return await finish(uow, by, "move_person", outcome, partner.id)


@dataclass(frozen=True, slots=True)
class PlanCondolence:
    """Makes a reminder to offer the partner condolences on somebody's death."""

    storage: Storage
    organisation: Organisation

    async def __call__(self, by: Actor, person_id: int) -> PersonGone:
        """Made once; ``BadValue`` where the person has not died."""
        need(by, Role.STAFF)
        today = self.organisation.today(by.now)
        async with self.storage.write() as uow:
            if before := await done_before(uow, by, "plan_condolence", PersonGone):
                return before
            person = await uow.people.get(person_id)
            if person.state is not PersonState.DIED:
                raise BadValue("person", "missing")
            outcome = _gone(person)
            partner = await living_partner(uow, person.partner_id)
            await hold(uow, partner)
            if await uow.events.list_by(person_id=person.id, kind=EventKind.DEATH):
                return outcome
            # The name is what the reminder says; it goes when the person is erased, as the event does.
            event = Event(partner.id, person.id, EventKind.DEATH, today, person.addressed, by.staff.id)
            await tell_event(uow, by, partner, await uow.events.add(event))
            await replan(uow, [partner.id], self.organisation, today)
            return await finish(uow, by, "plan_condolence", outcome, partner.id)


async def _mark(
    use: MarkLeft | MarkDied | BringBackPerson, by: Actor, person_id: int, name: str, fields: Mapping[str, Any]
) -> PersonGone:
    need(by, Role.STAFF)
    async with use.storage.write() as uow:
        if before := await done_before(uow, by, name, PersonGone):
            return before
        person = await uow.people.get(person_id)
        if person.state is fields["state"]:
            return _gone(person)
        if person.state is PersonState.DIED and fields["state"] is PersonState.LEFT:
            raise BadValue("person", "has_died", (("person", person.addressed),))
        changed = await uow.people.change(person.id, **fields)
        await uow.search.touch([person.partner_id])
        today = use.organisation.today(by.now)
        await replan(uow, [person.partner_id], use.organisation, today, remembered=True)
        return await finish(uow, by, name, _gone(changed), person.partner_id)


async def _successor(uow: UnitOfWork, gone: Person, successor: int | str) -> Person:
    if isinstance(successor, int):
        there = await uow.people.get(successor)
        if there.partner_id != gone.partner_id or there.state is not PersonState.ACTIVE or there.id == gone.id:
            raise BadValue("person", "no_successor", (("person", there.addressed),))
        return there
    typed = need_name(successor)
    partner = await living_partner(uow, gone.partner_id)
    await hold(uow, partner)
    here = await uow.people.list_by(partner_id=partner.id, state=PersonState.ACTIVE)
    namesake = next((one for one in here if name_key(one.name) == name_key(typed.name)), None)
    if namesake is not None:
        return namesake
    draft = Person(partner.id, typed.name, salutation=typed.salutation, role=typed.role or gone.role)
    return await uow.people.add(draft)


async def _take_along(uow: UnitOfWork, person: Person, partner_id: int, today: date) -> None:
    """Birthday and feasts; what happened lately; and the reminders of both, so that nobody is greeted twice."""
    subjects: set[str] = set()
    for occasion in await uow.occasions.list_by(person_id=person.id):
        await uow.occasions.change(occasion.id, partner_id=partner_id, surfaces_on=None)
        subjects.add(f"occasion:{occasion.id}")
    for kept in await uow.kept_feasts.list_by(person_id=person.id):
        await uow.kept_feasts.change(kept.id, partner_id=partner_id, surfaces_on=None)
        subjects.add(feast_subject(kept))
    for event in await uow.events.list_by(person_id=person.id):
        if event.on >= today - EVENTS_GO_ALONG:
            await uow.events.change(event.id, partner_id=partner_id)
            subjects.add(f"event:{event.id}")
    for reminder in await uow.reminders.list_by(partner_id=person.partner_id, subject=tuple(subjects)):
        fresh = reminder.state.living or (reminder.last_on is not None and reminder.last_on >= today)
        _, kind, subject, cycle = reminder.identity
        if fresh and await uow.reminders.find_by_identity((partner_id, kind, subject, cycle)) is None:
            await uow.reminders.change(reminder.id, partner_id=partner_id)


def _gone(person: Person) -> PersonGone:
    return PersonGone(person.id, person.partner_id, person.addressed, person.state)
