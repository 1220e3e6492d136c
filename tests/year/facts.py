"""The rows of one moment, as the oracle looks at them."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.domain.people import Person
from bot.domain.reminders import Reminder
from bot.domain.words import (
    Direction,
    Purpose,
    ReminderKind,
    ReminderState,
    Role,
    StaffState,
)
from tests.year.life import Life

STANDING = (ReminderState.OPEN, ReminderState.SNOOZED)
ESCALATED = (
    ReminderKind.CHECK_IN,
    ReminderKind.UPDATE,
    ReminderKind.GESTURE,
    ReminderKind.PROMISE,
    ReminderKind.RENEWAL,
)
WISHES = (ReminderKind.CONGRATULATION, ReminderKind.CONDOLENCE)
LIVING = (ReminderState.PLANNED, ReminderState.OPEN, ReminderState.SNOOZED)
OPEN_COMPLAINT = {"purpose": Purpose.COMPLAINT, "direction": Direction.THEIRS, "settled_on": None}
ANSWERED = (ReminderState.DONE, ReminderState.SKIPPED)


@dataclass
class Facts:
    """The rows as they are at one moment."""

    today: date
    partners: dict[int, Any]
    people: dict[int, Person]
    staff: dict[int, Any]
    away: dict[int, Any]
    occasions: list[Any]
    kept: list[Any]
    confirmed: list[Any]
    events: list[Any]
    complaining: set[int]
    reminders: list[Reminder]

    def managers(self) -> list[int]:
        """Managers who see what nobody else does (2.6): present ones; else admins; else whoever is reached."""
        reached = [one for one in self.staff.values() if one.state is StaffState.ACTIVE and one.role is not Role.STAFF]
        managers = [one.id for one in reached if one.role is Role.MANAGER]
        admins = [one.id for one in reached if one.role is Role.ADMIN]
        for group in (managers, admins):
            if here := [id for id in group if id not in self.away]:
                return here
        return managers or admins

    def here(self, staff_id: int | None) -> bool:
        """Whether messages reach this colleague, who is not away."""
        one = self.staff.get(staff_id or 0)
        return one is not None and one.state is StaffState.ACTIVE and staff_id not in self.away

    def sees(self, staff_id: int, kind: ReminderKind) -> bool:
        """Whether this colleague is there for such a reminder."""
        one = self.staff.get(staff_id)
        if one is None or one.state is not StaffState.ACTIVE:
            return False
        absence = self.away.get(staff_id)
        keeps = absence is not None and kind in WISHES and not absence.everything
        return absence is None or keeps or staff_id in self.managers()


async def read_facts(life: Life, reminders: list[Reminder]) -> Facts:
    """The rows of this moment."""
    today = life.today
    return Facts(
        today,
        {one.id: one for one in await life.rows("partners")},
        {one.id: one for one in await life.rows("people")},
        {one.id: one for one in await life.rows("staff")},
        {one.staff_id: one for one in await life.rows("absences") if one.from_on <= today <= one.until_on},
        await life.rows("occasions"),
        await life.rows("kept_feasts"),
        await life.rows("confirmed_feasts"),
        await life.rows("events"),
        {one.partner_id for one in await life.rows("interactions", **OPEN_COMPLAINT)},
        reminders,
    )
