"""One line for each item of a brief: what it is about, for whom, and by when."""

from collections.abc import Callable
from datetime import date

from bot.chat.html import bold, esc, shortened
from bot.domain.briefs import BriefItem
from bot.domain.coming import is_round
from bot.domain.words import RHYTHM_KINDS, EventKind, OccasionKind, ReminderKind, Stage
from bot.i18n import words
from bot.i18n.formats import Formats
from bot.i18n.translator import Translator, mark

WORDS_SHOWN = 120
NAME_SHOWN = 90
"""UTF-16 units of somebody's words, and of a name, in a line."""

Line = Callable[[Translator, Formats, BriefItem, date], str]

_UNDATED = (
    ReminderKind.CONGRATULATION,
    ReminderKind.CONDOLENCE,
    ReminderKind.RENEWAL,
    ReminderKind.UPDATE,
    ReminderKind.GESTURE,
)
"""Never called late: greetings are belated, an agreement's end is said by itself, news and tokens are no debt."""

_ROUND = {
    OccasionKind.FOUNDING: mark("{whom}: a round {n} years old {when}"),
    OccasionKind.PARTNERSHIP: mark("{whom}: a round {n} years as our partner {when}"),
}
"""Round years are pointed out."""

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
    return " · ".join([f"{icon(item)} {sentence(t, f, item, today)}", *_remarks(t, item)])


def sentence(t: Translator, f: Formats, item: BriefItem, today: date) -> str:
    """What the item is about."""
    return _LINES[item.kind](t, f, item, today)


def plain_line(t: Translator, f: Formats, item: BriefItem, today: date) -> str:
    """The item as a clause for what is still ahead, with nothing standing out."""
    text = sentence(t, f, item, today)
    if item.tentative:
        text += f" ({t('the day is an estimate')})"
    return text.replace("<b>", "").replace("</b>", "")


def whom(item: BriefItem) -> str:
    """The person and their partner, or the partner."""
    return f"{_bold(item.person)} ({_plain(item.partner)})" if item.person else _bold(item.partner)


def on_day(t: Translator, f: Formats, day: date, today: date) -> str:
    """Today, tomorrow, yesterday, or on that day."""
    if abs((day - today).days) <= 1:
        return f.relative(day, today)
    return t.c("a day in a sentence", "on {day}", day=f.relative(day, today))


def _remarks(t: Translator, item: BriefItem) -> list[str]:
    belated = [t("belated")] if item.days_over > 0 and item.occasion is not None else []
    return [*lateness(t, item), *belated]


def lateness(t: Translator, item: BriefItem) -> list[str]:
    """Whose it is, where one is told as backup or manager, and how late it is."""
    remarks = []
    if item.stage in (Stage.BACKUP, Stage.MANAGERS) and item.owner is not None:
        remarks.append(t("with {name}", name=_plain(item.owner)))
    # A rhythm that waited its turn is not late by anybody's fault; it is once it was flagged.
    waited = item.kind in RHYTHM_KINDS and item.stage is Stage.OPENED
    if item.days_over > 0 and item.kind not in _UNDATED and not waited:
        remarks.append(t.n("{n} day late", "{n} days late", item.days_over))
    return remarks


def _plain(name: str) -> str:
    return esc(shortened(name, NAME_SHOWN))


def _bold(name: str) -> str:
    return bold(shortened(name, NAME_SHOWN))


def _check_in(t: Translator, f: Formats, item: BriefItem, today: date) -> str:
    if item.days_since is None:
        return t("{partner}: no contact noted yet", partner=_bold(item.partner))
    return t("{partner}: last contact {ago}", partner=_bold(item.partner), ago=f.ago(max(0, item.days_since)))


def _update(t: Translator, f: Formats, item: BriefItem, today: date) -> str:
    if item.days_since is None:
        return t("{partner}: no news from us yet", partner=_bold(item.partner))
    spell = f.duration(max(1, item.days_since))
    return t("{partner}: no news from us for {spell}", partner=_bold(item.partner), spell=spell)


def _gesture(t: Translator, f: Formats, item: BriefItem, today: date) -> str:
    if item.days_since is None:
        return t("{partner}: a small token of appreciation would do good", partner=_bold(item.partner))
    spell = f.duration(max(1, item.days_since))
    return t("{partner}: no token of appreciation for {spell}", partner=_bold(item.partner), spell=spell)


def _congratulation(t: Translator, f: Formats, item: BriefItem, today: date) -> str:
    if item.feast is not None:
        return _feast(t, f, item, today)
    if item.event is not None:
        return _event(t, item)
    if item.occasion is OccasionKind.BIRTHDAY:
        born = _birthday(t, f, item, today)
        return born + t(", turning a round {n}", n=f.number(item.age or 0)) if is_round(item.age) else born
    when = on_day(t, f, item.due_on, today)
    if is_round(item.age) and item.occasion in _ROUND:
        return t(_ROUND[item.occasion], whom=whom(item), n=f.number(item.age or 0), when=when)
    if item.occasion is OccasionKind.FOUNDING and item.age:
        n = item.age
        return t.n("{whom}: one year old {when}", "{whom}: {n} years old {when}", n, whom=whom(item), when=when)
    if item.occasion is OccasionKind.PARTNERSHIP and item.age:
        return t.n(
            "{whom}: one year as our partner {when}",
            "{whom}: {n} years as our partner {when}",
            item.age,
            whom=whom(item),
            when=when,
        )
    return t("{whom}: {what} {when}", whom=whom(item), what=esc(what(t, item)), when=when)


def _feast(t: Translator, f: Formats, item: BriefItem, today: date) -> str:
    when = on_day(t, f, item.due_on, today)
    feast = words.feast(t, item.feast or "")
    if not item.is_round and item.due_on < today:
        return t("{whom} celebrated {feast} {when}", whom=whom(item), feast=esc(feast), when=when)
    if not item.is_round:
        return t("{whom} celebrates {feast} {when}", whom=whom(item), feast=esc(feast), when=when)
    people = t.n("{n} person", "{n} people", len(item.reminder_ids))
    if item.stage is Stage.PREPARE:
        return t("{feast} {when}: {people}", feast=bold(feast), when=when, people=people)
    return t("{feast}: {people}", feast=bold(feast), people=people)


def _birthday(t: Translator, f: Formats, item: BriefItem, today: date) -> str:
    when, partner = on_day(t, f, item.due_on, today), _plain(item.partner)
    past = item.due_on < today
    if item.person is None:
        if past:
            return t("It was {person}’s birthday {when}", person=whom(item), when=when)
        return t("It is {person}’s birthday {when}", person=whom(item), when=when)
    person = _bold(item.person)
    if past:
        return t("It was {person}’s birthday {when} ({partner})", person=person, when=when, partner=partner)
    return t("It is {person}’s birthday {when} ({partner})", person=person, when=when, partner=partner)


def _event(t: Translator, item: BriefItem) -> str:
    """What befell somebody, and what was noted of it."""
    said = {
        EventKind.BEREAVEMENT: t("{whom} is in mourning", whom=whom(item)),
        EventKind.ILLNESS: t("{whom} is ill", whom=whom(item)),
        EventKind.WEDDING: t("{whom} has married", whom=whom(item)),
        EventKind.BIRTH: t("{whom} has a new baby", whom=whom(item)),
        EventKind.NEW_ROLE: t("{whom} has a new role", whom=whom(item)),
        EventKind.AWARD: t("{whom} has received an award", whom=whom(item)),
        EventKind.DEATH: _death(t, item),
    }[item.event or EventKind.BEREAVEMENT]
    if item.event is EventKind.DEATH or not item.text:
        return said
    return f"{said}: {esc(shortened(item.text, WORDS_SHOWN))}"


def _death(t: Translator, item: BriefItem) -> str:
    """Whom a partner lost; the name may be erased by now."""
    if not item.text:
        return t("{whom} has lost somebody", whom=whom(item))
    return t("{whom} has lost {name}", whom=whom(item), name=_bold(item.text))


def _condolence(t: Translator, f: Formats, item: BriefItem, today: date) -> str:
    return _event(t, item)


def _promise(t: Translator, f: Formats, item: BriefItem, today: date) -> str:
    day = f.relative(item.due_on, today)
    if not item.text:
        return t("Promise to {partner}, by {day}", partner=_bold(item.partner), day=day)
    text = esc(shortened(item.text, WORDS_SHOWN))
    return t("Promise to {partner}: {text}, by {day}", partner=_bold(item.partner), text=text, day=day)


def _renewal(t: Translator, f: Formats, item: BriefItem, today: date) -> str:
    day = f.day_near(item.due_on, today)
    if item.due_on < today:
        return t("The agreement with {partner} ended on {day}", partner=_bold(item.partner), day=day)
    return t("The agreement with {partner} ends on {day}", partner=_bold(item.partner), day=day)


def _thanks(t: Translator, f: Formats, item: BriefItem, today: date) -> str:
    return t("Thank {whom} for their help", whom=whom(item))


def _follow_up(t: Translator, f: Formats, item: BriefItem, today: date) -> str:
    partner = _bold(item.partner)
    if item.about == "offer":
        # The reminder of an offer is there through the day on which it ends.
        day = f.relative(item.last_on or item.due_on, today)
        text = esc(shortened(item.text or "", WORDS_SHOWN))
        return t("Our offer to {partner} ends {day}: {text}", partner=partner, day=day, text=text)
    if item.about == "introduction":
        return t(
            "{partner} and {other}: did something come of the introduction?",
            partner=partner,
            other=_bold(item.text or ""),
        )
    return t("{whom}: what came of our request?", whom=whom(item))


def _introduce(t: Translator, f: Formats, item: BriefItem, today: date) -> str:
    return t("Introduce yourself to {whom}, by {day}", whom=whom(item), day=f.relative(item.due_on, today))


def what(t: Translator, item: BriefItem) -> str:
    """What the item is about, inside a sentence, unescaped: a title, a feast, a birthday, a wedding; else its kind."""
    if item.title:
        return shortened(item.title, WORDS_SHOWN)
    if item.feast is not None:
        return words.feast(t, item.feast)
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
