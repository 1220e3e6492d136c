"""``rawat parse``: one line of JSON, null where nothing was found."""

import json
from datetime import date
from pathlib import Path

from bot.app import App
from bot.commands.parse import parse
from tests.commands.conftest import AppOf, Run, put_clinic

KEYS = ["partner", "person", "on", "channel", "purpose", "direction", "sure", "note"]


async def test_sentence_is_read_over_the_stored_names_on_the_day_asked_for(app: App) -> None:
    await put_clinic(app)
    read = await parse(app, "kemarin telepon dr. Dewi tanya kabar", date(2026, 11, 20))
    assert read == {
        "partner": "Klinik Sehat Bersama",
        "person": "Dewi Anggraini",
        "on": "2026-11-19",
        "channel": "call",
        "purpose": "check_in",
        "direction": "ours",
        "sure": True,
        "note": "kemarin telepon dr. Dewi tanya kabar",
    }


async def test_today_is_the_organisations_day_unless_another_one_is_named(app: App) -> None:
    await put_clinic(app)
    assert (await parse(app, "tadi telepon dr. Dewi", None))["on"] == "2026-11-23"


async def test_before_there_is_a_database_the_rest_is_read_and_no_file_is_made(app_of: AppOf, tmp_path: Path) -> None:
    file = tmp_path / "none.db"
    read = await parse(app_of(f"sqlite+aiosqlite:///{file}"), "kemarin telepon dr. Dewi", None)
    assert (read["partner"], read["channel"]) == (None, "call")
    assert not file.exists()


def test_nothing_found_is_null_on_one_line_and_ends_with_0(rawat: Run) -> None:
    for text in ("terima kasih ya", "", "\U0001f600", "x" * 5_000):
        done = rawat("parse", text, "--today", "2026-11-23")
        assert done.exit_code == 0, done.stderr
        read = json.loads(done.stdout)
        assert list(read) == KEYS
        assert done.stdout.count("\n") == 1
        assert read["partner"] is read["person"] is None


def test_a_day_that_does_not_exist_is_wrong_use(rawat: Run) -> None:
    assert rawat("parse", "telepon", "--today", "2026-02-30").exit_code == 2
