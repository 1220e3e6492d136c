"""Rhythms of a partner's own."""

from datetime import timedelta

import pytest

from bot.domain.errors import BadValue, ChangedMeanwhile
from bot.domain.reminders import Reminder
from bot.domain.rhythms import PartnerRhythm
from bot.domain.words import ReminderKind, ReminderState, Rhythm
from bot.usecases.own_rhythms import MOST_DAYS, ChangeRhythm, ShowRhythms
from bot.usecases.partner_fields import mark_of
from bot.usecases.undo import UndoLast
from tests.usecases.care_world import CLINIC, ORGANISATION, RINA, SARI, TODAY, World, by


@pytest.fixture
async def world() -> World:
    world = await World().settle_in()
    await world.contact(20)
    return world


def check_in(world: World) -> PartnerRhythm:
    rows = world.storage.all(PartnerRhythm)
    return next(one for one in rows if (one.partner_id, one.rhythm) == (CLINIC.id, Rhythm.CHECK_IN))


def reminders(world: World) -> list[ReminderState]:
    return [one.state for one in world.storage.all(Reminder) if one.kind is ReminderKind.CHECK_IN]


async def test_a_shorter_rhythm_falls_due_sooner_and_plans_the_reminder(world: World) -> None:
    change = ChangeRhythm(world.storage, ORGANISATION)

    changed = await change(by(RINA), CLINIC.id, Rhythm.CHECK_IN, 14)

    assert (changed.days, changed.next_on, changed.told.added > 0) == (14, TODAY - timedelta(days=6), True)
    assert reminders(world) == [ReminderState.PLANNED]
    never = await change(by(RINA), CLINIC.id, Rhythm.CHECK_IN, 0)
    assert (never.days, never.next_on, never.told.withdrawn) == (0, None, 1)
    tiers = await change(by(RINA), CLINIC.id, Rhythm.CHECK_IN, None)
    assert (tiers.days, check_in(world).own_days) == (30, None)


async def test_undo_gives_the_rhythm_and_its_reminder_back(world: World) -> None:
    await ChangeRhythm(world.storage, ORGANISATION)(by(RINA), CLINIC.id, Rhythm.CHECK_IN, 14)
    await UndoLast(world.storage, ORGANISATION)(by(RINA))

    assert (check_in(world).own_days, check_in(world).due_on) == (None, TODAY + timedelta(days=10))
    assert not reminders(world)


@pytest.mark.parametrize("days", [-1, MOST_DAYS + 1])
async def test_days_that_no_rhythm_can_have_are_refused(world: World, days: int) -> None:
    with pytest.raises(BadValue) as error:
        await ChangeRhythm(world.storage, ORGANISATION)(by(RINA), CLINIC.id, Rhythm.UPDATE, days)
    assert error.value.why == "days_out_of_range"


async def test_whoever_comes_second_is_told_who_was_first(world: World) -> None:
    change = ChangeRhythm(world.storage, ORGANISATION)
    await change(by(SARI), CLINIC.id, Rhythm.UPDATE, 45, mark_of(None))

    with pytest.raises(ChangedMeanwhile) as told:
        await change(by(RINA), CLINIC.id, Rhythm.UPDATE, 60, mark_of(None))
    assert (told.value.value, told.value.by) == (45, SARI.id)
    assert (await change(by(RINA), CLINIC.id, Rhythm.UPDATE, 60, mark_of(45))).days == 60


async def test_the_three_are_shown_with_what_is_their_own(world: World) -> None:
    await ChangeRhythm(world.storage, ORGANISATION)(by(RINA), CLINIC.id, Rhythm.GESTURE, 0)

    _, lines = await ShowRhythms(world.storage, ORGANISATION)(by(RINA), CLINIC.id)

    assert [(one.row.rhythm, one.days, one.row.own_days) for one in lines] == [
        (Rhythm.CHECK_IN, 30, None),
        (Rhythm.UPDATE, 90, None),
        (Rhythm.GESTURE, 0, 0),
    ]
