"""``rawat export``: the roster into a file, by its ending."""

from pathlib import Path

import pytest

from bot.app import App
from bot.commands.exports import export_file, format_of
from bot.commands.roster import import_file
from bot.domain.errors import OperatorError
from bot.domain.exports import ExportFormat
from tests.commands.conftest import AppOf, Run, put_clinic


@pytest.mark.parametrize("format", ExportFormat)
async def test_each_ending_gives_its_form_and_leaves_nothing_beside_it(
    app: App, tmp_path: Path, format: ExportFormat
) -> None:
    await put_clinic(app)
    file = tmp_path / "out" / f"mitra.{format.value}"
    file.parent.mkdir()
    said = await export_file(app, file, format)

    assert said == f"1 mitra dan 1 orang ada di {file}."
    assert [one.name for one in file.parent.iterdir()] == [file.name]
    assert file.stat().st_mode & 0o077 == 0


async def test_what_was_exported_holds_nothing_new_for_an_import(app: App, tmp_path: Path) -> None:
    await put_clinic(app)
    file = tmp_path / "mitra.csv"
    await export_file(app, file, ExportFormat.CSV)

    assert "Tidak ada yang perlu diimpor." in await import_file(app, file, "later", False)


async def test_it_speaks_the_organisations_language(app_of: AppOf, sqlite_url: str, tmp_path: Path) -> None:
    app = app_of(sqlite_url, language="en")
    await put_clinic(app)

    assert "1 partner and 1 person are in" in await export_file(app, tmp_path / "p.csv", ExportFormat.CSV)
    assert (tmp_path / "p.csv").read_text(encoding="utf-8-sig").startswith("id,partner,tier,")


async def test_a_folder_that_is_not_there_is_said_and_an_older_file_stays(app: App, tmp_path: Path) -> None:
    await put_clinic(app)
    with pytest.raises(OperatorError, match="cannot be written"):
        await export_file(app, tmp_path / "none" / "mitra.csv", ExportFormat.CSV)


def test_endings_are_told_whatever_their_case() -> None:
    assert format_of(Path("Mitra.XLSX")) is ExportFormat.XLSX
    assert format_of(Path("mitra.pdf")) is None


def test_another_ending_is_wrong_use(rawat: Run) -> None:
    ended = rawat("export", "mitra.pdf")

    assert ended.exit_code == 2
    assert ".csv, .xlsx, .vcf or .ics" in ended.stderr


def test_without_a_database_the_remedy_is_named(rawat: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RAWAT_DATABASE_URL", f"sqlite+aiosqlite:///{tmp_path / 'none.db'}")
    ended = rawat("export", "mitra.csv")

    assert ended.exit_code == 1
    assert "rawat db upgrade" in ended.stderr
