"""What went wrong without anybody's doing reaches a person: a notice to each admin, or manager."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.domain.notices import Notice
from bot.domain.ports import Storage, UnitOfWork
from bot.domain.staff import Staff
from bot.domain.words import NoticeKind, Role


def failure_code(subject: object) -> str:
    """Four signs by which a failure is found in the log."""
    return hashlib.sha256(str(subject).encode()).hexdigest()[:4].upper()


async def owe_failure(uow: UnitOfWork, what: str, subject: str, now: datetime, **facts: Any) -> None:
    """Owes the notice once for this subject, to each whom ``present_admins`` gives.

    *what*: ``update``, ``notice`` or ``job``.
    """
    told = {"what": what, "code": failure_code(subject), "at": now.isoformat(), **facts}
    for admin in await present_admins(uow):
        key = f"failure:{what}:{subject}:{admin.id}"
        await uow.notices.owe(Notice(NoticeKind.FAILURE, key, staff_id=admin.id, facts=told))


async def present_admins(uow: UnitOfWork) -> list[Staff]:
    """The admins whom messages reach; while there is none, the managers, so that somebody hears of it."""
    leading = [one for one in await uow.staff.list_active(Role.MANAGER) if one.present]
    return [one for one in leading if one.role is Role.ADMIN] or leading


@dataclass(frozen=True, slots=True)
class TellOfUpdate:
    """An update is set aside: who wrote it is told with a code, and so is each admin."""

    storage: Storage

    async def __call__(self, update_id: int, chat_id: int, now: datetime) -> None:
        """Owes the notices, once."""
        async with self.storage.write() as uow:
            await owe_failure(uow, "update", str(update_id), now)
            writer = await uow.staff.find_by_telegram(chat_id)
            if writer is not None and writer.present:
                facts = {"what": "own", "code": failure_code(update_id), "at": now.isoformat()}
                key = f"failure:own:{update_id}:{writer.id}"
                await uow.notices.owe(Notice(NoticeKind.FAILURE, key, staff_id=writer.id, facts=facts))
            await uow.commit()
