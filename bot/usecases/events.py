"""What happened to people, and complaints that were settled."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.domain.errors import BadValue, Outdated
from bot.domain.interactions import Interaction
from bot.domain.occasions import Event
from bot.domain.partners import Partner
from bot.domain.people import Person
from bot.domain.ports import Actor, Organisation, Storage, UnitOfWork
from bot.domain.words import Direction, EventKind, PersonState, Purpose, Role
from bot.usecases.acting import done_before, finish, need
from bot.usecases.known import check_day, hold, kept_note, living_partner, person_at
from bot.usecases.planning.plan_reminders import replan
from bot.usecases.planning.told import NOTHING, Replanned, replanned
from bot.usecases.telling import tell_event


@dataclass(frozen=True, slots=True)
class EventNoted:
    """An event that was noted; its reminder is made at once, and ``told`` are who answers for the partner.

    ``others`` is what became of the other reminders: in mourning some are not for now.
    """

    event_id: int
    partner_id: int
    person_id: int
    kind: EventKind
    on: date
    told: tuple[int, ...] = ()
    change_set_id: int | None = None
    others: Replanned = NOTHING


@dataclass(frozen=True, slots=True)
class ComplaintSettled:
    """A complaint of theirs that is settled: gestures go on."""

    interaction_id: int
    partner_id: int
    on: date
    change_set_id: int | None = None
    told: Replanned = NOTHING


@dataclass(frozen=True, slots=True)
class AddEvent:
    """Notes what happened to somebody: a bereavement, an illness, a wedding, a birth, a new role, an award."""

    storage: Storage
    organisation: Organisation

    async def __call__(self, by: Actor, draft: Event) -> EventNoted:
        """Of the draft, partner, person, kind, day, note count; ``BadValue`` for a day ahead, or somebody who died."""
        need(by, Role.STAFF)
        async with self.storage.write() as uow:
            if before := await done_before(uow, by, "add_event", EventNoted):
                return before
            partner = await living_partner(uow, draft.partner_id)
            person = await person_at(uow, partner, draft.person_id)
            if person is None:
                raise BadValue("person", "missing")
            if person.state is not PersonState.ACTIVE:
                why = "has_died" if person.state is PersonState.DIED else "not_there"
                raise BadValue("person", why, (("person", person.addressed),))
            check_day(partner, draft.on, self.organisation.today(by.now))
            await hold(uow, partner)
            if (known := await _noted(uow, person, draft)) is not None:
                # Pressed twice, or a colleague was quicker: it happened once.
                return EventNoted(known.id, partner.id, person.id, known.kind, known.on)
            event, told, moved = await add_event(uow, by, partner, person, draft, self.organisation)
            others = replace(moved, added=max(0, moved.added - 1))
            outcome = EventNoted(event.id, partner.id, person.id, event.kind, event.on, told, others=others)
            return await finish(uow, by, "add_event", outcome, partner.id)


async def add_event(
    uow: UnitOfWork, by: Actor, partner: Partner, person: Person, draft: Event, organisation: Organisation
) -> tuple[Event, tuple[int, ...], Replanned]:
    """Keeps an event, makes its reminder at once, and tells who answers for the partner.

    Gives it, who was told, and what became of the reminders, its own among them.

    One that is noted already for that day is not kept again.
    """
    if (known := await _noted(uow, person, draft)) is not None:
        return known, (), NOTHING
    kept = Event(partner.id, person.id, draft.kind, draft.on, kept_note(draft.note), by.staff.id)
    event = await uow.events.add(kept)
    moved = replanned(await replan(uow, [partner.id], organisation, organisation.today(by.now)))
    return event, await tell_event(uow, by, partner, event), moved


async def _noted(uow: UnitOfWork, person: Person, draft: Event) -> Event | None:
    known = await uow.events.list_by(person_id=person.id, kind=draft.kind, on=draft.on)
    return known[0] if known else None


@dataclass(frozen=True, slots=True)
class ListComplaints:
    """The complaints of a partner that are not settled, the oldest first."""

    storage: Storage

    async def __call__(self, by: Actor, partner_id: int) -> Sequence[Interaction]:
        """All of them."""
        need(by, Role.STAFF)
        async with self.storage.read() as uow:
            found = await uow.interactions.list_by(
                partner_id=partner_id, purpose=Purpose.COMPLAINT, direction=Direction.THEIRS, settled_on=None
            )
        return sorted(found, key=lambda one: (one.on, one.id))


@dataclass(frozen=True, slots=True)
class SettleComplaint:
    """Says that a complaint of theirs is settled."""

    storage: Storage
    organisation: Organisation

    async def __call__(self, by: Actor, interaction_id: int) -> ComplaintSettled:
        """Settles it today; ``Outdated`` where it is settled, ``BadValue`` for what is no complaint of theirs."""
        need(by, Role.STAFF)
        today = self.organisation.today(by.now)
        async with self.storage.write() as uow:
            if before := await done_before(uow, by, "settle_complaint", ComplaintSettled):
                return before
            contact = await uow.interactions.get(interaction_id)
            if contact.purpose is not Purpose.COMPLAINT or contact.direction is not Direction.THEIRS:
                raise BadValue("interaction", "no_complaint")
            if not await uow.interactions.change_when(contact.id, {"settled_on": None}, settled_on=today):
                raise Outdated("interactions", contact.id)
            told = replanned(await replan(uow, [contact.partner_id], self.organisation, today))
            outcome = ComplaintSettled(contact.id, contact.partner_id, today, told=told)
            return await finish(uow, by, "settle_complaint", outcome, contact.partner_id)
