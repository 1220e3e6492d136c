"""A partner's card, whether we may ask now, and the check-in that is planned instead."""

from datetime import date, timedelta

import pytest

from bot.domain.agreements import Agreement
from bot.domain.answers import PLANNED
from bot.domain.balance import AskReason, Verdict
from bot.domain.care import CareReason
from bot.domain.errors import BadValue, NotFound
from bot.domain.occasions import Event, KeptFeast, Occasion
from bot.domain.partners import Partner
from bot.domain.people import Person
from bot.domain.promises import Promise
from bot.domain.words import (
    CareLevel,
    Consent,
    EventKind,
    OccasionKind,
    PartnerState,
    PersonState,
    Purpose,
    ReminderKind,
    ReminderState,
)
from bot.usecases.asks import PlanCheckIn, ShowAskNow
from bot.usecases.cards import PartnerCard, ShowCard
from bot.usecases.care import care_views
from bot.usecases.interactions import LogContact
from bot.usecases.rhythms import work_calendar
from tests.usecases.care_world import CLINIC, DEWI, ORGANISATION, RINA, SARI, TODAY, World, by, draft


@pytest.fixture
async def world() -> World:
    return await World().settle_in()


async def card(world: World, partner_id: int = 1, days: int = 0) -> PartnerCard:
    return await ShowCard(world.storage, ORGANISATION)(by(RINA, days=days), partner_id)


async def test_a_card_shows_tier_owner_people_newest_contact_and_next_check_in(world: World) -> None:
    await world.storage.put(Person(1, "Sudah pindah", state=PersonState.LEFT))
    await LogContact(world.storage, ORGANISATION)(by(SARI), draft(Purpose.THANKS))
    shown = await card(world)
    assert shown.partner == CLINIC
    assert [one.name for one in shown.people] == ["Dewi Anggraini", "Made Wirawan"]
    assert shown.newest is not None
    assert (shown.newest.purpose, shown.staff_name(shown.newest.staff_id)) == (Purpose.THANKS, "Sari")
    assert shown.staff_name(shown.partner.owner_id) == "Rina"
    assert shown.check_in_on == TODAY + timedelta(days=30)


async def test_it_shows_the_days_of_the_next_ninety_days_of_those_who_agreed(world: World) -> None:
    ratna, kevin = await world.storage.put(
        Person(1, "Ratna", consent=Consent.AGREED), Person(1, "Kevin", consent=Consent.UNDECIDED)
    )
    await world.storage.put(
        Occasion(1, OccasionKind.BIRTHDAY, 14, 12, person_id=ratna.id, year=1978),
        Occasion(1, OccasionKind.BIRTHDAY, 15, 12, person_id=kevin.id),
        Occasion(1, OccasionKind.FOUNDING, 1, 6),
        KeptFeast(1, "natal", ratna.id),
    )
    days = (await card(world)).days
    assert [(one.on, one.kind, one.feast, one.age) for one in days] == [
        (date(2026, 12, 14), OccasionKind.BIRTHDAY, None, 48),
        (date(2026, 12, 25), None, "natal", None),
    ]


async def test_it_shows_what_is_open_and_why_the_level_is_what_it_is(world: World) -> None:
    await world.contact(20)
    await world.storage.put(Promise(1, "proposal", TODAY - timedelta(days=2)), Agreement(1, TODAY - timedelta(days=1)))
    reminder = await world.reminder()
    await world.birthday(state=ReminderState.EXPIRED, last_on=TODAY - timedelta(days=1))
    shown = await card(world)
    assert [one.id for one in shown.reminders] == [reminder.id]
    assert shown.care.level is CareLevel.ATTENTION
    assert {one.why for one in shown.care.reasons} == {
        CareReason.PROMISE_OVERDUE,
        CareReason.AGREEMENT_EXPIRED,
        CareReason.CONGRATULATION_MISSED,
    }
    await LogContact(world.storage, ORGANISATION)(by(RINA), draft(person_id=DEWI.id))
    assert not (await card(world)).care.has(CareReason.CONGRATULATION_MISSED)


async def test_the_card_s_level_is_the_one_that_the_summary_counts(world: World) -> None:
    for ago, purpose in ((100, Purpose.CHECK_IN), (40, Purpose.ASK), (3, Purpose.ASK), (2, Purpose.COORDINATION)):
        await world.contact(ago, purpose)
    async with world.storage.read() as uow:
        partners = await uow.partners.list_by(state=PartnerState.ACTIVE)
        views = await care_views(uow, partners, TODAY, work_calendar(ORGANISATION), all_of_them=True)
    for partner in partners:
        assert (await card(world, partner.id)).care == views[partner.id]


async def test_a_long_history_is_looked_at_as_far_as_the_balance_needs(world: World) -> None:
    await world.contact(400, Purpose.THANKS)
    for ago in range(70):
        await world.contact(ago, Purpose.ASK)
    shown = await card(world)
    assert len(shown.balance.streak) == 70
    assert shown.balance.newest_care is not None


async def test_a_merged_partner_shows_what_it_became(world: World) -> None:
    (old,) = await world.storage.put(Partner("Klinik SB", state=PartnerState.MERGED, merged_into=1))
    assert (await card(world, old.id)).partner.id == 1
    with pytest.raises(NotFound):
        await card(world, 99)


async def test_may_we_ask_now_weighs_promises_bereavements_and_neglect(world: World) -> None:
    ask_now = ShowAskNow(world.storage, ORGANISATION)
    await world.contact(5)
    assert (await ask_now(by(RINA), 1)).advice.verdict is Verdict.GOOD_MOMENT
    await world.storage.put(Event(1, DEWI.id, EventKind.BEREAVEMENT, TODAY - timedelta(days=3)))
    advice = (await ask_now(by(RINA), 1)).advice
    assert (advice.verdict, advice.reasons[0].why) == (Verdict.NOT_NOW, AskReason.BEREAVEMENT)
    later = (await ask_now(by(RINA, days=70), 1)).advice
    assert (later.verdict, later.reasons[0].why) == (Verdict.NOT_NOW, AskReason.NEGLECTED)


async def test_a_planned_check_in_takes_the_place_of_the_living_one(world: World) -> None:
    living = await world.reminder()
    plan = PlanCheckIn(world.storage, ORGANISATION)
    outcome = await plan(by(RINA, key="a"), 1)
    assert outcome.on == TODAY + timedelta(days=7), "next week is its Monday"
    assert world.now(living).state is ReminderState.WITHDRAWN
    async with world.storage.read() as uow:
        planned = await uow.reminders.get(outcome.reminder_id)
    assert (planned.kind, planned.due_on, planned.cycle) == (
        ReminderKind.CHECK_IN,
        outcome.on,
        f"{PLANNED}{outcome.on.isoformat()}",
    )
    again = await plan(by(RINA, key="b"), 1, TODAY + timedelta(days=2))
    assert world.now(planned).state is ReminderState.WITHDRAWN
    back = await plan(by(RINA, key="c"), 1)
    assert (back.reminder_id, again.reminder_id != back.reminder_id) == (planned.id, True)
    with pytest.raises(BadValue):
        await plan(by(RINA, key="d"), 1, TODAY)


async def test_a_contact_before_the_planned_day_leaves_the_plan(world: World) -> None:
    plan = PlanCheckIn(world.storage, ORGANISATION)
    outcome = await plan(by(RINA, key="a"), 1)
    await LogContact(world.storage, ORGANISATION)(by(RINA, key="b"), draft(Purpose.COORDINATION))
    async with world.storage.read() as uow:
        assert (await uow.reminders.get(outcome.reminder_id)).state is ReminderState.PLANNED
    await LogContact(world.storage, ORGANISATION)(by(RINA, days=7, key="c"), draft(ago=-7))
    async with world.storage.read() as uow:
        assert (await uow.reminders.get(outcome.reminder_id)).state is ReminderState.DONE
