"""What a draft rests on: to whom it goes, in which tone, and which words they had lately."""

from dataclasses import dataclass, replace

from bot.domain.drafting import Drafting, addressee, barred, newest_told, subject_of, tone_for
from bot.domain.errors import NotFound
from bot.domain.given_texts import marks_lately
from bot.domain.noted_words import request_in
from bot.domain.people import Person
from bot.domain.ports import Actor, Organisation, Storage, UnitOfWork
from bot.domain.words import ReminderKind, Role
from bot.usecases.acting import need
from bot.usecases.known import merged_partner
from bot.usecases.templates import our_texts
from bot.usecases.today import CONTACTS_READ, local_today, read_view


@dataclass(frozen=True, slots=True)
class ReadDrafting:
    """What the words for a reminder rest on."""

    storage: Storage
    organisation: Organisation

    async def __call__(self, by: Actor, reminder_id: int) -> Drafting:
        """``NotFound`` where there is no such reminder. Where nothing is to be written, says why."""
        need(by, Role.STAFF)
        async with self.storage.read() as uow:
            return await read_drafting(uow, by, reminder_id, self.organisation)


@dataclass(frozen=True, slots=True)
class ReadDraftingFor:
    """What words to somebody rest on that no reminder calls for: asking how they are."""

    storage: Storage
    organisation: Organisation

    async def __call__(self, by: Actor, partner_id: int, person_id: int | None) -> Drafting:
        """``NotFound`` where there is no such partner, or nobody of this id there."""
        need(by, Role.STAFF)
        async with self.storage.read() as uow:
            return await self.within(uow, partner_id, person_id, by)

    async def within(self, uow: UnitOfWork, partner_id: int, person_id: int | None, by: Actor) -> Drafting:
        """The same, inside somebody's unit of work."""
        partner = await merged_partner(uow, partner_id)
        person = await uow.people.find(person_id)
        if person_id is not None and (person is None or person.partner_id != partner.id):
            raise NotFound("people", person_id)
        contacts = await uow.interactions.list_of(partner.id, limit=CONTACTS_READ)
        drafting = Drafting(
            ReminderKind.CHECK_IN,
            None,
            partner,
            person,
            tone_for(person, partner, contacts),
            barred=barred(partner, person),
            told=newest_told(person, contacts, local_today(by.staff, self.organisation, by.now)),
        )
        return await _with_lately(uow, drafting)


async def read_drafting(uow: UnitOfWork, by: Actor, reminder_id: int, organisation: Organisation) -> Drafting:
    """The same, inside somebody's unit of work."""
    on = local_today(by.staff, organisation, by.now)
    reminder = await uow.reminders.get(reminder_id)
    view = await read_view(uow, reminder, on, by.staff.id)
    person = addressee(view)
    contacts = await uow.interactions.list_of(view.partner.id, limit=CONTACTS_READ)
    asked = reminder.subject.removeprefix("ask:")
    request = await uow.interactions.find(int(asked)) if asked.isdigit() else None
    drafting = Drafting(
        kind=reminder.kind,
        subject=subject_of(view, contacts),
        partner=view.partner,
        person=person,
        tone=tone_for(person, view.partner, contacts),
        view=view,
        barred=barred(view.partner, person, view.item),
        told=newest_told(person, contacts, on),
        request=request_in(request.note) if request else None,
    )
    return await _with_lately(uow, drafting)


async def _with_lately(uow: UnitOfWork, drafting: Drafting) -> Drafting:
    if drafting.barred is not None:
        return drafting
    given = await uow.given_texts.list_by(topic=drafting.topic, **whose(drafting.person, drafting.partner.id))
    return replace(drafting, lately=marks_lately(given), ours=await our_texts(uow))


def whose(person: Person | None, partner_id: int) -> dict[str, int]:
    """To whom a text went: to the person; where nobody is named, to the partner."""
    return {"partner_id": partner_id} if person is None else {"person_id": person.id}
