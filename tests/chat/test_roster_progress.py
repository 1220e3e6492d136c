"""A long import moves its message, is cut off and goes on, and is answered once."""

import pytest

from bot.chat import roster_progress
from bot.domain.partners import Partner
from bot.domain.roster.files import RosterFile
from bot.domain.words import Role
from bot.usecases import roster_staging
from tests.chat.harness import BotUnderTest

LONG = ("mitra,nama,ultah\n" + "".join(f"Mitra {n},Bu Ana {n},3 Mei 1980\n" for n in range(300))).encode()


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Looks and edits at every turn, so that a short file is a long one."""
    monkeypatch.setattr(roster_progress, "BETWEEN", 0.0)
    monkeypatch.setattr(roster_staging, "LOOK", 0.001)


@pytest.mark.usefixtures("quick")
async def test_one_message_moves_while_a_file_is_read_and_taken_over(rawat: BotUnderTest) -> None:
    maya = await rawat.colleague("Maya", Role.MANAGER, language="id")
    before = len(rawat.world.bot_messages(maya.user))

    await maya.send("mitra.csv", LONG)
    await maya.tap("Impor")

    edits = [call.params.get("text", "") for call in rawat.world.calls if call.method == "editMessageText"]
    assert any("Membaca mitra.csv: " in text and "dari 300 baris" in text for text in edits)
    assert "Menyimpan mitra.csv …" in edits
    said = rawat.world.bot_messages(maya.user)[before:]
    assert "Impor selesai: 300 mitra baru" in (said[0].text or "")
    assert len(await rawat.all(Partner)) == 300


async def test_short_work_is_over_before_the_message_moves(rawat: BotUnderTest) -> None:
    maya = await rawat.colleague("Maya", Role.MANAGER)
    await maya.send("mitra.csv", b"mitra\nToko Anggrek\n")
    await maya.tap("Import")

    edits = [call for call in rawat.world.calls if call.method == "editMessageText"]
    assert len(edits) == 2


async def test_a_file_whose_reading_was_cut_off_is_read_again_into_one_form(rawat: BotUnderTest) -> None:
    maya = await rawat.colleague("Maya", Role.MANAGER)
    await maya.send("mitra.csv", b"mitra\nToko Anggrek\n")

    await rawat.redo()
    assert "1 new partner" in maya.last.text
    await maya.tap("Import")

    assert [one.name for one in await rawat.all(Partner)] == ["Toko Anggrek"]
    assert sum(one.imported_at is not None for one in await rawat.all(RosterFile)) == 1


async def test_of_one_preview_in_two_messages_import_works_once(rawat: BotUnderTest) -> None:
    maya = await rawat.colleague("Maya", Role.MANAGER)
    preview = await maya.send("mitra.csv", b"mitra\nToko Anggrek\n")
    wire = next(one for one in preview.buttons if one["text"] == "Import")["callback_data"]
    await maya.tap("Import")

    again = await maya.press(preview, wire)

    assert "earlier step" in (again.text or "")
    assert len(await rawat.all(Partner)) == 1


async def test_two_managers_with_the_same_file_bring_it_in_once(rawat: BotUnderTest) -> None:
    maya = await rawat.colleague("Maya", Role.MANAGER)
    sari = await rawat.colleague("Sari", Role.MANAGER)
    for one in (maya, sari):
        await one.send("mitra.csv", b"mitra,kota\nToko Anggrek,Bogor\n")

    await maya.tap("Import")
    await sari.tap("Import")

    assert len(await rawat.all(Partner)) == 1
    assert any("There was nothing new in it." in said for said in sari.heard)
