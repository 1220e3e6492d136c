"""What has to hold at any time, told by the design's text: looked at each afternoon, when the day's briefs are out."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from bot.domain.reminders import Reminder
from bot.domain.words import (
    Consent,
    EventKind,
    NoticeKind,
    PartnerState,
    PersonState,
    ReminderKind,
    ReminderState,
    StaffState,
    Tier,
)
from bot.usecases.summaries import summary_from
from tests.year.almanac import DAY, ahead_of, days_of_feast, days_of_occasion, span, workdays_after, works
from tests.year.facts import ANSWERED, ESCALATED, LIVING, STANDING, WISHES, Facts, read_facts
from tests.year.life import Life
from tests.year.post import Letter
from tests.year.second_count import differences, read_rows, wrong_due_days

LATELY, LONG_AGO = 3, 60
"""Days since a reminder was settled: undo reaches it no more; it is of no interest any more."""


@dataclass(frozen=True)
class Fault:
    """Something that does not hold, and with which partner (0: with nobody in particular)."""

    on: date
    partner_id: int
    what: str


@dataclass
class Oracle:
    """Looks at a life day by day, and keeps what it has seen."""

    life: Life
    faults: list[Fault] = field(default_factory=list)
    _seen: dict[int, dict[tuple[int, str], date]] = field(default_factory=lambda: defaultdict(dict))
    _shown: dict[tuple[int, int, str], tuple[date, Any]] = field(default_factory=dict)
    _stood: dict[int, Reminder] = field(default_factory=dict)
    _there: set[int] = field(default_factory=set)
    _turns: Counter[int] = field(default_factory=Counter)
    _rows: dict[int, Reminder] = field(default_factory=dict)
    _newest: int = 0
    _wished: set[tuple[int, str, str]] = field(default_factory=set)
    _changes: dict[int, Reminder] = field(default_factory=dict)
    counted: Counter[str] = field(default_factory=Counter)

    def fault(self, partner_id: int, what: str) -> None:
        """Writes a fault down."""
        self.faults.append(Fault(self.life.today, partner_id, what))

    async def _reminders(self) -> list[Reminder]:
        """All reminders but those settled long ago: what lives, or was settled lately, is read again."""
        if self.life.stale:
            self._rows, self._newest, self.life.stale = {}, 0, False
        lately = [one.id for one in self._rows.values() if one.state in LIVING or self._age(one) <= LATELY]
        async with self.life.storage.read() as uow:
            found = await uow.reminders.list_after(self._newest, 100_000)
            found += await uow.reminders.list_by(state=LIVING)
            for start in range(0, len(lately), 400):
                found += await uow.reminders.list_in(lately[start : start + 400])
        self._newest = max([self._newest, *(one.id for one in found)])
        for id in lately:
            self._rows.pop(id, None)
        self._rows |= {one.id: one for one in found}
        self._forget()
        return list(self._rows.values())

    def _age(self, one: Reminder) -> int:
        """Days since it was answered, or since its days were over."""
        over = one.last_on if one.answered_at is None else one.answered_at.date()
        return (self.life.today - max(over or one.due_on, one.due_on)).days

    def _forget(self) -> None:
        """Lets go of what was settled long ago, but for what was wished: it is not wished again within its year."""
        for one in list(self._rows.values()):
            if one.state not in LIVING and self._age(one) > LONG_AGO:
                if one.state in ANSWERED and one.kind is ReminderKind.CONGRATULATION:
                    self._wished.add((one.partner_id, one.subject, one.cycle))
                del self._rows[one.id]
                for known in (self._changes, self._turns):
                    known.pop(one.id, None)
        shown = self.life.today - LONG_AGO * DAY
        self._shown = {key: found for key, found in self._shown.items() if found[0] > shown}

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
        self._quiet(facts)
        self._nobody_waits_in_vain(facts)
        self._greeting_days(facts)
        self._occasions(facts, quiet_night=quiet_night)
        if quiet_night:
            self._everything_is_seen(facts)
            self._told_in_time(facts)
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

    def _held(self, one: Reminder, facts: Facts) -> bool:
        """Whether it has to be quiet: fourteen days after a bereavement, or until a complaint is settled."""
        mourning = {
            event.person_id
            for event in facts.events
            if event.partner_id == one.partner_id
            and event.kind in (EventKind.BEREAVEMENT, EventKind.DEATH)
            and 0 <= (facts.today - event.on).days <= 14
        }
        if one.kind is ReminderKind.UPDATE:
            there = {
                person.id
                for person in facts.people.values()
                if person.partner_id == one.partner_id and person.state is PersonState.ACTIVE
            }
            return bool(mourning) and (one.person_id in mourning or there <= mourning)
        return one.kind is ReminderKind.GESTURE and (bool(mourning) or one.partner_id in facts.complaining)

    def _quiet(self, facts: Facts) -> None:
        for one in facts.reminders:
            if one.of_rhythm and one.state is ReminderState.OPEN and self._held(one, facts):
                self.fault(one.partner_id, f"open though it has to be quiet: {one}")

    def _nobody_waits_in_vain(self, facts: Facts) -> None:
        """Where fewer than eight are open, nothing waits for its turn."""
        rhythms = [one for one in facts.reminders if one.of_rhythm]
        opened = Counter(one.staff_id for one in rhythms if one.state is ReminderState.OPEN)
        for one in rhythms:
            if one.state is ReminderState.PLANNED and one.due_on <= facts.today and not self._held(one, facts):
                self.counted["waiting"] += 1
                if works(facts.today) and opened[one.staff_id] < 8:
                    self.fault(one.partner_id, f"waits though {opened[one.staff_id]} are open: {one}")

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
        done = self._wished | {(one.partner_id, one.subject, one.cycle) for one in wished}
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

    def _somebody_saw(self, facts: Facts, row: Reminder, since: date = date.min) -> bool:
        owner = facts.staff.get(row.staff_id or 0)
        if owner is not None and owner.state is not StaffState.ACTIVE and row.staff_id in self._there:
            # They blocked the bot only now: the next run passes it on.
            return True
        whose = facts.managers() if row.staff_id is None else [row.staff_id]
        if not any(facts.sees(id, row.kind) for id in whose):
            return False
        return any(id in whose and on >= since for (id, _), on in self._seen[row.id].items())

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
            since = max(one.snoozed_until or date.min, self._step(one, facts.today))
            # By whose calendar: west of us it is still the day before.
            if since < facts.today and not self._somebody_saw(facts, one, max(since, date.min + DAY) - DAY):
                self.fault(one.partner_id, f"open, and nobody who is there was shown it since {since}: {one}")

    def _step(self, one: Reminder, today: date) -> date:
        """The day since when an agreement, or a promise on its own day, has to have been shown anew."""
        if one.kind is ReminderKind.RENEWAL:
            steps = [one.due_on - days * DAY for days in (90, 60, 30, 0)]
            return max((step for step in steps if step <= today), default=date.min)
        return one.due_on if one.kind is ReminderKind.PROMISE and one.due_on <= today else date.min

    def _told_in_time(self, facts: Facts) -> None:
        """What nobody does with key partners is told to backup and managers in time (2.6)."""
        for one in facts.reminders:
            partner, since = facts.partners[one.partner_id], one.opened_on
            if one.state not in STANDING or since is None or partner.tier is not Tier.KEY or since >= facts.today:
                continue
            if one.kind is ReminderKind.CONGRATULATION and one.last_on != facts.today:
                self._told(facts, one, partner, (since + DAY, workdays_after(since + DAY, 2)))
            elif one.kind in ESCALATED and works(facts.today):
                self._told(facts, one, partner, (workdays_after(since, 5), workdays_after(since, 5)))

    def _told(self, facts: Facts, one: Reminder, partner: Any, days: tuple[date, date]) -> None:
        backup = [partner.backup_id] if facts.here(partner.backup_id) else []
        for who, on in ((backup, days[0]), (facts.managers(), days[1])):
            for staff_id in who if on <= facts.today else ():
                own = one.staff_id == staff_id or (one.staff_id is None and staff_id in facts.managers())
                self.counted["told"] += not own
                if not own and not any(id == staff_id for id, _ in self._seen[one.id]):
                    self.fault(one.partner_id, f"{staff_id} was to be told by {on}: {one}")

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
        self._seen[one.id][staff_id, stage] = on
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
