"""Reading what planning needs, for many partners at once."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from bot.domain.planning.facts import PartnerFacts, PlanningDay, team_of
from bot.domain.ports import Organisation, UnitOfWork
from bot.domain.words import AgreementOutcome, AskAnswer, Direction, PromiseState, Purpose, ReminderState
from bot.usecases.feasts import read_feasts
from bot.usecases.rhythms import PART, work_calendar

LIVING = tuple(state for state in ReminderState if state.living)


async def read_day(uow: UnitOfWork, organisation: Organisation, today: date) -> PlanningDay:
    """The day with the team and the confirmed feasts."""
    team = team_of(await uow.staff.list_by(), await uow.absences.list_by(), today)
    return PlanningDay(today, work_calendar(organisation), team, await read_feasts(uow))


async def read_facts(uow: UnitOfWork, partner_ids: Iterable[int]) -> list[PartnerFacts]:
    """All that these partners' reminders are made of, by id."""
    wanted = sorted(set(partner_ids))
    found: list[PartnerFacts] = []
    for start in range(0, len(wanted), PART):
        found += await _read_part(uow, wanted[start : start + PART])
    return found


async def _read_part(uow: UnitOfWork, ids: list[int]) -> list[PartnerFacts]:
    people = _grouped(await uow.people.list_by(partner_id=ids))
    rhythms = _grouped(await uow.rhythms.list_by(partner_id=ids))
    occasions = _grouped(await uow.occasions.list_by(partner_id=ids))
    kept_feasts = _grouped(await uow.kept_feasts.list_by(partner_id=ids))
    events = _grouped(await uow.events.list_by(partner_id=ids))
    agreements = _grouped(await uow.agreements.list_by(partner_id=ids, outcome=AgreementOutcome.OPEN, closed_on=None))
    promises = _grouped(await uow.promises.list_by(partner_id=ids, state=PromiseState.OPEN))
    offers = _grouped(await uow.offers.list_by(partner_id=ids))
    introductions = _grouped(await uow.introductions.list_by(partner_id=ids, closed_on=None))
    asks = _grouped(await uow.interactions.list_by(partner_id=ids, purpose=Purpose.ASK, direction=Direction.OURS))
    complaints = _grouped(
        await uow.interactions.list_by(
            partner_id=ids, purpose=Purpose.COMPLAINT, direction=Direction.THEIRS, settled_on=None
        )
    )
    living = _grouped(await uow.reminders.list_by(partner_id=ids, state=LIVING))
    return [
        PartnerFacts(
            partner=partner,
            people=people[partner.id],
            rhythms=rhythms[partner.id],
            occasions=occasions[partner.id],
            kept_feasts=kept_feasts[partner.id],
            events=events[partner.id],
            agreements=agreements[partner.id],
            promises=promises[partner.id],
            offers=offers[partner.id],
            introductions=introductions[partner.id],
            asks=[one for one in asks[partner.id] if one.ask_answer in (None, AskAnswer.NOT_YET)],
            complaints=complaints[partner.id],
            living=living[partner.id],
        )
        for partner in await uow.partners.list_in(ids)
    ]


def _grouped(rows: Sequence[Any]) -> dict[int, list[Any]]:
    by_partner: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        by_partner[row.partner_id].append(row)
    return by_partner
