"""The command line as an operator meets it: exit statuses, one sentence on standard error, no secret anywhere."""

import asyncio
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot import __main__ as command_line
from bot.__main__ import cli
from bot.app import App
from bot.domain.staff import Staff
from bot.domain.words import Role, StaffState
from bot.sandbox.server import BotApiServer
from bot.sandbox.world import World
from bot.storage.engine import make_engine
from bot.storage.unit_of_work import SqlStorage

TOKEN = "123456789:AAE-secret_secret_secret_secret_secr"
PASSWORD = "hunter2"
HERE = Path(__file__).parents[1]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working folder, and no settings but the test's own."""
    made = tmp_path / "folder"
    made.mkdir()
    monkeypatch.chdir(made)
    return made


def refused(*arguments: str) -> str:
    """What a command says when it ends with 1: one sentence on standard error, and nothing else."""
    ended = CliRunner().invoke(cli, arguments)
    assert ended.exit_code == 1, ended.output
    assert ended.stdout == ""
    assert ended.stderr.count("\n") == 1
    for secret in (TOKEN, PASSWORD, "Traceback"):
        assert secret not in ended.output
    return ended.stderr


def started(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """The command line as a process of its own."""
    environment = {**os.environ, "PYTHONPATH": str(HERE), **variables}  # noqa: TID251 - a process of its own
    return subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_run_without_a_token_ends_with_1_and_the_remedy() -> None:
    ended = started("run")
    assert (ended.returncode, ended.stdout) == (1, "")
    (sentence,) = ended.stderr.splitlines()
    assert sentence.startswith("RAWAT_BOT_TOKEN is missing;")
    assert "BotFather" in sentence
    assert "rawat sandbox" in sentence


def test_wrong_setting_stops_every_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RAWAT_TIMEZONE", "Bandung")
    for command in (["run"], ["claim"], ["db", "upgrade"], ["doctor"], ["parse", "telepon"]):
        assert refused(*command).startswith("RAWAT_TIMEZONE cannot be used:")


@pytest.mark.parametrize(
    "arguments",
    [["nonsense"], ["run", "--only", "cook"], ["import"], ["db", "nonsense"], ["import", "x", "--agreed", "?"]],
)
def test_wrong_use_ends_with_2(arguments: list[str]) -> None:
    ended = CliRunner().invoke(cli, arguments)
    assert ended.exit_code == 2
    assert "Traceback" not in ended.output


def test_help_names_every_command() -> None:
    ended = CliRunner().invoke(cli, ["--help"])
    assert ended.exit_code == 0
    for name in ("run", "sandbox", "claim", "import", "job", "parse", "db", "backup", "restore", "doctor"):
        assert name in ended.output


def test_database_is_made_and_is_up_to_date_after_that(folder: Path) -> None:
    first, second = (CliRunner().invoke(cli, ["db", "upgrade"]) for _ in range(2))
    assert (first.exit_code, first.stdout) == (0, "The database is upgraded.\n")
    assert (second.exit_code, second.stdout) == (0, "The database is up to date.\n")
    assert (folder / "rawat.db").exists()


def test_database_that_cannot_be_written_is_one_sentence(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("RAWAT_DATABASE_URL", f"sqlite+aiosqlite:///{tmp_path}/nowhere/rawat.db")
    monkeypatch.setenv("RAWAT_BOT_TOKEN", TOKEN)
    for command in (["db", "upgrade"], ["run"], ["claim"]):
        assert "rawat.db" in refused(*command)


def test_server_that_is_away_is_one_sentence_without_the_password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RAWAT_DATABASE_URL", f"postgresql+asyncpg://rawat:{PASSWORD}@127.0.0.1:1/rawat")
    monkeypatch.setenv("RAWAT_BOT_TOKEN", TOKEN)
    for command in (["db", "upgrade"], ["run"], ["claim"], ["job", "plan_reminders"]):
        assert refused(*command).startswith("The database cannot be reached;")


@pytest.mark.parametrize("url", ["mysql://root:hunter2@localhost/rawat", "rawat.db", "sqlite:///rawat.db"])
def test_address_of_no_known_database_is_one_sentence(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setenv("RAWAT_DATABASE_URL", url)
    assert "RAWAT_DATABASE_URL" in refused("db", "upgrade")


@pytest.mark.parametrize("token", [TOKEN, "nonsense"])
async def test_token_that_telegram_does_not_know_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, api_server: BotApiServer, sqlite_url: str, token: str
) -> None:
    monkeypatch.setenv("RAWAT_DATABASE_URL", sqlite_url)
    monkeypatch.setenv("RAWAT_TELEGRAM_API", api_server.url)
    monkeypatch.setenv("RAWAT_BOT_TOKEN", token)
    for command in ("claim", "run"):
        assert "RAWAT_BOT_TOKEN" in await asyncio.to_thread(refused, command)


async def test_claim_prints_one_link_and_asks_for_recover_where_an_admin_is(
    monkeypatch: pytest.MonkeyPatch, world: World, api_server: BotApiServer, sqlite_url: str
) -> None:
    monkeypatch.setenv("RAWAT_DATABASE_URL", sqlite_url)
    monkeypatch.setenv("RAWAT_TELEGRAM_API", api_server.url)
    monkeypatch.setenv("RAWAT_BOT_TOKEN", world.bot.token)
    ended = await asyncio.to_thread(CliRunner().invoke, cli, ["claim"])
    assert ended.exit_code == 0
    assert re.fullmatch(r"https://t\.me/rawat_bot\?start=[\w-]{20,64}\n", ended.stdout)
    engine = make_engine(sqlite_url)
    async with SqlStorage(engine).write() as uow:
        await uow.staff.add(Staff("Maya", Role.ADMIN, StaffState.ACTIVE, 1))
        await uow.commit()
    await engine.dispose()
    assert "--recover" in await asyncio.to_thread(refused, "claim")
    again = await asyncio.to_thread(CliRunner().invoke, cli, ["claim", "--recover"])
    assert again.stdout.startswith("https://t.me/rawat_bot?start=")


def test_telegram_out_of_reach_is_one_sentence(monkeypatch: pytest.MonkeyPatch, sqlite_url: str) -> None:
    monkeypatch.setenv("RAWAT_DATABASE_URL", sqlite_url)
    monkeypatch.setenv("RAWAT_TELEGRAM_API", "http://127.0.0.1:1")
    monkeypatch.setenv("RAWAT_BOT_TOKEN", TOKEN)
    for command in (["claim"], ["run"]):
        assert "Telegram" in refused(*command)


def test_fault_that_nothing_foresaw_is_one_line_without_its_words(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> App:
        raise RuntimeError(f"{TOKEN} {PASSWORD}")

    monkeypatch.setattr(command_line, "load", broken)
    assert refused("db", "upgrade").startswith("Something went wrong (RuntimeError in test_command_line.py, line ")
