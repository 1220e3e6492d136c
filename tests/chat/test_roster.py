"""A file of partners comes in through the chat."""

import re
from datetime import timedelta

from bot.chat.buttons import encode
from bot.chat.roster_buttons import TakeFile
from bot.domain.partners import Partner
from bot.domain.people import Person as PersonThere
from bot.domain.roster.files import RosterFile
from bot.domain.roster.table import MOST_BYTES
from bot.domain.staff import Staff
from bot.domain.words import Consent, Role
from tests.chat.harness import BotUnderTest

FILE = """mitra,tingkat,pj,nama,jabatan,ultah,hari raya,catatan
Apotek <b>Melati</b> & Co 🌿,kunci,wati,Bu Tuti Herawati,Pemilik,3 Mei 1980,lebaran,-
Toko Anggrek,umum,Rini,Mas Edi,,32 Agustus,natal,ramah
Kafe Senja,umum,Rini,,,,,Kopi, enak
""".encode()


async def test_a_roster_sent_is_previewed_and_imported_on_one_press(rawat: BotUnderTest) -> None:
    maya = await rawat.colleague("Maya", Role.MANAGER)
    await rawat.colleague("Rini")

    preview = await maya.send("mitra.csv", FILE)

    assert "2 new partners" in preview.text
    assert "Line 4 cannot be read: it has 9 columns and should have 8" in preview.text
    assert "Line 3, birthday: there is no 32 Agustus." in preview.text
    assert "Owners who have yet to join: Wati" in preview.text
    assert "For 2 people there are birthdays or holidays" in preview.text
    assert "✓ Decide later" in preview.labels
    assert await rawat.all(Partner) == []

    await maya.tap("All agreed")
    assert "✓ All agreed" in maya.last.labels
    await maya.tap("Import")

    assert [one.name for one in await rawat.all(Partner)] == ["Apotek <b>Melati</b> & Co 🌿", "Toko Anggrek"]
    assert {one.consent for one in await rawat.all(PersonThere)} == {Consent.AGREED}
    assert any("Imported: 2 new partners and 2 new people." in said for said in maya.heard)
    assert "About when was the last contact with Apotek <b>Melati</b> & Co 🌿?" in maya.text


async def test_an_indonesian_manager_reads_it_in_indonesian(rawat: BotUnderTest) -> None:
    maya = await rawat.colleague("Maya", Role.MANAGER, language="id")

    preview = await maya.send("mitra.csv", FILE)

    assert (
        "Baris 4 tidak terbaca: ada 9 kolom, seharusnya 8 (mungkin ada koma tanpa tanda kutip).\n"
        "Baris lainnya siap diimpor."
    ) in preview.text
    assert {"Impor", "Batal"} <= set(preview.labels)


async def test_import_pressed_twice_imports_once_and_is_answered_kindly(rawat: BotUnderTest) -> None:
    maya = await rawat.colleague("Maya", Role.MANAGER)
    preview = await maya.send("mitra.csv", FILE)
    await maya.tap("Import")

    again = await maya.press(preview, encode(TakeFile(1, 1)))

    assert "earlier step" in (again.text or "")
    assert len(await rawat.all(Partner)) == 2


async def test_an_import_cut_off_and_done_again_is_done_once(rawat: BotUnderTest) -> None:
    maya = await rawat.colleague("Maya", Role.MANAGER)
    await maya.send("mitra.csv", FILE)
    await maya.tap("Import")

    rawat.strict = False  # the press itself was answered already
    await rawat.redo()

    assert len(await rawat.all(Partner)) == 2


async def test_links_of_owners_who_have_not_joined_are_offered(rawat: BotUnderTest) -> None:
    maya = await rawat.colleague("Maya", Role.MANAGER)
    await maya.send("mitra.csv", FILE)
    await maya.tap("Import")

    await maya.tap("Link for Wati")

    link = next(said for said in maya.heard if "start=" in said)
    wati = rawat.stranger("Wati Kusuma")
    found = re.search(r"start=(\S+)", link)
    assert found is not None
    await wati.start(found[1])
    assert "1 mitra sudah menunggu" in wati.text
    assert [one.name for one in await rawat.all(Staff)][-1] == "Rini"


async def test_an_import_is_taken_back_by_its_button(rawat: BotUnderTest) -> None:
    maya = await rawat.colleague("Maya", Role.MANAGER)
    await maya.send("mitra.csv", FILE)
    await maya.tap("Import")

    await maya.tap("Undo")

    assert await rawat.all(Partner) == []
    assert any("Taken back: the import" in said for said in maya.heard)


async def test_cancel_saves_nothing(rawat: BotUnderTest) -> None:
    maya = await rawat.colleague("Maya", Role.MANAGER)
    await maya.send("mitra.csv", FILE)

    await maya.tap("Cancel")

    assert "Nothing of the file was saved" in maya.text
    assert await rawat.all(Partner) == []
    assert await rawat.all(RosterFile) == []


async def test_the_same_file_again_has_nothing_to_import(rawat: BotUnderTest) -> None:
    maya = await rawat.colleague("Maya", Role.MANAGER)
    await maya.send("mitra.csv", FILE)
    await maya.tap("All agreed")
    await maya.tap("Import")

    again = await maya.send("mitra.csv", FILE)

    assert "There is nothing in it to import." in again.text
    assert again.labels == ["1 refused row", "Cancel"]


async def test_a_form_outlives_a_day_no_longer(rawat: BotUnderTest) -> None:
    maya = await rawat.colleague("Maya", Role.MANAGER)
    await maya.send("mitra.csv", FILE)
    rawat.clock.instant += timedelta(days=2)

    pressed = await maya.tap("All agreed")

    assert "earlier step" in (pressed.text or "")


async def test_a_colleague_who_is_no_manager_is_told_kindly(rawat: BotUnderTest) -> None:
    rini = await rawat.colleague("Rini")

    said = await rini.send("mitra.csv", FILE)

    assert "for managers" in said.text


async def test_a_file_that_is_no_table_gets_one_clear_sentence(rawat: BotUnderTest) -> None:
    maya = await rawat.colleague("Maya", Role.MANAGER)

    assert "This file is empty" in (await maya.send("kosong.csv", b"\n")).text
    assert "was cut off on its way" in (await maya.send("mitra.xlsx", b"PK\x03\x04...")).text
    assert "no table" in (await maya.send("foto.csv", bytes(range(256)) * 9)).text
    assert "names its columns and has no rows" in (await maya.send("kepala.csv", b"mitra,kota\n")).text
    assert await rawat.all(RosterFile) == []


async def test_a_file_of_thirty_megabytes_is_refused_before_it_is_fetched(rawat: BotUnderTest) -> None:
    maya = await rawat.colleague("Maya", Role.MANAGER)

    said = await maya.send("besar.csv", b"x" * (MOST_BYTES + MOST_BYTES // 2))

    assert "This file has 30 MB, and at most 20 MB can be read." in said.text


async def test_five_baselines_a_day_are_asked_by_buttons(rawat: BotUnderTest) -> None:
    maya = await rawat.colleague("Maya", Role.MANAGER)
    rows = "".join(f"Mitra {number},kunci\n" for number in range(1, 8))
    await maya.send("mitra.csv", b"mitra,tingkat\n" + rows.encode())
    await maya.tap("Import")

    assert "4 more questions" in maya.text
    await maya.tap("About a month ago")
    assert maya.text.splitlines()[0] == "✓ Mitra 1: a check-in is due now."
    for label in ("This week", "Don't know", "Longer ago", "About three months ago"):
        await maya.tap(label)

    assert "that is all for today" in maya.text
    assert "2 more partners will be asked about." in maya.text
    baselines = [one.baseline_on for one in await rawat.all(Partner)]
    today = rawat.clock.instant.date()
    assert baselines[:3] == [today - timedelta(days=30), today - timedelta(days=4), None]
    assert baselines[5:] == [None, None]
