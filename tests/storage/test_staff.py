"""Questions about colleagues."""

import pytest
from sqlalchemy.exc import IntegrityError

from bot.domain.staff import Staff
from bot.domain.words import Role, StaffState
from bot.storage.unit_of_work import SqlStorage


async def test_colleague_is_found_by_account(storage: SqlStorage) -> None:
    async with storage.write() as uow:
        await uow.staff.add(Staff("Budi"))
        rina = await uow.staff.add(Staff("Rina", telegram_id=2**52))
        assert await uow.staff.find_by_telegram(2**52) == rina
        assert await uow.staff.find_by_telegram(1) is None


async def test_account_belongs_to_one_colleague(storage: SqlStorage) -> None:
    async with storage.write() as uow:
        await uow.staff.add_all([Staff("Rina", telegram_id=7), Staff("Budi"), Staff("Sari")])
        with pytest.raises(IntegrityError):
            await uow.staff.add(Staff("Agus", telegram_id=7))


async def test_active_colleagues_are_listed_by_what_they_may(embedded: SqlStorage) -> None:
    states = (StaffState.ACTIVE, StaffState.PENDING, StaffState.BLOCKED, StaffState.LEFT)
    async with embedded.write() as uow:
        await uow.staff.add_all([Staff(f"{role} {state}", role, state) for role in Role for state in states])
        listed = {role: [one.name for one in await uow.staff.list_active(role)] for role in Role}
    assert listed == {
        Role.STAFF: ["staff active", "manager active", "admin active"],
        Role.MANAGER: ["manager active", "admin active"],
        Role.ADMIN: ["admin active"],
    }
