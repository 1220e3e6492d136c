"""Which partners a day's planning has to look at."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from bot.domain.agreements import Agreement
from bot.domain.interactions import Interaction
from bot.domain.occasions import Event, KeptFeast, Occasion
from bot.domain.partners import Partner
from bot.domain.people import Person
from bot.domain.planning.horizon import horizon_of
from bot.domain.promises import Promise
from bot.domain.reminders import Reminder
from bot.domain.rhythms import PartnerRhythm
from bot.domain.words import (
    AskAnswer,
    Direction,
    EventKind,
    OccasionKind,
    PartnerState,
    PromiseState,
    Purpose,
    ReminderKind,
    ReminderState,
    Rhythm,
)
from bot.domain.workdays import WorkCalendar
from bot.storage.unit_of_work import SqlStorage

DAY = date(2026, 11, 23)
HORIZON = horizon_of(DAY, WorkCalendar(frozenset(range(5)), "ID", False))


def ago(days: int) -> date:
    return DAY - timedelta(days=days)


FAR = ago(-500)
ASK = Interaction(1, ago(7), Purpose.ASK)
OCCASION = Occasion(1, OccasionKind.FOUNDING, 1, 5)
WAITING = Reminder(1, ReminderKind.CHECK_IN, "", "start", FAR)

DUE: dict[str, Any] = {
    "a rhythm that is due": PartnerRhythm(1, Rhythm.CHECK_IN, due_on=DAY),
    "a new occasion": OCCASION,
    "an occasion that surfaces": replace(OCCASION, surfaces_on=DAY),
    "a new feast": KeptFeast(1, "natal"),
    "a promise": Promise(1, "kirim", ago(-1)),
    "an overdue promise": Promise(1, "kirim", ago(400)),
    "an agreement": Agreement(1, ago(-90)),
    "an event": Event(1, 1, EventKind.ILLNESS, ago(90)),
    "an ask to follow up": ASK,
    "an ask to follow up late": replace(ASK, on=ago(60)),
    "a planned reminder": WAITING,
    "a snoozed reminder": replace(WAITING, state=ReminderState.SNOOZED),
}
NOT_DUE: dict[str, Any] = {
    "a later rhythm": PartnerRhythm(1, Rhythm.CHECK_IN, due_on=ago(-1)),
    "a rhythm that never comes": PartnerRhythm(1, Rhythm.GESTURE, due_on=None),
    "an occasion for later": replace(OCCASION, surfaces_on=ago(-1)),
    "a later promise": Promise(1, "kirim", ago(-2)),
    "a kept promise": Promise(1, "kirim", DAY, state=PromiseState.KEPT),
    "a later agreement": Agreement(1, ago(-91)),
    "a closed agreement": Agreement(1, DAY, closed_on=DAY),
    "an old event": Event(1, 1, EventKind.ILLNESS, ago(91)),
    "a young ask": replace(ASK, on=ago(6)),
    "a forgotten ask": replace(ASK, on=ago(61)),
    "their ask": replace(ASK, direction=Direction.THEIRS),
    "an answered ask": replace(ASK, ask_answer=AskAnswer.NO),
    "a mass ask": replace(ASK, mass=True),
    "a settled reminder": replace(WAITING, state=ReminderState.DONE),
}


async def test_partner_is_looked_at_for_what_is_due_and_for_nothing_else(storage: SqlStorage) -> None:
    async with storage.write() as uow:
        partners = await uow.partners.add_all([Partner(name) for name in (*DUE, *NOT_DUE)])
        people = await uow.people.add_all([Person(one.id, "Sari") for one in partners])
        books = {book.entity: book for book in vars(uow).values() if hasattr(book, "entity")}
        for partner, person, row in zip(partners, people, [*DUE.values(), *NOT_DUE.values()], strict=True):
            who = {"person_id": person.id} if isinstance(row, Event) else {}
            await books[type(row)].add(replace(row, partner_id=partner.id, **who))
        found = await uow.due.list_due(HORIZON)
        assert found == sorted(found)
        assert {one.name for one in await uow.partners.list_in(found)} == set(DUE)


@pytest.mark.parametrize("state", [PartnerState.ARCHIVED, PartnerState.MERGED])
async def test_partner_that_is_put_away_is_looked_at_for_its_reminders_alone(
    embedded: SqlStorage, state: PartnerState
) -> None:
    async with embedded.write() as uow:
        await uow.partners.add_all([Partner("Radio", state=state), Partner("Klinik", state=state)])
        await uow.promises.add(Promise(1, "kirim", DAY))
        await uow.reminders.add(replace(WAITING, partner_id=2))
        assert await uow.due.list_due(HORIZON) == [2]


async def test_rhythm_whose_reminder_waits_is_due_by_the_reminder(storage: SqlStorage) -> None:
    async with storage.write() as uow:
        (radio, clinic) = await uow.partners.add_all([Partner("Radio"), Partner("Klinik")])
        await uow.rhythms.add_all([PartnerRhythm(one.id, Rhythm.CHECK_IN, due_on=DAY) for one in (radio, clinic)])
        await uow.reminders.add(WAITING)
        assert await uow.due.list_due(HORIZON) == [radio.id, clinic.id]


async def test_next_looks_are_set_at_once(storage: SqlStorage) -> None:
    async with storage.write() as uow:
        (radio,) = await uow.partners.add_all([Partner("Radio")])
        days = await uow.occasions.add_all([replace(OCCASION, month=month) for month in (1, 2, 3)])
        natal = await uow.kept_feasts.add(KeptFeast(radio.id, "natal"))
        nyepi = await uow.kept_feasts.add(KeptFeast(radio.id, "nyepi"))
        await uow.due.look_next({days[0].id: DAY, days[2].id: FAR}, {natal.id: DAY, nyepi.id: DAY})
        await uow.due.look_next({days[2].id: None}, {})
        await uow.kept_feasts.look_anew("natal")
        assert [one.surfaces_on for one in await uow.occasions.list_by()] == [DAY, None, None]
        assert [one.surfaces_on for one in await uow.kept_feasts.list_by()] == [None, DAY]
