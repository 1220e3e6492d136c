"""Care levels, always with their reasons (design 2.8)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.domain.balance import days_since
from bot.domain.interactions import ContactDays
from bot.domain.words import CareLevel

STREAK_OF_CONCERN = 2
"""So many asks in a row need attention."""


class CareReason(StrEnum):
    """Why a partner stands where it stands, the weightiest first."""

    NEVER_CONTACTED = "never_contacted"
    LONG_UNHEARD = "long_unheard"
    ONLY_ASKED = "only_asked"
    CHECK_IN_BROKEN = "check_in_broken"
    PROMISE_OVERDUE = "promise_overdue"
    COMPLAINT_OPEN = "complaint_open"
    AGREEMENT_EXPIRED = "agreement_expired"
    CONGRATULATION_MISSED = "congratulation_missed"
    ASK_STREAK = "ask_streak"
    IN_TIME = "in_time"


NEGLECTING = (CareReason.NEVER_CONTACTED, CareReason.LONG_UNHEARD, CareReason.ONLY_ASKED)
"""Reasons that make a partner neglected; the others, but for ``IN_TIME``, need attention."""


@dataclass(frozen=True, slots=True)
class CareFact:
    """One reason: the day it rests on, how many (asks, promises), and who was missed."""

    why: CareReason
    on: date | None = None
    count: int | None = None
    person_id: int | None = None


@dataclass(frozen=True, slots=True)
class CareView:
    """A partner's care level with its reasons; ``days`` since the newest contact that is not our ask."""

    partner_id: int
    level: CareLevel
    reasons: tuple[CareFact, ...]
    days: int | None = None

    def has(self, why: CareReason) -> bool:
        """Whether this is one of its reasons."""
        return any(reason.why is why for reason in self.reasons)


@dataclass(frozen=True, slots=True)
class Missed:
    """A congratulation that nobody sent in its greeting days, and no care for that person since."""

    partner_id: int
    person_id: int | None
    on: date


@dataclass(frozen=True, slots=True)
class CareFacts:
    """What one partner's level is made of.

    ``check_in_days`` is its rhythm (0: never), ``broken_on`` the first day on which its check-in is broken (None:
    never). ``baseline_on`` stands for the newest contact as long as nothing but asks was logged; ``added_on`` is when
    the partner came in. ``asks`` is the ask streak and ``asks_since`` its first day. Promises, agreements and
    complaints are given by their days, those overdue, expired or open alone.
    """

    days: ContactDays
    check_in_days: int
    broken_on: date | None = None
    baseline_on: date | None = None
    added_on: date | None = None
    asks: int = 0
    asks_since: date | None = None
    promises: Sequence[date] = ()
    complaints: Sequence[date] = ()
    agreements: Sequence[date] = ()
    missed: Sequence[Missed] = ()


def only_asked_days(check_in_days: int) -> float:
    """Days without care after which an ask stands alone: max(90, 1.5 × rhythm)."""
    return max(90, 1.5 * check_in_days)


def care_of(facts: CareFacts, today: date) -> CareView:
    """The level on a day, with every reason that holds."""
    reasons = [*_neglecting(facts, today), *_needing_attention(facts, today)]
    if not reasons:
        return _view(facts, CareLevel.WELL, (CareFact(CareReason.IN_TIME, _contact_on(facts)),), today)
    level = CareLevel.NEGLECTED if reasons[0].why in NEGLECTING else CareLevel.ATTENTION
    return _view(facts, level, tuple(reasons), today)


def is_broken(facts: CareFacts, today: date) -> bool:
    """Whether the check-in is broken on that day: coverage counts it so."""
    return facts.broken_on is not None and facts.broken_on <= today


def is_only_asked(facts: CareFacts, today: date) -> bool:
    """An ask since the newest care, and no care in max(90, 1.5 × rhythm) days.

    Where there never was care, the days count from when it could have begun: from the day the partner came in (or its
    baseline, if that is later), or from our first ask, if that was earlier. Nobody is only asked on the first day.
    """
    since = facts.days.care_on or _care_owed_since(facts)
    return facts.asks > 0 and since is not None and (today - since).days > only_asked_days(facts.check_in_days)


def _care_owed_since(facts: CareFacts) -> date | None:
    known_on = max((day for day in (facts.added_on, facts.baseline_on) if day is not None), default=None)
    return min((day for day in (known_on, facts.asks_since) if day is not None), default=None)


def _neglecting(facts: CareFacts, today: date) -> list[CareFact]:
    found: list[CareFact] = []
    contact_on = _contact_on(facts)
    if contact_on is None and facts.days.ask_on is None and is_broken(facts, today):
        found.append(CareFact(CareReason.NEVER_CONTACTED, facts.broken_on))
    if contact_on is not None and 0 < 2 * facts.check_in_days < (today - contact_on).days:
        found.append(CareFact(CareReason.LONG_UNHEARD, contact_on))
    if is_only_asked(facts, today):
        found.append(CareFact(CareReason.ONLY_ASKED, facts.asks_since, facts.asks))
    return found


def _needing_attention(facts: CareFacts, today: date) -> list[CareFact]:
    found: list[CareFact] = []
    if is_broken(facts, today):
        found.append(CareFact(CareReason.CHECK_IN_BROKEN, facts.broken_on))
    for why, days in (
        (CareReason.PROMISE_OVERDUE, facts.promises),
        (CareReason.COMPLAINT_OPEN, facts.complaints),
        (CareReason.AGREEMENT_EXPIRED, facts.agreements),
    ):
        if days:
            found.append(CareFact(why, min(days), len(days)))
    found += [CareFact(CareReason.CONGRATULATION_MISSED, one.on, person_id=one.person_id) for one in facts.missed]
    if facts.asks >= STREAK_OF_CONCERN:
        found.append(CareFact(CareReason.ASK_STREAK, facts.asks_since, facts.asks))
    return found


def _contact_on(facts: CareFacts) -> date | None:
    return facts.days.contact_on or facts.baseline_on


def _view(facts: CareFacts, level: CareLevel, reasons: tuple[CareFact, ...], today: date) -> CareView:
    return CareView(facts.days.partner_id, level, reasons, days_since(_contact_on(facts), today))
