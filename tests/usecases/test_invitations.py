"""Who comes in: by a claim, by a one-time link, once."""

import asyncio
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.domain.errors import InvitationRefused, NotAllowed, OperatorError, Outdated
from bot.domain.notices import Notice
from bot.domain.partners import Partner
from bot.domain.ports import Actor, Organisation, Storage
from bot.domain.staff import Invitation, Staff
from bot.domain.words import NoticeKind, Role, StaffState
from bot.storage.engine import make_engine
from bot.storage.unit_of_work import SqlStorage
from bot.usecases.invitations import (
    CLAIM_LASTS,
    INVITATION_LASTS,
    ClaimAdmin,
    Invite,
    Join,
    Joined,
    MeetStranger,
    Newcomer,
    NoteReachability,
    hashed,
)
from bot.usecases.staff import ChangeRole
from tests.fakes import FakeStorage

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
ORGANISATION = Organisation(ZoneInfo("Asia/Jakarta"))
RINA = Newcomer(11, "Rina Hartati", "rina", "en")


@pytest.fixture
def storage() -> FakeStorage:
    return FakeStorage()


async def colleague(storage: FakeStorage, name: str, role: Role, state: StaffState = StaffState.ACTIVE) -> Staff:
    telegram_id = None if state is StaffState.PENDING else 1000 + len(storage.all(Staff))
    (staff,) = await storage.put(Staff(name, role, state, telegram_id))
    assert isinstance(staff, Staff)
    return staff


def by(staff: Staff, update: int = 1, *, again: bool = False) -> Actor:
    return Actor(staff, NOW, f"u{update}", again)


async def join(
    storage: Storage, token: str, who: Newcomer = RINA, *, update: int = 50, at: datetime = NOW, again: bool = False
) -> Joined:
    return await Join(storage, ORGANISATION)(who, token, at, f"u{update}", again=again)


async def refusal(storage: Storage, token: str, who: Newcomer = RINA, at: datetime = NOW) -> str:
    with pytest.raises(InvitationRefused) as refused:
        await join(storage, token, who, at=at)
    return refused.value.why


async def test_first_admin_comes_in_by_a_claim(storage: FakeStorage) -> None:
    token = await ClaimAdmin(storage)(NOW)
    (kept,) = storage.all(Invitation)
    assert kept.token_hash == hashed(token)
    assert token not in repr(kept)
    joined = await join(storage, token)
    (rina,) = storage.all(Staff)
    assert joined == Joined(rina.id, 0)
    assert (rina.name, rina.role, rina.state, rina.telegram_id, rina.username, rina.language) == (
        "Rina Hartati",
        Role.ADMIN,
        StaffState.ACTIVE,
        11,
        "rina",
        "en",
    )


async def test_claim_is_good_for_an_hour(storage: FakeStorage) -> None:
    token = await ClaimAdmin(storage)(NOW)
    assert await refusal(storage, token, at=NOW + CLAIM_LASTS) == "expired"
    await join(storage, token, at=NOW + CLAIM_LASTS - timedelta(seconds=1))


@pytest.mark.parametrize("state", [StaffState.ACTIVE, StaffState.BLOCKED])
async def test_second_claim_asks_for_recover_and_tells_every_admin(storage: FakeStorage, state: StaffState) -> None:
    admins = [await colleague(storage, name, Role.ADMIN, state) for name in ("Maya", "Agus")]
    await colleague(storage, "Budi", Role.MANAGER)
    with pytest.raises(OperatorError, match="--recover"):
        await ClaimAdmin(storage)(NOW)
    assert not storage.all(Invitation)
    await ClaimAdmin(storage)(NOW, recover=True)
    told = [(notice.kind, notice.staff_id) for notice in storage.all(Notice)]
    assert told == [(NoticeKind.RECOVERED_ADMIN, admin.id) for admin in admins]


async def test_admin_who_left_does_not_bar_a_claim(storage: FakeStorage) -> None:
    await colleague(storage, "Maya", Role.ADMIN, StaffState.LEFT)
    assert await ClaimAdmin(storage)(NOW)


async def test_invitation_is_used_once(storage: FakeStorage) -> None:
    maya = await colleague(storage, "Maya", Role.MANAGER)
    token = await Invite(storage)(by(maya), Role.STAFF)
    joined = await join(storage, token)
    assert await refusal(storage, token, Newcomer(12, "Eko", None, "id")) == "used"
    (kept,) = storage.all(Invitation)
    assert (kept.used_by, kept.used_at, kept.made_by) == (joined.staff_id, NOW, maya.id)
    (notice,) = storage.all(Notice)
    assert (notice.kind, notice.staff_id, notice.facts) == (NoticeKind.JOINED, maya.id, {"staff": joined.staff_id})


async def test_invitation_is_good_for_three_days(storage: FakeStorage) -> None:
    token = await Invite(storage)(by(await colleague(storage, "Maya", Role.MANAGER)), Role.STAFF)
    assert await refusal(storage, token, at=NOW + INVITATION_LASTS) == "expired"
    await join(storage, token, at=NOW + INVITATION_LASTS - timedelta(seconds=1))


@pytest.mark.parametrize("token", ["", "nonsense", "' or 1=1 --"])
async def test_unknown_link_is_refused(storage: FakeStorage, token: str) -> None:
    await ClaimAdmin(storage)(NOW)
    assert await refusal(storage, token) == "unknown"
    assert not storage.all(Staff)


async def test_two_at_once_do_not_both_come_in(database_url: str) -> None:
    engines = [make_engine(database_url) for _ in range(2)]
    storages = [SqlStorage(engine) for engine in engines]
    token = await ClaimAdmin(storages[0])(NOW)
    people = [Newcomer(id, f"Nomor {id}", None, "id") for id in range(1, 7)]
    coming = [join(storages[who.telegram_id % 2], token, who, update=who.telegram_id) for who in people]
    ends = await asyncio.gather(*coming, return_exceptions=True)
    assert sorted(type(end).__name__ for end in ends) == ["InvitationRefused"] * 5 + ["Joined"]
    async with storages[0].read() as uow:
        assert await uow.staff.count_by() == 1
    for engine in engines:
        await engine.dispose()


async def test_same_update_joins_once(storage: FakeStorage) -> None:
    token = await ClaimAdmin(storage)(NOW)
    first = await join(storage, token, update=9)
    assert await join(storage, token, update=9, again=True) == first
    assert len(storage.all(Staff)) == 1


async def test_pending_colleague_is_taken_over_with_their_partners(storage: FakeStorage) -> None:
    maya = await colleague(storage, "Maya", Role.MANAGER)
    pending = await colleague(storage, "Rina", Role.STAFF, StaffState.PENDING)
    await storage.put(Partner("Radio", owner_id=pending.id), Partner("Klinik", owner_id=pending.id), Partner("Toko"))
    token = await Invite(storage)(by(maya), pending.role, pending.id)
    assert await join(storage, token) == Joined(pending.id, 2)
    arrived = next(one for one in storage.all(Staff) if one.id == pending.id)
    assert (arrived.name, arrived.state, arrived.telegram_id) == ("Rina", StaffState.ACTIVE, 11)


async def test_second_link_of_a_pending_colleague_ends_with_the_first(storage: FakeStorage) -> None:
    maya = await colleague(storage, "Maya", Role.MANAGER)
    pending = await colleague(storage, "Rina", Role.STAFF, StaffState.PENDING)
    tokens = [await Invite(storage)(by(maya, update), pending.role, pending.id) for update in (1, 2)]
    await join(storage, tokens[0])
    assert await refusal(storage, tokens[1], Newcomer(12, "Eko", None, "id")) == "used"


async def test_who_has_joined_is_not_invited_as_pending_again(storage: FakeStorage) -> None:
    maya = await colleague(storage, "Maya", Role.MANAGER)
    rina = await colleague(storage, "Rina", Role.STAFF)
    with pytest.raises(Outdated):
        await Invite(storage)(by(maya), Role.STAFF, rina.id)
    assert not storage.all(Invitation)


async def test_colleague_known_by_another_name_takes_over_what_waits(storage: FakeStorage) -> None:
    maya = await colleague(storage, "Maya", Role.MANAGER)
    known = await colleague(storage, "Rina Hartati", Role.STAFF)
    pending = await colleague(storage, "Rina", Role.STAFF, StaffState.PENDING)
    await storage.put(Partner("Radio", owner_id=pending.id), Partner("Klinik", backup_id=pending.id))
    token = await Invite(storage)(by(maya), pending.role, pending.id)
    who = Newcomer(known.telegram_id or 0, "Rina H.", "rina", "en")
    assert await join(storage, token, who) == Joined(known.id, 1)
    assert [(one.owner_id, one.backup_id) for one in storage.all(Partner)] == [(known.id, None), (None, known.id)]
    states = {one.name: one.state for one in storage.all(Staff)}
    assert (states["Rina"], states["Rina Hartati"]) == (StaffState.LEFT, StaffState.ACTIVE)


async def test_link_raises_a_role_and_never_lowers_one(storage: FakeStorage) -> None:
    admin = await colleague(storage, "Maya", Role.ADMIN)
    staff = await colleague(storage, "Budi", Role.STAFF)
    up = await Invite(storage)(by(admin), Role.MANAGER)
    await join(storage, up, Newcomer(staff.telegram_id or 0, "Budi", None, "id"))
    assert next(one for one in storage.all(Staff) if one.id == staff.id).role is Role.MANAGER
    down = await Invite(storage)(by(admin, 2), Role.STAFF)
    assert await refusal(storage, down, Newcomer(admin.telegram_id or 0, "Maya", None, "id")) == "joined"
    assert next(one for one in storage.all(Staff) if one.id == admin.id).role is Role.ADMIN
    await join(storage, down, update=51)


async def test_who_left_comes_back_as_what_they_are_invited_to_be(storage: FakeStorage) -> None:
    admin = await colleague(storage, "Maya", Role.ADMIN)
    left = await colleague(storage, "Agus", Role.ADMIN, StaffState.LEFT)
    token = await Invite(storage)(by(admin), Role.STAFF)
    await join(storage, token, Newcomer(left.telegram_id or 0, "Agus", None, "id"))
    back = next(one for one in storage.all(Staff) if one.id == left.id)
    assert (back.role, back.state) == (Role.STAFF, StaffState.ACTIVE)


async def test_nobody_gives_a_role_above_their_own(storage: FakeStorage) -> None:
    manager = await colleague(storage, "Maya", Role.MANAGER)
    with pytest.raises(NotAllowed):
        await Invite(storage)(by(manager), Role.ADMIN)
    with pytest.raises(NotAllowed):
        await Invite(storage)(by(await colleague(storage, "Budi", Role.STAFF)), Role.STAFF)
    assert not storage.all(Invitation)


async def test_same_update_makes_one_invitation(storage: FakeStorage) -> None:
    maya = await colleague(storage, "Maya", Role.MANAGER)
    lost = await Invite(storage)(by(maya), Role.STAFF)
    shown = await Invite(storage)(by(maya, again=True), Role.STAFF)
    assert len(storage.all(Invitation)) == 1
    assert await refusal(storage, lost) == "unknown"
    await join(storage, shown)


async def test_who_blocks_the_bot_and_comes_back_is_known(storage: FakeStorage) -> None:
    maya = await colleague(storage, "Maya", Role.ADMIN)
    note = NoteReachability(storage)
    blocked = await note(maya.telegram_id or 0, False, NOW)
    assert blocked is not None
    assert blocked.state is storage.all(Staff)[0].state is StaffState.BLOCKED
    assert await note(maya.telegram_id or 0, False, NOW) is None
    assert await note(maya.telegram_id or 0, True, NOW) is not None
    assert storage.all(Staff)[0].state is StaffState.ACTIVE
    assert await note(99, True, NOW) is None


async def test_who_left_stays_away_though_the_bot_is_unblocked(storage: FakeStorage) -> None:
    agus = await colleague(storage, "Agus", Role.STAFF, StaffState.LEFT)
    assert await NoteReachability(storage)(agus.telegram_id or 0, True, NOW) is None
    assert storage.all(Staff)[0].state is StaffState.LEFT


async def test_stranger_is_owed_one_sentence(storage: FakeStorage) -> None:
    meet = MeetStranger(storage)
    assert [await meet(5, "en"), await meet(5, "id"), await meet(6, "id")] == [True, False, True]
    assert [(notice.chat_id, notice.facts) for notice in storage.all(Notice)] == [
        (5, {"language": "en"}),
        (6, {"language": "id"}),
    ]


@pytest.mark.parametrize("state", [StaffState.LEFT, StaffState.BLOCKED])
async def test_link_of_an_admin_who_is_gone_makes_nobody_admin(storage: FakeStorage, state: StaffState) -> None:
    admin = await colleague(storage, "Maya", Role.ADMIN)
    token = await Invite(storage)(by(admin), Role.ADMIN)
    async with storage.write() as uow:
        await uow.staff.change(admin.id, state=state)
        await uow.commit()
    assert await refusal(storage, token, Newcomer(admin.telegram_id or 0, "Maya", None, "id")) == "expired"
    assert await refusal(storage, token) == "expired"
    assert [one.state for one in storage.all(Staff)] == [state]


async def test_open_links_of_who_lost_the_role_end_for_good(storage: FakeStorage) -> None:
    admin, budi = await colleague(storage, "Maya", Role.ADMIN), await colleague(storage, "Budi", Role.ADMIN)
    high, low = [await Invite(storage)(by(budi, n), role) for n, role in ((1, Role.ADMIN), (2, Role.STAFF))]
    await ChangeRole(storage)(by(admin, 3), budi.id, Role.MANAGER)
    assert await refusal(storage, high) == "expired"
    await ChangeRole(storage)(by(admin, 4), budi.id, Role.STAFF)
    await ChangeRole(storage)(by(admin, 5), budi.id, Role.ADMIN)
    assert [await refusal(storage, token) for token in (high, low)] == ["expired", "expired"]
    kept = await Invite(storage)(by(budi, 6), Role.STAFF)
    await ChangeRole(storage)(by(admin, 7), budi.id, Role.MANAGER)
    await join(storage, kept)
