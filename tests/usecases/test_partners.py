"""Partners and people one by one, lists of them, and what comes next."""

from datetime import date, timedelta
from typing import Any

import pytest

from bot.domain.agreements import Agreement
from bot.domain.errors import BadValue
from bot.domain.interactions import Interaction
from bot.domain.occasions import KeptFeast, Occasion
from bot.domain.partners import Partner
from bot.domain.people import Person
from bot.domain.promises import Promise
from bot.domain.rhythms import PartnerRhythm
from bot.domain.roster.entries import Birthday
from bot.domain.words import Consent, Kind, OccasionKind, PartnerState, Purpose, Rhythm, Tier
from bot.usecases.contact_history import ShowHistory
from bot.usecases.partner_lists import PAGE, ListPartners, Scope, Selection
from bot.usecases.partners import AddPartner, ArchivePartner, ChangePartner
from bot.usecases.people import AddPerson, RememberDays
from bot.usecases.undo import UndoLast
from bot.usecases.upcoming import ShowUpcoming
from tests.usecases.care_world import CLINIC, DEWI, MADE, ORGANISATION, RADIO, RINA, SARI, TODAY, World, by


@pytest.fixture
async def world() -> World:
    return await World().settle_in()


def partner(world: World, id: int) -> Partner:
    return next(one for one in world.storage.all(Partner) if one.id == id)


async def change(world: World, field: str, value: str) -> Partner:
    await ChangePartner(world.storage, ORGANISATION)(by(RINA), CLINIC.id, field, value)
    return partner(world, CLINIC.id)


async def test_a_partner_is_added_with_its_name_alone_and_whoever_adds_it_answers_for_it(world: World) -> None:
    added = await AddPartner(world.storage, ORGANISATION)(by(RINA), "  Toko\nBunga <b>& Co ")

    new = partner(world, added.partner_id)
    assert (new.name, new.owner_id, new.tier, new.added_on) == ("Toko Bunga <b>& Co", RINA.id, Tier.CORE, TODAY)
    rhythms = {one.rhythm: one.due_on for one in world.storage.all(PartnerRhythm) if one.partner_id == new.id}
    assert rhythms[Rhythm.CHECK_IN] == TODAY + timedelta(days=60)
    assert new.id in world.storage.search.touched


@pytest.mark.parametrize(("name", "why"), [("  ", "empty"), ("x" * 500, "too_long")])
async def test_a_partner_needs_a_name_that_fits(world: World, name: str, why: str) -> None:
    with pytest.raises(BadValue) as error:
        await AddPartner(world.storage, ORGANISATION)(by(RINA), name)
    assert error.value.why == why


async def test_a_new_tier_moves_the_rhythms_and_the_days_ahead(world: World) -> None:
    day = Occasion(CLINIC.id, OccasionKind.FOUNDING, 3, 5, surfaces_on=date(2027, 4, 26))
    await world.storage.put(day)

    changed = await change(world, "tier", "light")

    assert changed.tier is Tier.LIGHT
    rhythms = {one.rhythm: one for one in world.storage.all(PartnerRhythm) if one.partner_id == CLINIC.id}
    assert rhythms[Rhythm.GESTURE].due_on is None
    assert [one.surfaces_on for one in world.storage.all(Occasion)] == [date(2027, 4, 30)]


async def test_a_new_owner_is_there_since_today(world: World) -> None:
    changed = await change(world, "owner_id", str(SARI.id))

    assert (changed.owner_id, changed.owner_since_on) == (SARI.id, TODAY)


@pytest.mark.parametrize(
    ("field", "typed", "kept"),
    [
        ("name", "Klinik Baru", "Klinik Baru"),
        ("kind", "government", Kind.GOVERNMENT),
        ("language", "Inggris", "en"),
        ("city", " Ende ", "Ende"),
        ("email", "a@contoh.example", "a@contoh.example"),
        ("phone", "0812 5550 1011", "+6281255501011"),
        ("phone", "tanya Rina", "tanya Rina"),
        ("phone", "", None),
        ("note", "satu\ndua", "satu\ndua"),
    ],
)
async def test_a_field_is_changed_as_it_was_typed(world: World, field: str, typed: str, kept: Any) -> None:
    assert getattr(await change(world, field, typed), field) == kept


@pytest.mark.parametrize(
    ("field", "typed", "why"),
    [
        ("email", "a@contoh", "bad_email"),
        ("language", "Jawa", "bad_language"),
        ("city", "x" * 201, "too_long"),
        ("backup_id", str(RINA.id), "owner_is_backup"),
    ],
)
async def test_a_value_that_cannot_be_taken_changes_nothing(world: World, field: str, typed: str, why: str) -> None:
    with pytest.raises(BadValue) as error:
        await change(world, field, typed)
    assert error.value.why == why
    assert partner(world, CLINIC.id) == CLINIC


async def test_an_archived_partner_is_left_alone_until_it_is_brought_back(world: World) -> None:
    archive = ArchivePartner(world.storage, ORGANISATION)
    await archive(by(RINA), CLINIC.id, True)

    assert partner(world, CLINIC.id).state is PartnerState.ARCHIVED
    with pytest.raises(BadValue):
        await change(world, "city", "Solo")
    await archive(by(RINA), CLINIC.id, False)
    assert partner(world, CLINIC.id).state is PartnerState.ACTIVE


async def test_a_person_is_added_as_typed_and_undo_takes_them_back(world: World) -> None:
    added = await AddPerson(world.storage, ORGANISATION)(by(RINA), CLINIC.id, "Bu Ratna Wulandari, Kepala Perawat")

    person = next(one for one in world.storage.all(Person) if one.id == added.person_id)
    assert (person.salutation, person.name, person.role) == ("Bu", "Ratna Wulandari", "Kepala Perawat")
    await UndoLast(world.storage, ORGANISATION)(by(RINA))
    assert person not in world.storage.all(Person)


async def test_somebody_known_there_is_not_added_twice(world: World) -> None:
    with pytest.raises(BadValue) as error:
        await AddPerson(world.storage, ORGANISATION)(by(RINA), CLINIC.id, "dewi anggraini")
    assert error.value.why == "known_person"


async def test_days_are_kept_as_the_person_agreed(world: World) -> None:
    remember = RememberDays(world.storage, ORGANISATION)
    await remember(by(RINA), DEWI.id, Consent.AGREED, birthday=Birthday(3, 3), feasts=("natal", "natal"))
    await remember(by(RINA), MADE.id, Consent.UNDECIDED, birthday=Birthday(4, 4, 1980))

    people = {one.id: one for one in world.storage.all(Person)}
    assert [(one.person_id, one.day, one.year) for one in world.storage.all(Occasion)] == [
        (DEWI.id, 3, None),
        (MADE.id, 4, 1980),
    ]
    assert [one.feast for one in world.storage.all(KeptFeast)] == ["natal"]
    assert people[MADE.id].undecided_until == TODAY + timedelta(days=30)

    await remember(by(RINA), DEWI.id, Consent.REFUSED)
    assert [one.person_id for one in world.storage.all(Occasion)] == [MADE.id]
    assert world.storage.all(KeptFeast) == []


async def test_a_list_is_by_name_in_pages_with_care_levels(world: World) -> None:
    await world.storage.put(*(Partner(f"Mitra {n:02}", owner_id=RINA.id, added_on=TODAY) for n in range(20)))
    show = ListPartners(world.storage, ORGANISATION)

    first, last = await show(by(RINA), Selection()), await show(by(RINA), Selection(), 99)

    assert (first.total, first.pages, len(first.lines)) == (21, 3, PAGE)
    assert first.lines[0].partner.name == CLINIC.name
    assert (last.page, len(last.lines)) == (2, 5)
    assert (await show(by(RINA), Selection(Scope.ALL, Tier.KEY))).total == 1
    assert (await show(by(RINA), Selection(Scope.UNOWNED))).lines == []
    assert (await show(by(RINA), Selection(Scope.ALL))).total == 22


async def test_history_shows_the_newest_contacts_first(world: World) -> None:
    for ago in range(10):
        await world.contact(ago, Purpose.CHECK_IN, note=f"n{ago}", person_id=DEWI.id)

    first = await ShowHistory(world.storage)(by(RINA), CLINIC.id)
    second = await ShowHistory(world.storage)(by(RINA), CLINIC.id, 1)

    assert [one.note for one in first.contacts] == [f"n{ago}" for ago in range(8)]
    assert [one.note for one in second.contacts] == ["n8", "n9"]
    assert (first.pages, first.people[DEWI.id], first.staff_names[RINA.id]) == (2, DEWI, "Rina")
    assert all(isinstance(one, Interaction) for one in first.contacts)


async def test_upcoming_shows_what_the_next_thirty_days_bring_in_order(world: World) -> None:
    await RememberDays(world.storage, ORGANISATION)(by(RINA), DEWI.id, Consent.AGREED, birthday=Birthday(1, 12, 1980))
    await RememberDays(world.storage, ORGANISATION)(by(RINA), MADE.id, Consent.UNDECIDED, birthday=Birthday(2, 12))
    await world.storage.put(
        Promise(CLINIC.id, "kirim daftar", TODAY + timedelta(days=3)),
        Promise(CLINIC.id, "nanti", TODAY + timedelta(days=40)),
        Agreement(CLINIC.id, TODAY + timedelta(days=20)),
        Promise(RADIO.id, "telepon", TODAY),
    )
    show = ShowUpcoming(world.storage, ORGANISATION)

    mine, everybody = (await show(by(RINA))).items, (await show(by(RINA), mine=False)).items

    assert [(one.on, one.day is not None) for one in mine] == [
        (TODAY + timedelta(days=3), False),
        (date(2026, 12, 1), True),
        (TODAY + timedelta(days=20), False),
    ]
    assert [one.partner and one.partner.id for one in everybody] == [RADIO.id, CLINIC.id, CLINIC.id, CLINIC.id]
