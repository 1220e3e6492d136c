"""Every field of a partner changed, and two colleagues at one field."""

from datetime import date
from typing import Any

import pytest

from bot.domain.errors import BadValue, ChangedMeanwhile
from bot.domain.occasions import Occasion
from bot.domain.partners import Partner
from bot.domain.words import OccasionKind, PartnerState, Tier
from bot.usecases.partner_fields import mark_of, value_in
from bot.usecases.partners import ArchivePartner, ChangePartner, PartnerChanged
from bot.usecases.undo import UndoLast
from tests.usecases.care_world import CLINIC, ORGANISATION, RINA, SARI, World, by


@pytest.fixture
async def world() -> World:
    return await World().settle_in()


async def change(world: World, field: str, value: str, **more: Any) -> PartnerChanged:
    actor = by(more.pop("staff", RINA), key=more.pop("key", None), again=more.pop("again", False))
    return await ChangePartner(world.storage, ORGANISATION)(actor, CLINIC.id, field, value, **more)


def clinic(world: World) -> Partner:
    return next(one for one in world.storage.all(Partner) if one.id == CLINIC.id)


@pytest.mark.parametrize(
    ("field", "typed", "kept"),
    [
        ("offers", " ruang  rapat\nkatering ", "ruang rapat\nkatering"),
        ("needs", "donor darah", "donor darah"),
        ("since", "3 Maret 2021", date(2021, 3, 3)),
        ("since", "2019", 2019),
        ("since", "Maret 2019", 2019),
        ("language", "Inggris", "en"),
    ],
)
async def test_a_field_holds_what_was_typed_until_it_is_taken_away(
    world: World, field: str, typed: str, kept: Any
) -> None:
    await change(world, field, typed)
    assert value_in(clinic(world), field) == kept
    await change(world, field, "")
    assert value_in(clinic(world), field) is None


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("31/2/2020", "impossible_day"),
        ("3 Maret 3026", "year_out_of_range"),
        ("3 Maret 2027", "since_ahead"),
        ("2030", "since_ahead"),
        ("3 Maret", "since_year_missing"),
        ("entah", "no_since"),
        ("17 Ramadan 1440", "no_since"),
    ],
)
async def test_a_day_that_cannot_be_since_when_is_refused(world: World, typed: str, why: str) -> None:
    with pytest.raises(BadValue) as error:
        await change(world, "since", typed)
    assert error.value.why == why
    assert clinic(world) == CLINIC


async def test_the_day_of_the_partnership_comes_again_each_year_as_long_as_it_is_known(world: World) -> None:
    def days() -> list[tuple[int, int, int | None]]:
        kept = world.storage.all(Occasion)
        return [(one.day, one.month, one.year) for one in kept if one.kind is OccasionKind.PARTNERSHIP]

    await change(world, "since", "3 Maret 2021")
    await change(world, "since", "4 Maret 2021")
    assert days() == [(4, 3, 2021)]
    await change(world, "since", "2021")
    assert days() == []
    await UndoLast(world.storage, ORGANISATION)(by(RINA))
    assert days() == [(4, 3, 2021)]
    assert clinic(world).since_on == date(2021, 3, 4)


async def test_a_phone_that_is_none_is_kept_as_typed_and_said(world: World) -> None:
    assert (await change(world, "phone", "tanya <satpam>")).as_typed
    assert clinic(world).phone == "tanya <satpam>"
    assert not (await change(world, "phone", "0812 3456 7890")).as_typed


async def test_the_backup_may_take_the_partner_over(world: World) -> None:
    await change(world, "backup_id", str(SARI.id))
    assert (await change(world, "owner_id", str(SARI.id))).backup_freed
    assert (clinic(world).owner_id, clinic(world).backup_id) == (SARI.id, None)
    await UndoLast(world.storage, ORGANISATION)(by(RINA))
    assert (clinic(world).owner_id, clinic(world).backup_id) == (RINA.id, SARI.id)


async def test_whoever_comes_second_is_told_who_was_first_and_may_set_it_all_the_same(world: World) -> None:
    seen = mark_of(value_in(clinic(world), "city"))
    await change(world, "city", "Bogor", staff=SARI, seen=seen)

    with pytest.raises(ChangedMeanwhile) as told:
        await change(world, "city", "Depok", seen=seen)
    assert (told.value.value, told.value.by, told.value.at is not None) == ("Bogor", SARI.id, True)
    assert clinic(world).city == "Bogor"

    await change(world, "city", "Depok", seen=mark_of("Bogor"))
    assert clinic(world).city == "Depok"


async def test_both_setting_the_same_is_no_quarrel_and_leaves_nothing_to_undo(world: World) -> None:
    seen = mark_of(Tier.KEY)
    assert (await change(world, "tier", "light", staff=SARI, seen=seen)).change_set_id is not None
    assert (await change(world, "tier", "light", seen=seen)).change_set_id is None


async def test_doing_the_same_update_again_gives_the_same(world: World) -> None:
    seen = mark_of(None)
    first = await change(world, "city", "Bogor", seen=seen, key="u1")
    assert await change(world, "city", "Bogor", seen=seen, key="u1", again=True) == first


async def test_what_archiving_did_to_reminders_is_counted(world: World) -> None:
    await world.reminder()
    archive = ArchivePartner(world.storage, ORGANISATION)
    archived = await archive(by(RINA), CLINIC.id, True)
    assert (archived.told.withdrawn, clinic(world).state) == (1, PartnerState.ARCHIVED)
    assert (await archive(by(SARI), CLINIC.id, True)).change_set_id is None
    assert (await archive(by(RINA), CLINIC.id, False)).told.added > 0
