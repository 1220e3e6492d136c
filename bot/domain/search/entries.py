"""What the name index keeps, and what it finds."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.domain.partners import Partner
from bot.domain.people import Person
from bot.domain.words import PartnerState, PersonState


@dataclass(frozen=True, slots=True)
class Entry:
    """A partner (``person_id`` None), or a person there, with all by which somebody may look for them.

    ``of`` is the name of a person's partner; ``faded`` are archived partners and people who left or died.
    """

    partner_id: int
    person_id: int | None
    name: str
    salutation: str | None = None
    call_name: str | None = None
    role: str | None = None
    city: str | None = None
    phone: str | None = None
    telegram: str | None = None
    email: str | None = None
    of: str | None = None
    faded: bool = False

    @property
    def key(self) -> tuple[int, int | None]:
        """What an entry replaces."""
        return self.partner_id, self.person_id


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found; ``score`` runs from 0 to 100."""

    partner_id: int
    person_id: int | None
    score: float


def entries_of(partner: Partner, people: Iterable[Person]) -> list[Entry]:
    """A partner and its people as entries; none for one that was merged away."""
    if partner.state is PartnerState.MERGED:
        return []
    archived = partner.state is PartnerState.ARCHIVED
    own = Entry(
        partner.id, None, partner.name, city=partner.city, phone=partner.phone, email=partner.email, faded=archived
    )
    return [own, *(_entry_of(person, partner.name, archived) for person in people if person.partner_id == partner.id)]


def _entry_of(person: Person, of: str, archived: bool) -> Entry:
    return Entry(
        person.partner_id,
        person.id,
        person.name,
        salutation=person.salutation,
        call_name=person.call_name,
        role=person.role,
        phone=person.phone,
        telegram=person.telegram,
        email=person.email,
        of=of,
        faded=archived or person.state is not PersonState.ACTIVE,
    )
