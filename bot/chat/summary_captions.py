"""What the summary's pictures show, in words: for those who cannot see them, and for finding them again."""

from bot.chat.html import bold, esc, shortened, units
from bot.domain.summary_picture import ColleagueLoad, SummaryPicture, WeekOfContacts, WeekState
from bot.domain.words import Tier
from bot.i18n import words
from bot.i18n.formats import Formats
from bot.i18n.translator import Translator

CAPTION_UNITS = 1024
"""How long a caption may be, after its entities are read (Bot API, sendPhoto)."""
NAMED = 3
NAME_SHOWN = 60


def picture_caption(t: Translator, f: Formats, picture: SummaryPicture) -> str:
    """The newest week, all eight, coverage, and which key partners had no contact in all that time."""
    newest = picture.weeks[-1]
    lines = [
        bold(t("Care for our partners, {span}", span=f.span(picture.period.start, picture.period.end))),
        t("{span}: {facts}.", span=f.span(newest.period.start, newest.period.end), facts=_contacts(t, f, [newest])),
        t("{span}: {facts}.", span=f.span(picture.span.start, picture.span.end), facts=_contacts(t, f, picture.weeks)),
        _coverage(t, f, picture),
        _silent(t, f, picture),
    ]
    return "\n".join(line for line in lines if line)


def team_caption(t: Translator, f: Formats, picture: SummaryPicture) -> str:
    """Everybody's reminders, by name, as many as a caption takes."""
    title = t("The team's reminders, {span}", span=f.span(picture.period.start, picture.period.end))
    text = bold(title)
    for place, one in enumerate(picture.team):
        line = f"\n{esc(shortened(one.name, NAME_SHOWN))}: {_load(t, f, one)}"
        rest = len(picture.team) - place
        more = "\n" + t.n("… and {n} more", "… and {n} more", rest)
        if units(text + line + more) > CAPTION_UNITS:
            return text + more
        text += line
    return text


def _load(t: Translator, f: Formats, one: ColleagueLoad) -> str:
    return t(
        "done {done} (with a note {noted}), open {open}, waiting their turn {waiting}",
        done=f.number(one.done),
        noted=f.number(one.noted),
        open=f.number(one.open),
        waiting=f.number(one.waiting),
    )


def _contacts(t: Translator, f: Formats, weeks: tuple[WeekOfContacts, ...] | list[WeekOfContacts]) -> str:
    facts = [
        t("Care {n}", n=f.number(sum(one.care for one in weeks))),
        t("Work {n}", n=f.number(sum(one.work for one in weeks))),
        t("Requests {n}", n=f.number(sum(one.asks for one in weeks))),
    ]
    return " · ".join(facts)


def _coverage(t: Translator, f: Formats, picture: SummaryPicture) -> str:
    shares = [
        f"{words.tier(t, tier)} {f.number(share.part)}/{f.number(share.whole)}"
        for tier in Tier
        if (share := picture.coverage.get(tier)) is not None and share.whole
    ]
    return t("Check-ins in time: {shares}", shares=" · ".join(shares)) if shares else ""


def _silent(t: Translator, f: Formats, picture: SummaryPicture) -> str:
    silent = [one.name for one in picture.partners if set(one.states) == {WeekState.SILENT}]
    if not silent:
        return ""
    names = [esc(shortened(name, NAME_SHOWN)) for name in silent[:NAMED]]
    if len(silent) > NAMED:
        names.append(t.n("{n} more", "{n} more", len(silent) - NAMED))
    return t("Key partners without any contact in these eight weeks: {names}.", names=f.list_of(names))
