"""Telling colleagues at once what another one did that concerns them, and taking back what was not sent yet."""

from collections.abc import Iterable
from datetime import UTC, datetime

from bot.domain.changes import ChangeSet
from bot.domain.notices import Notice
from bot.domain.occasions import Event
from bot.domain.partners import Partner
from bot.domain.ports import Actor, UnitOfWork
from bot.domain.reminders import Announcement, Reminder
from bot.domain.staff import Staff
from bot.domain.words import NoticeKind, NoticeState, ReminderState, Role, Stage

_BY_SOMEBODY = (ReminderState.DONE, ReminderState.SKIPPED)


def mark_of_act(key: str | None, at: datetime) -> str:
    """What tells one act from all others: the update's key, else its instant."""
    return key or at.astimezone(UTC).isoformat()


def handed_key(mark: str, staff_id: int) -> str:
    """The key of the notice with which a new owner is told; ``mark`` is the act's."""
    return f"handed:{mark}:{staff_id}"


def invite_key(mark: str, staff_id: int) -> str:
    """The key of the notice that asks a manager to pass an invitation on; ``mark`` is the act's."""
    return f"invite:{mark}:{staff_id}"


def complaint_key(interaction_id: int, staff_id: int) -> str:
    """The key of the notice of a complaint."""
    return f"complaint:{interaction_id}:{staff_id}"


async def tell_event(uow: UnitOfWork, by: Actor, partner: Partner, event: Event) -> tuple[int, ...]:
    """Owes the word of an event to whoever answers for the partner, unless they noted it; gives whom it told."""
    told: list[int] = []
    for one in await _answering(uow, partner):
        if one.id != by.staff.id:
            facts = {"event": event.id, "partner": partner.id, "by": by.staff.id}
            key = _event_key(event.id, one.id)
            await uow.notices.owe(Notice(NoticeKind.EVENT, key, staff_id=one.id, facts=facts, due_on=event.on))
            told.append(one.id)
    return tuple(told)


async def tell_settled(uow: UnitOfWork, by: Actor, reminder: Reminder, state: ReminderState) -> None:
    """Owes those who were shown the reminder too the word who answered it, and when.

    What somebody answers in one go is told in one message, as long as it was not sent.
    """
    if state not in _BY_SOMEBODY or reminder.opened_on is None:
        return
    seen = await uow.announcements.list_by(reminder_id=reminder.id)
    for one in await uow.staff.list_in(_shown_to(reminder, seen) - {by.staff.id}):
        if one.present:
            await _tell_settled(uow, by, reminder, one)


async def unsend(uow: UnitOfWork, found: ChangeSet) -> tuple[int, ...]:
    """Drops what an act told and that still waits; gives the colleagues who got theirs."""
    sent: set[int] = set()
    for notice in await uow.notices.list_by(key=await _keys(uow, found)):
        dropped = await uow.notices.change_when(
            notice.id, {"state": NoticeState.WAITING, "claim_token": None}, state=NoticeState.DROPPED
        )
        if not dropped and notice.state is NoticeState.SENT and notice.staff_id is not None:
            sent.add(notice.staff_id)
    return tuple(sorted(sent | await _heard_of(uow, found)))


async def _answering(uow: UnitOfWork, partner: Partner) -> list[Staff]:
    """The owner, else the backup, else all managers."""
    nearest = [await uow.staff.find(id) for id in (partner.owner_id, partner.backup_id)]
    first = next((one for one in nearest if one is not None and one.present), None)
    return [first] if first is not None else await uow.staff.list_active(Role.MANAGER)


async def _tell_settled(uow: UnitOfWork, by: Actor, reminder: Reminder, reader: Staff) -> None:
    kind = NoticeKind.SETTLED_BY_OTHER
    waiting = await uow.notices.list_by(staff_id=reader.id, kind=kind, state=NoticeState.WAITING, claim_token=None)
    for notice in waiting:
        if notice.facts["by"] == by.staff.id:
            ids = sorted({*notice.facts["reminders"], reminder.id})
            await uow.notices.change_when(
                notice.id, {"state": NoticeState.WAITING, "claim_token": None}, facts={**notice.facts, "reminders": ids}
            )
            return
    key = f"settled:{reminder.id}:{mark_of_act(by.key, by.now)}:{reader.id}"
    facts = {"reminders": [reminder.id], "by": by.staff.id}
    await uow.notices.owe(Notice(kind, key, staff_id=reader.id, facts=facts))


def _shown_to(reminder: Reminder, seen: Iterable[Announcement]) -> set[int]:
    """Who has it before them: whoever has it now, and those to whom it was passed on."""
    return {
        id
        for one in seen
        if (id := reader_of(one.mark))
        and (one.stage in (Stage.BACKUP, Stage.MANAGERS) or reminder.staff_id in (None, id))
    }


def reader_of(mark: str) -> int:
    """The colleague in the mark of an announcement, as the brief writes it; 0 for none."""
    first = mark.partition(":")[0].partition(" ")[0]
    return int(first) if first.isdigit() else 0


def _event_key(event_id: int, staff_id: int) -> str:
    return f"event:{event_id}:{staff_id}"


async def _keys(uow: UnitOfWork, found: ChangeSet) -> list[str]:
    """The keys of all notices that the act can have owed."""
    added = {noun: [one.id for one in found.changes if one.noun == noun and one.before is None] for noun in _TOLD_OF}
    told = (found.outcome.get("is") or {}).get("told")
    readers = told if isinstance(told, list) else []
    keys = [key(id, reader) for noun, key in _TOLD_OF.items() for id in added[noun] for reader in readers]
    if added["events"]:
        # An event that came with a contact, or a death, is told as well; whom, its outcome does not say.
        keys += [_event_key(id, one.id) for id in added["events"] for one in await uow.staff.list_by()]
    owners = {id for one in found.changes if one.noun == "partners" and (id := (one.after or {}).get("owner_id"))}
    if owners:
        mark = mark_of_act((found.key or "").rpartition(":")[0] or None, found.at)
        managers = await uow.staff.list_active(Role.MANAGER)
        keys += [handed_key(mark, id) for id in owners] + [invite_key(mark, one.id) for one in managers]
    return keys


_TOLD_OF = {"interactions": complaint_key, "events": _event_key}


async def _heard_of(uow: UnitOfWork, found: ChangeSet) -> set[int]:
    """Who was told already that a reminder is settled. A notice that waits looks by itself whether it still is."""
    settled = {
        one.id for one in found.changes if one.noun == "reminders" and (one.after or {}).get("state") in _BY_SOMEBODY
    }
    if not settled:
        return set()
    seen = await uow.announcements.list_by(reminder_id=settled)
    readers = {reader_of(one.mark) for one in seen} - {0, found.staff_id}
    told = await uow.notices.list_by(staff_id=readers, kind=NoticeKind.SETTLED_BY_OTHER, state=NoticeState.SENT)
    return {one.staff_id for one in told if one.staff_id and settled & set(one.facts.get("reminders", ()))}
