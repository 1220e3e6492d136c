"""How the columns of weeks are headed."""

from collections.abc import Iterator, Sequence
from datetime import date

from bot.domain.figures import Period
from bot.i18n.formats import Formats


def week_labels(f: Formats, weeks: Sequence[Period]) -> Iterator[tuple[str, str]]:
    """Each week's Monday: its day, and its month where that is another than the one before."""
    before: date | None = None
    for week in weeks:
        first = week.start
        month = "" if before is not None and before.month == first.month else f.month_name(first)[:3]
        yield f.number(first.day), month
        before = first
