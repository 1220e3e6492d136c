"""Looking up what an act is about, and refusing what cannot be."""

from collections.abc import Sequence
from datetime import date, timedelta

from bot.domain.cards import NEWEST, CardRows
from bot.domain.errors import BadValue, NotFound, Outdated
from bot.domain.interactions import Interaction
from bot.domain.partners import Partner
from bot.domain.people import Person
from bot.domain.ports import UnitOfWork
from bot.domain.words import PartnerState, Stance

NOTE_LENGTH = 4000
"""Characters of a note; Telegram's own limit for a text is 4,096."""


async def living_partner(uow: UnitOfWork, partner_id: int) -> Partner:
    """The partner, or the one it was merged into; ``BadValue`` where it is put away."""
    partner = await merged_partner(uow, partner_id)
    if partner.state is PartnerState.ARCHIVED:
        raise BadValue("partner", "archived", (("partner", partner.name),))
    return partner


async def merged_partner(uow: UnitOfWork, partner_id: int) -> Partner:
    """The partner that old buttons mean: merging leaves a tombstone that is followed."""
    partner = await uow.partners.get(partner_id)
    followed = {partner.id}
    while partner.merged_into is not None and partner.merged_into not in followed:
        partner = await uow.partners.get(partner.merged_into)
        followed.add(partner.id)
    return partner


async def hold(uow: UnitOfWork, partner: Partner) -> None:
    """Lets others who hold the partner wait until the commit: of two who add the same, the second sees the first's.

    SQLite has one writer at a time; PostgreSQL needs it. Hold before reading what is compared.
    """
    if not await uow.partners.change_when(partner.id, {"state": partner.state}):
        raise Outdated("partners", partner.id)


async def person_at(uow: UnitOfWork, partner: Partner, person_id: int | None) -> Person | None:
    """The person, who has to be known there."""
    if person_id is None:
        return None
    person = await uow.people.find(person_id)
    if person is None:
        raise NotFound("people", person_id)
    if person.partner_id != partner.id:
        raise BadValue("person", "elsewhere", (("person", person.addressed), ("partner", partner.name)))
    return person


def check_day(partner: Partner, on: date, today: date) -> None:
    """Refuses a contact in the future, or before the partner can have been known."""
    if on > today:
        raise BadValue("on", "future", (("day", on),))
    first = known_from(partner)
    if on < first:
        raise BadValue("on", "before_known", (("day", on), ("first", first)))


def known_from(partner: Partner) -> date:
    """The first day on which a contact can have been: since when it is a partner; else ten years before it came in."""
    if partner.since_on is not None:
        return partner.since_on
    if partner.since_year is not None:
        return date(partner.since_year, 1, 1)
    return date(2000, 1, 1) if partner.added_on is None else partner.added_on - timedelta(days=3653)


def kept_note(note: str | None) -> str | None:
    """A note as typed; nothing for an empty one, ``BadValue`` for one that is too long."""
    if note is None or not note.strip():
        return None
    if len(note) > NOTE_LENGTH:
        raise BadValue("note", "too_long", (("most", NOTE_LENGTH), ("length", len(note))))
    return note.strip()


async def card_rows(uow: UnitOfWork, partner_id: int) -> CardRows:
    """A partner's rows, in one question; ``NotFound`` where there is no such partner."""
    rows = await uow.figures.card_rows(partner_id)
    if rows is None:
        raise NotFound("partners", partner_id)
    return rows


async def history(uow: UnitOfWork, rows: CardRows) -> Sequence[Interaction]:
    """The interactions that a balance needs: those read already, or all of them where the care is further back."""
    if has_whole_history(rows) or any(one.stance is Stance.CARE for one in rows.interactions):
        return rows.interactions
    return await uow.interactions.list_of(rows.partner.id)


def has_whole_history(rows: CardRows) -> bool:
    """Whether the interactions that were read are all there are."""
    return len(rows.interactions) < NEWEST
