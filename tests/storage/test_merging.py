"""Merging two partners: nothing of either is lost, one living reminder a rhythm, and undo restores both."""

import asyncio
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.agreements import Agreement
from bot.domain.errors import BadValue, NotAllowed, Outdated, RawatError
from bot.domain.forms import Form
from bot.domain.interactions import Interaction
from bot.domain.merged_reminders import GAVE_WAY
from bot.domain.notices import Notice
from bot.domain.occasions import Event, KeptFeast, Occasion
from bot.domain.partners import Partner
from bot.domain.people import Person
from bot.domain.ports import Actor, Organisation
from bot.domain.promises import Promise
from bot.domain.reminders import Reminder
from bot.domain.roster.reading import name_key
from bot.domain.staff import Staff
from bot.domain.words import (
    RHYTHM_KINDS,
    Consent,
    EventKind,
    FormKind,
    NoticeKind,
    OccasionKind,
    PartnerState,
    PersonState,
    Purpose,
    ReminderKind,
    ReminderState,
    Role,
    StaffState,
    Tier,
)
from bot.storage.names import StoredNames
from bot.storage.unit_of_work import SqlStorage
from bot.usecases.interactions import LogContact
from bot.usecases.known import merged_partner
from bot.usecases.merging import Merged, MergePartners, PreviewMerge
from bot.usecases.planning.plan_reminders import PlanReminders
from bot.usecases.privacy import ErasePerson
from bot.usecases.rhythms import refresh_rhythms
from bot.usecases.undo import UndoChange, Undone

ORGANISATION = Organisation(ZoneInfo("Asia/Jakarta"))
TODAY = date(2026, 11, 23)
NOON = datetime(2026, 11, 23, 5, tzinfo=UTC)
LONG_AGO = TODAY - timedelta(days=400)
NOUNS = ("people", "occasions", "kept_feasts", "events", "agreements", "promises", "interactions", "rhythms")
_NAMES = ("Ratna Wulandari", "Dewi Anggraini", "Agus Salim", "Made")


async def put(storage: SqlStorage, *rows: Any) -> list[Any]:
    async with storage.write() as uow:
        books: dict[Any, Any] = {book.entity: book for book in vars(uow).values() if hasattr(book, "entity")}
        kept = [await books[type(row)].add(row) for row in rows]
        await refresh_rhythms(uow, [row.id for row in kept if isinstance(row, Partner)])
        await refresh_rhythms(uow, {row.partner_id for row in kept if isinstance(row, Interaction)})
        await uow.commit()
    return kept


async def rows(storage: SqlStorage, noun: str, **where: Any) -> list[Any]:
    async with storage.read() as uow:
        return list(await getattr(uow, noun).list_by(**where))


async def everything(storage: SqlStorage, partner_ids: list[int]) -> dict[str, list[Any]]:
    """All rows of some partners, as far as merging may touch them."""
    found = {noun: await rows(storage, noun, partner_id=partner_ids) for noun in (*NOUNS, "reminders")}
    return found | {"partners": await rows(storage, "partners", id=partner_ids)}


async def team(storage: SqlStorage) -> list[Actor]:
    """Maya, who is a manager, and Rina and Sari."""
    people = [
        Staff("Maya", Role.MANAGER, StaffState.ACTIVE, 31),
        Staff("Rina", state=StaffState.ACTIVE, telegram_id=32),
    ]
    staff = await put(storage, *people, Staff("Sari", state=StaffState.ACTIVE, telegram_id=33))
    return [Actor(one, NOON, f"k{one.id}") for one in staff]


async def merge(storage: SqlStorage, by: Actor, kept: int, other: int) -> Merged:
    return await MergePartners(storage, ORGANISATION)(by, kept, other)


async def undo(storage: SqlStorage, by: Actor, merged: Merged) -> Undone:
    assert merged.change_set_id is not None
    return await UndoChange(storage, ORGANISATION)(replace(by, key=f"undo{merged.change_set_id}"), merged.change_set_id)


async def plan(storage: SqlStorage, now: datetime = NOON) -> None:
    await PlanReminders(storage, ORGANISATION)(now)


async def test_all_of_the_other_comes_over_and_what_is_the_survivors_stays(storage: SqlStorage) -> None:
    maya, rina, sari = await team(storage)
    kept, other = await put(
        storage,
        Partner("Klinik Sehat", Tier.KEY, owner_id=rina.staff.id, phone="+6281", note="Baik", added_on=LONG_AGO),
        Partner(
            "Klinik Sehat Bersama", owner_id=sari.staff.id, phone="+6282", city="Bogor", note="Teliti", needs="dokter"
        ),
    )
    dewi, twin, agus = await put(
        storage,
        Person(kept.id, "Dewi Anggraini", phone="1"),
        Person(other.id, "dewi anggraini", phone="2", role="Kepala", consent=Consent.AGREED),
        Person(other.id, "Agus Salim"),
    )
    born, own = await put(
        storage,
        Occasion(other.id, OccasionKind.BIRTHDAY, 14, 8, person_id=twin.id),
        Occasion(other.id, OccasionKind.FOUNDING, 1, 3, year=2001),
    )
    await put(
        storage,
        KeptFeast(kept.id, "natal"),
        KeptFeast(other.id, "natal"),
        KeptFeast(other.id, "natal", agus.id),
        Event(other.id, twin.id, EventKind.AWARD, TODAY),
        Agreement(other.id, TODAY + timedelta(days=300)),
        Promise(other.id, "kirim daftar", TODAY, person_id=twin.id),
        Interaction(other.id, TODAY - timedelta(days=3), Purpose.CHECK_IN, person_id=twin.id),
    )
    (form,) = await put(
        storage, Form(rina.staff.id, 32, FormKind.PERSON, "birthday", {"partner": other.id, "person": twin.id})
    )
    facts = {"partner_id": other.id, "interaction_id": 1}
    (notice,) = await put(storage, Notice(NoticeKind.COMPLAINT, "c", staff_id=rina.staff.id, facts=facts))
    seen = await PreviewMerge(storage)(maya, kept.id, other.id)
    assert [one.id for one in seen.people] == [dewi.id]
    assert (seen.moving["people"], seen.moving["interactions"], seen.same["kept_feasts"]) == (1, 1, 1)
    await merge(storage, maya, kept.id, other.id)
    async with storage.read() as uow:
        now, gone = await uow.partners.get(kept.id), await uow.partners.get(other.id)
        joined = await uow.people.get(dewi.id)
        assert (await merged_partner(uow, other.id)).id == kept.id
    assert (now.owner_id, now.tier, now.phone, now.city, now.needs) == (
        rina.staff.id,
        Tier.KEY,
        "+6281",
        "Bogor",
        "dokter",
    )
    assert now.note == "Baik\nKlinik Sehat Bersama: +6282\nTeliti"
    assert (gone.state, gone.merged_into) == (PartnerState.MERGED, kept.id)
    assert (joined.phone, joined.role, joined.consent, joined.note) == ("1; 2", "Kepala", Consent.AGREED, None)
    assert {one.id for one in await rows(storage, "people", partner_id=kept.id)} == {dewi.id, agus.id}
    assert {(one.id, one.person_id) for one in await rows(storage, "occasions", partner_id=kept.id)} == {
        (born.id, dewi.id),
        (own.id, None),
    }
    for noun in ("events", "promises", "interactions"):
        assert [one.person_id for one in await rows(storage, noun, partner_id=kept.id)] == [dewi.id]
    assert len(await rows(storage, "kept_feasts", partner_id=kept.id)) == 2
    (form,) = await rows(storage, "forms", id=form.id)
    assert form.fields == {"partner": kept.id, "person": dewi.id}
    (notice,) = await rows(storage, "notices", id=notice.id)
    assert notice.facts["partner_id"] == kept.id


def reminder(partner: Partner, cycle: str, opened: int | None, **fields: Any) -> Reminder:
    """A check-in that opened so many days ago."""
    opened_on = None if opened is None else TODAY - timedelta(days=opened)
    state = ReminderState.PLANNED if opened is None else ReminderState.OPEN
    made = Reminder(partner.id, ReminderKind.CHECK_IN, "", cycle, TODAY, state=state, opened_on=opened_on)
    return replace(made, **fields)


@pytest.mark.parametrize(("own", "others"), [(3, 9), (9, 3), (None, 3), (3, None)])
async def test_the_earlier_opened_of_two_colliding_reminders_survives(
    storage: SqlStorage, own: int | None, others: int | None
) -> None:
    maya, *_ = await team(storage)
    kept, other = await put(storage, *(Partner(name, owner_id=maya.staff.id, added_on=LONG_AGO) for name in "AB"))
    mine, theirs = await put(
        storage,
        reminder(kept, "start", own, staff_id=maya.staff.id),
        reminder(other, "start", others, staff_id=maya.staff.id),
    )
    first = mine if (own or 0) > (others or 0) else theirs
    await plan(storage)
    before = await everything(storage, [kept.id, other.id])
    merged = await merge(storage, maya, kept.id, other.id)
    found = {one.id: one for one in await rows(storage, "reminders", partner_id=kept.id, kind=ReminderKind.CHECK_IN)}
    (living,) = [one for one in found.values() if one.state.living]
    assert (living.id, living.opened_on, living.cycle) == (first.id, first.opened_on, "start")
    (gave_way,) = [one for one in found.values() if not one.state.living]
    assert (gave_way.state, gave_way.subject) == (ReminderState.WITHDRAWN, f"{GAVE_WAY}{first.id}")
    await undo(storage, maya, merged)
    assert await everything(storage, [kept.id, other.id]) == before


async def test_what_was_done_for_a_day_on_both_is_not_to_be_done_again(storage: SqlStorage) -> None:
    maya, *_ = await team(storage)
    kept, other = await put(storage, *(Partner(name, owner_id=maya.staff.id, added_on=LONG_AGO) for name in "AB"))
    dewi, twin = await put(storage, *(Person(one.id, "Dewi", consent=Consent.AGREED) for one in (kept, other)))
    own, others = await put(
        storage,
        *(Occasion(one.partner_id, OccasionKind.BIRTHDAY, 22, 11, person_id=one.id) for one in (dewi, twin)),
    )
    wish: dict[str, Any] = {"kind": ReminderKind.CONGRATULATION, "cycle": "2026", "last_on": TODAY + timedelta(days=6)}
    done, waiting = await put(
        storage,
        reminder(
            other, opened=1, subject=f"occasion:{others.id}", person_id=twin.id, **{**wish, "state": ReminderState.DONE}
        ),
        reminder(kept, opened=2, subject=f"occasion:{own.id}", person_id=dewi.id, **wish),
    )
    await merge(storage, maya, kept.id, other.id)
    found = {one.id: one for one in await rows(storage, "reminders", kind=ReminderKind.CONGRATULATION)}
    assert found[done.id].identity == waiting.identity
    assert found[waiting.id].state is ReminderState.WITHDRAWN
    assert {one.person_id for one in found.values()} == {dewi.id}


async def test_two_answers_about_days_that_contradict_each_other_keep_two_people(storage: SqlStorage) -> None:
    maya, *_ = await team(storage)
    kept, other = await put(storage, Partner("A"), Partner("B"))
    consents = (Consent.REFUSED, Consent.AGREED)
    people = [Person(one.id, "Dewi", consent=said) for one, said in zip((kept, other), consents, strict=True)]
    _, agreed = await put(storage, *people)
    assert (await PreviewMerge(storage)(maya, kept.id, other.id)).doubled == (agreed,)
    await merge(storage, maya, kept.id, other.id)
    assert len(await rows(storage, "people", partner_id=kept.id)) == 2


async def test_who_died_in_one_of_them_has_died(storage: SqlStorage) -> None:
    maya, *_ = await team(storage)
    kept, other = await put(storage, Partner("A"), Partner("B"))
    dewi, _ = await put(storage, Person(kept.id, "Dewi"), Person(other.id, "Dewi", state=PersonState.DIED))
    await merge(storage, maya, kept.id, other.id)
    assert [(one.id, one.state) for one in await rows(storage, "people")] == [(dewi.id, PersonState.DIED)]


async def test_who_may_merge_and_what_cannot_be_merged(storage: SqlStorage) -> None:
    maya, rina, _ = await team(storage)
    kept, other, mine, archived = await put(
        storage,
        Partner("A", owner_id=rina.staff.id),
        Partner("B", owner_id=maya.staff.id),
        Partner("C", owner_id=rina.staff.id),
        Partner("D", state=PartnerState.ARCHIVED),
    )
    with pytest.raises(NotAllowed):
        await merge(storage, rina, kept.id, other.id)
    with pytest.raises(BadValue, match="same_partner"):
        await merge(storage, maya, kept.id, kept.id)
    with pytest.raises(BadValue, match="archived"):
        await merge(storage, maya, kept.id, archived.id)
    await merge(storage, rina, kept.id, mine.id)
    with pytest.raises(BadValue, match="same_partner"):
        await merge(storage, maya, kept.id, mine.id)


async def test_two_who_merge_the_same_two_at_once_merge_them_once(storage: SqlStorage) -> None:
    maya, *_ = await team(storage)
    one, two = await put(storage, Partner("A"), Partner("B"))
    pairs = [(one.id, two.id), (two.id, one.id)]
    tries = [merge(storage, replace(maya, key=f"k{place}"), *pair) for place, pair in enumerate(pairs)]
    came = await asyncio.gather(*tries, return_exceptions=True)
    refused = [one for one in came if isinstance(one, RawatError)]
    assert len(refused) == 1
    assert isinstance(refused[0], (BadValue, Outdated))
    states = Counter(one.state for one in await rows(storage, "partners"))
    assert states == {PartnerState.ACTIVE: 1, PartnerState.MERGED: 1}


async def test_what_came_after_the_merge_stays_with_the_survivor(storage: SqlStorage) -> None:
    maya, *_ = await team(storage)
    kept, other = await put(storage, *(Partner(name, owner_id=maya.staff.id, added_on=LONG_AGO) for name in "AB"))
    merged = await merge(storage, maya, kept.id, other.id)
    await LogContact(storage, ORGANISATION)(replace(maya, key="log"), Interaction(other.id, TODAY, Purpose.THANKS))
    await undo(storage, maya, merged)
    assert [one.partner_id for one in await rows(storage, "interactions")] == [kept.id]
    assert {one.state for one in await rows(storage, "partners")} == {PartnerState.ACTIVE}


async def test_who_was_erased_after_a_merge_does_not_come_back_by_undo(storage: SqlStorage) -> None:
    maya, *_ = await team(storage)
    kept, other = await put(storage, Partner("A"), Partner("B"))
    dewi, twin = await put(storage, Person(kept.id, "Dewi", phone="0811"), Person(other.id, "Dewi", phone="0822"))
    await put(storage, Interaction(other.id, TODAY, Purpose.CHECK_IN, person_id=twin.id))
    merged = await merge(storage, maya, kept.id, other.id)
    await ErasePerson(storage, ORGANISATION)(replace(maya, key="erase"), dewi.id)
    await undo(storage, maya, merged)
    assert not await rows(storage, "people")
    assert {one.state for one in await rows(storage, "partners")} == {PartnerState.ACTIVE}
    async with storage.read() as uow:
        acts = await uow.change_sets.list_about(kept.id)
    assert "0822" not in repr(acts)
    assert "Dewi" not in repr(acts)


async def test_former_name_leads_to_who_stays(storage: SqlStorage) -> None:
    maya, *_ = await team(storage)
    names = ("Radio Suara Kota", "Kabar Pagi FM", "Kabar Petang", "Apotek Melati")
    kept, other, *_ = await put(storage, *(Partner(name) for name in names))
    search = StoredNames(storage)
    assert [one.partner.id for one in await search.find("kabar pagi fm")][:1] == [other.id]
    merged = await merge(storage, maya, kept.id, other.id)
    (first, *rest) = await search.find("kabar pagi fm")
    assert (first.partner.id, first.clear) == (kept.id, True)
    assert other.id not in {one.partner.id for one in rest}
    assert [one.partner.id for one in await search.find("apotek melati")] == [4]
    await undo(storage, maya, merged)
    assert [one.partner.id for one in await search.find("kabar pagi fm")][:1] == [other.id]


async def test_merging_done_again_by_the_same_update_says_the_same(storage: SqlStorage) -> None:
    maya, *_ = await team(storage)
    kept, other = await put(storage, Partner("A"), Partner("B"))
    first = await merge(storage, maya, kept.id, other.id)
    assert await merge(storage, replace(maya, again=True), kept.id, other.id) == first


_SIDE = st.fixed_dictionaries(
    {
        "people": st.lists(st.sampled_from(_NAMES), unique=True, max_size=3),
        "birthdays": st.lists(st.integers(-3, 6), max_size=2),
        "feasts": st.lists(st.sampled_from(["natal", "idulfitri"]), unique=True, max_size=2),
        "contacts": st.lists(st.tuples(st.integers(0, 200), st.sampled_from(list(Purpose))), max_size=4),
        "promises": st.lists(st.integers(-5, 5), max_size=2),
        "ends": st.lists(st.integers(-30, 120), max_size=1),
        "tier": st.sampled_from(list(Tier)),
    }
)


async def _fill(storage: SqlStorage, owner: Staff, side: dict[str, Any]) -> int:
    (partner,) = await put(storage, Partner("X", side["tier"], owner_id=owner.id, added_on=LONG_AGO))
    people = await put(storage, *(Person(partner.id, name, consent=Consent.AGREED) for name in side["people"]))
    born = [TODAY + timedelta(days=days) for days in side["birthdays"]]
    found: list[Any] = [
        Occasion(partner.id, OccasionKind.BIRTHDAY, on.day, on.month, person_id=person.id)
        for person, on in zip(people, born, strict=False)
    ]
    found += [KeptFeast(partner.id, feast, person.id) for feast in side["feasts"] for person in people]
    found += [
        Interaction(partner.id, TODAY - timedelta(days=ago), purpose, person_id=people[0].id if people else None)
        for ago, purpose in side["contacts"]
    ]
    found += [Promise(partner.id, f"janji {days}", TODAY + timedelta(days=days)) for days in side["promises"]]
    found += [Agreement(partner.id, TODAY + timedelta(days=days)) for days in side["ends"]]
    await put(storage, *found)
    return int(partner.id)


async def _merge_and_undo(storage: SqlStorage, *sides: dict[str, Any]) -> None:
    (maya,) = [Actor(one, NOON) for one in await put(storage, Staff("Maya", Role.MANAGER, StaffState.ACTIVE))]
    ids = [await _fill(storage, maya.staff, side) for side in sides]
    for day in (-40, -20, 0):
        await plan(storage, NOON + timedelta(days=day))
    before = await everything(storage, ids)
    merged = await merge(storage, maya, *ids)
    after = await everything(storage, ids[:1])
    assert {name_key(one.name) for one in after["people"]} == {name_key(one.name) for one in before["people"]}
    for noun in ("interactions", "promises", "reminders"):
        assert {one.id for one in after[noun]} >= {one.id for one in before[noun]}
    names = {one.id: name_key(one.name) for one in before["people"]}
    assert len(after["occasions"]) == len({names[day.person_id] for day in before["occasions"]})
    living = Counter(one.kind for one in after["reminders"] if one.state.living and one.kind in RHYTHM_KINDS)
    assert not living or max(living.values()) == 1
    await undo(storage, maya, merged)
    assert await everything(storage, ids) == before


FEW = settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
MANY = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@FEW
@given(sides=st.tuples(_SIDE, _SIDE))
async def test_merging_loses_nothing_and_undo_restores_both(embedded: SqlStorage, sides: Any) -> None:
    await _merge_and_undo(embedded, *sides)


@pytest.mark.soak
@MANY
@given(sides=st.tuples(_SIDE, _SIDE))
async def test_merging_loses_nothing_for_many_rosters(embedded: SqlStorage, sides: Any) -> None:
    await _merge_and_undo(embedded, *sides)
