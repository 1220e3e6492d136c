"""Which feasts a partner or a person keeps, and whether a day earlier or later."""

from dataclasses import dataclass

from bot.domain.errors import BadValue, NotFound, Outdated
from bot.domain.occasions import KeptFeast
from bot.domain.ports import Actor, Organisation, Storage
from bot.domain.words import Consent, Role
from bot.usecases.acting import done_before, finish, need
from bot.usecases.feasts import read_feasts
from bot.usecases.occasions import DayKept, need_consent, whose_partner
from bot.usecases.planning.plan_reminders import replan
from bot.usecases.planning.told import replanned

FARTHEST = 3
"""Days that a feast may be kept earlier or later."""


@dataclass(frozen=True, slots=True)
class KeepFeast:
    """Writes down that a partner, or a person there, keeps a feast. Of a person: as they agreed."""

    storage: Storage
    organisation: Organisation

    async def __call__(
        self, by: Actor, partner_id: int, person_id: int | None, feast: str, consent: Consent | None = None
    ) -> DayKept:
        """Kept already, it stays as it is. ``BadValue`` for a feast that there is not, or somebody who refused."""
        need(by, Role.STAFF)
        today = self.organisation.today(by.now)
        async with self.storage.write() as uow:
            if before := await done_before(uow, by, "keep_feast", DayKept):
                return before
            partner = await whose_partner(uow, partner_id, person_id)
            if feast not in (await read_feasts(uow)).by_key:
                raise BadValue("feast", "unknown_feast")
            await need_consent(uow, partner, person_id, consent, today)
            if not await uow.kept_feasts.list_by(partner_id=partner.id, person_id=person_id, feast=feast):
                await uow.kept_feasts.add(KeptFeast(partner.id, feast, person_id))
            told = replanned(await replan(uow, [partner.id], self.organisation, today))
            return await finish(uow, by, "keep_feast", DayKept(partner.id, person_id, told=told), partner.id)


@dataclass(frozen=True, slots=True)
class LeaveFeast:
    """Writes down that a feast is not kept any more."""

    storage: Storage
    organisation: Organisation

    async def __call__(self, by: Actor, kept_id: int) -> DayKept:
        """``NotFound`` where that was done already."""
        need(by, Role.STAFF)
        async with self.storage.write() as uow:
            if before := await done_before(uow, by, "leave_feast", DayKept):
                return before
            kept = await uow.kept_feasts.get(kept_id)
            await uow.kept_feasts.remove(kept.id)
            today = self.organisation.today(by.now)
            told = replanned(await replan(uow, [kept.partner_id], self.organisation, today, remembered=True))
            outcome = DayKept(kept.partner_id, kept.person_id, told=told)
            return await finish(uow, by, "leave_feast", outcome, kept.partner_id)


@dataclass(frozen=True, slots=True)
class ShiftFeast:
    """Says by how many days earlier (negative) or later a feast is kept."""

    storage: Storage
    organisation: Organisation

    async def __call__(self, by: Actor, kept_id: int, shift: int, seen: int) -> DayKept:
        """*seen* is the shift that the button was made for; ``Outdated`` where it is another by now."""
        need(by, Role.STAFF)
        if abs(shift) > FARTHEST:
            raise BadValue("shift", "too_far", (("most", FARTHEST),))
        async with self.storage.write() as uow:
            if before := await done_before(uow, by, "shift_feast", DayKept):
                return before
            kept = await uow.kept_feasts.find(kept_id)
            if kept is None:
                raise NotFound("kept_feasts", kept_id)
            if not await uow.kept_feasts.change_when(kept.id, {"shift": seen}, shift=shift, surfaces_on=None):
                raise Outdated("kept_feasts", kept.id)
            today = self.organisation.today(by.now)
            told = replanned(await replan(uow, [kept.partner_id], self.organisation, today))
            outcome = DayKept(kept.partner_id, kept.person_id, told=told)
            return await finish(uow, by, "shift_feast", outcome, kept.partner_id)
