"""The weekly summary: its figures, its lists, and when it is owed."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.agreements import Agreement
from bot.domain.care import CareReason
from bot.domain.errors import NotAllowed
from bot.domain.figures import Period, Share, week_before, week_of
from bot.domain.interactions import Interaction
from bot.domain.notices import Notice
from bot.domain.occasions import KeptFeast, Occasion
from bot.domain.partners import Partner
from bot.domain.people import Person
from bot.domain.promises import Promise
from bot.domain.summary import Summary
from bot.domain.words import (
    Channel,
    Consent,
    Direction,
    NoticeState,
    OccasionKind,
    PartnerState,
    PersonState,
    Purpose,
    ReminderKind,
    ReminderState,
    Role,
    Stance,
    Tier,
)
from bot.usecases.answers import MarkDone
from bot.usecases.cards import ShowCard
from bot.usecases.interactions import LogContact
from bot.usecases.summaries import OweSummaries, ShowSummary, summary_facts, summary_from
from tests.fakes import FakeStorage
from tests.usecases.care_world import (
    ANDI,
    CLINIC,
    DEWI,
    MADE,
    MAYA,
    NOON,
    ORGANISATION,
    RINA,
    SARI,
    TODAY,
    World,
    by,
    draft,
)

THIS_WEEK = Period(TODAY, TODAY + timedelta(days=6))
LAST_WEEK = Period(TODAY - timedelta(days=7), TODAY - timedelta(days=1))


@pytest.fixture
async def world() -> World:
    return await World().settle_in()


async def shown(world: World, period: Period | None = None, days: int = 0) -> Summary:
    return await ShowSummary(world.storage, ORGANISATION)(by(MAYA, days=days), period)


def test_a_week_runs_from_monday_to_sunday() -> None:
    for days in range(7):
        assert week_of(TODAY + timedelta(days=days)) == THIS_WEEK
        assert week_before(TODAY + timedelta(days=days)) == LAST_WEEK
    assert THIS_WEEK.before == LAST_WEEK


def test_part_of_a_week_is_held_against_the_same_weekdays_before() -> None:
    until_wednesday = Period(TODAY, TODAY + timedelta(days=2))
    assert until_wednesday.before == Period(TODAY - timedelta(days=7), TODAY - timedelta(days=5))
    four_weeks = Period(TODAY - timedelta(days=28), TODAY - timedelta(days=1))
    assert four_weeks.before.end == four_weeks.start - timedelta(days=1)


async def test_only_managers_and_admins_get_it(world: World) -> None:
    with pytest.raises(NotAllowed):
        await ShowSummary(world.storage, ORGANISATION)(by(RINA))
    await ShowSummary(world.storage, ORGANISATION)(by(ANDI))


async def test_contacts_are_counted_by_stance_with_the_week_before(world: World) -> None:
    for ago in (1, 2, 7):
        await world.contact(ago)
    await world.contact(3, Purpose.COORDINATION)
    await world.contact(3, Purpose.ASK)
    await world.contact(3, Purpose.ASK, direction=Direction.THEIRS)
    await world.contact(3, Purpose.UPDATE, mass=True)
    await world.contact(8, Purpose.THANKS)
    await world.contact(0)
    summary = await shown(world)
    assert (summary.start, summary.end) == (LAST_WEEK.start, LAST_WEEK.end)
    now, before = summary.figures.contacted, summary.before.contacted
    assert (now.care, now.work, now.asks, now.theirs, now.partners) == (3, 1, 1, 1, 1)
    assert (before.care, before.partners) == (1, 1)


async def test_what_was_due_is_done_skipped_open_or_missed(world: World) -> None:
    first = await world.reminder(ReminderKind.UPDATE, opened_on=TODAY - timedelta(days=9))
    await world.reminder(ReminderKind.THANKS, due_on=TODAY, opened_on=TODAY)
    await world.birthday(state=ReminderState.EXPIRED, last_on=TODAY - timedelta(days=1))
    await world.birthday(MADE, state=ReminderState.EXPIRED, last_on=TODAY - timedelta(days=9))
    await world.reminder(ReminderKind.RENEWAL, state=ReminderState.WITHDRAWN)
    waiting = {"state": ReminderState.PLANNED, "opened_on": None, "announced": None}
    await world.reminder(ReminderKind.GESTURE, **waiting)  # type: ignore[arg-type]
    await world.reminder(cycle="skipped", state=ReminderState.SKIPPED, answered_at=NOON - timedelta(days=2))
    await MarkDone(world.storage, ORGANISATION)(by(RINA, days=-1), first.id, note="lancar")
    load = (await shown(world)).figures.reminders
    assert (load.due, load.done, load.noted, load.skipped, load.open, load.missed) == (3, 1, 1, 1, 0, 1)
    assert load.waiting == 1
    so_far = (await shown(world, THIS_WEEK)).figures.reminders
    assert (so_far.due, so_far.open, so_far.late) == (1, 1, 0)


async def test_what_was_open_on_sunday_and_done_on_monday_was_open(world: World) -> None:
    reminder = await world.reminder()
    await MarkDone(world.storage, ORGANISATION)(by(RINA), reminder.id)
    load = (await shown(world)).figures.reminders
    assert (load.due, load.open, load.done) == (1, 1, 0)


async def test_the_neglected_come_with_reasons_owner_and_days(world: World) -> None:
    await world.contact(71)
    await world.storage.put(Partner("Toko Buku Cakrawala", Tier.LIGHT, owner_id=2, added_on=date(2026, 1, 5)))
    summary = await shown(world, THIS_WEEK)
    assert [(one.name, one.days, one.owner_name) for one in summary.neglected.lines] == [
        ("Klinik Sehat Bersama", 71, "Rina"),
        ("Radio Suara Kota", None, "Sari"),
        ("Toko Buku Cakrawala", None, "Sari"),
    ]
    assert summary.neglected.lines[0].reasons[0].why is CareReason.LONG_UNHEARD
    assert summary.waits_longest == summary.neglected.lines[0]
    assert {one.name for one in summary.never_contacted.lines} == {"Radio Suara Kota", "Toko Buku Cakrawala"}
    assert summary.well == Share(0, 1)


async def test_coverage_is_the_share_whose_check_in_is_not_broken(world: World) -> None:
    await world.contact(36)
    summary = await shown(world)
    assert summary.figures.coverage[Tier.KEY] == Share(1, 1)
    assert summary.figures.coverage[Tier.CORE] == Share(0, 1)
    broken = await shown(world, THIS_WEEK, days=6)
    assert broken.figures.coverage[Tier.KEY] == Share(0, 1)
    assert broken.before.coverage[Tier.KEY] == Share(1, 1)


async def test_who_hears_from_us_only_when_we_want_something_is_listed(world: World) -> None:
    for ago in (5, 50, 130):
        await world.contact(ago, Purpose.ASK)
    (line,) = (await shown(world)).only_asked.lines
    assert line.name == "Klinik Sehat Bersama"
    assert (line.reasons[0].count, line.reasons[0].on) == (3, TODAY - timedelta(days=130))


async def test_a_partner_that_came_in_today_and_was_asked_today_is_not_yet_only_asked(world: World) -> None:
    new, early = await world.storage.put(
        Partner("Baru", Tier.KEY, owner_id=1, added_on=TODAY), Partner("Juli", Tier.KEY, owner_id=1, added_on=TODAY)
    )
    await world.contact(0, Purpose.ASK)
    await world.contact(0, Purpose.ASK, partner_id=new.id)
    await world.contact(130, Purpose.ASK, partner_id=early.id)
    listed = (await shown(world, THIS_WEEK)).only_asked.lines
    assert {one.name for one in listed} == {"Klinik Sehat Bersama", "Juli"}
    for id, only in ((CLINIC.id, True), (new.id, False), (early.id, True)):
        card = await ShowCard(world.storage, ORGANISATION)(by(RINA), id)
        assert card.care.has(CareReason.ONLY_ASKED) is only


async def test_key_partners_that_one_colleague_or_one_person_holds_are_named(world: World) -> None:
    await world.contact(100, person_id=DEWI.id, channel=Channel.IN_PERSON)
    await world.contact(10, person_id=DEWI.id, staff_id=2)
    (line,) = (await shown(world)).known_to_one.lines
    assert (line.one_colleague, line.one_person, line.on) == (False, True, TODAY - timedelta(days=100))
    await world.contact(9, person_id=MADE.id)
    assert not (await shown(world)).known_to_one.total


async def test_who_has_no_owner_and_no_occasion_is_listed(world: World) -> None:
    (lonely,) = await world.storage.put(Partner("Sendiri", added_on=TODAY))
    await world.storage.put(
        Occasion(1, OccasionKind.FOUNDING, 1, 2),
        KeptFeast(lonely.id, "natal"),
        Partner("Lama", state=PartnerState.ARCHIVED),
    )
    summary = await shown(world)
    assert [one.name for one in summary.without_owner.lines] == ["Sendiri"]
    assert [one.name for one in summary.without_occasion.lines] == ["Radio Suara Kota"]


async def test_promises_overdue_and_agreements_within_ninety_days_are_listed(world: World) -> None:
    await world.storage.put(
        Promise(1, "proposal", TODAY - timedelta(days=3)),
        Promise(1, "undangan", TODAY + timedelta(days=30)),
        Agreement(1, TODAY + timedelta(days=91)),
        Agreement(2, TODAY + timedelta(days=3), title="MoU"),
        Agreement(2, TODAY - timedelta(days=3), closed_on=TODAY),
    )
    summary = await shown(world, THIS_WEEK)
    assert [one.text for one in summary.promises_overdue.lines] == ["proposal"]
    assert [(one.text, one.name) for one in summary.agreements.lines] == [("MoU", "Radio Suara Kota")]


async def test_the_coming_week_counts_birthdays_of_those_who_agreed_and_feasts_that_somebody_keeps(
    world: World,
) -> None:
    (known, unsure) = await world.storage.put(
        Person(1, "Ratna", consent=Consent.AGREED), Person(1, "Kevin", consent=Consent.UNDECIDED)
    )
    await world.storage.put(
        Occasion(1, OccasionKind.BIRTHDAY, 25, 11, person_id=known.id),
        Occasion(1, OccasionKind.BIRTHDAY, 25, 11, person_id=unsure.id),
        Occasion(2, OccasionKind.OWN, 25, 11, title="Hari Guru"),
        Occasion(2, OccasionKind.FOUNDING, 30, 11),
        KeptFeast(1, "natal", known.id),
        Agreement(2, TODAY + timedelta(days=6)),
    )
    coming = (await shown(world)).coming
    assert (coming.start, coming.birthdays, coming.anniversaries, coming.own) == (TODAY, 1, 0, ("Hari Guru",))
    assert (coming.feasts, coming.agreements) == ((), 1)
    (feast,) = (await shown(world, week_of(date(2026, 12, 14)), days=22)).coming.feasts
    assert (feast.feast, feast.people) == ("natal", 1)


async def test_feasts_of_who_may_not_be_counted_are_not_counted(world: World) -> None:
    (gone,) = await world.storage.put(Partner("Toko Anggrek", state=PartnerState.ARCHIVED))
    agreed: dict[str, Any] = {"consent": Consent.AGREED}
    people = await world.storage.put(
        Person(1, "Ratna", **agreed),
        Person(1, "Kevin", consent=Consent.UNDECIDED),
        Person(1, "Tuti", state=PersonState.LEFT, **agreed),
        Person(gone.id, "Joko", **agreed),
    )
    await world.storage.put(KeptFeast(1, "natal"), *(KeptFeast(one.partner_id, "natal", one.id) for one in people))
    (feast,) = (await shown(world, week_of(date(2026, 12, 14)), days=22)).coming.feasts
    assert feast.people == 1


async def test_days_that_nobody_agreed_to_are_no_occasion(world: World) -> None:
    (unsure,) = await world.storage.put(Person(2, "Kevin", consent=Consent.UNDECIDED))
    await world.storage.put(
        KeptFeast(1, "natal"), KeptFeast(2, "natal", unsure.id), Occasion(2, OccasionKind.BIRTHDAY, 1, 2, unsure.id)
    )
    assert [one.name for one in (await shown(world)).without_occasion.lines] == ["Radio Suara Kota"]


async def test_the_team_is_listed_by_name_with_care_done_late_and_waiting(world: World) -> None:
    await world.contact(2, staff_id=2)
    await world.reminder(opened_on=TODAY - timedelta(days=6), due_on=TODAY - timedelta(days=6))
    waiting = {"state": ReminderState.PLANNED, "opened_on": None, "announced": None}
    await world.reminder(ReminderKind.UPDATE, **waiting)  # type: ignore[arg-type]
    team = (await shown(world)).team
    assert [one.name for one in team] == ["Andi", "Maya", "Rina", "Sari"]
    assert [(one.care, one.due, one.late, one.waiting) for one in team[2:]] == [(0, 1, 1, 1), (1, 0, 0, 0)]


async def test_the_first_week_says_that_there_is_no_history_yet(world: World) -> None:
    assert (await shown(world)).first
    await world.contact(30)
    assert not (await shown(world)).first


async def test_a_summary_survives_being_kept_as_facts(world: World) -> None:
    await world.contact(71)
    await world.contact(3, Purpose.ASK)
    summary = await shown(world)
    assert summary_from(summary_facts(summary)) == summary


MONDAY = datetime(2026, 11, 23, 0, 30, tzinfo=UTC)
"""07:30 in Jakarta."""


async def test_each_manager_is_owed_it_once_on_monday_at_their_hour(world: World) -> None:
    owe = OweSummaries(world.storage, ORGANISATION)
    assert await owe(MONDAY - timedelta(minutes=1)) == 0
    assert await owe(MONDAY) == 2
    assert await owe(MONDAY + timedelta(days=1)) == 0
    notices = world.storage.all(Notice)
    assert {one.staff_id for one in notices} == {MAYA.id, ANDI.id}
    assert {one.key for one in notices} == {"summary:3:2026-11-16", "summary:4:2026-11-16"}
    assert summary_from(notices[0].facts).end == TODAY - timedelta(days=1)


async def test_after_an_outage_it_comes_on_the_next_day_and_not_at_night(world: World) -> None:
    owe = OweSummaries(world.storage, ORGANISATION)
    assert await owe(MONDAY + timedelta(hours=12, minutes=30)) == 0
    assert await owe(MONDAY + timedelta(days=2)) == 2


async def test_on_a_monday_off_it_comes_on_the_next_working_day() -> None:
    world = await World().settle_in()
    owe = OweSummaries(world.storage, ORGANISATION)
    independence = datetime(2026, 8, 17, 0, 30, tzinfo=UTC)
    assert independence.weekday() == 0
    assert await owe(independence) == 0
    assert await owe(independence + timedelta(days=1)) == 2


async def test_a_manager_elsewhere_gets_it_at_their_own_hour() -> None:
    storage = FakeStorage()
    await storage.put(replace(MAYA, zone="Asia/Jayapura", brief_at=time(9)))
    owe = OweSummaries(storage, ORGANISATION)
    assert await owe(MONDAY - timedelta(minutes=31)) == 0
    assert await owe(MONDAY - timedelta(minutes=30)) == 1


async def test_a_manager_whose_hour_is_in_the_evening_gets_it_then() -> None:
    storage = FakeStorage()
    await storage.put(replace(MAYA, brief_at=time(20, 30)))
    owe = OweSummaries(storage, ORGANISATION)
    assert await owe(MONDAY + timedelta(hours=12, minutes=59)) == 0
    assert await owe(MONDAY + timedelta(hours=13)) == 1


async def test_who_became_a_manager_after_monday_waits_for_the_next() -> None:
    storage = FakeStorage()
    await storage.put(replace(MAYA, added_on=TODAY + timedelta(days=1)))
    owe = OweSummaries(storage, ORGANISATION)
    assert await owe(MONDAY + timedelta(days=2)) == 0
    assert await owe(MONDAY + timedelta(days=7)) == 1


async def test_a_later_change_to_a_week_already_sent_is_said(world: World) -> None:
    await OweSummaries(world.storage, ORGANISATION)(MONDAY)
    async with world.storage.write() as uow:
        for one in await uow.notices.list_by():
            await uow.notices.change(one.id, state=NoticeState.SENT, sent_at=MONDAY)
        await uow.commit()
    assert (await shown(world)).sent is None
    await LogContact(world.storage, ORGANISATION)(by(RINA), draft(ago=3))
    changed = await shown(world)
    assert changed.sent is not None
    assert (changed.sent.contacted.care, changed.figures.contacted.care) == (0, 1)


CONTACTS = st.lists(
    st.builds(
        Interaction,
        partner_id=st.sampled_from([1, 2]),
        on=st.integers(0, 20).map(lambda ago: TODAY - timedelta(days=ago)),
        purpose=st.sampled_from(list(Purpose)),
        direction=st.sampled_from(list(Direction)),
        staff_id=st.sampled_from([1, 2]),
        mass=st.booleans(),
    ),
    max_size=25,
)


@settings(max_examples=20, deadline=None)
@given(contacts=CONTACTS)
async def test_the_figures_equal_an_independent_count(contacts: list[Interaction]) -> None:
    world = await World().settle_in()
    await world.storage.put(*contacts)
    summary = await shown(world)
    for period, figures in ((LAST_WEEK, summary.figures), (LAST_WEEK.before, summary.before)):
        real = [one for one in contacts if period.start <= one.on <= period.end and not one.mass]
        ours = [one for one in real if one.direction is Direction.OURS]
        counted = Counter(one.purpose.stance for one in ours)
        assert figures.contacted.care == counted[Stance.CARE]
        assert figures.contacted.work == counted[Stance.WORK]
        assert figures.contacted.asks == counted[Stance.ASK]
        assert figures.contacted.theirs == len(real) - len(ours)
        assert figures.contacted.partners == len({one.partner_id for one in ours if one.purpose.stance is Stance.CARE})
    assert sum(one.care for one in summary.team) == summary.figures.contacted.care
    assert {one.name for one in summary.team} >= {RINA.name, SARI.name}
    assert MAYA.role is Role.MANAGER
