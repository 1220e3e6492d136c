"""Partners that may not be in good care: none that is not is missed, on both engines."""

import random
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.domain.agreements import Agreement
from bot.domain.interactions import Interaction
from bot.domain.partners import Partner
from bot.domain.ports import Actor, Organisation
from bot.domain.promises import Promise
from bot.domain.reminders import Reminder
from bot.domain.staff import Staff
from bot.domain.words import (
    CareLevel,
    Direction,
    PartnerState,
    PromiseState,
    Purpose,
    ReminderKind,
    ReminderState,
    Rhythm,
    Role,
    StaffState,
    Tier,
)
from bot.storage.unit_of_work import SqlStorage
from bot.usecases import partner_lists
from bot.usecases.care import care_views
from bot.usecases.partner_lists import CountPartners, ListPartners, Part, Scope, Selection
from bot.usecases.rhythms import refresh_rhythms, work_calendar

ORGANISATION = Organisation(ZoneInfo("Asia/Jakarta"))
NOW = datetime(2026, 11, 23, 3, tzinfo=UTC)
TODAY = date(2026, 11, 23)
MANY = 60


def contact(chance: random.Random) -> Interaction:
    """A contact of any sort with any of them."""
    return Interaction(
        chance.randrange(1, MANY + 1),
        TODAY - timedelta(days=chance.choice([0, 3, 40, 70, 100, 150, 300])),
        chance.choice([Purpose.ASK, Purpose.CHECK_IN, Purpose.COMPLAINT, Purpose.UPDATE]),
        chance.choice(list(Direction)),
        settled_on=chance.choice([None, TODAY]),
        mass=chance.random() < 0.1,
        logged_at=NOW,
    )


async def world(storage: SqlStorage, seed: int) -> Actor:
    """Partners of which many are in good care, each of the others for one reason or several."""
    chance = random.Random(seed)

    def day() -> date:
        return TODAY + timedelta(days=chance.randrange(-60, 60))

    async with storage.write() as uow:
        rina = await uow.staff.add(Staff("Rina", Role.MANAGER, StaffState.ACTIVE, 101))
        for n in range(MANY):
            added_on = TODAY - timedelta(days=chance.choice([2, 30, 90, 400]))
            owner, tier = chance.choice([rina.id, None]), chance.choice(list(Tier))
            state = chance.choice([*[PartnerState.ACTIVE] * 6, PartnerState.ARCHIVED])
            await uow.partners.add(Partner(f"Mitra {n}", tier, owner_id=owner, state=state, added_on=added_on))
        await uow.interactions.add_all([contact(chance) for _ in range(70)])
        await uow.promises.add_all(
            [Promise(chance.randrange(1, MANY), "kirim", day(), state=chance.choice(list(PromiseState))) for _ in "ab"]
        )
        await uow.agreements.add_all([Agreement(chance.randrange(1, MANY), day()) for _ in "ab"])
        missed = Reminder(7, ReminderKind.CONGRATULATION, "occasion:1", "2026", TODAY, last_on=TODAY)
        await uow.reminders.add_all([missed, Reminder(8, ReminderKind.UPDATE, "", "start", TODAY)])
        await uow.reminders.change(1, state=ReminderState.EXPIRED, last_on=TODAY - timedelta(days=1))
        await refresh_rhythms(uow, range(1, MANY + 1))
        for one in await uow.rhythms.list_by(rhythm=Rhythm.CHECK_IN):
            if chance.random() < 0.1:
                await uow.rhythms.change(one.id, skipped_on=TODAY - timedelta(days=chance.randrange(40)))
            if chance.random() < 0.1:
                await uow.rhythms.change(one.id, own_days=chance.choice([0, 7, 400]))
        await refresh_rhythms(uow, range(1, MANY + 1))
        await uow.commit()
    return Actor(rina, NOW)


@pytest.mark.parametrize("seed", [1, pytest.param(2, marks=pytest.mark.soak)])
async def test_lists_by_care_level_are_those_of_a_plain_count(
    storage: SqlStorage, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(partner_lists, "PART", 10)
    by = await world(storage, seed)
    async with storage.read() as uow:
        active = await uow.partners.list_by(state=PartnerState.ACTIVE)
        views = await care_views(uow, active, TODAY, work_calendar(ORGANISATION))
        doubtful = set(await uow.figures.list_doubtful(TODAY))
    assert {id for id, view in views.items() if view.level is not CareLevel.WELL} <= doubtful < set(views)

    list_partners, counted = ListPartners(storage, ORGANISATION), {}
    for level in CareLevel:
        pages = [await list_partners(by, Selection(Scope.ALL, level=level), page) for page in range(9)]
        ids = {line.partner.id for page in pages for line in page.lines}
        assert ids == {id for id, view in views.items() if view.level is level}
        counted[level] = len(ids)
    choices = await CountPartners(storage, ORGANISATION)(by, Selection(Scope.ALL), Part.LEVEL)
    assert {one.value: one.many for one in choices} == counted


async def test_values_are_counted_and_ids_come_by_name(storage: SqlStorage) -> None:
    async with storage.write() as uow:
        kept = await uow.partners.add_all(
            [Partner("cakra", city="Bogor"), Partner("Anggrek"), Partner("bunga", Tier.KEY, city="Bogor")]
        )
        assert await uow.partners.count_each("city") == {"Bogor": 2, None: 1}
        assert await uow.partners.count_each("tier", city="Bogor") == {Tier.CORE: 1, Tier.KEY: 1}
        assert await uow.partners.list_ids_named() == [kept[1].id, kept[2].id, kept[0].id]
