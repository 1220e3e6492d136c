"""Copies of a SQLite database, and their return."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.backup.copies import KEPT, bring_back, copy_is_due, make_copy
from bot.domain.errors import OperatorError

NOW = datetime(2026, 11, 23, 1, 30, tzinfo=UTC)


@pytest.fixture
def database(sqlite_url: str) -> Path:
    return Path(sqlite_url.partition("///")[2])


def note(database: Path, value: str) -> None:
    with closing(sqlite3.connect(database)) as opened:
        opened.execute("insert or replace into marks (name, value) values ('note', ?)", [value])
        opened.commit()


def noted(database: Path) -> str | None:
    with closing(sqlite3.connect(database)) as opened:
        found = opened.execute("select value from marks where name = 'note'").fetchone()
    return None if found is None else str(found[0])


async def test_copy_has_what_was_committed_while_somebody_writes(database: Path) -> None:
    with closing(sqlite3.connect(database)) as busy:
        busy.execute("insert into marks (name, value) values ('note', 'committed')")
        busy.commit()
        busy.execute("update marks set value = 'not yet'")
        copy = await make_copy(database, NOW)
        busy.rollback()
    assert copy.name == "rawat-backup-20261123-013000.db"
    assert noted(copy) == "committed"
    assert copy.stat().st_mode & 0o077 == 0


async def test_newest_seven_copies_are_kept(database: Path) -> None:
    for day in range(KEPT + 3):
        await make_copy(database, NOW + timedelta(days=day))
    assert len(list(database.parent.glob("rawat-backup-*.db"))) == KEPT
    assert not copy_is_due(database, NOW + timedelta(days=KEPT + 2, hours=23))
    assert copy_is_due(database, NOW + timedelta(days=KEPT + 3, hours=1))


async def test_restored_copy_replaces_the_database_which_is_kept(database: Path) -> None:
    note(database, "before")
    copy = await make_copy(database, NOW, database.with_name("mine.db"))
    note(database, "after")
    kept = await bring_back(copy, database, NOW)
    assert noted(database) == "before"
    assert kept is not None
    assert noted(kept) == "after"


@pytest.mark.parametrize("content", [b"", b"no database at all" * 300])
async def test_what_is_no_copy_is_refused_and_changes_nothing(database: Path, content: bytes) -> None:
    note(database, "present")
    wrong = database.with_name("wrong.db")
    wrong.write_bytes(content)
    with pytest.raises(OperatorError, match="no whole copy"):
        await bring_back(wrong, database, NOW)
    with pytest.raises(OperatorError, match="no file"):
        await bring_back(database.with_name("nowhere.db"), database, NOW)
    assert noted(database) == "present"


async def test_copy_that_cannot_be_written_names_the_remedy(database: Path) -> None:
    with pytest.raises(OperatorError, match="disk"):
        await make_copy(database, NOW, database.parent / "nowhere" / "copy.db")
    with pytest.raises(OperatorError, match="RAWAT_DATABASE_URL"):
        await make_copy(database.with_name("nowhere.db"), NOW)
