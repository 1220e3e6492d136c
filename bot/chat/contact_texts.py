"""What is said of a contact: the card before Save, the questions, and what came of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.chat.contact_draft import ContactDraft, Question
from bot.chat.html import bold, esc, shortened
from bot.domain.balance import Gentle
from bot.domain.interactions import Interaction
from bot.domain.partners import Partner
from bot.domain.people import Person
from bot.domain.words import Direction, PartnerState, ReminderKind
from bot.i18n import words
from bot.i18n.formats import Formats
from bot.i18n.salutations import full_name
from bot.i18n.translator import Translator, mark
from bot.usecases.interactions import Logged, RecentContact

NOTE_SHOWN = 600
"""UTF-16 units of a note on the card; the whole note is kept."""
NAME_SHOWN = 200
LINES_MOST = 14
THIRD = 3
"""From this request in a row on, the streak itself is worth a word."""

_QUESTIONS = {
    "partner": mark("Which partner was it? Choose one, or write the name."),
    "person": mark("Whom was it with? Choose, or write the name."),
    "on": mark("On which day was it? Choose one, or write it, for example 23/11."),
    "channel": mark("How was it?"),
    "purpose": mark("What was it for?"),
    "direction": mark("Who wanted the contact?"),
    "note": mark("Write the note as it should be kept."),
}
NAMED_MOST = 3
"""So many names are said in the question itself; more are buttons alone."""
WANTED_BY = {Direction.OURS: mark("From us"), Direction.THEIRS: mark("From them")}


def question(t: Translator, f: Formats, asked: Question, draft: ContactDraft, among: Sequence[str], today: date) -> str:
    """The question for a field, with what was typed above it; *among* are the names that may be meant."""
    said = _question(t, f, asked, draft, among, today)
    if not draft.note or asked.field == "note":
        return said
    return f"<i>{esc(shortened(draft.note, NOTE_SHOWN))}</i>\n\n{said}"


def _question(
    t: Translator, f: Formats, asked: Question, draft: ContactDraft, among: Sequence[str], today: date
) -> str:
    if 0 < len(among) <= NAMED_MOST:
        return t("Do you mean {names}?", names=f.list_of([_name(name) for name in among], either=True))
    if among:
        return t("Who is meant?")
    plain = t(_QUESTIONS[asked.field])
    if asked.said is not None and asked.field == "on":
        return t("There is no {day}.", day=esc(asked.said)) + " " + plain
    unknown = next((one.said for one in (asked, *draft.questions) if one.field == "person" and one.said), None)
    if unknown is not None and asked.field in ("partner", "person"):
        return t("{name} is not known here yet.", name=esc(unknown)) + " " + plain
    if asked.field == "on" and draft.planned_on is not None:
        day = f.relative(draft.planned_on, today)
        return t("That is still ahead: {day}. Plan a check-in for it? If it has happened, on which day?", day=day)
    return plain


@dataclass(frozen=True, slots=True)
class Around:
    """What a card tells around its draft: who it was with, and who besides; which colleagues were there lately."""

    partner: Partner
    person: Person | None
    recent: tuple[RecentContact, ...]
    today: date
    also: tuple[str, ...] = ()


def card(t: Translator, f: Formats, draft: ContactDraft, around: Around) -> str:
    """The contact in one glance."""
    partner, person, recent, today = around.partner, around.person, around.recent, around.today
    lines = [bold(t("Save this?")), t("Partner: {partner}", partner=_name(partner.name))]
    if person is not None:
        lines.append(t("With: {person}", person=_name(full_name(person))))
    if around.also:
        lines.append(t("Also with: {names}", names=f.list_of([_name(name) for name in around.also])))
    if draft.on is not None:
        lines.append(t("Day: {day}", day=f.today(draft.on, today)))
    facts = [t("How: {channel}", channel=words.channel(t, draft.channel, inline=True))]
    if draft.purpose is not None:
        facts.append(t("For: {purpose}", purpose=words.aim(t, draft.purpose, inline=True)))
    facts.append(t(WANTED_BY[draft.direction]))
    lines.append(" · ".join(facts))
    if draft.note:
        lines.append(t("Note: “{note}”", note=esc(shortened(draft.note, NOTE_SHOWN))))
    if (event := draft.event_to_note()) is not None:
        lines.append(t("Noted along with it: {event}.", event=words.event_kind(t, event, inline=True)))
    if partner.state is PartnerState.ARCHIVED:
        lines += [
            "",
            t("This partner is archived. Bring it back from its card, then save; what was written stays here."),
        ]
    newest = {one.staff_id: one for one in reversed(recent)}
    lines += ["", *(recent_line(t, f, one.staff_name, one, today) for one in newest.values())]
    return "\n".join(lines[:LINES_MOST]).rstrip()


def _name(name: str) -> str:
    return esc(shortened(name, NAME_SHOWN))


def recent_line(t: Translator, f: Formats, name: str, contact: Interaction | RecentContact, today: date) -> str:
    """That a colleague and the partner were in touch in the last seven days, and who wanted it."""
    day, theirs = f.relative(contact.on, today), contact.direction is Direction.THEIRS
    if contact.channel is None:
        if theirs:
            return t("They contacted {name}, {day}.", name=_name(name), day=day)
        return t("{name} contacted them too, {day}.", name=_name(name), day=day)
    how = words.channel(t, contact.channel, inline=True)
    if theirs:
        return t("They contacted {name}, {day} ({channel}).", name=_name(name), day=day, channel=how)
    return t("{name} contacted them too, {day} ({channel}).", name=_name(name), day=day, channel=how)


def saved(t: Translator, f: Formats, logged: Logged, today: date) -> str:
    """What came of a log: what it settled, when the next care is due, and what is worth saying."""
    lines = [_saved_line(t, f, logged, today), *_also_lines(t, f, logged, today)]
    return "\n".join(lines + _asked_lines(t, f, logged, today))


def corrected(t: Translator, f: Formats, logged: Logged, today: date) -> list[str]:
    """What is worth saying of a contact that was changed: the sentences that its keys answer."""
    asked = [] if logged.gentle is None else [gentle(t, f, logged.gentle, logged.partner_name, today)]
    return asked + _asked_lines(t, f, logged, today)


def _asked_lines(t: Translator, f: Formats, logged: Logged, today: date) -> list[str]:
    lines = []
    if any(one.gratification for one in (logged, *logged.others)):
        lines.append(t("To a government office, a gift or an offer can count as gratification; ask before giving."))
    if logged.told:
        told = len(logged.told)
        lines.append(t.n("{n} colleague was told of it.", "{n} colleagues were told of it.", told))
    if logged.promise_due_on is not None:
        day = f.relative(logged.promise_due_on, today)
        lines.append(t("They wait for an answer. Note a promise to answer by {day}?", day=day))
    if logged.to_choose:
        lines.append(t("Several reminders could be meant. Which one is done by this?"))
    return lines


def _also_lines(t: Translator, f: Formats, logged: Logged, today: date) -> list[str]:
    """What came of the same contact with other partners, each under its name."""
    partners = {one.partner_id: one for one in logged.others if one.partner_id != logged.partner_id}
    return [
        f"{bold(shortened(one.partner_name, NAME_SHOWN))}: {_saved_line(t, f, one, today)}" for one in partners.values()
    ]


def gentle(t: Translator, f: Formats, found: Gentle, partner: str, today: date) -> str:
    """The one gentle sentence after an ask; it offers a check-in."""
    name = _name(partner)
    if found.care_on is None:
        return t(
            "We have not been in touch with {partner} yet just to ask how they are. Plan a check-in?", partner=name
        )
    day = f.day_near(found.care_on, today)
    if found.streak == THIRD:
        return t(
            "This is the third request in a row to {partner}; our last contact without a request was on {day}. "
            "Plan a check-in?",
            partner=name,
            day=day,
        )
    if found.streak > THIRD:
        return t(
            "This is request number {n} in a row to {partner}; our last contact without a request was on {day}. "
            "Plan a check-in?",
            n=f.number(found.streak),
            partner=name,
            day=day,
        )
    return t("Our last contact with {partner} without a request was on {day}. Plan a check-in?", partner=name, day=day)


def _saved_line(t: Translator, f: Formats, logged: Logged, today: date) -> str:
    if logged.gentle is not None:
        return t("Saved.") + " " + gentle(t, f, logged.gentle, logged.partner_name, today)
    settled = [one.kind for one in logged.settled]
    ahead = logged.check_in_on if logged.check_in_on is not None and logged.check_in_on > today else None
    next_on = None if ahead is None else f.day_near(ahead, today)
    if settled == [ReminderKind.CHECK_IN] and next_on:
        return t("Saved. The check-in is done; the next one is around {day}.", day=next_on)
    if settled:
        what = f.list_of([words.reminder_kind(t, kind, inline=True) for kind in dict.fromkeys(settled)])
        n = len(settled)
        done = t.n("Saved. A reminder is done: {what}.", "Saved. {n} reminders are done: {what}.", n, what=what)
        return done if not next_on else done + " " + t("The next check-in is around {day}.", day=next_on)
    if next_on:
        return t("Saved. The next check-in is around {day}.", day=next_on)
    return t("Saved.")
