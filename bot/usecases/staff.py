"""Colleagues: their own settings, the team, roles and leaving."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from bot.domain.errors import BadValue, Outdated
from bot.domain.paging import page_near, pages_of
from bot.domain.ports import Actor, Organisation, Storage, UnitOfWork
from bot.domain.roster.cells import email_address
from bot.domain.staff import Absence, Staff
from bot.domain.words import PartnerState, ReminderState, Role, StaffState
from bot.usecases.acting import act, done_before, need
from bot.usecases.reachability import tell_gone
from bot.usecases.standing_in import pass_on, read_resting
from bot.usecases.telling import mark_of_act

PAGE = 20
"""Colleagues on a page."""
ZONES = {"wib": "Asia/Jakarta", "wita": "Asia/Makassar", "wit": "Asia/Jayapura"}
"""Indonesia's own names of its zones."""


@dataclass(frozen=True, slots=True)
class Changed:
    """A colleague as they are now."""

    staff_id: int


@dataclass(frozen=True, slots=True)
class ChangeOwnSettings:
    """A colleague's own language, zone, hour of the brief, and whether their week comes on Friday.

    A new hour or zone holds from the next brief.
    """

    storage: Storage

    async def __call__(
        self,
        by: Actor,
        *,
        language: str | None = None,
        zone: str | None = None,
        brief_at: time | None = None,
        own_week: bool | None = None,
        email: str | None = None,
    ) -> Staff:
        """Sets what is given; ``BadValue`` for a zone that is not known."""
        need(by, Role.STAFF)
        fields: dict[str, Any] = {
            "language": language,
            "zone": zone and known_zone(zone),
            "brief_at": brief_at,
            "own_week": own_week,
            "email": email and known_email(email),
        }
        async with self.storage.write() as uow:
            changed = await uow.staff.change(
                by.staff.id, **{name: value for name, value in fields.items() if value or value is False}
            )
            if not await done_before(uow, by, "change_settings", Changed):
                await uow.commit(act(by, "change_settings", Changed(changed.id)))
        return changed


def known_email(text: str) -> str:
    """An address; ``BadValue`` for none."""
    address = email_address(text)
    if address is None or not address.isascii():
        raise BadValue("email", "bad_email")
    return address


def known_zone(text: str) -> str:
    """A zone as IANA names it, from its name, its city or WIB, WITA, WIT; ``BadValue`` otherwise."""
    wanted = text.strip().lower().replace(" ", "_")
    if wanted in ZONES:
        return ZONES[wanted]
    matching = sorted(
        zone for zone in available_timezones() if wanted in (zone.lower(), zone.lower().rpartition("/")[2])
    )
    named = [zone for zone in matching if "/" in zone] or matching
    if not wanted or not named:
        raise BadValue("zone", "bad_zone")
    return ZoneInfo(named[0]).key


@dataclass(frozen=True, slots=True)
class TeamMember:
    """A colleague and their load; where they are away today, the absence and who stands in."""

    staff: Staff
    partners: int
    open_reminders: int
    absence: Absence | None = None
    stand_in: str | None = None


@dataclass(frozen=True, slots=True)
class TeamPage:
    """Some of the team, and how many there are in all."""

    members: tuple[TeamMember, ...]
    page: int
    total: int

    @property
    def pages(self) -> int:
        """How many pages the whole team takes."""
        return pages_of(self.total, PAGE)


@dataclass(frozen=True, slots=True)
class ShowTeam:
    """Colleagues with how many partners and open reminders each has, and who is away. For managers."""

    storage: Storage
    organisation: Organisation

    async def __call__(self, by: Actor, page: int = 0) -> TeamPage:
        """A page of them by name; those who left are left out."""
        need(by, Role.MANAGER)
        async with self.storage.read() as uow:
            staff = [one for one in await uow.staff.list_by() if one.state is not StaffState.LEFT]
            staff.sort(key=lambda one: (one.name.casefold(), one.id))
            page = page_near(page, len(staff), PAGE)
            today = self.organisation.today(by.now)
            shown = [await _member(uow, one, today) for one in staff[page * PAGE : (page + 1) * PAGE]]
        return TeamPage(tuple(shown), page, len(staff))


@dataclass(frozen=True, slots=True)
class ShowMember:
    """One colleague and their load. For managers."""

    storage: Storage
    organisation: Organisation

    async def __call__(self, by: Actor, staff_id: int) -> TeamMember | None:
        """None for somebody who left."""
        need(by, Role.MANAGER)
        async with self.storage.read() as uow:
            staff = await uow.staff.find(staff_id)
            if staff is None or staff.state is StaffState.LEFT:
                return None
            return await _member(uow, staff, self.organisation.today(by.now))


@dataclass(frozen=True, slots=True)
class ListPending:
    """Colleagues who are expected and have not joined. For managers."""

    storage: Storage

    async def __call__(self, by: Actor) -> tuple[Staff, ...]:
        """At most a page of them, by name."""
        need(by, Role.MANAGER)
        async with self.storage.read() as uow:
            pending = await uow.staff.list_by(state=StaffState.PENDING)
        return tuple(sorted(pending, key=lambda one: (one.name.casefold(), one.id))[:PAGE])


async def _member(uow: UnitOfWork, staff: Staff, today: date) -> TeamMember:
    partners = await uow.partners.count_by(owner_id=staff.id, state=PartnerState.ACTIVE)
    waiting = await uow.reminders.count_by(staff_id=staff.id, state=ReminderState.OPEN)
    absence = next((one for one in await uow.absences.list_by(staff_id=staff.id) if one.covers(today)), None)
    stand_in = None if absence is None else await uow.staff.find(absence.stand_in_id)
    return TeamMember(staff, partners, waiting, absence, None if stand_in is None else stand_in.name)


@dataclass(frozen=True, slots=True)
class ChangeRole:
    """Gives a colleague another role. For admins; the last admin keeps theirs."""

    storage: Storage

    async def __call__(self, by: Actor, staff_id: int, role: Role) -> Staff:
        """``NotAllowed`` for others, ``BadValue`` where nobody would be admin any more, ``Outdated`` for who left."""
        return await _change(self.storage, by, staff_id, "change_role", {"role": role})


@dataclass(frozen=True, slots=True)
class RemoveColleague:
    """Says that a colleague left: nothing reaches them any more, and what was theirs goes to backup or managers.

    It goes at once, and whoever gets it is told.
    """

    storage: Storage
    organisation: Organisation

    async def __call__(self, by: Actor, staff_id: int) -> Staff:
        """As with roles: ``NotAllowed`` for others than admins, ``BadValue`` for the last one, ``Outdated`` if gone."""
        left = {"state": StaffState.LEFT}
        return await _change(self.storage, by, staff_id, "remove_colleague", left, self.organisation)


async def _change(
    storage: Storage,
    by: Actor,
    staff_id: int,
    name: str,
    fields: Mapping[str, Any],
    organisation: Organisation | None = None,
) -> Staff:
    need(by, Role.ADMIN)
    async with storage.write() as uow:
        if await done_before(uow, by, name, Changed):
            return await uow.staff.get(staff_id)
        before = await uow.staff.get(staff_id)
        if before.state is StaffState.LEFT:
            raise Outdated("staff", staff_id)
        stays_admin = fields.get("role", before.role) is Role.ADMIN and "state" not in fields
        if not stays_admin and await _admins(uow) == [before.id]:
            raise BadValue("role", "last_admin")
        resting = None if organisation is None else await read_resting(uow, staff_id)
        changed = await uow.staff.change(staff_id, **fields)
        await _revoke_invitations(uow, changed, by.now)
        if organisation is not None and resting is not None:
            going = await pass_on(uow, resting, organisation, organisation.today(by.now))
            await tell_gone(uow, changed, going, f"left:{staff_id}:{mark_of_act(by.key, by.now)}", but=by.staff.id)
        await uow.commit(act(by, name, Changed(staff_id)))
    return changed


async def _revoke_invitations(uow: UnitOfWork, staff: Staff, now: datetime) -> None:
    """Ends the open links of somebody who may not invite so any more, so that a later role does not revive them."""
    for one in await uow.invitations.list_by(made_by=staff.id, used_at=None):
        stands = staff.state is not StaffState.LEFT and staff.role.includes(Role.MANAGER)
        if one.expires_at > now and not (stands and staff.role.includes(one.role)):
            await uow.invitations.change_when(one.id, {"used_at": None}, expires_at=now)


async def _admins(uow: UnitOfWork) -> list[int]:
    """The active admins, each held as they are until the commit: two who dismiss each other at once leave one."""
    held = {"role": Role.ADMIN, "state": StaffState.ACTIVE}
    admins = await uow.staff.list_active(Role.ADMIN)
    return [one.id for one in admins if await uow.staff.change_when(one.id, held, role=Role.ADMIN)]
