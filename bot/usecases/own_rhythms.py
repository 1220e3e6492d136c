"""Rhythms of a partner's own: each of the three, in place of its tier's."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.domain.errors import BadValue
from bot.domain.partners import Partner
from bot.domain.ports import Actor, Organisation, Storage, UnitOfWork
from bot.domain.rhythms import PartnerRhythm, moved_due, rhythm_days
from bot.domain.words import Rhythm, Role
from bot.usecases.acting import done_before, finish, need
from bot.usecases.known import living_partner
from bot.usecases.meanwhile import changed_meanwhile
from bot.usecases.partner_fields import mark_of
from bot.usecases.planning.plan_reminders import replan
from bot.usecases.planning.told import NOTHING, Replanned, replanned
from bot.usecases.rhythms import refresh_rhythms, work_calendar

MOST_DAYS = 1825
"""Five years: a longer rhythm is a slip of the finger."""


@dataclass(frozen=True, slots=True)
class RhythmChanged:
    """A rhythm as it is now: ``days`` between two cares (0 is never), due next on ``next_on``, a working day.

    Without a ``change_set_id`` nothing was changed: it was so already.
    """

    partner_id: int
    rhythm: Rhythm
    days: int
    next_on: date | None = None
    told: Replanned = NOTHING
    change_set_id: int | None = None


@dataclass(frozen=True, slots=True)
class RhythmLine:
    """One rhythm of a partner: its row, its length in days, and the working day on which it falls due next."""

    row: PartnerRhythm
    days: int
    next_on: date | None


@dataclass(frozen=True, slots=True)
class ShowRhythms:
    """The three rhythms of a partner."""

    storage: Storage
    organisation: Organisation

    async def __call__(self, by: Actor, partner_id: int) -> tuple[Partner, Sequence[RhythmLine]]:
        """In the order of the glossary. ``BadValue`` where the partner is put away."""
        need(by, Role.STAFF)
        async with self.storage.read() as uow:
            partner = await living_partner(uow, partner_id)
            rows = await _rows(uow, partner)
        return partner, [_line(partner, row, self.organisation) for row in rows.values()]


@dataclass(frozen=True, slots=True)
class ChangeRhythm:
    """Gives a partner a rhythm of its own, or its tier's again."""

    storage: Storage
    organisation: Organisation

    async def __call__(
        self, by: Actor, partner_id: int, rhythm: Rhythm, days: int | None, seen: str | None = None
    ) -> RhythmChanged:
        """*days* 0 is never, None the tier's; ``BadValue`` for what no rhythm can be.

        *seen* marks the own days that the colleague saw (``mark_of``): ``ChangedMeanwhile`` where they are others now.
        """
        need(by, Role.STAFF)
        if days is not None and not 0 <= days <= MOST_DAYS:
            raise BadValue("days", "days_out_of_range", (("days", days), ("most", MOST_DAYS)))
        today = self.organisation.today(by.now)
        async with self.storage.write() as uow:
            if before := await done_before(uow, by, "change_rhythm", RhythmChanged):
                return before
            partner = await living_partner(uow, partner_id)
            await refresh_rhythms(uow, [partner.id])
            row = (await _rows(uow, partner))[rhythm]
            if row.own_days == days:
                line = _line(partner, row, self.organisation)
                return RhythmChanged(partner.id, rhythm, line.days, line.next_on)
            as_seen = seen is None or seen == mark_of(row.own_days)
            if not as_seen or not await uow.rhythms.change_when(row.id, {"own_days": row.own_days}, own_days=days):
                now = await uow.rhythms.get(row.id)
                raise await changed_meanwhile(
                    uow, partner.id, ("rhythms", row.id), ("own_days",), rhythm.value, now.own_days
                )
            await refresh_rhythms(uow, [partner.id])
            told = replanned(await replan(uow, [partner.id], self.organisation, today, remembered=True))
            line = _line(partner, await uow.rhythms.get(row.id), self.organisation)
            outcome = RhythmChanged(partner.id, rhythm, line.days, line.next_on, told)
            return await finish(uow, by, "change_rhythm", outcome, partner.id)


async def _rows(uow: UnitOfWork, partner: Partner) -> Mapping[Rhythm, PartnerRhythm]:
    known = {one.rhythm: one for one in await uow.rhythms.list_by(partner_id=partner.id)}
    return {rhythm: known.get(rhythm, PartnerRhythm(partner.id, rhythm)) for rhythm in Rhythm}


def _line(partner: Partner, row: PartnerRhythm, organisation: Organisation) -> RhythmLine:
    next_on = None if row.due_on is None else moved_due(row.due_on, work_calendar(organisation))
    return RhythmLine(row, rhythm_days(partner, row), next_on)
