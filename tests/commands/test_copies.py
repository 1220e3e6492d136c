"""``rawat backup`` and ``rawat restore``."""

from pathlib import Path

import pytest

from bot.app import App
from bot.commands.copies import backup, restore
from bot.domain.errors import OperatorError
from bot.storage.alone import Alone
from tests.commands.conftest import AppOf, Run, put_clinic

POSTGRES = "postgresql+asyncpg://rawat@127.0.0.1:9/rawat"


def only(folder: Path, pattern: str) -> Path:
    """The one file in the folder that is called so."""
    (found,) = folder.glob(pattern)
    return found


def aside(folder: Path) -> list[Path]:
    """Databases that were put aside."""
    return list(folder.glob("rawat-replaced-*"))


async def partners(app: App) -> int:
    async with app.storage.read() as uow:
        return await uow.partners.count_by()


async def test_copy_made_while_the_bot_runs_brings_back_what_there_was(app: App, tmp_path: Path) -> None:
    await put_clinic(app)
    copy = tmp_path / "copy.db"
    running = Alone(tmp_path / "rawat.db", "bot")
    running.hold()
    assert str(copy) in await backup(app, copy)
    running.let_go()
    async with app.storage.write() as uow:
        for partner in await uow.partners.list_by():
            await uow.partners.change(partner.id, name="Changed since")
        await uow.commit()
    said = await restore(app, copy)
    async with app.storage.read() as uow:
        assert [partner.name for partner in await uow.partners.list_by()] == ["Klinik Sehat Bersama"]
    assert str(only(tmp_path, "rawat-replaced-*.db")) in said


async def test_present_database_is_kept_whole_beside_the_copy(app: App, app_of: AppOf, tmp_path: Path) -> None:
    empty = tmp_path / "empty.db"
    await backup(app, empty)
    await put_clinic(app)
    await restore(app, empty)
    assert await partners(app) == 0
    kept = only(tmp_path, "rawat-replaced-*.db")
    assert await partners(app_of(f"sqlite+aiosqlite:///{kept}")) == 1


async def test_without_a_name_the_copy_lies_beside_the_database_with_its_day(app: App, tmp_path: Path) -> None:
    await backup(app, None)
    assert "20261123" in only(tmp_path, "rawat-backup-*.db").name


async def test_copy_comes_back_where_the_database_is_lost_or_broken(app: App, tmp_path: Path) -> None:
    await put_clinic(app)
    copy = tmp_path / "copy.db"
    await backup(app, copy)
    await app.close()
    database = app.database_file
    assert database is not None
    for journal in ("-wal", "-shm"):
        database.with_name(database.name + journal).unlink(missing_ok=True)
    database.write_text("nothing of a database " * 100)
    await restore(app, copy)
    assert await partners(app) == 1
    await app.close()
    database.unlink()
    await restore(app, copy)
    assert await partners(app) == 1


async def test_nothing_is_brought_back_while_the_bot_runs(app: App, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    await put_clinic(app)
    await backup(app, copy)
    for part in ("bot", "jobs"):
        running = Alone(tmp_path / "rawat.db", part)
        running.hold()
        with pytest.raises(OperatorError, match="stop it"):
            await restore(app, copy)
        running.let_go()
    assert aside(tmp_path) == []
    await restore(app, copy)


async def test_what_is_no_copy_is_refused_and_nothing_is_replaced(app: App, tmp_path: Path) -> None:
    await put_clinic(app)
    text = tmp_path / "text.db"
    text.write_text("no database at all, but some text " * 50)
    database = app.database_file
    assert database is not None
    for wrong in (text, tmp_path / "nothing.db", tmp_path, database):
        with pytest.raises(OperatorError):
            await restore(app, wrong)
    assert await partners(app) == 1


async def test_the_database_is_never_copied_over_itself(app: App) -> None:
    with pytest.raises(OperatorError, match="the database itself"):
        await backup(app, app.database_file)


async def test_copy_that_cannot_be_written_is_one_sentence(app: App, tmp_path: Path) -> None:
    with pytest.raises(OperatorError, match="check its folder"):
        await backup(app, tmp_path / "nowhere" / "copy.db")


async def test_postgresql_is_left_to_its_own_tools(app_of: AppOf, tmp_path: Path) -> None:
    app = app_of(POSTGRES)
    with pytest.raises(OperatorError, match="pg_dump"):
        await backup(app, None)
    with pytest.raises(OperatorError, match="pg_restore"):
        await restore(app, tmp_path / "copy.db")


def test_command_line_tells_the_fault_on_standard_error_and_ends_with_1(rawat: Run) -> None:
    done = rawat("restore", "nothing.db")
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr == "There is no file nothing.db; name a copy that `rawat backup` made.\n"
    assert rawat("restore").exit_code == 2
    assert rawat("backup", "copy.db").exit_code == 0
    assert rawat("restore", "copy.db").exit_code == 0
