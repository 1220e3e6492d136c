"""Feasts of the organisation's own and confirmed days, on both engines: kept, reminded, moved, taken back."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from bot.domain.calendars import KeptDay
from bot.domain.errors import BadValue, NotAllowed, Outdated
from bot.domain.feasts import FEASTS, feast_named, parse_feasts
from bot.domain.occasions import Occasion, OwnFeast
from bot.domain.partners import Partner
from bot.domain.ports import Actor
from bot.domain.staff import Staff
from bot.domain.words import Calendar, OccasionKind, ReminderState, Role, StaffState
from bot.storage.unit_of_work import SqlStorage
from bot.usecases.confirming import ConfirmFeast, ListTentative
from bot.usecases.feasts import read_feasts
from bot.usecases.kept_feasts import KeepFeast, ShiftFeast
from bot.usecases.occasions import SaveDay, ShowDays
from bot.usecases.own_feasts import AddOwnFeast, ChangeOwnFeast, ListOwnFeasts, RemoveOwnFeast
from bot.usecases.planning.plan_reminders import PlanReminders
from bot.usecases.undo import UndoLast
from tests.usecases.care_world import ORGANISATION

NOW = datetime(2026, 11, 23, 5, tzinfo=UTC)
MAYA = Staff("Maya", Role.MANAGER, StaffState.ACTIVE, 101, id=1)
RINA = Staff("Rina", Role.STAFF, StaffState.ACTIVE, 102, id=2)
TEACHERS = OwnFeast("Hari Guru dan Dosen", 25, 11, greet_from=-2)


def by(staff: Staff = MAYA, key: str | None = None, *, again: bool = False, now: datetime = NOW) -> Actor:
    return Actor(staff, now, key, again)


async def _settled(storage: SqlStorage) -> None:
    async with storage.write() as uow:
        await uow.staff.add(MAYA)
        await uow.staff.add(RINA)
        await uow.partners.add(Partner("Sekolah Cahaya", owner_id=2, id=1))
        await uow.commit()


async def _rows(storage: SqlStorage, noun: str) -> list[Any]:
    async with storage.read() as uow:
        rows: list[Any] = await getattr(uow, noun).list_by()
        return rows


async def test_one_of_our_own_is_known_kept_and_moved(storage: SqlStorage) -> None:
    await _settled(storage)
    ports = (storage, ORGANISATION)
    added = await AddOwnFeast(*ports)(by(key="u1"), TEACHERS)
    assert await AddOwnFeast(*ports)(by(key="u1", again=True), TEACHERS) == added
    async with storage.read() as uow:
        known = (await read_feasts(uow)).by_key
    assert feast_named("HARI GURU dan dosen", known) == known[TEACHERS.name]
    found, unknown = parse_feasts("natal; Hari Guru dan Dosen, imlek", known)
    assert [feast.key for feast in found] == ["natal", "imlek"]
    assert unknown == ["Hari Guru", "Dosen"]
    assert [feast.key for feast in parse_feasts("natal; hari guru dan dosen", known)[0]] == ["natal", TEACHERS.name]

    await KeepFeast(*ports)(by(RINA), 1, None, TEACHERS.name)
    (wish,) = await _rows(storage, "reminders")
    assert (wish.due_on, wish.opens_on) == (date(2026, 11, 25), date(2026, 11, 23))
    (own,) = await _rows(storage, "own_feasts")
    await ChangeOwnFeast(*ports)(by(), own, greeting=(-3, 3))
    (wish,) = await _rows(storage, "reminders")
    assert (wish.opens_on, wish.last_on, wish.state) == (date(2026, 11, 22), date(2026, 11, 28), ReminderState.OPEN)
    with pytest.raises(Outdated):
        await ChangeOwnFeast(*ports)(by(), own, greeting=(-5, 5))
    (kept,) = await _rows(storage, "kept_feasts")
    await ShiftFeast(*ports)(by(RINA), kept.id, 1, 0)
    assert [one.due_on for one in await _rows(storage, "reminders")] == [date(2026, 11, 26)]
    with pytest.raises(Outdated):
        await ShiftFeast(*ports)(by(RINA), kept.id, 2, 0)
    await RemoveOwnFeast(*ports)(by(), own.id)
    assert await _rows(storage, "kept_feasts") == []
    assert [one.state for one in await _rows(storage, "reminders")] == [ReminderState.WITHDRAWN]
    await UndoLast(*ports)(by())
    assert [one.state for one in await _rows(storage, "reminders")] == [ReminderState.OPEN]
    assert [one.kept_by for one in await ListOwnFeasts(*ports)(by())] == [1]


@pytest.mark.parametrize("name", ["Lebaran", "hari guru dan dosen", "a: b", "x" * 41, "  ", "17"])
async def test_a_name_that_cannot_be_told_apart_is_refused(embedded: SqlStorage, name: str) -> None:
    await _settled(embedded)
    await AddOwnFeast(embedded, ORGANISATION)(by(), TEACHERS)
    with pytest.raises(BadValue):
        await AddOwnFeast(embedded, ORGANISATION)(by(), OwnFeast(name, 1, 5))
    with pytest.raises(NotAllowed):
        await AddOwnFeast(embedded, ORGANISATION)(by(RINA), OwnFeast("Hari Ibu", 22, 12))


async def test_a_confirmed_day_moves_open_reminders_at_once_and_undo_moves_them_back(storage: SqlStorage) -> None:
    await _settled(storage)
    ports = (storage, ORGANISATION)
    eve = datetime(2027, 1, 4, 13, tzinfo=UTC)
    await KeepFeast(*ports)(by(RINA), 1, None, "isra_miraj")
    await PlanReminders(*ports)(eve)
    assert [one.due_on for one in await _rows(storage, "reminders")] == [date(2027, 1, 5)]
    listed = [one for one in await ListTentative(*ports)(by(now=eve)) if one.feast == "isra_miraj"]
    assert [one.day.on for one in listed] == [date(2027, 1, 5), date(2027, 12, 26)]
    confirm = ConfirmFeast(*ports)
    done = await confirm(by(key="u2", now=eve), "isra_miraj", "1448", date(2027, 1, 6), first=True)
    assert (done.moved, done.before) == (1, date(2027, 1, 5))
    again = await confirm(by(key="u2", again=True, now=eve), "isra_miraj", "1448", date(2027, 1, 6), first=True)
    assert again.change_set_id == done.change_set_id
    assert [one.due_on for one in await _rows(storage, "reminders")] == [date(2027, 1, 6)]
    with pytest.raises(Outdated):
        await confirm(by(now=eve), "isra_miraj", "1448", date(2027, 1, 5), first=True)
    with pytest.raises(BadValue):
        await confirm(by(now=eve), "isra_miraj", "1448", date(2027, 3, 5))
    await UndoLast(*ports)(by(now=eve))
    assert [one.due_on for one in await _rows(storage, "reminders")] == [date(2027, 1, 5)]
    assert await _rows(storage, "confirmed_feasts") == []


async def test_an_own_hijri_feast_rests_on_the_moon(embedded: SqlStorage) -> None:
    await _settled(embedded)
    await AddOwnFeast(embedded, ORGANISATION)(by(), OwnFeast("Haul", 12, 3, Calendar.HIJRI))
    ahead = {one.feast: one.day.on for one in await ListTentative(embedded, ORGANISATION)(by())}
    assert ahead["Haul"] == ahead["maulid"] == date(2027, 8, 15)
    assert set(ahead) - {"Haul"} <= set(FEASTS)


async def test_hijri_days_move_with_the_month_that_is_confirmed(storage: SqlStorage) -> None:
    await _settled(storage)
    ports = (storage, ORGANISATION)
    ramadan = Occasion(1, OccasionKind.FOUNDING, 17, 9, calendar=Calendar.HIJRI, year=1400)
    await SaveDay(*ports)(by(RINA), ramadan)
    eve = datetime(2027, 2, 23, 5, tzinfo=UTC)
    await PlanReminders(*ports)(eve)
    assert [one.due_on for one in await _rows(storage, "reminders")] == [date(2027, 2, 24)]
    for first, seventeenth in ((date(2027, 2, 9), date(2027, 2, 25)), (date(2027, 2, 7), date(2027, 2, 23))):
        await ConfirmFeast(*ports)(by(now=eve), "ramadan", "1448", first)
        assert [one.due_on for one in await _rows(storage, "reminders")] == [seventeenth]
        view = (await ShowDays(*ports)(by(now=eve), partner_id=1)).occasions[0]
        assert (view.following, view.years) == (KeptDay(seventeenth, "1448"), 48)
    await UndoLast(*ports)(by(now=eve))
    await UndoLast(*ports)(by(now=eve))
    assert [one.due_on for one in await _rows(storage, "reminders")] == [date(2027, 2, 24)]
