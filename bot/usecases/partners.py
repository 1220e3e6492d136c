"""Partners one by one: added with their name alone, changed field by field, put away and brought back."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.domain.errors import BadValue, ChangedMeanwhile
from bot.domain.occasions import Occasion
from bot.domain.partners import Partner
from bot.domain.ports import Actor, Organisation, Storage, UnitOfWork
from bot.domain.words import Calendar, OccasionKind, PartnerState, Role, StaffState
from bot.usecases.acting import done_before, finish, need
from bot.usecases.handing_over import follow_hand_over
from bot.usecases.known import living_partner, merged_partner
from bot.usecases.meanwhile import changed_meanwhile
from bot.usecases.partner_fields import (
    SINCE,
    clean_name,
    columns_of,
    fields_of,
    is_no_number,
    mark_of,
    value_in,
)
from bot.usecases.planning.plan_reminders import replan
from bot.usecases.planning.told import NOTHING, Replanned, replanned
from bot.usecases.rhythms import refresh_rhythms

SEARCHED = frozenset({"name", "city", "phone", "email"})
"""Fields by which a partner is found."""
PLANNED_BY = frozenset({"tier", "owner_id", "backup_id", SINCE})
"""Fields on which its reminders rest."""


@dataclass(frozen=True, slots=True)
class PartnerChanged:
    """A partner that was added or changed, and what that did to its reminders.

    ``as_typed`` says that a phone is none that can be dialled, and was kept as it stood; ``backup_freed`` that the
    backup became the owner. Without a ``change_set_id`` nothing was changed: it was so already.
    """

    partner_id: int
    name: str
    change_set_id: int | None = None
    told: Replanned = NOTHING
    as_typed: bool = False
    backup_freed: bool = False


@dataclass(frozen=True, slots=True)
class AddPartner:
    """Adds a partner with its name; whoever adds it answers for it, and everything else can wait."""

    storage: Storage
    organisation: Organisation

    async def __call__(self, by: Actor, name: str) -> PartnerChanged:
        """``BadValue`` for an empty name or one that is too long."""
        need(by, Role.STAFF)
        kept_name = clean_name(name)
        today = self.organisation.today(by.now)
        async with self.storage.write() as uow:
            if before := await done_before(uow, by, "add_partner", PartnerChanged):
                return before
            partner = await uow.partners.add(
                Partner(
                    name=kept_name,
                    owner_id=by.staff.id,
                    owner_since_on=today,
                    added_on=today,
                    added_by=by.staff.id,
                )
            )
            await refresh_rhythms(uow, [partner.id])
            await uow.search.touch([partner.id])
            return await finish(uow, by, "add_partner", PartnerChanged(partner.id, partner.name), partner.id)


@dataclass(frozen=True, slots=True)
class ChangePartner:
    """Changes one field of a partner: any of its columns that people fill in, or ``since``."""

    storage: Storage
    organisation: Organisation

    async def __call__(
        self, by: Actor, partner_id: int, field: str, value: str, seen: str | None = None
    ) -> PartnerChanged:
        """*value* is as typed or as a button holds it; an empty one takes the field away. ``BadValue`` says why not.

        *seen* marks the value that the colleague saw (``mark_of``): ``ChangedMeanwhile`` where it is another one now.
        """
        need(by, Role.STAFF)
        today = self.organisation.today(by.now)
        fields = fields_of(field, value.strip(), self.organisation.country, today)
        async with self.storage.write() as uow:
            if before := await done_before(uow, by, "change_partner", PartnerChanged):
                return before
            partner = await living_partner(uow, partner_id)
            if field in ("owner_id", "backup_id"):
                await _check_colleague(uow, partner, fields)
            if all(getattr(partner, name) == new for name, new in fields.items()):
                return PartnerChanged(partner.id, partner.name)
            stood = {name: getattr(partner, name) for name in columns_of(field)}
            if field == "owner_id":
                fields["owner_since_on"] = today
            as_seen = seen is None or seen == mark_of(value_in(partner, field))
            if not as_seen or not await uow.partners.change_when(partner.id, stood, **fields):
                raise await _meanwhile(uow, partner.id, field)
            if field == SINCE:
                await _keep_anniversary(uow, partner, fields)
            told = NOTHING
            if field == "owner_id":
                told = replanned(await follow_hand_over(uow, by, partner.id, self.organisation))
            elif field in PLANNED_BY:
                await refresh_rhythms(uow, [partner.id])
                told = replanned(await replan(uow, [partner.id], self.organisation, today, remembered=True))
            if field in SEARCHED:
                await uow.search.touch([partner.id])
            changed = await uow.partners.get(partner.id)
            as_typed = field == "phone" and is_no_number(changed, self.organisation.country)
            freed = field == "owner_id" and changed.backup_id != partner.backup_id
            outcome = PartnerChanged(changed.id, changed.name, told=told, as_typed=as_typed, backup_freed=freed)
            return await finish(uow, by, "change_partner", outcome, changed.id)


@dataclass(frozen=True, slots=True)
class ArchivePartner:
    """Puts a partner away, so that nothing is due there any more, or brings it back."""

    storage: Storage
    organisation: Organisation

    async def __call__(self, by: Actor, partner_id: int, archived: bool) -> PartnerChanged:
        """Every colleague may; undo brings it back as well."""
        need(by, Role.STAFF)
        name = "archive_partner" if archived else "restore_partner"
        async with self.storage.write() as uow:
            if before := await done_before(uow, by, name, PartnerChanged):
                return before
            partner = await merged_partner(uow, partner_id)
            state = PartnerState.ARCHIVED if archived else PartnerState.ACTIVE
            if partner.state is state:
                return PartnerChanged(partner.id, partner.name)
            await uow.partners.change(partner.id, state=state)
            await refresh_rhythms(uow, [partner.id])
            today = self.organisation.today(by.now)
            told = replanned(await replan(uow, [partner.id], self.organisation, today, remembered=True))
            await uow.search.touch([partner.id])
            return await finish(uow, by, name, PartnerChanged(partner.id, partner.name, told=told), partner.id)


async def look_anew(uow: UnitOfWork, partner_ids: list[int]) -> None:
    """Asks the next planning to look at all days of these partners again: how far ahead they show has changed."""
    occasions = await uow.occasions.list_by(partner_id=partner_ids)
    kept = await uow.kept_feasts.list_by(partner_id=partner_ids)
    await uow.due.look_next(dict.fromkeys(row.id for row in occasions), dict.fromkeys(row.id for row in kept))


async def _meanwhile(uow: UnitOfWork, partner_id: int, field: str) -> ChangedMeanwhile:
    partner = await uow.partners.get(partner_id)
    value = value_in(partner, field)
    return await changed_meanwhile(uow, partner_id, ("partners", partner_id), columns_of(field), field, value)


async def _keep_anniversary(uow: UnitOfWork, partner: Partner, fields: Mapping[str, Any]) -> None:
    """The start of the partnership comes again each year where its day is known."""
    kept = await uow.occasions.list_by(partner_id=partner.id, person_id=None, kind=OccasionKind.PARTNERSHIP)
    on, before = fields["since_on"], partner.since_on
    if on is None:
        for one in kept:
            if before is not None and (one.day, one.month) == (before.day, before.month):
                await uow.occasions.remove(one.id)
    elif kept:
        day = {"day": on.day, "month": on.month, "year": on.year, "calendar": Calendar.GREGORIAN, "single": False}
        await uow.occasions.change(kept[0].id, surfaces_on=None, **day)
    else:
        await uow.occasions.add(Occasion(partner.id, OccasionKind.PARTNERSHIP, on.day, on.month, year=on.year))


async def _check_colleague(uow: UnitOfWork, partner: Partner, fields: dict[str, Any]) -> None:
    """Refuses who left, and an owner as backup; a backup who becomes owner is backup no more."""
    ((field, id),) = fields.items()
    if id is None:
        return
    colleague = await uow.staff.get(id)
    if colleague.state is StaffState.LEFT:
        raise BadValue("owner", "has_left", (("person", colleague.name),))
    if field == "owner_id" and id == partner.backup_id:
        fields["backup_id"] = None
    if field == "backup_id" and id == partner.owner_id:
        raise BadValue("owner", "owner_is_backup", (("person", colleague.name),))
