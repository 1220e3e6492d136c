"""What comes back in a brief: after a snooze, after a brief that was lost, and after it was gone for a while."""

import pytest

from bot.domain.agreements import Agreement
from bot.domain.promises import Promise
from bot.domain.words import PartnerState, ReminderKind, ReminderState, Stage, Tier
from tests.usecases.house import MONDAY, House, at, days
from tests.usecases.test_briefs import compose, stages

CHECK_IN, OPENED = ReminderKind.CHECK_IN, Stage.OPENED


@pytest.fixture
def house() -> House:
    return House()


async def test_what_never_arrived_and_was_put_off_since_comes_back_once(house: House) -> None:
    await house.partner(await house.owner(), baseline_on=MONDAY - days(30))
    (lost,) = await compose(house, at(MONDAY))
    await house.deliver(but=lost.id)
    async with house.storage.write() as uow:
        slept = {"state": ReminderState.SNOOZED, "snoozed_until": MONDAY + days(1)}
        await uow.reminders.change(house.only(CHECK_IN).id, **slept)
        await uow.commit()
    assert await stages(house, MONDAY + days(1)) == {"Rina": [(CHECK_IN, OPENED)]}
    assert await stages(house, MONDAY + days(2)) == {"Rina": []}


async def test_a_promise_and_an_agreement_come_back_after_a_snooze(house: House) -> None:
    partner = await house.partner(await house.owner(), Tier.CORE)
    await house.put(Promise(partner.id, "kirim daftar", MONDAY), Agreement(partner.id, MONDAY + days(40)))
    both = {"Rina": [(ReminderKind.PROMISE, OPENED), (ReminderKind.RENEWAL, OPENED)]}
    assert await stages(house, MONDAY) == both
    async with house.storage.write() as uow:
        slept = {"state": ReminderState.SNOOZED, "snoozed_until": MONDAY + days(2)}
        await uow.reminders.change_many([one.id for one in house.reminders()], {}, **slept)
        await uow.commit()
    assert await stages(house, MONDAY + days(1)) == {}
    assert await stages(house, MONDAY + days(2)) == both
    assert await stages(house, MONDAY + days(3)) == {"Rina": []}


async def test_what_went_and_is_back_on_a_later_day_is_shown_again(house: House) -> None:
    partner = await house.partner(await house.owner(), Tier.CORE)
    await house.put(Promise(partner.id, "kirim daftar", MONDAY))
    assert await stages(house, MONDAY) == {"Rina": [(ReminderKind.PROMISE, OPENED)]}
    await house.edit("partners", partner.id, MONDAY, partner, state=PartnerState.ARCHIVED)
    later = MONDAY + days(70)
    await house.edit("partners", partner.id, later, partner, state=PartnerState.ACTIVE)
    assert (ReminderKind.PROMISE, OPENED) in (await stages(house, later))["Rina"]
    assert house.only(ReminderKind.PROMISE).opened_on == MONDAY
