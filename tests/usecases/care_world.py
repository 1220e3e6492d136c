"""A small world of care for the tests of use cases: colleagues, partners, people, and a clock that is told."""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from bot.domain.interactions import Interaction
from bot.domain.partners import Partner
from bot.domain.people import Person
from bot.domain.ports import Actor, Organisation
from bot.domain.reminders import Announcement, Reminder
from bot.domain.staff import Staff
from bot.domain.words import Purpose, ReminderKind, ReminderState, Role, StaffState, Stage, Tier
from tests.fakes import FakeStorage

ORGANISATION = Organisation(ZoneInfo("Asia/Jakarta"))
TODAY = date(2026, 11, 23)
"""A Monday."""
NOON = datetime(2026, 11, 23, 5, 0, tzinfo=UTC)
"""Noon in Jakarta."""

E = TypeVar("E")


def colleague(id: int, name: str, role: Role = Role.STAFF) -> Staff:
    """A colleague who has joined."""
    return Staff(name, role, StaffState.ACTIVE, telegram_id=100 + id, added_on=date(2026, 1, 5), id=id)


RINA = colleague(1, "Rina")
SARI = colleague(2, "Sari")
MAYA = colleague(3, "Maya", Role.MANAGER)
ANDI = colleague(4, "Andi", Role.ADMIN)
CLINIC = Partner("Klinik Sehat Bersama", Tier.KEY, owner_id=1, added_on=date(2026, 1, 5), id=1)
RADIO = Partner("Radio Suara Kota", Tier.CORE, owner_id=2, added_on=date(2026, 1, 5), id=2)
DEWI = Person(1, "Dewi Anggraini", "dr.", id=1)
MADE = Person(1, "Made Wirawan", "Pak", id=2)
AGUS = Person(2, "Agus Salim", "Pak", id=3)


def by(staff: Staff, days: int = 0, key: str | None = None, *, again: bool = False) -> Actor:
    """Somebody acting so many days after today."""
    return Actor(staff, NOON + timedelta(days=days), key, again)


@dataclass
class World:
    """The storage with the people above in it, and short ways to add to it."""

    storage: FakeStorage = field(default_factory=FakeStorage)

    async def settle_in(self) -> "World":
        """Puts the people and partners in."""
        await self.storage.put(RINA, SARI, MAYA, ANDI, CLINIC, RADIO, DEWI, MADE, AGUS)
        return self

    async def contact(self, ago: int, purpose: Purpose = Purpose.CHECK_IN, **fields: Any) -> Interaction:
        """A contact with the clinic, so many days ago."""
        draft = Interaction(1, TODAY - timedelta(days=ago), purpose, staff_id=fields.pop("staff_id", 1))
        (kept,) = await self.storage.put(replace(draft, **{"logged_at": NOON, **fields}))
        return kept  # type: ignore[no-any-return]

    async def reminder(
        self, kind: ReminderKind = ReminderKind.CHECK_IN, *, announced: int | None = 2, **fields: Any
    ) -> Reminder:
        """An open reminder of the clinic, announced so many days ago."""
        due_on = TODAY - timedelta(days=3)
        made = Reminder(1, kind, "", "start", due_on, staff_id=1, state=ReminderState.OPEN, opened_on=due_on)
        (kept,) = await self.storage.put(replace(made, **fields))
        if announced is not None:
            on = TODAY - timedelta(days=announced)
            await self.storage.put(Announcement(kept.id, Stage.OPENED, on))
        return kept  # type: ignore[no-any-return]

    async def birthday(self, person: Person = DEWI, *, announced: int | None = 1, **fields: Any) -> Reminder:
        """An open congratulation: greeting days from yesterday to in six days."""
        first = TODAY - timedelta(days=1)
        window = {
            "subject": f"occasion:{person.id}",
            "cycle": "2026",
            "person_id": person.id,
            "due_on": first,
            "opens_on": first,
            "last_on": first + timedelta(days=7),
            "opened_on": first,
        }
        return await self.reminder(ReminderKind.CONGRATULATION, announced=announced, **{**window, **fields})

    def now(self, row: E) -> E:
        """A row as it is now."""
        return next(one for one in self.storage.all(type(row)) if one.id == row.id)  # type: ignore[attr-defined]


def draft(purpose: Purpose = Purpose.CHECK_IN, ago: int = 0, **fields: Any) -> Interaction:
    """A draft of a contact with the clinic."""
    return replace(Interaction(1, TODAY - timedelta(days=ago), purpose), **fields)
