"""Agreements entered, changed and closed."""

from datetime import date, timedelta

import pytest

from bot.domain.agreements import Agreement
from bot.domain.errors import BadValue, ChangedMeanwhile
from bot.domain.reminders import Reminder
from bot.domain.words import AgreementOutcome, ReminderKind, ReminderState
from bot.usecases.agreements import (
    PAGE,
    AddAgreement,
    ChangeAgreement,
    CloseAgreement,
    ListAgreements,
    mark_of_agreement,
)
from bot.usecases.undo import UndoLast
from tests.usecases.care_world import CLINIC, ORGANISATION, RINA, SARI, TODAY, World, by


@pytest.fixture
async def world() -> World:
    return await World().settle_in()


def renewals(world: World) -> list[ReminderState]:
    return [one.state for one in world.storage.all(Reminder) if one.kind is ReminderKind.RENEWAL]


def in_days(days: int) -> date:
    return TODAY + timedelta(days=days)


async def add(world: World, days: int, **fields: object) -> Agreement:
    add = AddAgreement(world.storage, ORGANISATION)
    added = await add(by(RINA), CLINIC.id, in_days(days), **fields)  # type: ignore[arg-type]
    return next(one for one in world.storage.all(Agreement) if one.id == added.agreement_id)


async def test_one_whose_steps_are_past_surfaces_once_now(world: World) -> None:
    added = await AddAgreement(world.storage, ORGANISATION)(by(RINA), CLINIC.id, in_days(20), None, " sewa  <aula> ")

    assert (added.comes_up_on, added.told.added) == (TODAY, 1)
    assert renewals(world) == [ReminderState.OPEN]
    assert [one.title for one in world.storage.all(Agreement)] == ["sewa <aula>"]


async def test_one_far_ahead_comes_up_ninety_days_before_its_end(world: World) -> None:
    added = await AddAgreement(world.storage, ORGANISATION)(by(RINA), CLINIC.id, in_days(200))
    assert (added.comes_up_on, renewals(world)) == (in_days(110), [])


async def test_a_later_end_puts_its_reminder_off_and_undo_brings_it_back(world: World) -> None:
    kept = await add(world, 20)
    moved = await ChangeAgreement(world.storage, ORGANISATION)(by(RINA), kept.id, in_days(300))
    assert (moved.told.moved, renewals(world)) == (1, [ReminderState.PLANNED])

    await UndoLast(world.storage, ORGANISATION)(by(RINA))
    assert ([one.to_on for one in world.storage.all(Agreement)], renewals(world)) == (
        [in_days(20)],
        [ReminderState.OPEN],
    )


async def test_none_ends_before_it_begins(world: World) -> None:
    with pytest.raises(BadValue) as error:
        await add(world, 20, from_on=in_days(21))
    assert (error.value.why, world.storage.all(Agreement)) == ("ends_before_it_begins", [])


async def test_whoever_comes_second_is_told_who_was_first(world: World) -> None:
    kept = await add(world, 20)
    change, seen = ChangeAgreement(world.storage, ORGANISATION), mark_of_agreement(kept)
    await change(by(SARI), kept.id, in_days(40), seen=seen)

    with pytest.raises(ChangedMeanwhile) as told:
        await change(by(RINA), kept.id, in_days(50), seen=seen)
    assert (told.value.value.to_on, told.value.by) == (in_days(40), SARI.id)


async def test_a_renewal_settles_the_reminder_and_adds_the_period_that_follows(world: World) -> None:
    kept = await add(world, 20, title="sewa")
    close = CloseAgreement(world.storage, ORGANISATION)
    with pytest.raises(BadValue):
        await close(by(RINA), kept.id, AgreementOutcome.RENEWED, in_days(20))

    closed = await close(by(RINA), kept.id, AgreementOutcome.RENEWED, in_days(385))

    assert (closed.following_to_on, closed.comes_up_on) == (in_days(385), in_days(295))
    assert [(one.from_on, one.to_on, one.title, one.outcome) for one in world.storage.all(Agreement)] == [
        (None, in_days(20), "sewa", AgreementOutcome.RENEWED),
        (in_days(21), in_days(385), "sewa", AgreementOutcome.OPEN),
    ]
    assert renewals(world) == [ReminderState.DONE]


async def test_one_in_process_can_be_concluded_and_one_that_ended_cannot(world: World) -> None:
    kept = await add(world, 20)
    close = CloseAgreement(world.storage, ORGANISATION)
    await close(by(RINA), kept.id, AgreementOutcome.IN_PROCESS)
    await close(by(RINA), kept.id, AgreementOutcome.ENDED)
    assert (await close(by(SARI), kept.id, AgreementOutcome.ENDED)).change_set_id is None
    with pytest.raises(BadValue) as error:
        await close(by(RINA), kept.id, AgreementOutcome.RENEWED, in_days(400))
    assert error.value.why == "closed_already"


async def test_the_open_ones_stand_first_page_by_page(world: World) -> None:
    ended = await add(world, 500)
    await CloseAgreement(world.storage, ORGANISATION)(by(RINA), ended.id, AgreementOutcome.ENDED)
    for days in range(PAGE):
        await add(world, 100 + days)

    first, last = [await ListAgreements(world.storage)(by(RINA), CLINIC.id, page) for page in (0, 9)]

    assert [one.to_on for one in first.agreements] == [in_days(105 - n) for n in range(PAGE)]
    assert ([one.id for one in last.agreements], last.page, last.pages) == ([ended.id], 1, 2)
