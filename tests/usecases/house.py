"""A small house to plan in: colleagues, partners, and days that pass."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.domain.interactions import Interaction
from bot.domain.partners import Partner
from bot.domain.people import Person
from bot.domain.ports import Organisation, Storage
from bot.domain.reminders import Announcement, Reminder
from bot.domain.staff import Staff
from bot.domain.words import Consent, NoticeState, Purpose, ReminderKind, ReminderState, Role, StaffState, Tier
from bot.usecases.planning.plan_reminders import Planned, PlanReminders, replan
from bot.usecases.rhythms import refresh_rhythms
from tests.fakes import FakeStorage

ORGANISATION = Organisation(zone=ZoneInfo("Asia/Jakarta"))
MONDAY = date(2026, 11, 23)


def at(day: date, hour: int = 8, minute: int = 0) -> datetime:
    """An instant by the organisation's wall clock."""
    return datetime.combine(day, time(hour, minute), ORGANISATION.zone).astimezone(UTC)


def staff(name: str = "Rina", role: Role = Role.STAFF, **fields: Any) -> Staff:
    """A colleague who has joined."""
    fields.setdefault("state", StaffState.ACTIVE)
    fields.setdefault("telegram_id", abs(hash(name)) % 10**9 + 1)
    return Staff(name=name, role=role, **fields)


class House:
    """A storage with one owner, and what one does in it."""

    def __init__(self, storage: Storage | None = None) -> None:
        self.storage: Any = storage or FakeStorage()

    async def put(self, *rows: Any) -> list[Any]:
        """Keeps rows as they are."""
        return list(await self.storage.put(*rows))

    async def owner(self, name: str = "Rina", **fields: Any) -> Staff:
        """A colleague."""
        return (await self.put(staff(name, **fields)))[0]  # type: ignore[no-any-return]

    async def partner(self, owner: Staff | None, tier: Tier = Tier.KEY, **fields: Any) -> Partner:
        """A partner with its rhythms; not due for long unless told so."""
        fields.setdefault("added_on", MONDAY)
        fields.setdefault("baseline_on", MONDAY)
        name = fields.pop("name", "Klinik Sehat Bersama")
        fields.setdefault("owner_id", owner.id if owner else None)
        (partner,) = await self.put(Partner(name=name, tier=tier, **fields))
        await self.refresh(partner)
        return partner  # type: ignore[no-any-return]

    async def person(self, partner: Partner, name: str = "Ratna Wulandari", **fields: Any) -> Person:
        """A person who agreed that their days are remembered."""
        fields.setdefault("consent", Consent.AGREED)
        return (await self.put(Person(partner_id=partner.id, name=name, **fields)))[0]  # type: ignore[no-any-return]

    async def refresh(self, *partners: Partner) -> None:
        """Rhythms are recomputed."""
        async with self.storage.write() as uow:
            await refresh_rhythms(uow, [partner.id for partner in partners])
            await uow.commit()

    async def log(self, partner: Partner, on: date, purpose: Purpose = Purpose.CHECK_IN, **fields: Any) -> Interaction:
        """A contact, which settles nothing by itself here."""
        (contact,) = await self.put(Interaction(partner.id, on, purpose, **fields))
        await self.refresh(partner)
        return contact  # type: ignore[no-any-return]

    async def plan(self, day: date, hour: int = 8) -> Planned:
        """One run of planning."""
        return await PlanReminders(self.storage, ORGANISATION)(at(day, hour))

    async def edit(self, noun: str, id: int, today: date, partner: Partner, **fields: Any) -> None:
        """A change of one row, with the replanning that belongs to it."""
        async with self.storage.write() as uow:
            await getattr(uow, noun).change(id, **fields)
            await refresh_rhythms(uow, [partner.id])
            await replan(uow, [partner.id], ORGANISATION, today)
            await uow.commit()

    async def deliver(self, but: int = 0) -> None:
        """All notices arrive, but for one."""
        async with self.storage.write() as uow:
            for notice in await uow.notices.list_by(state=NoticeState.WAITING):
                state = NoticeState.DROPPED if notice.id == but else NoticeState.SENT
                await uow.notices.change(notice.id, state=state)
            await uow.commit()

    async def answer(self, reminder: Reminder, state: ReminderState, at_: datetime) -> None:
        """An answer, without what it writes."""
        async with self.storage.write() as uow:
            await uow.reminders.change(reminder.id, state=state, answered_at=at_)
            await uow.commit()

    def reminders(self, *kinds: ReminderKind) -> list[Reminder]:
        """All reminders of these kinds."""
        return [one for one in self.storage.all(Reminder) if not kinds or one.kind in kinds]

    def only(self, *kinds: ReminderKind) -> Reminder:
        """The one reminder of these kinds."""
        (found,) = self.reminders(*kinds)
        return found

    def shown(self) -> set[tuple[Any, ...]]:
        """Reminders and announcements, as far as they must not depend on when and how often jobs ran."""
        reminders = {
            (replace(one, id=0, planned_on=None), *self._announced(one.id)) for one in self.storage.all(Reminder)
        }
        return set(reminders)

    def _announced(self, reminder_id: int) -> list[tuple[Any, ...]]:
        found = [one for one in self.storage.all(Announcement) if one.reminder_id == reminder_id]
        return sorted((one.stage.value, one.mark, one.on) for one in found)


def days(count: int) -> timedelta:
    """So many days."""
    return timedelta(days=count)
