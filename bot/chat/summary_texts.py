"""The weekly summary in words: a headline, figures against the week before, the lists, the team, the coming week."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from bot.chat.html import TEXT_UNITS, bold, esc, shortened, units
from bot.chat.keyboards import Key, in_even_rows
from bot.chat.summary_buttons import ShowInNeed, carried
from bot.domain.care import CareReason
from bot.domain.figures import EVERYBODY, Focus, Period
from bot.domain.summary import ColleagueLine, Line, Listed, Summary
from bot.domain.words import Tier
from bot.i18n import words
from bot.i18n.formats import Formats
from bot.i18n.translator import Translator

SHOWN = (10, 7, 5, 3, 2, 1)
"""Lines of a list in the message, the rest is counted; fewer where they do not fit a message."""
OTHERS_SHOWN = 5
"""Lines of each list but the first, which is read in a minute."""
KNOWN_SHOWN = 3
TEAM_SHOWN = 20
WORDS_SHOWN = 60
NAME_SHOWN = 60
COMING_SHOWN = 6
KEYS_IN_ROW = 8


@dataclass(frozen=True)
class Written:
    """A summary's message; partners in its lists are numbered, and each number is a button to the card."""

    text: str
    numbered: tuple[int, ...]

    def rows(self, period: Period, focus: Focus = EVERYBODY) -> list[list[Key]]:
        """The numbers: each opens a card with the way back to this summary."""
        carries = carried(period, focus)
        numbers = [Key(str(place), ShowInNeed(id, *carries)) for place, id in enumerate(self.numbered, 1)]
        return in_even_rows(numbers, KEYS_IN_ROW)


def written_summary(t: Translator, f: Formats, summary: Summary, today: date) -> Written:
    """The summary as one message: its lists are shorter where they would not fit."""
    written = Written("", ())
    for shown in SHOWN:
        text = SummaryText(t, f, summary, today, shown)
        written = Written(text.text(), tuple(text.numbered))
        if units(written.text) <= TEXT_UNITS:
            break
    return written


def done_line(t: Translator, f: Formats, done: int, due: int, noted: int) -> str:
    """How many of the reminders were done; notes are spoken of where there are any."""
    if not due:
        return t("No reminders were due")
    if not noted:
        return t("Reminders done {done} of {due}", done=f.number(done), due=f.number(due))
    return t(
        "Reminders done {done} of {due}, {noted} with a note",
        done=f.number(done),
        due=f.number(due),
        noted=f.number(noted),
    )


def headline(t: Translator, f: Formats, summary: Summary, today: date) -> str:
    """Of which days it speaks, and the one sentence that says how they were."""
    return SummaryText(t, f, summary, today, 0).head()


@dataclass
class SummaryText:
    """Writes a summary, with so many lines in each list."""

    t: Translator
    f: Formats
    summary: Summary
    today: date
    shown: int
    numbered: list[int] = field(default_factory=list)

    def text(self) -> str:
        """The message."""
        parts = [self.head()]
        if self.summary.first:
            parts.append(
                self.t(
                    "This is the first week. Once contacts are noted, this shows how often we cared, worked and asked, "
                    "whom we have left waiting, what was missed and what is coming, each against the week before."
                )
            )
        parts += [self._figures(), *self._lists(), self._team(), self._coming()]
        return "\n\n".join(part for part in parts if part)

    def head(self) -> str:
        """The title and the headline."""
        t, f, summary = self.t, self.f, self.summary
        title = bold(t("Care for our partners, {span}", span=f.span(summary.start, summary.end)))
        return "\n".join([title, *self._focus(), self._headline()])

    def _focus(self) -> list[str]:
        """Of which partners it speaks, where these are not all."""
        t, focus = self.t, self.summary.focus
        if not focus:
            return []
        parts = [_name(self.summary.focus_name)] if self.summary.focus_name else []
        parts += [words.tier(t, focus.tier)] if focus.tier else []
        parts += [words.kind(t, focus.kind)] if focus.kind else []
        return [t("Only: {parts}", parts=" · ".join(parts))]

    def _headline(self) -> str:
        t, f, well = self.t, self.f, self.summary.well
        if not well.whole:
            return t("There is no key partner yet; a tier can be set on each partner's card.")
        part, whole = f.number(well.part), f.number(well.whole)
        first = t.n(
            "{part} of {whole} key partner is in good care.",
            "{part} of {whole} key partners are in good care.",
            well.whole,
            part=part,
            whole=whole,
        )
        longest = self.summary.waits_longest
        if longest is None:
            return first
        name = _name(longest.name)
        if longest.days is None:
            return first + " " + t("{name} has never heard from us.", name=name)
        reasons = {one.why for one in longest.reasons}
        if CareReason.ONLY_ASKED in reasons and CareReason.LONG_UNHEARD not in reasons:
            # It heard from us the other day: how many days ago is not what is wrong.
            return first + " " + t("{name} hears from us only when we need something.", name=name)
        return (
            first
            + " "
            + t.n(
                "{name} has waited {n} day for word from us.",
                "{name} has waited {n} days for word from us.",
                longest.days,
                name=name,
            )
        )

    def _figures(self) -> str:
        t, f = self.t, self.f
        now, before = self.summary.figures, self.summary.before
        compared = not self.summary.first

        def with_change(value: int, earlier: int) -> str:
            if not compared:
                return f.number(value)
            change = f.signed(value - earlier) if value != earlier else t("same")
            return f"{f.number(value)} ({change})"

        c, b = now.contacted, before.contacted
        first = [
            t("Care {n}", n=with_change(c.care, b.care)),
            t("Work {n}", n=with_change(c.work, b.work)),
            t("Requests {n}", n=with_change(c.asks, b.asks)),
            t("From them {n}", n=with_change(c.theirs, b.theirs)),
        ]
        r, rb = now.reminders, self.summary.before.reminders
        second = [
            t("Partners cared for {n}", n=with_change(c.partners, b.partners)),
            done_line(t, f, r.done, r.due, r.noted),
        ]
        counts = (
            (r.skipped, t("Skipped {n}", n=f.number(r.skipped))),
            (r.open, t("Open {n}", n=f.number(r.open))),
            (r.missed or rb.missed, t("Missed {n}", n=with_change(r.missed, rb.missed))),
        )
        second += [told for count, told in counts if count]
        lines = [" · ".join(first), " · ".join(second), self._coverage(), self._changed()]
        return "\n".join(line for line in lines if line)

    def _changed(self) -> str:
        """What became other since it was sent, by what was noted later."""
        t, f, sent = self.t, self.f, self.summary.sent
        if sent is None:
            return ""
        now = self.summary.figures
        told = [
            (t("Care given"), sent.contacted.care, now.contacted.care),
            (t("Work"), sent.contacted.work, now.contacted.work),
            (t("Requests"), sent.contacted.asks, now.contacted.asks),
            (t("From them"), sent.contacted.theirs, now.contacted.theirs),
            (t("Reminders done"), sent.reminders.done, now.reminders.done),
            (t("Missed"), sent.reminders.missed, now.reminders.missed),
        ]
        moved = [f"{name} {f.number(old)} → {f.number(new)}" for name, old, new in told if old != new]
        if not moved:
            return t("Contacts noted later have changed these figures since they were sent.")
        return t("Noted later, since this was sent: {changes}", changes=", ".join(moved))

    def _coverage(self) -> str:
        f, before = self.f, self.summary.before.coverage
        shares = []
        for tier in Tier:
            share = self.summary.figures.coverage.get(tier)
            if share is None or not share.whole:
                continue
            change = share.part - before[tier].part if tier in before and not self.summary.first else 0
            told = f"{words.tier(self.t, tier)} {f.number(share.part)}/{f.number(share.whole)}"
            shares.append(f"{told} ({f.signed(change)})" if change else told)
        return self.t("Check-ins in time: {shares}", shares=" · ".join(shares)) if shares else ""

    def _lists(self) -> list[str]:
        t, s = self.t, self.summary
        return [
            self._list(t("Reach out soon"), s.neglected, self._neglected),
            self._list(t("Heard from us only when we wanted something"), s.only_asked, self._asked),
            self._never(),
            self._list(t("Promises overdue"), s.promises_overdue, self._dated),
            self._list(t("Agreements that end soon or have ended"), s.agreements, self._dated),
            self._list(t("Without an owner"), s.without_owner, self._plain),
            self._list(t("Known to one alone"), s.known_to_one, self._known),
            self._counted(s.without_occasion),
        ]

    def _list(self, title: str, listed: Listed, line: Callable[[Line], str]) -> str:
        if not listed.total:
            return ""
        s = self.summary
        long = SHOWN[0] if listed is s.neglected else KNOWN_SHOWN if listed is s.known_to_one else OTHERS_SHOWN
        most = min(self.shown, long)
        rows = [f"{self._number(one)}. {line(one)}" for one in listed.lines[:most]]
        more = listed.total - len(rows)
        if more > 0:
            rows.append(self.t.n("… and {n} more", "… and {n} more", more))
        return "\n".join([bold(title), *rows])

    def _never(self) -> str:
        """Who was never contacted is counted: whom that concerns most is in the first list."""
        n = self.summary.never_contacted.total
        if not n:
            return ""
        return self.t.n("{n} partner was never contacted.", "{n} partners were never contacted.", n)

    def _counted(self, listed: Listed) -> str:
        n = listed.total
        if not n:
            return ""
        return self.t.n(
            "{n} partner has no important day noted yet.", "{n} partners have no important day noted yet.", n
        )

    def _number(self, line: Line) -> int:
        if line.partner_id not in self.numbered:
            self.numbered.append(line.partner_id)
        return self.numbered.index(line.partner_id) + 1

    def _neglected(self, line: Line) -> str:
        waited = self.t("never") if line.days is None else self.t.n("{n} day", "{n} days", line.days)
        return self._joined(line, words.tier(self.t, line.tier), waited)

    def _asked(self, line: Line) -> str:
        found = next((one for one in line.reasons if one.why is CareReason.ONLY_ASKED), None)
        if found is None or found.count is None:
            return self._plain(line)
        if found.on is None:
            return self._joined(line, self.t.n("{n} request", "{n} requests", found.count))
        since = self.f.month_near(found.on, self.today)
        return self._joined(
            line, self.t.n("{n} request since {month}", "{n} requests since {month}", found.count, month=since)
        )

    def _plain(self, line: Line) -> str:
        return self._joined(line, words.tier(self.t, line.tier))

    def _dated(self, line: Line) -> str:
        facts = [esc(shortened(line.text, WORDS_SHOWN))] if line.text else []
        if line.on is not None:
            facts.append(self.f.day_near(line.on, self.summary.end))
        return self._joined(line, *facts)

    def _known(self, line: Line) -> str:
        t = self.t
        facts = []
        if line.one_colleague and line.one_person:
            facts.append(t("only one of us and one of them"))
        elif line.one_colleague:
            facts.append(t("only one of us"))
        elif line.one_person:
            facts.append(t("only one of them"))
        if line.on is None:
            facts.append(t("never met in person"))
        else:
            facts.append(t("last met {day}", day=self.f.day_near(line.on, self.summary.end)))
        return self._joined(line, *facts)

    def _joined(self, line: Line, *facts: str) -> str:
        owner = [_name(line.owner_name)] if line.owner_name else []
        return " · ".join([_name(line.name), *facts, *owner])

    def _team(self) -> str:
        active = [one for one in self.summary.team if one.care or one.due or one.waiting]
        if not active:
            return ""
        lines = [self._colleague(one) for one in active[: TEAM_SHOWN if self.shown > SHOWN[-1] else COMING_SHOWN]]
        if more := len(active) - len(lines):
            lines.append(self.t.n("… and {n} more", "… and {n} more", more))
        return "\n".join([bold(self.t("The team")), *lines])

    def _colleague(self, one: ColleagueLine) -> str:
        t, f = self.t, self.f
        facts = [t("care {n}", n=f.number(one.care))]
        if one.due:
            done, due = f.number(one.done), f.number(one.due)
            if one.noted:
                noted = f.number(one.noted)
                facts.append(t("done {done} of {due} ({noted} with a note)", done=done, due=due, noted=noted))
            else:
                facts.append(t("done {done} of {due}", done=done, due=due))
        if one.late:
            facts.append(t("{n} open late", n=f.number(one.late)))
        if one.waiting:
            facts.append(t("{n} waiting their turn", n=f.number(one.waiting)))
        return f"{_name(one.name)}: {', '.join(facts)}"

    def _coming(self) -> str:
        t, coming = self.t, self.summary.coming
        facts = []
        if coming.birthdays:
            facts.append(t.n("{n} birthday", "{n} birthdays", coming.birthdays))
        if coming.anniversaries:
            facts.append(t.n("{n} anniversary", "{n} anniversaries", coming.anniversaries))
        facts += [
            t.n("{feast} ({n} person)", "{feast} ({n} people)", feast.people, feast=esc(words.feast(t, feast.feast)))
            for feast in coming.feasts
        ]
        facts += [esc(shortened(title, WORDS_SHOWN)) for title in [one for one in coming.own if one][:COMING_SHOWN]]
        if coming.agreements:
            facts.append(t.n("{n} agreement ends", "{n} agreements end", coming.agreements))
        if coming.promises:
            facts.append(t.n("{n} promise is due", "{n} promises are due", coming.promises))
        if not facts:
            return ""
        # The summary of last week is read in the week that it calls the coming one.
        title = t("This week:") if coming.start <= self.today else t("Next week:")
        return bold(title) + " " + ", ".join(facts)


def _name(name: str) -> str:
    return esc(shortened(name, NAME_SHOWN))
