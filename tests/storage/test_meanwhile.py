"""Two colleagues at one field at the same moment, on both engines: one sets it, the other is told."""

import asyncio
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.domain.errors import ChangedMeanwhile
from bot.domain.partners import Partner
from bot.domain.ports import Actor, Organisation
from bot.domain.staff import Staff
from bot.domain.words import Rhythm, Role, StaffState
from bot.storage.unit_of_work import SqlStorage
from bot.usecases.own_rhythms import ChangeRhythm
from bot.usecases.partner_fields import mark_of
from bot.usecases.partners import ChangePartner

NOW = datetime(2026, 11, 23, 3, tzinfo=UTC)
ORGANISATION = Organisation(ZoneInfo("Asia/Jakarta"))


async def team(storage: SqlStorage) -> tuple[Partner, list[Actor]]:
    async with storage.write() as uow:
        staff = await uow.staff.add_all(
            [Staff(name, Role.STAFF, StaffState.ACTIVE, 100 + n) for n, name in enumerate(("Rina", "Sari"))]
        )
        partner = await uow.partners.add(Partner("Klinik Sehat", owner_id=staff[0].id))
        await uow.commit()
    return partner, [Actor(one, NOW) for one in staff]


def quarrel(came: list[Any]) -> tuple[Any, ChangedMeanwhile]:
    """What the first one did, and what the second was told."""
    (told,) = (one for one in came if isinstance(one, ChangedMeanwhile))
    (changed,) = (one for one in came if not isinstance(one, BaseException))
    return changed, told


async def test_of_two_at_a_field_one_sets_it_and_the_other_is_told_who(storage: SqlStorage) -> None:
    partner, team_ = await team(storage)
    change, seen = ChangePartner(storage, ORGANISATION), mark_of(None)
    cities = {one.staff.id: f"Kota {one.staff.name}" for one in team_}

    came = await asyncio.gather(
        *(change(one, partner.id, "city", cities[one.staff.id], seen) for one in team_), return_exceptions=True
    )

    _, told = quarrel(came)
    async with storage.read() as uow:
        assert (await uow.partners.get(partner.id)).city == told.value == cities[told.by or 0]


async def test_of_two_at_a_rhythm_one_sets_it_and_the_other_is_told_who(storage: SqlStorage) -> None:
    partner, team_ = await team(storage)
    change = ChangeRhythm(storage, ORGANISATION)
    await change(team_[0], partner.id, Rhythm.UPDATE, 50)
    lengths = {one.staff.id: 20 + n for n, one in enumerate(team_)}

    came = await asyncio.gather(
        *(change(one, partner.id, Rhythm.CHECK_IN, lengths[one.staff.id], mark_of(None)) for one in team_),
        return_exceptions=True,
    )

    changed, told = quarrel(came)
    assert changed.days == told.value == lengths[told.by or 0]
