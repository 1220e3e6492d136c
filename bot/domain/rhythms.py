"""The three rhythms of care: how long they are, what they count from, when they fall due (design 2.2)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot.domain.interactions import Interaction
from bot.domain.partners import Partner
from bot.domain.words import GESTURES, Direction, Purpose, Rhythm, Tier
from bot.domain.workdays import WorkCalendar

TIER_DAYS: Mapping[Tier, Mapping[Rhythm, int]] = {
    Tier.KEY: {Rhythm.CHECK_IN: 30, Rhythm.UPDATE: 90, Rhythm.GESTURE: 180},
    Tier.CORE: {Rhythm.CHECK_IN: 60, Rhythm.UPDATE: 120, Rhythm.GESTURE: 365},
    Tier.LIGHT: {Rhythm.CHECK_IN: 120, Rhythm.UPDATE: 365, Rhythm.GESTURE: 0},
}
"""Days between two cares of a kind; 0 is never."""

BROKEN_AFTER = 5
"""Working days after its moved due day on which a check-in is broken."""


@dataclass(frozen=True, slots=True)
class PartnerRhythm:
    """Where one rhythm of one partner stands.

    ``own_days`` overrides the tier's (0 is never); ``counts_from`` is the day it counts from (None: never yet);
    ``due_on`` is the unmoved due day (None: never due). A skip sets ``skipped_on``: the rhythm then starts again at
    half its length from that day, until a contact that counts comes later.
    """

    partner_id: int
    rhythm: Rhythm
    own_days: int | None = None
    counts_from: date | None = None
    skipped_on: date | None = None
    due_on: date | None = None
    id: int = 0

    @property
    def skipped(self) -> bool:
        """Whether it runs from a skip."""
        return self.skipped_on is not None and (self.counts_from is None or self.skipped_on > self.counts_from)

    @property
    def cycle(self) -> str:
        """The present round, by what it counts from."""
        if self.skipped:
            return f"skip:{self.skipped_on}"
        return "start" if self.counts_from is None else self.counts_from.isoformat()


def rhythm_days(partner: Partner, rhythm: PartnerRhythm) -> int:
    """The length in days: the partner's own, else its tier's; 0 is never."""
    return TIER_DAYS[partner.tier][rhythm.rhythm] if rhythm.own_days is None else rhythm.own_days


def counts_for(rhythm: Rhythm, contact: Interaction) -> bool:
    """Whether the rhythm starts again with this contact.

    A check-in: any contact that is not our ask. An update: our updates, mass mailings too, which count for nothing
    else. A gesture: the four purposes of ours.
    """
    if rhythm is Rhythm.UPDATE:
        return contact.direction is Direction.OURS and (contact.mass or contact.purpose is Purpose.UPDATE)
    if contact.mass:
        return False
    if rhythm is Rhythm.GESTURE:
        return contact.direction is Direction.OURS and contact.purpose in GESTURES
    return not contact.is_our_ask


def recompute_rhythms(
    partner: Partner, rows: Iterable[PartnerRhythm], contacts: Iterable[Interaction]
) -> list[PartnerRhythm]:
    """The three rhythms of a partner as its contacts make them; those that have no row yet are new (``id`` 0).

    *contacts* need hold no more than the newest of each purpose, direction and mass.
    """
    known = {row.rhythm: row for row in rows}
    contacts = list(contacts)
    return [_recomputed(partner, known.get(rhythm, PartnerRhythm(partner.id, rhythm)), contacts) for rhythm in Rhythm]


def spread_start(partner: Partner, days: int) -> date | None:
    """The first due day of a partner that was never contacted: ⌈rhythm × k ÷ n⌉ days after it was added."""
    if partner.added_on is None:
        return None
    return partner.added_on + timedelta(days=-(-days * partner.spread_place // partner.spread_of))


def due_day(partner: Partner, row: PartnerRhythm) -> date | None:
    """The unmoved due day of a rhythm, by what its row counts from; None: never."""
    days = rhythm_days(partner, row)
    if days == 0:
        return None
    if row.skipped_on is not None and row.skipped:
        return row.skipped_on + timedelta(days=-(-days // 2))
    if row.counts_from is not None:
        return row.counts_from + timedelta(days=days)
    return spread_start(partner, days)


def moved_due(due_on: date, calendar: WorkCalendar) -> date:
    """The day on which it really falls due: the next working day, if its own is a day off."""
    return calendar.next_working(due_on)


def broken_on(due_on: date | None, calendar: WorkCalendar) -> date | None:
    """The first day on which a check-in with this (unmoved) due day is broken; None: never."""
    return None if due_on is None else calendar.add_working(moved_due(due_on, calendar), BROKEN_AFTER)


def _recomputed(partner: Partner, row: PartnerRhythm, contacts: list[Interaction]) -> PartnerRhythm:
    newest = max((contact.on for contact in contacts if counts_for(row.rhythm, contact)), default=None)
    row = replace(row, counts_from=newest or partner.baseline_on)
    return replace(row, due_on=due_day(partner, row))
