"""Reminders in an operator's words: who is reminded of what about whom, on which day, and why."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, TypeVar

from bot.domain.answers import PLANNED
from bot.domain.feasts import ALONE, KnownFeasts
from bot.domain.partners import Partner
from bot.domain.planning.facts import Team
from bot.domain.planning.why import why_theirs
from bot.domain.ports import UnitOfWork
from bot.domain.reminder_steps import Because
from bot.domain.reminders import Reminder
from bot.domain.rhythms import PartnerRhythm
from bot.domain.words import ReminderKind
from bot.usecases.feasts import read_feasts
from bot.usecases.rhythms import PART

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
# What is followed up beside an ask.
FOLLOWED = {"offer": "tell once more of the offer to", "introduction": "say what became of the introduction of"}
_WHOSE = {
    Because.OWNER_AWAY: "{owner} is away",
    Because.OWNER_LEFT: "{owner} has left",
    Because.OWNER_UNREACHED: "messages do not reach {owner}",
    Because.OWNER_WAITS: "{owner} has not joined yet",
    Because.NO_OWNER: "without an owner",
}
# The beginning of a subject, and the book that holds what it names.
BOOKS = {
    "occasion": "occasions",
    "event": "events",
    "agreement": "agreements",
    "promise": "promises",
    "ask": "interactions",
    "offer": "offers",
    "introduction": "introductions",
}


@dataclass(frozen=True)
class Reasons:
    """What reminders speak of, read at once."""

    staff: Mapping[int, str]
    partners: Mapping[int, str]
    people: Mapping[int, str]
    subjects: Mapping[str, Any]
    rhythms: Mapping[tuple[int, str], PartnerRhythm] = field(default_factory=dict)
    feasts: KnownFeasts = ALONE
    team: Team | None = None

    def tell(self, reminder: Reminder) -> str:
        """One line."""
        who = self.staff.get(reminder.staff_id or 0, "all managers")
        return f"{who}: {self.about(reminder)}"

    def about(self, reminder: Reminder) -> str:
        """What about whom, due when, and why then."""
        partner = self.partners.get(reminder.partner_id, f"partner {reminder.partner_id}")
        person = self.people.get(reminder.person_id or 0)
        whom = f"{person} ({partner})" if person else partner
        days = f", greetings until {reminder.last_on}" if reminder.last_on is not None else ""
        what = FOLLOWED.get(reminder.subject.partition(":")[0], WHAT[reminder.kind])
        return f"{what} {whom}, due {reminder.due_on}, {self.why(reminder)}{days}"

    def whose(self, reminder: Reminder, partner: Partner) -> str:
        """Why it is not the owner's, behind a comma; empty where it is."""
        if self.team is None:
            return ""
        why = why_theirs(partner, reminder.kind, self.team)
        if why is Because.OWNER:
            return ""
        owner = self.staff.get(partner.owner_id or 0, "")
        away = self.team.away.get(partner.owner_id or 0)
        until = f" until {away.until_on}" if why is Because.OWNER_AWAY and away is not None else ""
        return f", {_WHOSE[why].format(owner=owner)}{until}"

    def why(self, reminder: Reminder) -> str:
        """What the reminder comes from."""
        noun, _, rest = reminder.subject.partition(":")
        known = self.subjects.get(reminder.subject)
        if noun == "feast":
            feast = rest.partition(":")[0]
            return f"feast {feast}{', an estimate' if self._is_estimate(feast, reminder) else ''}"
        if noun == "owner":
            return f"owner since {reminder.cycle}"
        if known is None:
            return _of_rhythm(reminder.cycle) + self._moved(reminder)
        if noun == "occasion":
            return str(known.title or known.kind.value)
        if noun == "event":
            return f"{known.kind.value} on {known.on}"
        if noun == "agreement":
            return f"agreement until {known.to_on}"
        if noun == "offer":
            return f"offer until {known.ends_on}"
        if noun == "introduction":
            return f"introduced on {known.on}"
        return f"promised for {known.due_on}" if noun == "promise" else f"asked on {known.on}"

    def _moved(self, reminder: Reminder) -> str:
        row = self.rhythms.get((reminder.partner_id, reminder.kind.value))
        if row is None or row.cycle != reminder.cycle or row.due_on in (None, reminder.due_on):
            return ""
        return f", moved from {row.due_on}, a day off"

    def _is_estimate(self, feast: str, reminder: Reminder) -> bool:
        near = timedelta(days=40)
        found = self.feasts.days(feast, reminder.due_on - near, reminder.due_on + near)
        return any(day.tentative for day in found if day.cycle == reminder.cycle)


async def read_reasons(uow: UnitOfWork, reminders: Sequence[Reminder], team: Team | None = None) -> Reasons:
    """Reads what these reminders speak of."""
    partner_ids = sorted({one.partner_id for one in reminders if one.of_rhythm})
    rhythms = [
        row
        for start in range(0, len(partner_ids), PART)
        for row in await uow.rhythms.list_by(partner_id=partner_ids[start : start + PART])
    ]
    subjects: dict[str, Any] = {}
    for noun, name in BOOKS.items():
        ids = {int(one.subject.split(":")[1]) for one in reminders if one.subject.startswith(f"{noun}:")}
        subjects |= {f"{noun}:{one.id}": one for one in await getattr(uow, name).list_in(ids)}
    return Reasons(
        staff=_names(await uow.staff.list_by()),
        partners=_names(await uow.partners.list_in({one.partner_id for one in reminders})),
        people=_names(await uow.people.list_in({one.person_id for one in reminders if one.person_id is not None})),
        subjects=subjects,
        rhythms={(one.partner_id, one.rhythm.value): one for one in rhythms},
        feasts=await read_feasts(uow),
        team=team,
    )


def _names(rows: Iterable[Any]) -> dict[int, str]:
    return {one.id: one.name for one in rows}


def _of_rhythm(cycle: str) -> str:
    if cycle == "start":
        return "no such contact yet"
    if cycle.startswith("skip:"):
        return f"skipped on {cycle.removeprefix('skip:')}"
    return "planned by a colleague" if cycle.startswith(PLANNED) else f"counted from {cycle}"
