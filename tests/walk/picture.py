"""The README's picture of a brief, taken from the sandbox's page: ``python -m tests.walk.picture FILE``."""

import asyncio
import shutil
import sys
import tempfile
from pathlib import Path

from playwright.async_api import Page, async_playwright, expect

from tests.browser import FLAGS, PROGRAMS
from tests.walk.opened import newest, opened_sandbox, press, write

# Sharp enough for a README, and small enough for a repository.
SHARPNESS = 1.5
SIZE = (390, 826)


async def take(file: Path) -> None:
    """Writes the picture: the manager's first morning, in English."""
    with tempfile.TemporaryDirectory() as folder:
        async with opened_sandbox(Path(folder)) as sandbox, async_playwright() as playwright:
            program = next(filter(None, map(shutil.which, PROGRAMS)))
            browser = await playwright.chromium.launch(executable_path=program, headless=True, args=FLAGS)
            width, height = SIZE
            chat = await browser.new_page(
                viewport={"width": width, "height": height}, device_scale_factor=SHARPNESS, color_scheme="light"
            )
            await chat.goto(sandbox.server.url)
            await _until_morning(chat)
            await chat.locator("#chat").screenshot(path=file)
            await browser.close()


async def _until_morning(chat: Page) -> None:
    await chat.get_by_role("button", name="Read this page in English").click()
    await write(chat, "/pengaturan")
    await press(newest(chat, "Bahasa"), "Bahasa")
    await press(newest(chat, "Bahasa"), "English")
    await expect(newest(chat, "Language: English")).to_be_visible()
    await chat.get_by_role("button", name="Next morning").click()
    await expect(newest(chat, "Good morning, Rina")).to_be_visible(timeout=30_000)
    await expect(chat.locator("#toast")).to_have_text("It is now Monday, 23 November, 07:30.")
    await newest(chat, "Good morning, Rina").evaluate("""node => {
        document.getElementById("toast").remove();
        const day = [...document.querySelectorAll(".day")].pop();
        while (day.previousElementSibling) day.previousElementSibling.remove();
        node.scrollIntoView({ block: "end", behavior: "instant" });
        document.getElementById("scroller").scrollBy({ top: 12, behavior: "instant" });
    }""")


if __name__ == "__main__":
    asyncio.run(take(Path(sys.argv[1])))
