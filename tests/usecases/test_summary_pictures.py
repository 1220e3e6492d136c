"""What the summary's picture shows: the same figures as the text, week by week, and key partners by need."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.errors import NotAllowed
from bot.domain.figures import Focus, Period, week_of
from bot.domain.interactions import Interaction
from bot.domain.partners import Partner
from bot.domain.summary_picture import SummaryPicture, WeekState, weeks_to
from bot.domain.words import CareLevel, Direction, Purpose, ReminderKind, ReminderState, Tier
from bot.usecases.summaries import ShowSummary
from bot.usecases.summary_pictures import ShowSummaryPicture
from tests.usecases.care_world import MAYA, NOON, ORGANISATION, RINA, TODAY, World, by

ENDED = TODAY - timedelta(days=1)


@pytest.fixture
async def world() -> World:
    return await World().settle_in()


async def shown(world: World, period: Period | None = None) -> SummaryPicture:
    return await ShowSummaryPicture(world.storage, replace(ORGANISATION, name="Yayasan Contoh"))(by(MAYA), period)


def test_the_newest_of_eight_weeks_ends_with_the_period() -> None:
    weeks = weeks_to(date(2027, 1, 6))
    assert len(weeks) == 8
    assert weeks[-1] == Period(date(2027, 1, 4), date(2027, 1, 6))
    assert weeks[0] == week_of(date(2026, 11, 16))
    assert all(later.start - one.start == timedelta(days=7) for one, later in pairwise(weeks))


async def test_a_partners_week_is_the_kindest_that_holds(world: World) -> None:
    await world.contact(1, Purpose.CHECK_IN)
    await world.contact(1, Purpose.ASK)
    await world.contact(8, Purpose.ASK)
    await world.contact(8, Purpose.COORDINATION)
    await world.contact(15, Purpose.ASK)
    await world.contact(22, Purpose.CHECK_IN, direction=Direction.THEIRS)
    await world.contact(29, Purpose.UPDATE, mass=True)
    picture = await shown(world)
    (clinic,) = picture.partners
    assert [state.value for state in clinic.states[3:]] == ["silent", "theirs", "asked", "work", "care"]
    newest = picture.weeks[-1]
    assert (newest.care, newest.asks, newest.work, newest.theirs) == (1, 1, 0, 0)
    assert (picture.organisation, picture.period) == ("Yayasan Contoh", week_of(ENDED))


async def test_who_needs_us_comes_first_then_who_waits_longest(world: World) -> None:
    long_ago = date(2026, 1, 5)
    names = {"Baik": 3, "Agak lama": 50, "Lama": 90, "Lebih lama": 120}
    rows = await world.storage.put(
        *(
            Partner(name, Tier.KEY, added_on=long_ago, baseline_on=TODAY - timedelta(days=n))
            for name, n in names.items()
        )
    )
    picture = await shown(world)
    levels = {one.name: one.level for one in picture.partners}
    assert len(rows) == 4
    assert [one.name for one in picture.partners] == [
        *("Klinik Sehat Bersama", "Lebih lama", "Lama", "Agak lama", "Baik"),
    ]
    assert (levels["Lama"], levels["Baik"]) == (CareLevel.NEGLECTED, CareLevel.WELL)


async def test_the_teams_load_is_that_of_the_text_and_by_name(world: World) -> None:
    contact = await world.contact(2, note="baik")
    answered = {"answered_at": NOON - timedelta(days=2), "answered_by": RINA.id}
    done: dict[str, Any] = {"state": ReminderState.DONE, **answered}
    await world.reminder(ReminderKind.UPDATE, interaction_id=contact.id, **done)
    await world.reminder()
    await world.reminder(ReminderKind.GESTURE, state=ReminderState.PLANNED, opened_on=None)
    picture = await shown(world)
    assert [one.name for one in picture.team] == ["Andi", "Maya", "Rina", "Sari"]
    rina = picture.team[2]
    assert (rina.done, rina.noted, rina.open, rina.waiting) == (1, 1, 1, 1)


@settings(max_examples=25, deadline=None)
@given(st.data())
async def test_its_weeks_are_the_figures_of_the_text(data: st.DataObject) -> None:
    world = await World().settle_in()
    for _ in range(data.draw(st.integers(0, 12))):
        await world.contact(
            data.draw(st.integers(0, 70)),
            data.draw(st.sampled_from(list(Purpose))),
            partner_id=data.draw(st.integers(1, 2)),
            direction=data.draw(st.sampled_from(list(Direction))),
            mass=data.draw(st.booleans()),
        )
    picture = await shown(world, Period(TODAY, TODAY + timedelta(days=6)))
    for week in picture.weeks:
        figures = (await ShowSummary(world.storage, ORGANISATION)(by(MAYA), week.period)).figures
        told = figures.contacted
        assert (week.care, week.work, week.asks, week.theirs) == (told.care, told.work, told.asks, told.theirs)
    of_clinic = [one for one in world.storage.all(Interaction) if one.partner_id == 1 and not one.mass]
    for week, state in zip(picture.weeks, picture.partners[0].states, strict=True):
        inside = [one for one in of_clinic if week.period.covers(one.on)]
        assert (state is WeekState.SILENT) == (not inside)


async def test_who_is_no_manager_gets_none(world: World) -> None:
    with pytest.raises(NotAllowed):
        await ShowSummaryPicture(world.storage, ORGANISATION)(by(RINA))


async def test_it_speaks_of_the_partners_in_focus_alone(world: World) -> None:
    await world.contact(2)
    await world.contact(3, Purpose.ASK, partner_id=2)
    show = ShowSummaryPicture(world.storage, ORGANISATION)
    of_rina = await show(by(MAYA), None, Focus(owner_id=RINA.id))
    of_core = await show(by(MAYA), None, Focus(tier=Tier.CORE))
    assert [(one.weeks[-1].care, one.weeks[-1].asks) for one in (of_rina, of_core)] == [(1, 0), (0, 1)]
    assert [[row.name for row in one.partners] for one in (of_rina, of_core)] == [["Klinik Sehat Bersama"], []]
