"""One transaction: kept whole or not at all, written down by field, and taken back where nothing changed since."""

import asyncio
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from sqlalchemy.exc import DBAPIError, IntegrityError

from bot.domain.changes import Change
from bot.domain.errors import NotFound
from bot.domain.notices import Notice
from bot.domain.occasions import Occasion
from bot.domain.partners import Partner
from bot.domain.ports import Act
from bot.domain.staff import Invitation, Staff
from bot.domain.words import NoticeKind, OccasionKind, Role, StaffState, Tier
from bot.storage.engine import make_engine
from bot.storage.unit_of_work import SqlStorage

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
JAKARTA = timezone(timedelta(hours=7))


async def kept(storage: SqlStorage, *partners: Partner) -> list[Partner]:
    async with storage.write() as uow:
        rows = await uow.partners.add_all(partners)
        await uow.commit()
    return rows


async def test_nothing_is_kept_without_commit(storage: SqlStorage) -> None:
    async with storage.write() as uow:
        await uow.partners.add(Partner("Radio"))
    async with storage.read() as uow:
        assert await uow.partners.count_by() == 0


async def test_nothing_is_kept_after_a_failure(storage: SqlStorage) -> None:
    with pytest.raises(NotFound):
        await _half_done(storage)
    async with storage.write() as uow:
        assert await uow.partners.count_by() == 0


async def _half_done(storage: SqlStorage) -> None:
    async with storage.write() as uow:
        await uow.partners.add(Partner("Radio"))
        await uow.partners.change(99, name="Klinik")
        await uow.commit()


async def test_reader_sees_one_state(storage: SqlStorage) -> None:
    radio, clinic = await kept(storage, Partner("Radio"), Partner("Klinik"))
    async with storage.read() as reader:
        assert (await reader.partners.get(radio.id)).name == "Radio"
        async with storage.write() as uow:
            await uow.partners.change(radio.id, name="Radio Kota")
            await uow.partners.change(clinic.id, name="Klinik Kota")
            await uow.commit()
        assert (await reader.partners.get(clinic.id)).name == "Klinik"
    async with storage.read() as reader:
        assert (await reader.partners.get(clinic.id)).name == "Klinik Kota"


async def test_reader_on_postgres_cannot_write(storage: SqlStorage) -> None:
    if storage.engine.dialect.name == "sqlite":
        return
    async with storage.read() as uow:
        with pytest.raises(DBAPIError, match="read-only"):
            await uow.partners.add(Partner("Radio"))


async def test_writers_at_once_wait_for_each_other(database_url: str) -> None:
    """Two engines stand for two processes: neither knows of the other's turn."""
    engines = [make_engine(database_url) for _ in range(2)]
    storages = [SqlStorage(engine) for engine in engines]
    (radio,) = await kept(storages[0], Partner("Radio", spread_of=0))
    await asyncio.gather(*(_count_up(storages[place % 2], radio.id) for place in range(20)))
    async with storages[0].read() as uow:
        assert (await uow.partners.get(radio.id)).spread_of == 20
    for engine in engines:
        await engine.dispose()


async def _count_up(storage: SqlStorage, id: int) -> None:
    changed = False
    while not changed:
        async with storage.write() as uow:
            seen = await uow.partners.get(id)
            changed = await uow.partners.change_when(id, {"spread_of": seen.spread_of}, spread_of=seen.spread_of + 1)
            await uow.commit()


async def test_conditional_change_is_won_once(storage: SqlStorage) -> None:
    (radio,) = await kept(storage, Partner("Radio"))

    async def take(name: str) -> bool:
        async with storage.write() as uow:
            won = await uow.partners.change_when(radio.id, {"name": "Radio"}, name=name)
            await uow.commit()
        return won

    assert sorted(await asyncio.gather(*(take(f"Radio {place}") for place in range(5)))) == [False] * 4 + [True]


async def test_change_set_holds_before_and_after(storage: SqlStorage) -> None:
    async with storage.write() as uow:
        rina = await uow.staff.add(Staff("Rina", state=StaffState.ACTIVE))
        radio = await uow.partners.add(Partner("Radio"))
        await uow.commit(Act("add_partner", NOW, rina.id, radio.id, "u1:add_partner", {"is": {"partner_id": radio.id}}))
    async with storage.write() as uow:
        await uow.partners.change(radio.id, tier=Tier.KEY, name="Radio", since_on=date(2020, 5, 1))
        clinic = await uow.partners.add(Partner("Klinik"))
        await uow.partners.remove(clinic.id)
        id = await uow.commit(Act("change_partner", NOW.astimezone(JAKARTA), rina.id, radio.id))
    assert id is not None
    async with storage.read() as uow:
        found = await uow.change_sets.get(id)
        first = await uow.change_sets.find_by_key("u1:add_partner")
    assert (found.act, found.at, found.staff_id, found.partner_id, found.key) == (
        "change_partner",
        NOW,
        rina.id,
        radio.id,
        None,
    )
    changed, added, removed = found.changes
    assert changed == Change(
        "partners", radio.id, {"tier": "core", "since_on": None}, {"tier": "key", "since_on": "2020-05-01"}
    )
    assert (added.before, added.after) == (None, removed.before)
    assert removed.after is None
    assert first is not None
    assert first.outcome == {"is": {"partner_id": radio.id}}


async def test_change_that_changes_nothing_is_not_written_down(embedded: SqlStorage) -> None:
    (radio,) = await kept(embedded, Partner("Radio"))
    async with embedded.write() as uow:
        await uow.partners.change(radio.id, name="Radio", tier=Tier.CORE)
        id = await uow.commit(Act("change_partner", NOW))
        assert id is not None
        assert (await uow.change_sets.get(id)).changes == ()


async def test_key_is_used_once(storage: SqlStorage) -> None:
    async with storage.write() as uow:
        await uow.commit(Act("log_contact", NOW, key="u7:log_contact"))
    async with storage.write() as uow:
        await uow.partners.add(Partner("Radio"))
        with pytest.raises(IntegrityError):
            await uow.commit(Act("log_contact", NOW, key="u7:log_contact"))
    async with storage.read() as uow:
        assert await uow.partners.count_by() == 0
        assert await uow.change_sets.find_by_key("u8:log_contact") is None
        with pytest.raises(NotFound):
            await uow.change_sets.get(99)


async def test_forms_notices_and_what_is_derived_stay_out(storage: SqlStorage) -> None:
    async with storage.write() as uow:
        await uow.notices.owe(Notice(NoticeKind.STRANGER, "stranger:1", chat_id=1))
        radio = await uow.partners.add(Partner("Radio"))
        day = await uow.occasions.add(Occasion(radio.id, OccasionKind.FOUNDING, 1, 5))
        await uow.occasions.change(day.id, surfaces_on=date(2027, 5, 1))
        await uow.occasions.change(day.id, surfaces_on=None, day=2)
        id = await uow.commit(Act("add_partner", NOW))
        assert id is not None
        partner, added, changed = (await uow.change_sets.get(id)).changes
    assert (partner.noun, added.noun) == ("partners", "occasions")
    assert "surfaces_on" not in (added.after or {})
    assert (changed.before, changed.after) == ({"day": 1}, {"day": 2})


async def test_own_acts_are_listed_newest_first(storage: SqlStorage) -> None:
    async with storage.write() as uow:
        rina, sari = await uow.staff.add_all([Staff("Rina"), Staff("Sari")])
        ids = [await uow.commit(Act(name, NOW + timedelta(hours=hour), rina.id)) for hour, name in enumerate("abcd")]
        await uow.commit(Act("e", NOW + timedelta(hours=5), sari.id))
        await uow.change_sets.mark_undone(ids[1] or 0, NOW)
        await uow.commit(Act("undo", NOW + timedelta(hours=6), rina.id, undo_of=ids[1]))
        own = await uow.change_sets.list_of(rina.id, NOW + timedelta(hours=1))
        (newest,) = await uow.change_sets.list_of(rina.id, NOW, limit=1)
    assert [one.act for one in own] == ["d", "c"]
    assert newest == own[0]


async def undone(storage: SqlStorage, id: int | None) -> list[bool]:
    assert id is not None
    async with storage.write() as uow:
        found = await uow.change_sets.get(id)
        took = [await uow.apply_undo(change) for change in reversed(found.changes)]
        await uow.commit(Act("undo", NOW, undo_of=id))
    return took


async def test_added_changed_and_removed_rows_are_taken_back(storage: SqlStorage) -> None:
    used_at = NOW.astimezone(JAKARTA)
    async with storage.write() as uow:
        rina = await uow.staff.add(Staff("Rina"))
        radio = await uow.partners.add(Partner("Radio", owner_id=rina.id, since_on=date(2020, 5, 1)))
        link = await uow.invitations.add(Invitation("a" * 64, Role.STAFF, NOW))
        await uow.commit()
    async with storage.write() as uow:
        await uow.partners.add(Partner("Klinik"))
        await uow.invitations.change(link.id, used_at=used_at, role=Role.ADMIN)
        await uow.partners.remove(radio.id)
        id = await uow.commit(Act("various", NOW))
    assert await undone(storage, id) == [True, True, True]
    async with storage.read() as uow:
        assert await uow.partners.list_by() == [radio]
        assert await uow.invitations.get(link.id) == link


async def test_what_changed_since_is_left(storage: SqlStorage) -> None:
    radio, clinic = await kept(storage, Partner("Radio"), Partner("Klinik"))
    async with storage.write() as uow:
        await uow.partners.change(radio.id, city="Bandung")
        await uow.partners.change(clinic.id, city="Cimahi")
        id = await uow.commit(Act("change_partner", NOW))
    async with storage.write() as uow:
        await uow.partners.change(radio.id, city="Garut", name="Radio Kota")
        await uow.partners.change(clinic.id, name="Klinik Kota")
        await uow.commit()
    assert await undone(storage, id) == [True, False]
    async with storage.read() as uow:
        cities = {one.name: one.city for one in await uow.partners.list_by()}
    assert cities == {"Radio Kota": "Garut", "Klinik Kota": None}


async def test_undoing_is_written_down_too(embedded: SqlStorage) -> None:
    (radio,) = await kept(embedded, Partner("Radio"))
    async with embedded.write() as uow:
        await uow.partners.change(radio.id, city="Bandung")
        first = await uow.commit(Act("change_partner", NOW))
        assert first is not None
        (change,) = (await uow.change_sets.get(first)).changes
        assert await uow.apply_undo(change)
        assert not await uow.apply_undo(change)
        second = await uow.commit(Act("undo", NOW, undo_of=first))
        assert second is not None
        assert (await uow.change_sets.get(second)).changes == (
            Change("partners", radio.id, {"city": "Bandung"}, {"city": None}),
        )
