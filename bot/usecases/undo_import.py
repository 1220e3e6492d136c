"""A whole import taken back, in as few statements as it came in."""

import asyncio
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.domain.changes import Change, ChangeSet, Place, Ranges, holds, ranges_of
from bot.domain.ports import UnitOfWork
from bot.domain.rhythms import recompute_rhythms
from bot.domain.words import PartnerState, StaffState
from bot.usecases.hanging import Key
from bot.usecases.roster_known import PART, changed_since
from bot.usecases.settling import withdraw_about

PLANNED = ("reminders", "rhythms")
"""What planning made of partners and people; it goes with them."""
_HANGING = ("agreements", "kept_feasts", "occasions", "people")
"""In the order in which rows can go: nothing points to one that went before."""
_SUBJECTS = {"agreements": "agreement", "occasions": "occasion"}


@dataclass
class TakenBack:
    """What came of it: how many rows went, by noun, and how many changes were taken back; what stays, and names of it.

    ``left`` holds noun, id, and the field where only that stays.
    """

    gone: Counter[str] = field(default_factory=Counter)
    restored: int = 0
    left: list[tuple[str, int, str | None]] = field(default_factory=list)
    kept_names: tuple[str, ...] = ()
    touched: set[int] = field(default_factory=set)


async def take_import_back(uow: UnitOfWork, found: ChangeSet) -> TakenBack:
    """Rows that somebody used or changed since stay with all that belongs to them; planning looks anew at the rest."""
    acts = await uow.change_sets.list_since(Place(found.id))
    lasting = [act for act in acts if act.undone_at is None and act.undo_of is None]
    since = await changed_since(uow, lasting)
    changed = {(change.noun, change.id) for act in lasting for change in act.changes}
    own: Mapping[str, Ranges] = found.added
    back = TakenBack()
    kept_partners = {id for id in since.partner_ids if holds(own.get("partners", ()), id)}
    kept_partners |= await uow.bulk.hanging_on("partners", own.get("partners", ()), own, PLANNED)
    used_people = await uow.bulk.hanging_on("people", own.get("people", ()), own, PLANNED)
    used_people |= {id for noun, id in changed if noun == "people" and holds(own.get("people", ()), id)}
    kept_partners |= await _partners_of(uow, used_people, own)
    gone = [id for id in await uow.bulk.ids_within("partners", own.get("partners", ())) if id not in kept_partners]
    await _remove_all_of(uow, own, ranges_of(gone), back)
    await _remove_hanging(uow, own, _Kept(kept_partners, used_people, changed), back)
    await _remove(uow, "partners", gone, back)
    back.touched |= set(gone)
    await _restore(uow, found.changes, back)
    await _remove_colleagues(uow, own.get("staff", ()), back)
    back.left += [("partners", id, None) for id in sorted(kept_partners)]
    back.kept_names = tuple(one.name for one in await uow.partners.list_in(kept_partners))
    await _reckon(uow, back.touched)
    return back


@dataclass(frozen=True, slots=True)
class _Kept:
    partners: set[int]
    people: set[int]
    changed: set[Key]

    def holds(self, noun: str, row: Any) -> bool:
        """Whether a row that the import added stays."""
        if row.partner_id in self.partners or (noun, row.id) in self.changed:
            return True
        return (row.id if noun == "people" else getattr(row, "person_id", None)) in self.people


async def _partners_of(uow: UnitOfWork, people: Iterable[int], own: Mapping[str, Ranges]) -> set[int]:
    return {
        one.partner_id for one in await uow.people.list_in(people) if holds(own.get("partners", ()), one.partner_id)
    }


async def _remove_hanging(uow: UnitOfWork, own: Mapping[str, Ranges], kept: _Kept, back: TakenBack) -> None:
    """What was added to partners that stay: row by row, since somebody may have used it."""
    new = own.get("partners", ())
    for noun in _HANGING:
        ids = await uow.bulk.ids_within(noun, own.get(noun, ()))
        gone: list[int] = []
        for start in range(0, len(ids), PART):
            rows = await getattr(uow, noun).list_in(ids[start : start + PART])
            staying = [row for row in rows if kept.holds(noun, row)]
            going = [row for row in rows if not kept.holds(noun, row)]
            back.left += [(noun, row.id, None) for row in staying if row.partner_id not in kept.partners]
            back.touched |= {row.partner_id for row in going if not holds(new, row.partner_id)}
            for row in going:
                if noun in _SUBJECTS and not holds(new, row.partner_id):
                    await withdraw_about(uow, row.partner_id, f"{_SUBJECTS[noun]}:{row.id}")
            gone += [row.id for row in going]
        if noun == "people":
            await _remove_planned(uow, gone)
        await _remove(uow, noun, gone, back)


async def _remove_all_of(uow: UnitOfWork, own: Mapping[str, Ranges], gone: Ranges, back: TakenBack) -> None:
    """What belongs to new partners that go."""
    await uow.bulk.remove_planned_of(gone)
    for noun in _HANGING:
        back.gone[noun] += await uow.bulk.remove_of(noun, own.get(noun, ()), gone)


async def _remove_planned(uow: UnitOfWork, people: Iterable[int]) -> None:
    """Reminders that planning made of people who go, and what was announced of them."""
    wanted = sorted(people)
    for start in range(0, len(wanted), PART):
        reminders = [one.id for one in await uow.reminders.list_by(person_id=wanted[start : start + PART])]
        await uow.bulk.remove_by("announcements", "reminder_id", reminders)
        await uow.bulk.remove("reminders", reminders)


async def _remove(uow: UnitOfWork, noun: str, ids: list[int], back: TakenBack) -> None:
    await uow.bulk.remove(noun, ids)
    uow.bulk.note_removed(noun, ids)
    back.gone[noun] += len(ids)


async def _remove_colleagues(uow: UnitOfWork, added: Ranges, back: TakenBack) -> None:
    """A pending colleague goes again, with links that nobody took; one who joined or has partners stays."""
    for one in await uow.staff.list_in(id for first, last in added for id in range(first, last + 1)):
        partners = await uow.partners.count_by(owner_id=one.id) + await uow.partners.count_by(backup_id=one.id)
        if one.state is not StaffState.PENDING or partners:
            back.left.append(("staff", one.id, None))
            continue
        for invitation in await uow.invitations.list_by(staff_id=one.id):
            await uow.invitations.remove(invitation.id)
        await uow.staff.remove(one.id)
        back.gone["staff"] += 1


async def _restore(uow: UnitOfWork, changes: Iterable[Change], back: TakenBack) -> None:
    """Fields that still are as the import left them become what they were; what it removed comes back."""
    groups: defaultdict[tuple[str, tuple[str, ...]], list[Change]] = defaultdict(list)
    for change in changes:
        if change.blanked:
            continue
        if change.after is None:
            restored = await uow.apply_undo(change)
            back.restored += restored
            back.left += [] if restored else [(change.noun, change.id, None)]
            back.touched.add((change.before or {}).get("partner_id", 0))
        elif change.before is not None:
            groups[change.noun, tuple(change.after)].append(change)
    for (noun, names), group in groups.items():
        now = await uow.bulk.values_of(noun, names, [one.id for one in group])
        values = {one.id: _unchanged(one, now.get(one.id, {})) for one in group}
        back.left += [
            (noun, one.id, name) for one in group for name in names if name not in values[one.id] and one.id in now
        ]
        changed = {id: fields for id, fields in values.items() if fields}
        await uow.bulk.restore(noun, changed)
        back.restored += len(changed)
        back.touched |= await _partner_ids(uow, noun, changed)


def _unchanged(change: Change, now: Mapping[str, Any]) -> dict[str, Any]:
    before, after = change.before or {}, change.after or {}
    return {name: before[name] for name, value in after.items() if name in now and now[name] == value}


async def _partner_ids(uow: UnitOfWork, noun: str, ids: Iterable[int]) -> set[int]:
    if noun == "partners":
        return set(ids)
    return {row.partner_id for row in await getattr(uow, noun).list_in(ids)}


async def _reckon(uow: UnitOfWork, partner_ids: set[int]) -> None:
    """The rhythms of known partners as they are again; planning is asked to look at all their days."""
    wanted = sorted(partner_ids)
    for start in range(0, len(wanted), PART):
        partners = await uow.partners.list_in(wanted[start : start + PART])
        ids = [one.id for one in partners if one.state is PartnerState.ACTIVE]
        contacts, known = defaultdict(list), defaultdict(list)
        for contact in await uow.interactions.newest_by_purpose(ids):
            contacts[contact.partner_id].append(contact)
        for row in await uow.rhythms.list_by(partner_id=ids):
            known[row.partner_id].append(row)
        days: dict[str, Any] = {"partner_id": ids}
        moved: list[tuple[str, int, Mapping[str, Any]]] = []
        for partner in partners:
            rows = recompute_rhythms(partner, known[partner.id], contacts[partner.id]) if known[partner.id] else []
            moved += [("rhythms", row.id, {"counts_from": row.counts_from, "due_on": row.due_on}) for row in rows]
        moved += [("occasions", row.id, {"surfaces_on": None}) for row in await uow.occasions.list_by(**days)]
        moved += [("kept_feasts", row.id, {"surfaces_on": None}) for row in await uow.kept_feasts.list_by(**days)]
        await uow.bulk.change([], [one for one in moved if one[1]])
        # On SQLite nothing is waited for: without this nobody else would be answered.
        await asyncio.sleep(0)
