"""Planning, by the sentences of the design's section 2: rhythms, the queue, who is reminded."""

from typing import Any

import pytest

from bot.domain.occasions import Occasion
from bot.domain.reminders import Reminder
from bot.domain.staff import Absence
from bot.domain.words import (
    OccasionKind,
    PartnerState,
    Purpose,
    ReminderKind,
    ReminderState,
    Role,
    StaffState,
    Tier,
)
from bot.usecases.planning.applying import PlanAct
from bot.usecases.planning.plan_reminders import PlanReminders
from tests.usecases.house import MONDAY, ORGANISATION, House, at, days

CHECK_IN, WISH = ReminderKind.CHECK_IN, ReminderKind.CONGRATULATION


@pytest.fixture
def house() -> House:
    return House()


class TestRhythms:
    async def test_nothing_is_planned_before_the_due_day(self, house: House) -> None:
        await house.partner(await house.owner(), baseline_on=MONDAY - days(29))
        await house.plan(MONDAY)
        assert house.reminders() == []

    async def test_a_check_in_opens_on_its_due_day_for_the_owner(self, house: House) -> None:
        owner = await house.owner()
        await house.partner(owner, baseline_on=MONDAY - days(30))
        await house.plan(MONDAY)
        one = house.only()
        assert (one.kind, one.state, one.due_on, one.opened_on) == (CHECK_IN, ReminderState.OPEN, MONDAY, MONDAY)
        assert one.staff_id == owner.id

    async def test_due_on_a_day_off_it_waits_for_the_next_working_day(self, house: House) -> None:
        saturday = MONDAY - days(2)
        await house.partner(await house.owner(), baseline_on=saturday - days(30))
        await house.plan(saturday)
        one = house.only()
        assert (one.state, one.due_on) == (ReminderState.PLANNED, MONDAY)
        await house.plan(MONDAY)
        assert house.only().state is ReminderState.OPEN

    async def test_a_contact_that_counts_withdraws_it(self, house: House) -> None:
        partner = await house.partner(await house.owner(), baseline_on=MONDAY - days(30))
        await house.plan(MONDAY)
        await house.log(partner, MONDAY, Purpose.COORDINATION)
        await house.plan(MONDAY)
        assert house.only().state is ReminderState.WITHDRAWN

    async def test_our_ask_does_not(self, house: House) -> None:
        partner = await house.partner(await house.owner(), baseline_on=MONDAY - days(30))
        await house.plan(MONDAY)
        await house.log(partner, MONDAY, Purpose.ASK)
        await house.plan(MONDAY)
        assert house.only().state is ReminderState.OPEN

    async def test_a_contact_taken_back_gives_the_withdrawn_one_a_new_life(self, house: House) -> None:
        partner = await house.partner(await house.owner(), baseline_on=MONDAY - days(30))
        await house.plan(MONDAY)
        contact = await house.log(partner, MONDAY)
        await house.plan(MONDAY)
        async with house.storage.write() as uow:
            await uow.interactions.remove(contact.id)
            await uow.commit()
        await house.refresh(partner)
        await house.plan(MONDAY + days(1))
        one = house.only()
        # It opened once: it has been waiting since then.
        assert (one.state, one.opened_on) == (ReminderState.OPEN, MONDAY)

    async def test_a_slower_rhythm_sends_an_open_one_back_and_the_row_stays(self, house: House) -> None:
        partner = await house.partner(await house.owner(), baseline_on=MONDAY - days(30))
        await house.plan(MONDAY)
        before = house.only()
        await house.edit("partners", partner.id, MONDAY, partner, tier=Tier.CORE)
        after = house.only()
        assert (after.id, after.state, after.opened_on) == (before.id, ReminderState.PLANNED, None)
        assert after.due_on == MONDAY + days(30)

    async def test_done_on_a_day_that_does_not_move_the_rhythm_starts_it_again_from_the_answer(
        self, house: House
    ) -> None:
        await house.partner(await house.owner(), baseline_on=MONDAY - days(30))
        await house.plan(MONDAY)
        await house.answer(house.only(), ReminderState.DONE, at(MONDAY, 9))
        await house.plan(MONDAY + days(1))
        assert [one.state for one in house.reminders()] == [ReminderState.DONE]
        await house.plan(MONDAY + days(15))
        assert [one.state for one in house.reminders(CHECK_IN)] == [ReminderState.DONE, ReminderState.OPEN]

    async def test_of_an_archived_partner_nothing_is_due(self, house: House) -> None:
        partner = await house.partner(await house.owner(), baseline_on=MONDAY - days(30))
        await house.plan(MONDAY)
        await house.edit("partners", partner.id, MONDAY, partner, state=PartnerState.ARCHIVED)
        assert house.only().state is ReminderState.WITHDRAWN
        await house.edit("partners", partner.id, MONDAY, partner, state=PartnerState.ACTIVE)
        assert house.only().state is ReminderState.PLANNED


class TestQueue:
    async def test_eight_are_open_and_the_others_wait(self, house: House) -> None:
        owner = await house.owner()
        for place in range(12):
            await house.partner(owner, name=f"Mitra {place}", baseline_on=MONDAY - days(31 + place))
        await house.plan(MONDAY)
        states = [one.state for one in house.reminders(CHECK_IN)]
        assert states.count(ReminderState.OPEN) == 8
        assert states.count(ReminderState.PLANNED) == 4

    async def test_key_partners_come_first_and_every_eighth_opening_goes_to_who_waits_longest(
        self, house: House
    ) -> None:
        owner = await house.owner()
        for place in range(10):
            await house.partner(owner, name=f"Kunci {place}", baseline_on=MONDAY - days(31 + place))
        light = await house.partner(owner, Tier.LIGHT, name="Umum", baseline_on=MONDAY - days(180))
        await house.plan(MONDAY)
        opened = [one for one in house.reminders(CHECK_IN) if one.state is ReminderState.OPEN]
        assert len(opened) == 8
        assert light.id in {one.partner_id for one in opened}

    async def test_a_place_that_comes_free_goes_to_the_next(self, house: House) -> None:
        owner = await house.owner()
        for place in range(9):
            await house.partner(owner, name=f"Mitra {place}", baseline_on=MONDAY - days(31 + place))
        await house.plan(MONDAY)
        first = next(one for one in house.reminders(CHECK_IN) if one.state is ReminderState.OPEN)
        partner = next(one for one in house.storage.all(type(await house.partner(None))) if one.id == first.partner_id)
        await house.log(partner, MONDAY)
        await house.plan(MONDAY, 9)
        states = [one.state for one in house.reminders(CHECK_IN)]
        assert states.count(ReminderState.OPEN) == 8
        assert states.count(ReminderState.WITHDRAWN) == 1

    async def test_a_snoozed_one_keeps_its_place_and_comes_back_on_its_day(self, house: House) -> None:
        await house.partner(await house.owner(), baseline_on=MONDAY - days(30))
        await house.plan(MONDAY)
        async with house.storage.write() as uow:
            until = MONDAY + days(3)
            await uow.reminders.change(house.only().id, state=ReminderState.SNOOZED, snoozed_until=until)
            await uow.commit()
        await house.plan(MONDAY + days(2))
        assert house.only().state is ReminderState.SNOOZED
        await house.plan(MONDAY + days(3))
        assert (house.only().state, house.only().opened_on) == (ReminderState.OPEN, MONDAY)

    async def test_a_stand_in_never_has_more_than_eight_open(self, house: House) -> None:
        rina, sari = await house.owner("Rina"), await house.owner("Sari")
        for place in range(8):
            for owner in (rina, sari):
                name = f"{owner.name} {place}"
                await house.partner(owner, name=name, baseline_on=MONDAY - days(31 + place))
        await house.plan(MONDAY)
        await house.put(Absence(rina.id, MONDAY + days(1), MONDAY + days(4), stand_in_id=sari.id))
        await house.plan(MONDAY + days(1))
        found = house.reminders(CHECK_IN)
        assert {one.staff_id for one in found} == {sari.id}
        assert sum(one.state is ReminderState.OPEN for one in found) == 8
        assert sum(one.state is ReminderState.PLANNED for one in found) == 8

    async def test_nothing_new_opens_on_a_day_off(self, house: House) -> None:
        await house.partner(await house.owner(), baseline_on=MONDAY - days(33))
        await house.plan(MONDAY - days(1))
        assert house.only().state is ReminderState.PLANNED


class TestWhoIsReminded:
    async def due(self, house: House, **fields: Any) -> None:
        await house.partner(None, baseline_on=MONDAY - days(30), **fields)

    async def test_without_an_owner_managers_are(self, house: House) -> None:
        await self.due(house)
        await house.plan(MONDAY)
        assert (house.only().staff_id, house.only().state) == (None, ReminderState.OPEN)

    async def test_a_colleague_who_left_gives_way_to_the_backup(self, house: House) -> None:
        rina, sari = await house.owner("Rina", state=StaffState.LEFT), await house.owner("Sari")
        await self.due(house, owner_id=rina.id, backup_id=sari.id)
        await house.plan(MONDAY)
        assert house.only().staff_id == sari.id

    async def test_both_away_a_present_manager_is(self, house: House) -> None:
        rina, sari = await house.owner("Rina"), await house.owner("Sari")
        dewi = await house.owner("Dewi", role=Role.MANAGER)
        await self.due(house, owner_id=rina.id)
        await house.put(
            Absence(rina.id, MONDAY, MONDAY, stand_in_id=sari.id), Absence(sari.id, MONDAY, MONDAY + days(9))
        )
        await house.plan(MONDAY)
        assert house.only().staff_id == dewi.id
        await house.plan(MONDAY + days(1))
        assert house.only().staff_id == rina.id

    async def test_congratulations_stay_with_an_absent_colleague_unless_given_away(self, house: House) -> None:
        rina, sari = await house.owner("Rina"), await house.owner("Sari")
        partner = await house.partner(rina)
        await house.put(Occasion(partner.id, OccasionKind.FOUNDING, 23, 11))
        (away,) = await house.put(Absence(rina.id, MONDAY, MONDAY, stand_in_id=sari.id))
        await house.plan(MONDAY)
        assert house.only().staff_id == rina.id
        async with house.storage.write() as uow:
            await uow.absences.change(away.id, everything=True)
            await uow.commit()
        await house.plan(MONDAY)
        assert house.only().staff_id == sari.id

    async def test_rhythms_of_a_pending_owner_wait_and_what_cannot_wait_goes_to_managers(self, house: House) -> None:
        budi = await house.owner("Budi", state=StaffState.PENDING, telegram_id=None)
        partner = await house.partner(budi, baseline_on=MONDAY - days(30))
        await house.put(Occasion(partner.id, OccasionKind.FOUNDING, 23, 11))
        await house.plan(MONDAY)
        assert (house.only(CHECK_IN).state, house.only(CHECK_IN).staff_id) == (ReminderState.PLANNED, budi.id)
        assert (house.only(WISH).state, house.only(WISH).staff_id) == (ReminderState.OPEN, None)
        async with house.storage.write() as uow:
            await uow.staff.change(budi.id, state=StaffState.ACTIVE, telegram_id=5)
            await uow.commit()
        await house.plan(MONDAY, 9)
        assert {one.staff_id for one in house.reminders()} == {budi.id}
        assert house.only(CHECK_IN).state is ReminderState.OPEN

    async def test_a_new_owner_gets_what_is_due_and_introduces_themselves(self, house: House) -> None:
        rina, sari = await house.owner("Rina"), await house.owner("Sari")
        partner = await house.partner(rina, baseline_on=MONDAY - days(30))
        await house.plan(MONDAY)
        tuesday = MONDAY + days(1)
        await house.edit("partners", partner.id, tuesday, partner, owner_id=sari.id, owner_since_on=tuesday)
        await house.plan(tuesday)
        assert {one.staff_id for one in house.reminders()} == {sari.id}
        hello = house.only(ReminderKind.INTRODUCE)
        assert (hello.state, hello.due_on) == (ReminderState.OPEN, MONDAY + days(8))


async def test_a_dry_run_tells_and_leaves_nothing(house: House) -> None:
    await house.partner(await house.owner(), baseline_on=MONDAY - days(30))
    told = await PlanReminders(house.storage, ORGANISATION)(at(MONDAY), dry_run=True)
    assert [change.did for change in told.changes] == [PlanAct.PLANNED, PlanAct.OPENED]
    assert house.reminders() == []


async def test_a_second_run_does_nothing(house: House) -> None:
    await house.partner(await house.owner(), baseline_on=MONDAY - days(30))
    await house.plan(MONDAY + days(7))
    before = house.storage.all(Reminder)
    assert (await house.plan(MONDAY + days(7), 9)).changes == ()
    assert house.storage.all(Reminder) == before
