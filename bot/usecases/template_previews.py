"""A real partner to try a text on: one of one's own, else of anybody's."""

from dataclasses import dataclass
from datetime import date

from bot.domain.errors import NotFound
from bot.domain.partners import Partner
from bot.domain.people import Person
from bot.domain.ports import Actor, Organisation, Storage, UnitOfWork
from bot.domain.words import AgreementOutcome, Consent, OccasionKind, PartnerState, PersonState, PromiseState, Role
from bot.usecases.acting import need

NOTES_READ = 20


@dataclass(frozen=True, slots=True)
class PreviewFacts:
    """What a text can speak of; ``years`` are those that the day of its topic completes this year."""

    partner: Partner
    person: Person | None = None
    years: int | None = None
    promise: str | None = None
    last: str | None = None
    ends_on: date | None = None
    of: int = 1


@dataclass(frozen=True, slots=True)
class ReadPreviewFacts:
    """The facts of one partner after the other."""

    storage: Storage
    organisation: Organisation

    async def __call__(self, by: Actor, topic: str, number: int) -> PreviewFacts:
        """For managers; ``NotFound`` where there is no partner yet."""
        need(by, Role.MANAGER)
        async with self.storage.read() as uow:
            where: dict[str, object] = {"state": PartnerState.ACTIVE, "owner_id": by.staff.id}
            count = await uow.partners.count_by(**where)
            if not count:
                del where["owner_id"]
                count = await uow.partners.count_by(**where)
            if not count:
                raise NotFound("partners", 0)
            (partner,) = await uow.partners.list_named(offset=number % count, limit=1, **where)
            people = await uow.people.list_by(partner_id=partner.id, state=PersonState.ACTIVE)
            person = people[0] if people else None
            contacts = await uow.interactions.list_of(partner.id, limit=NOTES_READ)
            promises = await uow.promises.list_by(partner_id=partner.id, state=PromiseState.OPEN)
            agreements = await uow.agreements.list_by(partner_id=partner.id, outcome=AgreementOutcome.OPEN)
            return PreviewFacts(
                partner,
                person,
                years=await _years(uow, topic, partner, person, self.organisation.today(by.now).year),
                promise=next((one.text for one in promises), None),
                last=next((one.note for one in contacts if one.note), None),
                ends_on=min((one.to_on for one in agreements), default=None),
                of=count,
            )


async def _years(uow: UnitOfWork, topic: str, partner: Partner, person: Person | None, year: int) -> int | None:
    if topic == OccasionKind.BIRTHDAY.value and (person is None or person.consent is not Consent.AGREED):
        return None
    days = await uow.occasions.list_by(partner_id=partner.id)
    for day in days:
        if day.kind.value == topic and day.year is not None and day.person_id in (None, person.id if person else None):
            return year - day.year or None
    return None
