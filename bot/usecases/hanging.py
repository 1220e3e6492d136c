"""What hangs on rows that an act added, and so keeps them from being taken back."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from enum import Enum
from typing import Any

from bot.domain.changes import Change
from bot.domain.ports import UnitOfWork
from bot.domain.rows import Rows

PART = 500
"""Rows asked about at once; databases bound the number of values of a question."""

Key = tuple[str, int]
"""A row: its noun and id."""


async def rows_in_use(uow: UnitOfWork, changes: Iterable[Change]) -> set[Key]:
    """Contacts changed since, which keep what they settled, and new partners that somebody wrote about since.

    What planning made of the other new partners is taken away: it would hold them.
    """
    added = [change for change in changes if change.before is None and change.after is not None]
    own = {(change.noun, change.id) for change in added}
    contacts = {change.id: change for change in added if change.noun == "interactions"}
    now = {one.id: one for one in await uow.interactions.list_in(contacts)}
    kept = {("interactions", id) for id, change in contacts.items() if not _is_still(now.get(id), change)}
    partners = [change.id for change in added if change.noun == "partners"]
    for start in range(0, len(partners), PART):
        part = partners[start : start + PART]
        used = await _written_about(uow, part, own)
        kept |= {("partners", id) for id in used}
        await _clear_plans(uow, [id for id in part if id not in used])
    return kept


async def _written_about(uow: UnitOfWork, partner_ids: list[int], own: set[Key]) -> set[int]:
    """New partners on which something hangs that came in by another act."""
    books: Mapping[str, Rows[Any]] = {
        "interactions": uow.interactions,
        "promises": uow.promises,
        "events": uow.events,
        "people": uow.people,
        "occasions": uow.occasions,
        "kept_feasts": uow.kept_feasts,
        "agreements": uow.agreements,
        "offers": uow.offers,
        "introductions": uow.introductions,
    }
    used: set[int] = set()
    for noun, book in books.items():
        rows = await book.list_by(partner_id=partner_ids)
        used |= {row.partner_id for row in rows if (noun, row.id) not in own}
    met = await uow.introductions.list_by(other_id=partner_ids)
    return used | {row.other_id for row in met if ("introductions", row.id) not in own}


async def _clear_plans(uow: UnitOfWork, partner_ids: list[int]) -> None:
    """Takes away what planning made of partners that are about to go."""
    if not partner_ids:
        return
    reminders = [one.id for one in await uow.reminders.list_by(partner_id=partner_ids)]
    for start in range(0, len(reminders), PART):
        for shown in await uow.announcements.list_by(reminder_id=reminders[start : start + PART]):
            await uow.announcements.remove(shown.id)
    for id in reminders:
        await uow.reminders.remove(id)
    for rhythm in await uow.rhythms.list_by(partner_id=partner_ids):
        await uow.rhythms.remove(rhythm.id)


def _is_still(row: object, change: Change) -> bool:
    """Whether an added row is as it was added."""
    return row is not None and all(_plain(getattr(row, name)) == value for name, value in (change.after or {}).items())


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return value.isoformat() if isinstance(value, date) else value
