"""For whom news is: one at each partner, by e-mail where there is an address, else by WhatsApp; and who is left out."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from bot.domain.mailing import Addressee, Audience, LeftOut, Mailing, MailRecipient, Whose
from bot.domain.occasions import Event
from bot.domain.partners import Partner
from bot.domain.people import Person
from bot.domain.planning.facts import QUIET_DAYS
from bot.domain.ports import Actor, UnitOfWork
from bot.domain.roster import cells
from bot.domain.words import MOURNING, Channel, MailState, PartnerState, PersonState, Rhythm

PART = 500


@dataclass(frozen=True, slots=True)
class Reached:
    """One who would get the news: at which partner, by which way, and at which address."""

    partner: Partner
    person: Person | None
    channel: Channel
    address: str | None = None


@dataclass(frozen=True, slots=True)
class Reach:
    """Who would get it, by name of the partner, and how many are left out, by reason."""

    reached: tuple[Reached, ...] = ()
    left_out: Mapping[LeftOut, int] = field(default_factory=dict)

    @property
    def mails(self) -> int:
        """How many by e-mail."""
        return sum(1 for one in self.reached if one.channel is Channel.EMAIL)

    @property
    def chats(self) -> int:
        """How many by WhatsApp."""
        return len(self.reached) - self.mails


async def chosen_partners(uow: UnitOfWork, by: Actor, audience: Audience, today: date) -> list[Partner]:
    """The partners among whom one chooses by hand, by name; those who are chosen are told by ``is_in``."""
    where: dict[str, Any] = {"state": PartnerState.ACTIVE}
    if audience.whose is Whose.MINE:
        where["owner_id"] = by.staff.id
    if audience.tier is not None:
        where["tier"] = audience.tier
    if audience.kind is not None:
        where["kind"] = audience.kind
    found = await uow.partners.list_by(**where)
    if audience.picked:
        known = {one.id for one in found}
        extra = await uow.partners.list_in(audience.ids - known)
        found += [one for one in extra if one.state is PartnerState.ACTIVE]
    if audience.due:
        rhythms = await uow.rhythms.list_by(rhythm=Rhythm.UPDATE)
        due = {one.partner_id for one in rhythms if one.due_on is not None and one.due_on <= today}
        found = [one for one in found if one.id in due or (audience.picked and one.id in audience.ids)]
    return sorted(found, key=lambda one: (one.name.casefold(), one.id))


def is_in(audience: Audience, partner_id: int) -> bool:
    """Whether a partner among those is chosen."""
    return (partner_id in audience.ids) == audience.picked


async def reach(uow: UnitOfWork, by: Actor, audience: Audience, now: datetime, today: date, *, mail: bool) -> Reach:
    """Who would get it now; without *mail* everybody is written to by WhatsApp."""
    partners = [one for one in await chosen_partners(uow, by, audience, today) if is_in(audience, one.id)]
    people, events = await _people(uow, partners)
    refused = {one.address for one in await uow.refused_addresses.list_by()}
    reached: list[Reached] = []
    left: Counter[LeftOut] = Counter()
    written: set[str] = set()
    for partner in partners:
        found = _reached(partner, people[partner.id], events, refused, today, mail=mail)
        if isinstance(found, LeftOut):
            left[found] += 1
        elif found.address is not None and found.address.casefold() in written:
            # Who is at two partners has the news once.
            left[LeftOut.SAME_ADDRESS] += 1
        else:
            reached.append(found)
            written |= {found.address.casefold()} if found.address else set()
    return Reach(tuple(reached), left)


async def _people(
    uow: UnitOfWork, partners: Sequence[Partner]
) -> tuple[Mapping[int, list[Person]], Mapping[int, list[Event]]]:
    people: dict[int, list[Person]] = defaultdict(list)
    events: dict[int, list[Event]] = defaultdict(list)
    ids = [one.id for one in partners]
    for start in range(0, len(ids), PART):
        part = ids[start : start + PART]
        for person in await uow.people.list_by(partner_id=part):
            people[person.partner_id].append(person)
        for event in await uow.events.list_by(partner_id=part, kind=MOURNING):
            events[event.person_id].append(event)
    return people, events


def _reached(
    partner: Partner,
    people: Sequence[Person],
    events: Mapping[int, list[Event]],
    refused: set[str],
    today: date,
    *,
    mail: bool,
) -> Reached | LeftOut:
    """The main person who can be written to; else the partner as a whole, at its own address or number."""
    if partner.news_refused_on is not None:
        return LeftOut.OPTED_OUT
    there = [one for one in people if one.state is PersonState.ACTIVE]
    free = [one for one in there if one.news_refused_on is None and not _mourns(events.get(one.id, ()), today)]
    for person in free if mail else ():
        if (address := _address(person.email, refused)) is not None:
            return Reached(partner, person, Channel.EMAIL, address)
    own = _address(partner.email, refused) if mail else None
    if own is not None:
        return Reached(partner, None, Channel.EMAIL, own)
    for person in free:
        if person.phone or person.telegram:
            return Reached(partner, person, Channel.CHAT)
    if partner.phone:
        return Reached(partner, None, Channel.CHAT)
    barred = [one for one in there if one not in free]
    if barred and not free:
        return LeftOut.MOURNING if any(one.news_refused_on is None for one in barred) else LeftOut.OPTED_OUT
    if people and not there:
        return LeftOut.DIED if all(one.state is PersonState.DIED for one in people) else LeftOut.LEFT
    return LeftOut.NO_ADDRESS


async def why_left_out(
    uow: UnitOfWork, partner: Partner | None, person: Person | None, one: MailRecipient, mailing: Mailing, today: date
) -> LeftOut | None:
    """Why somebody who was to get it gets it no more: what was said since it was planned counts."""
    if partner is None or (one.person_id is not None and person is None):
        return LeftOut.GONE
    if partner.state is not PartnerState.ACTIVE:
        return LeftOut.ARCHIVED
    if person is not None and person.state is not PersonState.ACTIVE:
        return LeftOut.DIED if person.state is PersonState.DIED else LeftOut.LEFT
    if mailing.single:
        # Who was written to in another way meanwhile gets it no second time.
        reminder = await uow.reminders.find(mailing.facts.get("reminder"))
        return None if reminder is not None and reminder.state.living else LeftOut.ANSWERED
    if await _written_to(uow, one):
        return LeftOut.SAME_ADDRESS
    if partner.news_refused_on is not None or (person is not None and person.news_refused_on is not None):
        return LeftOut.OPTED_OUT
    if person is not None and _mourns(await uow.events.list_by(person_id=person.id, kind=MOURNING), today):
        return LeftOut.MOURNING
    return None


async def _written_to(uow: UnitOfWork, one: MailRecipient) -> bool:
    """Whether the same address had it already: partners may have become one since it was planned."""
    if one.address is None:
        return False
    gone = (MailState.SENDING, MailState.SENT, MailState.UNCERTAIN)
    here = await uow.mail_recipients.list_by(mailing_id=one.mailing_id, partner_id=one.partner_id, state=gone)
    return any(
        not other.test and other.id != one.id and (other.address or "").casefold() == one.address.casefold()
        for other in here
    )


def addressee_of(partner: Partner | None, person: Person | None, default: str) -> Addressee:
    """Who is spoken to, in whose language."""
    name = partner.name if partner else ""
    language = (person.language if person else None) or (partner.language if partner else None) or default
    if person is None:
        return Addressee(name, language=language)
    return Addressee(name, person.name, person.salutation, person.call_name, language)


def _address(text: str | None, refused: set[str]) -> str | None:
    address = cells.email_address(text or "")
    return address if address is not None and address.casefold() not in refused else None


def _mourns(events: Sequence[Event], today: date) -> bool:
    return any(one.on <= today <= one.on + QUIET_DAYS for one in events)
