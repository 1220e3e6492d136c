"""Colleagues: their own settings, the team, roles and leaving."""

import asyncio
from datetime import UTC, datetime, time

import pytest

from bot.domain.errors import BadValue, NotAllowed, Outdated
from bot.domain.partners import Partner
from bot.domain.ports import Actor
from bot.domain.staff import Staff
from bot.domain.words import PartnerState, Role, StaffState
from bot.storage.engine import make_engine
from bot.storage.unit_of_work import SqlStorage
from bot.usecases.staff import (
    ChangeOwnSettings,
    ChangeRole,
    ListPending,
    RemoveColleague,
    ShowMember,
    ShowTeam,
    TeamMember,
    known_zone,
)
from tests.fakes import FakeStorage
from tests.usecases.care_world import ORGANISATION

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
ACTIVE = StaffState.ACTIVE


@pytest.fixture
async def team() -> tuple[FakeStorage, dict[str, Staff]]:
    storage = FakeStorage()
    kept = await storage.put(
        Staff("Maya", Role.ADMIN, ACTIVE, 1),
        Staff("budi", Role.MANAGER, ACTIVE, 2),
        Staff("Rina", Role.STAFF, ACTIVE, 3),
        Staff("Sari", Role.STAFF, StaffState.PENDING),
        Staff("Agus", Role.STAFF, StaffState.LEFT, 5),
    )
    return storage, {one.name: one for one in kept}


def by(staff: Staff, update: int = 1, *, again: bool = False) -> Actor:
    return Actor(staff, NOW, f"u{update}", again)


def now(storage: FakeStorage, name: str) -> Staff:
    return next(one for one in storage.all(Staff) if one.name == name)


async def test_own_settings_are_changed_and_nothing_else(team: tuple[FakeStorage, dict[str, Staff]]) -> None:
    storage, staff = team
    change = ChangeOwnSettings(storage)
    await change(by(staff["Rina"], 1), language="en")
    await change(by(staff["Rina"], 2), zone=" wita ")
    await change(by(staff["Rina"], 3), brief_at=time(0, 0))
    rina = now(storage, "Rina")
    assert (rina.language, rina.zone, rina.brief_at) == ("en", "Asia/Makassar", time(0, 0))
    assert now(storage, "budi") == staff["budi"]
    with pytest.raises(BadValue) as refused:
        await change(by(staff["Rina"], 4), zone="Atlantis")
    assert refused.value.why == "bad_zone"
    with pytest.raises(NotAllowed):
        await change(by(staff["Agus"]), language="en")


async def test_same_update_changes_settings_once(team: tuple[FakeStorage, dict[str, Staff]]) -> None:
    storage, staff = team
    for again in (False, True):
        changed = await ChangeOwnSettings(storage)(by(staff["Rina"], again=again), language="en")
        assert changed.language == "en"
    assert [one.act for one in storage.change_sets] == ["change_settings"]


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("WIB", "Asia/Jakarta"),
        ("wit", "Asia/Jayapura"),
        ("asia/makassar", "Asia/Makassar"),
        ("London", "Europe/London"),
        ("new york", "America/New_York"),
        ("UTC", "Etc/UTC"),
    ],
)
def test_zone_is_known_by_its_names(typed: str, zone: str) -> None:
    assert known_zone(typed) == zone


@pytest.mark.parametrize("typed", ["", "   ", "Atlantis", "Asia", "../etc/passwd", "07:30"])
def test_zone_that_is_none_is_refused(typed: str) -> None:
    with pytest.raises(BadValue):
        known_zone(typed)


async def test_team_is_shown_to_managers_by_name_with_its_load(team: tuple[FakeStorage, dict[str, Staff]]) -> None:
    storage, staff = team
    rina = staff["Rina"].id
    await storage.put(Partner("Radio", owner_id=rina), Partner("Toko", owner_id=rina, state=PartnerState.ARCHIVED))
    shown = await ShowTeam(storage, ORGANISATION)(by(staff["budi"]))
    assert (shown.total, shown.pages) == (4, 1)
    assert [(one.staff.name, one.partners) for one in shown.members] == [
        ("budi", 0),
        ("Maya", 0),
        ("Rina", 1),
        ("Sari", 0),
    ]
    with pytest.raises(NotAllowed):
        await ShowTeam(storage, ORGANISATION)(by(staff["Rina"]))


async def test_large_team_is_shown_in_pages(team: tuple[FakeStorage, dict[str, Staff]]) -> None:
    storage, staff = team
    await storage.put(*(Staff(f"Anggota {place:03}") for place in range(100)))
    pages = [await ShowTeam(storage, ORGANISATION)(by(staff["budi"]), page) for page in (0, 5, 99, -1)]
    assert [(page.page, len(page.members), page.pages) for page in pages] == [
        (0, 20, 6),
        (5, 4, 6),
        (5, 4, 6),
        (0, 20, 6),
    ]
    assert len(await ListPending(storage)(by(staff["budi"]))) == 20
    with pytest.raises(NotAllowed):
        await ListPending(storage)(by(staff["Rina"]))


async def test_one_colleague_is_shown_until_they_leave(team: tuple[FakeStorage, dict[str, Staff]]) -> None:
    storage, staff = team
    show = ShowMember(storage, ORGANISATION)
    assert await show(by(staff["budi"]), staff["Rina"].id) == TeamMember(staff["Rina"], 0, 0)
    assert await show(by(staff["budi"]), staff["Agus"].id) is None
    with pytest.raises(NotAllowed):
        await show(by(staff["Rina"]), staff["Rina"].id)


async def test_admin_gives_roles_and_says_who_left(team: tuple[FakeStorage, dict[str, Staff]]) -> None:
    storage, staff = team
    maya = staff["Maya"]
    assert (await ChangeRole(storage)(by(maya, 1), staff["Rina"].id, Role.MANAGER)).role is Role.MANAGER
    assert (await RemoveColleague(storage, ORGANISATION)(by(maya, 2), staff["budi"].id)).state is StaffState.LEFT
    assert (now(storage, "Rina").role, now(storage, "budi").state) == (Role.MANAGER, StaffState.LEFT)


@pytest.mark.parametrize("name", ["budi", "Rina", "Agus", "Sari"])
async def test_others_than_admins_give_no_roles(team: tuple[FakeStorage, dict[str, Staff]], name: str) -> None:
    storage, staff = team
    with pytest.raises(NotAllowed):
        await ChangeRole(storage)(by(staff[name]), staff["Rina"].id, Role.ADMIN)
    with pytest.raises(NotAllowed):
        await RemoveColleague(storage, ORGANISATION)(by(staff[name]), staff["Maya"].id)


async def test_last_admin_stays(team: tuple[FakeStorage, dict[str, Staff]]) -> None:
    storage, staff = team
    maya = staff["Maya"]
    for refused in (
        ChangeRole(storage)(by(maya), maya.id, Role.STAFF),
        RemoveColleague(storage, ORGANISATION)(by(maya), maya.id),
    ):
        with pytest.raises(BadValue) as why:
            await refused
        assert why.value.why == "last_admin"
    await ChangeRole(storage)(by(maya, 2), staff["budi"].id, Role.ADMIN)
    assert (await RemoveColleague(storage, ORGANISATION)(by(maya, 3), maya.id)).state is StaffState.LEFT


async def test_two_admins_who_dismiss_each_other_at_once_leave_one(database_url: str) -> None:
    engine = make_engine(database_url)
    storage = SqlStorage(engine)
    async with storage.write() as uow:
        maya, agus = await uow.staff.add_all(
            [Staff("Maya", Role.ADMIN, ACTIVE, 1), Staff("Agus", Role.ADMIN, ACTIVE, 2)]
        )
        await uow.commit()
    both = (
        RemoveColleague(storage, ORGANISATION)(by(maya, 1), agus.id),
        RemoveColleague(storage, ORGANISATION)(by(agus, 2), maya.id),
    )
    ends = await asyncio.gather(*both, return_exceptions=True)
    assert sorted(type(end).__name__ for end in ends) == ["BadValue", "Staff"]
    async with storage.read() as uow:
        assert len(await uow.staff.list_active(Role.ADMIN)) == 1
    await engine.dispose()


async def test_same_update_changes_a_role_once(team: tuple[FakeStorage, dict[str, Staff]]) -> None:
    storage, staff = team
    for again in (False, True):
        given = await ChangeRole(storage)(by(staff["Maya"], again=again), staff["Rina"].id, Role.MANAGER)
        assert given.role is Role.MANAGER
    assert [one.act for one in storage.change_sets] == ["change_role"]


async def test_who_left_is_given_no_role(team: tuple[FakeStorage, dict[str, Staff]]) -> None:
    storage, staff = team
    with pytest.raises(Outdated):
        await RemoveColleague(storage, ORGANISATION)(by(staff["Maya"], 1), staff["Agus"].id)
    with pytest.raises(Outdated):
        await ChangeRole(storage)(by(staff["Maya"], 2), staff["Agus"].id, Role.ADMIN)
    assert now(storage, "Agus") == staff["Agus"]
