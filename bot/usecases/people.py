"""People one by one: added to a partner, and their birthday and feasts once they agreed."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.errors import BadValue, NotFound
from bot.domain.occasions import KeptFeast, Occasion
from bot.domain.people import Person
from bot.domain.person_names import parse_person
from bot.domain.ports import Actor, Organisation, Storage, UnitOfWork
from bot.domain.roster.cells import NAME_LENGTH, cleaned
from bot.domain.roster.entries import Birthday
from bot.domain.roster.reading import name_key
from bot.domain.words import Consent, OccasionKind, PersonState, Role
from bot.usecases.acting import done_before, finish, need
from bot.usecases.consent import UNDECIDED_FOR, forget_days
from bot.usecases.known import living_partner
from bot.usecases.planning.plan_reminders import replan


@dataclass(frozen=True, slots=True)
class PersonChanged:
    """Somebody who was added or changed."""

    person_id: int
    partner_id: int
    name: str
    change_set_id: int | None = None


@dataclass(frozen=True, slots=True)
class AddPerson:
    """Adds somebody to a partner, from the name as typed: "Bu Ratna Wulandari, Direktur"."""

    storage: Storage

    async def __call__(self, by: Actor, partner_id: int, text: str) -> PersonChanged:
        """``BadValue`` for no name, one that is too long, or one that is known there."""
        need(by, Role.STAFF)
        typed = parse_person(cleaned(text))
        if typed is None:
            raise BadValue("name", "empty")
        if len(text.strip()) > NAME_LENGTH:
            raise BadValue("name", "too_long", (("most", NAME_LENGTH), ("length", len(text))))
        async with self.storage.write() as uow:
            if before := await done_before(uow, by, "add_person", PersonChanged):
                return before
            partner = await living_partner(uow, partner_id)
            there = await uow.people.list_by(partner_id=partner.id, state=PersonState.ACTIVE)
            known = next((one for one in there if name_key(one.name) == name_key(typed.name)), None)
            if known is not None:
                raise BadValue("name", "known_person", (("person", known.addressed), ("partner", partner.name)))
            draft = Person(partner.id, typed.name, salutation=typed.salutation, role=typed.role)
            person = await uow.people.add(draft)
            await uow.search.touch([partner.id])
            return await finish(uow, by, "add_person", _told(person), partner.id)


@dataclass(frozen=True, slots=True)
class RememberDays:
    """Keeps somebody's birthday and feasts, as they agreed or not (design: what was not agreed is not kept)."""

    storage: Storage
    organisation: Organisation

    async def __call__(
        self,
        by: Actor,
        person_id: int,
        consent: Consent,
        *,
        birthday: Birthday | None = None,
        feasts: Sequence[str] = (),
    ) -> PersonChanged:
        """Undecided days are kept thirty days, unused; of those refused nothing is kept, old ones included."""
        need(by, Role.STAFF)
        async with self.storage.write() as uow:
            if before := await done_before(uow, by, "remember_days", PersonChanged):
                return before
            person = await uow.people.find(person_id)
            if person is None:
                raise NotFound("people", person_id)
            today = self.organisation.today(by.now)
            # Putting the answer off again does not put off the day on which the days are forgotten.
            until = person.undecided_until or today + UNDECIDED_FOR if consent is Consent.UNDECIDED else None
            await uow.people.change(person.id, consent=consent, undecided_until=until)
            if consent is Consent.REFUSED:
                await forget_days(uow, person.id)
            else:
                await _keep_birthday(uow, person, birthday)
                await _keep_feasts(uow, person, feasts)
            await replan(uow, [person.partner_id], self.organisation, today)
            return await finish(uow, by, "remember_days", _told(person), person.partner_id)


async def _keep_birthday(uow: UnitOfWork, person: Person, birthday: Birthday | None) -> None:
    if birthday is None:
        return
    known = await uow.occasions.list_by(person_id=person.id, kind=OccasionKind.BIRTHDAY)
    for doubled in known[1:]:
        await uow.occasions.remove(doubled.id)
    if known:
        # The row stays, and with it what was already wished this year.
        typed = {"day": birthday.day, "month": birthday.month, "year": birthday.year, "calendar": birthday.calendar}
        await uow.occasions.change(known[0].id, **typed, surfaces_on=None)
        return
    day = Occasion(
        person.partner_id,
        OccasionKind.BIRTHDAY,
        birthday.day,
        birthday.month,
        person_id=person.id,
        calendar=birthday.calendar,
        year=birthday.year,
    )
    await uow.occasions.add(day)


async def _keep_feasts(uow: UnitOfWork, person: Person, feasts: Sequence[str]) -> None:
    known = await uow.kept_feasts.list_by(person_id=person.id)
    new = [feast for feast in dict.fromkeys(feasts) if feast not in {one.feast for one in known}]
    await uow.kept_feasts.add_all([KeptFeast(person.partner_id, feast, person.id) for feast in new])


def _told(person: Person) -> PersonChanged:
    return PersonChanged(person.id, person.partner_id, person.addressed)
