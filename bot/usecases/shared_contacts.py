"""A contact that was shared: saved as a person, or added to somebody who is known."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from bot.domain.errors import BadValue
from bot.domain.partners import Partner
from bot.domain.people import Person
from bot.domain.phones import joined_phones, phones_of
from bot.domain.ports import Actor, Storage
from bot.domain.roster import cells
from bot.domain.roster.entries import PersonEntry
from bot.domain.roster.reading import name_key
from bot.domain.roster.typed_phones import TypedPhones, typed_phones
from bot.domain.words import PartnerState, PersonState, Role
from bot.usecases.acting import done_before, finish, need
from bot.usecases.known import hold, living_partner
from bot.usecases.people import need_name, refuse_known

KEPT = ("salutation", "role", "phone", "telegram", "email", "note", "call_name", "language")
"""What a card may say of a person beside the name; birthday and other days wait for consent."""
RECENT = 20
"""Of so many newest acts of a colleague the partners are offered."""
RECENT_FOR = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class ContactSaved:
    """A person who was saved or completed from a card; ``filled`` names the fields that changed."""

    person_id: int
    partner_id: int
    name: str
    filled: tuple[str, ...] = ()
    change_set_id: int | None = None


@dataclass(frozen=True, slots=True)
class SaveContact:
    """Adds somebody to a partner from a card."""

    storage: Storage

    async def __call__(self, by: Actor, partner_id: int, card: PersonEntry) -> ContactSaved:
        """``BadValue`` for no name, one that is too long, or one that is known there."""
        need(by, Role.STAFF)
        need_name(card.name)
        async with self.storage.write() as uow:
            if before := await done_before(uow, by, "save_contact", ContactSaved):
                return before
            partner = await living_partner(uow, partner_id)
            await hold(uow, partner)
            await refuse_known(uow, partner, card.name)
            said = {name: getattr(card, name) for name in KEPT}
            person = await uow.people.add(Person(partner.id, card.name, **said))
            await uow.search.touch([partner.id])
            filled = tuple(name for name, value in said.items() if value is not None)
            outcome = ContactSaved(person.id, partner.id, person.addressed, filled)
            return await finish(uow, by, "save_contact", outcome, partner.id)


@dataclass(frozen=True, slots=True)
class CompleteContact:
    """Adds to somebody who is known what a card says and nobody knew; nothing that is known is changed."""

    storage: Storage

    async def __call__(self, by: Actor, person_id: int, card: PersonEntry) -> ContactSaved:
        """New numbers stand behind the known ones."""
        need(by, Role.STAFF)
        async with self.storage.write() as uow:
            if before := await done_before(uow, by, "complete_contact", ContactSaved):
                return before
            person = await uow.people.get(person_id)
            fields = missing(person, card)
            outcome = ContactSaved(
                person.id, person.partner_id, person.addressed, tuple(name for name in KEPT if name in fields)
            )
            if not fields:
                return outcome
            await uow.people.change(person.id, **fields)
            await uow.search.touch([person.partner_id])
            return await finish(uow, by, "complete_contact", outcome, person.partner_id)


@dataclass(frozen=True, slots=True)
class ListOwnPartners:
    """Partners that a colleague is likely to mean: those of the newest contacts, then the others of their own."""

    storage: Storage

    async def __call__(self, by: Actor, limit: int) -> Sequence[Partner]:
        """At most *limit*, active ones."""
        need(by, Role.STAFF)
        async with self.storage.read() as uow:
            latest = await uow.change_sets.list_of(by.staff.id, by.now - RECENT_FOR, RECENT)
            own = await uow.partners.list_by(owner_id=by.staff.id, state=PartnerState.ACTIVE, limit=limit)
            ids = list(dict.fromkeys(one.partner_id for one in latest if one.partner_id is not None))
            known = {one.id: one for one in await uow.partners.list_in(ids) if one.state is PartnerState.ACTIVE}
        recent = [known[id] for id in ids if id in known]
        return list({one.id: one for one in (*recent, *own)}.values())[:limit]


@dataclass(frozen=True, slots=True)
class FindKnownContacts:
    """People who have a number of the card, or at a partner its name."""

    storage: Storage

    async def __call__(self, by: Actor, card: PersonEntry, people: Sequence[Person], partner_id: int) -> list[Person]:
        """Of *people*, whom the search found by the numbers, those who have one; and namesakes at the partner."""
        need(by, Role.STAFF)
        numbers = set(phones_of(card.phone))
        same = [one for one in people if numbers & set(phones_of(one.phone))]
        async with self.storage.read() as uow:
            there = await uow.people.list_by(partner_id=partner_id, state=PersonState.ACTIVE) if partner_id else []
        same += [one for one in there if name_key(one.name) == name_key(card.name)]
        return list({one.id: one for one in same if one.state is not PersonState.DIED}.values())


def card_of(name: str, phone: str, country: str) -> tuple[PersonEntry, TypedPhones]:
    """A card that has a name and a number alone; ``BadValue`` where there is no name in it."""
    if not any(mark.isalnum() for mark in name):
        raise BadValue("name", "nameless_contact")
    typed, phones = need_name(name), typed_phones(phone, country)
    return PersonEntry(0, typed.name, salutation=typed.salutation, role=typed.role, phone=phones.kept), phones


def with_phone(card: PersonEntry, phone: str, country: str) -> PersonEntry:
    """The card with one more number in front, as the one to call."""
    return replace(card, phone=joined_phones(typed_phones(phone, country).kept, card.phone))


def missing(person: Person, card: PersonEntry) -> dict[str, Any]:
    """What the card says and nobody knew; a note goes below the one there is."""
    fields = {name: getattr(card, name) for name in KEPT if getattr(person, name) is None}
    fields["phone"] = joined_phones(person.phone, card.phone)
    if person.note and card.note and card.note not in person.note:
        note = f"{person.note}\n{card.note}"
        if len(note) > cells.NOTE_LENGTH:
            raise BadValue("note", "too_long", (("most", cells.NOTE_LENGTH), ("length", len(note))))
        fields["note"] = note
    return {name: value for name, value in fields.items() if value is not None and value != getattr(person, name)}
