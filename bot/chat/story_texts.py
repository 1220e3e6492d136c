"""The story of a reminder in words: why on this day, why to this colleague, and what happened to it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from bot.chat.absence_texts import away_mark
from bot.chat.brief_lines import icon, sentence
from bot.chat.html import bold, esc
from bot.domain.answers import is_planned_by_hand
from bot.domain.reminder_steps import Because, ReminderStep, StepKind
from bot.domain.words import ReminderKind, ReminderState, Stage
from bot.i18n import words
from bot.i18n.formats import Formats
from bot.i18n.translator import Translator, mark
from bot.usecases.stories import Deed, Story, Told

SHOWN = 25
"""Things that happened, at most: the newest."""
_KIND: dict[ReminderKind, str] = {
    ReminderKind.RENEWAL: mark(
        "It comes up 90, 60 and 30 days before the agreement ends, on its last day, then monthly."
    ),
    ReminderKind.THANKS: mark("They helped after a request; thanks are due on the next working day."),
    ReminderKind.FOLLOW_UP: mark("Seven days after our request it is asked what came of it."),
    ReminderKind.INTRODUCE: mark("A new owner introduces themselves within five working days."),
}
_FOLLOWED = {
    "offer": mark("An offer comes up once more a week before it ends."),
    "introduction": mark("Three weeks after an introduction it is asked whether something came of it."),
}
"""What is followed up beside a request."""
_WHY: dict[Because, str] = {
    Because.ARCHIVED: mark("the partner was archived"),
    Because.MERGED: mark("the partner was merged"),
    Because.PERSON_LEFT: mark("the person left"),
    Because.PERSON_DIED: mark("the person has died"),
    Because.NOT_AGREED: mark("the person did not agree that days are remembered"),
    Because.COUNTED_ANEW: mark("the rhythm counts from another contact now, or is off"),
    Because.SETTLED: mark("what it was about is settled"),
    Because.GONE: mark("what it was about is no longer there"),
    Because.QUIET: mark("these are quiet days: a bereavement, or a complaint that is open"),
    Because.TOO_MANY: mark("eight are open already"),
    Because.AHEAD: mark("its day lies ahead now"),
    Because.OWNER: mark("the owner of this partner"),
    Because.OWNER_WAITS: mark("the owner has not joined yet"),
    Because.NO_OWNER: mark("the partner has no owner"),
    Because.OWNER_AWAY: mark("the owner is away"),
    Because.OWNER_LEFT: mark("the owner has left the team"),
    Because.OWNER_UNREACHED: mark("messages do not reach the owner"),
}


@dataclass(frozen=True, slots=True)
class StoryText:
    """Words a story in the reader's language."""

    t: Translator
    f: Formats
    story: Story
    today: date

    def text(self) -> str:
        """The story."""
        t, f, story = self.t, self.f, self.story
        head = f"{icon(story.item)} {sentence(t, f, story.item, self.today)}"
        why = [bold(t("Why on {day}?", day=f.day_near(story.reminder.due_on, self.today))), *self._why(), self._whom()]
        past = [f"· {text}" for _, text in sorted(self._past(), key=lambda one: one[0])][-SHOWN:]
        parts = [head, "", *why]
        return "\n".join([*parts, "", bold(t("What happened")), *past] if past else parts)

    def _why(self) -> Iterator[str]:
        reminder = self.story.reminder
        if reminder.of_rhythm:
            yield from self._rhythm()
        elif reminder.kind in (ReminderKind.CONGRATULATION, ReminderKind.CONDOLENCE):
            yield from self._greeting()
        elif reminder.kind is ReminderKind.PROMISE:
            day = self.f.day(reminder.due_on)
            yield self.t("Promised for {day}; it opens on the working day before.", day=day)
        else:
            yield self.t(_FOLLOWED.get(self.story.item.about or "", _KIND[reminder.kind]))

    def _rhythm(self) -> Iterator[str]:
        t, story = self.t, self.story
        reminder, row = story.reminder, story.rhythm
        if is_planned_by_hand(reminder):
            yield t("A colleague chose this day.")
        elif reminder.cycle.startswith("skip:"):
            day = self._day(date.fromisoformat(reminder.cycle.removeprefix("skip:")))
            yield t("It was skipped on {day}; from there it came back after half the time.", day=day)
        elif reminder.cycle == "start":
            yield t(
                "Nothing of the kind was noted yet: partners that come in together fall due one after the other "
                "over the first rhythm."
            )
        else:
            day = self._day(date.fromisoformat(reminder.cycle))
            yield t("It counts from {day}.", day=day)
        if row is not None and story.days:
            of = t("its own") if row.own_days is not None else words.tier(t, story.partner.tier, inline=True)
            yield t.n("The rhythm is one day ({of}).", "The rhythm is {n} days ({of}).", story.days, of=of)
        if row is not None and row.cycle == reminder.cycle and row.due_on not in (None, reminder.due_on):
            yield t("{day} is a day off, so it moved to the next working day.", day=self.f.day(row.due_on))
        if reminder.state is ReminderState.PLANNED and reminder.due_on <= self.today:
            yield t("It waits its turn: at most eight of this sort are open for one colleague.")

    def _greeting(self) -> Iterator[str]:
        t, f, story = self.t, self.f, self.story
        reminder, item = story.reminder, story.item
        day = f.day(reminder.due_on)
        if item.feast is not None:
            feast = esc(words.feast(t, item.feast))
            tentative = t(" (an estimate until it is confirmed)") if item.tentative else ""
            yield t("{feast} is on {day}{tentative}.", feast=feast, day=day, tentative=tentative)
            if story.shift:
                yield t.n(
                    "It is kept {n} day off the calendar’s.",
                    "It is kept {n} days off the calendar’s.",
                    abs(story.shift),
                )
        elif item.event is not None:
            yield t(
                "It was noted on {day}; an event makes a reminder at once.",
                day=self._day(reminder.planned_on or reminder.due_on),
            )
        else:
            yield t("The day itself is {day}.", day=day)
        if reminder.last_on is not None:
            first = f.short_day(reminder.opens_on or reminder.due_on)
            yield t("Greetings fit from {first} to {last}.", first=first, last=f.short_day(reminder.last_on))
        if reminder.ahead_on is not None:
            yield t("It can be prepared from {day} on.", day=f.short_day(reminder.ahead_on))

    def _whom(self) -> str:
        t, story = self.t, self.story
        name = story.names.get(story.reminder.staff_id or 0)
        because = t(_WHY[story.why])
        if story.why is Because.OWNER_AWAY and story.absence is not None:
            stand_in = story.names.get(story.absence.stand_in_id or 0)
            owner = esc(story.names.get(story.absence.staff_id, ""))
            because = f"{owner}: {away_mark(t, self.f, story.absence, stand_in, self.today)}"
        if name is None:
            return t("All managers are reminded: {because}.", because=because)
        return t("{name} is reminded: {because}.", name=esc(name), because=because)

    def _past(self) -> Iterator[tuple[tuple[date, int], str]]:
        t, reminder = self.t, self.story.reminder
        if reminder.planned_on is not None:
            yield (reminder.planned_on, 0), t("{day}: planned", day=self._day(reminder.planned_on))
        if reminder.opened_on is not None:
            yield (reminder.opened_on, 2), t("{day}: opened", day=self._day(reminder.opened_on))
        for step in self.story.steps:
            yield (step.on, 1), f"{self._day(step.on)}: {self._step(step)}"
        for told in self.story.told:
            yield (told.on, 3), f"{self._day(told.on)}: {self._announced(told)}"
        for deed in self.story.deeds:
            yield (self._on(deed.at), 4), f"{self.f.moment(deed.at)}: {self._deed(deed)}"
            if deed.undone_at is not None:
                yield (self._on(deed.undone_at), 5), t("{when}: taken back", when=self.f.moment(deed.undone_at))

    def _step(self, step: ReminderStep) -> str:
        t = self.t
        why = f" ({t(_WHY[step.why])})" if step.why is not None else ""
        if step.did is StepKind.MOVED and step.due_on is not None:
            return t("moved, before it was due on {day}", day=self._day(step.due_on))
        if step.did is StepKind.HANDED_ON:
            name = self.story.names.get(step.staff_id or 0)
            to = t("to all managers") if name is None else t("to {name}", name=esc(name))
            return t("passed on {to}", to=to) + why
        said = {
            StepKind.QUEUED: t("sent back to wait"),
            StepKind.REVIVED: t("needed again"),
            StepKind.EXPIRED: t("over without an answer"),
            StepKind.WITHDRAWN: t("no longer needed"),
        }
        return said.get(step.did, t("moved")) + why

    def _announced(self, told: Told) -> str:
        t = self.t
        if told.staff_id is None:
            return {
                Stage.FLAGGED: t("waited three working days: flagged"),
                Stage.BACKUP: t("waited too long: passed to the backup too"),
                Stage.MANAGERS: t("waited too long: passed to the managers too"),
            }.get(told.stage, t("announced"))
        name = esc(self.story.names.get(told.staff_id, "?"))
        said = t("in the morning reminder of {name}", name=name)
        if told.stage is Stage.PREPARE:
            said = t("shown to {name} to be prepared", name=name)
        if told.lost:
            return said + t(" (not delivered)")
        return said + (t(" (delivered)") if told.sent_at is not None else "")

    def _deed(self, deed: Deed) -> str:
        t, name = self.t, esc(self.story.names.get(deed.staff_id or 0, "?"))
        if deed.state is ReminderState.SNOOZED and deed.until is not None:
            return t("put off by {name} until {day}", name=name, day=self.f.day(deed.until))
        if deed.state is ReminderState.SKIPPED:
            reason = self.story.reminder.skip_reason
            why = f" ({words.skip_reason(t, reason, inline=True)})" if reason is not None else ""
            return t("skipped by {name}", name=name) + why
        if deed.state is ReminderState.WITHDRAWN:
            return t("answered before it opened, by {name}", name=name)
        return t("settled by {name}", name=name)

    def _day(self, day: date) -> str:
        return self.f.day_near(day, self.today)

    def _on(self, at: datetime) -> date:
        return self.f.local(at).date()
