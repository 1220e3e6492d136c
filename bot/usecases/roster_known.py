"""What is known of the partners that a roster names, and what became other since somebody looked."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from bot.domain.changes import REMOVED, Change, ChangeSet, Ranges
from bot.domain.partners import Partner
from bot.domain.ports import UnitOfWork
from bot.domain.roster.entries import Roster
from bot.domain.roster.plans import Known
from bot.domain.roster.reading import name_key
from bot.domain.rows import Rows
from bot.domain.words import PartnerState
from bot.usecases.known import merged_partner

PART = 500
"""Partners looked up together; databases bound the number of values of a question."""
_HANGING = ("people", "occasions", "kept_feasts", "agreements", "rhythms")


@dataclass
class Since:
    """Partners that became other since then: their ids, and the names they had and have. ``staff`` if a colleague did.

    ``contacted`` are those whose rhythms moved.
    """

    partner_ids: set[int] = field(default_factory=set)
    keys: set[str] = field(default_factory=set)
    contacted: set[int] = field(default_factory=set)
    staff: bool = False


async def read_known(uow: UnitOfWork, roster: Roster) -> Known:
    """What is known of the partners that the roster names, by name or by id."""
    wanted = await asyncio.to_thread(lambda: {name_key(entry.name) for entry in roster.partners})
    named = await _named(uow, wanted)
    said = {entry.id for entry in roster.partners if entry.id is not None}
    found = await _in_parts(uow.partners, {*named.values(), *said}, "id")
    lasting = {one.id: await _lasting(uow, one) for one in found}
    by_key = {key: lasting[id] for key, id in named.items() if id in lasting}
    by_id = {id: lasting[id] for id in said if id in lasting}
    ids = {one.id for one in lasting.values()}
    return Known(
        partners=by_key,
        people=await _in_parts(uow.people, ids),
        occasions=await _in_parts(uow.occasions, ids),
        kept_feasts=await _in_parts(uow.kept_feasts, ids),
        agreements=await _in_parts(uow.agreements, ids),
        rhythms=await _in_parts(uow.rhythms, ids),
        staff=await uow.staff.list_by(),
        by_id=by_id,
    )


async def changed_since(uow: UnitOfWork, acts: Iterable[ChangeSet]) -> Since:
    """What these acts made other, as far as an import would meet it."""
    since = Since()
    loose: dict[str, set[int]] = {noun: set() for noun in _HANGING}
    for act in acts:
        for change in act.changes:
            _note(since, loose, change)
        since.staff = since.staff or "staff" in act.added
        since.partner_ids |= _ids(act.added.get("partners", ())) | _ids(act.added.get(f"{REMOVED}partners", ()))
        for noun in _HANGING:
            loose[noun] |= _ids(act.added.get(noun, ())) if noun != "rhythms" else set()
    for noun, ids in loose.items():
        book: Rows[Any] = getattr(uow, noun)
        since.partner_ids |= {row.partner_id for row in await book.list_in(ids)}
    since.keys |= {name_key(one.name) for one in await uow.partners.list_in(since.partner_ids)}
    return since


def _note(since: Since, loose: dict[str, set[int]], change: Change) -> None:
    values = [one for one in (change.before, change.after) if one]
    since.staff = since.staff or (change.noun == "staff" and _renames(change))
    if change.noun == "partners":
        since.partner_ids.add(change.id)
        since.keys |= {name_key(one["name"]) for one in values if one.get("name")}
    of = {one["partner_id"] for one in values if one.get("partner_id")}
    if change.noun in _HANGING:
        since.partner_ids |= of
        loose[change.noun].add(change.id)
    if change.noun == "interactions":
        since.contacted |= of


def _renames(change: Change) -> bool:
    """Whether a colleague came, went or is called otherwise: owners are found by name."""
    return change.before is None or change.after is None or bool({"name", "username", "state"} & change.after.keys())


async def _named(uow: UnitOfWork, wanted: set[str]) -> dict[str, int]:
    """Ids of the partners that are called so; one that was merged away only where no other is."""
    found: dict[str, tuple[bool, int]] = {}
    last = 0
    while rows := await uow.bulk.list_names(last, 4 * PART):
        keys = await asyncio.to_thread(lambda names: [name_key(name) for name in names], [row[1] for row in rows])
        for (id, _, state), key in zip(rows, keys, strict=True):
            merged = state == PartnerState.MERGED
            if key in wanted and (key not in found or (found[key][0] and not merged)):
                found[key] = (merged, id)
        last = rows[-1][0]
    return {key: id for key, (_, id) in found.items()}


async def _lasting(uow: UnitOfWork, partner: Partner) -> Partner:
    return await merged_partner(uow, partner.id) if partner.state is PartnerState.MERGED else partner


async def _in_parts(book: Rows[Any], ids: Iterable[int], by: str = "partner_id") -> list[Any]:
    found: list[Any] = []
    wanted = sorted(set(ids))
    for start in range(0, len(wanted), PART):
        where: dict[str, Any] = {by: wanted[start : start + PART]}
        found += await book.list_by(**where)
        # On SQLite nothing is waited for: without this nobody else would be answered.
        await asyncio.sleep(0)
    return found


def _ids(ranges: Ranges) -> set[int]:
    return {id for first, last in ranges for id in range(first, last + 1)}
