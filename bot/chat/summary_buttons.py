"""The buttons of the summary. Each carries the days and the focus it was made for: an old one means what it did."""

from datetime import date

from bot.chat.buttons import button
from bot.domain.figures import Focus, Period
from bot.domain.summary_which import Which
from bot.domain.words import Kind, Tier


@button("su")
class ShowPeriod:
    """Show the summary of so many whole weeks; 0 is this week so far."""

    weeks: int


@button("sv")
class ShowDaysOfCare:
    """Show the summary of these days, of the partners in focus."""

    start: date
    end: date
    owner_id: int | None
    tier: Tier | None
    kind: Kind | None


@button("sq")
class AskFocus:
    """Ask of whom the summary should speak: ``part`` is "o", "t" or "k"; the page turns through colleagues."""

    part: str
    page: int
    start: date
    end: date
    owner_id: int | None
    tier: Tier | None
    kind: Kind | None


@button("swm")
class AskWhich:
    """Show which numbers can be asked for their list."""

    start: date
    end: date
    owner_id: int | None
    tier: Tier | None
    kind: Kind | None


@button("sw")
class ShowWhich:
    """Show a page of the list behind a number."""

    which: Which
    page: int
    start: date
    end: date
    owner_id: int | None
    tier: Tier | None
    kind: Kind | None


@button("sc")
class ShowInNeed:
    """Show a partner's card with what can be done about it, and the way back to the summary."""

    partner_id: int
    start: date
    end: date
    owner_id: int | None
    tier: Tier | None
    kind: Kind | None


@button("sn")
class Nudge:
    """Send whoever looks after a partner a kind word."""

    partner_id: int


@button("st")
class TakeOver:
    """Look after a partner oneself; ``seen`` marks whose it was."""

    partner_id: int
    seen: str


@button("sy")
class TypePeriod:
    """Write the days that the summary should show."""

    owner_id: int | None
    tier: Tier | None
    kind: Kind | None


Fields = tuple[date, date, int | None, Tier | None, Kind | None]


def carried(period: Period, focus: Focus) -> Fields:
    """What the buttons of a summary carry, in the order of their fields."""
    return period.start, period.end, focus.owner_id, focus.tier, focus.kind


def days_in(pressed: ShowDaysOfCare | AskFocus | AskWhich | ShowWhich | ShowInNeed) -> Period:
    """The days that a button carries."""
    return Period(pressed.start, pressed.end)


def focus_in(pressed: ShowDaysOfCare | AskFocus | AskWhich | ShowWhich | ShowInNeed | TypePeriod) -> Focus:
    """The focus that a button carries."""
    return Focus(pressed.owner_id, pressed.tier, pressed.kind)
