"""What has to hold at any time, told by the design's text: looked at each afternoon, when the day's briefs are out."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from bot.domain.people import Person
from bot.domain.reminders import Reminder
from bot.domain.words import (
    Consent,
    EventKind,
    NoticeKind,
    PartnerState,
    PersonState,
    ReminderKind,
    ReminderState,
    Role,
    StaffState,
)
from bot.usecases.summaries import summary_from
from tests.year.almanac import DAY, ahead_of, days_of_feast, days_of_occasion, span, works
from tests.year.life import Life
from tests.year.post import Letter
from tests.year.second_count import differences, read_rows, wrong_due_days

RHYTHMS = (ReminderKind.CHECK_IN, ReminderKind.UPDATE, ReminderKind.GESTURE)
WISHES = (ReminderKind.CONGRATULATION, ReminderKind.CONDOLENCE)
LIVING = (ReminderState.PLANNED, ReminderState.OPEN, ReminderState.SNOOZED)
ANSWERED = (ReminderState.DONE, ReminderState.SKIPPED)


@dataclass(frozen=True)
class Fault:
    """Something that does not hold, and with which partner (0: with nobody in particular)."""

    on: date
    partner_id: int
    what: str


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
        reminders,
    )


@dataclass
class Oracle:
    """Looks at a life day by day, and keeps what it has seen."""

    life: Life
    faults: list[Fault] = field(default_factory=list)
    _seen: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    _shown: dict[tuple[int, int, str], tuple[date, Any]] = field(default_factory=dict)
    _stood: dict[int, Reminder] = field(default_factory=dict)
    _there: set[int] = field(default_factory=set)
    _turns: Counter[int] = field(default_factory=Counter)
    _rows: dict[int, Reminder] = field(default_factory=dict)
    _changes: dict[int, Reminder] = field(default_factory=dict)
    counted: Counter[str] = field(default_factory=Counter)

    def fault(self, partner_id: int, what: str) -> None:
        """Writes a fault down."""
        self.faults.append(Fault(self.life.today, partner_id, what))

    async def _reminders(self) -> list[Reminder]:
        """All reminders: those that live or lived when they were read last are read again."""
        if self.life.stale:
            self._rows, self.life.stale = {}, False
        lived = [one.id for one in self._rows.values() if one.state in LIVING]
        async with self.life.storage.read() as uow:
            newer = await uow.reminders.list_after(max(self._rows, default=0), 100_000)
            again = await uow.reminders.list_by(state=LIVING)
            for start in range(0, len(lived), 400):
                again += await uow.reminders.list_in(lived[start : start + 400])
        self._rows |= {one.id: one for one in (*newer, *again)}
        return list(self._rows.values())

    async def letters(self) -> None:
        """Reads what came since the last look, when it comes."""
        if self.life.post.letters or self.life.post.unrendered:
            facts = await read_facts(self.life, await self._reminders())
            self._note_changes(facts)
            summaries = {letter.facts["summary"]["start"]: letter.facts for letter in self._new(NoticeKind.SUMMARY)}
            for told in summaries.values():
                await self._summary(told)
            self._read_letters(facts)

    def _new(self, kind: NoticeKind) -> list[Letter]:
        return [one for one in self.life.post.letters if one.kind is kind]

    async def _summary(self, told: Mapping[str, Any]) -> None:
        """The weekly figures, and what they rest on, counted a second time."""
        rows = await read_rows(self.life)
        self.counted["weeks"] += 1
        for what in differences(rows, summary_from(told)):
            self.fault(0, what)
        for partner_id, what in wrong_due_days(rows):
            self.fault(partner_id, what)

    async def at_any_time(self) -> None:
        """What holds after every act, too."""
        facts = await read_facts(self.life, await self._reminders())
        self._nobody_gone(facts)
        self._one_living(facts)
        self._note_changes(facts)

    async def after_jobs(self, *, quiet_night: bool) -> None:
        """What holds when the day was planned and its briefs went out; *quiet_night*: nothing failed for a day."""
        facts = await read_facts(self.life, await self._reminders())
        self._nobody_gone(facts)
        self._one_living(facts)
        self._eight_at_most(facts)
        self._quiet_after_bereavement(facts)
        self._greeting_days(facts)
        self._occasions(facts, quiet_night=quiet_night)
        if quiet_night:
            self._everything_is_seen(facts)
        self._note_changes(facts)
        self._stood = {one.id: one for one in facts.reminders}
        self._there = {one.id for one in facts.staff.values() if one.state is StaffState.ACTIVE}

    def _nobody_gone(self, facts: Facts) -> None:
        """Nothing waits about somebody who died or left, or with a partner that was put away."""
        for one in facts.reminders:
            if one.state not in LIVING:
                continue
            person = facts.people.get(one.person_id or 0)
            if person is not None and person.state is not PersonState.ACTIVE:
                self.fault(one.partner_id, f"{one.kind} lives about {person.name}, who {person.state}: {one}")
            if facts.partners[one.partner_id].state is not PartnerState.ACTIVE:
                self.fault(one.partner_id, f"lives though its partner is put away: {one}")

    def _one_living(self, facts: Facts) -> None:
        """At most one living reminder for a partner and rhythm; no identity twice."""
        living = Counter((one.partner_id, one.kind) for one in facts.reminders if one.of_rhythm and one.state in LIVING)
        for (partner_id, kind), count in living.items():
            if count > 1:
                self.fault(partner_id, f"{count} living reminders of {kind}")
        for (partner_id, *rest), count in Counter(one.identity for one in facts.reminders).items():
            if count > 1:
                self.fault(partner_id, f"{count} times the same reminder {rest}")

    def _eight_at_most(self, facts: Facts) -> None:
        opened = Counter(one.staff_id for one in facts.reminders if one.of_rhythm and one.state is ReminderState.OPEN)
        self.counted["most open"] = max(self.counted["most open"], *opened.values(), 0)
        for staff_id, count in opened.items():
            if count > 8:
                self.fault(0, f"{count} rhythm reminders are open for {staff_id}")

    def _quiet_after_bereavement(self, facts: Facts) -> None:
        quiet = {
            one.partner_id
            for one in facts.events
            if one.kind in (EventKind.BEREAVEMENT, EventKind.DEATH) and 0 <= (facts.today - one.on).days <= 14
        }
        for one in facts.reminders:
            if one.kind is ReminderKind.GESTURE and one.state is ReminderState.OPEN and one.partner_id in quiet:
                self.fault(one.partner_id, f"a gesture is open within fourteen days of a bereavement: {one}")

    def _greeting_days(self, facts: Facts) -> None:
        """No congratulation is open before its first or after its last greeting day."""
        for one in facts.reminders:
            if one.kind is not ReminderKind.CONGRATULATION or one.state not in (
                ReminderState.OPEN,
                ReminderState.SNOOZED,
            ):
                continue
            first, last = self._window(one)
            if not first <= facts.today <= last:
                self.fault(one.partner_id, f"open outside its greeting days {first} to {last}: {one}")

    def _window(self, one: Reminder) -> tuple[date, date]:
        if one.subject.startswith("event:"):
            return one.due_on, one.due_on + timedelta(days=30)
        spans = span(one.subject.split(":")[1] if one.subject.startswith("feast:") else None)
        return one.due_on + spans[0][0] * DAY, one.due_on + spans[-1][1] * DAY

    def _due(self, facts: Facts) -> Iterable[tuple[int, int | None, str, date]]:
        """Every occasion that calls for a greeting: partner, person, subject, day."""
        for own in facts.occasions:
            if self._may(facts, own.partner_id, own.person_id):
                for day in days_of_occasion(own):
                    yield own.partner_id, own.person_id, f"occasion:{own.id}", day
        for kept in facts.kept:
            if not self._may(facts, kept.partner_id, kept.person_id):
                continue
            if kept.person_id is None and self._greeted_anyway(facts, kept):
                continue
            whom = "partner" if kept.person_id is None else f"person:{kept.person_id}"
            for day in days_of_feast(kept, facts.confirmed):
                yield kept.partner_id, kept.person_id, f"feast:{kept.feast}:{whom}", day

    def _may(self, facts: Facts, partner_id: int, person_id: int | None) -> bool:
        if facts.partners[partner_id].state is not PartnerState.ACTIVE:
            return False
        if person_id is None:
            return True
        person = facts.people[person_id]
        there = person.state is PersonState.ACTIVE and person.partner_id == partner_id
        return there and person.consent is Consent.AGREED

    def _greeted_anyway(self, facts: Facts, kept: Any) -> bool:
        """Whether the partner's main person keeps the feast in their own right."""
        there = [
            one
            for one in sorted(facts.people.values(), key=lambda one: one.id)
            if one.partner_id == kept.partner_id
            and one.state is PersonState.ACTIVE
            and one.consent is not Consent.REFUSED
        ]
        main = there[0] if there else None
        keeps = {(one.person_id, one.feast) for one in facts.kept if one.partner_id == kept.partner_id}
        return main is not None and main.consent is Consent.AGREED and (main.id, kept.feast) in keeps

    def _occasions(self, facts: Facts, *, quiet_night: bool) -> None:
        """Every occasion that is due is there: announced ahead, open in its days, missed only after them."""
        rows = {(one.partner_id, one.subject, one.due_on): one for one in facts.reminders}
        # What was wished this year on a day that was put right since is not wished again.
        wished = [one for one in facts.reminders if one.state in ANSWERED and one.kind is ReminderKind.CONGRATULATION]
        done = {(one.partner_id, one.subject, one.cycle) for one in wished}
        near = {(one.partner_id, one.subject, one.due_on + n * DAY) for one in wished for n in range(-20, 21)}
        for partner_id, _person_id, subject, day in self._due(facts):
            spans = span(subject.split(":")[1] if subject.startswith("feast:") else None)
            first, last = day + spans[0][0] * DAY, day + spans[-1][1] * DAY
            ahead = ahead_of(day, facts.partners[partner_id].tier)
            row = rows.get((partner_id, subject, day))
            over = (partner_id, subject, str(day.year)) in done if subject.startswith("occasion") else None
            if row is None and (over or (over is None and (partner_id, subject, day) in near)):
                continue
            if first <= facts.today <= last:
                self.counted["greeting days"] += 1
                if row is None:
                    self.fault(partner_id, f"nothing is there of {subject} on {day}")
                elif row.state in (ReminderState.PLANNED, ReminderState.EXPIRED, ReminderState.WITHDRAWN):
                    self.fault(partner_id, f"{subject} of {day} is {row.state}: {row}")
            elif ahead <= facts.today < first and (row is None or row.state not in (ReminderState.PLANNED, *ANSWERED)):
                self.fault(partner_id, f"{subject} of {day} is not planned: {row}")
            if row is None or row.state is not ReminderState.PLANNED or not quiet_night:
                continue
            stood = self._stood.get(row.id)
            if ahead <= facts.today < first and works(facts.today) and self._as_before(row, stood):
                self.counted["prepared"] += 1
                if not self._somebody_saw(facts, row):
                    self.fault(partner_id, f"{subject} of {day} was not announced ahead: {row}")

    def _as_before(self, row: Reminder, stood: Reminder | None) -> bool:
        return stood is not None and stood.staff_id == row.staff_id and stood.ahead_on == row.ahead_on

    def _somebody_saw(self, facts: Facts, row: Reminder) -> bool:
        owner = facts.staff.get(row.staff_id or 0)
        if owner is not None and owner.state is not StaffState.ACTIVE and row.staff_id in self._there:
            # They blocked the bot only now: the next run passes it on.
            return True
        whose = facts.managers() if row.staff_id is None else [row.staff_id]
        if not any(facts.sees(id, row.kind) for id in whose):
            return False
        return bool(self._seen[row.id] & set(whose))

    def _everything_is_seen(self, facts: Facts) -> None:
        """Every open reminder was in a brief of somebody who is there."""
        for one in facts.reminders:
            stood = self._stood.get(one.id)
            unchanged = stood is not None and (stood.state, stood.staff_id) == (one.state, one.staff_id)
            if one.state is not ReminderState.OPEN or not unchanged or self._silent(one, facts.today):
                continue
            if not works(facts.today) and one.kind not in WISHES:
                continue
            self.counted["seen"] += 1
            if not self._somebody_saw(facts, one):
                self.fault(one.partner_id, f"open, and nobody who is there was shown it: {one}")

    def _silent(self, one: Reminder, today: date) -> bool:
        spans = span(one.subject.split(":")[1] if one.subject.startswith("feast:") else None)
        offset = (today - one.due_on).days
        gap = len(spans) > 1 and spans[0][1] < offset < spans[1][0]
        return one.kind is ReminderKind.CONGRATULATION and gap

    def _read_letters(self, facts: Facts) -> None:
        """The messages since the last look: what is in them, and for whom."""
        rows = {one.id: one for one in facts.reminders}
        dead = [one.name for one in facts.people.values() if one.state is PersonState.DIED]
        for notice in self.life.post.unrendered:
            self.fault(0, f"could not be rendered: {notice}")
        for letter in self.life.post.letters:
            self.counted[letter.kind.value] += 1
            if not letter.text.strip():
                self.fault(0, f"an empty message: {letter}")
            if letter.kind is not NoticeKind.BRIEF:
                continue
            items = [(rows[id], str(stage)) for id, stage in letter.facts["items"] if id in rows]
            if not items and not letter.facts["older"]:
                self.fault(0, f"a brief without anything: {letter}")
            wishing = any(one.kind is ReminderKind.CONDOLENCE for one, _ in items)
            for name in dead if not wishing else ():
                if name in letter.text:
                    self.fault(0, f"a brief names {name}, who died: {letter.text}")
            for one, stage in items:
                self._entry(date.fromisoformat(letter.facts["on"]), letter.staff_id, one, stage)
        self.life.post.letters.clear()

    def _entry(self, on: date, staff_id: int, one: Reminder, stage: str) -> None:
        self._seen[one.id].add(staff_id)
        if not works(on) and one.kind not in WISHES:
            self.fault(one.partner_id, f"in a brief on a day off, {on}: {one}")
        key = (staff_id, one.id, stage)
        turn = self._turns[one.id]
        if key in self._shown and self._shown[key][1] == self._mark(one, stage, on, turn):
            self.fault(one.partner_id, f"shown to {staff_id} twice, {self._shown[key][0]} and {on}: {one} {stage}")
        self._shown[key] = (on, self._mark(one, stage, on, turn))

    def _mark(self, one: Reminder, stage: str, on: date, turn: int) -> Any:
        """What lets it be shown again: something happened to it, a promise's own day, an agreement's next step."""
        if one.kind is ReminderKind.PROMISE:
            return turn, on >= one.due_on
        if one.kind is ReminderKind.RENEWAL and stage == "opened":
            left = (one.due_on - on).days
            return turn, next((step for step in (0, 30, 60, 90) if 0 <= left <= step), (on.year, on.month, on.day))
        return turn

    def _note_changes(self, facts: Facts) -> None:
        """A reminder that was put off, handed on, moved or led back may be shown anew."""
        for one in facts.reminders:
            seen = self._changes.get(one.id)
            now = replace(one, state=ReminderState.OPEN if one.state in LIVING else one.state)
            if seen is not None and replace(seen, opened_on=seen.opened_on or now.opened_on) != now:
                self._turns[one.id] += 1
            self._changes[one.id] = now
