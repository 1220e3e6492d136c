"""A small team with a partner, for tests of what colleagues see of reminders and contacts."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from bot.domain.interactions import Interaction
from bot.domain.partners import Partner
from bot.domain.people import Person as PersonThere
from bot.domain.reminders import Reminder
from bot.domain.words import Purpose, ReminderKind, ReminderState, Role, Tier
from tests.chat.harness import BotUnderTest, Person

TODAY = date(2026, 11, 23)
"""A Monday."""
LONG_AGO = date(2026, 1, 5)


@dataclass
class Scene:
    """Rina answers for the clinic; Sari manages; Dewi works at the clinic."""

    rawat: BotUnderTest
    rina: Person
    sari: Person
    clinic: Partner
    dewi: PersonThere

    async def contact(self, days_ago: int, purpose: Purpose = Purpose.CHECK_IN, **fields: Any) -> Interaction:
        """A contact with the clinic, noted so many days ago by Rina."""
        on = TODAY - timedelta(days=days_ago)
        fields = {"staff_id": self.rina.staff_id, "partner_id": self.clinic.id, **fields}
        kept: list[Interaction] = await self.rawat.put(Interaction(on=on, purpose=purpose, **fields))
        return kept[0]

    async def reminder(self, kind: ReminderKind, subject: str = "", due_in: int = 0, **fields: Any) -> Reminder:
        """An open reminder of Rina's about the clinic."""
        due_on = TODAY + timedelta(days=due_in)
        known: dict[str, Any] = {
            "partner_id": self.clinic.id,
            "cycle": subject or kind.value,
            "due_on": due_on,
            "staff_id": self.rina.staff_id,
            "state": ReminderState.OPEN,
            "opened_on": min(due_on, TODAY),
            **fields,
        }
        kept: list[Reminder] = await self.rawat.put(Reminder(kind=kind, subject=subject, **known))
        return kept[0]

    async def state(self, reminder: Reminder) -> Reminder:
        """The reminder as it is now."""
        rows: list[Reminder] = await self.rawat.all(Reminder)
        return next(one for one in rows if one.id == reminder.id)

    async def contacts(self) -> list[Interaction]:
        """All contacts, the oldest first."""
        return await self.rawat.all(Interaction)


async def clinic_scene(rawat: BotUnderTest, language: str = "en", **partner: Any) -> Scene:
    """The scene; everybody reads in this language."""
    rina = await rawat.colleague("Rina", language=language)
    sari = await rawat.colleague("Sari", Role.MANAGER, language=language)
    fields: dict[str, Any] = {"tier": Tier.KEY, "owner_id": rina.staff_id, "added_on": LONG_AGO, **partner}
    (clinic,) = await rawat.put(Partner("Klinik Sehat Bersama", **fields))
    (dewi,) = await rawat.put(PersonThere(clinic.id, "Dewi Anggraini", "dr.", role="Kepala Klinik"))
    return Scene(rawat, rina, sari, clinic, dewi)
