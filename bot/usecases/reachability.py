"""Whether messages reach a colleague, and who hears of it when they do not."""

from datetime import datetime

from bot.domain.notices import Notice
from bot.domain.ports import UnitOfWork
from bot.domain.staff import Staff
from bot.domain.words import NoticeKind, PartnerState, Role, StaffState


async def note_unreachable(uow: UnitOfWork, staff: Staff, now: datetime) -> bool:
    """A colleague blocked the bot, or their account is gone: who stands in for them is told, once a day at most.

    Whether it was new. The caller commits.
    """
    if not await uow.staff.change_when(staff.id, {"state": StaffState.ACTIVE}, state=StaffState.BLOCKED):
        return False
    for reader in await _hearers(uow, staff):
        key = f"unreachable:{staff.id}:{now.date().isoformat()}:{reader.id}"
        await uow.notices.owe(Notice(NoticeKind.UNREACHABLE, key, staff_id=reader.id, facts={"staff": staff.id}))
    return True


async def _hearers(uow: UnitOfWork, staff: Staff) -> list[Staff]:
    """The backups of their partners, and the managers (admins are managers too)."""
    partners = await uow.partners.list_by(owner_id=staff.id, state=PartnerState.ACTIVE)
    backups = await uow.staff.list_in({one.backup_id for one in partners if one.backup_id is not None})
    managers = await uow.staff.list_active(Role.MANAGER)
    present = {one.id: one for one in (*backups, *managers) if one.present and one.id != staff.id}
    return [present[id] for id in sorted(present)]
