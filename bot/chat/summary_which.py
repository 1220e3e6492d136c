"""Which they are: the numbers of a summary and the lists behind them, page by page."""

from bot.chat.html import bold, esc, shortened
from bot.chat.keyboards import Key, in_even_rows, in_fitting_rows, keyboard
from bot.chat.router import Room
from bot.chat.summary_buttons import AskWhich, ShowDaysOfCare, ShowInNeed, ShowWhich, carried, days_in, focus_in
from bot.chat.talk import Talk
from bot.domain.figures import Focus, Period
from bot.domain.summary import Summary
from bot.domain.summary_which import LISTS, TIERS, Which, WhichLine, WhichPage
from bot.i18n import words
from bot.i18n.translator import Translator, mark
from bot.usecases.summaries import ShowSummary
from bot.usecases.summary_which import PAGE, ListWhich

room = Room()
NAME_UNITS = 60
TEXT_UNITS = 60
NAMES = {
    Which.CARE: mark("Care given"),
    Which.WORK: mark("Work"),
    Which.ASKS: mark("Requests"),
    Which.THEIRS: mark("From them"),
    Which.CARED: mark("Partners cared for"),
    Which.DONE: mark("Reminders done"),
    Which.NOTED: mark("Done with a note"),
    Which.SKIPPED: mark("Reminders skipped"),
    Which.OPEN: mark("Still open"),
    Which.MISSED: mark("Missed"),
    Which.NEGLECTED: mark("Reach out soon"),
    Which.ONLY_ASKED: mark("Only when we wanted something"),
    Which.NEVER: mark("Never contacted"),
    Which.PROMISES: mark("Promises overdue"),
    Which.AGREEMENTS: mark("Agreements that end"),
    Which.UNOWNED: mark("Without an owner"),
    Which.ONE_ALONE: mark("Known to one alone"),
    Which.NO_DAYS: mark("Without an important day"),
}


@room.button(AskWhich)
async def ask_which(talk: Talk, pressed: AskWhich) -> None:
    """Shows the numbers that have a list behind them."""
    t, period, focus = talk.t, days_in(pressed), focus_in(pressed)
    summary = await ShowSummary(talk.house.storage, talk.house.organisation)(talk.actor, period, focus)
    counts = counts_of(summary)
    keys = [
        Key(f"{name_of(t, which)} · {talk.f.number(n)}", ShowWhich(which, 0, *carried(period, focus)))
        for which, n in counts.items()
        if n
    ]
    text = f"{bold(talk.f.span(period.start, period.end))}\n" + t("Which would you like to see?")
    await talk.show(text, keyboard([*in_fitting_rows(keys), [back_key(t, period, focus)]]))


@room.button(ShowWhich)
async def show_which(talk: Talk, pressed: ShowWhich) -> None:
    """Shows a page of the list behind a number; each partner's number opens its card."""
    period, focus = days_in(pressed), focus_in(pressed)
    list_which = ListWhich(talk.house.storage, talk.house.organisation)
    page = await list_which(talk.actor, period, pressed.which, pressed.page, focus)
    await talk.show(_text(talk, page), keyboard(_keys(talk, page)))


def name_of(t: Translator, which: Which) -> str:
    """What a number is called."""
    if which in TIERS:
        return t("{tier} not in time", tier=words.tier(t, TIERS[which]))
    return t(NAMES[which])


def counts_of(summary: Summary) -> dict[Which, int]:
    """How many each list holds, as the summary says; of coverage, how many are not in time."""
    c, r = summary.figures.contacted, summary.figures.reminders
    shares = summary.figures.coverage
    late = {which: shares[tier].whole - shares[tier].part for which, tier in TIERS.items() if tier in shares}
    return {
        Which.CARE: c.care,
        Which.WORK: c.work,
        Which.ASKS: c.asks,
        Which.THEIRS: c.theirs,
        Which.CARED: c.partners,
        Which.DONE: r.done,
        Which.NOTED: r.noted,
        Which.SKIPPED: r.skipped,
        Which.OPEN: r.open,
        Which.MISSED: r.missed,
        **late,
        **{which: getattr(summary, name).total for which, name in LISTS.items()},
    }


def back_key(t: Translator, period: Period, focus: Focus) -> Key:
    """Back to the summary."""
    return Key(t("Back to the summary"), ShowDaysOfCare(*carried(period, focus)))


def _text(talk: Talk, page: WhichPage) -> str:
    t, f = talk.t, talk.f
    head = f"{bold(name_of(t, page.which))} · {f.span(page.period.start, page.period.end)} · {f.number(page.total)}"
    if not page.lines:
        return f"{head}\n" + t("There is none here.")
    first = page.page * PAGE + 1
    return "\n".join([head, *(f"{n}. {_line(talk, page, one)}" for n, one in enumerate(page.lines, first))])


def _line(talk: Talk, page: WhichPage, one: WhichLine) -> str:
    t, f = talk.t, talk.f
    facts = [esc(shortened(one.name, NAME_UNITS))]
    if one.kind is not None:
        facts.append(words.reminder_kind(t, one.kind, inline=True))
    if one.purpose is not None:
        facts.append(words.purpose(t, one.purpose, inline=True))
    if one.text:
        facts.append(esc(shortened(one.text, TEXT_UNITS)))
    if one.on is not None:
        day = f.day_near(one.on, talk.today)
        facts.append(t("since {day}", day=day) if page.which in TIERS else day)
    elif one.days is not None:
        facts.append(t.n("{n} day", "{n} days", one.days))
    if one.who:
        facts.append(esc(shortened(one.who, NAME_UNITS)))
    return " · ".join(facts)


def _keys(talk: Talk, page: WhichPage) -> list[list[Key]]:
    t, carries = talk.t, carried(page.period, page.focus)
    first = page.page * PAGE + 1
    numbers = [Key(str(n), ShowInNeed(one.partner_id, *carries)) for n, one in enumerate(page.lines, first)]
    turn = [Key("←", ShowWhich(page.which, page.page - 1, *carries))] if page.page else []
    if page.pages > 1:
        here = f"{talk.f.number(page.page + 1)} / {talk.f.number(page.pages)}"
        turn.append(Key(here, ShowWhich(page.which, page.page, *carries)))
    if page.page + 1 < page.pages:
        turn.append(Key("→", ShowWhich(page.which, page.page + 1, *carries)))
    below = [Key(t("Other numbers"), AskWhich(*carries)), back_key(t, page.period, page.focus)]
    return [*in_even_rows(numbers), turn, below]
