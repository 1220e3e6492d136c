"""What is chosen before an import: the sheet, what a column holds; what is shown of it, and what comes back."""

import io
from typing import Any

from bot.domain.partners import Partner
from bot.domain.ports import Actor
from bot.domain.words import Kind, Role, Tier
from bot.usecases.partners import ChangePartner
from tests.chat.harness import BotUnderTest, Person


def workbook(**sheets: list[list[Any]]) -> bytes:
    """An XLSX file with these sheets."""
    from xlsxwriter import Workbook

    content = io.BytesIO()
    with Workbook(content, {"in_memory": True}) as book:
        for title, rows in sheets.items():
            sheet = book.add_worksheet(title)
            for place, row in enumerate(rows):
                sheet.write_row(place, 0, row)
    return content.getvalue()


def sent_file(rawat: BotUnderTest, reader: Person) -> tuple[str, str]:
    """Name and text of the one file that the bot sent."""
    (document,) = [one.document for one in rawat.world.bot_messages(reader.user) if one.document]
    file = rawat.world.files.find(document["file_id"])
    assert file is not None
    return file.name, file.content.decode("utf-8-sig")


async def test_a_workbook_with_several_sheets_asks_which_one(rawat: BotUnderTest) -> None:
    maya = await rawat.colleague("Maya", Role.MANAGER)
    content = workbook(Catatan=[["apa"], ["belanja"]], Mitra=[["mitra", "tingkat"], ["Toko Anggrek", "kunci"]])

    asked = await maya.send("data.xlsx", content)
    assert "Which one holds the partners?" in asked.text
    await maya.tap("Mitra")
    assert "1 new partner" in maya.last.text
    await maya.tap("Import")

    assert [(one.name, one.tier) for one in await rawat.all(Partner)] == [("Toko Anggrek", Tier.KEY)]


async def test_a_sheet_without_partners_says_so_and_another_can_be_chosen(rawat: BotUnderTest) -> None:
    maya = await rawat.colleague("Maya", Role.MANAGER)
    content = workbook(Kosong=[["mitra"]], Mitra=[["mitra"], ["Toko Anggrek"]])
    await maya.send("data.xlsx", content)

    await maya.tap("Kosong")
    assert "has no rows" in maya.last.text
    await maya.tap("Mitra")

    assert "1 new partner" in maya.last.text


async def test_an_unknown_column_is_mapped_by_buttons(rawat: BotUnderTest) -> None:
    maya = await rawat.colleague("Maya", Role.MANAGER)
    await maya.send("mitra.csv", b"mitra,golongan usaha,hobi\nToko Anggrek,distributor,memancing\n")
    await maya.tap("2 unknown columns")
    assert "golongan usaha: distributor" in maya.last.text

    await maya.tap("golongan usaha")
    await maya.tap("kind of partner")
    await maya.tap("1 unknown column")
    await maya.tap("hobi")
    await maya.tap("Leave it out")
    assert not any("unknown" in label for label in maya.last.labels)
    await maya.tap("Import")

    assert [one.kind for one in await rawat.all(Partner)] == [Kind.CHANNEL]


async def test_a_file_whose_partners_column_is_not_known_asks_for_it(rawat: BotUnderTest) -> None:
    maya = await rawat.colleague("Maya", Role.MANAGER)

    asked = await maya.send("kabar.csv", b"usaha binaan,alamat\nToko Anggrek,Jl. Melati 3\n")
    assert "Which one holds their names?" in asked.text
    await maya.tap("usaha binaan")
    await maya.tap("Import")

    assert [one.name for one in await rawat.all(Partner)] == ["Toko Anggrek"]


async def test_refused_rows_come_back_with_the_reason_and_are_taken_once_mended(rawat: BotUnderTest) -> None:
    maya = await rawat.colleague("Maya", Role.MANAGER, language="id")
    await maya.send("mitra.csv", b"mitra,catatan\nToko Anggrek,baik\nKafe Senja,Kopi, enak\n")
    await maya.tap("Impor")

    name, text = sent_file(rawat, maya)
    assert name == "baris-ditolak.csv"
    assert text.splitlines()[0] == "Alasan ditolak;mitra;catatan"
    assert "Baris 3 tidak terbaca: ada 3 kolom, seharusnya 2" in text

    mended = text.replace("Kopi; enak", '"Kopi, enak"')
    preview = await maya.send("perbaikan.csv", mended.encode())
    assert "1 mitra baru" in preview.text
    assert not any("kolom" in label for label in preview.labels)


async def test_changes_are_shown_from_old_to_new(rawat: BotUnderTest) -> None:
    maya = await rawat.colleague("Maya", Role.MANAGER, language="id")
    await rawat.put(Partner("Toko Anggrek", Tier.LIGHT, city="Bogor"))

    preview = await maya.send("mitra.csv", b"mitra,tingkat,kota\nToko Anggrek,kunci,Bandung\n")
    assert "Toko Anggrek: tingkat Mitra umum → Mitra kunci; kota Bogor → Bandung" in preview.text
    await maya.tap("1 perubahan")
    assert "kota: Bogor → Bandung" in maya.last.text
    await maya.tap("Kembali")

    assert "Impor" in maya.last.labels


async def test_all_changes_come_as_a_file_where_they_are_many(rawat: BotUnderTest) -> None:
    maya = await rawat.colleague("Maya", Role.MANAGER)
    await rawat.put(*(Partner(f"Mitra {n}", city="Bogor") for n in range(12)))
    rows = "".join(f"Mitra {n},Bandung\n" for n in range(12))
    await maya.send("mitra.csv", b"mitra,kota\n" + rows.encode())

    await maya.tap("12 changes")
    await maya.tap("→")
    assert "Mitra 8" in maya.last.text
    await maya.tap("As a file")

    _, text = sent_file(rawat, maya)
    assert len(text.splitlines()) == 13
    assert "Mitra 11,,city,Bogor,Bandung" in text


async def test_a_partner_that_was_changed_meanwhile_is_refused_and_named(rawat: BotUnderTest) -> None:
    maya = await rawat.colleague("Maya", Role.MANAGER)
    (toko,) = await rawat.put(Partner("Toko Anggrek", city="Bogor"))
    await maya.send("mitra.csv", b"mitra,kota\nToko Anggrek,Bandung\nKafe Senja,Depok\n")
    by = Actor(await maya.staff(), rawat.clock.instant, "elsewhere")
    await ChangePartner(rawat.house.storage, rawat.house.organisation)(by, toko.id, "city", "Ambon")

    await maya.tap("Import")

    assert any("Changed by somebody meanwhile, and left as it is: Toko Anggrek" in said for said in maya.heard)
    assert {one.name: one.city for one in await rawat.all(Partner)} == {"Toko Anggrek": "Ambon", "Kafe Senja": "Depok"}


async def test_a_name_that_resembles_a_known_one_is_pointed_out(rawat: BotUnderTest) -> None:
    maya = await rawat.colleague("Maya", Role.MANAGER)
    await rawat.put(Partner("PT Surya Medika Utama"), Partner("SDN 1 Bandung"))

    preview = await maya.send("mitra.csv", b"mitra\nSurya Medica Utama\nSDN 2 Bandung\n")

    assert "Line 2: Surya Medica Utama resembles PT Surya Medika Utama" in preview.text
    assert "Line 3" not in preview.text


async def test_a_preview_of_very_much_still_fits_one_message(rawat: BotUnderTest) -> None:
    maya = await rawat.colleague("Maya", Role.MANAGER, language="id")
    await rawat.put(*(Partner(f"Mitra {n} {'x' * 150}", city="Bogor" * 20, note="lama " * 40) for n in range(30)))
    rows = "".join(
        f"Mitra {n} {'x' * 150},{'Cimahi' * 20},{'baru ' * 40},Kolega {n} {'y' * 90},32/13\n" for n in range(30)
    )
    odd = "".join(f"Rusak {'z' * 150},a,b,c,d,e,f\n" for _ in range(30))

    preview = await maya.send("mitra.csv", f"mitra,kota,catatan,pj,sejak\n{rows}{odd}".encode())

    assert "30 mitra yang sudah tercatat akan berubah" in preview.text
    assert "Impor" in preview.labels
    await maya.tap("30 perubahan")
    assert "Kembali" in maya.last.labels
    await maya.tap("Kembali")
    await maya.tap("Impor")
    assert any("30 mitra diperbarui" in said for said in maya.heard)
