"""/summary, and the summary that comes on Monday."""

from datetime import timedelta

from bot.chat.buttons import button
from bot.chat.house import House
from bot.chat.keyboards import Key, keyboard
from bot.chat.notices import Outgoing, renders
from bot.chat.router import Room
from bot.chat.summary_files import file_keys
from bot.chat.summary_texts import written_summary
from bot.chat.talk import Talk
from bot.domain.figures import Period, week_of
from bot.domain.notices import Notice
from bot.domain.staff import Staff
from bot.domain.words import NoticeKind, Role
from bot.i18n.formats import Formats
from bot.i18n.translator import Translator, mark
from bot.usecases.summaries import ShowSummary, summary_from

room = Room()
FOUR_WEEKS = 4


@button("su")
class ShowPeriod:
    """Show the summary of so many whole weeks; 0 is this week so far."""

    weeks: int


@room.command("summary", "ringkasan", says=mark("How our partners fared this week"), role=Role.MANAGER)
async def show_summary(talk: Talk, _text: str) -> None:
    """The last whole week."""
    await _show(talk, 1)


@room.button(ShowPeriod)
async def show_period(talk: Talk, pressed: ShowPeriod) -> None:
    """Another period, in place."""
    await _show(talk, pressed.weeks)


@renders(NoticeKind.SUMMARY)
async def tell_summary(house: House, notice: Notice, staff: Staff | None, t: Translator, f: Formats) -> Outgoing | None:
    """The summary as it was reckoned when it was owed; only managers get it, also when their role changed since."""
    if staff is None or not staff.may(Role.MANAGER):
        return None
    summary = summary_from(notice.facts)
    written = written_summary(t, f, summary, house.organisation.today(house.clock.now()))
    return Outgoing(written.text, keyboard([*written.rows(), file_keys(t, summary.period), _periods(t, 1)]))


async def _show(talk: Talk, weeks: int) -> None:
    t = talk.t
    this_week = week_of(talk.today)
    if weeks == 0:
        period = Period(this_week.start, talk.today)
    else:
        period = Period(this_week.start - timedelta(weeks=weeks), this_week.start - timedelta(days=1))
    summary = await ShowSummary(talk.house.storage, talk.house.organisation)(talk.actor, period)
    written = written_summary(t, talk.f, summary, talk.today)
    await talk.show(written.text, keyboard([*written.rows(), file_keys(t, period), _periods(t, weeks)]))


def _periods(t: Translator, shown: int) -> list[Key]:
    """The other periods."""
    labels = {FOUR_WEEKS: t("Four weeks"), 1: t("Last week"), 0: t("This week")}
    return [Key(label, ShowPeriod(weeks)) for weeks, label in labels.items() if weeks != shown]
