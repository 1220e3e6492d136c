"""Baselines are asked five a day, of those who can know, until they are answered."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from bot.domain.notices import Notice
from bot.domain.partners import Partner
from bot.domain.words import NoticeKind, StaffState, Tier
from bot.usecases.baselines import A_DAY, LastContact, ListBaselines, OweBaselines, SetBaseline
from tests.usecases.care_world import MAYA, NOON, ORGANISATION, RINA, TODAY, World, by

YESTERDAY = TODAY - timedelta(days=1)


@pytest.fixture
async def world() -> World:
    world = await World().settle_in()
    fresh = Partner("Mitra", owner_id=RINA.id, added_by=MAYA.id, added_on=YESTERDAY)
    await world.storage.put(*(replace(fresh, name=f"Mitra {n}") for n in range(7)))
    await world.storage.put(replace(fresh, name="Kunci", tier=Tier.KEY))
    await world.storage.put(replace(fresh, name="Tanpa", owner_id=None))
    return world


def owed(world: World) -> list[tuple[int | None, date | None]]:
    return [(one.staff_id, one.due_on) for one in world.storage.all(Notice) if one.kind is NoticeKind.BASELINES]


async def test_whoever_brought_the_partner_in_is_asked_once_a_day(world: World) -> None:
    owe = OweBaselines(world.storage, ORGANISATION)

    assert await owe(NOON) == 1
    assert await owe(NOON) == 0
    assert await OweBaselines(world.storage, ORGANISATION)(NOON) == 0
    assert owed(world) == [(MAYA.id, TODAY)]
    assert await owe(NOON + timedelta(days=1)) == 1


async def test_the_owner_is_asked_where_who_brought_it_in_has_left(world: World) -> None:
    async with world.storage.write() as uow:
        await uow.staff.change(MAYA.id, state=StaffState.LEFT)
        await uow.commit()

    assert await OweBaselines(world.storage, ORGANISATION)(NOON) == 1
    assert owed(world) == [(RINA.id, TODAY)]


async def test_before_the_hour_of_who_brought_it_in_nobody_else_is_asked(world: World) -> None:
    async with world.storage.write() as uow:
        await uow.staff.change(MAYA.id, brief_at=time(14))
        await uow.commit()
    owe = OweBaselines(world.storage, ORGANISATION)

    assert await owe(NOON) == 0
    assert await owe(NOON + timedelta(hours=2)) == 1
    assert owed(world) == [(MAYA.id, TODAY)]


async def test_where_the_write_failed_the_next_run_asks(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    owe = OweBaselines(world.storage, ORGANISATION)

    def broken() -> None:
        raise ConnectionError

    with monkeypatch.context() as lost:
        lost.setattr(world.storage, "write", broken)
        with pytest.raises(ConnectionError):
            await owe(NOON)

    assert await owe(NOON) == 1


async def test_nobody_is_asked_on_the_day_of_the_import_on_a_day_off_or_before_their_hour(world: World) -> None:
    owe = OweBaselines(world.storage, ORGANISATION)

    assert await owe(NOON - timedelta(days=1)) == 0
    assert await owe(NOON - timedelta(days=2)) == 0
    assert await owe(NOON - timedelta(hours=5)) == 0
    assert await owe(NOON + timedelta(days=60)) == 0
    assert owed(world) == []


async def test_a_partner_that_somebody_contacted_is_not_asked_about(world: World) -> None:
    partners = [one for one in world.storage.all(Partner) if one.added_on == YESTERDAY]
    for partner in partners:
        await world.contact(1, partner_id=partner.id)

    assert await OweBaselines(world.storage, ORGANISATION)(NOON) == 0


async def test_five_are_asked_in_a_day_key_partners_first(world: World) -> None:
    listed = ListBaselines(world.storage, ORGANISATION)
    first = await listed(by(RINA))

    assert len(first.partners) == A_DAY
    assert [one.tier for one in first.partners[:3]] == [Tier.KEY, Tier.KEY, Tier.CORE]
    for partner in first.partners:
        await SetBaseline(world.storage, ORGANISATION)(by(RINA), partner.id, LastContact.UNKNOWN)

    assert not (await listed(by(RINA))).partners
    assert (await listed(by(RINA))).later > 0
    assert len((await listed(by(RINA, 1))).partners) == min(A_DAY, (await listed(by(RINA))).later)
