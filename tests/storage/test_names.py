"""The search over stored names: up to date at each question, and never showing what is gone."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from bot.domain.partners import Partner
from bot.domain.people import Person
from bot.domain.words import PartnerState, PersonState
from bot.storage import names as stored
from bot.storage.engine import make_engine
from bot.storage.names import StoredNames
from bot.storage.unit_of_work import SqlStorage


@pytest.fixture
async def roster(storage: SqlStorage) -> SqlStorage:
    async with storage.write() as uow:
        medika, pelita, radio = await uow.partners.add_all(
            [Partner("PT Surya Medika Utama"), Partner("Yayasan Pelita Nusantara"), Partner("Radio Suara Kota")]
        )
        await uow.people.add_all([Person(medika.id, "Liem Mei Hwa", "Ibu"), Person(pelita.id, "Ratna Wulandari", "Bu")])
        await uow.search.touch([medika.id, pelita.id, radio.id])
        await uow.commit()
    return storage


@pytest.fixture
async def replica(database_url: str) -> AsyncIterator[StoredNames]:
    """The search of another process."""
    engine = make_engine(database_url)
    yield StoredNames(SqlStorage(engine))
    await engine.dispose()


async def found(names: StoredNames, text: str) -> list[str]:
    return [one.person.name if one.person else one.partner.name for one in await names.find(text)]


async def test_partner_is_found_in_spite_of_a_slip(roster: SqlStorage) -> None:
    best, *_ = await StoredNames(roster).find("surya medka")
    assert (best.partner.name, best.person, best.clear) == ("PT Surya Medika Utama", None, True)
    assert await StoredNames(roster).find("qqqq") == []
    assert await StoredNames(roster).find("") == []


async def test_change_is_found_at_once_here_and_on_another_replica(roster: SqlStorage, replica: StoredNames) -> None:
    names = StoredNames(roster)
    assert (await found(names, "pelita"))[0] == (await found(replica, "pelita"))[0] == "Yayasan Pelita Nusantara"
    async with roster.write() as uow:
        (partner,) = await uow.partners.list_by(name="Yayasan Pelita Nusantara")
        await uow.partners.change(partner.id, name="Yayasan Lentera Bangsa")
        added = await uow.partners.add(Partner("Klinik Sehat Bersama"))
        await uow.search.touch([partner.id, added.id])
        await uow.commit()
    for one in (names, replica):
        assert (await found(one, "lentera bangsa"))[0] == "Yayasan Lentera Bangsa"
        assert await found(one, "klinik sehat") == ["Klinik Sehat Bersama"]
        assert "Yayasan Pelita Nusantara" not in await found(one, "pelita nusantara")


async def test_change_that_is_not_committed_is_not_found(roster: SqlStorage) -> None:
    names = StoredNames(roster)
    async with roster.write() as uow:
        added = await uow.partners.add(Partner("Klinik Sehat Bersama"))
        await uow.search.touch([added.id])
    assert await found(names, "klinik sehat") == []


async def test_merged_and_erased_never_show_though_the_index_lags(roster: SqlStorage) -> None:
    names = StoredNames(roster)
    assert await found(names, "Liem Mei Hwa") == ["Liem Mei Hwa"]
    async with roster.write() as uow:
        for person in await uow.people.list_by():
            await uow.people.remove(person.id)
        (radio,) = await uow.partners.list_by(name="Radio Suara Kota")
        await uow.partners.change(radio.id, state=PartnerState.MERGED, merged_into=1)
        await uow.commit()
    assert await found(names, "Liem Mei Hwa") == []
    assert await found(names, "Radio Suara Kota") == []


async def test_person_who_moved_shows_where_they_are_now(roster: SqlStorage) -> None:
    names = StoredNames(roster)
    assert await found(names, "Ratna Wulandari") == ["Ratna Wulandari"]
    async with roster.write() as uow:
        (radio,) = await uow.partners.list_by(name="Radio Suara Kota")
        (ratna,) = await uow.people.list_by(name="Ratna Wulandari")
        await uow.people.change(ratna.id, partner_id=radio.id)
        await uow.commit()
    assert await found(names, "Ratna Wulandari") == []
    async with roster.write() as uow:
        await uow.search.touch([ratna.partner_id, radio.id])
        await uow.commit()
    (hit,) = await names.find("Ratna Wulandari")
    assert hit.partner.name == "Radio Suara Kota"


async def test_person_who_left_is_found_as_they_are_now(roster: SqlStorage) -> None:
    names = StoredNames(roster)
    async with roster.write() as uow:
        (ratna,) = await uow.people.list_by(name="Ratna Wulandari")
        await uow.people.change(ratna.id, state=PersonState.LEFT)
        await uow.search.touch([ratna.partner_id])
        await uow.commit()
    (hit,) = await names.find("Ratna Wulandari")
    assert hit.person is not None
    assert hit.person.state is PersonState.LEFT


async def test_questions_at_once_wait_for_the_whole_index(roster: SqlStorage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stored, "PART", 1)
    names = StoredNames(roster)
    answers = await asyncio.gather(*(found(names, "radio suara") for _ in range(5)))
    assert answers == [["Radio Suara Kota"]] * 5


async def test_journals_written_at_once_leave_no_gap(storage: SqlStorage, replica: StoredNames) -> None:
    async def add(name: str) -> None:
        async with storage.write() as uow:
            partner = await uow.partners.add(Partner(name))
            await uow.search.touch([partner.id])
            await asyncio.sleep(0)
            await uow.commit()

    wanted = [f"Mitra {word}" for word in ("Anggrek", "Bougenville", "Cempaka", "Dahlia", "Edelweis")]
    adding = asyncio.gather(*(add(name) for name in wanted))
    while not adding.done():
        await replica.find("Mitra")
    assert set(await found(replica, "Mitra")) == set(wanted)
