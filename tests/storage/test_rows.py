"""What every book can do, on both engines."""

from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest
from sqlalchemy.exc import StatementError

from bot.domain.errors import NotFound
from bot.domain.forms import Form
from bot.domain.notices import Notice
from bot.domain.partners import Partner
from bot.domain.promises import Promise
from bot.domain.reminders import Reminder
from bot.domain.staff import Invitation, Staff
from bot.domain.words import FormKind, NoticeKind, PartnerState, PromiseState, ReminderKind, Role, StaffState, Tier
from bot.storage.unit_of_work import SqlStorage

DAY = date(2026, 11, 23)
NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
MANY = 33_000
"""More ids than either database takes values in one statement."""


async def test_row_comes_back_as_it_was_kept(storage: SqlStorage) -> None:
    colleague = Staff(
        "Bu Rina 👩‍🌾 <b>&", Role.MANAGER, StaffState.ACTIVE, 2**40, "rina", "en", "Asia/Makassar", time(6, 45)
    )
    async with storage.write() as uow:
        kept = await uow.staff.add(colleague)
        await uow.commit()
    async with storage.read() as uow:
        assert await uow.staff.get(kept.id) == kept
    assert kept.id > 0
    assert {name: getattr(kept, name) for name in ("name", "telegram_id", "brief_at", "role", "zone")} == {
        name: getattr(colleague, name) for name in ("name", "telegram_id", "brief_at", "role", "zone")
    }


async def test_row_that_is_not_there(embedded: SqlStorage) -> None:
    async with embedded.write() as uow:
        assert await uow.partners.find(7) is None
        assert await uow.partners.find(None) is None
        with pytest.raises(NotFound) as fact:
            await uow.partners.get(7)
        with pytest.raises(NotFound):
            await uow.partners.change(7, name="Radio")
        assert not await uow.partners.change_when(7, {}, name="Radio")
        await uow.partners.remove(7)
    assert (fact.value.noun, fact.value.id) == ("partners", 7)


async def test_many_are_kept_in_order(storage: SqlStorage) -> None:
    names = [f"Mitra {place}" for place in range(1201, 0, -1)]
    async with storage.write() as uow:
        kept = await uow.partners.add_all([Partner(name) for name in names])
        assert await uow.partners.add_all([]) == []
        await uow.commit()
    assert [one.name for one in kept] == names
    assert [one.id for one in kept] == sorted({one.id for one in kept})
    async with storage.read() as uow:
        assert [one.name for one in await uow.partners.list_by()] == names


async def test_more_ids_are_asked_for_than_a_statement_takes(storage: SqlStorage) -> None:
    async with storage.write() as uow:
        kept = await uow.partners.add_all([Partner("Radio"), Partner("Klinik")])
        wanted = [*range(MANY, 0, -1), kept[0].id, -1]
        assert await uow.partners.list_in(wanted) == kept
        assert await uow.partners.list_in([]) == []
        assert await uow.interactions.newest_by_purpose(wanted) == []


async def test_rows_are_listed_and_counted_by_what_they_hold(storage: SqlStorage) -> None:
    async with storage.write() as uow:
        owner = await uow.staff.add(Staff("Rina"))
        radio, clinic, shop = await uow.partners.add_all(
            [
                Partner("Radio", Tier.KEY, owner_id=owner.id),
                Partner("Klinik", Tier.LIGHT),
                Partner("Toko", Tier.CORE, state=PartnerState.ARCHIVED),
            ]
        )
        assert await uow.partners.list_by(owner_id=owner.id) == [radio]
        assert await uow.partners.list_by(owner_id=None) == [clinic, shop]
        assert await uow.partners.list_by(tier=(Tier.KEY, Tier.CORE)) == [radio, shop]
        assert await uow.partners.list_by(tier=[], name="Radio") == []
        assert await uow.partners.list_by(limit=2) == [radio, clinic]
        assert await uow.partners.count_by(state=PartnerState.ACTIVE) == 2
        assert await uow.partners.count_by() == 3


async def test_fields_are_changed(storage: SqlStorage) -> None:
    async with storage.write() as uow:
        radio = await uow.partners.add(Partner("Radio", city="Bandung"))
        changed = await uow.partners.change(radio.id, name="Radio Suara Kota", city=None, since_on=DAY)
        assert (changed.name, changed.city, changed.since_on) == ("Radio Suara Kota", None, DAY)
        assert await uow.partners.change(radio.id) == changed
        await uow.commit()
    async with storage.read() as uow:
        assert await uow.partners.get(radio.id) == changed


async def test_fields_are_changed_only_while_the_row_is_as_expected(storage: SqlStorage) -> None:
    async with storage.write() as uow:
        radio = await uow.partners.add(Partner("Radio", city=None))
        assert not await uow.partners.change_when(radio.id, {"tier": Tier.KEY}, name="Radio Kota")
        assert not await uow.partners.change_when(radio.id, {"city": ""}, name="Radio Kota")
        assert await uow.partners.change_when(
            radio.id, {"city": None, "tier": (Tier.KEY, Tier.CORE)}, name="Radio Kota"
        )
        assert (await uow.partners.get(radio.id)).name == "Radio Kota"


async def test_removed_row_is_gone(storage: SqlStorage) -> None:
    async with storage.write() as uow:
        radio, clinic = await uow.partners.add_all([Partner("Radio"), Partner("Klinik")])
        await uow.partners.remove(radio.id)
        await uow.commit()
    async with storage.read() as uow:
        assert await uow.partners.list_by() == [clinic]


async def test_instant_without_a_zone_is_refused(storage: SqlStorage) -> None:
    naive = NOON.replace(tzinfo=None)
    async with storage.write() as uow:
        with pytest.raises(StatementError, match="without a zone"):
            await uow.invitations.add(Invitation("a" * 64, Role.STAFF, naive))
    async with storage.write() as uow:
        kept = await uow.invitations.add(Invitation("a" * 64, Role.STAFF, NOON))
        with pytest.raises(StatementError, match="without a zone"):
            await uow.invitations.change(kept.id, used_at=naive)
    async with storage.write() as uow:
        radio = await uow.partners.add(Partner("Radio"))
        answered = Reminder(radio.id, ReminderKind.CHECK_IN, "", "start", DAY, answered_at=naive)
        with pytest.raises(StatementError, match="without a zone"):
            await uow.reminders.add_new([answered])
    async with storage.read() as uow:
        with pytest.raises(StatementError, match="without a zone"):
            await uow.invitations.list_by(expires_at=naive)


async def test_instants_come_back_in_utc(storage: SqlStorage) -> None:
    jakarta = NOON.astimezone(timezone(timedelta(hours=7))) + timedelta(microseconds=123456)
    async with storage.write() as uow:
        kept = await uow.invitations.add(Invitation("a" * 64, Role.STAFF, jakarta))
        assert await uow.invitations.list_by(expires_at=jakarta) == [kept]
    assert kept.expires_at == jakarta
    assert kept.expires_at.utcoffset() == timedelta(0)


async def test_json_fields_are_kept_and_changed_whole(storage: SqlStorage) -> None:
    fields = {"note": "ngopi ☕ 'sama' \"Bu Ratna\"", "people": [1, 2], "sure": {"on": None, "channel": True}}
    async with storage.write() as uow:
        owner = await uow.staff.add(Staff("Rina"))
        form = await uow.forms.add(Form(owner.id, 5, FormKind.CONTACT, "card", fields))
        assert form.fields == fields
        assert (await uow.forms.change(form.id, fields={**fields, "people": []})).fields["people"] == []
        assert await uow.forms.change_when(form.id, {"version": 1}, fields={})
        notice = await uow.notices.owe(Notice(NoticeKind.JOINED, "joined:1", facts={"staff": owner.id}))
        await uow.commit()
    assert notice is not None
    async with storage.read() as uow:
        assert (await uow.forms.get(form.id)).fields == {}
        assert (await uow.notices.get(notice.id)).facts == {"staff": owner.id}


async def test_words_are_kept_as_their_values(storage: SqlStorage) -> None:
    async with storage.write() as uow:
        radio = await uow.partners.add(Partner("Radio"))
        promise = await uow.promises.add(Promise(radio.id, "kirim daftar", DAY))
        await uow.promises.change(promise.id, state=PromiseState.KEPT)
        connection = uow.connection  # type: ignore[attr-defined]
        kept = (await connection.exec_driver_sql("select state from promises")).scalar_one()
    assert kept == "kept"
