"""What is said of a contact: the card before Save, the questions, and what came of it."""

from dataclasses import dataclass
from datetime import date, timedelta

from bot.chat.contact_draft import ContactDraft
from bot.chat.html import bold, esc, shortened
from bot.domain.balance import Gentle
from bot.domain.partners import Partner
from bot.domain.people import Person
from bot.domain.words import Direction, ReminderKind
from bot.i18n import words
from bot.i18n.formats import Formats
from bot.i18n.salutations import full_name
from bot.i18n.translator import Translator, mark
from bot.usecases.interactions import Logged, RecentContact

NOTE_SHOWN = 600
"""UTF-16 units of a note on the card; the whole note is kept."""

_QUESTIONS = {
    "partner": mark("Which partner was it? Choose one, or write the name."),
    "person": mark("Whom was it with?"),
    "on": mark("On which day was it? Choose one, or write it, for example 23/11."),
    "channel": mark("How was it?"),
    "purpose": mark("What was it for?"),
    "direction": mark("Who wanted the contact?"),
    "note": mark("Write the note as it should be kept."),
}
_WANTED_BY = {Direction.OURS: mark("From us"), Direction.THEIRS: mark("From them")}


def question(t: Translator, field: str, note: str | None) -> str:
    """The question for a field, with what was typed above it."""
    asked = t(_QUESTIONS[field])
    return f"<i>{esc(shortened(note, NOTE_SHOWN))}</i>\n\n{asked}" if note and field != "note" else asked


@dataclass(frozen=True, slots=True)
class Around:
    """What a card tells around its draft: who it was with, and which colleagues were there lately."""

    partner: Partner
    person: Person | None
    recent: tuple[RecentContact, ...]
    today: date


def card(t: Translator, f: Formats, draft: ContactDraft, around: Around) -> str:
    """The contact in one glance."""
    partner, person, recent, today = around.partner, around.person, around.recent, around.today
    lines = [bold(t("Save this?")), t("Partner: {partner}", partner=esc(partner.name))]
    if person is not None:
        lines.append(t("With: {person}", person=esc(full_name(person))))
    if draft.on is not None:
        lines.append(t("Day: {day}", day=day_said(t, f, draft.on, today)))
    facts = [t("How: {channel}", channel=words.channel(t, draft.channel, inline=True))]
    if draft.purpose is not None:
        facts.append(t("For: {purpose}", purpose=words.aim(t, draft.purpose, inline=True)))
    facts.append(t(_WANTED_BY[draft.direction]))
    lines.append(" · ".join(facts))
    if draft.note:
        lines.append(t("Note: “{note}”", note=esc(shortened(draft.note, NOTE_SHOWN))))
    if draft.others:
        lines.append(t("Others were named besides: they are noted best in a line of their own."))
    lines += ["", *(recent_line(t, f, one, today) for one in recent)]
    return "\n".join(lines).rstrip()


def day_said(t: Translator, f: Formats, day: date, today: date) -> str:
    """A day as it is echoed: near ones by their word too, so that a slip is seen."""
    return f.today(day, today) if today - timedelta(days=1) <= day <= today else f.day_near(day, today)


def recent_line(t: Translator, f: Formats, one: RecentContact, today: date) -> str:
    """That a colleague contacted the partner in the last seven days."""
    return t(
        "{name} contacted them too, {day} ({channel}).",
        name=esc(one.staff_name),
        day=f.relative(one.on, today),
        channel=words.channel(t, one.channel, inline=True),
    )


def saved(t: Translator, f: Formats, logged: Logged, today: date) -> str:
    """What came of a log: what it settled, when the next care is due, and what is worth saying."""
    lines = [_saved_line(t, f, logged, today)]
    if logged.gentle is not None:
        lines.append(gentle(t, f, logged.gentle, logged.partner_name, today))
    if logged.gratification:
        lines.append(t("To a government office, a gift or an offer can count as gratification; ask before giving."))
    if logged.told:
        told = len(logged.told)
        lines.append(t.n("{n} colleague was told of it.", "{n} colleagues were told of it.", told))
    if logged.promise_due_on is not None:
        day = f.relative(logged.promise_due_on, today)
        lines.append(t("They wait for an answer. Note a promise to answer by {day}?", day=day))
    if logged.to_choose:
        lines.append(t("Several reminders could be meant. Which one is done by this?"))
    return "\n".join(lines)


def gentle(t: Translator, f: Formats, found: Gentle, partner: str, today: date) -> str:
    """The one gentle sentence after an ask."""
    if found.streak >= 3:
        first = t("This is request number {n} in a row to {partner}.", n=f.number(found.streak), partner=esc(partner))
    else:
        first = t("This is a request to {partner}.", partner=esc(partner))
    if found.care_on is None:
        return first + " " + t("Nothing was noted yet that was no request. A simple hello would do good.")
    day = f.day_near(found.care_on, today)
    return first + " " + t("Our last contact without a request was on {day}. A simple hello would do good.", day=day)


def _saved_line(t: Translator, f: Formats, logged: Logged, today: date) -> str:
    settled = [one.kind for one in logged.settled]
    next_on = None if logged.check_in_on is None else f.day_near(logged.check_in_on, today)
    if ReminderKind.CHECK_IN in settled and next_on:
        return t("Saved. The check-in is done; the next one is around {day}.", day=next_on)
    if settled:
        what = f.list_of([words.reminder_kind(t, kind, inline=True) for kind in dict.fromkeys(settled)])
        n = len(settled)
        done = t.n("Saved. A reminder is done: {what}.", "Saved. {n} reminders are done: {what}.", n, what=what)
        return done if not next_on else done + " " + t("The next check-in is around {day}.", day=next_on)
    if next_on:
        return t("Saved. The next check-in is around {day}.", day=next_on)
    return t("Saved.")
