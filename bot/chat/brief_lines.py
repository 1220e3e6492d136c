"""One line for each item of a brief: what it is about, for whom, and by when."""

from collections.abc import Callable
from datetime import date

from bot.chat.html import bold, esc, shortened
from bot.domain.briefs import BriefItem
from bot.domain.words import EventKind, OccasionKind, ReminderKind, Stage
from bot.i18n import words
from bot.i18n.formats import Formats
from bot.i18n.translator import Translator

WORDS_SHOWN = 120

Line = Callable[[Translator, Formats, BriefItem, date], str]

ICONS = {
    ReminderKind.CHECK_IN: "👋",
    ReminderKind.UPDATE: "📰",
    ReminderKind.GESTURE: "✨",
    ReminderKind.CONGRATULATION: "🎂",
    ReminderKind.CONDOLENCE: "🕊",
    ReminderKind.PROMISE: "📌",
    ReminderKind.RENEWAL: "📄",
    ReminderKind.THANKS: "🙏",
    ReminderKind.FOLLOW_UP: "❓",
    ReminderKind.INTRODUCE: "🙋",
}


def icon(item: BriefItem) -> str:
    """The picture that tells kinds apart."""
    if item.event is EventKind.ILLNESS:
        return "🌿"
    if item.feast is not None:
        return "🎊"
    if item.kind is ReminderKind.CONGRATULATION and item.occasion is not OccasionKind.BIRTHDAY:
        return "🎉"
    return ICONS[item.kind]


def line(t: Translator, f: Formats, item: BriefItem, today: date) -> str:
    """The item's line, with whose it is where it is somebody else's, and how late it is."""
    text = f"{icon(item)} {_LINES[item.kind](t, f, item, today)}"
    if item.stage in (Stage.BACKUP, Stage.MANAGERS) and item.owner is not None:
        text += " · " + t("with {name}", name=esc(item.owner))
    late = item.days_over if item.kind not in (ReminderKind.CONGRATULATION, ReminderKind.RENEWAL) else 0
    if late > 0 and item.stage is not Stage.OPENED:
        text += " · " + t.n("{n} day late", "{n} days late", late)
    return text


def plain_line(t: Translator, f: Formats, item: BriefItem, today: date) -> str:
    """The item as a clause for what is still ahead: who, and on which day."""
    who = esc(item.person or item.partner)
    at = f" ({esc(item.partner)})" if item.person else ""
    return f"{who}{at}: {_what(t, item)}, {f.relative(item.due_on, today)}"


def whom(item: BriefItem) -> str:
    """The person and their partner, or the partner."""
    return f"{bold(item.person)} ({esc(item.partner)})" if item.person else bold(item.partner)


def _check_in(t: Translator, f: Formats, item: BriefItem, today: date) -> str:
    if item.days_since is None:
        return t("{partner}: no contact noted yet", partner=bold(item.partner))
    return t("{partner}: last contact {ago}", partner=bold(item.partner), ago=f.ago(max(0, item.days_since)))


def _update(t: Translator, f: Formats, item: BriefItem, today: date) -> str:
    if item.days_since is None:
        return t("{partner}: no news from us yet", partner=bold(item.partner))
    spell = f.duration(max(1, item.days_since))
    return t("{partner}: no news from us for {spell}", partner=bold(item.partner), spell=spell)


def _gesture(t: Translator, f: Formats, item: BriefItem, today: date) -> str:
    if item.days_since is None:
        return t("{partner}: a small token of appreciation would do good", partner=bold(item.partner))
    spell = f.duration(max(1, item.days_since))
    return t("{partner}: no token of appreciation for {spell}", partner=bold(item.partner), spell=spell)


def _congratulation(t: Translator, f: Formats, item: BriefItem, today: date) -> str:
    when = f.relative(item.due_on, today)
    if item.is_round and item.feast is not None:
        people = t.n("{n} person", "{n} people", len(item.reminder_ids))
        return t("{feast}: {people}", feast=bold(words.feast(t, item.feast)), people=people)
    if item.feast is not None:
        feast = words.feast(t, item.feast)
        return t("{whom} celebrates {feast} {when}", whom=whom(item), feast=esc(feast), when=when)
    if item.occasion is OccasionKind.BIRTHDAY:
        return t("{whom} has a birthday {when}", whom=whom(item), when=when)
    if item.occasion is OccasionKind.PARTNERSHIP and item.age:
        return t.n(
            "{whom}: one year as our partner {when}",
            "{whom}: {n} years as our partner {when}",
            item.age,
            whom=whom(item),
            when=when,
        )
    return t("{whom}: {what} {when}", whom=whom(item), what=_what(t, item), when=when)


def _condolence(t: Translator, f: Formats, item: BriefItem, today: date) -> str:
    if item.event is EventKind.ILLNESS:
        return t("{whom} is ill", whom=whom(item))
    return t("{whom} is in mourning", whom=whom(item))


def _promise(t: Translator, f: Formats, item: BriefItem, today: date) -> str:
    text = esc(shortened(item.text or "", WORDS_SHOWN))
    day = f.relative(item.due_on, today)
    return t("Promise to {partner}: {text}, by {day}", partner=bold(item.partner), text=text, day=day)


def _renewal(t: Translator, f: Formats, item: BriefItem, today: date) -> str:
    day = f.day_near(item.due_on, today)
    if item.due_on < today:
        return t("The agreement with {partner} ended on {day}", partner=bold(item.partner), day=day)
    return t("The agreement with {partner} ends on {day}", partner=bold(item.partner), day=day)


def _thanks(t: Translator, f: Formats, item: BriefItem, today: date) -> str:
    return t("Thank {whom} for their help", whom=whom(item))


def _follow_up(t: Translator, f: Formats, item: BriefItem, today: date) -> str:
    return t("{whom}: what came of our request?", whom=whom(item))


def _introduce(t: Translator, f: Formats, item: BriefItem, today: date) -> str:
    return t("Introduce yourself to {whom}", whom=whom(item))


def _what(t: Translator, item: BriefItem) -> str:
    if item.title:
        return esc(item.title)
    if item.feast is not None:
        return esc(words.feast(t, item.feast))
    if item.event is not None:
        return words.event_kind(t, item.event, inline=True)
    if item.occasion is not None:
        return words.occasion_kind(t, item.occasion, inline=True)
    return words.reminder_kind(t, item.kind, inline=True)


_LINES: dict[ReminderKind, Line] = {
    ReminderKind.CHECK_IN: _check_in,
    ReminderKind.UPDATE: _update,
    ReminderKind.GESTURE: _gesture,
    ReminderKind.CONGRATULATION: _congratulation,
    ReminderKind.CONDOLENCE: _condolence,
    ReminderKind.PROMISE: _promise,
    ReminderKind.RENEWAL: _renewal,
    ReminderKind.THANKS: _thanks,
    ReminderKind.FOLLOW_UP: _follow_up,
    ReminderKind.INTRODUCE: _introduce,
}
