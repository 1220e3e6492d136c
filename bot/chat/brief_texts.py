"""The morning brief, and today's list: who, what, and the buttons that open each item in place."""

from collections.abc import Sequence
from datetime import date

from telegram import InlineKeyboardMarkup

from bot.chat.answer_buttons import ShowItem, ShowList
from bot.chat.brief_lines import line, plain_line, sentence
from bot.chat.buttons import button
from bot.chat.html import bold, esc
from bot.chat.keyboards import Key, in_even_rows, keyboard
from bot.chat.round_buttons import ShowRound
from bot.domain.briefs import Brief, BriefItem
from bot.domain.words import ReminderState, Stage
from bot.i18n import words
from bot.i18n.formats import Formats
from bot.i18n.greetings import greeting
from bot.i18n.translator import Translator

PAGE = 8
Keys = InlineKeyboardMarkup | None
AHEAD_SHOWN = 3


@button("ra")
class ShowAhead:
    """Show what is to be prepared."""

    page: int


def brief_text(t: Translator, f: Formats, brief: Brief, name: str, hour: int) -> str:
    """The one message of a morning."""
    due, ahead = _parted(brief)
    waiting = sum(item.living for item in due)
    lines = [_headline(t, f, brief, waiting, name, hour)]
    if due and not waiting:
        lines = [bold_html(t("Everything of {day} is done.", day=f.day(brief.on)))]
    if due:
        lines += ["", *(f"{place}. {_told(t, f, item, brief.on)}" for place, item in enumerate(due[:PAGE], 1))]
    if len(due) > PAGE:
        more = len(due) - PAGE
        lines.append(t.n("… and {n} more", "… and {n} more", more))
    footer = [t("Soon: {what}.", what=plain_line(t, f, item, brief.on)) for item in ahead[:AHEAD_SHOWN]]
    if len(ahead) > AHEAD_SHOWN:
        more = len(ahead) - AHEAD_SHOWN
        footer.append(t.n("{n} more greeting can be prepared.", "{n} more greetings can be prepared.", more))
    if brief.older:
        count = f.counted(brief.older, capital=True)
        footer.append(
            t.n(
                "{count} older reminder is still waiting.",
                "{count} older reminders are still waiting.",
                brief.older,
                count=count,
            )
        )
    return "\n".join([*lines, *(["", *footer] if footer else [])])


def brief_keys(t: Translator, brief: Brief) -> InlineKeyboardMarkup | None:
    """A numbered button for each item, then what is to be prepared, then what is older."""
    due, ahead = _parted(brief)
    numbers = [Key(str(place), opens(item)) for place, item in enumerate(due[:PAGE], 1)]
    rows = in_even_rows(numbers)
    if ahead:
        rows.append([Key(t("Prepare"), ShowAhead(0))])
    if brief.older or len(due) > PAGE:
        rows.append([Key(t("Older reminders"), ShowList(0))])
    return keyboard(rows)


def list_text(t: Translator, f: Formats, items: Sequence[BriefItem], brief: Brief, page: int) -> str:
    """Today's list, a page of it."""
    if not items:
        return t("Nothing is waiting for you. Enjoy the day!")
    first = page * PAGE
    if all(item.stage is Stage.PREPARE for item in items):
        head = t.n("{n} greeting can be prepared.", "{n} greetings can be prepared.", len(items))
    else:
        head = t.n("{n} thing is waiting for you.", "{n} things are waiting for you.", len(items))
    shown = items[first : first + PAGE]
    return "\n".join(
        [bold(head), "", *(f"{place}. {line(t, f, item, brief.on)}" for place, item in enumerate(shown, first + 1))]
    )


def list_keys(items: Sequence[BriefItem], page: int, *, ahead: bool, more: Sequence[Key] = ()) -> Keys:
    """Numbered buttons, the pages before and after, and what else there is."""
    first = page * PAGE
    shown = items[first : first + PAGE]
    turn = ShowAhead if ahead else ShowList
    numbers = [Key(str(place), opens(item)) for place, item in enumerate(shown, first + 1)]
    pages = [Key("←", turn(page - 1))] if page else []
    if len(items) > first + PAGE:
        pages.append(Key("→", turn(page + 1)))
    return keyboard([*in_even_rows(numbers), pages, more])


def opens(item: BriefItem) -> ShowItem | ShowRound:
    """The button that opens an item: a feast's people are a round."""
    return ShowRound(item.reminder_id, 0) if item.is_round else ShowItem(item.reminder_id)


def _parted(brief: Brief) -> tuple[list[BriefItem], list[BriefItem]]:
    due = [item for item in brief.items if item.stage is not Stage.PREPARE]
    return due, [item for item in brief.items if item.stage is Stage.PREPARE]


def _told(t: Translator, f: Formats, item: BriefItem, on: date) -> str:
    """An item's line; in a brief that is looked at again, with what became of it."""
    if item.living:
        if item.state is ReminderState.SNOOZED and item.snoozed_until is not None and item.stage is Stage.OPENED:
            until = t("put off until {day}", day=f.relative(item.snoozed_until, on))
            return f"{line(t, f, item, on)} · {until}"
        return line(t, f, item, on)
    done = "✅" if item.state is ReminderState.DONE else "▫️"
    became = words.reminder_state(t, item.state, inline=True)
    if item.answered_by and item.answered_at:
        became = f"{became}, {esc(item.answered_by)}, {f.moment(item.answered_at)}"
    return f"{done} {sentence(t, f, item, on)} · {became}"


def _headline(t: Translator, f: Formats, brief: Brief, n: int, name: str, hour: int) -> str:
    hello = t("{greeting}, {name}.", greeting=greeting(t, hour), name=esc(name))
    day = f.day(brief.on)
    if n:
        count = f.counted(n)
        things = t.n("one thing for {day}.", "{count} things for {day}.", n, count=count, day=day)
        said = things[0].upper() + things[1:]
    else:
        said = t("There is nothing new for {day}.", day=day)
    return bold_html(f"{hello} {said}")


def bold_html(markup: str) -> str:
    """Bold around text that is escaped already."""
    return f"<b>{markup}</b>"
