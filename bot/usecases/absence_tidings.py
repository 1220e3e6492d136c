"""Who is told of an absence: stand-ins when it is set, changed, begins and ends, and whoever a manager set it for."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.domain.changes import Change
from bot.domain.notices import Notice
from bot.domain.planning.composing import brief_is_due
from bot.domain.ports import Actor, Organisation, Storage, UnitOfWork
from bot.domain.staff import Absence, Staff
from bot.domain.words import NoticeKind, NoticeState
from bot.domain.workdays import ONE_DAY
from bot.usecases.standing_in import Going
from bot.usecases.telling import mark_of_act


async def tell_set(uow: UnitOfWork, by: Actor, now: Absence, before: Absence | None, going: Iterable[Going]) -> None:
    """Owes the word of an absence that was set, or changed from *before*, to whoever gets reminders by it."""
    concerned = {one.staff_id for one in going if one.staff_id is not None} | _named(now)
    heard = set() if before is None else await _heard(uow, before) | _named(before)
    for id in sorted(concerned | {now.staff_id}):
        await _owe(uow, by, now, id, "set" if before is None else "changed")
    for id in sorted(heard - concerned - {now.staff_id}):
        await _owe(uow, by, now, id, "ended")


async def tell_ended(uow: UnitOfWork, by: Actor, absence: Absence) -> None:
    """Owes the word that an absence ended early, or does not come, to whoever was told of it."""
    for id in sorted(await _heard(uow, absence) | _named(absence) | {absence.staff_id}):
        await _owe(uow, by, absence, id, "ended")


async def tell_of_undo(uow: UnitOfWork, by: Actor, changes: Iterable[Change]) -> None:
    """Owes those who heard of an absence the word that what was done to it was taken back."""
    for change in changes:
        if change.noun != "absences":
            continue
        absence = await uow.absences.find(change.id)
        if absence is None and change.after is not None:
            await tell_ended(uow, by, absence_in(change.id, change.after))
        elif absence is not None:
            was = (change.after or {}).get("stand_in_id", absence.stand_in_id)
            await tell_set(uow, by, absence, replace(absence, stand_in_id=was), ())


def absence_in(id: int, values: Mapping[str, Any]) -> Absence:
    """The absence that a change set holds."""
    from_on, until_on = (date.fromisoformat(str(values[name])) for name in ("from_on", "until_on"))
    return Absence(values["staff_id"], from_on, until_on, values["stand_in_id"], id=id)


@dataclass(frozen=True, slots=True)
class TellOfAbsences:
    """Tells stand-ins at their hour that an absence begins today, or ended yesterday; each once."""

    storage: Storage
    organisation: Organisation

    async def __call__(self, now: datetime) -> int:
        """How many are owed the word now."""
        today = self.organisation.today(now)
        async with self.storage.read() as uow:
            begins = [(one, "begins") for one in await uow.absences.list_by(from_on=today) if _named(one)]
            over = [(one, "over") for one in await uow.absences.list_by(until_on=today - ONE_DAY) if _named(one)]
            staff = {one.id: one for one in await uow.staff.list_in(one.stand_in_id or 0 for one, _ in begins + over)}
            due = [_notice(one, one.stand_in_id or 0, what, str(today)) for one, what in begins + over]
            due = [one for one in due if self._is_hour(staff.get(one.staff_id or 0), now)]
            known = {one.key for one in await uow.notices.list_by(key=[one.key for one in due])} if due else set()
        new = [one for one in due if one.key not in known]
        if new:
            async with self.storage.write() as uow:
                for one in new:
                    await uow.notices.owe(one)
                await uow.commit()
        return len(new)

    def _is_hour(self, staff: Staff | None, now: datetime) -> bool:
        if staff is None or not staff.present:
            return False
        local = now.astimezone(ZoneInfo(staff.zone) if staff.zone else self.organisation.zone)
        return brief_is_due(staff.brief_at, local.time())


def _named(absence: Absence | None) -> set[int]:
    return set() if absence is None or absence.stand_in_id is None else {absence.stand_in_id}


async def _heard(uow: UnitOfWork, absence: Absence) -> set[int]:
    """Who got the word of this absence. The key tells it: of what was sent long ago no facts are kept."""
    sent = await uow.notices.list_by(kind=NoticeKind.AWAY, state=NoticeState.SENT)
    return {one.staff_id for one in sent if one.staff_id is not None and one.key.startswith(_key(absence))}


async def _owe(uow: UnitOfWork, by: Actor, absence: Absence, reader_id: int, what: str) -> None:
    """Owes the word; what still waits is overtaken by it, and who heard nothing yet hears of no end."""
    reader = await uow.staff.find(reader_id)
    if reader is None or not reader.present or reader.id == by.staff.id:
        return
    unsent: dict[str, Any] = {"state": NoticeState.WAITING, "claim_token": None}
    waiting = await uow.notices.list_by(kind=NoticeKind.AWAY, staff_id=reader.id, **unsent)
    overtaken = [one for one in waiting if one.key.startswith(_key(absence))]
    dropped = [await uow.notices.change_when(one.id, unsent, state=NoticeState.DROPPED) for one in overtaken]
    if what == "ended" and any(dropped) and reader.id not in await _heard(uow, absence):
        return
    await uow.notices.owe(_notice(absence, reader.id, what, mark_of_act(by.key, by.now), by.staff.id))


def _notice(absence: Absence, reader_id: int, what: str, mark: str, by: int | None = None) -> Notice:
    facts = {
        "absence": absence.id,
        "staff": absence.staff_id,
        "from": absence.from_on.isoformat(),
        "until": absence.until_on.isoformat(),
        "what": what,
        "by": by,
    }
    key = f"{_key(absence)}{what}:{mark}:{reader_id}"
    return Notice(NoticeKind.AWAY, key, staff_id=reader_id, facts=facts)


def _key(absence: Absence) -> str:
    return f"away:{absence.id}:"
