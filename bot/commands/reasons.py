"""Reminders in an operator's words: who is reminded of what about whom, on which day, and why."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from bot.domain.answers import PLANNED
from bot.domain.ports import UnitOfWork
from bot.domain.reminders import Reminder
from bot.domain.words import ReminderKind

E = TypeVar("E")

WHAT: Mapping[ReminderKind, str] = {
    ReminderKind.CHECK_IN: "check in with",
    ReminderKind.UPDATE: "send news to",
    ReminderKind.GESTURE: "a gesture for",
    ReminderKind.CONGRATULATION: "congratulate",
    ReminderKind.CONDOLENCE: "sympathy for",
    ReminderKind.PROMISE: "keep a promise to",
    ReminderKind.RENEWAL: "renew with",
    ReminderKind.THANKS: "thank",
    ReminderKind.FOLLOW_UP: "say what became of an ask to",
    ReminderKind.INTRODUCE: "introduce yourself to",
}
# The beginning of a subject, and the book that holds what it names.
BOOKS = {
    "occasion": "occasions",
    "event": "events",
    "agreement": "agreements",
    "promise": "promises",
    "ask": "interactions",
}


@dataclass(frozen=True)
class Reasons:
    """What reminders speak of, read at once."""

    staff: Mapping[int, str]
    partners: Mapping[int, str]
    people: Mapping[int, str]
    subjects: Mapping[str, Any]

    def tell(self, reminder: Reminder) -> str:
        """One line."""
        who = self.staff.get(reminder.staff_id or 0, "all managers")
        partner = self.partners.get(reminder.partner_id, f"partner {reminder.partner_id}")
        person = self.people.get(reminder.person_id or 0)
        whom = f"{person} ({partner})" if person else partner
        return f"{who}: {WHAT[reminder.kind]} {whom}, due {reminder.due_on}, {self.why(reminder)}"

    def why(self, reminder: Reminder) -> str:
        """What the reminder comes from."""
        noun, _, rest = reminder.subject.partition(":")
        known = self.subjects.get(reminder.subject)
        if noun == "feast":
            return f"feast {rest.partition(':')[0]}"
        if noun == "owner":
            return f"owner since {reminder.cycle}"
        if known is None:
            return _of_rhythm(reminder.cycle)
        if noun == "occasion":
            return str(known.title or known.kind.value)
        if noun == "event":
            return f"{known.kind.value} on {known.on}"
        if noun == "agreement":
            return f"agreement until {known.to_on}"
        return f"promised for {known.due_on}" if noun == "promise" else f"asked on {known.on}"


async def read_reasons(uow: UnitOfWork, reminders: Sequence[Reminder]) -> Reasons:
    """Reads what these reminders speak of."""
    subjects: dict[str, Any] = {}
    for noun, name in BOOKS.items():
        ids = {int(one.subject.split(":")[1]) for one in reminders if one.subject.startswith(f"{noun}:")}
        subjects |= {f"{noun}:{one.id}": one for one in await getattr(uow, name).list_in(ids)}
    return Reasons(
        staff=_names(await uow.staff.list_by()),
        partners=_names(await uow.partners.list_in({one.partner_id for one in reminders})),
        people=_names(await uow.people.list_in({one.person_id for one in reminders if one.person_id is not None})),
        subjects=subjects,
    )


def _names(rows: Iterable[Any]) -> dict[int, str]:
    return {one.id: one.name for one in rows}


def _of_rhythm(cycle: str) -> str:
    if cycle == "start":
        return "no such contact yet"
    if cycle.startswith("skip:"):
        return f"skipped on {cycle.removeprefix('skip:')}"
    return "planned by a colleague" if cycle.startswith(PLANNED) else f"counted from {cycle}"
