"""What the name index keeps, and what it finds."""

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

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
    """One thing found; ``score`` runs from 0 to 100.

    ``answers``: all words asked stand in its name or beside it. ``named``: and they are its whole name.
    """

    partner_id: int
    person_id: int | None
    score: float
    answers: bool = field(default=False, compare=False)
    named: bool = field(default=False, compare=False)


def entries_of(partner: Partner, people: Iterable[Person]) -> list[Entry]:
    """A partner and its people as entries; none for one that was merged away."""
    if partner.state is PartnerState.MERGED:
        return []
    archived = partner.state is PartnerState.ARCHIVED
    own = Entry(
        partner.id,
        None,
        partner.name,
        city=_shared(partner.city),
        phone=partner.phone,
        email=partner.email,
        faded=archived,
    )
    return [own, *(_entry_of(person, partner.name, archived) for person in people if person.partner_id == partner.id)]


def _shared(text: str | None) -> str | None:
    """One copy of what thousands have in common; twenty thousand of "Ibu" weigh a megabyte."""
    return None if text is None else sys.intern(text)


def _entry_of(person: Person, of: str, archived: bool) -> Entry:
    return Entry(
        person.partner_id,
        person.id,
        person.name,
        salutation=_shared(person.salutation),
        call_name=person.call_name,
        role=_shared(person.role),
        phone=person.phone,
        telegram=person.telegram,
        email=person.email,
        of=of,
        faded=archived or person.state is not PersonState.ACTIVE,
    )


def clear_hit(hits: Sequence[Hit]) -> Hit | None:
    """The one hit that is clear enough to be opened at once.

    One that alone has all that was asked is clear. Where several have it, or none, it must be well ahead of any other
    partner's; and a city or role that many have is never clear because one name holds it too.
    """
    if not hits:
        return None
    best, rivals = hits[0], [hit for hit in hits[1:] if hit.partner_id != hits[0].partner_id]
    ahead = best.score - max((hit.score for hit in rivals), default=0.0)
    answering = any(hit.answers for hit in rivals)
    if best.answers and not answering:
        return best if ahead >= 2 else None
    if best.answers and answering and not best.named:
        return None
    return best if best.score >= 62 and ahead >= 7 else None
