"""How the columns of weeks are headed, and what a week was."""

from collections.abc import Iterator, Sequence
from datetime import date

from bot.domain.figures import Period
from bot.domain.summary_picture import WeekState
from bot.i18n.formats import Formats
from bot.i18n.translator import Translator


def week_labels(f: Formats, weeks: Sequence[Period]) -> Iterator[tuple[str, str]]:
    """Each week's Monday: its day, and its month where that is another than the one before."""
    before: date | None = None
    for week in weeks:
        first = week.start
        month = "" if before is not None and before.month == first.month else f.month_name(first)[:3]
        yield f.number(first.day), month
        before = first


def week_states(t: Translator) -> dict[WeekState, str]:
    """What a week was, as the pictures' legend has it."""
    return {
        WeekState.CARE: t.c("legend", "care"),
        WeekState.WORK: t.c("legend", "work only"),
        WeekState.ASKED: t.c("legend", "requests only"),
        WeekState.THEIRS: t.c("legend", "from them only"),
        WeekState.SILENT: t.c("legend", "silence"),
    }
