"""What is kept of one person: shown whole, exported, erased (UU 27/2022: access, a copy, deletion)."""

from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.domain.forms import Form
from bot.domain.given_texts import GivenText
from bot.domain.interactions import Interaction
from bot.domain.mailing import MailRecipient
from bot.domain.occasions import Event, KeptFeast, Occasion
from bot.domain.partners import Partner
from bot.domain.people import Person
from bot.domain.ports import Actor, Organisation, Storage, UnitOfWork
from bot.domain.privacy import GONE, Mentions, mentions_of
from bot.domain.promises import Promise
from bot.domain.reminders import Reminder
from bot.domain.roster.reading import name_key
from bot.domain.rows import Rows
from bot.domain.words import MailState, NoticeKind, PartnerState, PromiseState, ReminderState, Role
from bot.usecases.acting import act, done_before, finish, need
from bot.usecases.merging import former_ids
from bot.usecases.planning.plan_reminders import replan

WORDS: Mapping[str, tuple[str, ...]] = {
    "partners": ("note", "offers", "needs"),
    "people": ("note",),
    "interactions": ("note",),
    "promises": ("text",),
    "offers": ("text",),
    "events": ("note",),
    "occasions": ("title",),
    "agreements": ("title",),
}
"""Where somebody's own words stand, by noun: there a person may be named who is not who the row is about."""


@dataclass(frozen=True, slots=True)
class Named:
    """A text that names the person and is not about them alone: where it stands, and what it says."""

    noun: str
    id: int
    field: str
    text: str


@dataclass(frozen=True, slots=True)
class KeptOfPerson:
    """All that is kept of a person.

    ``contacts`` are those with them, the newest first; ``promises`` those made to them; ``elsewhere`` other texts at
    their partners that name them. ``partners`` are all partners where any of it stands, by id; ``staff_names`` who
    noted what. ``named`` finds the name in texts.
    """

    person: Person
    partner: Partner
    named: Mentions
    occasions: Sequence[Occasion] = ()
    kept_feasts: Sequence[KeptFeast] = ()
    events: Sequence[Event] = ()
    contacts: Sequence[Interaction] = ()
    promises: Sequence[Promise] = ()
    reminders: Sequence[Reminder] = ()
    texts: Sequence[GivenText] = ()
    mails: Sequence[MailRecipient] = ()
    elsewhere: Sequence[Named] = ()
    partners: Mapping[int, Partner] = field(default_factory=dict)
    staff_names: Mapping[int, str] = field(default_factory=dict)

    @property
    def days(self) -> int:
        """How many birthdays, other days and feasts."""
        return len(self.occasions) + len(self.kept_feasts)

    @property
    def notes(self) -> int:
        """How many notes of contacts with them there are."""
        return sum(1 for one in self.contacts if one.note)

    @property
    def is_partner(self) -> bool:
        """Whether the partner itself is called so: somebody on their own."""
        return self.named(self.partner.name)


@dataclass(frozen=True, slots=True)
class Erased:
    """That somebody was erased, and how much it was; never who."""

    person_id: int
    partner_id: int
    days: int
    events: int
    contacts: int
    notes: int
    promises: int
    elsewhere: int


@dataclass(frozen=True, slots=True)
class ShowKeptOfPerson:
    """Everything that is kept of a person."""

    storage: Storage

    async def __call__(self, by: Actor, person_id: int) -> KeptOfPerson:
        """``NotFound`` where there is nobody, or they were erased."""
        need(by, Role.STAFF)
        async with self.storage.read() as uow:
            return await read_kept(uow, person_id)


@dataclass(frozen=True, slots=True)
class ExportPerson:
    """The same, to be handed out; that it was is written down."""

    storage: Storage

    async def __call__(self, by: Actor, person_id: int) -> KeptOfPerson:
        """Written down once, however often the same update asks."""
        need(by, Role.STAFF)
        async with self.storage.write() as uow:
            kept = await read_kept(uow, person_id)
            if await done_before(uow, by, "export_person", str) is None:
                await uow.commit(act(by, "export_person", str(person_id), kept.partner.id))
            return kept


@dataclass(frozen=True, slots=True)
class ErasePerson:
    """Erases all that is kept of a person, for good: what other acts remember of them too.

    That there was a contact stays, with its day and purpose, for the partner's history; with whom and the note go.
    Audit keeps that somebody was erased, by whom, at which partner; nothing of what it was.
    """

    storage: Storage
    organisation: Organisation

    async def __call__(self, by: Actor, person_id: int) -> Erased:
        """For managers. ``NotFound`` where there is nobody, or they were erased already."""
        need(by, Role.MANAGER)
        async with self.storage.write() as uow:
            if before := await done_before(uow, by, "erase_person", Erased):
                return before
            kept = await read_kept(uow, person_id)
            with uow.aside():
                await _erase(uow, kept)
            await _forget_acts(uow, kept)
            await uow.search.touch(kept.partners)
            active = [one.id for one in kept.partners.values() if one.state is PartnerState.ACTIVE]
            await replan(uow, active, self.organisation, self.organisation.today(by.now))
            return await finish(uow, by, "erase_person", _erased(kept), kept.partner.id)


async def read_kept(uow: UnitOfWork, person_id: int) -> KeptOfPerson:
    """All rows about a person, at whatever partner they stand."""
    person = await uow.people.get(person_id)
    contacts = await uow.interactions.list_by(person_id=person.id)
    promises = await uow.promises.list_by(person_id=person.id)
    events = await uow.events.list_by(person_id=person.id)
    reminders = await uow.reminders.list_by(person_id=person.id)
    told: list[Interaction | Promise | Event | Reminder] = [*contacts, *promises, *events, *reminders]
    ids = {person.partner_id, *(one.partner_id for one in told), *await _worked_at(uow, person)}
    for side in ("person_id", "other_person_id"):
        # Both partners' histories say who was introduced.
        for met in await uow.introductions.list_by(**{side: person.id}):
            ids |= {met.partner_id, met.other_id}
    partners = {one.id: one for one in await uow.partners.list_in(ids)}
    others = [one for one in await uow.people.list_by(partner_id=list(ids)) if one.id != person.id]
    named = mentions_of(person, others, [one.name for one in partners.values() if name_key(one.name) != _key(person)])
    staff = await uow.staff.list_in(one.staff_id for one in contacts if one.staff_id is not None)
    return KeptOfPerson(
        person,
        partners[person.partner_id],
        named,
        await uow.occasions.list_by(person_id=person.id),
        await uow.kept_feasts.list_by(person_id=person.id),
        events,
        sorted(contacts, key=lambda one: (one.on, one.id), reverse=True),
        promises,
        reminders,
        await uow.given_texts.list_by(person_id=person.id),
        await uow.mail_recipients.list_by(person_id=person.id, test=False),
        [one async for one in _elsewhere(uow, person, ids, named)],
        partners,
        {one.id: one.name for one in staff},
    )


async def _worked_at(uow: UnitOfWork, person: Person) -> set[int]:
    """The partners that the person left for another one, as far as that is remembered: words there may name them."""
    moves = [one.get("is", {}) for one in await uow.change_sets.outcomes_of("move_person")]
    return {int(one["from_id"]) for one in moves if one.get("person_id") == person.id}


async def _elsewhere(uow: UnitOfWork, person: Person, ids: Collection[int], named: Mentions) -> AsyncIterator[Named]:
    for noun, fields in WORDS.items():
        book: Rows[Any] = getattr(uow, noun)
        rows = await (book.list_in(ids) if noun == "partners" else book.list_by(partner_id=list(ids)))
        for row in rows:
            if person.id == (row.id if noun == "people" else getattr(row, "person_id", None)):
                continue
            for name in fields:
                if named(getattr(row, name)):
                    yield Named(noun, row.id, name, getattr(row, name))


async def _erase(uow: UnitOfWork, kept: KeptOfPerson) -> None:
    await _erase_from_reminders(uow, kept.reminders)
    await _erase_from_words(uow, kept)
    for occasion in kept.occasions:
        await uow.occasions.remove(occasion.id)
    for feast in kept.kept_feasts:
        await uow.kept_feasts.remove(feast.id)
    for event in kept.events:
        await uow.events.remove(event.id)
    for text in kept.texts:
        await uow.given_texts.remove(text.id)
    for one in await uow.people.list_by(successor_id=kept.person.id):
        await uow.people.change(one.id, successor_id=None)
    for side in ("person_id", "other_person_id"):
        for met in await uow.introductions.list_by(**{side: kept.person.id}):
            await uow.introductions.change(met.id, **{side: None})
    for form in await uow.forms.list_by():
        if _is_about(form, kept.person.id):
            await uow.forms.remove(form.id)
    await _erase_from_mails(uow, kept)
    await uow.people.remove(kept.person.id)


async def _erase_from_mails(uow: UnitOfWork, kept: KeptOfPerson) -> None:
    """That news went out stays, without to whom; words to them alone go."""
    addresses = {(kept.person.email or "").casefold()}
    for mail in await uow.mail_recipients.list_by(person_id=kept.person.id):
        addresses |= set() if mail.test else {(mail.address or "").casefold()}
        ends = {"state": MailState.SKIPPED} if mail.state is MailState.PLANNED else {}
        await uow.mail_recipients.change(mail.id, person_id=None, address=None, reason=None, **ends)
        mailing = await uow.mailings.find(mail.mailing_id)
        if mailing is not None and mailing.single:
            await uow.mailings.change(mailing.id, subject=GONE, body=GONE)
    for refused in await uow.refused_addresses.list_by(address=addresses):
        await uow.refused_addresses.remove(refused.id)


async def _erase_from_reminders(uow: UnitOfWork, reminders: Sequence[Reminder]) -> None:
    """Those about the person end; of the others, planning sees to it that they are the partner's alone."""
    for one in reminders:
        ends = {"state": ReminderState.WITHDRAWN} if one.state.living and not one.of_rhythm else {}
        await uow.reminders.change(one.id, person_id=None, **ends)


async def _erase_from_words(uow: UnitOfWork, kept: KeptOfPerson) -> None:
    """Notes of contacts with the person are emptied; other words lose the name alone."""
    for contact in kept.contacts:
        await uow.interactions.change(contact.id, person_id=None, note=None)
    for promise in kept.promises:
        ends = {"state": PromiseState.DROPPED} if promise.state is PromiseState.OPEN else {}
        await uow.promises.change(promise.id, person_id=None, text=GONE, **ends)
    for one in kept.elsewhere:
        book: Rows[Any] = getattr(uow, one.noun)
        await book.change(one.id, **{one.field: kept.named.without(one.text)})
    for notice in await uow.notices.list_by(kind=NoticeKind.SUMMARY):
        facts = _cut(notice.facts, kept)
        if facts != notice.facts:
            await uow.notices.change(notice.id, facts=facts)


def _cut(facts: Any, kept: KeptOfPerson) -> Any:
    """A summary's facts, whose lines of these partners quote promises, without the name."""
    if isinstance(facts, Mapping):
        cut = {name: _cut(value, kept) for name, value in facts.items()}
        if cut.get("partner_id") in kept.partners and isinstance(cut.get("text"), str):
            cut["text"] = kept.named.without(cut["text"])
        return cut
    return [_cut(one, kept) for one in facts] if isinstance(facts, list) else facts


async def _forget_acts(uow: UnitOfWork, kept: KeptOfPerson) -> None:
    """Blanks what acts remember: of the person, of the rows that are gone, and of the words that named them."""
    keys = {("occasions", one.id) for one in kept.occasions}
    keys |= {("kept_feasts", one.id) for one in kept.kept_feasts}
    keys |= {("events", one.id) for one in kept.events}
    keys |= {("given_texts", one.id) for one in kept.texts}
    keys |= {("interactions", one.id) for one in kept.contacts}
    keys |= {("promises", one.id) for one in kept.promises}
    keys |= {(one.noun, one.id) for one in kept.elsewhere}
    await uow.change_sets.forget_person(kept.person.id, kept.partners, keys)
    # Under another id they were known at a partner that was merged: undo must not bring that back either.
    merged = [one.id for one in await uow.partners.list_by(merged_into=list(kept.partners))]
    for former_id in await former_ids(uow, kept.person.id):
        await uow.change_sets.forget_person(former_id, [*kept.partners, *merged], ())


def _key(person: Person) -> str:
    return name_key(person.name)


def _is_about(form: Form, person_id: int) -> bool:
    return person_id in [form.fields.get(name) for name in ("person", "person_id", "other_person")]


def _erased(kept: KeptOfPerson) -> Erased:
    return Erased(
        kept.person.id,
        kept.partner.id,
        kept.days,
        len(kept.events),
        len(kept.contacts),
        kept.notes,
        len(kept.promises),
        len(kept.elsewhere),
    )
