"""Care and asks in balance: who hears from us only when we want something (design 2.7)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.domain.interactions import ContactDays, Interaction
from bot.domain.words import AskAnswer, Direction, Purpose, Stance

GENTLE_STREAK = 3
"""From this ask in a row on, one gentle sentence offers a check-in."""
UNANSWERED_DAYS = 14
"""A younger ask that nobody answered yet speaks against the next one."""
_UNANSWERED = (None, AskAnswer.NOT_YET)
MOURNING_DAYS = 14
"""After a bereavement: no gesture, no update to that person, no good moment to ask (design 2.3)."""


def patience(check_in_days: int) -> int:
    """Days without care after which an ask comes too early: max(60, check-in rhythm)."""
    return max(60, check_in_days)


def days_since(then: date | None, today: date) -> int | None:
    """Whole days from then to today; None where there is no then."""
    return None if then is None else (today - then).days


def lately(then: date | None, today: date, within: int) -> bool:
    """Whether it was within so many days up to today."""
    return then is not None and then <= today and (today - then).days <= within


def in_order(interactions: Iterable[Interaction]) -> list[Interaction]:
    """The newest first; of one day, the one logged last."""
    return sorted(interactions, key=lambda one: (one.on, one.id), reverse=True)


def ask_streak(interactions: Iterable[Interaction]) -> tuple[Interaction, ...]:
    """Our asks since the newest care, the newest first; what several people there were asked at once is one ask."""
    streak: list[Interaction] = []
    for one in in_order(interactions):
        if one.stance is Stance.CARE:
            break
        if one.is_our_ask and not (streak and _at_once(one, streak[-1])):
            streak.append(one)
    return tuple(streak)


def _at_once(one: Interaction, other: Interaction) -> bool:
    """Whether one sentence told of both, with two people."""
    told = (one.logged_at, one.staff_id, one.on, one.note)
    same = told == (other.logged_at, other.staff_id, other.on, other.note)
    return same and one.logged_at is not None and one.note is not None and one.person_id != other.person_id


def contact_days(partner_id: int, interactions: Iterable[Interaction]) -> ContactDays:
    """The newest days of each sort of contact; a mass mailing is no contact."""
    real = [one for one in interactions if not one.mass]
    return ContactDays(
        partner_id=partner_id,
        contact_on=max((one.on for one in real if not one.is_our_ask), default=None),
        care_on=max((one.on for one in real if one.stance is Stance.CARE), default=None),
        ask_on=max((one.on for one in real if one.is_our_ask), default=None),
    )


@dataclass(frozen=True, slots=True)
class Balance:
    """What a partner gave and got.

    ``streak`` are our asks since the newest care, the newest first; ``helped`` is the newest ask that they granted,
    ``thanked`` whether thanks followed it; ``unanswered`` is the newest ask of which nobody told yet what came of it.
    """

    newest_contact: Interaction | None = None
    newest_care: Interaction | None = None
    newest_ask: Interaction | None = None
    newest_theirs: Interaction | None = None
    streak: tuple[Interaction, ...] = ()
    helped: Interaction | None = None
    thanked: bool = False
    unanswered: Interaction | None = None


def balance_of(interactions: Iterable[Interaction]) -> Balance:
    """The balance of one partner's history."""
    newest_first = [one for one in in_order(interactions) if not one.mass]
    helped = _first(one for one in newest_first if one.is_our_ask and one.ask_answer is AskAnswer.HELPED)
    return Balance(
        newest_contact=_first(one for one in newest_first if not one.is_our_ask),
        newest_care=_first(one for one in newest_first if one.stance is Stance.CARE),
        newest_ask=_first(one for one in newest_first if one.is_our_ask),
        newest_theirs=_first(one for one in newest_first if one.direction is Direction.THEIRS),
        streak=ask_streak(newest_first),
        helped=helped,
        thanked=helped is not None and _thanked_since(helped, newest_first),
        unanswered=_first(one for one in newest_first if one.is_our_ask and one.ask_answer in _UNANSWERED),
    )


@dataclass(frozen=True, slots=True)
class Gentle:
    """What the one gentle sentence says after an ask: the streak, and when we last came without one."""

    streak: int
    care_on: date | None
    days: int | None


def gentle_after(ask: Interaction, interactions: Sequence[Interaction], check_in_days: int) -> Gentle | None:
    """Whether an ask just logged deserves the sentence: the third in a row, or no care in max(60, rhythm) days.

    *interactions* are the partner's, the ask among them. An ask noted late, with care since, deserves none.
    """
    streak = ask_streak(interactions)
    if not any(one.id == ask.id for one in streak):
        return None
    care_on = contact_days(ask.partner_id, interactions).care_on
    long_ago = not lately(care_on, ask.on, patience(check_in_days))
    if len(streak) < GENTLE_STREAK and not long_ago:
        return None
    return Gentle(len(streak), care_on, days_since(care_on, ask.on))


class Verdict(StrEnum):
    """Whether we may ask now."""

    NOT_NOW = "not_now"
    CHECK_IN_FIRST = "check_in_first"
    GOOD_MOMENT = "good_moment"


class AskReason(StrEnum):
    """Why."""

    STREAK = "streak"
    PROMISE_OVERDUE = "promise_overdue"
    BEREAVEMENT = "bereavement"
    NEGLECTED = "neglected"
    NO_CARE = "no_care"
    UNANSWERED = "unanswered"
    CARED_LATELY = "cared_lately"


@dataclass(frozen=True, slots=True)
class AskFact:
    """One reason: the day it rests on, and how many asks or promises."""

    why: AskReason
    on: date | None = None
    count: int | None = None


@dataclass(frozen=True, slots=True)
class AskAdvice:
    """The verdict with all its reasons, the weightiest first."""

    verdict: Verdict
    reasons: tuple[AskFact, ...]


def may_ask(
    balance: Balance,
    today: date,
    check_in_days: int,
    *,
    overdue_promises: Sequence[date] = (),
    bereaved_on: date | None = None,
    neglected: bool = False,
) -> AskAdvice:
    """May we ask now? *overdue_promises* are their days; *bereaved_on* the newest bereavement there."""
    against = _against(balance, today, overdue_promises, bereaved_on, neglected)
    doubts = _doubts(balance, today, check_in_days)
    if against:
        return AskAdvice(Verdict.NOT_NOW, (*against, *doubts))
    if doubts:
        return AskAdvice(Verdict.CHECK_IN_FIRST, doubts)
    care = balance.newest_care
    return AskAdvice(Verdict.GOOD_MOMENT, (AskFact(AskReason.CARED_LATELY, care.on if care else None),))


def _against(
    balance: Balance, today: date, overdue: Sequence[date], bereaved_on: date | None, neglected: bool
) -> tuple[AskFact, ...]:
    found: list[AskFact] = []
    if len(balance.streak) >= GENTLE_STREAK:
        found.append(AskFact(AskReason.STREAK, balance.streak[-1].on, len(balance.streak)))
    if overdue:
        found.append(AskFact(AskReason.PROMISE_OVERDUE, min(overdue), len(overdue)))
    if lately(bereaved_on, today, MOURNING_DAYS):
        found.append(AskFact(AskReason.BEREAVEMENT, bereaved_on))
    if neglected:
        found.append(AskFact(AskReason.NEGLECTED, balance.newest_contact.on if balance.newest_contact else None))
    return tuple(found)


def _doubts(balance: Balance, today: date, check_in_days: int) -> tuple[AskFact, ...]:
    found: list[AskFact] = []
    if len(balance.streak) == GENTLE_STREAK - 1:
        found.append(AskFact(AskReason.STREAK, balance.streak[-1].on, len(balance.streak)))
    care_on = balance.newest_care.on if balance.newest_care else None
    if not lately(care_on, today, patience(check_in_days)):
        found.append(AskFact(AskReason.NO_CARE, care_on))
    ask = balance.unanswered
    if ask is not None and lately(ask.on, today, UNANSWERED_DAYS - 1):
        found.append(AskFact(AskReason.UNANSWERED, ask.on))
    return tuple(found)


def _thanked_since(helped: Interaction, newest_first: Sequence[Interaction]) -> bool:
    since = (helped.on, helped.id)
    return any(one.purpose is Purpose.THANKS and one.stance and (one.on, one.id) > since for one in newest_first)


def _first(interactions: Iterable[Interaction]) -> Interaction | None:
    return next(iter(interactions), None)
