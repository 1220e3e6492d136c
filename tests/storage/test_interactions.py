"""Questions about contacts."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.interactions import Interaction
from bot.domain.partners import Partner
from bot.domain.words import Direction, Purpose
from bot.storage.engine import make_engine
from bot.storage.unit_of_work import SqlStorage
from tests.postgres import run_aside

DAY = date(2026, 11, 23)


@pytest.fixture
async def radio(storage: SqlStorage) -> Partner:
    async with storage.write() as uow:
        kept, _ = await uow.partners.add_all([Partner("Radio"), Partner("Klinik")])
        await uow.commit()
    return kept


def contact(partner_id: int, ago: int, note: str | None = None, purpose: Purpose = Purpose.CHECK_IN) -> Interaction:
    return Interaction(partner_id, DAY - timedelta(days=ago), purpose, note=note)


async def test_history_is_newest_first(storage: SqlStorage, radio: Partner) -> None:
    rows = [contact(radio.id, 3, "a"), contact(radio.id, 0, "b"), contact(radio.id, 3, "c"), contact(radio.id + 1, 1)]
    async with storage.write() as uow:
        await uow.interactions.add_all(rows)
        assert [one.note for one in await uow.interactions.list_of(radio.id)] == ["b", "c", "a"]
        assert [one.note for one in await uow.interactions.list_of(radio.id, limit=2)] == ["b", "c"]
        since = DAY - timedelta(days=2)
        assert [one.note for one in await uow.interactions.list_of(radio.id, since=since)] == ["b"]


async def test_span_has_both_ends_and_runs_by_day(storage: SqlStorage, radio: Partner) -> None:
    rows = [contact(radio.id, ago, str(ago)) for ago in (0, 8, 7, 1, 3)]
    async with storage.write() as uow:
        await uow.interactions.add_all(rows)
        week = await uow.interactions.list_between(DAY - timedelta(days=7), DAY - timedelta(days=1))
    assert [one.note for one in week] == ["7", "3", "1"]


CONTACTS = st.lists(
    st.builds(
        Interaction,
        partner_id=st.integers(1, 3),
        on=st.dates(DAY - timedelta(days=9), DAY),
        purpose=st.sampled_from([Purpose.ASK, Purpose.UPDATE]),
        direction=st.sampled_from(Direction),
        mass=st.booleans(),
        note=st.just("words"),
    ),
    max_size=12,
)


@given(CONTACTS)
@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_newest_of_each_sort_is_what_a_plain_count_says(sqlite_url: str, contacts: list[Interaction]) -> None:
    run_aside(lambda: _newest_of_each_sort(sqlite_url, contacts))


async def _newest_of_each_sort(url: str, contacts: list[Interaction]) -> None:
    engine = make_engine(url)
    async with SqlStorage(engine).write() as uow:
        await uow.partners.add_all(
            [Partner(name, id=place + 1) for place, name in enumerate(("Radio", "Klinik", "RS"))]
        )
        await uow.interactions.add_all(contacts)
        newest = await uow.interactions.newest_by_purpose()
        of_two = await uow.interactions.newest_by_purpose([2, 3])
    await engine.dispose()
    wanted: dict[object, Interaction] = {}
    for one in sorted(contacts, key=lambda one: one.on):
        wanted[one.partner_id, one.purpose, one.direction, one.mass] = replace(one, note=None)
    assert {repr(one) for one in newest} == {repr(one) for one in wanted.values()}
    assert {repr(one) for one in of_two} == {repr(one) for one in wanted.values() if one.partner_id > 1}


async def test_newest_of_each_sort_on_each_engine(storage: SqlStorage, radio: Partner) -> None:
    rows = [contact(radio.id, 3), contact(radio.id, 1, "words"), contact(radio.id, 2, purpose=Purpose.ASK)]
    async with storage.write() as uow:
        await uow.interactions.add_all(rows)
        newest = await uow.interactions.newest_by_purpose([radio.id])
        (earlier,) = await uow.interactions.newest_by_purpose([radio.id], DAY - timedelta(days=3))
    assert earlier.on == DAY - timedelta(days=3)
    assert {(one.purpose, one.on, one.note) for one in newest} == {
        (Purpose.CHECK_IN, DAY - timedelta(days=1), None),
        (Purpose.ASK, DAY - timedelta(days=2), None),
    }
