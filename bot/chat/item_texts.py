"""An item opened: why it is due, and what one wants to know before getting in touch."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from telegram import InlineKeyboardMarkup

from bot.chat.answer_buttons import AskDone, AskSkip, AskSnooze, ShowList, ShowStory
from bot.chat.brief_lines import icon, lateness, sentence
from bot.chat.contact_texts import recent_line
from bot.chat.draft_buttons import ShowDraft
from bot.chat.gesture_lines import choice_rows, offer_line
from bot.chat.html import bold, esc, shortened
from bot.chat.keyboards import AnyKey, Key, keyboard
from bot.chat.news_buttons import NewsTo
from bot.chat.partners import ShowPartner
from bot.domain.briefs import ContactLine, ItemView
from bot.domain.promises import Promise
from bot.domain.words import MOURNING, RHYTHM_KINDS, Kind, OccasionKind, Purpose, ReminderKind, ReminderState
from bot.i18n import words
from bot.i18n.formats import Formats
from bot.i18n.salutations import full_name
from bot.i18n.translator import Translator

NOTE_SHOWN = 240
NAME_SHOWN = 200
LISTED = 3
MONTH = 31
SHOWS_NEEDS = (*RHYTHM_KINDS, ReminderKind.INTRODUCE)
"""Where it helps to know what they need; beside condolences it would not."""


def item_text(t: Translator, f: Formats, view: ItemView, today: date) -> str:
    """The item's text."""
    why = [_title(t, view), *_why(t, f, view, today)]
    around = _around(t, f, view, today)
    return "\n".join([*why, *(["", *around] if around else [])])


def item_keys(
    t: Translator, view: ItemView, *, words: bool = False, sending: Sequence[Sequence[AnyKey]] = (), back: Any = None
) -> InlineKeyboardMarkup | None:
    """Done, Draft, Snooze, Skip; what is not open yet can be prepared only.

    *words*: whether there are texts for it; *sending* are the keys by which the words that it shows go out;
    *back* is the button that leads to where one came from: today's list unless given.
    """
    id, kind = view.item.reminder_id, view.item.kind
    draft = [Key(t("Other words") if sending else t("Draft"), ShowDraft(id, 0))] if words else []
    rows = [list(row) for row in sending]
    if kind is ReminderKind.GESTURE and view.item.living:
        rows, draft = choice_rows(t, view), []
    card = Key(t("Partner’s card"), ShowPartner(view.partner.id))
    below = [Key(t("Back"), back or ShowList(0)), Key(t("Why?"), ShowStory(id)), card]
    if not view.item.living:
        return keyboard([below])
    if view.item.state is ReminderState.PLANNED and view.item.kind is ReminderKind.CONGRATULATION:
        return keyboard([draft, below])
    skip = [] if kind is ReminderKind.RENEWAL else [Key(t("Skip"), AskSkip(id))]
    done, snooze = Key(t("Done"), AskDone(id)), Key(t("Snooze"), AskSnooze(id))
    if kind is ReminderKind.UPDATE:
        rows.append([Key(t("Send news"), NewsTo(view.partner.id))])
        return keyboard([*rows, [done, *draft], [snooze, *skip], below])
    if rows:
        rows[-1] += draft
        return keyboard([*rows, [done, snooze, *skip], below])
    return keyboard([[done, *draft], [snooze, *skip], below])


def settled_line(t: Translator, f: Formats, view: ItemView) -> str:
    """How a settled reminder ended."""
    item = view.item
    if item.answered_by and item.answered_at:
        name, when = esc(item.answered_by), f.moment(item.answered_at)
        if item.state is ReminderState.SKIPPED:
            return t("{name} skipped this reminder, {when}.", name=name, when=when)
        return t("{name} settled this reminder, {when}.", name=name, when=when)
    return words.reminder_state(t, item.state) + "."


def _title(t: Translator, view: ItemView) -> str:
    item = view.item
    partner = esc(shortened(item.partner, NAME_SHOWN))
    named = {
        ReminderKind.CHECK_IN: t("Check in with {partner}", partner=partner),
        ReminderKind.UPDATE: t("Send news to {partner}", partner=partner),
        ReminderKind.GESTURE: t("A token of appreciation for {partner}", partner=partner),
    }.get(item.kind)
    if item.about is not None:
        named = {
            "offer": t("An offer that ends: {partner}", partner=partner),
            "introduction": t("An introduction: {partner}", partner=partner),
        }[item.about]
    if named is None:
        whom = esc(shortened(item.person or item.partner, NAME_SHOWN))
        named = f"{esc(words.reminder_kind(t, item.kind))}: {whom}"
    return f"{icon(item)} <b>{named}</b> · {words.tier(t, item.tier)}"


def _why(t: Translator, f: Formats, view: ItemView, today: date) -> list[str]:
    item = view.item
    lines = []
    if item.kind is ReminderKind.CHECK_IN:
        lines.append(_newest(t, f, view, today))
    else:
        lines.append(_ended(sentence(t, f, item, today), lateness(t, item)))
    if view.rhythm_days and item.kind in RHYTHM_KINDS:
        lines[-1] += " " + _rhythm(t, item.kind, view.rhythm_days)
    if item.kind is ReminderKind.CONGRATULATION:
        lines += _greeting_days(t, f, view, today)
    if item.kind is ReminderKind.RENEWAL and item.step == "90":
        lines.append(t("A good moment to ask: is it still of use to both?"))
    if view.suggestion is not None:
        lines.append(t("Perhaps this time: {what}.", what=words.purpose(t, view.suggestion, inline=True)))
        if view.partner.kind is Kind.GOVERNMENT and view.suggestion in (Purpose.THANKS, Purpose.INTRODUCTION):
            lines.append(t("For a government office, words are enough: a gift can count as gratification."))
    if not item.living:
        lines.append(settled_line(t, f, view))
    return lines


def _ended(text: str, remarks: Sequence[str]) -> str:
    text = " · ".join([text, *remarks])
    return text if text.endswith((".", "?", "!", "…")) else f"{text}."


def _rhythm(t: Translator, kind: ReminderKind, days: int) -> str:
    if kind is ReminderKind.CHECK_IN:
        return t.n("You check in every day.", "You check in every {n} days.", days)
    if kind is ReminderKind.UPDATE:
        return t.n("News go out every day.", "News go out every {n} days.", days)
    return t.n("A token of appreciation is due every day.", "A token of appreciation is due every {n} days.", days)


def _greeting_days(t: Translator, f: Formats, view: ItemView, today: date) -> list[str]:
    item = view.item
    lines = []
    if item.age and item.occasion is OccasionKind.BIRTHDAY:
        lines.append(t("It is birthday number {n}.", n=f.number(item.age)))
    if item.tentative and item.feast is not None:
        lines.append(t("The day is an estimate until it is confirmed."))
    elif item.tentative:
        lines.append(t("The day is an estimate, for it follows the moon."))
    if item.state is ReminderState.PLANNED:
        lines.append(t("There is still time to prepare; it opens {day}.", day=f.relative(item.due_on, today)))
    elif item.days_over and item.feast is None and item.living:
        lines.append(t("The day has passed; a belated greeting still does good."))
    if item.last_on is not None and item.living:
        lines.append(t("Greetings fit until {day}.", day=f.day(item.last_on)))
    return lines


def _newest(t: Translator, f: Formats, view: ItemView, today: date) -> str:
    if view.newest is None:
        return t("No contact noted yet.")
    day, how = f.day_near(view.newest.contact.on, today), _how(t, view.newest)
    return t("Last contact {day} ({how}).", day=day, how=how)


def _how(t: Translator, contact: ContactLine) -> str:
    channel = contact.contact.channel
    facts = [words.channel(t, channel, inline=True)] if channel else []
    if contact.staff:
        facts.append(esc(contact.staff))
    return ", ".join(facts) or t("no details")


def _around(t: Translator, f: Formats, view: ItemView, today: date) -> list[str]:
    lines = []
    if view.standing_in_for is not None and view.item.living:
        lines.append(t("Standing in for {name}.", name=esc(view.standing_in_for)))
    if view.longest_not_met is not None:
        lines.append(_not_met(t, f, view, today))
    if view.notes:
        note = esc(shortened(view.notes[0].contact.note or "", NOTE_SHOWN))
        lines.append(t("Last note: “{note}”.", note=note))
    if view.partner.needs and view.item.kind in SHOWS_NEEDS:
        lines.append(t("They need: {needs}.", needs=esc(shortened(view.partner.needs, NOTE_SHOWN))))
    others = [one for one in view.promises if view.item.kind is not ReminderKind.PROMISE or not _is_about(view, one)]
    for promise in others[:LISTED]:
        text, day = esc(shortened(promise.text, NOTE_SHOWN)), f.relative(promise.due_on, today)
        lines.append(t("Our promise: {text}, by {day}.", text=text, day=day))
    if view.item.about != "offer":
        lines += [offer_line(t, f, one.text, one.ends_on, today) for one in view.offers[:LISTED]]
    return [*lines, *cautions(t, f, view, today)]


def cautions(t: Translator, f: Formats, view: ItemView, today: date) -> list[str]:
    """Who spoke to them lately, and who mourns: what one wants to know before writing."""
    lines = []
    newest = {one.staff or "": one for one in reversed(view.lately)}
    for name, contact in list(newest.items())[:LISTED]:
        lines.append(recent_line(t, f, name, contact.contact, today))
    if view.item.event not in MOURNING:
        names = [bold(full_name(person)) for person in view.mourning[:2]]
        lines += [t("{name} is in mourning; be gentle.", name=name) for name in names]
    return lines


def _not_met(t: Translator, f: Formats, view: ItemView, today: date) -> str:
    found = view.longest_not_met
    if found is None:
        return ""
    name = bold(full_name(found.person)) + (f", {esc(found.person.role)}" if found.person.role else "")
    if found.since_on is None:
        return t("Not met yet: {name}.", name=name)
    recent = (today - found.since_on).days < MONTH
    since = f.day_near(found.since_on, today) if recent else f.month_near(found.since_on, today)
    return t("Not met for longest: {name}, since {day}.", name=name, day=since)


def _is_about(view: ItemView, promise: Promise) -> bool:
    return promise.text == view.item.text
