"""Which they are: the list behind each of the summary's numbers (design 2.9)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.domain.figures import EVERYBODY, Focus, Period
from bot.domain.words import Purpose, ReminderKind, Stance, Tier


class Which(StrEnum):
    """A number that can be asked for its list; short, since buttons carry it."""

    CARE = "ca"
    WORK = "wo"
    ASKS = "as"
    THEIRS = "th"
    CARED = "cp"
    KEY = "tk"
    CORE = "tc"
    LIGHT = "tl"
    DONE = "do"
    NOTED = "no"
    SKIPPED = "sk"
    OPEN = "op"
    MISSED = "mi"
    NEGLECTED = "ne"
    ONLY_ASKED = "oa"
    NEVER = "nv"
    PROMISES = "pr"
    AGREEMENTS = "ag"
    UNOWNED = "un"
    ONE_ALONE = "on"
    NO_DAYS = "nd"


STANCES: Mapping[Which, Stance | None] = {
    Which.CARE: Stance.CARE,
    Which.WORK: Stance.WORK,
    Which.ASKS: Stance.ASK,
    Which.THEIRS: None,
}
TIERS = {Which.KEY: Tier.KEY, Which.CORE: Tier.CORE, Which.LIGHT: Tier.LIGHT}
FATES = {
    Which.DONE: "done",
    Which.NOTED: "done",
    Which.SKIPPED: "skipped",
    Which.OPEN: "open",
    Which.MISSED: "missed",
}
LISTS = {
    Which.NEGLECTED: "neglected",
    Which.ONLY_ASKED: "only_asked",
    Which.NEVER: "never_contacted",
    Which.PROMISES: "promises_overdue",
    Which.AGREEMENTS: "agreements",
    Which.UNOWNED: "without_owner",
    Which.ONE_ALONE: "known_to_one",
    Which.NO_DAYS: "without_occasion",
}
"""Lists of a summary, by their names there."""


@dataclass(frozen=True, slots=True)
class WhichLine:
    """One of what a number counts: a contact (``purpose``), a reminder (``kind``), or a partner."""

    partner_id: int
    name: str
    on: date | None = None
    who: str | None = None
    purpose: Purpose | None = None
    kind: ReminderKind | None = None
    days: int | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class WhichPage:
    """A page of the list behind a number."""

    which: Which
    period: Period
    total: int
    lines: tuple[WhichLine, ...]
    page: int = 0
    pages: int = 1
    focus: Focus = EVERYBODY
