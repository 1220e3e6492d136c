"""Who comes in: the first admin by a claim, everybody else by a one-time link."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from bot.domain.errors import InvitationRefused, NotAllowed, OperatorError, Outdated
from bot.domain.notices import Notice
from bot.domain.ports import Act, Actor, Organisation, Storage, UnitOfWork
from bot.domain.staff import Invitation, Staff
from bot.domain.words import NoticeKind, Role, StaffState
from bot.usecases.acting import act, done_before, need
from bot.usecases.reachability import note_unreachable
from bot.usecases.standing_in import pass_on, read_resting

CLAIM_LASTS = timedelta(hours=1)
INVITATION_LASTS = timedelta(hours=72)


def hashed(token: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


@dataclass(frozen=True)
class ClaimAdmin:
    """Makes the operator's one-time link to become admin; only the token's hash is kept."""

    storage: Storage

    async def __call__(self, now: datetime, *, recover: bool = False) -> str:
        """The token, good for an hour. Where an admin exists: ``OperatorError`` unless *recover*, and they are told."""
        token = secrets.token_urlsafe(24)
        async with self.storage.write() as uow:
            admins = await uow.staff.list_by(role=Role.ADMIN, state=(StaffState.ACTIVE, StaffState.BLOCKED))
            if admins and not recover:
                raise OperatorError(
                    "There is an admin already; ask them for an invitation. "
                    "If no admin can be reached, run `rawat claim --recover`: all admins are told of it."
                )
            kept = await uow.invitations.add(Invitation(hashed(token), Role.ADMIN, now + CLAIM_LASTS))
            for admin in admins:
                key = f"recover:{kept.id}:{admin.id}"
                await uow.notices.owe(Notice(NoticeKind.RECOVERED_ADMIN, key, staff_id=admin.id))
            await uow.commit(Act("claim", now))
        return token


@dataclass(frozen=True)
class Invited:
    """The invitation that was made; its token is told once and not kept."""

    invitation_id: int


@dataclass(frozen=True)
class Invite:
    """Makes a one-time link for a role, or for a pending colleague."""

    storage: Storage

    async def __call__(self, by: Actor, role: Role, staff_id: int | None = None) -> str:
        """The token, good for 72 hours. Managers invite; nobody gives a role above their own (``NotAllowed``).

        ``Outdated`` for a colleague who is not pending any more.
        """
        need(by, Role.MANAGER)
        if not by.staff.role.includes(role):
            raise NotAllowed(role.value)
        token = secrets.token_urlsafe(24)
        async with self.storage.write() as uow:
            if (made := await done_before(uow, by, "invite", Invited)) is not None:
                # The first token is lost, since only its hash was kept: this one takes its place.
                await uow.invitations.change_when(made.invitation_id, {"used_at": None}, token_hash=hashed(token))
                await uow.commit()
                return token
            expected = None if staff_id is None else await uow.staff.get(staff_id)
            if expected is not None and expected.state is not StaffState.PENDING:
                raise Outdated("staff", expected.id)
            kept = await uow.invitations.add(
                Invitation(hashed(token), role, by.now + INVITATION_LASTS, staff_id=staff_id, made_by=by.staff.id)
            )
            await uow.commit(act(by, "invite", Invited(kept.id)))
        return token


@dataclass(frozen=True)
class Newcomer:
    """Somebody who pressed Start with a link, as Telegram tells of them."""

    telegram_id: int
    name: str
    username: str | None
    language: str


@dataclass(frozen=True)
class Joined:
    """Who came in, and how many partners waited for them."""

    staff_id: int
    partners: int


@dataclass(frozen=True)
class Join:
    """Takes an invitation: a new colleague, a pending one who arrives, or one who gets a higher role."""

    storage: Storage
    organisation: Organisation

    async def __call__(self, newcomer: Newcomer, token: str, now: datetime, key: str, *, again: bool = False) -> Joined:
        """Joins; ``InvitationRefused`` when the link was used, is too old, was never one, or is of no use to them."""
        stranger = Actor(Staff(newcomer.name), now, key, again)
        async with self.storage.write() as uow:
            if (done := await done_before(uow, stranger, "join", Joined)) is not None:
                return done
            invitation = await _open_invitation(uow, token, now)
            pending = await uow.staff.find(invitation.staff_id)
            known = await uow.staff.find_by_telegram(newcomer.telegram_id)
            if known is not None and pending is None and known.may(invitation.role):
                raise InvitationRefused("joined")
            if not await uow.invitations.change_when(invitation.id, {"used_at": None}, used_at=now):
                raise InvitationRefused("used")
            staff = await self._settled(uow, invitation, newcomer, known, pending, now)
            await uow.invitations.change(invitation.id, used_by=staff.id)
            await _tell(uow, invitation, staff)
            joined = Joined(staff.id, await uow.partners.count_by(owner_id=staff.id))
            await uow.commit(act(Actor(staff, now, key), "join", joined))
        return joined

    async def _settled(
        self,
        uow: UnitOfWork,
        invitation: Invitation,
        who: Newcomer,
        known: Staff | None,
        pending: Staff | None,
        now: datetime,
    ) -> Staff:
        fields: dict[str, Any] = {
            "state": StaffState.ACTIVE,
            "telegram_id": who.telegram_id,
            "username": who.username,
            "role": invitation.role,
        }
        if known is not None:
            # Who left comes back as what they are invited to be; nobody else loses a role by a link.
            keeps = known.state is not StaffState.LEFT and known.role.includes(invitation.role)
            fields["role"] = known.role if keeps else invitation.role
            if pending is not None:
                await _take_over(uow, pending, known)
            return await uow.staff.change(known.id, **fields)
        if pending is not None:
            return await uow.staff.change(pending.id, language=who.language, **fields)
        today = self.organisation.today(now)
        return await uow.staff.add(Staff(name=who.name, language=who.language, added_on=today, **fields))


async def _open_invitation(uow: UnitOfWork, token: str, now: datetime) -> Invitation:
    found = await uow.invitations.list_by(token_hash=hashed(token))
    if not found:
        raise InvitationRefused("unknown")
    (invitation,) = found
    if invitation.used_at is not None:
        raise InvitationRefused("used")
    if invitation.expires_at <= now:
        raise InvitationRefused("expired")
    if not await _still_stands(uow, invitation):
        raise InvitationRefused("expired")
    pending = await uow.staff.find(invitation.staff_id)
    if pending is not None and pending.state is not StaffState.PENDING:
        # They came by another link, or are not expected any more.
        raise InvitationRefused("used")
    return invitation


async def _still_stands(uow: UnitOfWork, invitation: Invitation) -> bool:
    """Whether who made it still may: an invitation gives nothing that its maker has lost. A claim has no maker."""
    if invitation.made_by is None:
        return True
    maker = await uow.staff.find(invitation.made_by)
    return maker is not None and maker.may(Role.MANAGER) and maker.may(invitation.role)


async def _take_over(uow: UnitOfWork, pending: Staff, known: Staff) -> None:
    """What waited for a pending colleague goes to somebody who had joined under another name."""
    for part in ("owner_id", "backup_id"):
        for partner in await uow.partners.list_by(**{part: pending.id}):
            await uow.partners.change(partner.id, **{part: known.id})
    await uow.staff.change(pending.id, state=StaffState.LEFT)


async def _tell(uow: UnitOfWork, invitation: Invitation, staff: Staff) -> None:
    if invitation.made_by is not None and invitation.made_by != staff.id:
        key, facts = f"joined:{invitation.id}", {"staff": staff.id}
        await uow.notices.owe(Notice(NoticeKind.JOINED, key, staff_id=invitation.made_by, facts=facts))


@dataclass(frozen=True)
class NoteReachability:
    """Remembers that a colleague blocked the bot, or came back; their reminders go, and come back, at once."""

    storage: Storage
    organisation: Organisation | None = None

    async def __call__(self, telegram_id: int, reachable: bool, now: datetime) -> Staff | None:
        """The colleague whose state changed, as they are now; None for strangers and where nothing changed."""
        async with self.storage.write() as uow:
            staff = await uow.staff.find_by_telegram(telegram_id)
            if staff is None:
                return None
            if reachable:
                changed = await uow.staff.change_when(staff.id, {"state": StaffState.BLOCKED}, state=StaffState.ACTIVE)
                if changed and self.organisation is not None:
                    resting = await read_resting(uow, staff.id)
                    today = self.organisation.today(now)
                    await pass_on(uow, resting, self.organisation, today, remembered=False)
            else:
                changed = await note_unreachable(uow, staff, now, self.organisation)
            if not changed:
                return None
            staff = await uow.staff.get(staff.id)
            await uow.commit(Act("reachability", now, staff_id=None))
        return staff


@dataclass(frozen=True)
class MeetStranger:
    """A stranger gets one polite sentence, and silence after that."""

    storage: Storage

    async def __call__(self, telegram_id: int, language: str) -> bool:
        """Owes the sentence, once for ever; whether it was new. A look first, so that silence costs no write."""
        key = f"stranger:{telegram_id}"
        async with self.storage.read() as uow:
            if await uow.notices.count_by(key=key):
                return False
        async with self.storage.write() as uow:
            notice = Notice(NoticeKind.STRANGER, key, chat_id=telegram_id, facts={"language": language})
            new = await uow.notices.owe(notice) is not None
            await uow.commit()
        return new
