"""The sandbox as `rawat sandbox` opens it, on Sunday, 22 November 2026, and the page in it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from playwright.async_api import Locator, Page
from pydantic import SecretStr

from bot.app import App
from bot.commands.database import make_ready, mark
from bot.commands.sandbox import CLOCK, AheadClock, Sandbox
from bot.settings import Settings
from bot.storage.engine import system_now
from tests.walk.whole import SUNDAY


@asynccontextmanager
async def opened_sandbox(folder: Path) -> AsyncIterator[Sandbox]:
    """The sandbox with a database in this folder, on a free port."""
    url = SecretStr(f"sqlite+aiosqlite:///{folder / 'sandbox.db'}")
    clock = AheadClock()
    app = App.of(Settings(_env_file=None, database_url=url), clock, sandbox=True)
    await make_ready(app, sandbox=True)
    await mark(app, CLOCK, str(int((SUNDAY - system_now()).total_seconds())))
    sandbox = Sandbox(app, clock)
    await sandbox.open(0)
    try:
        yield sandbox
    finally:
        await sandbox.close()
        await app.close()


def newest(chat: Page, text: str) -> Locator:
    """The bot's newest message with this text."""
    return chat.locator(".message.in", has_text=text).last


async def press(message: Locator, label: str) -> None:
    """Presses a button of a message."""
    await message.get_by_role("button", name=label, exact=True).click()


async def write(chat: Page, text: str) -> None:
    """Types something and sends it."""
    await chat.locator("#input").fill(text)
    await chat.locator("#input").press("Enter")
