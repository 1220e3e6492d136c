"""A Chromium on a phone's width, for the walks through the sandbox's page.

What drives it takes a second to start and belongs to one event loop. So these tests, and the fixtures of theirs that
await, share the loop of the session: ``pytestmark = WALKS``, ``@pytest_asyncio.fixture(loop_scope="session")``.
"""

import shutil
import subprocess
from collections.abc import AsyncIterator, Iterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, async_playwright

from tests.needs import missing

WALKS = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]
PROGRAMS = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
# Nothing but our own page: the browser calls nobody by itself. Root may not use its sandbox.
FLAGS = [
    "--headless",
    "--remote-debugging-port=0",
    "--hide-scrollbars",
    "--disable-dev-shm-usage",
    "--disable-background-timer-throttling",
    "--disable-backgrounding-occluded-windows",
    "--disable-renderer-backgrounding",
    "--disable-extensions",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE = (390, 844)


LISTENS = "DevTools listening on "


@pytest.fixture(scope="session")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a browser that runs for the session: starting one takes longer than most of these tests."""
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        missing("Chromium: none in PATH; install `chromium`")
    folder = tmp_path_factory.mktemp("chromium")
    command = [program, *FLAGS, f"--user-data-dir={folder}", "about:blank"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as browser:
        try:
            assert browser.stderr is not None
            said = next((line for line in browser.stderr if line.startswith(LISTENS)), None)
            assert said is not None, "Chromium ended before it listened"
            yield said.removeprefix(LISTENS).strip()
        finally:
            browser.terminate()


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser(chromium: str) -> AsyncIterator[Browser]:
    """The browser, driven."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.connect_over_cdp(chromium)
        yield browser
        await browser.close()


@pytest_asyncio.fixture(loop_scope="session")
async def page(browser: Browser) -> AsyncIterator[Page]:
    """An empty page, 390 × 844 points, in a profile of its own; a script error on the page fails the test."""
    faults: list[str] = []
    width, height = PHONE
    context = await browser.new_context(viewport={"width": width, "height": height}, accept_downloads=True)
    context.set_default_timeout(10_000)
    page = await context.new_page()
    page.on("pageerror", lambda error: faults.append(str(error)))
    yield page
    await context.close()
    assert faults == []
