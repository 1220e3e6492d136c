"""A Chromium on a phone's width, for the walks through the sandbox's page."""

import shutil
from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Page, async_playwright

from tests.needs import missing

PROGRAMS = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
# Nothing but our own page: the browser calls nobody by itself. Root may not use its sandbox.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE = (390, 844)


@pytest.fixture
async def page() -> AsyncIterator[Page]:
    """An empty page, 390 × 844 points, in a profile of its own; a script error on the page fails the test."""
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        missing("Chromium: none in PATH; install `chromium`")
    faults: list[str] = []
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=program, headless=True, args=FLAGS)
        width, height = PHONE
        context = await browser.new_context(viewport={"width": width, "height": height}, accept_downloads=True)
        context.set_default_timeout(10_000)
        page = await context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        yield page
        await browser.close()
    assert faults == []
