"""The agenda asks what surfaces in its days; it finds what looking at every row finds."""

import random
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from bot.domain.agreements import Agreement
from bot.domain.ahead import Coming
from bot.domain.coming import coming_days
from bot.domain.feasts import FEASTS, KnownFeasts
from bot.domain.occasions import KeptFeast, Occasion
from bot.domain.partners import Partner
from bot.domain.people import Person
from bot.domain.ports import Actor, Organisation
from bot.domain.promises import Promise
from bot.domain.reminders import Reminder
from bot.domain.staff import Staff
from bot.domain.words import (
    Calendar,
    Consent,
    OccasionKind,
    PartnerState,
    PersonState,
    PromiseState,
    ReminderKind,
    ReminderState,
    Role,
    StaffState,
    Tier,
)
from bot.storage.unit_of_work import SqlStorage
from bot.usecases.planning.plan_reminders import PlanReminders
from bot.usecases.upcoming import AHEAD_DAYS, ShowUpcoming
from tests.usecases.care_world import ORGANISATION

NOW = datetime(2026, 12, 10, 5, tzinfo=UTC)
TODAY = date(2026, 12, 10)
UNTIL = TODAY + timedelta(days=AHEAD_DAYS)
RINA = Staff("Rina", Role.MANAGER, StaffState.ACTIVE, 101, id=1)
SARI = Staff("Sari", Role.STAFF, StaffState.ACTIVE, 102, id=2)


def _roster(seed: int) -> list[Any]:
    """Partners with people, days in every calendar and feasts, of every state and consent."""
    rng = random.Random(seed)
    rows: list[Any] = [RINA, SARI]
    for id in range(1, 31):
        state = PartnerState.ARCHIVED if id > 24 else PartnerState.ACTIVE
        rows.append(Partner(f"Mitra {id}", rng.choice(list(Tier)), owner_id=rng.choice([1, 2]), state=state, id=id))
        consent, there = rng.choice(list(Consent)), rng.choice([PersonState.ACTIVE, PersonState.LEFT])
        rows.append(Person(id, f"Orang {id}", consent=consent, state=there, id=id))
        for _ in range(3):
            day = TODAY + timedelta(days=rng.randint(-20, 50))
            calendar = rng.choice(list(Calendar))
            year = day.year if calendar is Calendar.BALINESE else None
            numbers = (rng.randint(1, 29), rng.choice([6, 7])) if calendar is Calendar.HIJRI else (day.day, day.month)
            person_id = rng.choice([None, id])
            rows.append(
                Occasion(id, OccasionKind.OWN, *numbers, person_id=person_id, title="x", calendar=calendar, year=year)
            )
        feasts = rng.sample(["natal", "new_year", "galungan", "isra_miraj", "idulfitri"], 2)
        rows += [KeptFeast(id, feast, rng.choice([None, id]), shift=rng.choice([0, 0, 1])) for feast in feasts]
    rows += [
        Promise(3, "kirim", TODAY + timedelta(days=4)),
        Promise(3, "lewat", TODAY - timedelta(days=4)),
        Promise(4, "sudah", TODAY, state=PromiseState.KEPT),
        Agreement(5, UNTIL),
        Agreement(5, UNTIL + timedelta(days=1)),
        Reminder(6, ReminderKind.CHECK_IN, "", "planned:1", TODAY, state=ReminderState.PLANNED),
        Reminder(7, ReminderKind.CHECK_IN, "", "start", TODAY, state=ReminderState.OPEN),
    ]
    return rows


async def _put(storage: SqlStorage, rows: list[Any]) -> None:
    async with storage.write() as uow:
        for row in rows:
            (book,) = (one for one in vars(uow).values() if getattr(one, "entity", None) is type(row))
            await book.add(row)
        await uow.commit()


async def _by_looking_at_all(storage: SqlStorage, owner_id: int | None) -> list[tuple[date, int | None]]:
    """Days, with their partner, by reading every row."""
    async with storage.read() as uow:
        partners = await uow.partners.list_by(state=PartnerState.ACTIVE)
        ids = [one.id for one in partners if owner_id in (None, one.owner_id)]
        found = coming_days(
            await uow.occasions.list_by(partner_id=ids),
            await uow.kept_feasts.list_by(partner_id=ids),
            await uow.people.list_by(partner_id=ids),
            TODAY,
            UNTIL,
            KnownFeasts(FEASTS, {}),
        )
        return sorted((day.on, day.partner_id) for day in found)


def _spread(items: list[Coming]) -> tuple[list[tuple[date, int]], int]:
    """The days one by one, and how many stand together."""
    days = [one for one in items if one.day is not None]
    return (
        sorted((one.on, one.partner.id) for one in days if one.partner is not None),
        sum(one.keep for one in days if one.partner is None),
    )


@pytest.mark.parametrize("planned", [False, True])
async def test_it_finds_what_looking_at_every_row_finds(storage: SqlStorage, planned: bool) -> None:
    await _put(storage, _roster(7))
    if planned:
        # Days that surfaced have their reminders, and their cursors are a year ahead.
        await PlanReminders(storage, ORGANISATION)(NOW)
    for staff, mine in ((RINA, True), (SARI, True), (RINA, False)):
        agenda = await ShowUpcoming(storage, ORGANISATION)(Actor(staff, NOW), mine=mine)
        alone, together = _spread(list(agenda.items))
        every = await _by_looking_at_all(storage, staff.id if mine else None)
        assert len(every) == len(alone) + together
        assert set(alone) <= set(every)


async def test_promises_agreements_and_plans_stand_beside_the_days(storage: SqlStorage) -> None:
    await _put(storage, _roster(7))
    agenda = await ShowUpcoming(storage, ORGANISATION)(Actor(RINA, NOW), mine=False)
    owed = [(one.key.split("-")[0], one.partner.name) for one in agenda.items if one.day is None and one.partner]
    assert sorted(owed) == [("agreement", "Mitra 5"), ("plan", "Mitra 6"), ("promise", "Mitra 3")]


async def test_what_does_not_fit_is_counted(embedded: SqlStorage) -> None:
    await _put(embedded, _roster(3))
    show = ShowUpcoming(embedded, Organisation(ORGANISATION.zone))
    whole, some = await show(Actor(RINA, NOW), mine=False), await show(Actor(RINA, NOW), mine=False, most=5)
    assert len(some.items) == 5
    assert some.rest == len(whole.items) - 5
    assert max(one.on for one in some.items) <= min(one.on for one in whole.items[5:])
