"""The database's figures equal a plain count of the same rows, on both engines."""

import random
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from bot.domain.agreements import Agreement
from bot.domain.interactions import Interaction
from bot.domain.occasions import ConfirmedFeast, KeptFeast, Occasion
from bot.domain.partners import Partner
from bot.domain.people import Person
from bot.domain.ports import Storage, UnitOfWork
from bot.domain.promises import Promise
from bot.domain.reminders import Reminder
from bot.domain.rhythms import PartnerRhythm
from bot.domain.staff import Staff
from bot.domain.words import (
    Channel,
    Direction,
    OccasionKind,
    PartnerState,
    PersonState,
    PromiseState,
    Purpose,
    ReminderKind,
    ReminderState,
    Rhythm,
)
from bot.storage.engine import make_engine
from bot.storage.unit_of_work import SqlStorage
from tests.fakes import FakeStorage

START = date(2026, 9, 1)
NOW = datetime(2026, 11, 23, tzinfo=UTC)
PARTNERS = range(1, 7)


@pytest.fixture
async def storage(database_url: str) -> AsyncIterator[SqlStorage]:
    engine = make_engine(database_url)
    yield SqlStorage(engine)
    await engine.dispose()


def world(chance: random.Random) -> list[tuple[str, list[Any]]]:
    """Colleagues, partners, people, and a history made at random, with many contacts on one day."""
    people = [Person(1 + n % 6, f"Orang {n}", state=chance.choice(list(PersonState))) for n in range(18)]
    contacts = [
        Interaction(
            partner_id=partner_id,
            on=START + timedelta(days=chance.randrange(40)),
            purpose=chance.choice([Purpose.ASK, Purpose.ASK, *Purpose]),
            direction=chance.choice(list(Direction)),
            staff_id=chance.choice([1, 2, None]),
            person_id=chance.choice([None, *(n + 1 for n in range(18) if 1 + n % 6 == partner_id)]),
            channel=chance.choice([None, *Channel]),
            mass=chance.random() < 0.1,
            logged_at=NOW,
        )
        for partner_id in (chance.choice(PARTNERS[:-1]) for _ in range(80))
    ]
    reminders = [
        Reminder(
            partner_id=partner_id,
            kind=chance.choice([ReminderKind.CONGRATULATION, ReminderKind.CONDOLENCE]),
            subject=f"occasion:{n}",
            cycle="2026",
            due_on=START + timedelta(days=n),
            last_on=START + timedelta(days=n + chance.randrange(4)),
            person_id=chance.choice([None, partner_id, partner_id + 6]),
            state=chance.choice([ReminderState.EXPIRED, ReminderState.EXPIRED, ReminderState.DONE]),
        )
        for n, partner_id in enumerate(chance.choice(PARTNERS) for _ in range(30))
    ]
    return [
        ("staff", [Staff("Rina"), Staff("Sari")]),
        ("partners", [Partner(f"Mitra {id}", state=chance.choice(list(PartnerState)[:2])) for id in PARTNERS]),
        ("people", people),
        ("interactions", contacts),
        ("reminders", reminders),
        (
            "occasions",
            [
                Occasion(1, OccasionKind.FOUNDING, 1, 2),
                *(Occasion(one.partner_id, OccasionKind.BIRTHDAY, 1, 2, n) for n, one in enumerate(people, 1)),
            ],
        ),
        ("kept_feasts", [KeptFeast(2, "natal")]),
    ]


async def fill(storage: Storage, rows: list[tuple[str, list[Any]]]) -> None:
    async with storage.write() as uow:
        for noun, some in rows:
            await getattr(uow, noun).add_all(some)
        await uow.commit()


async def answers(uow: UnitOfWork, until: date) -> list[Any]:
    """Everything that can be asked, in an order of its own."""
    figures = uow.figures
    some = [1, 3, 5]
    return [
        sorted(await figures.contact_days(until), key=lambda one: one.partner_id),
        sorted(await figures.contact_days(until, some), key=lambda one: one.partner_id),
        [one.id for one in await figures.list_asks_since_care(until)],
        [one.id for one in await figures.list_asks_since_care(until, some)],
        await figures.list_missed(until),
        await figures.list_missed(until, some),
        set(await figures.list_acquaintances(START + timedelta(days=5), until, some)),
        set(await figures.count_contacts(START + timedelta(days=5), until)),
        set(await figures.count_contacts(START + timedelta(days=5), until, some)),
        await figures.newest_meetings(until, PARTNERS),
        await figures.list_without_occasion(),
    ]


async def test_a_card_s_rows_come_in_one_question_as_they_are(storage: SqlStorage) -> None:
    rows = world(random.Random(3))
    some: list[tuple[str, list[Any]]] = [
        ("rhythms", [PartnerRhythm(2, Rhythm.UPDATE, counts_from=START)]),
        (
            "promises",
            [Promise(2, 'kirim "data"', START, staff_id=1), Promise(2, "lama", START, state=PromiseState.KEPT)],
        ),
        ("agreements", [Agreement(2, START, title="MoU"), Agreement(2, START, closed_on=START)]),
        ("confirmed_feasts", [ConfirmedFeast("natal", "2026", START)]),
    ]
    rows += some
    fake = FakeStorage()
    await fill(storage, rows)
    await fill(fake, rows)
    async with storage.read() as real, fake.read() as plain:
        for partner_id in (*PARTNERS, 99):
            assert await real.figures.card_rows(partner_id) == await plain.figures.card_rows(partner_id)


async def test_the_database_counts_as_a_plain_count_does(storage: SqlStorage) -> None:
    rows = world(random.Random(7))
    fake = FakeStorage()
    await fill(storage, rows)
    await fill(fake, rows)
    for days in (5, 20, 60):
        until = START + timedelta(days=days)
        async with storage.read() as real, fake.read() as plain:
            assert await answers(real, until) == await answers(plain, until)
