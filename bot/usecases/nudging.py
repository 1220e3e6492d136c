"""A kind word from a manager to whoever looks after a partner: with the reminder, once a day at most."""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.notices import Notice
from bot.domain.partners import Partner
from bot.domain.planning.facts import team_of
from bot.domain.planning.responsible import responsible
from bot.domain.ports import Actor, Organisation, Storage, UnitOfWork
from bot.domain.reminders import Reminder
from bot.domain.words import NoticeKind, NoticeState, PartnerState, ReminderKind, ReminderState, Role
from bot.usecases.acting import need
from bot.usecases.known import merged_partner

ASKED_FOR = (ReminderKind.CHECK_IN, ReminderKind.PROMISE, ReminderKind.RENEWAL)
"""Which open reminder goes along, if there are several: these first."""


class Nudging(StrEnum):
    """What became of a nudge."""

    SENT = "sent"
    ALREADY = "already"
    ONES_OWN = "ones_own"
    NOBODY = "nobody"
    ARCHIVED = "archived"


@dataclass(frozen=True, slots=True)
class Nudged:
    """What became of it, and whom it reaches."""

    what: Nudging
    partner: Partner
    staff_id: int | None = None
    name: str | None = None
    instead_of: str | None = None


@dataclass(frozen=True, slots=True)
class NudgeOwner:
    """Owes the colleague who is reminded of a partner a kind word. For managers.

    Who is away is left in peace: whoever stands in gets it. A colleague is nudged about a partner once a day at most.
    """

    storage: Storage
    organisation: Organisation

    async def __call__(self, by: Actor, partner_id: int) -> Nudged:
        """Nothing is sent to oneself, nor where nobody is there to be reminded."""
        need(by, Role.MANAGER)
        today = self.organisation.today(by.now)
        async with self.storage.write() as uow:
            partner = await merged_partner(uow, partner_id)
            if partner.state is not PartnerState.ACTIVE:
                return Nudged(Nudging.ARCHIVED, partner)
            team = team_of(await uow.staff.list_by(), await uow.absences.list_by(), today)
            reached = responsible(partner, ReminderKind.CHECK_IN, team)
            colleague, owner = team.staff.get(reached or 0), team.staff.get(partner.owner_id or 0)
            if colleague is None or not colleague.present:
                return Nudged(Nudging.NOBODY, partner)
            instead_of = owner.name if owner is not None and owner.id != colleague.id else None
            told = Nudged(Nudging.SENT, partner, colleague.id, colleague.name, instead_of)
            if colleague.id == by.staff.id:
                return Nudged(Nudging.ONES_OWN, partner, colleague.id, colleague.name, instead_of)
            reminder = await _open_reminder(uow, partner.id)
            facts = {
                "partner_id": partner.id,
                "reminder_id": reminder.id if reminder else None,
                "by": by.staff.id,
                "act": by.key,
            }
            key = f"nudge:{partner.id}:{colleague.id}:{today.isoformat()}"
            notice = Notice(NoticeKind.NUDGE, key, staff_id=colleague.id, facts=facts, due_on=today)
            if await uow.notices.owe(notice) is None:
                (known,) = await uow.notices.list_by(key=key)
                # The same press, done again after a kill, was told that it was sent.
                if not (by.again and known.facts.get("act") == by.key and known.state is not NoticeState.REFUSED):
                    return Nudged(Nudging.ALREADY, partner, colleague.id, colleague.name, instead_of)
            await uow.commit()
        return told


async def _open_reminder(uow: UnitOfWork, partner_id: int) -> Reminder | None:
    found = await uow.reminders.list_by(partner_id=partner_id, state=(ReminderState.OPEN, ReminderState.SNOOZED))
    ranked = sorted(found, key=lambda one: (one.kind not in ASKED_FOR, one.due_on, one.id))
    return ranked[0] if ranked else None
