"""The brief, escalation and what items show, by the design's 2.5 and 2.6."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.domain.agreements import Agreement
from bot.domain.briefs import Brief
from bot.domain.errors import BadValue, NotAllowed
from bot.domain.notices import Notice
from bot.domain.occasions import Event, KeptFeast, Occasion
from bot.domain.partners import Partner
from bot.domain.ports import Actor
from bot.domain.promises import Promise
from bot.domain.reminders import Announcement
from bot.domain.staff import Absence, Staff
from bot.domain.words import (
    EventKind,
    Kind,
    OccasionKind,
    Purpose,
    ReminderKind,
    ReminderState,
    Role,
    StaffState,
    Stage,
    Tier,
)
from bot.usecases.answers import MarkDone
from bot.usecases.briefs import ComposeBriefs
from bot.usecases.escalation import Escalate
from bot.usecases.today import ShowBrief, ShowItem, ShowToday
from tests.usecases.house import MONDAY, ORGANISATION, House, at, days, staff

CHECK_IN, WISH = ReminderKind.CHECK_IN, ReminderKind.CONGRATULATION
OPENED, PREPARE = Stage.OPENED, Stage.PREPARE


@pytest.fixture
def house() -> House:
    return House()


async def compose(house: House, now: datetime) -> list[Notice]:
    """Runs the job; gives the notices that are new."""
    before = {one.id for one in house.storage.all(Notice)}
    await ComposeBriefs(house.storage, ORGANISATION)(now)
    return [one for one in house.storage.all(Notice) if one.id not in before]


def items(notice: Notice, house: House) -> list[tuple[ReminderKind, Stage]]:
    rows = {one.id: one for one in house.reminders()}
    return [(rows[id].kind, Stage(stage)) for id, stage in notice.facts["items"]]


async def stages(house: House, day: date) -> dict[str, list[tuple[ReminderKind, Stage]]]:
    """Each colleague's brief of a day, by name."""
    names = {one.id: one.name for one in house.storage.all(Staff)}
    shown = {names[one.staff_id or 0]: items(one, house) for one in await compose(house, at(day))}
    await house.deliver()
    return shown


async def birthday(house: House, partner: Partner, on: date) -> None:
    person = await house.person(partner)
    await house.put(Occasion(partner.id, OccasionKind.BIRTHDAY, on.day, on.month, person_id=person.id))


class TestHour:
    @pytest.mark.parametrize(
        ("hour", "minute", "comes"), [(7, 29, False), (7, 30, True), (19, 59, True), (20, 0, False)]
    )
    async def test_from_half_past_seven_until_eight_in_the_evening(
        self, house: House, hour: int, minute: int, comes: bool
    ) -> None:
        await house.partner(await house.owner(), baseline_on=MONDAY - days(30))
        assert bool(await compose(house, at(MONDAY, hour, minute))) is comes

    async def test_at_each_colleagues_hour_in_their_zone(self, house: House) -> None:
        await house.partner(await house.owner(zone="Asia/Jayapura"), baseline_on=MONDAY - days(30))
        (notice,) = await compose(house, datetime(2026, 11, 22, 22, 30, tzinfo=UTC))
        assert notice.facts["on"] == "2026-11-23"

    @pytest.mark.parametrize(
        ("zone", "before"),
        [
            ("Asia/Makassar", datetime(2026, 11, 22, 23, 29, tzinfo=UTC)),
            ("Asia/Jayapura", datetime(2026, 11, 22, 22, 29, tzinfo=UTC)),
            # The Mondays after the clocks went forward, and back.
            ("Europe/London", datetime(2026, 3, 30, 6, 29, tzinfo=UTC)),
            ("Europe/London", datetime(2026, 10, 26, 7, 29, tzinfo=UTC)),
        ],
    )
    async def test_at_half_past_seven_there_summer_and_winter(self, house: House, zone: str, before: datetime) -> None:
        await house.partner(await house.owner(zone=zone), baseline_on=before.date() - days(40))
        assert await compose(house, before) == []
        assert len(await compose(house, before + timedelta(minutes=1))) == 1

    async def test_new_hour_and_zone_hold_from_the_next_brief(self, house: House) -> None:
        owner = await house.owner()
        await house.partner(owner, baseline_on=MONDAY - days(30))
        assert len(await compose(house, at(MONDAY))) == 1
        async with house.storage.write() as uow:
            await uow.staff.change(owner.id, zone="Europe/London", brief_at=time(9))
            await uow.commit()
        london = ZoneInfo("Europe/London")
        assert await compose(house, datetime(2026, 11, 23, 9, 0, tzinfo=london)) == []
        assert await compose(house, datetime(2026, 11, 24, 8, 59, tzinfo=london)) == []
        assert len(await compose(house, datetime(2026, 11, 24, 9, 0, tzinfo=london))) == 1

    async def test_an_hour_after_eight_holds_all_evening(self, house: House) -> None:
        await house.partner(await house.owner(brief_at=time(21)), baseline_on=MONDAY - days(30))
        assert await compose(house, at(MONDAY, 8)) == []
        assert len(await compose(house, at(MONDAY, 21, 5))) == 1

    async def test_once_a_day_whatever_comes_later(self, house: House) -> None:
        owner = await house.owner()
        partner = await house.partner(owner, baseline_on=MONDAY - days(30))
        (notice,) = await compose(house, at(MONDAY))
        assert (notice.key, notice.staff_id, notice.due_on) == (f"brief:{owner.id}:2026-11-23", owner.id, MONDAY)
        await house.put(Promise(partner.id, "kirim daftar", MONDAY))
        assert await compose(house, at(MONDAY, 12)) == []

    async def test_nothing_no_message(self, house: House) -> None:
        await house.partner(await house.owner())
        assert await compose(house, at(MONDAY)) == []

    async def test_nobody_who_has_not_joined(self, house: House) -> None:
        await house.partner(
            await house.owner(state=StaffState.PENDING, telegram_id=None), baseline_on=MONDAY - days(30)
        )
        assert await compose(house, at(MONDAY)) == []


class TestContents:
    async def test_what_opened_today_comes_before_what_is_to_prepare(self, house: House) -> None:
        partner = await house.partner(await house.owner(), baseline_on=MONDAY - days(30))
        await birthday(house, partner, MONDAY + days(7))
        await house.put(Occasion(partner.id, OccasionKind.FOUNDING, 23, 11))
        assert await stages(house, MONDAY) == {"Rina": [(WISH, OPENED), (CHECK_IN, OPENED), (WISH, PREPARE)]}

    async def test_each_is_shown_once_then_counted_as_older(self, house: House) -> None:
        await house.partner(await house.owner(), baseline_on=MONDAY - days(30))
        await stages(house, MONDAY)
        (notice,) = await compose(house, at(MONDAY + days(1)))
        assert (notice.facts["items"], notice.facts["older"]) == ([], 1)

    async def test_what_stood_in_a_brief_that_never_arrived_is_shown_again_and_only_then(self, house: House) -> None:
        await house.partner(await house.owner(), baseline_on=MONDAY - days(30))
        (lost,) = await compose(house, at(MONDAY))
        await house.deliver(but=lost.id)
        assert await stages(house, MONDAY + days(1)) == {"Rina": [(CHECK_IN, OPENED)]}
        assert await stages(house, MONDAY + days(2)) == {"Rina": []}

    async def test_on_a_day_off_wishes_only(self, house: House) -> None:
        sunday = MONDAY - days(1)
        partner = await house.partner(await house.owner())
        await house.put(Promise(partner.id, "kirim daftar", sunday))
        await house.put(Occasion(partner.id, OccasionKind.FOUNDING, sunday.day, sunday.month))
        assert await stages(house, sunday) == {"Rina": [(WISH, OPENED)]}
        assert await stages(house, MONDAY) == {"Rina": [(ReminderKind.PROMISE, OPENED)]}

    async def test_on_a_day_off_nothing_is_to_be_prepared(self, house: House) -> None:
        friday, sunday = MONDAY - days(3), MONDAY - days(1)
        partner = await house.partner(await house.owner())
        await birthday(house, partner, friday + days(7))
        await house.put(Occasion(partner.id, OccasionKind.FOUNDING, sunday.day, sunday.month))
        await house.plan(friday)
        assert await stages(house, sunday) == {"Rina": [(WISH, OPENED)]}
        assert await stages(house, MONDAY) == {"Rina": [(WISH, PREPARE)]}

    async def test_on_the_day_of_silence_a_greeting_is_neither_offered_nor_taken(self, house: House) -> None:
        owner = await house.owner()
        partner = await house.partner(owner, added_on=date(2027, 3, 1), baseline_on=date(2027, 3, 1))
        await house.put(KeptFeast(partner.id, "nyepi", (await house.person(partner)).id))
        nyepi = date(2027, 3, 8)
        await house.plan(nyepi - days(1))
        await house.plan(nyepi)
        assert house.only(WISH).state is ReminderState.OPEN
        actor = Actor(owner, at(nyepi))
        assert not await ShowToday(house.storage, ORGANISATION)(actor)
        with pytest.raises(BadValue) as refused:
            await MarkDone(house.storage, ORGANISATION)(actor, house.only(WISH).id)
        assert (refused.value.why, refused.value.facts) == ("silent_day", (("day", nyepi + days(1)),))
        after = Actor(owner, at(nyepi + days(1)))
        assert len((await ShowToday(house.storage, ORGANISATION)(after)).items) == 1
        await MarkDone(house.storage, ORGANISATION)(after, house.only(WISH).id)

    async def test_a_snoozed_one_is_shown_again_when_it_is_back(self, house: House) -> None:
        await house.partner(await house.owner(), baseline_on=MONDAY - days(30))
        await compose(house, at(MONDAY))
        async with house.storage.write() as uow:
            until = MONDAY + days(1)
            await uow.reminders.change(house.only().id, state=ReminderState.SNOOZED, snoozed_until=until)
            await uow.commit()
        assert await stages(house, MONDAY + days(1)) == {"Rina": [(CHECK_IN, OPENED)]}

    async def test_an_agreement_surfaces_at_its_steps_and_monthly_after_its_end(self, house: House) -> None:
        partner = await house.partner(await house.owner(), Tier.LIGHT)
        await house.put(Agreement(partner.id, date(2026, 12, 10)))
        shown = [day for day in range(60) if ReminderKind.RENEWAL in await self.kinds(house, MONDAY + days(day))]
        # Entered at 17 days: the steps of 90, 60 and 30 days surface once, now; then its end, and a month later
        # (a Sunday: the next working day).
        assert [MONDAY + days(day) for day in shown] == [MONDAY, date(2026, 12, 10), date(2027, 1, 11)]

    async def kinds(self, house: House, day: date) -> set[ReminderKind]:
        return {kind for shown in (await stages(house, day)).values() for kind, _ in shown}

    async def test_a_stand_in_is_shown_what_the_owner_was_shown_before(self, house: House) -> None:
        rina, sari = await house.owner("Rina"), await house.owner("Sari")
        await house.partner(rina, baseline_on=MONDAY - days(30))
        await compose(house, at(MONDAY))
        await house.put(Absence(rina.id, MONDAY + days(1), MONDAY + days(2), stand_in_id=sari.id))
        assert await stages(house, MONDAY + days(1)) == {"Sari": [(CHECK_IN, OPENED)]}

    async def test_after_an_outage_what_passed_is_belated(self, house: House) -> None:
        owner = await house.owner()
        partner = await house.partner(owner)
        await birthday(house, partner, MONDAY)
        await house.plan(MONDAY - days(8))
        (notice,) = await compose(house, at(MONDAY + days(2)))
        brief = await read(house, notice)
        assert [(one.stage, one.days_over) for one in brief.items] == [(OPENED, 2)]

    async def test_a_feasts_people_are_one_item_key_partners_first(self, house: House) -> None:
        owner = await house.owner()
        for place, tier in enumerate((Tier.LIGHT, Tier.KEY, Tier.CORE)):
            partner = await house.partner(owner, tier, name=f"Mitra {place}", baseline_on=date(2026, 12, 24))
            person = await house.person(partner, f"Orang {place}")
            await house.put(KeptFeast(partner.id, "natal", person_id=person.id))
        (notice,) = await compose(house, at(date(2026, 12, 25)))
        (one,) = (await read(house, notice)).items
        assert one.is_round
        assert (one.feast, len(one.reminder_ids), one.key_partners, one.tier) == ("natal", 3, 1, Tier.KEY)

    async def test_what_was_settled_since_is_gone_when_it_is_sent_or_told(self, house: House) -> None:
        await house.partner(await house.owner(), baseline_on=MONDAY - days(30))
        (notice,) = await compose(house, at(MONDAY))
        await house.answer(house.only(), ReminderState.DONE, at(MONDAY, 9))
        assert not await read(house, notice)
        told = await read(house, notice, keep_settled=True)
        assert [one.state for one in told.items] == [ReminderState.DONE]


async def read(house: House, notice: Notice, **how: Any) -> Brief:
    facts = notice.facts
    on = date.fromisoformat(facts["on"])
    return await ShowBrief(house.storage)(notice.staff_id or 0, on, facts["items"], facts["older"], **how)


class TestEscalation:
    async def team(self, house: House, **fields: Any) -> Partner:
        rina, sari = await house.owner("Rina"), await house.owner("Sari")
        await house.owner("Dewi", role=Role.MANAGER)
        await house.owner("Agus", role=Role.ADMIN)
        return await house.partner(rina, backup_id=sari.id, **fields)

    async def test_a_key_partners_rhythm_is_flagged_after_three_working_days_and_told_after_five(
        self, house: House
    ) -> None:
        await self.team(house, baseline_on=MONDAY - days(30))
        seen = {day: await stages(house, MONDAY + days(day)) for day in range(8)}
        assert {day: shown for day, shown in seen.items() if any(shown.values())} == {
            0: {"Rina": [(CHECK_IN, OPENED)]},
            3: {"Rina": [(CHECK_IN, Stage.FLAGGED)]},
            7: {"Rina": [], "Sari": [(CHECK_IN, Stage.BACKUP)], "Dewi": [(CHECK_IN, Stage.MANAGERS)]},
        }

    async def test_of_other_partners_nobody_is_told(self, house: House) -> None:
        await self.team(house, tier=Tier.CORE, baseline_on=MONDAY - days(60))
        for day in range(8):
            shown = await stages(house, MONDAY + days(day))
            assert set(shown) <= {"Rina"}

    async def test_a_key_partners_congratulation_goes_to_the_backup_next_morning_and_managers_two_days_on(
        self, house: House
    ) -> None:
        partner = await self.team(house)
        await house.put(Occasion(partner.id, OccasionKind.FOUNDING, 23, 11))
        seen = [await stages(house, MONDAY + days(day)) for day in range(4)]
        assert [set(shown) for shown in seen] == [{"Rina"}, {"Rina", "Sari"}, {"Rina"}, {"Rina", "Dewi"}]

    async def test_admins_only_if_there_is_no_manager(self, house: House) -> None:
        await house.partner(await house.owner("Rina"), baseline_on=MONDAY - days(30))
        await house.owner("Agus", role=Role.ADMIN)
        seen = [await stages(house, MONDAY + days(day)) for day in range(8)]
        assert [day for day, shown in enumerate(seen) if "Agus" in shown] == [7]

    async def test_snoozed_or_not(self, house: House) -> None:
        await self.team(house, baseline_on=MONDAY - days(30))
        await house.plan(MONDAY)
        async with house.storage.write() as uow:
            until = MONDAY + days(30)
            await uow.reminders.change(house.only().id, state=ReminderState.SNOOZED, snoozed_until=until)
            await uow.commit()
        assert set(await stages(house, MONDAY + days(7))) == {"Rina", "Sari", "Dewi"}

    async def test_each_stage_is_written_once(self, house: House) -> None:
        await self.team(house, baseline_on=MONDAY - days(30))
        await house.plan(MONDAY)
        for _ in range(3):
            await Escalate(house.storage, ORGANISATION)(at(MONDAY + days(7)))
        assert [one.stage for one in house.storage.all(Announcement)] == [
            Stage.FLAGGED,
            Stage.BACKUP,
            Stage.MANAGERS,
        ]


class TestToday:
    async def test_it_lists_all_that_is_open(self, house: House) -> None:
        owner = await house.owner()
        partner = await house.partner(owner, baseline_on=MONDAY - days(30))
        await birthday(house, partner, MONDAY + days(7))
        await house.plan(MONDAY)
        brief = await ShowToday(house.storage, ORGANISATION)(Actor(owner, at(MONDAY)))
        assert [(one.kind, one.stage) for one in brief.items] == [(CHECK_IN, OPENED), (WISH, PREPARE)]

    async def test_a_stranger_sees_nothing(self, house: House) -> None:
        pending = staff("Budi", state=StaffState.PENDING)
        with pytest.raises(NotAllowed):
            await ShowToday(house.storage, ORGANISATION)(Actor(pending, at(MONDAY)))


class TestItem:
    async def test_a_check_in_names_the_person_longest_not_met_and_what_was_said(self, house: House) -> None:
        rina, sari = await house.owner("Rina"), await house.owner("Sari")
        partner = await house.partner(rina, needs="dokter pengganti")
        ratna, made = await house.person(partner), await house.person(partner, "Made Wirawan")
        await house.log(partner, MONDAY - days(60), person_id=made.id, staff_id=rina.id, note="sedang pindah")
        await house.log(partner, MONDAY - days(30), person_id=ratna.id, staff_id=rina.id)
        await house.log(partner, MONDAY - days(2), Purpose.ASK, staff_id=sari.id)
        await house.put(Promise(partner.id, "kirim daftar", MONDAY + days(4)))
        await house.plan(MONDAY)
        view = await ShowItem(house.storage, ORGANISATION)(Actor(rina, at(MONDAY)), house.only(CHECK_IN).id)
        assert view.longest_not_met is not None
        assert view.longest_not_met.person.id == made.id
        assert view.newest is not None
        assert (view.newest.contact.on, view.item.days_since, view.rhythm_days) == (MONDAY - days(30), 30, 30)
        assert [one.contact.note for one in view.notes] == ["sedang pindah"]
        assert [one.staff for one in view.lately] == ["Sari"]
        assert [one.text for one in view.promises] == ["kirim daftar"]
        assert view.partner.needs == "dokter pengganti"

    @pytest.mark.parametrize(
        ("kind", "last", "suggested"),
        [
            (Kind.COMMUNITY, None, Purpose.THANKS),
            (Kind.COMMUNITY, Purpose.THANKS, Purpose.OFFER),
            (Kind.COMMUNITY, Purpose.INTRODUCTION, Purpose.THANKS),
            (Kind.GOVERNMENT, Purpose.THANKS, Purpose.INTRODUCTION),
            (Kind.GOVERNMENT, Purpose.OFFER, Purpose.INTRODUCTION),
        ],
    )
    async def test_a_gesture_suggests_another_one_than_the_last(
        self, house: House, kind: Kind, last: Purpose | None, suggested: Purpose
    ) -> None:
        owner = await house.owner()
        partner = await house.partner(owner, kind=kind, baseline_on=MONDAY - days(200))
        if last is not None:
            await house.log(partner, MONDAY - days(200), last)
        await house.plan(MONDAY)
        gesture = house.only(ReminderKind.GESTURE)
        view = await ShowItem(house.storage, ORGANISATION)(Actor(owner, at(MONDAY)), gesture.id)
        assert view.suggestion is suggested

    async def test_who_mourns_is_said(self, house: House) -> None:
        owner = await house.owner()
        partner = await house.partner(owner, baseline_on=MONDAY - days(30))
        person = await house.person(partner)
        await house.put(Event(partner.id, person.id, EventKind.BEREAVEMENT, MONDAY - days(3)))
        await house.plan(MONDAY)
        view = await ShowItem(house.storage, ORGANISATION)(Actor(owner, at(MONDAY)), house.only(CHECK_IN).id)
        assert [one.id for one in view.mourning] == [person.id]
