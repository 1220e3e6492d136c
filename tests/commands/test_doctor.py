"""``rawat doctor``: what it finds, and how to mend it."""

from datetime import timedelta
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.app import App
from bot.chat.poller import LEASE_NAME
from bot.commands.database import SANDBOX_MARK, mark
from bot.commands.doctor import doctor
from bot.sandbox.server import BotApiServer
from bot.sandbox.world import World
from bot.storage.health import SqlHealth
from bot.storage.leases import SqlLeases
from tests.chat.harness import MONDAY
from tests.commands.conftest import AppOf, Run, put_clinic


@pytest.fixture
def connected(app_of: AppOf, database_url: str, world: World, api_server: BotApiServer) -> App:
    """An app that knows its bot's token, on each engine."""
    return app_of(database_url, bot_token=SecretStr(world.bot.token), telegram_api=api_server.url, organisation="Kita")


async def test_healthy_bot_is_well(connected: App) -> None:
    await put_clinic(connected)
    await SqlLeases(connected.storage).take(LEASE_NAME, "here", timedelta(minutes=1))
    await SqlHealth(connected.storage).ended("plan_reminders", MONDAY)
    found = await doctor(connected)
    assert found.well, found.lines
    assert [line for line in found.lines if not line.startswith("ok ")] == [
        "note  RAWAT_SMTP_URL is not set; no mail is sent, and news goes by WhatsApp alone."
    ]
    said = "\n".join(found.lines)
    assert "@rawat_bot" in said
    assert "The bot is running." in said
    assert "plan_reminders 2" in said


async def test_job_that_fails_is_named_with_its_fault(connected: App) -> None:
    await put_clinic(connected)
    await SqlHealth(connected.storage).failed("send_briefs", "OperationalError")
    found = await doctor(connected)
    assert not found.well
    (line,) = [line for line in found.lines if line.startswith("mend")]
    assert "send_briefs" in line
    assert "OperationalError" in line


async def test_database_without_admin_or_of_the_sandbox_has_to_be_mended(connected: App) -> None:
    await mark(connected, SANDBOX_MARK, "yes")
    found = await doctor(connected)
    assert not found.well
    said = "\n".join(found.lines)
    assert "rawat claim" in said
    assert "belongs to the sandbox" in said


async def test_wrong_token_and_silent_telegram_are_told_apart(
    app: App, app_of: AppOf, api_server: BotApiServer
) -> None:
    await put_clinic(app)
    wrong = SecretStr("42:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")
    url = app.database_url
    unknown = await doctor(app_of(url, bot_token=wrong, telegram_api=api_server.url))
    silent = await doctor(app_of(url, bot_token=wrong, telegram_api="http://127.0.0.1:9"))
    assert not unknown.well
    assert any("BotFather" in line for line in unknown.lines)
    assert not silent.well
    assert any("127.0.0.1:9" in line and "RAWAT_TELEGRAM_API" in line for line in silent.lines)
    assert wrong.get_secret_value() not in "\n".join(unknown.lines + silent.lines)


async def test_missing_database_is_no_fault_and_none_is_made(app_of: AppOf, tmp_path: Path) -> None:
    file = tmp_path / "none.db"
    found = await doctor(app_of(f"sqlite+aiosqlite:///{file}"))
    assert any("none.db" in line and line.startswith("note") for line in found.lines)
    assert not file.exists()


@pytest.mark.parametrize("url", ["sqlite+aiosqlite:///{}", "postgresql+asyncpg://rawat@127.0.0.1:9/rawat"])
async def test_database_that_cannot_be_used_is_one_sentence(url: str, app_of: AppOf, tmp_path: Path) -> None:
    file = tmp_path / "text.db"
    file.write_text("no database at all, but some text " * 50)
    found = await doctor(app_of(url.format(file)))
    assert not found.well
    assert any(line.startswith("mend") and "RAWAT_DATABASE_URL" in line for line in found.lines)


def test_command_line_ends_with_1_where_something_is_to_be_mended(rawat: Run) -> None:
    done = rawat("doctor")
    assert done.exit_code == 1
    assert "RAWAT_BOT_TOKEN is not set" in done.stdout
