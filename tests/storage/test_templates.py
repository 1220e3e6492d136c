"""The organisation's own texts, on both engines: kept, changed, switched off, brought in from a file, taken back."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.domain.errors import BadValue, NotAllowed, NotFound, Outdated
from bot.domain.ports import Actor
from bot.domain.staff import Staff
from bot.domain.templates import LONGEST_TEXT, OurTexts, Template
from bot.domain.words import Role, StaffState, Tone
from bot.storage.unit_of_work import SqlStorage
from bot.usecases.templates import (
    AddTemplate,
    ChangeTemplate,
    ImportTemplates,
    ListTexts,
    ReadOurTexts,
    RemoveTemplate,
    SwitchText,
)
from bot.usecases.undo import UndoLast
from tests.usecases.care_world import ORGANISATION

NOW = datetime(2026, 11, 23, 5, tzinfo=UTC)
MAYA = Staff("Maya", Role.MANAGER, StaffState.ACTIVE, 101, id=1)
RINA = Staff("Rina", Role.STAFF, StaffState.ACTIVE, 102, id=2)
WISH = Template("birthday", "id", "Selamat ulang tahun, {addressee}!", Tone.FAMILIAR)
MAYAS = Actor(MAYA, NOW)
RINAS = Actor(RINA, NOW)


@pytest.fixture
async def house(storage: SqlStorage) -> SqlStorage:
    async with storage.write() as uow:
        await uow.staff.add(MAYA)
        await uow.staff.add(RINA)
        await uow.commit()
    return storage


async def test_text_is_added_once_changed_and_taken_away(house: SqlStorage) -> None:
    by = Actor(MAYA, NOW, "u1")
    added = await AddTemplate(house)(by, WISH)
    assert await AddTemplate(house)(replace(by, again=True), WISH) == added
    kept = replace(WISH, id=added.template_id)
    assert (await ReadOurTexts(house)(RINAS)).own == (kept,)
    with pytest.raises(BadValue, match="known_text"):
        await AddTemplate(house)(MAYAS, WISH)
    await ChangeTemplate(house)(MAYAS, kept, tone=None)
    with pytest.raises(Outdated):
        await ChangeTemplate(house)(MAYAS, kept, tone=Tone.FORMAL)
    await RemoveTemplate(house)(MAYAS, kept.id)
    with pytest.raises(NotFound):
        await RemoveTemplate(house)(MAYAS, kept.id)
    await UndoLast(house, ORGANISATION)(MAYAS)
    assert (await ListTexts(house)(MAYAS)).own == (replace(kept, tone=None),)


async def test_text_of_the_bank_is_switched_off_and_on(house: SqlStorage) -> None:
    for _ in range(2):
        await SwitchText(house)(MAYAS, "natal.peace", "id", used=False)
    assert (await ReadOurTexts(house)(RINAS)).off == {("id", "natal.peace")}
    await SwitchText(house)(MAYAS, "natal.peace", "id", used=True)
    assert await ReadOurTexts(house)(RINAS) == OurTexts()


async def test_texts_of_a_file_come_in_once_and_are_switched_as_it_says(house: SqlStorage) -> None:
    texts = [WISH, replace(WISH, language="en", text="Happy birthday, {addressee}!"), WISH]
    came = await ImportTemplates(house)(MAYAS, texts)
    assert (came.added, came.switched, came.same) == (2, 0, 0)
    came = await ImportTemplates(house)(MAYAS, [replace(WISH, active=False), texts[1]])
    assert (came.added, came.switched, came.same) == (0, 1, 1)
    await UndoLast(house, ORGANISATION)(MAYAS)
    assert all(one.active for one in (await ListTexts(house)(MAYAS)).own)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("   ", "empty"),
        ("{addressee} 🎂!", "empty"),
        ("Selamat, {nama}!", "unknown_place"),
        ("Selamat sebagai {role}, {addressee}!", "unknown_place"),
        ("Selamat, {addressee!", "stray_brace"),
        ("Selamat, {}!", "unknown_place"),
        ("a" * (LONGEST_TEXT + 1), "too_long"),
    ],
)
async def test_what_no_draft_could_be_made_of_is_refused(embedded: SqlStorage, text: str, why: str) -> None:
    with pytest.raises(BadValue, match=why):
        await AddTemplate(embedded)(MAYAS, replace(WISH, text=text))


async def test_texts_are_for_managers(embedded: SqlStorage) -> None:
    for refused in (
        AddTemplate(embedded)(RINAS, WISH),
        ChangeTemplate(embedded)(RINAS, WISH, active=False),
        RemoveTemplate(embedded)(RINAS, 1),
        SwitchText(embedded)(RINAS, "natal.peace", "id", used=False),
        ImportTemplates(embedded)(RINAS, [WISH]),
        ListTexts(embedded)(RINAS),
    ):
        with pytest.raises(NotAllowed):
            await refused
