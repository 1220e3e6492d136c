"""``rawat import``: a file of partners at the command line."""

from pathlib import Path

import pytest

from bot.app import App
from bot.commands.roster import import_file
from bot.domain.errors import OperatorError
from bot.domain.partners import Partner
from bot.domain.people import Person
from bot.domain.words import Consent
from tests.commands.conftest import AppOf, Run

TEXT = "mitra,pj,nama,ultah\nApotek Melati,wati,Bu Tuti,3 Mei\nToko & Co,,Mas Edi,\nRusak,a,b,c,d\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "mitra.csv"
    path.write_text(TEXT, encoding="utf-8")
    return path


async def partners(app: App) -> list[Partner]:
    async with app.storage.read() as uow:
        return await uow.partners.list_by()


async def people(app: App) -> list[Person]:
    async with app.storage.read() as uow:
        return await uow.people.list_by()


async def test_a_dry_run_says_what_would_be_done_and_does_nothing(app: App, file: Path) -> None:
    told = await import_file(app, file, "later", True)

    assert "2 mitra baru" in told
    assert "Baris 4 tidak terbaca: ada 5 kolom, seharusnya 4" in told
    assert "--agreed all|none|later" in told
    assert await partners(app) == []


async def test_a_file_is_taken_over_and_its_answer_about_consent_holds(app: App, file: Path) -> None:
    told = await import_file(app, file, "all", False)

    assert "Impor selesai: 2 mitra baru dan 2 orang baru." in told
    assert "Wati" in told
    assert [one.name for one in await partners(app)] == ["Apotek Melati", "Toko & Co"]
    assert [one.consent for one in await people(app)] == [Consent.AGREED, Consent.UNDECIDED]


async def test_the_same_file_again_is_said_to_hold_nothing_new(app: App, file: Path) -> None:
    await import_file(app, file, "all", False)

    assert "Tidak ada yang perlu diimpor." in await import_file(app, file, "all", False)
    assert len(await partners(app)) == 2


async def test_it_speaks_the_organisations_language(app_of: AppOf, sqlite_url: str, file: Path) -> None:
    told = await import_file(app_of(sqlite_url, language="en"), file, "none", False)

    assert "Imported: 2 new partners and 2 new people." in told


async def test_a_file_that_is_no_table_is_refused_in_one_sentence(app: App, tmp_path: Path) -> None:
    (tmp_path / "kosong.csv").write_bytes(b"")
    with pytest.raises(OperatorError, match="File ini kosong"):
        await import_file(app, tmp_path / "kosong.csv", "later", False)


def test_a_file_that_is_not_there_ends_with_status_one_and_a_sentence(rawat: Run) -> None:
    ended = rawat("import", "tidak-ada.csv")

    assert ended.exit_code == 1
    assert "tidak-ada.csv cannot be read" in ended.stderr
    assert "Traceback" not in ended.output
