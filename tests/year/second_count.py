"""Care levels, due days and the weekly summary, counted a second time: row by row, by the sentences of the design."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from bot.domain.interactions import Interaction
from bot.domain.words import (
    CareLevel,
    Direction,
    PartnerState,
    PersonState,
    PromiseState,
    Purpose,
    ReminderKind,
    ReminderState,
    Rhythm,
    Tier,
)
from tests.year.almanac import DAY, workday_from, workdays_after
from tests.year.life import ORGANISATION, Life

LENGTHS = {
    Tier.KEY: {"check_in": 30, "update": 90, "gesture": 180},
    Tier.CORE: {"check_in": 60, "update": 120, "gesture": 365},
    Tier.LIGHT: {"check_in": 120, "update": 365, "gesture": 0},
}
GESTURES = ("thanks", "offer", "promotion", "introduction")
CARE = ("congratulation", "condolence", "check_in", "update", *GESTURES, "invitation", "help")
WORK = ("coordination", "complaint")


def ours(one: Interaction) -> bool:
    """Whether we wanted the contact."""
    return one.direction is Direction.OURS


def is_ask(one: Interaction) -> bool:
    """Whether we wanted something."""
    return ours(one) and one.purpose is Purpose.ASK


def is_care(one: Interaction) -> bool:
    """Whether we cared."""
    return ours(one) and one.purpose.value in CARE


@dataclass
class Rows:
    """Everything that is counted."""

    partners: list[Any]
    people: dict[int, Any]
    contacts: list[Interaction]
    rhythms: list[Any]
    reminders: list[Any]
    promises: list[Any]
    agreements: list[Any]

    def of(self, partner_id: int, until: date) -> list[Interaction]:
        """A partner's contacts up to a day, the oldest first; of one day, the one noted last comes last."""
        found = [one for one in self.contacts if one.partner_id == partner_id and one.on <= until]
        return sorted(found, key=lambda one: (one.on, one.id))


async def read_rows(life: Life) -> Rows:
    """The rows of this moment."""
    return Rows(
        await life.rows("partners", state=PartnerState.ACTIVE),
        {one.id: one for one in await life.rows("people")},
        await life.rows("interactions"),
        await life.rows("rhythms"),
        await life.rows("reminders"),
        await life.rows("promises", state=PromiseState.OPEN),
        await life.rows("agreements", closed_on=None),
    )


def restarts(rhythm: Rhythm, one: Interaction) -> bool:
    """Whether a rhythm counts from this contact (2.2)."""
    if rhythm is Rhythm.CHECK_IN:
        return not is_ask(one)
    return ours(one) and (one.purpose is Purpose.UPDATE if rhythm is Rhythm.UPDATE else one.purpose.value in GESTURES)


def due_day(partner: Any, row: Any, contacts: Iterable[Interaction], until: date = date.max) -> date | None:
    """When a rhythm falls due, days off not looked at."""
    days = LENGTHS[partner.tier][row.rhythm.value] if row.own_days is None else row.own_days
    if days == 0:
        return None
    since = max((one.on for one in contacts if restarts(row.rhythm, one)), default=partner.baseline_on)
    skipped = row.skipped_on if row.skipped_on is not None and row.skipped_on <= until else None
    if skipped is not None and (since is None or skipped > since):
        return skipped + timedelta(days=(days + 1) // 2)  # type: ignore[no-any-return]
    if since is not None:
        return since + timedelta(days=days)
    share = days * partner.spread_place / partner.spread_of
    return partner.added_on + timedelta(days=int(share) + (share > int(share)))  # type: ignore[no-any-return]


def asks_in_a_row(history: Iterable[Interaction]) -> dict[Any, date]:
    """Our asks since the newest care; what one sentence told of several people is one."""
    streak: dict[Any, date] = {}
    for one in history:
        if is_care(one):
            streak.clear()
        elif is_ask(one):
            streak[(one.logged_at, one.staff_id, one.on, one.note) if one.note else one.id] = one.on
    return streak


@dataclass
class Count:
    """The second count of a week that ends on a Sunday."""

    rows: Rows
    sunday: date

    def __post_init__(self) -> None:
        self.monday = self.sunday - 6 * DAY
        check_ins = {one.partner_id: one for one in self.rows.rhythms if one.rhythm is Rhythm.CHECK_IN}
        self.history = {one.id: self.rows.of(one.id, self.sunday) for one in self.rows.partners}
        self.check_in = {one.id: check_ins[one.id] for one in self.rows.partners}
        self.broken = {one.id for one in self.rows.partners if self._is_broken(one)}
        self.reasons = {one.id: set(self._reasons(one)) for one in self.rows.partners}

    def level(self, partner_id: int) -> CareLevel:
        """The care level on the Sunday."""
        reasons = self.reasons[partner_id]
        if reasons & {"never_contacted", "long_unheard", "only_asked"}:
            return CareLevel.NEGLECTED
        return CareLevel.ATTENTION if reasons else CareLevel.WELL

    def _is_broken(self, partner: Any) -> bool:
        due = due_day(partner, self.check_in[partner.id], self.history[partner.id], self.sunday)
        return due is not None and workdays_after(workday_from(due), 5) <= self.sunday

    def _reasons(self, partner: Any) -> Iterable[str]:
        history = self.history[partner.id]
        row = self.check_in[partner.id]
        days = LENGTHS[partner.tier]["check_in"] if row.own_days is None else row.own_days
        contact = max((one.on for one in history if not is_ask(one)), default=partner.baseline_on)
        cared = max((one.on for one in history if is_care(one)), default=None)
        streak = asks_in_a_row(history)
        if contact is None and not any(map(is_ask, history)) and partner.id in self.broken:
            yield "never_contacted"
        if contact is not None and days and (self.sunday - contact).days > 2 * days:
            yield "long_unheard"
        yield from self._of_what_waits(partner, history)
        known = max(one for one in (partner.added_on, partner.baseline_on) if one is not None)
        since = cared or min([known, *streak.values()])
        if streak and (self.sunday - since).days > max(90, 1.5 * days):
            yield "only_asked"
        if partner.id in self.broken:
            yield "check_in_broken"
        if len(streak) >= 2:
            yield "ask_streak"

    def _of_what_waits(self, partner: Any, history: Sequence[Interaction]) -> Iterable[str]:
        if any(one.partner_id == partner.id and one.due_on < self.sunday for one in self.rows.promises):
            yield "promise_overdue"
        if any(one.partner_id == partner.id and one.to_on < self.sunday for one in self.rows.agreements):
            yield "agreement_expired"
        if any(not ours(one) and one.purpose is Purpose.COMPLAINT and one.settled_on is None for one in history):
            yield "complaint_open"
        if any(self._is_missed(one, history) for one in self.rows.reminders if one.partner_id == partner.id):
            yield "congratulation_missed"

    def _is_missed(self, one: Any, history: Iterable[Interaction]) -> bool:
        if one.kind is not ReminderKind.CONGRATULATION or one.state is not ReminderState.EXPIRED:
            return False
        person = self.rows.people.get(one.person_id or 0)
        gone = person is not None and (person.state is not PersonState.ACTIVE or person.partner_id != one.partner_id)
        since = [care for care in history if is_care(care) and care.on > one.last_on]
        made_up = any(one.person_id in (None, care.person_id) for care in since)
        return one.last_on <= self.sunday and not gone and not made_up

    def contacted(self) -> tuple[int, ...]:
        """Care, work, asks, theirs, partners cared for."""
        week = [one for one in self.rows.contacts if self.monday <= one.on <= self.sunday]
        mine = [one for one in week if ours(one)]
        cared = [one for one in mine if is_care(one)]
        work = sum(one.purpose.value in WORK for one in mine)
        return (
            len(cared),
            work,
            sum(map(is_ask, mine)),
            len(week) - len(mine),
            len({one.partner_id for one in cared}),
        )

    def coverage(self) -> dict[Tier, tuple[int, int]]:
        """By tier: whose check-in is not broken, of how many."""
        kept: dict[Tier, list[bool]] = defaultdict(list)
        for one in self.rows.partners:
            kept[one.tier].append(one.id not in self.broken)
        return {tier: (sum(found), len(found)) for tier, found in kept.items()}

    def workload(self, staff_id: int | None = None) -> tuple[int, ...]:
        """Due, done, done with a note, skipped, open, missed, late, waiting: of all, or of one colleague."""
        noted = {one.id for one in self.rows.contacts if one.note}
        fates: Counter[str] = Counter()
        for one in self.rows.reminders:
            if staff_id is not None and one.staff_id != staff_id:
                continue
            if one.of_rhythm and one.state is ReminderState.PLANNED and one.due_on <= self.sunday:
                fates["waiting"] += 1
            if fate := self._fate(one):
                fates[fate] += 1
                fates["noted"] += fate == "done" and one.interaction_id in noted
                fates["late"] += fate == "open" and workday_from(one.due_on + DAY) <= self.sunday
        due = sum(fates[fate] for fate in ("done", "skipped", "open", "expired"))
        names = ("done", "noted", "skipped", "open", "expired", "late", "waiting")
        return due, *(fates[name] for name in names)

    def _fate(self, one: Any) -> str | None:
        if one.state is ReminderState.WITHDRAWN:
            return None
        over = one.last_on if one.state is ReminderState.EXPIRED else None
        if one.state in (ReminderState.DONE, ReminderState.SKIPPED):
            over = one.answered_at.astimezone(ORGANISATION.zone).date()
        if over is not None and over < self.monday:
            return None
        if over is not None and over <= self.sunday:
            return str(one.state.value)
        return "open" if one.opened_on is not None and one.opened_on <= self.sunday else None

    def known_to_one(self) -> int:
        """Key partners that one colleague, or one person there, alone holds."""
        count = 0
        for partner in self.rows.partners:
            lately = [one for one in self.history[partner.id] if one.on >= self.sunday - timedelta(days=180)]
            people = [self.rows.people.get(one.person_id or 0) for one in lately]
            there = {
                one.id
                for one in people
                if one is not None and one.state is PersonState.ACTIVE and one.partner_id == partner.id
            }
            staff = {one.staff_id for one in lately} - {None}
            count += partner.tier is Tier.KEY and bool(lately) and 1 in (len(staff), len(there))
        return count


def differences(rows: Rows, summary: Any) -> Iterable[str]:
    """Where a summary and the second count differ."""
    count, before = Count(rows, summary.end), Count(rows, summary.start - DAY)
    for name, figures, second in (("the week", summary.figures, count), ("the week before", summary.before, before)):
        said = figures.contacted
        load = figures.reminders
        pairs = {
            "contacts": ((said.care, said.work, said.asks, said.theirs, said.partners), second.contacted()),
            "coverage": ({tier: (one.part, one.whole) for tier, one in figures.coverage.items()}, second.coverage()),
            "reminders": (
                (load.due, load.done, load.noted, load.skipped, load.open, load.missed, load.late, load.waiting),
                second.workload(),
            ),
        }
        for what, (told, counted) in pairs.items():
            if told != counted:
                yield f"{what} of {name}: told {told}, counted {counted}"
    yield from _of_the_lists(count, rows, summary)
    for line in summary.team:
        due, done, _, _, _, _, late, waiting = count.workload(line.staff_id)
        if (line.due, line.done, line.late, line.waiting) != (due, done, late, waiting):
            yield f"{line.name}: told {line}, counted {(due, done, late, waiting)}"


def _of_the_lists(count: Count, rows: Rows, summary: Any) -> Iterable[str]:
    levels = {one.id: count.level(one.id) for one in rows.partners}
    key = [one for one in rows.partners if one.tier is Tier.KEY]
    ends = summary.end + timedelta(days=90)
    known = {one.id for one in rows.partners}
    totals = {
        # Who hears from us only when we want something is in the list behind it, and in no other.
        "neglected": sum(
            level is CareLevel.NEGLECTED and "only_asked" not in count.reasons[id] for id, level in levels.items()
        ),
        "only_asked": sum("only_asked" in one for one in count.reasons.values()),
        "without_owner": sum(one.owner_id is None for one in rows.partners),
        "known_to_one": count.known_to_one(),
        "promises_overdue": sum(one.due_on < summary.end and one.partner_id in known for one in rows.promises),
        "agreements": sum(one.to_on <= ends and one.partner_id in known for one in rows.agreements),
    }
    for name, total in totals.items():
        if getattr(summary, name).total != total:
            yield f"{name}: told {getattr(summary, name).total}, counted {total}"
    if (summary.well.part, summary.well.whole) != (sum(levels[one.id] is CareLevel.WELL for one in key), len(key)):
        yield f"key partners in good care: told {summary.well}"
    for line in summary.neglected.lines:
        reasons = {one.why.value for one in line.reasons}
        if reasons != count.reasons[line.partner_id]:
            yield f"{line.name} is neglected because of {reasons}, counted {count.reasons[line.partner_id]}"


def wrong_due_days(rows: Rows) -> Iterable[tuple[int, str]]:
    """Rhythms whose due day is not the design's formula's."""
    partners = {one.id: one for one in rows.partners}
    contacts: dict[int, list[Interaction]] = defaultdict(list)
    for contact in rows.contacts:
        contacts[contact.partner_id].append(contact)
    for row in rows.rhythms:
        if row.partner_id in partners:
            due = due_day(partners[row.partner_id], row, contacts[row.partner_id])
            if due != row.due_on:
                yield row.partner_id, f"{row} is due on {due}"
