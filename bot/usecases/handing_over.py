"""Handing partners over: the new owner is told what is due, and introduces themselves within five working days."""

from collections.abc import Iterable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.briefs import BriefItem
from bot.domain.errors import BadValue
from bot.domain.notices import Notice
from bot.domain.paging import page_near, pages_of
from bot.domain.partners import Partner
from bot.domain.planning.wanted import INTRODUCED_WITHIN
from bot.domain.ports import Actor, Organisation, Storage, UnitOfWork
from bot.domain.reminders import Reminder
from bot.domain.staff import Staff
from bot.domain.words import NoticeKind, PartnerState, ReminderKind, ReminderState, Role, StaffState, Stage
from bot.usecases.acting import done_before, finish, need
from bot.usecases.brief_items import read_items
from bot.usecases.planning.applying import PlanChange
from bot.usecases.planning.plan_reminders import replan
from bot.usecases.planning.reading import LIVING
from bot.usecases.rhythms import work_calendar
from bot.usecases.telling import handed_key, invite_key, mark_of_act

_KEPT = (PartnerState.ACTIVE, PartnerState.ARCHIVED)
PART = 500
PAGE = 12
"""Colleagues on a page."""
REMEMBERED = 300
"""Up to so many partners, taking the act back leads the reminders of all of them back to where they were at once."""


@dataclass(frozen=True, slots=True)
class HandedOver:
    """Partners that went to another colleague: how many, to whom; a pending one needs their link."""

    staff_id: int
    name: str
    partners: int
    pending: bool = False
    change_set_id: int | None = None


@dataclass(frozen=True, slots=True)
class HandOverAll:
    """Hands everything of a colleague over: what they answer for, and where they stand in. For managers."""

    storage: Storage
    organisation: Organisation

    async def __call__(self, by: Actor, from_id: int, to_id: int) -> HandedOver:
        """``BadValue`` for who has left, for oneself to oneself, and where there is nothing to hand over."""
        need(by, Role.MANAGER)
        today = self.organisation.today(by.now)
        async with self.storage.write() as uow:
            if before := await done_before(uow, by, "hand_over", HandedOver):
                return before
            giver, taker = await uow.staff.get(from_id), await uow.staff.get(to_id)
            if taker.state is StaffState.LEFT or giver.id == taker.id:
                raise BadValue("owner", "has_left" if giver.id != taker.id else "same_owner", (("person", taker.name),))
            partners = await uow.partners.list_by(owner_id=giver.id, state=_KEPT)
            backed = await uow.partners.list_by(backup_id=giver.id, state=_KEPT)
            if not partners and not backed:
                raise BadValue("owner", "nothing_to_hand_over", (("person", giver.name),))
            await _give(uow, giver, taker, partners, backed, today)
            ids = [one.id for one in (*partners, *backed)]
            for start in range(0, len(ids), PART):
                moved = await uow.partners.list_in(ids[start : start + PART])
                await _introduce(uow, [one for one in moved if one.owner_id == taker.id], self.organisation, today)
                with uow.aside() if len(ids) > REMEMBERED else nullcontext():
                    await _replan(uow, moved, self.organisation, today)
            if taker.state is not StaffState.PENDING:
                await _tell(uow, by, taker, partners)
            outcome = HandedOver(taker.id, taker.name, len(partners), taker.state is StaffState.PENDING)
            return await finish(uow, by, "hand_over", outcome)


async def follow_hand_over(uow: UnitOfWork, by: Actor, partner_id: int, organisation: Organisation) -> list[PlanChange]:
    """What a partner's new owner entails, in the transaction that set them: gives what became of the reminders.

    It replans as well, and writes that down: taking the change back leads the reminders back to where they were.
    """
    partner, today = await uow.partners.get(partner_id), organisation.today(by.now)
    owner = await uow.staff.find(partner.owner_id)
    if owner is not None:
        await _introduce(uow, [partner], organisation, today)
    changes = await _replan(uow, [partner], organisation, today)
    if owner is not None:
        await _tell(uow, by, owner, [partner])
    return changes


async def _give(
    uow: UnitOfWork, giver: Staff, taker: Staff, partners: Sequence[Partner], backed: Sequence[Partner], today: date
) -> None:
    ids = [one.id for one in partners]
    # Nobody is owner and backup at once.
    await uow.partners.change_many(ids, {"backup_id": taker.id}, backup_id=None)
    await uow.partners.change_many(ids, {"owner_id": giver.id}, owner_id=taker.id, owner_since_on=today)
    own = [one.id for one in backed if one.owner_id == taker.id]
    await uow.partners.change_many(own, {"backup_id": giver.id}, backup_id=None)
    others = [one.id for one in backed if one.owner_id != taker.id]
    await uow.partners.change_many(others, {"backup_id": giver.id}, backup_id=taker.id)


async def _introduce(uow: UnitOfWork, partners: Sequence[Partner], organisation: Organisation, today: date) -> None:
    """Makes the reminder to introduce oneself, on the very day on which the partner was added too."""
    due_on = work_calendar(organisation).add_working(today, INTRODUCED_WITHIN)
    fresh = [
        Reminder(
            partner_id=one.id,
            kind=ReminderKind.INTRODUCE,
            subject=f"owner:{one.owner_id}",
            cycle=today.isoformat(),
            due_on=due_on,
            staff_id=one.owner_id,
            opens_on=today,
            state=ReminderState.OPEN,
            opened_on=today,
            planned_on=today,
        )
        for one in partners
        if one.state is PartnerState.ACTIVE
    ]
    new = {one.identity for one in await uow.reminders.add_new(fresh)}
    for one in fresh:
        known = None if one.identity in new else await uow.reminders.find_by_identity(one.identity)
        if known is not None:
            # Handed back and forth within a day: what was withdrawn in between counts again.
            await uow.reminders.change_when(known.id, {"state": ReminderState.WITHDRAWN}, state=ReminderState.OPEN)


async def _replan(
    uow: UnitOfWork, partners: Sequence[Partner], organisation: Organisation, today: date
) -> list[PlanChange]:
    return await replan(uow, [one.id for one in partners], organisation, today, remembered=True)


async def _tell(uow: UnitOfWork, by: Actor, owner: Staff, partners: Sequence[Partner]) -> None:
    """Owes the new owner what is due; of one who has yet to join, managers are asked to pass the link on."""
    if owner.state is StaffState.PENDING:
        await tell_pending(uow, by, [owner])
    else:
        await tell_owner(uow, by, owner, [one.id for one in partners if one.state is PartnerState.ACTIVE])


async def tell_owner(uow: UnitOfWork, by: Actor, owner: Staff, ids: Sequence[int]) -> None:
    """Owes a new owner the word of these partners, unless they took them themselves."""
    mark = mark_of_act(by.key, by.now)
    if ids and owner.present and owner.id != by.staff.id:
        facts = {"partners": ids, "by": by.staff.id}
        await uow.notices.owe(
            Notice(NoticeKind.HANDED_OVER, handed_key(mark, owner.id), staff_id=owner.id, facts=facts)
        )


async def tell_pending(uow: UnitOfWork, by: Actor, pending: Sequence[Staff]) -> None:
    """Owes the manager who acts, else all managers, the word that partners wait for these colleagues."""
    if not pending:
        return
    leading = await uow.staff.list_active(Role.MANAGER)
    managers = [one for one in leading if one.role is Role.MANAGER] or leading
    facts = {"staff": [one.id for one in pending]}
    for one in [one for one in leading if one.id == by.staff.id] or managers:
        key = invite_key(mark_of_act(by.key, by.now), one.id)
        await uow.notices.owe(Notice(NoticeKind.INVITE_PENDING, key, staff_id=one.id, facts=facts))


@dataclass(frozen=True, slots=True)
class Received:
    """What a new owner is told: how many partners, the one if it is one, what is due there, and until when to meet."""

    total: int
    partner: Partner | None
    items: tuple[BriefItem, ...]
    introduce_by: date | None


@dataclass(frozen=True, slots=True)
class ShowReceived:
    """What is due at partners that were handed over to a colleague, as it is now."""

    storage: Storage
    organisation: Organisation

    async def __call__(self, staff_id: int, partner_ids: Iterable[int], now: datetime) -> Received | None:
        """None where none of them is theirs any more."""
        today = self.organisation.today(now)
        async with self.storage.read() as uow:
            found = [one for one in await uow.partners.list_in(partner_ids) if _is_owned(one, staff_id)]
            if not found:
                return None
            ids = [one.id for one in found]
            living = [
                one
                for start in range(0, len(ids), PART)
                for one in await uow.reminders.list_by(partner_id=ids[start : start + PART], state=LIVING)
            ]
            due = sorted((one for one in living if _is_due(one, today)), key=lambda one: (one.due_on, one.id))
            items = await read_items(uow, [(one, Stage.OPENED) for one in due], today, staff_id)
        meeting = [one.due_on for one in living if one.kind is ReminderKind.INTRODUCE]
        return Received(len(found), found[0] if len(found) == 1 else None, items, min(meeting, default=None))


def _is_owned(partner: Partner, staff_id: int) -> bool:
    return partner.owner_id == staff_id and partner.state is PartnerState.ACTIVE


def _is_due(reminder: Reminder, today: date) -> bool:
    """Whether there is something to do: a rhythm that waits its turn in the new owner's queue counts too."""
    if reminder.kind is ReminderKind.INTRODUCE:
        return False
    waits = reminder.of_rhythm and reminder.state is ReminderState.PLANNED and reminder.due_on <= today
    return waits or reminder.state in (ReminderState.OPEN, ReminderState.SNOOZED)


@dataclass(frozen=True, slots=True)
class Takers:
    """A page of the colleagues who may take over what a colleague has, and how many partners that are."""

    giver: Staff
    partners: int
    takers: tuple[Staff, ...]
    page: int
    pages: int


@dataclass(frozen=True, slots=True)
class ListTakers:
    """Who may take over everything of a colleague, who may have left. For managers."""

    storage: Storage

    async def __call__(self, by: Actor, from_id: int, page: int = 0) -> Takers:
        """By name; those who have left are left out, those who have yet to join are not."""
        need(by, Role.MANAGER)
        async with self.storage.read() as uow:
            giver = await uow.staff.get(from_id)
            staff = [one for one in await uow.staff.list_by() if one.state is not StaffState.LEFT and one.id != from_id]
            partners = await uow.partners.count_by(owner_id=from_id, state=_KEPT)
        staff.sort(key=lambda one: (one.name.casefold(), one.id))
        pages = pages_of(len(staff), PAGE)
        page = page_near(page, len(staff), PAGE)
        return Takers(giver, partners, tuple(staff[page * PAGE : (page + 1) * PAGE]), page, pages)
