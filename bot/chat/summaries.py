"""/summary, and the summary that comes on Monday: any period, of all partners or of some."""

from datetime import date

from bot.chat.buttons import OldButton
from bot.chat.colleague_keys import colleagues
from bot.chat.house import House
from bot.chat.keyboards import Key, in_rows, keyboard
from bot.chat.notices import Outgoing, renders
from bot.chat.router import Room
from bot.chat.summary_buttons import (
    AskFocus,
    AskWhich,
    ShowDaysOfCare,
    ShowPeriod,
    TypePeriod,
    carried,
    days_in,
    focus_in,
)
from bot.chat.summary_files import file_keys
from bot.chat.summary_texts import Written, written_summary
from bot.chat.talk import Talk
from bot.domain.figures import EVERYBODY, Focus, Period
from bot.domain.forms import Form
from bot.domain.notices import Notice
from bot.domain.paging import page_near
from bot.domain.staff import Staff
from bot.domain.summary_periods import QUARTER, period_named, weeks_back
from bot.domain.words import FormKind, Kind, NoticeKind, Role, Tier
from bot.i18n import words
from bot.i18n.formats import Formats
from bot.i18n.translator import Translator, mark
from bot.usecases.acting import need
from bot.usecases.forms import Forms
from bot.usecases.summaries import ShowSummary, summary_from

room = Room()
FOUR_WEEKS = 4
PAGE = 12
_QUESTIONS = {"o": mark("Whose partners?"), "t": mark("Of which tier?"), "k": mark("Of which kind?")}


@room.command("summary", "ringkasan", says=mark("How our partners fared this week"), role=Role.MANAGER)
async def show_summary(talk: Talk, text: str) -> None:
    """The last whole week, or the days that are named behind the command."""
    period = period_named(text, talk.today) if text.strip() else weeks_back(talk.today, 1)
    await _show(talk, period, EVERYBODY)


@room.button(ShowPeriod)
async def show_period(talk: Talk, pressed: ShowPeriod) -> None:
    """So many weeks, in place."""
    await _show(talk, weeks_back(talk.today, max(0, pressed.weeks)), EVERYBODY)


@room.button(ShowDaysOfCare)
async def show_days_of_care(talk: Talk, pressed: ShowDaysOfCare) -> None:
    """The days and the focus that the button carries, in place."""
    await _show(talk, days_in(pressed), focus_in(pressed))


@room.button(TypePeriod)
async def ask_period(talk: Talk, pressed: TypePeriod) -> None:
    """Asks for the days in words."""
    need(talk.actor, Role.MANAGER)
    focus = focus_in(pressed)
    fields = {"owner_id": focus.owner_id, "tier": focus.tier, "kind": focus.kind}
    await Forms(talk.house.storage).begin(
        talk.actor, talk.chat_id, FormKind.SUMMARY_DAYS, "days", fields, awaits="days"
    )
    await talk.answer(talk.t("Which days? Write them like 1-15 Nov, October, or 1 Oct to 15 Nov 2025."))


@room.form(FormKind.SUMMARY_DAYS)
async def take_period(talk: Talk, form: Form, text: str) -> None:
    """Takes the days; what cannot be read leaves the form as it is."""
    need(talk.actor, Role.MANAGER)
    tier, kind = form.fields.get("tier"), form.fields.get("kind")
    focus = Focus(form.fields.get("owner_id"), Tier(tier) if tier else None, Kind(kind) if kind else None)
    await _show(talk, period_named(text, talk.today), focus)
    await Forms(talk.house.storage).close(talk.actor, form)


@room.button(AskFocus)
async def ask_focus(talk: Talk, pressed: AskFocus) -> None:
    """Asks of whom the summary should speak."""
    need(talk.actor, Role.MANAGER)
    t, period, focus = talk.t, days_in(pressed), focus_in(pressed)
    if pressed.part not in _QUESTIONS:
        raise OldButton
    choices = await _choices(talk, pressed.part, focus)
    page = page_near(pressed.page, len(choices), PAGE)
    keys = [Key(label, ShowDaysOfCare(*carried(period, one))) for label, one in choices[page * PAGE :][:PAGE]]
    turn = [Key("←", AskFocus(pressed.part, page - 1, *carried(period, focus)))] if page else []
    if (page + 1) * PAGE < len(choices):
        turn.append(Key("→", AskFocus(pressed.part, page + 1, *carried(period, focus))))
    below = [Key(t("All of them"), ShowDaysOfCare(*carried(period, _narrowed(focus, pressed.part, None))))]
    below.append(Key(t("Back"), ShowDaysOfCare(*carried(period, focus))))
    await talk.show(t(_QUESTIONS[pressed.part]), keyboard([*in_rows(keys, 2), turn, below]))


@renders(NoticeKind.SUMMARY)
async def tell_summary(house: House, notice: Notice, staff: Staff | None, t: Translator, f: Formats) -> Outgoing | None:
    """The summary as it was reckoned when it was owed; only managers get it, also when their role changed since."""
    if staff is None or not staff.may(Role.MANAGER):
        return None
    summary, today = summary_from(notice.facts), house.organisation.today(house.clock.now())
    written = written_summary(t, f, summary, today)
    rows = [*_rows(t, written, summary.period, EVERYBODY), *_periods(t, today, EVERYBODY, 1)]
    return Outgoing(written.text, keyboard(rows))


async def _show(talk: Talk, period: Period, focus: Focus) -> None:
    summary = await ShowSummary(talk.house.storage, talk.house.organisation)(talk.actor, period, focus)
    written = written_summary(talk.t, talk.f, summary, talk.today)
    weeks = next((n for n in (0, 1, FOUR_WEEKS, QUARTER) if weeks_back(talk.today, n) == period), None)
    rows = [*_rows(talk.t, written, period, focus), *_periods(talk.t, talk.today, focus, weeks)]
    await talk.show(written.text, keyboard(rows))


def _rows(t: Translator, written: Written, period: Period, focus: Focus) -> list[list[Key]]:
    """The numbers, the files, and what it can be narrowed to; of whom it speaks is ticked."""
    carries = carried(period, focus)
    which = Key(t("Which ones?"), AskWhich(*carries))
    labels = {"o": (t("Colleague"), focus.owner_id), "t": (t("Tier"), focus.tier), "k": (t("Kind"), focus.kind)}
    narrow = [
        Key(f"✓ {label}" if chosen is not None else label, AskFocus(part, 0, *carries))
        for part, (label, chosen) in labels.items()
    ]
    return [*written.rows(period, focus), [which, *file_keys(t, period, focus)], narrow]


def _periods(t: Translator, today: date, focus: Focus, shown: int | None) -> list[list[Key]]:
    """The other periods."""
    labels = {QUARTER: t("Quarter"), FOUR_WEEKS: t("Four weeks"), 1: t("Last week"), 0: t("This week")}
    keys = [
        Key(label, ShowDaysOfCare(*carried(weeks_back(today, weeks), focus)) if focus else ShowPeriod(weeks))
        for weeks, label in labels.items()
        if weeks != shown
    ]
    keys.append(Key(t("Other days"), TypePeriod(focus.owner_id, focus.tier, focus.kind)))
    return in_rows(keys, 3)


async def _choices(talk: Talk, part: str, focus: Focus) -> list[tuple[str, Focus]]:
    t = talk.t
    if part == "o":
        return [(one.name, _narrowed(focus, part, one.id)) for one in await colleagues(talk)]
    if part == "t":
        return [(words.tier(t, one), _narrowed(focus, part, one)) for one in Tier]
    return [(words.kind(t, one), _narrowed(focus, part, one)) for one in Kind]


def _narrowed(focus: Focus, part: str, value: object) -> Focus:
    chosen = {"o": focus.owner_id, "t": focus.tier, "k": focus.kind, part: value}
    return Focus(chosen["o"], chosen["t"], chosen["k"])  # type: ignore[arg-type]
