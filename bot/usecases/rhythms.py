"""Keeping rhythms true: whoever logs, deletes, edits, imports or skips does it in the same transaction."""

from collections import defaultdict
from collections.abc import Iterable

from bot.domain.interactions import Interaction
from bot.domain.partners import Partner
from bot.domain.ports import Organisation, UnitOfWork
from bot.domain.rhythms import PartnerRhythm, recompute_rhythms
from bot.domain.workdays import WorkCalendar

PART = 500
"""Partners looked at together; databases bound the number of values of a question."""


def work_calendar(organisation: Organisation) -> WorkCalendar:
    """The organisation's working days."""
    return WorkCalendar(organisation.workdays, organisation.country, organisation.joint_leave)


async def refresh_rhythms(uow: UnitOfWork, partner_ids: Iterable[int]) -> None:
    """Recomputes the rhythms of these partners from their newest contacts, and writes those that changed.

    Partners without rhythms get them. The contacts, tiers, baselines and skips must be in place before.
    """
    wanted = sorted(set(partner_ids))
    for start in range(0, len(wanted), PART):
        await _refresh(uow, wanted[start : start + PART])


async def keep_rhythms(
    uow: UnitOfWork, partner: Partner, known: Iterable[PartnerRhythm], contacts: Iterable[Interaction]
) -> list[PartnerRhythm]:
    """Recomputes one partner's rhythms from all its contacts, read already; gives them as they are now."""
    before = {row.id: row for row in known}
    rows = recompute_rhythms(partner, before.values(), contacts)
    for row in rows:
        if row.id and row != before[row.id]:
            await uow.rhythms.change_when(row.id, {}, counts_from=row.counts_from, due_on=row.due_on)
    new = await uow.rhythms.add_all([row for row in rows if not row.id])
    return [*(row for row in rows if row.id), *new]


async def _refresh(uow: UnitOfWork, partner_ids: list[int]) -> None:
    contacts = defaultdict(list)
    for contact in await uow.interactions.newest_by_purpose(partner_ids):
        contacts[contact.partner_id].append(contact)
    known = defaultdict(list)
    for row in await uow.rhythms.list_by(partner_id=partner_ids):
        known[row.partner_id].append(row)
    new: list[PartnerRhythm] = []
    for partner in await uow.partners.list_in(partner_ids):
        before = {row.id: row for row in known[partner.id]}
        for row in recompute_rhythms(partner, known[partner.id], contacts[partner.id]):
            if not row.id:
                new.append(row)
            elif row != before[row.id]:
                await uow.rhythms.change_when(row.id, {}, counts_from=row.counts_from, due_on=row.due_on)
    await uow.rhythms.add_all(new)
