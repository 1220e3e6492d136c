"""Whether messages reach a colleague, and who hears of it when they do not."""

from collections.abc import Iterable
from datetime import datetime

from bot.domain.notices import Notice
from bot.domain.ports import Organisation, UnitOfWork
from bot.domain.staff import Staff
from bot.domain.words import NoticeKind, PartnerState, Role, StaffState
from bot.usecases.standing_in import Going, pass_on, read_resting


async def note_unreachable(
    uow: UnitOfWork, staff: Staff, now: datetime, organisation: Organisation | None = None
) -> bool:
    """A colleague blocked the bot, or their account is gone: who stands in for them is told, once a day at most.

    Their reminders go to whoever has them now at once; without the *organisation*, with the next planning. Whether it
    was new. The caller commits.
    """
    resting = None if organisation is None else await read_resting(uow, staff.id)
    if not await uow.staff.change_when(staff.id, {"state": StaffState.ACTIVE}, state=StaffState.BLOCKED):
        return False
    going: tuple[Going, ...] = ()
    if organisation is not None and resting is not None:
        going = await pass_on(uow, resting, organisation, organisation.today(now), remembered=False)
    await tell_gone(uow, staff, going, f"unreachable:{staff.id}:{now.date().isoformat()}")
    return True


async def tell_gone(uow: UnitOfWork, staff: Staff, going: Iterable[Going], key: str, but: int | None = None) -> None:
    """Owes whoever stands in for a colleague who is not reached any more, or left, the word of it; not *but* them."""
    for reader in await _hearers(uow, staff, [one.staff_id for one in going]):
        if reader.id != but:
            facts = {"staff": staff.id}
            await uow.notices.owe(Notice(NoticeKind.UNREACHABLE, f"{key}:{reader.id}", staff_id=reader.id, facts=facts))


async def _hearers(uow: UnitOfWork, staff: Staff, going: Iterable[int | None]) -> list[Staff]:
    """The backups of their partners, whoever has their reminders now, and the managers (admins are managers too)."""
    partners = await uow.partners.list_by(owner_id=staff.id, state=PartnerState.ACTIVE)
    standing_in = {one.backup_id for one in partners} | set(going)
    backups = await uow.staff.list_in(id for id in standing_in if id is not None)
    managers = await uow.staff.list_active(Role.MANAGER)
    present = {one.id: one for one in (*backups, *managers) if one.present and one.id != staff.id}
    return [present[id] for id in sorted(present)]
