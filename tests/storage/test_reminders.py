"""Questions about reminders and what was announced of them."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.domain.partners import Partner
from bot.domain.reminders import Announcement, Reminder
from bot.domain.staff import Staff
from bot.domain.words import ReminderKind, ReminderState, Stage
from bot.storage.unit_of_work import SqlStorage

DAY = date(2026, 11, 23)
NOON = datetime(2026, 11, 23, 5, 0, tzinfo=UTC)


@pytest.fixture
async def partners(storage: SqlStorage) -> list[Partner]:
    async with storage.write() as uow:
        await uow.staff.add_all([Staff("Rina"), Staff("Budi")])
        rows = await uow.partners.add_all([Partner("Radio"), Partner("Klinik")])
        await uow.commit()
    return rows


def reminder(partner: Partner, cycle: str = "start", kind: ReminderKind = ReminderKind.CHECK_IN) -> Reminder:
    return Reminder(partner.id, kind, "", cycle, DAY)


async def test_identity_is_kept_once(storage: SqlStorage, partners: list[Partner]) -> None:
    radio, clinic = partners
    first = [reminder(radio), reminder(radio, kind=ReminderKind.UPDATE), reminder(radio)]
    async with storage.write() as uow:
        kept = await uow.reminders.add_new(first)
        assert [one.identity for one in kept] == [one.identity for one in first[:2]]
        again = await uow.reminders.add_new([*first, reminder(clinic), reminder(radio, "2026-11-20")])
        assert [one.identity for one in again] == [reminder(clinic).identity, reminder(radio, "2026-11-20").identity]
        assert await uow.reminders.add_new([]) == []
        assert await uow.reminders.count_by() == 4
        assert await uow.reminders.find_by_identity(reminder(clinic).identity) == again[0]
        assert await uow.reminders.find_by_identity(reminder(clinic, "other").identity) is None


async def test_what_is_known_stays_as_it_is(storage: SqlStorage, partners: list[Partner]) -> None:
    async with storage.write() as uow:
        (kept,) = await uow.reminders.add_new([reminder(partners[0])])
        await uow.reminders.change(kept.id, state=ReminderState.DONE)
        assert await uow.reminders.add_new([replace(reminder(partners[0]), due_on=date(2027, 1, 1))]) == []
        now = await uow.reminders.get(kept.id)
    assert (now.state, now.due_on) == (ReminderState.DONE, DAY)


async def test_many_new_ones_are_kept_at_once(storage: SqlStorage, partners: list[Partner]) -> None:
    many = [reminder(partners[0], str(place)) for place in range(1100)]
    async with storage.write() as uow:
        assert len(await uow.reminders.add_new(many)) == 1100
        assert await uow.reminders.add_new(many) == []


async def test_living_ones_are_listed_by_whose_they_are(storage: SqlStorage, partners: list[Partner]) -> None:
    radio, _ = partners
    rows = [replace(reminder(radio, state.value), state=state, staff_id=1) for state in ReminderState]
    rows += [replace(reminder(radio, "budi"), staff_id=2, due_on=DAY - timedelta(days=1)), reminder(radio, "nobody")]
    async with storage.write() as uow:
        await uow.reminders.add_all(rows)
        listed = {
            whose: [one.cycle for one in await uow.reminders.list_living(staff_ids=whose)]
            for whose in (None, (1,), (2,), (None,), (2, None), ())
        }
    assert listed == {
        None: ["budi", "planned", "open", "snoozed", "nobody"],
        (1,): ["planned", "open", "snoozed"],
        (2,): ["budi"],
        (None,): ["nobody"],
        (2, None): ["budi", "nobody"],
        (): [],
    }


async def test_openings_of_rhythms_are_counted(storage: SqlStorage, partners: list[Partner]) -> None:
    radio, _ = partners
    opened = replace(reminder(radio), staff_id=1, opened_on=DAY, state=ReminderState.DONE)
    rows = [
        opened,
        replace(opened, kind=ReminderKind.GESTURE),
        replace(opened, kind=ReminderKind.PROMISE),
        replace(opened, cycle="closed", opened_on=None),
        replace(opened, cycle="other", staff_id=2),
        replace(opened, cycle="nobody", staff_id=None),
    ]
    async with storage.write() as uow:
        await uow.reminders.add_all(rows)
        assert [await uow.reminders.count_openings(whose) for whose in (1, 2, None, 3)] == [2, 1, 1, 0]


async def test_settled_ones_are_listed_by_the_day_they_ended(storage: SqlStorage, partners: list[Partner]) -> None:
    radio, _ = partners
    done = replace(reminder(radio), state=ReminderState.DONE, answered_at=NOON)
    rows = [
        replace(done, cycle="done"),
        replace(done, cycle="skipped", state=ReminderState.SKIPPED),
        replace(done, cycle="long ago", answered_at=NOON - timedelta(days=9)),
        replace(done, cycle="withdrawn", state=ReminderState.WITHDRAWN),
        replace(done, cycle="lapsed", state=ReminderState.EXPIRED, answered_at=None, last_on=DAY),
        replace(done, cycle="lapsed before", state=ReminderState.EXPIRED, answered_at=None, last_on=date(2026, 11, 1)),
        replace(done, cycle="open", state=ReminderState.OPEN, answered_at=None, last_on=DAY),
    ]
    async with storage.write() as uow:
        await uow.reminders.add_all(rows)
        settled = await uow.reminders.list_settled(DAY, DAY + timedelta(days=6))
    assert [one.cycle for one in settled] == ["done", "skipped", "lapsed"]


async def test_stage_is_announced_once(storage: SqlStorage, partners: list[Partner]) -> None:
    async with storage.write() as uow:
        (kept,) = await uow.reminders.add_new([reminder(partners[0])])
        opened = Announcement(kept.id, Stage.OPENED, DAY)
        assert len(await uow.announcements.add_new([opened, replace(opened, mark="90")])) == 2
        later = [replace(opened, on=DAY + timedelta(days=1)), replace(opened, stage=Stage.FLAGGED)]
        assert [one.stage for one in await uow.announcements.add_new(later)] == [Stage.FLAGGED]
