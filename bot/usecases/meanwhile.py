"""Two colleagues at one field: the second is told what stands there now, and who put it there."""

from collections.abc import Collection
from typing import Any

from bot.domain.errors import ChangedMeanwhile
from bot.domain.ports import UnitOfWork


async def changed_meanwhile(
    uow: UnitOfWork, partner_id: int, row: tuple[str, int], names: Collection[str], field: str, value: Any
) -> ChangedMeanwhile:
    """The error to raise: *field* of this row holds *value* now, and the newest act that touched *names* put it there.

    Of a partner's acts the fifty newest are looked at; where none of them did it (an import), nobody is named.
    """
    for one in await uow.change_sets.list_about(partner_id):
        for change in one.changes:
            if (change.noun, change.id) == row and any(name in (change.after or {}) for name in names):
                return ChangedMeanwhile(field, value, one.staff_id, one.at)
    return ChangedMeanwhile(field, value)
