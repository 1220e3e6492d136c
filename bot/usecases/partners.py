"""Partners one by one: added with their name alone, changed field by field, put away and brought back."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.domain.errors import BadValue
from bot.domain.partners import Partner
from bot.domain.ports import Actor, Organisation, Storage, UnitOfWork
from bot.domain.roster import cells
from bot.domain.words import Kind, PartnerState, Role, StaffState, Tier
from bot.usecases.acting import done_before, finish, need
from bot.usecases.known import living_partner, merged_partner
from bot.usecases.planning.plan_reminders import replan
from bot.usecases.rhythms import refresh_rhythms

SEARCHED = frozenset({"name", "city", "phone", "email"})
"""Fields by which a partner is found."""
PLANNED_BY = frozenset({"tier", "owner_id", "backup_id"})
"""Fields on which its reminders rest."""


@dataclass(frozen=True, slots=True)
class PartnerChanged:
    """A partner that was added or changed."""

    partner_id: int
    name: str
    change_set_id: int | None = None


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
    """Changes one field of a partner: name, tier, kind, owner, backup, language, city, phone, email, note."""

    storage: Storage
    organisation: Organisation

    async def __call__(self, by: Actor, partner_id: int, field: str, value: str) -> PartnerChanged:
        """*value* is as typed or as a button holds it; an empty one takes the field away. ``BadValue`` says why not."""
        need(by, Role.STAFF)
        fields = _fields(field, value.strip(), self.organisation.country)
        async with self.storage.write() as uow:
            if before := await done_before(uow, by, "change_partner", PartnerChanged):
                return before
            partner = await living_partner(uow, partner_id)
            if field in ("owner_id", "backup_id"):
                await _check_colleague(uow, partner, fields)
            if field == "owner_id" and fields["owner_id"] != partner.owner_id:
                fields["owner_since_on"] = self.organisation.today(by.now)
            changed = await uow.partners.change(partner.id, **fields)
            if field in PLANNED_BY:
                await refresh_rhythms(uow, [partner.id])
                await replan(uow, [partner.id], self.organisation, self.organisation.today(by.now))
            if field in SEARCHED:
                await uow.search.touch([partner.id])
            return await finish(uow, by, "change_partner", PartnerChanged(changed.id, changed.name), changed.id)


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
            await uow.partners.change(partner.id, state=state)
            await refresh_rhythms(uow, [partner.id])
            await replan(uow, [partner.id], self.organisation, self.organisation.today(by.now))
            await uow.search.touch([partner.id])
            return await finish(uow, by, name, PartnerChanged(partner.id, partner.name), partner.id)


async def look_anew(uow: UnitOfWork, partner_ids: list[int]) -> None:
    """Asks the next planning to look at all days of these partners again: how far ahead they show has changed."""
    occasions = await uow.occasions.list_by(partner_id=partner_ids)
    kept = await uow.kept_feasts.list_by(partner_id=partner_ids)
    await uow.due.look_next(dict.fromkeys(row.id for row in occasions), dict.fromkeys(row.id for row in kept))


def clean_name(text: str) -> str:
    """A name without line breaks; ``BadValue`` for none, or one that is too long."""
    name = cells.cleaned(text)
    if not name:
        raise BadValue("name", "empty")
    return _short(name)


def _short(text: str) -> str:
    if len(text) > cells.NAME_LENGTH:
        raise BadValue("text", "too_long", (("most", cells.NAME_LENGTH), ("length", len(text))))
    return text


def _note(text: str) -> str:
    note = cells.cleaned(text, lines=True)
    if len(note) > cells.NOTE_LENGTH:
        raise BadValue("note", "too_long", (("most", cells.NOTE_LENGTH), ("length", len(note))))
    return note


def _email(text: str) -> str:
    address = cells.email_address(text)
    if address is None:
        raise BadValue("email", "bad_email")
    return address


def _language(text: str) -> str:
    language = cells.language_named(text)
    if language is None:
        raise BadValue("language", "bad_language")
    return language


_READ: Mapping[str, Callable[[str], Any]] = {
    "name": clean_name,
    "tier": Tier,
    "kind": Kind,
    "owner_id": int,
    "backup_id": int,
    "language": _language,
    "city": lambda text: _short(cells.cleaned(text)),
    "email": _email,
    "note": _note,
}
_NEVER_EMPTY = frozenset({"name", "tier", "kind"})


def _fields(field: str, value: str, country: str) -> dict[str, Any]:
    if not value and field not in _NEVER_EMPTY:
        return {field: None}
    if field == "phone":
        # A phone that is none is kept as it was typed; the card shows it so.
        return {"phone": cells.phone_number(value, country) or _short(cells.cleaned(value))}
    return {field: _READ[field](value)}


async def _check_colleague(uow: UnitOfWork, partner: Partner, fields: Mapping[str, Any]) -> None:
    (id,) = fields.values()
    if id is None:
        return
    colleague = await uow.staff.get(id)
    if colleague.state is StaffState.LEFT:
        raise BadValue("owner", "has_left", (("person", colleague.name),))
    both = {"owner_id": partner.owner_id, "backup_id": partner.backup_id} | dict(fields)
    if both["owner_id"] == both["backup_id"]:
        raise BadValue("owner", "owner_is_backup", (("person", colleague.name),))
